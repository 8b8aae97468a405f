"""Whether 90 % is 90 % for points, and whether what is equal is said to be tied.

Part of `python -m benchmarks honesty`. Seeded publics from which rooms of 8, 12, 20 and 50 voters
are drawn, who spread points by fives as people do. Prints the tables of docs/methods/priorities.md.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from samsyn.dialogue.rules.point_sheets import Sheet
from samsyn.dialogue.rules.priorities import placed

ROOMS = (8, 12, 20, 50)
PROPOSALS = 6
OF_ALL = 200_000
"""So many sheets are drawn for the true mean of a public."""
SHARES = np.array([0.32, 0.24, 0.18, 0.12, 0.09, 0.05])
FIVES = 5
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Public = Callable[[np.random.Generator, int, int], Whole]
"""Chance, voters and proposals to the points of each voter."""


def run(rooms: int) -> Iterator[str]:
    heads = " | ".join(f"{voters} voters" for voters in ROOMS)
    yield f"| the mean of points | {heads} |"
    yield "|---" * (len(ROOMS) + 1) + "|"
    held = {
        name: [coverage(public, voters, rooms) for voters in ROOMS]
        for name, public in PUBLICS.items()
    }
    for name, shares in held.items():
        yield table_row(name, shares)
    yield table_row("mean", np.mean(list(held.values()), axis=0).tolist())
    yield ""
    yield f"| a rank although all are equal | {heads} |"
    yield "|---" * (len(ROOMS) + 1) + "|"
    for proposals in (2, 4, 8):
        rates = [cut_rate(proposals, voters, rooms) for voters in ROOMS]
        yield table_row(f"{proposals} proposals", rates)


def table_row(name: str, shares: list[float]) -> str:
    return f"| {name} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"


def coverage(public: Public, voters: int, rooms: int) -> float:
    """How often the interval of a proposal holds the mean of the public."""
    chance = np.random.default_rng(voters)
    true = public(chance, OF_ALL, PROPOSALS).mean(axis=0)
    held = 0
    for _room in range(rooms):
        for one in placed(range(PROPOSALS), sheets(public(chance, voters, PROPOSALS))):
            mean = true[one.proposal]
            held += one.interval is not None and one.interval.low <= mean <= one.interval.high
    return held / (rooms * PROPOSALS)


def cut_rate(proposals: int, voters: int, rooms: int) -> float:
    """How often not all share a place, although the public gives all as much."""
    chance = np.random.default_rng(voters)
    cut = 0
    for _room in range(rooms):
        found = placed(range(proposals), sheets(even(chance, voters, proposals)))
        cut += found[0].last_rank != proposals
    return cut / rooms


def sheets(points: Whole) -> list[Sheet]:
    return [Sheet(dict(enumerate(row))) for row in points.tolist()]


def by_fives(shares: Floats) -> Whole:
    """Shares as points, by fives, a hundred in all: the largest rests are rounded up."""
    steps = shares * (100 / FIVES)
    whole = np.floor(steps).astype(np.int64)
    order = np.argsort(np.argsort(whole - steps, axis=1, kind="stable"), axis=1, kind="stable")
    missing = 100 // FIVES - whole.sum(axis=1)
    return (whole + (order < missing[:, None])) * FIVES


def even(chance: np.random.Generator, voters: int, proposals: int) -> Whole:
    return by_fives(chance.dirichlet(np.full(proposals, 4.0), voters))


def graded(chance: np.random.Generator, voters: int, proposals: int) -> Whole:
    return by_fives(chance.dirichlet(SHARES[:proposals] * 6, voters))


def few(chance: np.random.Generator, voters: int, proposals: int) -> Whole:
    """Each gives all to one, two or three of them, those that are liked oftener than others."""
    liked = chance.random((voters, proposals)) ** (1 / SHARES[:proposals])
    place = np.argsort(np.argsort(-liked, axis=1), axis=1)
    kept = place < chance.integers(1, 4, (voters, 1))
    weight = chance.gamma(3.0, size=(voters, proposals)) * kept
    return by_fives(weight / weight.sum(axis=1, keepdims=True))


def camps(chance: np.random.Generator, voters: int, proposals: int) -> Whole:
    lean = np.array([6, 3, 1.5, 0.6, 0.6, 0.3])[:proposals]
    one, other = chance.dirichlet(lean, voters), chance.dirichlet(lean[::-1], voters)
    return by_fives(np.where(chance.random((voters, 1)) < 0.5, one, other))


PUBLICS: dict[str, Public] = {
    "nearly even": even,
    "some more than others": graded,
    "all to one, two or three": few,
    "two camps": camps,
}
