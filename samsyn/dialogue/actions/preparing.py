"""Preparing a dialogue: whom to invite, and what to begin with."""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.models import Dialogue, InvitedOrganisation, Statement
from samsyn.dialogue.queries import dialogues_for
from samsyn.dialogue.queries.invited import invited_since
from samsyn.dialogue.rules.kinds import Languages
from samsyn.dialogue.rules.languages import language_said
from samsyn.dialogue.rules.seeds import statements_in
from samsyn.dialogue.rules.stages import check_may_say
from samsyn.directory.actions.journal import note, note_each, require
from samsyn.directory.models import Organisation
from samsyn.directory.queries.organisations import seen_by
from samsyn.directory.rules.access import Standing


@transaction.atomic
def invite_organisations(
    *, by: Standing, dialogue_id: int, organisation_ids: Collection[int]
) -> list[Organisation]:
    """Put organisations on the list of those invited, and say which of them are new there.

    An organisation that was merged into another stands for that one.
    """
    dialogue = _owned(by, dialogue_id, "invite organisations")
    wanted = set(organisation_ids)
    found = seen_by(by).filter(pk__in=wanted)
    if not wanted:
        raise Problem(
            "nobody-to-invite",
            words("Nobody is chosen. Tick those to invite, or write their names."),
        )
    if len(found) < len(wanted):
        raise Problem(
            "organisations-not-there",
            words(
                "%(number)s of the chosen organisations are not in the directory. "
                "Load the page anew, or add them to the directory first."
            ),
            number=len(wanted) - len(found),
        )
    keys = {each.merged_into_id or each.pk for each in found}
    fresh = list(Organisation.objects.filter(pk__in=keys - set(invited_since(by, dialogue))))
    if not fresh:
        raise Problem(
            "invited-already",
            words("All of them are on the list already. Choose others, or go back to the list."),
        )
    InvitedOrganisation.objects.bulk_create(
        InvitedOrganisation(dialogue=dialogue, organisation=each, invited_on=by.on)
        for each in fresh
    )
    note(
        by=by,
        deed="invite organisations",
        subject=dialogue,
        reason=", ".join(sorted(each.name for each in fresh)),
    )
    return fresh


@transaction.atomic
def take_back_invitation(*, by: Standing, dialogue_id: int, organisation_id: int) -> Organisation:
    """Take an organisation off the list of those invited; its votes stay as they are."""
    dialogue = _owned(by, dialogue_id, "take back invitation")
    organisation = Organisation.objects.get(pk=organisation_id)
    one = organisation.merged_into or organisation
    rows = [
        row
        for row in dialogue.invited.select_related("organisation")
        if one.pk in (row.organisation_id, row.organisation.merged_into_id)
    ]
    if not rows:
        raise Problem(
            "not-invited",
            words("%(organisation)s is not on the list. Load the page anew to see who is."),
            organisation=one.name,
        )
    dialogue.invited.filter(pk__in=[row.pk for row in rows]).delete()
    note(by=by, deed="take back invitation", subject=dialogue, reason=one.name)
    return one


@transaction.atomic
def add_statements(
    *, by: Standing, dialogue_id: int, lines: Sequence[str], reads: str | None = None
) -> list[Statement]:
    """Add several statements to one's own dialogue, one a line: all of them or none.

    Where the dialogue uses both languages they are said in the one that the organiser `reads`.
    """
    dialogue = _owned(by, dialogue_id, "add statements")
    check_may_say(by.on, dialogue.opens_on, dialogue.closes_on, is_organiser=True)
    texts = statements_in(lines, dialogue.statements.values_list("text", flat=True))
    said = Statement.objects.bulk_create(
        Statement(
            dialogue=dialogue,
            text=text,
            language=language_said(dialogue.languages, reads),
            organisation_id=dialogue.organiser_id,
            said_on=by.on,
        )
        for text in texts
    )
    note_each(by=by, deed="add statements", subjects=said)
    return said


@transaction.atomic
def translate_statements(
    *, by: Standing, dialogue_id: int, translations: Mapping[int, str]
) -> list[Statement]:
    """Say the statements of one's own dialogue in its other language, by their keys.

    An empty text takes a translation away. Says which statements it changed.
    """
    dialogue = _owned(by, dialogue_id, "translate statement")
    if dialogue.languages != Languages.BOTH:
        raise Problem(
            "dialogue-in-one-language",
            words(
                "The dialogue uses one language, so there is nothing to translate into. "
                "Change the dialogue to use Swedish and English first."
            ),
        )
    there = {each.pk: each for each in dialogue.statements.filter(pk__in=translations)}
    if len(there) < len(translations):
        raise Problem(
            "statement-elsewhere",
            words(
                "%(number)s of the chosen statements belong to another dialogue. "
                "Choose among the statements of this one."
            ),
            number=len(translations) - len(there),
        )
    changed = []
    for key, text in translations.items():
        statement, tidied = there[key], " ".join(text.split())
        if statement.translation != tidied:
            statement.translation = tidied
            changed.append(statement)
    Statement.objects.bulk_update(changed, ["translation"])
    note_each(by=by, deed="translate statement", subjects=changed)
    return changed


def _owned(by: Standing, dialogue_id: int, deed: str) -> Dialogue:
    dialogue = dialogues_for(by).select_related(None).select_for_update().get(pk=dialogue_id)
    require(by=by, deed=deed, owner_id=dialogue.organiser_id)
    return dialogue
