"""A sheet of points: a hundred to spread over proposals, and first, later or stop for each.

A proposal without points is one that the voter has not seen; 0 is a choice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.rules.kinds import When
from samsyn.dialogue.rules.stages import Stage, stage_on

HUNDRED = 100
MOST_PROPOSALS = 20
"""So many can be weighed against each other on a phone."""
MOST_FACT_CARDS = 6
"""So many beside one statement."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One voter's points and when, by the keys of proposals. No points at all is none spread."""

    points: Mapping[int, int] = field(default_factory=dict)
    when: Mapping[int, When] = field(default_factory=dict)


def check_sheet(sheet: Sheet, proposals: Collection[int]) -> None:
    """Raise a Problem unless the sheet is about these proposals and its points are a hundred.

    Whoever wrote it saw every proposal up to the newest that it names: one that came while the
    sheet was on its way may be missing, an older one may not.
    """
    strange = {*sheet.points, *sheet.when} - set(proposals)
    if strange:
        raise Problem(
            "proposal-gone",
            words(
                "%(number)s of the proposals on the sheet are not in this dialogue, or were "
                "withdrawn. Load the page anew, and spread the points over those that are."
            ),
            number=len(strange),
        )
    if sheet.points:
        _check_points(sheet, proposals)


def _check_points(sheet: Sheet, proposals: Collection[int]) -> None:
    newest = max(sheet.points)
    missing = [key for key in proposals if key <= newest and key not in sheet.points]
    if missing:
        raise Problem(
            "points-missing",
            words(
                "Some proposals (%(number)s) have no figure. Give 0 points to what you would "
                "give nothing, so that all can see that you weighed it."
            ),
            number=len(missing),
        )
    if any(not 0 <= points <= HUNDRED for points in sheet.points.values()):
        raise Problem(
            "points-out-of-bounds",
            words("A proposal can have from 0 to 100 points. Change those that have others."),
        )
    total = sum(sheet.points.values())
    if total < HUNDRED:
        raise Problem(
            "points-left",
            words(
                "You have spread %(spread)s of 100 points, so %(left)s of them have gone nowhere. "
                "Spread exactly 100, or take all away to have no say about the order."
            ),
            spread=total,
            left=HUNDRED - total,
        )
    if total > HUNDRED:
        raise Problem(
            "points-too-many",
            words(
                "You have spread %(spread)s points, %(over)s more than there are. "
                "Take some away until they are 100."
            ),
            spread=total,
            over=total - HUNDRED,
        )


def check_may_propose(on: date, opens_on: date, closes_on: date, *, is_organiser: bool) -> None:
    """Raise a Problem on a day when nothing may be proposed; the organiser may before it opens."""
    stage = stage_on(on, opens_on, closes_on)
    if stage is Stage.COMING and not is_organiser:
        raise Problem(
            "proposal-too-early",
            words(
                "The dialogue opens on %(opens_on)s; until then only its organiser proposes. "
                "Come back on that day, or send your proposal to the organiser."
            ),
            opens_on=opens_on,
        )
    if stage is Stage.CLOSED:
        raise Problem(
            "proposal-too-late",
            words(
                "The dialogue closed on %(closes_on)s, and nobody could weigh a new proposal. "
                "If more time is needed, ask the organiser to move the last day."
            ),
            closes_on=closes_on,
        )
