"""The notebook as JSON."""

import json

import pytest
from django.utils import timezone

from samsyn.dialogue.models import RegionNote
from samsyn.dialogue.tests.notebooks import PARTLY, correct, jot, shared, visit


@pytest.fixture
def dialogue(cast):
    return visit(cast)


@pytest.fixture
def ask(cast, client):
    def call(verb, what, sent=None, name="astrid"):
        client.force_login(cast.people[name])
        body = json.dumps(sent) if sent is not None else ""
        return client.generic(verb, f"/api/dialogues/{what}", body, "application/json")

    return call


def test_a_note_is_written_changed_and_taken_away(ask, dialogue):
    need = dialogue.statements.all()[0]
    sent = {"text": " Tolv saknas. ", "statement_id": need.pk, "stance": "holds"}
    made = ask("POST", f"{dialogue.pk}/notes/", sent)
    again = ask("POST", f"{dialogue.pk}/notes/", sent)
    assert made.status_code == 201 and again.json() == made.json()
    assert made.json() | {"id": 1} == {
        "id": 1,
        "statement_id": need.pk,
        "text": "Tolv saknas.",
        "noted_on": str(timezone.localdate()),
        "noted_stance": "holds",
        "stance": "holds",
        "answers": [],
    }
    where = f"notes/{made.json()['id']}/"
    assert ask("PUT", where, {"text": "Tio."}).json()["stance"] is None
    assert ask("DELETE", where, name="frida").status_code == 403
    assert ask("DELETE", where).status_code == 204
    assert not RegionNote.objects.exists()


def test_the_notebook_with_what_was_answered(ask, cast, dialogue):
    key = shared(cast, dialogue)
    note = jot(cast, dialogue)
    correct(cast, key, note, "Åtta.", stance=PARTLY, by_whom="Nodledaren")
    ask("PUT", f"{dialogue.pk}/people-present/", {"people": 5})
    read = ask("GET", f"{dialogue.pk}/notebook/").json()
    assert (read["people_present"], read["confirmed"], read["corrected"]) == (5, 0, 1)
    assert read["key"] == key
    assert (read["notes"][0]["noted_stance"], read["notes"][0]["stance"]) == ("holds", "partly")
    assert read["notes"][0]["answers"][0]["by_whom"] == "Nodledaren"
    assert ask("GET", f"{dialogue.pk}/notebook/", name="frida").json()["key"] == ""
    refused = ask("PUT", f"notes/{note.pk}/", {"text": "Nio."})
    assert (refused.status_code, refused.json()["code"]) == (422, "note-answered")


def test_the_link_is_made_made_anew_and_stopped(ask, dialogue):
    where = f"{dialogue.pk}/notebook/link/"
    key = ask("PUT", where, {}).json()["key"]
    assert ask("PUT", where, {}).json()["key"] == key
    assert ask("PUT", where, {"anew": True}).json()["key"] not in {"", key}
    assert ask("DELETE", where).status_code == 204
    assert ask("GET", f"{dialogue.pk}/notebook/").json()["key"] == ""
