"""Points by phone: sent twice, late, offline; what is told of people, and never of few."""

import json

import pytest
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions.phones import show_results, spread_points_by_phone
from samsyn.dialogue.models import Proposal, Voice, VoicePriority
from samsyn.dialogue.queries import (
    People,
    focus_sheet,
    people_focus,
    phone_focus,
    room_focus,
)
from samsyn.dialogue.queries.phones import room_sheet
from samsyn.dialogue.rules.kinds import When
from samsyn.dialogue.rules.point_sheets import Sheet
from samsyn.dialogue.tests.test_focus import proposals_in
from samsyn.dialogue.tests.test_phones import KEY, OTHER, room, visitor
from samsyn.directory.models import JournalLine

__all__ = ["room"]
BACKEND = "sesame.backends.ModelBackend"


@pytest.fixture
def two(room):
    return proposals_in(room, "Fler coacher", "Fler mässor")


def send(cast, proposals, *points, turn=1, key=KEY, when=None):
    keys = [each.pk for each in proposals]
    return spread_points_by_phone(
        by=visitor(cast),
        code=cast.dialogue.phone_code,
        key=key,
        sheet=Sheet(dict(zip(keys, points, strict=False)), when or {}),
        turn=turn,
    )


def crowd(cast, proposals, rows):
    for number, row in enumerate(rows):
        send(cast, proposals, *row, key=f"{number:022}", when={proposals[0].pk: When.FIRST})


def shown(cast):
    by = cast.standing("astrid", timezone.localdate())
    show_results(by=by, dialogue_id=cast.dialogue.pk, shown=True)


def own(cast, key=KEY):
    return phone_focus(visitor(cast), cast.dialogue.phone_code, key).own


# Sending ---------------------------------------------------------------------------------------


def test_of_two_sheets_the_later_counts_in_whatever_order_they_come(room, two):
    assert send(room, two, 30, 70, turn=5)
    assert send(room, two, 30, 70, turn=5)  # the same one again
    assert not send(room, two, 100, 0, turn=4)  # was on its way for long
    assert list(own(room).points.values()) == [30, 70]
    assert send(room, two, turn=6, when={two[0].pk: When.LATER})
    assert (own(room).points, own(room).when) == ({}, {two[0].pk: When.LATER})
    assert own(room, OTHER) == Sheet()
    assert VoicePriority.objects.count() == 1


def test_what_phones_do_is_not_in_the_journal(room, two):
    before = JournalLine.objects.count()
    send(room, two, 30, 70)
    assert JournalLine.objects.count() == before


@pytest.mark.parametrize(
    ("points", "code"), [((30, 60), "points-left"), ((50, 51), "points-too-many")]
)
def test_a_refused_sheet_leaves_no_phone_behind(room, two, points, code):
    with pytest.raises(Problem) as refusal:
        send(room, two, *points)
    assert refusal.value.code == code
    assert not Voice.objects.exists()


def test_a_closed_dialogue_takes_no_points(room, two):
    room.dialogue.closes_on = room.dialogue.opens_on
    room.dialogue.save()
    with pytest.raises(Problem) as refusal:
        send(room, two, 50, 50)
    assert refusal.value.code == "vote-too-late"


# What is told ----------------------------------------------------------------------------------


def test_four_people_are_never_told_of_and_five_are(room, two):
    crowd(room, two, [(60, 40)] * 4)
    shown(room)
    sheet = focus_sheet(room.standing("bo", timezone.localdate()), room.dialogue.pk)
    assert (sheet.people, sheet.people_voice) == (People.FEW, None)
    send(room, two, 60, 40)
    sheet = focus_sheet(room.standing("bo", timezone.localdate()), room.dialogue.pk)
    first = sheet.people_voice.place_of(two[0].pk)
    assert (sheet.people, first.mean, first.voters) == (People.SHOWN, 60, 5)
    assert first.quartiles is None, "a quarter of five people is one"
    assert first.said is None, "only four have said when"
    assert first.weights == ()


def test_nothing_of_people_before_the_facilitator_says_so(room, two):
    crowd(room, two, [(60, 40)] * 6)
    today = timezone.localdate()
    seen = focus_sheet(room.standing("bo", today), room.dialogue.pk)
    assert (seen.people, seen.people_voice) == (People.CLOSED, None)
    assert people_focus(visitor(room), room.dialogue.phone_code) is None
    sheet = room_sheet(room.standing("astrid", today), room.dialogue.pk)
    assert room_focus(room.standing("astrid", today), sheet) is None
    shown(room)
    assert people_focus(visitor(room), room.dialogue.phone_code).voters == 6
    sheet = room_sheet(room.standing("bo", today), room.dialogue.pk)
    assert [each.kind for each in room_focus(room.standing("bo", today), sheet).voices] == [
        "people"
    ]


