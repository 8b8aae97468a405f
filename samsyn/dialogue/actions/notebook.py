"""The notebook of a region visit: notes, people present, and the link by which they are confirmed.

What the region's people answer is not in the journal: the answer itself stands, and nobody is
named in it but by what they write themselves.
"""

import secrets
from collections.abc import Mapping

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.dialogue.models import Dialogue, NoteAnswer, RegionNote
from samsyn.dialogue.queries import dialogues_for
from samsyn.dialogue.queries.notebook import notebook_by_key, notes_for
from samsyn.dialogue.rules.kinds import NoteAnswerKind, Stance
from samsyn.dialogue.rules.notebook import (
    MOST_PRESENT,
    as_read,
    check_as_read,
    check_may_answer,
    check_note_words,
    check_unanswered,
)
from samsyn.dialogue.rules.stages import Stage, stage_on
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing

# Notes ---------------------------------------------------------------------------------------


@transaction.atomic
def write_note(
    *,
    by: Standing,
    dialogue_id: int,
    text: str,
    statement_id: int | None = None,
    stance: Stance | None = None,
) -> RegionNote:
    """Note what a region says of a statement, or of none; and where it stands, if it said so.

    The same note sent twice is one, so that what a lost connection left in doubt may be sent again.
    """
    dialogue = _owned(by, dialogue_id, "write note")
    check_note_words(text)
    if stage_on(by.on, dialogue.opens_on, dialogue.closes_on) is Stage.COMING:
        raise Problem(
            "note-too-early",
            words(
                "The dialogue opens on %(opens_on)s, and a note tells what was said in it. "
                "Write it when the dialogue has opened, or change the day."
            ),
            opens_on=dialogue.opens_on,
        )
    if statement_id is not None and not dialogue.statements.filter(pk=statement_id).exists():
        raise Problem(
            "note-elsewhere",
            words(
                "The statement is not in this dialogue. "
                "Load the page anew and choose one of those that are."
            ),
        )
    text = text.strip()
    held = {"statement_id": statement_id, "stance": stance or ""}
    for there in dialogue.notes.filter(**held):
        if folded(there.text) == folded(text):
            return there
    made = dialogue.notes.create(**held, text=text, noted_on=by.on)
    note(by=by, deed="write note", subject=made)
    return made


@transaction.atomic
def change_note(
    *, by: Standing, note_id: int, text: str, stance: Stance | None = None
) -> RegionNote:
    """Change a note, until somebody in the region has answered it."""
    held = _unanswered(by, note_id, "change note")
    check_note_words(text)
    before = held.text
    held.text, held.stance = text.strip(), stance or ""
    held.save(update_fields=["text", "stance"])
    note(by=by, deed="change note", subject=held, reason=before)
    return held


@transaction.atomic
def take_note_away(*, by: Standing, note_id: int) -> RegionNote:
    """Take a note away, until somebody in the region has answered it; written anew it is back.

    What stood in it is given back, and stands in the journal.
    """
    held = _unanswered(by, note_id, "take note away")
    note(by=by, deed="take note away", subject=held, reason=held.text)
    RegionNote.objects.filter(pk=held.pk).delete()
    return held


@transaction.atomic
def count_people_present(*, by: Standing, dialogue_id: int, people: int | None) -> Dialogue:
    """Say how many people were in the room; None is that nobody counted."""
    dialogue = _owned(by, dialogue_id, "count people present")
    if people is not None and not 0 <= people <= MOST_PRESENT:
        raise Problem(
            "people-present",
            words("%(people)s people do not fit in a room. Write a number from 0 to %(most)s."),
            people=people,
            most=MOST_PRESENT,
        )
    dialogue.people_present = people
    dialogue.save(update_fields=["people_present"])
    note(by=by, deed="count people present", subject=dialogue)
    return dialogue


# The link ------------------------------------------------------------------------------------


@transaction.atomic
def share_notebook(*, by: Standing, dialogue_id: int) -> Dialogue:
    """Make the link by which the region's people answer the notes; the same as before if any."""
    dialogue = _owned(by, dialogue_id, "share notebook")
    return dialogue if dialogue.notebook_key else _with_key(by, dialogue, "share notebook")


