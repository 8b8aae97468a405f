"""Write, change, publish, withdraw and throw away an entry: action, page and API."""

from datetime import date

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.directory.models import JournalLine
from samsyn.results.actions.knots import confirm_knot
from samsyn.results.actions.log import (
    EntryText,
    change_log,
    discard_log,
    publish_log,
    withdraw_log,
    write_log,
)
from samsyn.results.models import LogEntry
from samsyn.results.queries.log.entries import entries_for, entry_sheet

BACKEND = "sesame.backends.ModelBackend"
TEXT = "I dag satt vi med Industrimyndigheten om Lyftet."
SENT = {"title": "En dag", "text": TEXT, "on": "2026-11-24", "language": "sv"}


def write(cast, name="frida", **changes):
    said = {"title": "En dag", "text": TEXT, "on": TODAY} | changes
    return write_log(by=cast.standing(name), new=EntryText(**said))


def refused(code, deed, **arguments):
    lines = JournalLine.objects.count()
    with pytest.raises(Problem) as refusal:
        deed(**arguments)
    assert (refusal.value.code, JournalLine.objects.count()) == (code, lines)


def test_an_entry_begins_as_a_draft_of_the_organisation(cast):
    entry = write(cast)
    assert (entry.state, entry.organisation) == ("draft", cast.organisations["institute"])
    assert entry.author == cast.people["frida"]
    assert JournalLine.objects.get(deed="write log").subject_key == entry.pk
    for name, sees in (("gustav", True), ("astrid", False), ("cilla", False), ("visitor", False)):
        assert entries_for(cast.standing(name)).filter(pk=entry.pk).exists() is sees


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_others_may_not_write(cast, name):
    with pytest.raises(Problem) as refusal:
        write(cast, name)
    assert refusal.value.code == "not-allowed"
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "  "}, "log-empty"),
        ({"title": " "}, "log-title"),
        ({"until_on": date(2026, 11, 1)}, "log-days"),
        ({"programme_id": 999}, "log-programme-unknown"),
    ],
)
def test_a_refused_entry_leaves_nothing_behind(cast, changes, code):
    with pytest.raises(Problem) as refusal:
        write(cast, **changes)
    assert refusal.value.code == code
    assert not LogEntry.objects.exists() and not JournalLine.objects.exists()


def test_the_operator_writes_for_nobody(cast):
    with pytest.raises(Problem) as refusal:
        write(cast, "operator")
    assert refusal.value.code == "log-without-organisation"


def test_a_published_entry_is_open_to_all_until_it_is_withdrawn(cast):
    frida, entry = cast.standing("frida"), write(cast)
    publish_log(by=frida, entry_id=entry.pk)
    assert entry_sheet(cast.standing("visitor"), entry.pk).published
    refused("log-published", publish_log, by=frida, entry_id=entry.pk)
    refused("log-published-stays", discard_log, by=frida, entry_id=entry.pk)
    refused("not-yours", withdraw_log, by=cast.standing("astrid"), entry_id=entry.pk)
    withdraw_log(by=frida, entry_id=entry.pk)
    assert not entries_for(cast.standing("visitor")).exists()
    refused("log-not-published", withdraw_log, by=frida, entry_id=entry.pk)
    discard_log(by=frida, entry_id=entry.pk)
    assert not LogEntry.objects.exists()
    deeds = JournalLine.objects.order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == ["write log", "publish log", "withdraw log", "discard log"]


def test_what_a_published_entry_said_is_kept_for_its_own_house(cast):
    frida, entry = cast.standing("frida"), write(cast)
    change_log(by=frida, entry_id=entry.pk, new=EntryText("En dag till", TEXT, TODAY))
    assert not entry.versions.exists(), "a draft has no earlier versions"
    publish_log(by=frida, entry_id=entry.pk)
    change_log(by=frida, entry_id=entry.pk, new=EntryText("Ny", "Något annat.", TODAY))
    assert [(each.number, each.title) for each in entry.versions.all()] == [(1, "En dag till")]
    assert len(entry_sheet(frida, entry.pk).versions) == 1
    assert entry_sheet(cast.standing("astrid"), entry.pk).versions == []


