"""The list of dialogues and the page of one: who sees what, filters, and the number of queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.swedish import sort_key
from samsyn.dialogue.models import Dialogue, Statement, Vote
from samsyn.dialogue.queries import dialogues_for, statements_for

BACKEND = "sesame.backends.ModelBackend"


def add(cast, title, days=0, **changes):
    opens_on = timezone.localdate() + timedelta(days=days)
    held = {
        "title": title,
        "sort_key": sort_key(title),
        "question": "Vad tycker vi?",
        "kind": "consultation",
        "organiser": cast.organisations["region"],
        "opens_on": opens_on,
        "closes_on": opens_on + timedelta(days=10),
    }
    return Dialogue.objects.create(**(held | changes))


def titles(client, **asked):
    answer = client.get(reverse("dialogue:dialogue_list"), asked)
    return [dialogue.title for dialogue in answer.context["page"].rows]


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("astrid", True),
        ("bo", True),
        ("diyar", True),
        ("frida", True),
        ("operator", True),
        ("cilla", False),
        ("eva", False),
        ("visitor", False),
    ],
)
def test_the_house_sees_dialogues_and_what_is_said(cast, name, sees):
    viewer = cast.standing(name)
    assert dialogues_for(viewer).exists() is sees
    assert statements_for(viewer).exists() is sees


def test_a_list_is_closed_to_visitors(cast, client):
    assert client.get(reverse("dialogue:dialogue_list")).status_code == 302
    assert client.get("/api/dialogues/").status_code == 401


def test_the_newest_comes_first_and_filters_narrow(cast, client):
    Dialogue.objects.update(
        opens_on=timezone.localdate() - timedelta(days=90),
        closes_on=timezone.localdate() - timedelta(days=80),
    )
    add(cast, "Öppet samtal", -2, county_id="25")
    add(cast, "Nästa samråd", 5, kind="check_in")
    client.force_login(cast.people["bo"], backend=BACKEND)
    assert titles(client) == ["Nästa samråd", "Öppet samtal", "Workshop om helheten"]
    assert titles(client, search="öppet norrvik") == ["Öppet samtal"]
    assert titles(client, search="ÖPPET") == ["Öppet samtal"]
    assert titles(client, stage="open") == ["Öppet samtal"]
    assert titles(client, stage="coming") == ["Nästa samråd"]
    assert titles(client, stage="closed") == ["Workshop om helheten"]
    assert titles(client, kind="check_in") == ["Nästa samråd"]
    assert titles(client, county="25") == ["Öppet samtal"]
    assert titles(client, county="national") == ["Nästa samråd", "Workshop om helheten"]


def test_each_row_tells_its_counts(cast, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    row = client.get(reverse("dialogue:dialogue_list")).context["page"].rows[0]
    assert (row.statement_count, row.voter_count, row.decision_count) == (1, 1, 1)


def test_the_list_asks_as_often_for_sixty_as_for_one(cast, client, django_assert_max_num_queries):
    client.force_login(cast.people["bo"], backend=BACKEND)
    for number in range(60):
        add(cast, f"Dialog {number}")
    with django_assert_max_num_queries(12):
        assert len(titles(client)) == 50
    sheet = client.get(reverse("dialogue:dialogue_list"), {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


def test_the_page_asks_as_often_for_sixty_statements(cast, client, django_assert_max_num_queries):
    client.force_login(cast.people["bo"], backend=BACKEND)
    for number in range(60):
        said = Statement.objects.create(
            dialogue=cast.dialogue,
            text=f"Påstående {number}",
            organisation=cast.organisations["region"],
            said_on=cast.dialogue.opens_on,
        )
        Vote.objects.create(statement=said, organisation=cast.organisations["region"], vote=1)
    address = reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk])
    with django_assert_max_num_queries(34):
        assert len(client.get(address).context["sheet"].lines) == 61


@pytest.mark.parametrize(("name", "status"), [("bo", 200), ("cilla", 404), ("eva", 404)])
def test_the_page_of_a_dialogue_is_the_houses(cast, client, name, status):
    client.force_login(cast.people[name], backend=BACKEND)
    address = reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk])
    assert client.get(address).status_code == status


def test_the_page_shows_organisations_that_voted_and_never_persons(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    address = reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk])
    text = client.get(address).content.decode()
    assert "Navet Norr" in text
    assert "Bo Lind" not in text


def test_the_api_reads_a_dialogue(cast, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    listed = client.get("/api/dialogues/").json()
    assert [one["id"] for one in listed["items"]] == [cast.dialogue.pk]
    one = client.get(f"/api/dialogues/{cast.dialogue.pk}/").json()
    assert one["voter_ids"] == [cast.organisations["navet"].pk]
    assert one["statements"][0]["tally"]["agree"] == 1
    client.force_login(cast.people["cilla"], backend=BACKEND)
    assert client.get(f"/api/dialogues/{cast.dialogue.pk}/").status_code == 404
