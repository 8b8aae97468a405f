"""What comes first: the mean of the points that voters spread, between what it lies, and its order.

Those who spread points are taken as a sample of more voters of the same kind. Half a voter, who
spreads as all the points of the sheets lie, is added before an interval is drawn, so that eight
who give nothing are not certain that nobody would (docs/methods/priorities.md).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import quantiles

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, stdtrit

from samsyn.dialogue.rules.ballots import Flags, Floats
from samsyn.dialogue.rules.kinds import When
from samsyn.dialogue.rules.point_sheets import HUNDRED, Sheet
from samsyn.dialogue.rules.samsyn_figure import NINETY
from samsyn.dialogue.rules.shares import TAIL, Interval

ADDED = 0.5
"""So much of a voter is added: set by simulation, so that 90 % is 90 % for 8 to 50 voters."""
LEAST_WEIGHT = 0.2
"""Where two voters are far apart the interval is nearly the whole range, and not more."""
TINY = 1e-9
"""Where all that there is to weigh has all the points, nothing is uncertain."""
LEAST_FOR_QUARTILES = 4
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Said:
    """How many would do a proposal first, later, or not at all."""

    first: int
    later: int
    stop: int

    @property
    def number(self) -> int:
        return self.first + self.later + self.stop


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal with what the sheets say of it.

    `mean`, and between what it lies, is of the `voters` who had it on their sheet; None when
    nobody had, and the interval also of one voter alone. It stands on a place from `rank` to
    `last_rank`: where they differ it is tied. `ahead_of` is over how many it surely stands.
    `said` is None when nobody has said when.
    """

    proposal: int
    voters: int
    mean: float | None
    interval: Interval | None
    quartiles: tuple[float, float, float] | None
    rank: int | None
    last_rank: int | None
    ahead_of: int
    said: Said | None

    @property
    def is_tied(self) -> bool:
        return self.rank != self.last_rank


def placed(proposals: Sequence[int], sheets: Sequence[Sheet]) -> list[Placed]:
    """The proposals in order, the most points first; the same in whatever order the sheets come.

    Equal means stand in the order of `proposals`, and those without points last. Two neighbours
    are tied unless the voters who had both surely gave the upper more; who is tied with a
    neighbour is tied with all that this neighbour is tied with.
    """
    points = _table(proposals, sheets)
    known = points >= 0
    number: Whole = known.sum(axis=0)
    total: Whole = np.where(known, points, 0).sum(axis=0)
    said = [Counter(sheet.when[key] for sheet in sheets if key in sheet.when) for key in proposals]
    order = sorted(
        (place for place in range(len(proposals)) if number[place] > 0),
        key=lambda place: -Fraction(int(total[place]), int(number[place])),
    )
    ahead = _surely_ahead(points)
    ranks = _ranks([bool(ahead[up, low]) for up, low in pairwise(order)]) if order else []
    low, high = _bounds(points)
    found = dict(zip(order, ranks, strict=True))
    rest = [place for place in range(len(proposals)) if place not in found]
    return [
        _one(
            proposals[place],
            points[known[:, place], place],
            (float(low[place]), float(high[place])),
            found.get(place, (None, None)),
            int(ahead[place].sum()),
            said[place],
        )
        for place in (*order, *rest)
    ]


def _one(
    proposal: int,
    points: Whole,
    ends: tuple[float, float],
    ranks: tuple[int | None, int | None],
    ahead_of: int,
    said: Counter[When],
) -> Placed:
    number = len(points)
    mean = int(points.sum()) / number if number else None
    quarters = None
    if number >= LEAST_FOR_QUARTILES:
        low, middle, high = quantiles(points.tolist(), n=4, method="inclusive")
        quarters = (low, middle, high)
    return Placed(
        proposal=proposal,
        voters=number,
        mean=mean,
        interval=Interval(min(ends[0], mean), max(ends[1], mean))
        if mean is not None and number > 1
        else None,
        quartiles=quarters,
        rank=ranks[0],
        last_rank=ranks[1],
        ahead_of=ahead_of,
        said=Said(said[When.FIRST], said[When.LATER], said[When.STOP]) if said else None,
    )


