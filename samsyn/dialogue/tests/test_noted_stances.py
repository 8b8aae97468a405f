"""Where a region stands by its notes: corrections, notes that disagree, and the query for tours."""

import pytest
from django.utils import timezone
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.dialogue.queries.notebook import stances_of
from samsyn.dialogue.rules.kinds import NoteAnswerKind, Stance
from samsyn.dialogue.rules.notebook import (
    MOST_ANSWERS,
    NotedStance,
    NoteSaid,
    as_read,
    check_as_read,
    check_may_answer,
    check_note_words,
    check_unanswered,
    stance_of_all,
    standing_stance,
)

HOLDS, PARTLY, NOT = Stance.HOLDS, Stance.PARTLY, Stance.NOT
CONFIRMED = NoteSaid(NoteAnswerKind.CONFIRMED)
STANCES = st.sampled_from([None, *Stance])
NOTES = st.lists(st.tuples(STANCES, st.booleans()), max_size=8)


def corrected(stance):
    return NoteSaid(NoteAnswerKind.CORRECTED, stance)


@pytest.mark.parametrize(
    ("noted", "answers", "stands"),
    [
        (HOLDS, [], HOLDS),
        (None, [], None),
        (HOLDS, [CONFIRMED], HOLDS),
        (HOLDS, [corrected(NOT)], NOT),
        (None, [corrected(PARTLY)], PARTLY),
        (HOLDS, [corrected(None)], HOLDS),  # only the words were wrong
        (HOLDS, [corrected(NOT), corrected(PARTLY)], PARTLY),
        (HOLDS, [corrected(NOT), corrected(None)], HOLDS),  # the last one counts, not the two
        (HOLDS, [corrected(NOT), CONFIRMED], HOLDS),  # it was right as it was noted
        (HOLDS, [CONFIRMED, corrected(NOT)], NOT),
    ],
)
def test_a_later_answer_counts_before_an_earlier(noted, answers, stands):
    assert standing_stance(noted, answers) is stands


@pytest.mark.parametrize(
    ("notes", "stands"),
    [
        ([], None),
        ([(None, True)], None),
        ([(HOLDS, False)], NotedStance(HOLDS, 1, 0)),
        ([(HOLDS, True), (HOLDS, False), (None, True)], NotedStance(HOLDS, 2, 1)),
        ([(HOLDS, True), (HOLDS, True), (NOT, True)], NotedStance(PARTLY, 3, 3)),
        ([(NOT, False), (PARTLY, False)], NotedStance(PARTLY, 2, 0)),
    ],
)
def test_notes_that_disagree_say_partly(notes, stands):
    assert stance_of_all(notes) == stands


@given(NOTES, st.randoms(use_true_random=False))
def test_the_order_of_the_notes_does_not_matter(notes, chance):
    other = list(notes)
    chance.shuffle(other)
    assert stance_of_all(other) == stance_of_all(notes)


@given(NOTES)
def test_it_rests_on_those_that_say_where_they_stand(notes):
    found = stance_of_all(notes)
    said = [stance for stance, _answered in notes if stance is not None]
    assert (found is None) == (not said)
    if found is not None:
        assert found.notes == len(said) and 0 <= found.answered <= found.notes
        assert found.is_answered == all(answered for stance, answered in notes if stance)


def test_what_was_changed_while_somebody_read_it_is_not_answered():
    check_as_read(as_read("Så är det.", "holds"), "Så är det.", "holds")
    for text, stance in (("Så är det inte.", "holds"), ("Så är det.", "")):
        with pytest.raises(Problem) as refusal:
            check_as_read(as_read("Så är det.", "holds"), text, stance)
        assert refusal.value.code == "note-changed"


@pytest.mark.parametrize(
    ("check", "allowed", "refused", "code"),
    [
        (check_unanswered, 0, 1, "note-answered"),
        (check_may_answer, MOST_ANSWERS - 1, MOST_ANSWERS, "note-answered-enough"),
        (check_note_words, "Ja.", " \n", "note-without-words"),
    ],
)
def test_limits(check, allowed, refused, code):
    check(allowed)
    with pytest.raises(Problem) as refusal:
        check(refused)
    assert refusal.value.code == code


def test_a_tour_asks_where_its_regions_stand_in_two_queries(cast, django_assert_num_queries):
    today = timezone.localdate()
    held = {"dialogue": cast.dialogue, "noted_on": today}
    note = cast.statement.notes.create(**held, text="Så är det.", stance=HOLDS)
    cast.statement.notes.create(**held, text="Och Älvsbro är störst.")
    cast.dialogue.notes.create(text="De fikar klockan tre.", stance=NOT, noted_on=today)
    key = (cast.dialogue.pk, cast.statement.pk)
    assert stances_of([cast.dialogue.pk]) == {key: NotedStance(HOLDS, 1, 0)}
    note.answers.create(kind="corrected", stance=PARTLY, text="Inte i inlandet.", answered_on=today)
    with django_assert_num_queries(2):
        assert stances_of([cast.dialogue.pk]) == {key: NotedStance(PARTLY, 1, 1)}
    assert stances_of([]) == {} and stances_of([cast.dialogue.pk + 1]) == {}
