"""What the region's people say of the notes by the link, without an account: the actions."""

import pytest
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions.notebook import (
    change_note,
    confirm_note,
    confirm_notes,
    share_notebook_anew,
    stop_sharing_notebook,
)
from samsyn.dialogue.models import Dialogue, NoteAnswer, RegionNote
from samsyn.dialogue.queries.notebook import notebook_to_answer, stances_of
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.notebook import MOST_ANSWERS, NotedStance, as_read
from samsyn.dialogue.tests.notebooks import HOLDS, NOT, PARTLY, confirm, correct, jot, shared, visit
from samsyn.directory.models import JournalLine


@pytest.fixture
def dialogue(cast):
    return visit(cast)


@pytest.fixture
def note(cast, dialogue):
    return jot(cast, dialogue)


@pytest.fixture
def key(cast, dialogue):
    return shared(cast, dialogue)


def visitor(cast):
    return cast.standing("visitor", timezone.localdate())


def marks_of(*notes):
    return {note.pk: as_read(note.text, note.stance) for note in notes}


def stance(dialogue, note):
    return stances_of([dialogue.pk])[dialogue.pk, note.statement_id]


def test_a_note_is_confirmed_once(cast, note, key):
    first = confirm(cast, key, note, "  Näringslivschefen ")
    assert (first.kind, first.by_whom, first.text) == ("confirmed", "Näringslivschefen", "")
    assert confirm(cast, key, note, "Någon annan") == first
    assert NoteAnswer.objects.count() == 1


def test_a_correction_stands_beside_the_note(cast, dialogue, note, key):
    made = correct(cast, key, note, " Åtta saknas. ", stance=PARTLY, by_whom="Nodledaren")
    assert correct(cast, key, note, "Åtta saknas.", stance=PARTLY) == made
    note.refresh_from_db()
    assert (note.text, made.text, made.stance) == ("Tolv saknas i Luleå.", "Åtta saknas.", PARTLY)
    assert stance(dialogue, note) == NotedStance(PARTLY, 1, 1)


def test_a_later_answer_counts_before_an_earlier(cast, dialogue, note, key):
    correct(cast, key, note, "Ingen saknas.", stance=NOT)
    confirm(cast, key, note)
    assert stance(dialogue, note) == NotedStance(HOLDS, 1, 1)
    correct(cast, key, note, "Ingen saknas.", stance=NOT)
    assert stance(dialogue, note) == NotedStance(NOT, 1, 1)
    assert NoteAnswer.objects.count() == 3


def test_all_that_is_left_is_confirmed_and_only_what_was_read(cast, dialogue, note, key):
    other = jot(cast, dialogue, "Många söker jobb.", statement_id=None, stance=None)
    changed = jot(cast, dialogue, "Var fjärde slutar.")
    unread = jot(cast, dialogue, "Skolan är full.")
    correct(cast, key, note, "Åtta saknas.")
    marks = marks_of(note, other, changed)
    change_note(
        by=cast.standing("astrid", timezone.localdate()), note_id=changed.pk, text="Var femte."
    )
    by = {"by": visitor(cast), "key": key, "marks": marks}
    assert confirm_notes(**by, by_whom="Nodledaren") == 1
    assert confirm_notes(**by) == 0
    sheet = notebook_to_answer(visitor(cast), key)
    states = {line.note.pk: line.state for line in sheet.lines}
    assert states == {note.pk: "corrected", other.pk: "confirmed", changed.pk: "", unread.pk: ""}


def test_what_was_changed_since_it_was_read_is_not_answered(cast, note, key):
    change_note(by=cast.standing("astrid", timezone.localdate()), note_id=note.pk, text="Tio.")
    for answer in (
        lambda: confirm(cast, key, note),
        lambda: correct(cast, key, note, "Åtta saknas."),
        lambda: confirm_note(by=visitor(cast), key=key, note_id=note.pk, mark=""),
    ):
        with pytest.raises(Problem) as refusal:
            answer()
        assert refusal.value.code == "note-changed"
    assert not NoteAnswer.objects.exists()


def test_a_correction_needs_words_and_a_note_takes_no_thousand_answers(cast, note, key):
    with pytest.raises(Problem) as refusal:
        correct(cast, key, note, "  ")
    assert refusal.value.code == "note-without-words"
    for number in range(MOST_ANSWERS):
        correct(cast, key, note, f"Svar {number}.")
    with pytest.raises(Problem) as refusal:
        correct(cast, key, note, "Ett till.")
    assert refusal.value.code == "note-answered-enough"
    assert NoteAnswer.objects.count() == MOST_ANSWERS


def test_the_key_opens_its_own_notebook_alone(cast, dialogue, note, key):
    cast.dialogue.notebook_key = "k" * 22
    cast.dialogue.save()
    with pytest.raises(RegionNote.DoesNotExist):
        confirm(cast, "k" * 22, note)
    assert confirm_notes(by=visitor(cast), key="k" * 22, marks=marks_of(note)) == 0
    share_notebook_anew(by=cast.standing("astrid", timezone.localdate()), dialogue_id=dialogue.pk)
    with pytest.raises(Dialogue.DoesNotExist):
        confirm(cast, key, note)


def test_when_the_sharing_stops_nobody_answers_and_what_was_answered_stays(
    cast, dialogue, note, key
):
    confirm(cast, key, note)
    stop_sharing_notebook(by=cast.standing("astrid", timezone.localdate()), dialogue_id=dialogue.pk)
    for answer in (
        lambda: correct(cast, key, note, "Åtta saknas."),
        lambda: confirm_notes(by=visitor(cast), key=key, marks=marks_of(note)),
        lambda: notebook_to_answer(visitor(cast), key),
    ):
        with pytest.raises(Dialogue.DoesNotExist):
            answer()
    assert stance(dialogue, note) == NotedStance(HOLDS, 1, 1)


def test_nothing_tells_who_answered(cast, note, key):
    before = JournalLine.objects.count()
    by = cast.standing("ivar", timezone.localdate())  # signed in, and it makes no difference
    answer = confirm_note(by=by, key=key, note_id=note.pk, mark=marks_of(note)[note.pk])
    assert JournalLine.objects.count() == before
    names = {each.name for each in answer._meta.get_fields()}
    assert names == {"id", "note", "kind", "stance", "text", "by_whom", "answered_on"}


def test_who_has_the_link_reads_only_what_was_noted(cast, dialogue, note, key):
    sheet = notebook_to_answer(visitor(cast), key)
    assert [entry.statement for entry in sheet.entries[PointKind.NEED]] == [note.statement]
    assert not sheet.entries[PointKind.CRITERION] and not sheet.entries[PointKind.STATEMENT]
    assert not sheet.may_write
