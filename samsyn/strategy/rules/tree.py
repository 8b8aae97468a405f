"""Goals stand under goals: what lies below one, and what would close a circle.

A tree is given as pairs (key, key of the one above or None), the shape in which tables
answer. The order of the pairs is the order of siblings.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int | None]
GoalPath = tuple[str, ...]
"""Titles of goals, from the top one down to the one that is meant."""


def children_of(pairs: Iterable[Pair]) -> Mapping[int | None, list[int]]:
    """The keys directly under each key, in the order given; under None stand the top ones."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for key, above in pairs:
        below[above].append(key)
    return below


def descendants(pairs: Iterable[Pair], key: int) -> frozenset[int]:
    """The key itself and every key below it, however deep. A circle is walked only once.

    >>> sorted(descendants([(1, None), (2, 1), (3, 2), (4, None)], 1))
    [1, 2, 3]
    """
    below = children_of(pairs)
    found = {key}
    waiting = [key]
    while waiting:
        for child in below.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def ancestors(pairs: Iterable[Pair], key: int) -> list[int]:
    """The keys above a key, the topmost first; the key itself is not among them.

    >>> ancestors([(1, None), (2, 1), (3, 2)], 3)
    [1, 2]
    """
    above = dict(pairs)
    way: list[int] = []
    here = above.get(key)
    while here is not None and here != key and here not in way:
        way.append(here)
        here = above.get(here)
    return way[::-1]


def would_circle(pairs: Iterable[Pair], key: int, above: int | None) -> bool:
    """Whether putting `key` under `above` would make it stand under itself.

    >>> pairs = [(1, None), (2, 1), (3, 2)]
    >>> would_circle(pairs, 1, 3), would_circle(pairs, 3, 1), would_circle(pairs, 2, None)
    (True, False, False)
    """
    return above is not None and above in descendants(pairs, key)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key stands: how deep (0 is the top), and how many stand below it at any depth."""

    key: int
    depth: int
    below: int


def in_order(pairs: Iterable[Pair]) -> list[Place]:
    """Every key in reading order: each followed by those under it, top ones first.

    Keys whose one above is not among the pairs stand at the top. Keys in a circle, which no
    tree has, are left out.

    >>> [(at.key, at.depth, at.below) for at in in_order([(1, None), (3, None), (2, 1)])]
    [(1, 0, 1), (2, 1, 0), (3, 0, 0)]
    """
    listed = list(pairs)
    known = {key for key, _ in listed}
    below = children_of((key, above if above in known else None) for key, above in listed)
    places: list[Place] = []
    waiting = [(key, 0) for key in reversed(below.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        places.append(Place(key, depth, 0))
        waiting.extend((child, depth + 1) for child in reversed(below.get(key, [])))
    return _counted(places)


def _counted(places: list[Place]) -> list[Place]:
    """The places with how many stand below each: all that follow until one is as shallow."""
    counted: list[Place] = []
    seen_at: list[int] = []
    for position in range(len(places) - 1, -1, -1):
        place = places[position]
        while len(seen_at) <= place.depth:
            seen_at.append(0)
        deeper = sum(seen_at[place.depth + 1 :])
        del seen_at[place.depth + 1 :]
        seen_at[place.depth] += 1 + deeper
        counted.append(Place(place.key, place.depth, deeper))
    return counted[::-1]
