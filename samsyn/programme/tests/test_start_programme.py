"""Starting and changing a programme: action, pages, API."""

from datetime import date

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.directory.models import JournalLine, Tie
from samsyn.programme.actions.programmes import change_programme, start_programme
from samsyn.programme.models import Programme
from samsyn.programme.queries.programmes import programmes_counted, programmes_narrowed
from samsyn.programme.tests.people import EVERYBODY, signed_in

MAY = ("bo", "frida", "gustav", "ivar")


def started(cast, name="bo", **more):
    said = {"title_sv": "Robotlyftet", "starts_on": date(2027, 1, 1)} | more
    return start_programme(by=cast.standing(name), **said)


def changed(cast, name="frida", **more):
    said = {"title_sv": "Lyftet igen", "starts_on": date(2026, 1, 1)} | more
    return change_programme(by=cast.standing(name), programme=cast.programme, **said)


def test_a_programme_is_hosted_by_whom_one_acts_for_and_tied_to_it(cast):
    made = started(cast, goals=[(cast.goal, "Fler vågar")])
    assert made.host == cast.organisations["navet"]
    assert made.goal_links.get().reason == "Fler vågar"
    tie = Tie.objects.get(kind="programme", key=made.pk)
    assert (tie.organisation, tie.role) == (cast.organisations["navet"], "host")
    assert JournalLine.objects.get(deed="start programme").subject_key == made.pk


def test_others_start_no_programme(cast):
    for name in (*EVERYBODY, "visitor"):
        if name in MAY:
            continue
        with pytest.raises(Problem) as refusal:
            started(cast, name)
        assert refusal.value.code == "not-allowed", name


def test_a_programme_for_another_host_is_the_operators_deed(cast):
    with pytest.raises(Problem) as refusal:
        started(cast, host=cast.organisations["agency"])
    assert refusal.value.code == "not-yours"
    assert started(cast, "operator", host=cast.organisations["agency"]).pk
    with pytest.raises(Problem) as refusal:
        started(cast, "operator")
    assert refusal.value.code == "programme-without-host"


def test_a_refused_programme_leaves_nothing(cast):
    before = (Programme.objects.count(), Tie.objects.count())
    with pytest.raises(Problem) as refusal:
        started(cast, ends_on=date(2026, 12, 31))
    assert refusal.value.code == "ends-before-it-starts"
    assert (Programme.objects.count(), Tie.objects.count()) == before


def test_the_host_changes_texts_and_goals(cast):
    changed(cast, goals=[])
    cast.programme.refresh_from_db()
    assert cast.programme.title_sv == "Lyftet igen"
    assert not cast.programme.goal_links.exists()
    changed(cast, goals=[(cast.goal, "Därför")])
    changed(cast)
    assert cast.programme.goal_links.get().reason == "Därför"


def test_nobody_else_changes_it(cast):
    for name in (*EVERYBODY, "visitor"):
        if name in ("frida", "gustav"):
            continue
        with pytest.raises(Problem) as refusal:
            changed(cast, name)
        expected = "not-yours" if name in ("bo", "ivar") else "not-allowed"
        assert refusal.value.code == expected, name


def test_the_list_counts_parties_of_today_and_goals(cast):
    row = programmes_counted(cast.standing("visitor")).get()
    assert (row.party_count, row.goal_count) == (1, 1)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"text": "LYFTET"}, 1),
        ({"text": "produktionsinstitutet"}, 1),
        ({"text": "robot"}, 0),
        ({"when": "running"}, 1),
        ({"when": "coming"}, 0),
        ({"when": "ended"}, 0),
    ],
)
def test_filters_narrow_the_programmes(cast, filters, count):
    visitor = cast.standing("visitor")
    assert programmes_narrowed(programmes_counted(visitor), visitor, **filters).count() == count


def test_the_list_is_open_and_asks_few_questions(client, cast, django_assert_max_num_queries):
    Programme.objects.bulk_create(
        Programme(
            title_sv=f"Program {n}",
            sort_key=f"{n:04x}",
            host=cast.organisations["navet"],
            starts_on=date(2026, 1, 1),
        )
        for n in range(60)
    )
    with django_assert_max_num_queries(8):
        page = client.get(reverse("programme:programme_list"))
    assert (len(page.context["page"].rows), page.context["total"]) == (50, 61)
    assert client.get(reverse("programme:programme_list") + "?format=xlsx").status_code == 200


def test_the_page_is_open_and_shows_activities_to_the_house_only(client, cast):
    address = reverse("programme:programme_detail", args=[cast.programme.pk])
    page = client.get(address)
    assert "Navet Norr" in page.content.decode()
    assert "Smart industri Norrvik" in page.content.decode()
    assert page.context["sheet"].activities is None
    assert "Startprogram i Norrvik" not in page.content.decode()
    signed_in(client, cast, "ivar")
    assert "Startprogram i Norrvik" in client.get(address).content.decode()
    signed_in(client, cast, "cilla")
    assert client.get(address).context["sheet"].activities is None


def test_the_page_starts_and_changes(client, cast):
    signed_in(client, cast, "bo")
    said = {
        "title_sv": "Robotlyftet",
        "starts_on": "2027-01-01",
        "goal_1": str(cast.goal.pk),
        "reason_1": "Därför",
        "goal_2": "",
        "reason_2": "",
    }
    assert client.get(reverse("programme:programme_add")).status_code == 200
    assert client.post(reverse("programme:programme_add"), said).status_code == 302
    made = Programme.objects.get(title_sv="Robotlyftet")
    assert made.goal_links.get().reason == "Därför"
    address = reverse("programme:programme_change", args=[made.pk])
    assert "Därför" in client.get(address).content.decode()
    assert client.post(address, said | {"goal_1": "", "title_en": "Robots"}).status_code == 302
    made.refresh_from_db()
    assert (made.title_en, made.goal_links.count()) == ("Robots", 0)
    refused = client.post(address, said | {"ends_on": "2026-12-31"})
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "ends-before-it-starts")


def test_the_api_starts_changes_and_shows(client, cast):
    assert client.get("/api/programmes/").json()["total"] == 1
    signed_in(client, cast, "bo")
    said = {
        "title_sv": "Robotlyftet",
        "starts_on": "2027-01-01",
        "goals": [{"goal_id": cast.goal.pk, "reason": "Därför"}],
    }
    made = client.post("/api/programmes/", said, "application/json")
    assert (made.status_code, made.json()["goals"][0]["reason"]) == (201, "Därför")
    one = f"/api/programmes/{made.json()['id']}"
    changed = client.put(one, said | {"goals": []}, "application/json")
    assert changed.json()["goals"] == []
    strange = said | {"goals": [{"goal_id": 999_999}]}
    assert client.put(one, strange, "application/json").status_code == 404
    other = client.put(f"/api/programmes/{cast.programme.pk}", said, "application/json")
    assert (other.status_code, other.json()["code"]) == (403, "not-yours")
    assert client.get("/api/programmes/?search=robot").json()["total"] == 1


def test_a_new_programme_begins_from_the_goal_it_is_for(cast, client):
    client.force_login(cast.people["frida"], backend="sesame.backends.ModelBackend")
    page = client.get(f"/programmes/new/?goal={cast.goal.pk}").content.decode()
    assert f'<option value="{cast.goal.pk}" selected>' in page
    for nonsense in ("999999", "x", "١"):
        assert client.get(f"/programmes/new/?goal={nonsense}").status_code == 200
