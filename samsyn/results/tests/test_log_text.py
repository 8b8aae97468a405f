"""A text as it is kept, shown and checked."""

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.results.rules.log_kinds import LONGEST_TEXT
from samsyn.results.rules.log_text import (
    Part,
    Place,
    check_public,
    checked_text,
    contacts_in,
    moved,
    paragraphs_of,
    tidy,
)


@given(st.text(max_size=200))
def test_a_tidy_text_stays_as_it_is(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet="ab \n.", max_size=80))
def test_the_paragraphs_hold_every_letter_of_a_text(text):
    kept = tidy(text)
    shown = "".join(part.text for each in paragraphs_of(kept, []) for part in each.parts)
    assert shown.replace("\n", "") == kept.replace("\n", "")


def test_a_short_line_of_its_own_is_a_heading():
    found = paragraphs_of("Att göra\n\nFörst det ena.\nSedan det andra\n\nSlut.", [])
    assert [each.heading for each in found] == [True, False, False]


def test_a_knot_is_a_part_of_its_paragraph_and_the_first_of_two_that_overlap_stays():
    (found,) = paragraphs_of("Vi såg Lyftet i dag.", [Place(7, 13, 0), Place(10, 15, 1)])
    assert found.parts == (Part("Vi såg "), Part("Lyftet", 0), Part(" i dag."))


@pytest.mark.parametrize(
    ("text", "code"), [(" \n\x00 ", "log-empty"), ("a" * (LONGEST_TEXT + 1), "log-too-long")]
)
def test_an_empty_or_endless_text_is_refused(text, code):
    with pytest.raises(Problem) as refusal:
        checked_text(text)
    assert refusal.value.code == code


def test_a_personal_number_never_becomes_public():
    with pytest.raises(Problem) as refusal:
        check_public("Eva har 880320-0016.")
    assert refusal.value.code == "log-personal-number"
    check_public("Bolaget har 556036-0793, mötet var 2026-11-24.")


def test_addresses_and_numbers_are_pointed_out():
    text = "Ring 08-123 45 67. Skriv till eva@demo.example, igen eva@demo.example. Den 24/11 2026."
    assert contacts_in(text) == ["08-123 45 67", "eva@demo.example"]


def test_words_are_found_again_where_they_stand_nearest():
    text = "Lyftet, Lyftets, Lyftet"
    assert [moved(at, "Lyftet", text) for at in (0, 9, 30, None)] == [0, 17, 17, 0]
    assert moved(3, "Navet", text) is None
