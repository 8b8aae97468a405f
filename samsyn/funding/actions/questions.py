"""Asking about a grant: its recipient asks its grantor, or the other way."""

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.actions import ask_question
from samsyn.directory.actions.journal import require
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantQuestion
from samsyn.funding.queries.parties import other_party_of, party_of
from samsyn.funding.queries.questions import askable_activities


@transaction.atomic
def ask_about_grant(
    *,
    by: Standing,
    grant_id: int,
    text: str,
    background: str = "",
    goal_id: int | None = None,
    activity_id: int | None = None,
) -> GrantQuestion:
    """Put a question about a grant to its other party, on the standing list of the two.

    It may be about one goal of the grant, or one activity that the grant pays for.
    """
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    require(by=by, deed="ask question", owner_id=party_of(grant, by))
    other_id = other_party_of(grant, by)
    if other_id is None:
        raise Problem(
            "grantor-not-known",
            words(
                "The list that grant %(number)s came from does not say who granted it, so there "
                "is nobody here to ask. Read a list in that names the grantor."
            ),
            number=grant.number,
        )
    _check_about(by, grant, goal_id, activity_id)
    question = ask_question(by=by, answerer_id=other_id, text=text, background=background)
    return GrantQuestion.objects.create(
        question=question, grant=grant, goal_id=goal_id, activity_id=activity_id
    )


def _check_about(by: Standing, grant: Grant, goal_id: int | None, activity_id: int | None) -> None:
    elsewhere = goal_id is not None and activity_id is not None
    if goal_id is not None:
        elsewhere = elsewhere or not grant.goals.filter(pk=goal_id).exists()
    if activity_id is not None:
        elsewhere = elsewhere or not askable_activities(by, grant).filter(pk=activity_id).exists()
    if elsewhere:
        raise Problem(
            "question-about-elsewhere",
            words(
                "A question is about the grant, one of its goals, or an activity that it pays "
                "for. Choose one of those."
            ),
        )
