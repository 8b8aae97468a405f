"""Goals that come from a list: found again, made once."""

from samsyn.directory.models import JournalLine
from samsyn.strategy.actions.goals import goal_of_register
from samsyn.strategy.models import Goal
from samsyn.strategy.rules.levels import GoalLevel


def goal(cast, title_sv, above_id=None, level=None, register="Programlistan"):
    return goal_of_register(
        by=cast.standing("operator"),
        register=register,
        above_id=above_id,
        title_sv=title_sv,
        level=level,
    )


def test_a_goal_of_a_list_is_made_once_under_each(cast):
    top = goal(cast, "Smart tillverkning")
    assert goal(cast, "Smart tillverkning") == top
    under = goal(cast, "Robotik", above_id=top.pk)
    assert goal(cast, "Robotik", above_id=top.pk) == under
    assert goal(cast, "Robotik") != under
    assert goal(cast, "Smart tillverkning", register="En annan lista") != top


def test_a_level_is_filled_in_and_never_taken_away(cast):
    goal(cast, "Smart tillverkning")
    assert goal(cast, "Smart tillverkning", level=GoalLevel.IMPACT).level == "impact"
    assert goal(cast, "Smart tillverkning", level=GoalLevel.OUTPUT).level == "impact"
    assert goal(cast, "Smart tillverkning").level == "impact"


def test_the_import_that_asks_writes_the_journal(cast):
    lines = JournalLine.objects.count()
    goal(cast, "Smart tillverkning")
    assert JournalLine.objects.count() == lines
    assert Goal.objects.get(register="Programlistan").owner is None
