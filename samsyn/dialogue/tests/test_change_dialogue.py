"""Change a dialogue: action, page and API."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.dialogue.actions import change_dialogue
from samsyn.dialogue.models import Vote
from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"


def change(cast, name="astrid", **changes):
    asked = {
        "title": "Workshop om helheten, del två",
        "question": cast.dialogue.question,
        "kind": DialogueKind.WORKSHOP,
        "opens_on": cast.dialogue.opens_on,
        "closes_on": TODAY + timedelta(days=60),
    }
    return change_dialogue(
        by=cast.standing(name), dialogue_id=cast.dialogue.pk, **(asked | changes)
    )


def typed(cast, **changes):
    return {
        "title": "Ny titel",
        "question": cast.dialogue.question,
        "kind": "workshop",
        "languages": "sv",
        "opens_on": cast.dialogue.opens_on.isoformat(),
        "closes_on": cast.dialogue.closes_on.isoformat(),
    } | changes


def test_the_organiser_moves_the_last_day(cast):
    assert change(cast).closes_on == TODAY + timedelta(days=60)
    assert JournalLine.objects.filter(deed="change dialogue").count() == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [("bo", "not-yours"), ("frida", "not-yours"), ("ivar", "not-yours"), ("diyar", "not-allowed")],
)
def test_nobody_but_a_leader_at_the_organiser_may_change_it(cast, name, code):
    with pytest.raises(Problem) as refusal:
        change(cast, name)
    assert refusal.value.code == code
    cast.dialogue.refresh_from_db()
    assert cast.dialogue.title == "Workshop om helheten"


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_those_outside_the_house_do_not_find_it(cast, name):
    with pytest.raises(type(cast.dialogue).DoesNotExist):
        change(cast, name)


def test_the_question_stands_once_somebody_has_voted(cast):
    with pytest.raises(Problem) as refusal:
        change(cast, question="Vad vill vi ha?")
    assert refusal.value.code == "question-answered"
    assert not JournalLine.objects.filter(deed="change dialogue").exists()
    Vote.objects.all().delete()
    assert change(cast, question="Vad vill vi ha?").question == "Vad vill vi ha?"


def test_the_page_shows_what_stands_and_saves_what_is_typed(cast, client):
    address = reverse("dialogue:dialogue_change", args=[cast.dialogue.pk])
    client.force_login(cast.people["hanna"], backend=BACKEND)
    assert cast.dialogue.title in client.get(address).content.decode()
    answer = client.post(address, typed(cast))
    assert answer.status_code == 302
    cast.dialogue.refresh_from_db()
    assert cast.dialogue.title == "Ny titel"


def test_the_page_says_why_a_new_question_is_refused(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    address = reverse("dialogue:dialogue_change", args=[cast.dialogue.pk])
    answer = client.post(address, typed(cast, question="En annan fråga?"))
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "question-answered")


@pytest.mark.parametrize(("name", "status"), [("bo", 403), ("cilla", 404), ("eva", 404)])
def test_the_page_is_closed_to_others(cast, client, name, status):
    client.force_login(cast.people[name], backend=BACKEND)
    address = reverse("dialogue:dialogue_change", args=[cast.dialogue.pk])
    assert client.get(address).status_code == status


def test_the_api_changes_it_by_the_same_rules(cast, client):
    address = f"/api/dialogues/{cast.dialogue.pk}/"
    client.force_login(cast.people["hanna"], backend=BACKEND)
    answer = client.put(address, typed(cast), content_type="application/json")
    assert (answer.status_code, answer.json()["title"]) == (200, "Ny titel")
    client.force_login(cast.people["bo"], backend=BACKEND)
    refused = client.put(address, typed(cast), content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-yours")
