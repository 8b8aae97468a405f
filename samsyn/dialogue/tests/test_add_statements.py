"""Several statements at once: rule, deed, page and API; all of them or none."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.basics.swedish import folded
from samsyn.dialogue.actions.preparing import add_statements
from samsyn.dialogue.models import Statement
from samsyn.dialogue.rules.seeds import LONGEST, statements_in
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ([], "statements-none", ""),
        (["", "   "], "statements-none", ""),
        (["En sak", "", "x" * (LONGEST + 1)], "statements-too-long", "3"),
        (["En sak", "Två", "en  SAK ", "två"], "statements-twice", "3, 4"),
        (["Ny", "sagt är SAGT"], "statements-said", "2"),
    ],
)
def test_the_problem_says_which_lines(lines, code, told):
    with pytest.raises(Problem) as refusal:
        statements_in(lines, ["Sagt är sagt"])
    assert refusal.value.code == code
    assert str(refusal.value.values.get("lines", "")) == told


@given(st.lists(st.text(max_size=40)))
def test_what_is_taken_is_said_once_and_tidy(lines):
    try:
        taken = statements_in(lines, [])
    except Problem:
        return
    assert len({folded(text) for text in taken}) == len(taken) > 0
    assert all(text == " ".join(text.split()) != "" for text in taken)


def add(cast, *lines, name="astrid", days=0):
    by = cast.standing(name, cast.dialogue.opens_on + timedelta(days=days))
    return add_statements(by=by, dialogue_id=cast.dialogue.pk, lines=lines)


def test_each_line_is_a_statement_of_the_organiser(cast):
    said = add(cast, "Vi ringer en gång.", "", "Vi delar kalender.", days=-5)
    assert [each.organisation for each in said] == [cast.organisations["agency"]] * 2
    assert JournalLine.objects.filter(deed="add statements").count() == 2


def test_nothing_is_taken_when_one_line_cannot_be(cast):
    lines = JournalLine.objects.count()
    with pytest.raises(Problem) as refusal:
        add(cast, "Något nytt", cast.statement.text)
    assert refusal.value.code == "statements-said"
    assert (Statement.objects.count(), JournalLine.objects.count()) == (1, lines)


@pytest.mark.parametrize(("name", "code"), [("bo", "not-yours"), ("diyar", "not-allowed")])
def test_only_the_organiser_seeds(cast, name, code):
    with pytest.raises(Problem) as refusal:
        add(cast, "Något nytt", name=name)
    assert refusal.value.code == code


def test_nothing_is_added_after_the_last_day(cast):
    with pytest.raises(Problem) as refusal:
        add(cast, "Något nytt", days=3650)
    assert refusal.value.code == "statement-too-late"


@pytest.fixture
def open_now(cast):
    today = timezone.localdate()
    cast.dialogue.opens_on = today + timedelta(days=1)
    cast.dialogue.closes_on = today + timedelta(days=5)
    cast.dialogue.save()
    return cast


def test_the_page_takes_all_lines_before_the_dialogue_opens(open_now, client):
    client.force_login(open_now.people["astrid"], backend=BACKEND)
    where = reverse("dialogue:statements_add", args=[open_now.dialogue.pk])
    page = client.get(f"/dialogues/{open_now.dialogue.pk}/").content.decode()
    assert where in page
    answer = client.post(where, {"text": "Ett.\r\nTvå.\r\n"}, follow=True)
    assert "2 påståenden är tillagda" in answer.content.decode()


def test_the_page_keeps_what_was_typed_and_says_which_line(open_now, client):
    client.force_login(open_now.people["astrid"], backend=BACKEND)
    where = reverse("dialogue:statements_add", args=[open_now.dialogue.pk])
    answer = client.post(where, {"text": f"Nytt.\n{open_now.statement.text}"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Rad 2" in text
    assert "Nytt." in text
    assert Statement.objects.count() == 1


def test_the_api_adds_several(open_now, client):
    client.force_login(open_now.people["astrid"], backend=BACKEND)
    where = f"/api/dialogues/{open_now.dialogue.pk}/statements/several/"
    made = client.post(where, {"lines": ["Ett.", "Två."]}, content_type="application/json")
    assert (made.status_code, len(made.json()["ids"])) == (201, 2)
    refused = client.post(where, {"lines": ["ett."]}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "statements-said")
