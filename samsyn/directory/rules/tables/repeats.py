"""Whether a row of a list says again what an earlier row of the same list said."""

from typing import Literal

Verdict = Literal["new", "unchanged", "changed"]


class Repeats:
    """Remembers what the rows so far were about, by a key, and what they said.

    >>> seen = Repeats()
    >>> seen.verdict("20200940", "Arjeplog 3929285", 2), seen.verdict("20200940", "Kiruna 1", 9)
    (('new', 2), ('changed', 2))
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int]] = {}

    def verdict(self, key: str, content: str, number: int) -> tuple[Verdict, int]:
        """ "new", "unchanged" or "changed", and the number of the first row with this key."""
        said, first = self._first.setdefault(key, (content, number))
        if first == number:
            return "new", first
        return ("unchanged" if said == content else "changed"), first
