"""Asking about a grant: its recipient asks its grantor, or the other way."""

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.actions import ask_question
from samsyn.directory.actions.journal import require
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantQuestion
from samsyn.funding.queries.parties import other_party_of, party_of


@transaction.atomic
def ask_about_grant(
    *, by: Standing, grant_id: int, text: str, background: str = ""
) -> GrantQuestion:
    """Put a question about a grant to its other party, on the standing list of the two."""
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
    question = ask_question(by=by, answerer_id=other_id, text=text, background=background)
    return GrantQuestion.objects.create(question=question, grant=grant)
