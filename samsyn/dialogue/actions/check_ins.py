"""A check-in as a dialogue: the room above says what it is about and what was said."""

from datetime import date

from django.db import transaction

from samsyn.basics.swedish import sort_key
from samsyn.dialogue.actions.dialogues import organisation_of
from samsyn.dialogue.models import Dialogue
from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing


@transaction.atomic
def enter_check_in(*, by: Standing, title: str, question: str, held_on: date) -> Dialogue:
    """Enter a check-in of one day among the dialogues of the organisation that `by` acts for.

    Members of support organisations see that it was held. What was said lies in the room above.
    """
    require(by=by, deed="hold check-in")
    dialogue = Dialogue.objects.create(
        title=title[:200],
        sort_key=sort_key(title[:200]),
        question=question[:300],
        kind=DialogueKind.CHECK_IN,
        organiser_id=organisation_of(by=by),
        opens_on=held_on,
        closes_on=held_on,
    )
    note(by=by, deed="hold check-in", subject=dialogue)
    return dialogue
