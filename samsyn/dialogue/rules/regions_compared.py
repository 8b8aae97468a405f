"""The regions of a tour side by side: the same points, counted in each, with what surely differs.

Shares have the intervals of `shares.py`. Whether a point differs is tested over all regions at
once: if where one lives made no difference, the votes that agree would lie among the regions as
if they had been dealt out by chance, each region getting as many votes as it has. The statistic is
Pearson's chi-square of agreeing against not; its p-value is from deals drawn with a stated seed
(Fisher-Freeman-Halton's exact test, drawn instead of counted out), and Benjamini and Hochberg's
rule keeps the false ones among all points few (docs/methods/regions-compared.md).
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from samsyn.dialogue.rules.ballots import Floats, ballots_of
from samsyn.dialogue.rules.comparison import Compared, Counted, Difference, Figure
from samsyn.dialogue.rules.samsyn_figure import samsyn_of
from samsyn.dialogue.rules.shares import bounds, hold_together
from samsyn.dialogue.rules.tally import Tally

DEALS, SEED = 9_999, 1
LEVEL_OF_FALSE = 0.05
"""The share of false ones among all points that are said to differ surely."""

Key = TypeVar("Key")
Row = tuple[str, str, int, int]
Votes = Mapping[int, Sequence[Row]]
"""By region its rows of (voter, point, vote, timestamp); a voter is one region's own."""


def compare(votes: Votes, points: Sequence[str], *, least: int) -> Compared:
    """The regions compared over the points; `least` votes are enough on a point in a region."""
    counts = _counts(votes, points)
    answers = {
        region: {point for point in points if _voters(counts.get((region, point))) >= least}
        for region in votes
    }
    compared = [
        region for region in votes if answers[region] and 2 * len(answers[region]) >= len(points)
    ]
    common = tuple(point for point in points if all(point in answers[one] for one in compared))
    if len(compared) < 2:
        common = ()
    return Compared(
        cells=_with_intervals(counts),
        totals=_with_intervals(_sums(counts)),
        differences=_differences(counts, answers, points),
        figures=_figures(votes, compared, common) if common else {},
        common=common,
        too_few=tuple(region for region in votes if votes[region] and region not in compared),
    )


def chance_of_difference(agree: Sequence[int], of: Sequence[int]) -> float:
    """How probable it is that regions differ as much or more when regions do not matter.

    `agree[i]` of the `of[i]` votes in region i agree. The order of regions tells nothing.

    >>> chance_of_difference([5, 5], [10, 10])
    1.0
    >>> chance_of_difference([10, 0], [10, 10])
    0.0001
    """
    pairs = sorted(zip(of, agree, strict=True))
    size = np.array([pair[0] for pair in pairs], dtype=np.int64)
    found = np.array([pair[1] for pair in pairs], dtype=np.float64)
    chance = np.random.default_rng(SEED)
    dealt = chance.multivariate_hypergeometric(
        size, int(found.sum()), size=DEALS, method="marginals"
    )
    # With the sums as they are, chi-square rises with this and with nothing else.
    least = float((found**2 / size).sum()) * (1 - 1e-12)
    as_much = int(((dealt.astype(np.float64) ** 2 / size).sum(axis=1) >= least).sum())
    return (as_much + 1) / (DEALS + 1)


def _counts(votes: Votes, points: Sequence[str]) -> dict[tuple[int, str], Tally]:
    asked = set(points)
    counted: dict[tuple[int, str], list[int]] = {}
    for region, rows in votes.items():
        for _voter, point, vote, _at in rows:
            if point in asked:
                counted.setdefault((region, point), [0, 0, 0])[1 - vote] += 1
    return {
        key: Tally(agree=agree, passed=passed, disagree=disagree)
        for key, (agree, passed, disagree) in counted.items()
    }


def _sums(counts: Mapping[tuple[int, str], Tally]) -> dict[str, Tally]:
    sums: dict[str, Tally] = {}
    for (_region, point), one in counts.items():
        before = sums.get(point, Tally(0, 0, 0))
        sums[point] = Tally(
            before.agree + one.agree, before.disagree + one.disagree, before.passed + one.passed
        )
    return sums


def _with_intervals(counts: Mapping[Key, Tally]) -> dict[Key, Counted]:
    count: Floats = np.array([one.agree for one in counts.values()], dtype=np.float64)
    of: Floats = np.array([one.voters for one in counts.values()], dtype=np.float64)
    low, high = bounds(count, of)
    ends = zip(counts.items(), low.tolist(), high.tolist(), strict=True)
    return {key: Counted(one, down, up) for (key, one), down, up in ends}


def _differences(
    counts: Mapping[tuple[int, str], Tally],
    answers: Mapping[int, set[str]],
    points: Sequence[str],
) -> dict[str, Difference]:
    tested: dict[str, tuple[float, int, int]] = {}
    for point in points:
        regions = sorted(region for region, answered in answers.items() if point in answered)
        if len(regions) < 2:
            continue
        found = [counts[region, point] for region in regions]
        p = chance_of_difference([one.agree for one in found], [one.voters for one in found])
        rising = sorted(regions, key=lambda one: (_share(counts[one, point]), one))
        tested[point] = p, rising[0], rising[-1]
    sure = hold_together([p for p, *_ends in tested.values()], LEVEL_OF_FALSE).tolist()
    return {
        point: Difference(p, holds, lowest, highest)
        for (point, (p, lowest, highest)), holds in zip(tested.items(), sure, strict=True)
    }


def _figures(votes: Votes, regions: Sequence[int], common: Sequence[str]) -> dict[int, Figure]:
    found = {region: samsyn_of(ballots_of(votes[region], common)) for region in regions}
    return {
        region: Figure(one.value, one.interval.low, one.interval.high, one.people)
        for region, one in found.items()
        if one is not None
    }


def _share(one: Tally) -> float:
    return one.agree / one.voters


def _voters(one: Tally | None) -> int:
    return 0 if one is None else one.voters
