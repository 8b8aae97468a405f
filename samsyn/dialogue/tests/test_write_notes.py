"""Writing, changing and taking away notes of a region visit: the actions and the sheet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions.notebook import (
    change_note,
    count_people_present,
    share_notebook,
    share_notebook_anew,
    stop_sharing_notebook,
    take_note_away,
)
from samsyn.dialogue.models import Dialogue, RegionNote
from samsyn.dialogue.queries.notebook import notebook_by_key, notebook_sheet, notes_for
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.notebook import NotedStance
from samsyn.dialogue.tests.notebooks import HOLDS, NOT, PARTLY, confirm, correct, jot, shared, visit
from samsyn.directory.models import JournalLine

OTHERS = [
    *(("hanna", ""), ("frida", "not-yours"), ("gustav", "not-yours"), ("ivar", "not-yours")),
    *(("bo", "not-yours"), ("diyar", "not-allowed"), ("cilla", "gone"), ("visitor", "gone")),
]


@pytest.fixture
def dialogue(cast):
    return visit(cast)


def astrid(cast):
    return cast.standing("astrid", timezone.localdate())


def sheet_for(cast, dialogue, name="astrid"):
    return notebook_sheet(cast.standing(name, timezone.localdate()), dialogue.pk)


def test_notes_stand_by_need_criterion_and_the_rest(cast, dialogue):
    need, criterion, other = dialogue.statements.all()
    jot(cast, dialogue)
    jot(cast, dialogue, "Två räcker.", statement_id=criterion.pk, stance=NOT)
    jot(cast, dialogue, "Kaffet var gott.", statement_id=None, stance=None)
    sheet = sheet_for(cast, dialogue)
    assert [entry.statement for entry in sheet.entries[PointKind.NEED]] == [need]
    assert [entry.statement for entry in sheet.entries[PointKind.CRITERION]] == [criterion]
    assert [entry.statement for entry in sheet.entries[PointKind.STATEMENT]] == [other]
    assert sheet.entries[PointKind.NEED][0].stance == NotedStance(HOLDS, 1, 0)
    assert sheet.entries[PointKind.STATEMENT][0].stance is None
    assert [line.note.text for line in sheet.free.lines] == ["Kaffet var gott."]
    assert (len(sheet.lines), sheet.answered, sheet.may_write) == (3, 0, True)
    assert JournalLine.objects.filter(deed="write note").count() == 3


def test_a_note_sent_twice_is_one(cast, dialogue):
    first = jot(cast, dialogue)
    assert jot(cast, dialogue, "  tolv saknas i Luleå. ") == first
    assert jot(cast, dialogue, stance=PARTLY) != first
    assert jot(cast, dialogue, statement_id=None) != first
    assert RegionNote.objects.count() == 3
    assert JournalLine.objects.filter(deed="write note").count() == 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " \n "}, "note-without-words"),
        ({"statement_id": 10**9}, "note-elsewhere"),
    ],
)
def test_what_cannot_be_noted(cast, dialogue, changes, code):
    with pytest.raises(Problem) as refusal:
        jot(cast, dialogue, **changes)
    assert refusal.value.code == code
    assert not RegionNote.objects.exists() and not JournalLine.objects.exists()


def test_nothing_is_noted_of_another_dialogue_or_before_it_opens(cast, dialogue):
    with pytest.raises(Problem) as refusal:
        jot(cast, dialogue, statement_id=cast.statement.pk)
    assert refusal.value.code == "note-elsewhere"
    dialogue.opens_on = timezone.localdate() + timedelta(days=1)
    dialogue.save()
    with pytest.raises(Problem) as refusal:
        jot(cast, dialogue)
    assert refusal.value.code == "note-too-early"


@pytest.mark.parametrize(("name", "code"), OTHERS)
def test_only_those_who_lead_the_organiser_write(cast, dialogue, name, code):
    note = jot(cast, dialogue)
    by = cast.standing(name, timezone.localdate())
    deeds = [
        lambda: jot(cast, dialogue, "Nytt.", name=name),
        lambda: change_note(by=by, note_id=note.pk, text="Ändrat."),
        lambda: count_people_present(by=by, dialogue_id=dialogue.pk, people=5),
        lambda: share_notebook(by=by, dialogue_id=dialogue.pk),
        lambda: share_notebook_anew(by=by, dialogue_id=dialogue.pk),
        lambda: stop_sharing_notebook(by=by, dialogue_id=dialogue.pk),
        lambda: take_note_away(by=by, note_id=note.pk),
    ]
    for deed in deeds:
        if not code:
            deed()
            continue
        gone = (Dialogue.DoesNotExist, RegionNote.DoesNotExist)
        with pytest.raises(gone if code == "gone" else Problem) as refusal:
            deed()
        assert code == "gone" or refusal.value.code == code


def test_the_house_reads_and_others_find_nothing(cast, dialogue):
    jot(cast, dialogue)
    shared(cast, dialogue)
    for name in ("bo", "frida", "diyar", "ivar"):
        sheet = sheet_for(cast, dialogue, name)
        assert (len(sheet.lines), sheet.may_write, sheet.key) == (1, False, "")
    for name in ("cilla", "eva", "visitor"):
        with pytest.raises(Dialogue.DoesNotExist):
            sheet_for(cast, dialogue, name)
        assert not notes_for(cast.standing(name, timezone.localdate())).exists()


def test_a_note_is_changed_until_it_is_answered(cast, dialogue):
    note = jot(cast, dialogue)
    change_note(by=astrid(cast), note_id=note.pk, text="Tio saknas.", stance=PARTLY)
    note.refresh_from_db()
    assert (note.text, note.stance) == ("Tio saknas.", PARTLY)
    assert JournalLine.objects.get(deed="change note").reason == "Tolv saknas i Luleå."
    confirm(cast, shared(cast, dialogue), note)
    for deed in (
        lambda: change_note(by=astrid(cast), note_id=note.pk, text="Nio saknas."),
        lambda: take_note_away(by=astrid(cast), note_id=note.pk),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == "note-answered"
    note.refresh_from_db()
    assert note.text == "Tio saknas."


def test_a_note_that_is_taken_away_stands_in_the_journal_alone(cast, dialogue):
    note = jot(cast, dialogue)
    take_note_away(by=astrid(cast), note_id=note.pk)
    assert not RegionNote.objects.exists()
    assert JournalLine.objects.get(deed="take note away").reason == "Tolv saknas i Luleå."


def test_a_statement_that_was_left_out_keeps_its_notes(cast, dialogue):
    jot(cast, dialogue)
    need, criterion, _other = dialogue.statements.all()
    for statement in (need, criterion):
        statement.state = "out"
        statement.save()
    sheet = sheet_for(cast, dialogue)
    assert len(sheet.entries[PointKind.NEED]) == 1 and not sheet.entries[PointKind.CRITERION]


def test_people_present(cast, dialogue):
    for people in (0, 5, None):
        count_people_present(by=astrid(cast), dialogue_id=dialogue.pk, people=people)
        dialogue.refresh_from_db()
        assert dialogue.people_present == people
    for people in (-1, 10_000):
        with pytest.raises(Problem) as refusal:
            count_people_present(by=astrid(cast), dialogue_id=dialogue.pk, people=people)
        assert refusal.value.code == "people-present"


def test_the_link_is_made_made_anew_and_stopped(cast, dialogue):
    key = shared(cast, dialogue)
    assert shared(cast, dialogue) == key and len(key) == 22
    viewer = cast.standing("visitor")
    assert notebook_by_key(viewer, key) == dialogue
    other = share_notebook_anew(by=astrid(cast), dialogue_id=dialogue.pk).notebook_key
    assert other != key and notebook_by_key(viewer, other) == dialogue
    stop_sharing_notebook(by=astrid(cast), dialogue_id=dialogue.pk)
    for gone in (key, other, "", "x", "k" * 22, "\x00" * 22, "å" * 22, "../" * 8):
        with pytest.raises(Dialogue.DoesNotExist):
            notebook_by_key(viewer, gone)
    deeds = JournalLine.objects.order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == ["share notebook", "share notebook anew", "stop sharing notebook"]


def test_the_sheet_asks_little_however_much_is_noted(cast, dialogue, django_assert_num_queries):
    for number in range(6):
        note = jot(cast, dialogue, f"Rad {number}.")
        correct(cast, shared(cast, dialogue), note, "Nej.", stance=NOT)
    by = astrid(cast)
    with django_assert_num_queries(4):
        sheet = notebook_sheet(by, dialogue.pk)
        assert sheet.entries[PointKind.NEED][0].stance == NotedStance(NOT, 6, 6)
        assert (sheet.confirmed, sheet.corrected) == (0, 6)
