"""The whole analysis of a conversation, from ballots to what is said about them.

Everything here is worked out anew from the votes, in one fixed order and from one seed: the same
ballots give the same answer after any restart, whatever the order of the rows.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from samsyn.dialogue.rules.agreement import (
    Finding,
    Representative,
    StatementResult,
    counts_of,
    representative_of,
    results_of,
)
from samsyn.dialogue.rules.ballots import Ballots
from samsyn.dialogue.rules.groupings import MANY_VOTES, Grouping, grouping
from samsyn.dialogue.rules.samsyn_figure import Samsyn, samsyn_of, samsyn_of_room
from samsyn.dialogue.rules.steadiness import Steadiness, steadiness_of

REDRAWS, FEWER_REDRAWS = 100, 50
AT_LEAST_HALF = 0.5
METHOD = "samsyn-agreement-1"
"""Changes when the same votes could give another answer than before."""


@dataclass(frozen=True)
class Analysis:
    """`representative` has a list for each group; `room` is how many everybody is, if known."""

    ballots: Ballots
    grouping: Grouping
    statements: tuple[StatementResult, ...]
    representative: tuple[tuple[Representative, ...], ...]
    samsyn: Samsyn | None
    steadiness: Steadiness
    room: int | None

    def found(self, finding: Finding) -> list[StatementResult]:
        """The statements that came out so; equals in the order of their ids.

        What is agreed begins with the surest, what divides with the most even, and what is unsure
        or mixed with the widest interval.
        """
        return sorted(
            (each for each in self.statements if each.finding is finding), key=_surest(finding)
        )


def analyse(ballots: Ballots, *, seed: int = 0, room: int | None = None) -> Analysis:
    """What the ballots say: groups, agreement, divides, the samsyn figure, and how steady it is.

    A number of groups above two that fewer than half of the redraws find is not kept: then there
    are as many as the redraws find oftenest, and of equals the fewest.
    """
    redraws = FEWER_REDRAWS if len(ballots.vote) > MANY_VOTES else REDRAWS
    groups = grouping(ballots, seed)
    statements = _results(ballots, groups)
    steady = _steadiness(ballots, groups, statements, redraws, seed)
    if groups.number > 2 and steady.numbers.get(groups.number, 0.0) < AT_LEAST_HALF:
        most = max(steady.numbers, key=lambda number: (steady.numbers[number], -number))
        groups = groups.cut_into(most)
        statements = _results(ballots, groups)
        steady = _steadiness(ballots, groups, statements, redraws, seed)
    counts = counts_of(ballots, groups.group, max(groups.number, 1))
    return Analysis(
        ballots,
        groups,
        statements,
        tuple(tuple(each) for each in representative_of(ballots.statements, counts)),
        samsyn_of(ballots) if room is None else samsyn_of_room(ballots, room),
        steady,
        room,
    )


def _results(ballots: Ballots, groups: Grouping) -> tuple[StatementResult, ...]:
    everybody = counts_of(ballots, np.zeros(len(ballots.voters), dtype=np.intp), 1)
    by_group = counts_of(ballots, groups.group, max(groups.number, 1))
    return tuple(results_of(ballots, everybody, by_group))


def _steadiness(
    ballots: Ballots,
    groups: Grouping,
    statements: tuple[StatementResult, ...],
    redraws: int,
    seed: int,
) -> Steadiness:
    found = [each.finding for each in statements]
    return steadiness_of(ballots, groups, found, redraws=redraws, seed=seed)


def _surest(finding: Finding) -> Any:
    """A key that puts the clearest first; sorting keeps the order of the statements otherwise."""
    if finding is Finding.AGREED:
        return lambda each: -each.interval.low
    if finding is Finding.DIVIDES:
        return lambda each: -min(each.agree, each.disagree) / max(each.votes, 1)
    return lambda each: each.interval.low - each.interval.high
