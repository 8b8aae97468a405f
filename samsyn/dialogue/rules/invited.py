"""Who is invited to a dialogue: how large the room is, and of what nobody is there."""

from collections.abc import Collection, Iterable
from typing import TypeVar

LEAST_ROOM = 2
"""One invited organisation is no room."""

T = TypeVar("T")


def room_of(invited: Collection[int], voted: Collection[int], *, is_everybody: bool) -> int | None:
    """How many everybody concerned is, by the keys of who is invited and who has voted.

    None where that is not known: not everybody is said to be invited, or too few are. Who has
    voted without being on the list is concerned too.

    >>> room_of({1, 2, 3}, {1, 4}, is_everybody=True)
    4
    >>> room_of({1, 2, 3}, {1, 4}, is_everybody=False) is None
    True
    """
    if not is_everybody or len(set(invited)) < LEAST_ROOM:
        return None
    return len({*invited, *voted})


def without_anybody(all_there_are: Iterable[T], invited: Iterable[T | None]) -> list[T]:
    """Those of all (kinds of actor, places) of which nobody is invited, in their own order.

    >>> without_anybody(["region", "agency", "union"], ["agency", None])
    ['region', 'union']
    """
    there = set(invited)
    return [each for each in all_there_are if each not in there]
