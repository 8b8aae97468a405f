"""How much of an analysis would come out alike if other people of the same kind had voted.

The bootstrap (Efron 1979, Annals of Statistics 7:1): voters are drawn anew, with replacement, as
many as there are. The map, the camps (each from its old members), their number, the findings and
what sets groups apart are worked out again. Who is placed and who agrees with opposites is not.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from samsyn.dialogue.rules.agreement import (
    Finding,
    Leaning,
    Side,
    counts_of,
    everybody_of,
    findings,
    representative_of,
)
from samsyn.dialogue.rules.ballots import Ballots, Floats, Ints
from samsyn.dialogue.rules.camps import LEAST_SIZE, Camps, settled_from
from samsyn.dialogue.rules.groupings import Bars, Grouping, drawn_anew, number_of
from samsyn.dialogue.rules.opinion_map import opinion_map

FEW = 200
"""Up to so many voters the bars are redrawn too; above, voters drawn twice hardly raise them."""


@dataclass(frozen=True)
class Steadiness:
    """Shares of the redraws, 0 to 1.

    `numbers` says how often there were so many groups, among the `told` redraws that can tell:
    those in which each group still has three voters. `members` is how many of the voters, on
    average, stayed in their group there, and none where the groups were not found again.
    `findings`, shape (statements,), says how often a statement was found to be the same,
    `representative` how often a statement set a group apart on that side.
    """

    redraws: int
    told: int
    numbers: dict[int, float]
    findings: Floats
    representative: dict[tuple[int, str, Side], float]
    members: float


def steadiness_of(
    ballots: Ballots,
    grouping: Grouping,
    found: list[Finding],
    *,
    redraws: int,
    seed: int,
    room: int | None = None,
) -> Steadiness:
    """What stays the same over the redraws; `found` are the findings of the ballots themselves."""
    chance = np.random.default_rng([seed, 1])
    voters = len(ballots.voters)
    if voters == 0:
        return Steadiness(0, 0, {}, np.zeros(len(ballots.statements)), {}, 0.0)
    within = ballots.only(grouping.sided)
    bars = _bars(within, grouping, seed)
    numbers: Counter[int] = Counter()
    listed: Counter[tuple[int, str, Side]] = Counter()
    same = np.zeros(len(ballots.statements))
    stayed = 0.0
    for _redraw in range(redraws):
        weights = drawn_anew(chance, voters)
        group, number, stay = _groups_again(within, weights, grouping, bars)
        if number is not None:
            numbers[number] += 1
            stayed += stay
        groups = counts_of(
            ballots, group, max(grouping.number, 1), is_room=room is not None, weights=weights
        )
        everybody = everybody_of(ballots, room=room, weights=weights)
        again = findings(everybody, groups, Leaning.of(everybody))
        same += [now is then for now, then in zip(again, found, strict=True)]
        for place, those in enumerate(representative_of(ballots.statements, groups)):
            listed.update((place, each.statement, each.side) for each in those)
    told = max(numbers.total(), 1)
    return Steadiness(
        redraws,
        numbers.total(),
        {number: count / told for number, count in sorted(numbers.items())},
        same / redraws,
        {key: count / redraws for key, count in listed.items()},
        stayed / told,
    )


def _groups_again(
    within: Ballots, weights: Floats, grouping: Grouping, bars: Bars | None
) -> tuple[Ints, int | None, float]:
    """Everybody's group in a redraw, how many groups it finds, and the share who stay in theirs.

    The number is None where the redraw cannot tell; the groups are then as they were.
    """
    if bars is None:
        return grouping.group, grouping.number, 1.0
    if not _has_all_groups(grouping, weights):
        return grouping.group, None, 0.0
    sided = grouping.sided
    label, number = _again(within, weights[sided], grouping, bars)
    if label is None:
        return grouping.group, number, 0.0
    group = np.full(len(grouping.group), -1, dtype=np.intp)
    group[sided] = label
    return group, number, _share_who_stay(grouping.group[sided], label, weights[sided])


def _has_all_groups(grouping: Grouping, weights: Floats) -> bool:
    """Whether enough voters of each group were drawn that it can be found again."""
    there = grouping.group >= 0
    drawn = np.bincount(grouping.group[there], weights[there], grouping.number)
    return bool((drawn >= (LEAST_SIZE if grouping.number > 1 else 1)).all())


def _bars(within: Ballots, grouping: Grouping, seed: int) -> Bars | None:
    if grouping.bars is None or len(within.voters) > FEW:
        return grouping.bars
    return Bars(within, (seed, 1), before=grouping.bars)


def _again(
    within: Ballots, weights: Floats, grouping: Grouping, bars: Bars
) -> tuple[Ints | None, int]:
    """The groups of the redrawn voters, each found from its old members; and their number."""
    points = opinion_map(within, weights).projection
    camps = [settled_from(points, weights, camp) for camp in grouping.found]
    there: list[Camps] = []
    for camp in camps:
        if camp is None:
            break
        there.append(camp)
    number, _border = number_of(within, weights, there, bars) if there else (1, None)
    mine = camps[grouping.number - 1]
    if mine is None:
        return None, number
    order = grouping.group[grouping.sided]
    return _renumbered(mine.label, grouping.found[grouping.number - 1].label, order), number


def _renumbered(label: Ints, before: Ints, group: Ints) -> Ints:
    """Camps in the numbers that the groups bear: group[i] is the number of camp before[i]."""
    number = np.zeros(int(before.max()) + 1, dtype=np.intp)
    number[before] = group
    return number[label]


def _share_who_stay(before: Ints, after: Ints, weights: Floats) -> float:
    drawn = float(weights.sum())
    return float(weights[before == after].sum()) / drawn if drawn else 1.0