@transaction.atomic
def share_notebook_anew(*, by: Standing, dialogue_id: int) -> Dialogue:
    """Make another link, so that the old one leads nowhere; what was answered by it stands."""
    return _with_key(by, _owned(by, dialogue_id, "share notebook anew"), "share notebook anew")


@transaction.atomic
def stop_sharing_notebook(*, by: Standing, dialogue_id: int) -> Dialogue:
    """Let the link lead nowhere; what was answered by it stands."""
    dialogue = _owned(by, dialogue_id, "stop sharing notebook")
    dialogue.notebook_key = None
    dialogue.save(update_fields=["notebook_key"])
    note(by=by, deed="stop sharing notebook", subject=dialogue)
    return dialogue


def _with_key(by: Standing, dialogue: Dialogue, deed: str) -> Dialogue:
    dialogue.notebook_key = secrets.token_urlsafe(16)
    dialogue.save(update_fields=["notebook_key"])
    note(by=by, deed=deed, subject=dialogue)
    return dialogue


# What the region's people answer ---------------------------------------------------------------


@transaction.atomic
def confirm_note(
    *, by: Standing, key: str, note_id: int, mark: str, by_whom: str = ""
) -> NoteAnswer:
    """Say, by the link, that it is so as it was noted. A note that is confirmed stays so."""
    held, last = _to_answer(by, key, note_id, mark)
    if last is not None and last.kind == NoteAnswerKind.CONFIRMED:
        return last
    return _answered(by, held, by_whom, NoteAnswerKind.CONFIRMED)


@transaction.atomic
def confirm_notes(*, by: Standing, key: str, marks: Mapping[int, str], by_whom: str = "") -> int:
    """Say that it is so of all that are left, and get how many that was.

    Only what was read is confirmed: `marks` are the marks of the notes on the page, by their keys.
    What was answered, changed or taken away since is passed over.
    """
    dialogue = notebook_by_key(by, key)
    held = list(dialogue.notes.select_for_update().filter(pk__in=marks).order_by("pk"))
    answered = set(NoteAnswer.objects.filter(note__in=held).values_list("note", flat=True))
    left = [each for each in held if each.pk not in answered]
    read = [each for each in left if marks[each.pk] == as_read(each.text, each.stance)]
    for each in read:
        _answered(by, each, by_whom, NoteAnswerKind.CONFIRMED)
    return len(read)


@transaction.atomic
def correct_note(
    *,
    by: Standing,
    key: str,
    note_id: int,
    mark: str,
    text: str,
    stance: Stance | None = None,
    by_whom: str = "",
) -> NoteAnswer:
    """Say, by the link, what is so instead. The note itself stays to be read beside it.

    Without a stance the correction is of the words alone. Sent twice it is one.
    """
    held, last = _to_answer(by, key, note_id, mark)
    check_note_words(text)
    text = text.strip()
    if last is not None and (last.text, last.stance) == (text, stance or ""):
        return last
    return _answered(by, held, by_whom, NoteAnswerKind.CORRECTED, text=text, stance=stance or "")


def _to_answer(
    by: Standing, key: str, note_id: int, mark: str
) -> tuple[RegionNote, NoteAnswer | None]:
    """A note of the notebook with that key, kept until the deed is done, and its last answer."""
    dialogue = notebook_by_key(by, key)
    held = dialogue.notes.select_for_update().get(pk=note_id)
    check_as_read(mark, held.text, held.stance)
    return held, held.answers.order_by("pk").last()


def _answered(
    by: Standing, held: RegionNote, by_whom: str, kind: NoteAnswerKind, **said: str
) -> NoteAnswer:
    check_may_answer(held.answers.count())
    return held.answers.create(
        kind=kind, by_whom=" ".join(by_whom.split())[:120], answered_on=by.on, **said
    )


def _owned(by: Standing, dialogue_id: int, deed: str) -> Dialogue:
    dialogue = dialogues_for(by).select_related(None).select_for_update().get(pk=dialogue_id)
    require(by=by, deed=deed, owner_id=dialogue.organiser_id)
    return dialogue


def _unanswered(by: Standing, note_id: int, deed: str) -> RegionNote:
    """A note of the own organisation that nobody has answered, kept until the deed is done."""
    held = notes_for(by).select_for_update(of=("self",)).get(pk=note_id)
    require(by=by, deed=deed, owner_id=held.dialogue.organiser_id)
    check_unanswered(held.answers.count())
    return held
