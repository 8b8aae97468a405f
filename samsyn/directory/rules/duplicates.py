"""Organisations that may be the same: what a merger and its undoing do.

A merger is a pointer, `merged_into`. Pointers are kept flat, one step long, so that a count
can follow them with one look-up; the answered pairs tell how to take one away again. The rule
in prose is in docs/methods/duplicates.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.basics.problem import Problem, words


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation as the comparison sees it. `numbers`: of it and of those merged into it."""

    key: int
    name: str
    is_company: bool
    merged_into: int | None = None
    numbers: frozenset[str] = frozenset()


SAID_BY_A_PERSON = words("Pointed out by a person")


def may_be_one(first: Candidate, second: Candidate) -> bool:
    """Whether the two may be one organisation at all, whatever they are called.

    Two different numbers are two legal persons; a company and one that supports companies are
    not proposed either. How alike names are is told by `likely_same`.
    """
    two_numbers = first.numbers and second.numbers and not first.numbers & second.numbers
    return first.is_company == second.is_company and not two_numbers


def check_merger(kept: Candidate, other: Candidate, kept_root: Candidate) -> None:
    """Refuse a merger of `other` into `kept`, whose own merger, if any, leads to `kept_root`."""
    if kept_root.key == other.key:
        raise Problem(
            "merger-circle",
            words(
                "%(kept)s is itself merged into %(other)s, so it cannot be the one that is kept. "
                "Keep %(other)s, or undo that merger first."
            ),
            kept=kept.name,
            other=other.name,
        )
    if other.merged_into is not None and other.merged_into != kept_root.key:
        raise Problem(
            "merger-elsewhere",
            words(
                "%(other)s is already merged into another organisation than %(kept)s. "
                "Undo that merger first, or point out that other organisation and %(kept)s."
            ),
            kept=kept.name,
            other=other.name,
        )
    if kept_root.is_company != other.is_company:
        raise Problem(
            "merger-two-kinds",
            words(
                "One of %(kept)s and %(other)s is a company and the other is not, and they are "
                "shown to different people. Correct the kind of the wrong one first."
            ),
            kept=kept_root.name,
            other=other.name,
        )
    if kept_root.numbers and other.numbers and kept_root.numbers != other.numbers:
        raise Problem(
            "merger-two-numbers",
            words(
                "%(kept)s and %(other)s have different organisation numbers, and a number "
                "belongs to one legal person only. Correct the wrong number first, or answer "
                "that they are different."
            ),
            kept=kept_root.name,
            other=other.name,
        )


def after_merger(pointers: Mapping[int, int | None], other: int, kept: int) -> dict[int, int]:
    """Which pointers change, and to what, when `other` is merged into `kept`.

    `pointers` holds both, what they point at, and everything that points at them. Those that
    pointed at `other` follow it.

    >>> after_merger({1: None, 2: 1, 3: None}, other=1, kept=3)
    {1: 3, 2: 3}
    """
    root = pointers[kept] or kept
    if pointers[other] == root:
        return {}
    return {key: root for key, to in pointers.items() if key == other or to == other}


def after_undoing(
    pointers: Mapping[int, int | None], same: Iterable[tuple[int, int]], undone: tuple[int, int]
) -> dict[int, int | None]:
    """Which pointers change when the answer to the pair `undone` is taken back.

    `same` holds the other pairs answered as the same; what they still hold together stays
    together. The side that comes loose points at its own end of the pair again.

    >>> after_undoing({1: 3, 2: 3, 3: None}, same=[(1, 2)], undone=(1, 3))
    {1: None, 2: 1}
    """
    neighbours: dict[int, set[int]] = defaultdict(set)
    for first, second in same:
        neighbours[first].add(second)
        neighbours[second].add(first)
    root = pointers[undone[0]] or undone[0]
    for end in undone:
        side = _reachable(end, neighbours)
        if root not in side:
            return {key: None if key == end else end for key in sorted(side)}
    return {}


def _reachable(start: int, neighbours: Mapping[int, set[int]]) -> set[int]:
    found, ahead = {start}, [start]
    while ahead:
        for key in neighbours.get(ahead.pop(), ()):
            if key not in found:
                found.add(key)
                ahead.append(key)
    return found
