"""Check-ins about a grant: held, with notes and the next day."""

from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.actions import enter_check_in
from samsyn.directory.actions.journal import require
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantCheckIn
from samsyn.funding.queries.parties import party_of
from samsyn.funding.rules.check_ins import check_day, check_notes, check_room


@transaction.atomic
def hold_check_in(
    *, by: Standing, grant_id: int, held_on: date, notes: str, next_on: date | None = None
) -> GrantCheckIn:
    """Write down that recipient and grantor have met about a grant. Once for a day, never changed.

    The grant is locked, so that two at once do not make more than its year may have.
    """
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    require(by=by, deed="hold check-in", owner_id=party_of(grant, by))
    if grant.grantor_id is None:
        raise Problem(
            "grantor-not-known",
            words(
                "The list that grant %(number)s came from does not say who granted it, so there "
                "is nobody here to meet. Read a list in that names the grantor."
            ),
            number=grant.number,
        )
    days = list(GrantCheckIn.objects.filter(grant=grant).values_list("held_on", flat=True))
    check_day(days, by.on, held_on, next_on)
    check_room(days, held_on, is_operating=grant.is_operating)
    check_notes(notes)
    title = f"{held_on}: {grant.title}"
    dialogue = enter_check_in(by=by, title=title, question=grant.title, held_on=held_on)
    return GrantCheckIn.objects.create(
        dialogue=dialogue, grant=grant, held_on=held_on, notes=notes.strip(), next_on=next_on
    )
