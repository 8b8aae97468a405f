"""Add a statement: action, page and API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import add_statement
from samsyn.dialogue.models import Dialogue, Statement
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"


def say(cast, name="bo", text="Vi behöver fler coacher", on=None):
    by = cast.standing(name) if on is None else cast.standing(name, on)
    return add_statement(by=by, dialogue_id=cast.dialogue.pk, text=text)


@pytest.fixture
def open_now(cast):
    today = timezone.localdate()
    cast.dialogue.opens_on = today - timedelta(days=5)
    cast.dialogue.closes_on = today + timedelta(days=5)
    cast.dialogue.save()
    return cast


def test_a_statement_is_the_organisations(cast):
    statement = say(cast)
    assert statement.organisation == cast.organisations["navet"]
    assert JournalLine.objects.get(deed="add statement").subject_key == statement.pk


@pytest.mark.parametrize(
    "text",
    [
        "Digitalisering är en del av helheten",
        "  digitalisering ÄR en del  av helheten ",
    ],
)
def test_the_same_thing_is_not_said_twice(cast, text):
    with pytest.raises(Problem) as refusal:
        say(cast, text=text)
    assert refusal.value.code == "statement-twice"
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_those_outside_the_house_do_not_find_the_dialogue(cast, name):
    with pytest.raises(Dialogue.DoesNotExist):
        say(cast, name)


@pytest.mark.parametrize(
    ("name", "days", "code"),
    [
        ("astrid", -1, None),  # the organiser prepares
        ("bo", -1, "statement-too-early"),
        ("bo", 0, None),
    ],
)
def test_only_the_organiser_prepares_statements(cast, name, days, code):
    on = cast.dialogue.opens_on + timedelta(days=days)
    try:
        say(cast, name, on=on)
        refused = None
    except Problem as problem:
        refused = problem.code
    assert refused == code


@pytest.mark.parametrize("name", ["astrid", "bo"])
def test_nothing_is_said_after_the_last_day(cast, name):
    with pytest.raises(Problem) as refusal:
        say(cast, name, on=cast.dialogue.closes_on + timedelta(days=1))
    assert refusal.value.code == "statement-too-late"
    assert not JournalLine.objects.filter(deed="add statement").exists()


def test_the_page_adds_it_and_goes_to_it(open_now, client):
    client.force_login(open_now.people["bo"], backend=BACKEND)
    address = reverse("dialogue:statement_add", args=[open_now.dialogue.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"text": "Vi behöver fler coacher"})
    statement = Statement.objects.get(text="Vi behöver fler coacher")
    assert answer.url.endswith(f"{open_now.dialogue.pk}/#statement-{statement.pk}")


def test_the_page_says_why_a_repeated_statement_is_refused(open_now, client):
    client.force_login(open_now.people["bo"], backend=BACKEND)
    address = reverse("dialogue:statement_add", args=[open_now.dialogue.pk])
    answer = client.post(address, {"text": open_now.statement.text})
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "statement-twice")


def test_the_api_adds_a_statement_that_nobody_has_voted_on(open_now, client):
    client.force_login(open_now.people["bo"], backend=BACKEND)
    answer = client.post(
        f"/api/dialogues/{open_now.dialogue.pk}/statements/",
        {"text": "Vi behöver fler coacher"},
        content_type="application/json",
    )
    assert answer.status_code == 201
    assert (answer.json()["tally"], answer.json()["own_vote"]) == (None, None)
