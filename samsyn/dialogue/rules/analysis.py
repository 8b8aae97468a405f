"""The whole analysis of a conversation, from ballots to what is said about them.

Everything here is worked out anew from the votes, in one fixed order and from one seed: the same
ballots give the same answer after any restart, whatever the order of the rows.
"""

from dataclasses import dataclass
from typing import Any

from samsyn.dialogue.rules.agreement import (
    Counts,
    Finding,
    Representative,
    StatementResult,
    counts_of,
    everybody_of,
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

    More than one group is kept only if at least half of the redraws find as many: else there are
    as many as the redraws find oftenest, and of equals the fewest. `room` is how many everybody
    concerned is; without it the voters are a sample of a larger public.
    """
    groups = grouping(ballots, seed)
    statements, steady = _worked_out(ballots, groups, seed, room)
    if groups.number > 1 and steady.numbers.get(groups.number, 0.0) < AT_LEAST_HALF:
        often = steady.numbers or {1: 1.0}
        groups = groups.cut_into(max(often, key=lambda number: (often[number], -number)))
        statements, steady = _worked_out(ballots, groups, seed, room)
    return Analysis(
        ballots,
        groups,
        statements,
        tuple(
            tuple(each)
            for each in representative_of(ballots.statements, _by_group(ballots, groups, room))
        ),
        samsyn_of(ballots) if room is None else samsyn_of_room(ballots, room),
        steady,
        room,
    )


def _worked_out(
    ballots: Ballots, groups: Grouping, seed: int, room: int | None
) -> tuple[tuple[StatementResult, ...], Steadiness]:
    redraws = FEWER_REDRAWS if len(ballots.vote) > MANY_VOTES else REDRAWS
    statements = tuple(
        results_of(ballots, everybody_of(ballots, room=room), _by_group(ballots, groups, room))
    )
    found = [each.finding for each in statements]
    steady = steadiness_of(ballots, groups, found, redraws=redraws, seed=seed, room=room)
    return statements, steady


def _by_group(ballots: Ballots, groups: Grouping, room: int | None) -> Counts:
    return counts_of(ballots, groups.group, max(groups.number, 1), is_room=room is not None)


def _surest(finding: Finding) -> Any:
    """A key that puts the clearest first; sorting keeps the order of the statements otherwise."""
    if finding is Finding.AGREED:
        return lambda each: -each.interval.low
    if finding is Finding.DIVIDES:
        return lambda each: -min(each.agree, each.disagree) / max(each.votes, 1)
    return lambda each: each.interval.low - each.interval.high
