"""Carry an agreed statement on as a goal."""

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.dialogue.queries import agreed_reason, statements_for
from samsyn.directory.actions.journal import require
from samsyn.directory.rules.access import Standing
from samsyn.strategy.actions.goals import set_goal
from samsyn.strategy.models import Goal, GoalGround


@transaction.atomic
def goal_from_statement(
    *, by: Standing, statement_id: int, title_sv: str, title_en: str = ""
) -> Goal:
    """Set a goal that rests on a statement which is agreed on; the reason says how many agree.

    Problem when too few have voted on the statement, or too few of those agree.
    """
    require(by=by, deed="set goal")
    statement = statements_for(by).select_related(None).select_for_update().get(pk=statement_id)
    reason = agreed_reason(by, statement.pk)
    title_sv = " ".join(title_sv.split())
    grounds = GoalGround.objects.filter(statement=statement).select_related("goal")
    if any(folded(ground.goal.title_sv) == folded(title_sv) for ground in grounds):
        raise Problem(
            "goal-from-statement-twice",
            words(
                "There is a goal already that is called so and rests on this statement: "
                "%(title)s. Open that one, or call the new one something else."
            ),
            title=title_sv,
        )
    return set_goal(
        by=by, title_sv=title_sv, title_en=title_en, statement_ids=[statement.pk], reason=reason
    )
