"""Pages of those who take part by phone, and of the room that they sit in."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from samsyn.dialogue.actions.phones import say_by_phone
from samsyn.dialogue.models import Dialogue, Statement, Voice, VoiceVote
from samsyn.dialogue.pages import phones as page
from samsyn.dialogue.rules.phones import is_key
from samsyn.dialogue.tests.test_phones import AGREE, KEY, room, send, visitor

__all__ = ["room"]


def test_a_phone_without_javascript_votes_and_goes_on(room, client):
    where = f"/d/{room.dialogue.phone_code}/"
    first = client.get(where)
    assert first["Cache-Control"] == "no-store"
    cookie = first.cookies["voice"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (where, True, "Lax")
    assert not Voice.objects.exists(), "to look is not to take part"
    answer = client.post(where, {"statement": room.statement.pk, "vote": "1"})
    assert (answer.status_code, answer["Location"]) == (302, where + "#done")
    assert 'value="1" aria-pressed="true"' in client.get(where).content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"vote": "1"}, {"vote": "1", "statement": "x"}, {"vote": "5"}]
)
def test_a_broken_vote_is_told_so(room, client, sent):
    assert client.post(f"/d/{room.dialogue.phone_code}/", sent).status_code == 422


def test_votes_that_were_kept_arrive_as_json(room, client):
    where = f"/d/{room.dialogue.phone_code}/votes/"
    votes = [{"statement": room.statement.pk, "vote": -1, "turn": 5}]
    for _time in range(2):
        answer = client.post(where, json.dumps({"votes": votes}), "application/json")
        assert answer.json() == {"taken": 1}
    assert VoiceVote.objects.get().vote == -1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"votes": 1}',
        '{"votes": [1]}',
        '{"votes": [{"statement": 1, "vote": 1}]}',
        '{"votes": [{"statement": 1, "vote": 2, "turn": 1}]}',
        '{"votes": [{"statement": true, "vote": 1, "turn": 1}]}',
        '{"votes": [{"statement": 1, "vote": 1, "turn": 1e99}]}',
        '{"votes": [{"statement": 99999999999999999999, "vote": 1, "turn": 1}]}',
        '{"votes": "' + "x" * 1000 + '"}',
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_broken_message_is_refused_in_words(room, client, body):
    answer = client.post(f"/d/{room.dialogue.phone_code}/votes/", body, "application/json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "phone-message"


def test_a_made_up_cookie_is_a_new_phone(room, client):
    client.cookies["voice"] = "<script>"
    answer = client.get(f"/d/{room.dialogue.phone_code}/")
    assert is_key(answer.cookies["voice"].value)


def test_the_code_is_typed(room, client):
    assert client.get("/d/").status_code == 200
    answer = client.post("/d/", {"code": room.dialogue.phone_code.lower()})
    assert answer["Location"] == f"/d/{room.dialogue.phone_code}/"
    assert client.post("/d/", {"code": "ZZZZZZ"}).status_code == 422
    assert client.get(f"/d/{room.dialogue.phone_code.lower()}/").status_code == 302
    assert client.get("/d/ZZZZZZ/").status_code == 404


def test_say_and_tell_by_page(room, client):
    where = f"/d/{room.dialogue.phone_code}/"
    assert client.post(where + "say/", {"text": "Nytt påstående"}).status_code == 302
    assert client.post(where + "say/", {"text": ""}).status_code == 422
    assert client.post(where + "about/", {"actor_kind": "agency"}).status_code == 302
    assert client.post(where + "about/", {"actor_kind": "pirate"}).status_code == 422
    assert Voice.objects.get().actor_kind == "agency"


def test_very_many_new_phones_from_one_place_are_slowed_down(room, monkeypatch):
    cache.clear()
    monkeypatch.setattr(page, "NEW_PHONES_AN_HOUR", 2)
    where = f"/d/{room.dialogue.phone_code}/votes/"
    votes = json.dumps({"votes": [{"statement": room.statement.pk, "vote": 1, "turn": 1}]})
    said = [Client().post(where, votes, "application/json").status_code for _phone in range(3)]
    assert said == [200, 200, 422]
    cache.clear()


def test_the_room_shows_the_code_and_the_square_and_no_result(room, client):
    send(room, (AGREE, 1))
    client.force_login(room.people["astrid"], "sesame.backends.ModelBackend")
    text = client.get(f"/dialogues/{room.dialogue.pk}/room/").content.decode()
    assert room.dialogue.phone_code in text
    assert "<path" in text[text.index("square") :]
    live = client.get(f"/dialogues/{room.dialogue.pk}/room/", headers={"HX-Request": "true"})
    assert "<html" not in live.content.decode()


def test_the_room_is_run_by_page(room, client):
    client.force_login(room.people["astrid"], "sesame.backends.ModelBackend")
    where = f"/dialogues/{room.dialogue.pk}/room/"
    assert client.post(where + "phones/", {"is_moderated": "on"}).status_code == 302
    assert Dialogue.objects.get(pk=room.dialogue.pk).is_moderated
    assert client.post(where + "results/", {"shown": "yes"}).status_code == 302
    assert Dialogue.objects.get(pk=room.dialogue.pk).results_shown_on == timezone.localdate()
    said = say_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, text="Vänta")
    state = f"/dialogues/statements/{said.pk}/state/"
    assert client.post(state, {"state": "out"}).status_code == 302
    assert Statement.objects.get(pk=said.pk).state == "out"


def test_the_page_of_a_phone_asks_little(room, client, django_assert_max_num_queries):
    for number in range(30):
        say_by_phone(
            by=visitor(room),
            code=room.dialogue.phone_code,
            key=str(number % 9) * 22,
            text=f"{number}",
        )
    send(room, (AGREE, 1))
    client.cookies["voice"] = KEY
    with django_assert_max_num_queries(10):
        assert client.get(f"/d/{room.dialogue.phone_code}/").status_code == 200
