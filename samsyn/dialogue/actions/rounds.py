"""Ask again: a second round of a dialogue, over the same statements, so that change can be seen."""

from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.dialogue.models import Dialogue, InvitedOrganisation, Statement
from samsyn.dialogue.queries import dialogues_for
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.rules.stages import Stage, check_days, stage_on
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing


@transaction.atomic
def hold_again(
    *, by: Standing, dialogue_id: int, title: str, opens_on: date, closes_on: date
) -> Dialogue:
    """Hold a dialogue once more: the same question, statements and invited, no votes.

    Only over the same statements can one say whether more is shared than before.
    """
    before = dialogues_for(by).select_related(None).select_for_update().get(pk=dialogue_id)
    require(by=by, deed="hold dialogue again", owner_id=before.organiser_id)
    check_days(opens_on, closes_on)
    if stage_on(by.on, before.opens_on, before.closes_on) is Stage.COMING:
        raise Problem(
            "round-too-early",
            words(
                "The dialogue opens on %(opens_on)s and nobody has been asked yet. "
                "Hold a second round when the first has been held."
            ),
            opens_on=before.opens_on,
        )
    if opens_on <= before.opens_on:
        raise Problem(
            "round-before-the-first",
            words(
                "The first round opens on %(opens_on)s, so a second one cannot open on or before "
                "that day. Choose a later day."
            ),
            opens_on=before.opens_on,
        )
    said = list(before.statements.filter(state=StatementState.IN))
    if not said:
        raise Problem(
            "round-without-statements",
            words(
                "Nothing is said in the dialogue, so there is nothing to ask again. "
                "Hold a new dialogue instead."
            ),
        )
    again = _again(before, title, opens_on, closes_on)
    _same_statements(by, again, said)
    InvitedOrganisation.objects.bulk_create(
        InvitedOrganisation(dialogue=again, organisation_id=key, invited_on=by.on)
        for key in before.invited.order_by("pk").values_list("organisation", flat=True)
    )
    note(by=by, deed="hold dialogue again", subject=again)
    return again


def _again(before: Dialogue, title: str, opens_on: date, closes_on: date) -> Dialogue:
    return Dialogue.objects.create(
        follows=before,
        title=title,
        sort_key=sort_key(title),
        opens_on=opens_on,
        closes_on=closes_on,
        question=before.question,
        question_translation=before.question_translation,
        languages=before.languages,
        purpose=before.purpose,
        kind=before.kind,
        organiser_id=before.organiser_id,
        county_id=before.county_id,
        is_everybody_invited=before.is_everybody_invited,
    )


def _same_statements(by: Standing, again: Dialogue, said: list[Statement]) -> None:
    Statement.objects.bulk_create(
        Statement(
            dialogue=again,
            text=each.text,
            translation=each.translation,
            language=each.language,
            organisation_id=each.organisation_id,
            said_on=by.on,
        )
        for each in said
    )
