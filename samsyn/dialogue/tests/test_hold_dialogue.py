"""Hold a dialogue: action, page and API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.dialogue.actions import hold_dialogue
from samsyn.dialogue.models import Dialogue
from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"


def hold(cast, name="astrid", **changes):
    asked = {
        "title": "Regiondialog Norrvik",
        "question": "Vad behöver företagen i Norrvik?",
        "kind": DialogueKind.REGION_DIALOGUE,
        "county_id": "25",
        "opens_on": TODAY,
        "closes_on": TODAY + timedelta(days=14),
    }
    return hold_dialogue(by=cast.standing(name), **(asked | changes))


def typed(**changes):
    today = timezone.localdate()
    return {
        "title": "Regiondialog Norrvik",
        "question": "Vad behöver företagen i Norrvik?",
        "kind": "region_dialogue",
        "languages": "sv",
        "county_id": "25",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
    } | changes


def test_a_dialogue_belongs_to_the_organisation_one_acts_for(cast):
    dialogue = hold(cast)
    assert dialogue.organiser == cast.organisations["agency"]
    line = JournalLine.objects.get(deed="hold dialogue")
    assert (line.subject_key, line.person) == (dialogue.pk, cast.people["astrid"])


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_nobody_but_leaders_may_hold_a_dialogue(cast, name):
    with pytest.raises(Problem) as refusal:
        hold(cast, name)
    assert refusal.value.code == "not-allowed"
    assert Dialogue.objects.count() == 1


def test_the_operator_acts_for_no_organisation_and_holds_none(cast):
    with pytest.raises(Problem) as refusal:
        hold(cast, "operator")
    assert refusal.value.code == "no-organisation"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"closes_on": TODAY - timedelta(days=1)}, "dialogue-days"),
        ({"county_id": "99"}, "county-unknown"),
    ],
)
def test_a_refused_dialogue_leaves_nothing_behind(cast, changes, code):
    lines = JournalLine.objects.count()
    with pytest.raises(Problem) as refusal:
        hold(cast, **changes)
    assert refusal.value.code == code
    assert (Dialogue.objects.count(), JournalLine.objects.count()) == (1, lines)


def test_the_page_holds_a_dialogue_and_shows_it(cast, client):
    client.force_login(cast.people["ivar"], backend=BACKEND)
    assert client.get(reverse("dialogue:dialogue_add")).status_code == 200
    answer = client.post(reverse("dialogue:dialogue_add"), typed(), follow=True)
    assert answer.status_code == 200
    assert "Regiondialog Norrvik" in answer.content.decode()
    assert Dialogue.objects.get(county="25").organiser == cast.organisations["region"]


def test_the_page_says_why_the_days_are_refused(cast, client):
    client.force_login(cast.people["ivar"], backend=BACKEND)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = client.post(reverse("dialogue:dialogue_add"), typed(closes_on=yesterday))
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "dialogue-days")


def test_the_page_is_closed_to_those_who_may_not(cast, client):
    assert client.get(reverse("dialogue:dialogue_add")).status_code == 302
    client.force_login(cast.people["diyar"], backend=BACKEND)
    assert client.get(reverse("dialogue:dialogue_add")).status_code == 403


def test_the_api_holds_a_dialogue(cast, client):
    client.force_login(cast.people["ivar"], backend=BACKEND)
    answer = client.post("/api/dialogues/", typed(), content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["organiser_id"] == cast.organisations["region"].pk
    refused = client.post("/api/dialogues/", typed(county_id="99"), content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "county-unknown")


def test_the_api_asks_who_one_is(cast, client):
    answer = client.post("/api/dialogues/", typed(), content_type="application/json")
    assert answer.status_code == 401