def test_a_published_entry_never_comes_to_hold_a_personal_number(cast):
    frida, entry = cast.standing("frida"), write(cast, text="Eva har 880320-0016.")
    refused("log-personal-number", publish_log, by=frida, entry_id=entry.pk)
    change_log(by=frida, entry_id=entry.pk, new=EntryText("En dag", TEXT, TODAY))
    publish_log(by=frida, entry_id=entry.pk)
    secret = EntryText("En dag", "Eva har 880320-0016.", TODAY)
    refused("log-personal-number", change_log, by=frida, entry_id=entry.pk, new=secret)
    assert LogEntry.objects.get().text == TEXT


def test_knots_follow_their_words_and_stay_without_a_place_when_these_are_gone(cast):
    frida, entry = cast.standing("frida"), write(cast)
    for kind, thing in (
        ("programme", cast.programme),
        ("organisation", cast.organisations["agency"]),
    ):
        confirm_knot(by=frida, entry_id=entry.pk, name=f"{kind}-{thing.pk}")
    new = EntryText("En dag", "Först om Lyftet, sedan hem.", TODAY)
    change_log(by=frida, entry_id=entry.pk, new=new)
    places = {knot.kind: (knot.start, knot.end) for knot in entry.knots.all()}
    assert places == {"programme": (9, 15), "organisation": (None, None)}
    assert [each.thing.label for each in entry_sheet(frida, entry.pk).knots] != []


def test_the_page_saves_a_draft_and_shows_what_it_proposes(cast, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    answer = client.post(reverse("results:log_add"), SENT | {"whole_week": "on"}, follow=True)
    entry = LogEntry.objects.get()
    assert (entry.on, entry.until_on) == (date(2026, 11, 23), date(2026, 11, 29))
    assert [each.words for each in answer.context["proposals"]] == [
        "I dag",
        "Industrimyndigheten",
        "Lyftet",
    ]
    refusal = client.post(reverse("results:log_add"), SENT | {"text": "\x01"})
    assert refusal.status_code == 422


def test_the_page_asks_before_it_publishes(cast, client):
    entry = write(cast, text="Ring 070-123 45 67 om Norrfors Mek.")
    confirm_knot(
        by=cast.standing("frida"),
        entry_id=entry.pk,
        name=f"company-{cast.organisations['norrfors'].pk}",
    )
    client.force_login(cast.people["frida"], backend=BACKEND)
    address = reverse("results:log_publish", args=[entry.pk])
    asked = client.get(address)
    assert asked.context["contacts"] == ["070-123 45 67"]
    assert asked.context["sheet"].names_companies == 1
    assert LogEntry.objects.get().state == "draft"
    assert client.post(address).status_code == 302
    assert LogEntry.objects.get().state == "published"
    assert client.post(address).status_code == 422


def test_markup_in_a_text_is_shown_and_never_obeyed(cast, client):
    text = "<script>alert(1)</script> javascript:alert(1) https://demo.example/?a=1&b=2"
    entry = write(cast, text=text)
    publish_log(by=cast.standing("frida"), entry_id=entry.pk)
    page = client.get(reverse("results:log_detail", args=[entry.pk])).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    assert 'href="javascript' not in page
    assert '<a href="https://demo.example/?a=1&amp;b=2" rel="nofollow">' in page


def test_the_api_writes_changes_publishes_and_withdraws(cast, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    json = {"content_type": "application/json"}
    made = client.post("/api/results/log/", SENT, **json)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    place = f"/api/results/log/{made.json()['id']}/"
    assert client.put(place, SENT | {"title": "Ny"}, **json).json()["title"] == "Ny"
    assert client.put(f"{place}publication/").json()["state"] == "published"
    client.logout()
    assert client.get("/api/results/log/").json()["items"][0]["title"] == "Ny"
    assert client.get(place).json()["proposals"] == []
    assert client.put(f"{place}publication/").status_code == 401
    client.force_login(cast.people["frida"], backend=BACKEND)
    refusal = client.delete(place)
    assert (refusal.status_code, refusal.json()["code"]) == (422, "log-published-stays")
    assert client.delete(f"{place}publication/").json()["state"] == "draft"
    assert client.delete(place).status_code == 204
