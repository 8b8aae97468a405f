"""What can be read back over everything: the thread, loose ends, counts."""

from dataclasses import dataclass

from samsyn.directory.rules.access import Standing


@dataclass(frozen=True, slots=True)
class Knot:
    """One knot of the thread bar. `count` is None where the viewer may not know it."""

    kind: str
    label: str
    count: int | None
    url: str
    here: bool = False
    loose: bool = False
    deed_text: str = ""
    deed_url: str = ""


def bar_of(viewer: Standing, kind: str, key: int) -> list[Knot]:
    """The thread bar of one thing: dialogue - goal - call - grant - programme - activity - company - result."""
    return []
