"""What came of each statement of a dialogue, and what may be made of those that are agreed on."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from samsyn.dialogue.queries import DialogueSheet
from samsyn.dialogue.rules.agreed import Stand
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.criteria import criteria_on
from samsyn.strategy.queries import goals_on


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """What came of a statement, and whether the reader may make more of it."""

    goals: list[Any]
    criteria: list[Any]
    may_set_goal: bool
    may_set_criterion: bool


def carried_on(
    viewer: Standing, keys: Collection[int], agreed: Collection[int]
) -> dict[int, CarriedOn]:
    """By the key of the statement; what nothing came of and nothing may be made of is not there."""
    goals, criteria = goals_on(viewer, keys), criteria_on(viewer, keys)
    may_set_goal = may_do(viewer, "set goal")
    may_set_criterion = may_do(viewer, "set criterion", viewer.organisation_id)
    return {
        key: CarriedOn(
            goals[key],
            criteria[key],
            may_set_goal and key in agreed and not goals[key],
            may_set_criterion and key in agreed,
        )
        for key in keys
        if goals[key] or criteria[key] or key in agreed
    }


def carried_in(viewer: Standing, sheet: DialogueSheet) -> dict[int, CarriedOn]:
    """The same for a dialogue's page, which counts the open votes and asks for no analysis."""
    agreed = {
        line.statement.pk for line in sheet.lines if Stand(line.tally, len(sheet.voters)).agrees
    }
    return carried_on(viewer, [line.statement.pk for line in sheet.lines], agreed)
