"""Goals with reasons: what a call aims at and a grant serves."""

from collections.abc import Mapping

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Call, CallGoal, Grant, GrantGoal
from samsyn.strategy.models import Goal


def set_goals(*, by: Standing, thing: Call | Grant, goals: Mapping[int, str]) -> None:
    """Let a call or grant serve exactly these goals: key of the goal and the reason, or "".

    Part of another deed, which has asked, locked and writes the journal.
    """
    known = set(Goal.objects.filter(pk__in=goals).values_list("pk", flat=True))
    if unknown := sorted(set(goals) - known):
        raise Problem(
            "goal-unknown",
            words("There is no goal %(number)s. Choose goals from the list."),
            number=unknown[0],
        )
    thing.goal_links.exclude(goal__in=goals).delete()
    links: list[CallGoal | GrantGoal] = list(thing.goal_links.all())
    for link in links:
        if link.reason != goals[link.goal_id]:
            link.reason = goals[link.goal_id]
            link.save(update_fields=["reason"])
    for goal_id in goals.keys() - {link.goal_id for link in links}:
        thing.goal_links.create(goal_id=goal_id, reason=goals[goal_id])