def test_what_few_gave_to_a_late_proposal_does_not_follow_from_the_rest(room, two):
    crowd(room, two, [(60, 40)] * 6)
    third = proposals_in(room, "Nytt")[0]
    send(room, [*two, third], 20, 20, 60, key="1" * 22)
    shown(room)
    voice = people_focus(visitor(room), room.dialogue.phone_code)
    told = [one.key for one in voice.proposals if one.mean is not None]
    assert third.pk not in told
    assert len(told) == 1


def test_a_changed_sheet_is_seen_at_once(room, two):
    crowd(room, two, [(60, 40)] * 6)
    shown(room)
    code = room.dialogue.phone_code
    before = people_focus(visitor(room), code).place_of(two[0].pk).mean
    send(room, two, 0, 100, key=f"{0:022}", turn=2)
    assert (before, people_focus(visitor(room), code).place_of(two[0].pk).mean) == (60, 50)


# Pages -----------------------------------------------------------------------------------------


def test_a_phone_without_javascript_spreads_points(room, two, client):
    where = f"/d/{room.dialogue.phone_code}/focus/"
    first = client.get(where)
    assert (first.status_code, first["Cache-Control"]) == (200, "no-store")
    assert first.cookies["voice"]["path"] == f"/d/{room.dialogue.phone_code}/"
    sent = {f"points_{two[0].pk}": "70", f"points_{two[1].pk}": "20"}
    refused = client.post(where, sent)
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "points-left")
    assert client.post(where, {**sent, f"points_{two[1].pk}": "30"}).status_code == 302
    assert 'value="70"' in client.get(where).content.decode()
    assert client.get(where.replace(room.dialogue.phone_code, "zzzzzz")).status_code == 302


def test_a_kept_sheet_arrives_as_json(room, two, client):
    where = f"/d/{room.dialogue.phone_code}/focus/sheet/"
    sent = {"turn": 9, "points": {two[0].pk: 70, two[1].pk: 30}, "when": {two[1].pk: "stop"}}
    for _time in range(2):
        answer = client.post(where, json.dumps(sent), "application/json")
        assert answer.json() == {"taken": True}
    late = {**sent, "turn": 3}
    assert client.post(where, json.dumps(late), "application/json").json() == {"taken": False}
    wrong = {**sent, "turn": 10, "points": {two[0].pk: 70, two[1].pk: 0}}
    refused = client.post(where, json.dumps(wrong), "application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "points-left")
    assert VoicePriority.objects.get(proposal=two[1]).when == "stop"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"turn": 1}',
        '{"turn": 1, "points": [], "when": {}}',
        '{"turn": 1, "points": {"x": 1}, "when": {}}',
        '{"turn": 1, "points": {"1": 1.5}, "when": {}}',
        '{"turn": 1, "points": {}, "when": {"1": "never"}}',
        '{"turn": 1e99, "points": {}, "when": {}}',
    ],
)
def test_a_broken_message_is_refused_in_words(room, client, body):
    where = f"/d/{room.dialogue.phone_code}/focus/sheet/"
    answer = client.post(where, body, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "phone-message")


def test_phone_and_big_screen_show_the_order_when_it_is_open(room, two, client):
    crowd(room, two, [(60, 40)] * 6)
    results = f"/d/{room.dialogue.phone_code}/results/"
    assert "Fler coacher" not in client.get(results).content.decode()
    client.force_login(room.people["bo"], backend=BACKEND)
    big = f"/dialogues/{room.dialogue.pk}/room/"
    assert "Fler coacher" not in client.get(big).content.decode()
    shown(room)
    assert "”Fler coacher” kommer först" in client.get(results).content.decode()
    part = client.get(big, {"part": "focus"}, headers={"HX-Request": "true"}).content.decode()
    assert "”Fler coacher” kommer först" in part
    assert "<html" not in part


def test_the_page_of_a_phone_asks_little(room, client, django_assert_max_num_queries):
    many = proposals_in(room, *(f"Förslag {number}" for number in range(15)))
    send(room, many, 100, *[0] * 14)
    client.cookies["voice"] = KEY
    with django_assert_max_num_queries(8):
        assert client.get(f"/d/{room.dialogue.phone_code}/focus/").status_code == 200
    assert Proposal.objects.count() == 15