def _table(proposals: Sequence[int], sheets: Sequence[Sheet]) -> Whole:
    """Sheets by proposals; -1 where a sheet has no points on one. Whole numbers sum exactly."""
    rows = [[sheet.points.get(key, -1) for key in proposals] for sheet in sheets]
    return np.array(rows, dtype=np.int64).reshape(len(sheets), len(proposals))


def _ranks(cut_after: Sequence[bool]) -> list[tuple[int, int]]:
    """The first and the last rank of each, from whether it is surely ahead of the next.

    >>> _ranks([True, False, True])
    [(1, 1), (2, 3), (2, 3), (4, 4)]
    """
    ranks: list[tuple[int, int]] = []
    start = 0
    for place, ends in enumerate((*cut_after, True)):
        if ends:
            ranks += [(start + 1, place + 1)] * (place + 1 - start)
            start = place + 1
    return ranks


def _bounds(points: Whole) -> tuple[Floats, Floats]:
    """Between what the mean of each proposal lies, in points; nan with fewer than two voters."""
    known = points >= 0
    given = np.where(known, points, 0)
    entries = max(int(known.sum()), 1)
    usual = float(given.sum()) / entries / HUNDRED
    usual_square = float((given**2).sum()) / entries / HUNDRED**2
    first, second = _beta(
        known.sum(axis=0),
        given.sum(axis=0) / HUNDRED,
        (given**2).sum(axis=0) / HUNDRED**2,
        usual,
        usual_square,
    )
    low, high = betaincinv(first, second, TAIL), betaincinv(first, second, 1 - TAIL)
    return np.asarray(HUNDRED * low, np.float64), np.asarray(HUNDRED * high, np.float64)


def _surely_ahead(points: Whole) -> Flags:
    """Whether a proposal surely has more than another, among those who had both. Shape (p, p).

    By the same rule as the interval of a mean: of the differences, which lie from -100 to 100,
    and half a voter whose difference is as large as they are on the whole, either way.
    """
    known = (points >= 0).astype(np.int64)
    given = np.where(points >= 0, points, 0)
    both = known.T @ known
    total = given.T @ known - known.T @ given
    squares = (given**2).T @ known - 2 * given.T @ given + known.T @ given**2
    apart = ~np.eye(points.shape[1], dtype=np.bool_)
    usual_square = float(squares[apart].sum()) / max(int(both[apart].sum()), 1)
    first, second = _beta(
        both,
        (total + HUNDRED * both) / (2 * HUNDRED),
        (squares + 2 * HUNDRED * total + HUNDRED**2 * both) / (2 * HUNDRED) ** 2,
        0.5,
        (usual_square + HUNDRED**2) / (2 * HUNDRED) ** 2,
    )
    sure: Flags = (both > 1) & (total > 0) & (betainc(first, second, 0.5) < TAIL)
    return sure


def _beta(
    number: Whole, total: Floats, squares: Floats, usual: float, usual_square: float
) -> tuple[Floats, Floats]:
    """The two parameters of the beta distribution of a mean of figures from 0 to 1.

    Its mean and variance are those of the voters and the added half; the variance is widened as
    Student's t is wider than the normal distribution. With fewer than two voters both are nan.
    """
    voters = np.where(number > 1, number, np.nan)
    weight = voters + ADDED
    mean = np.clip((total + ADDED * usual) / weight, TINY, 1 - TINY)
    variance = (squares + ADDED * usual_square) / weight - mean**2
    wider = stdtrit(voters - 1, 1 - TAIL) / NINETY
    error = np.maximum(variance / voters * wider**2, TINY)
    strength = np.maximum(mean * (1 - mean) / error - 1, LEAST_WEIGHT)
    return mean * strength, (1 - mean) * strength
