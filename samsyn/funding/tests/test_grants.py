"""Reading grants, changing them, and saying which programme they pay for."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import PEOPLE, TODAY, Cast
from samsyn.directory.models import JournalLine, Tie
from samsyn.funding.actions.grants import change_grant, pay_for_programme
from samsyn.funding.actions.hours import assign_hours
from samsyn.funding.models import Grant
from samsyn.funding.queries.grants import (
    grant_registers,
    grant_sheet,
    grant_sum,
    grant_years,
    grants_for,
    grants_within,
)
from samsyn.funding.tests.conftest import SignIn
from samsyn.programme.models import Participation, Programme
from samsyn.programme.queries.work import seen_participations
from samsyn.strategy.models import Goal

VALUES: dict[str, Any] = {
    "title": "Nytt namn",
    "area": "Insatsområde 3",
    "starts_on": date(2027, 2, 1),
    "ends_on": None,
    "county_codes": ["24"],
    "municipality_codes": ["2480"],
}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, True),
        ({"search": "SMART norrvik"}, True),
        ({"search": "im-2026-1"}, True),
        ({"search": "region norrvik"}, True),
        ({"search": "annat"}, False),
        ({"county": "25"}, True),
        ({"county": "24"}, False),
        ({"kind": "region"}, True),
        ({"kind": "company"}, False),
        ({"year": 2027}, True),
        ({"year": 2026}, False),
        ({"register": "Lista A"}, False),
        ({"without_programme": True}, False),
        ({"goal_ids": []}, False),
    ],
)
def test_grants_are_found(cast: Cast, asked: dict[str, Any], found: bool) -> None:
    rows = grants_within(grants_for(cast.standing("visitor")), **asked)
    assert list(rows) == ([cast.grant] if found else [])


def test_the_sum_is_exact_and_nothing_is_zero(cast: Cast, sixty_grants: list[Grant]) -> None:
    Grant.objects.filter(pk=sixty_grants[0].pk).update(granted_sek=Decimal("0.10"))
    rows = grants_for(cast.standing("visitor"))
    assert grant_sum(rows.filter(register="Lista A")) == (60, Decimal("1770.10"))
    assert grant_sum(rows.none()) == (0, Decimal(0))


def test_the_filters_offer_what_there_is(cast: Cast, sixty_grants: list[Grant]) -> None:
    viewer = cast.standing("visitor")
    assert grant_years(viewer) == [2027, 2026]
    assert grant_registers(viewer) == ["Lista A"]


@pytest.mark.parametrize("name", ["visitor", "cilla", "ivar"])
def test_anybody_reads_the_list_and_a_grant(cast: Cast, sign_in: SignIn, name: str) -> None:
    browser = sign_in(name)
    page = browser.get("/funding/?search=smart").content.decode()
    assert "SEK\xa03,500,000 together" in page
    detail = browser.get(f"/funding/grants/{cast.grant.pk}/")
    assert detail.status_code == 200
    assert "Stark plan." in detail.content.decode()


def test_the_list_takes_the_goals_under_a_goal_along(
    cast: Cast, sixty_grants: list[Grant], sign_in: SignIn
) -> None:
    top = Goal.objects.create(title_sv="Överst", sort_key="0", level="impact")
    Goal.objects.filter(pk=cast.goal.pk).update(above=top)
    page = sign_in("visitor").get(f"/funding/?goal={top.pk}")
    assert page.context["page"].total == 61


def test_the_list_is_sorted_by_title_or_the_largest_first(
    cast: Cast, sixty_grants: list[Grant], sign_in: SignIn
) -> None:
    browser = sign_in("visitor")
    titles = [grant.title for grant in browser.get("/funding/").context["page"].rows]
    assert titles == [f"Projekt {number:02d}" for number in range(50)]
    page = browser.get("/funding/?sort=-granted").context["page"]
    assert [grant.granted_sek for grant in page.rows[:2]] == [3_500_000, 59]
    following = browser.get("/funding/" + page.next_url.partition("/funding/")[2])
    assert [grant.granted_sek for grant in following.context["page"].rows] == [*range(10, -1, -1)]


def test_the_list_costs_the_same_however_many(
    cast: Cast, sixty_grants: list[Grant], sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    browser = sign_in("astrid")
    with django_assert_max_num_queries(20):
        page = browser.get("/funding/?county=24")
    assert (page.context["page"].total, len(page.context["page"].rows)) == (60, 50)


def test_the_spreadsheet_costs_the_same_however_many(
    cast: Cast, sixty_grants: list[Grant], sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    browser = sign_in("visitor")
    with django_assert_max_num_queries(10):
        file = browser.get("/funding/?format=xlsx")
    assert file["content-type"].endswith("spreadsheetml.sheet")


def test_an_empty_list_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("visitor").get("/funding/?search=finnsinte").content.decode()
    assert "Take a filter away" in page


# Change ------------------------------------------------------------------------------------------


def test_the_grantor_changes_what_may_change(cast: Cast) -> None:
    change_grant(
        by=cast.standing("astrid"), grant_id=cast.grant.pk, goals={cast.goal.pk: "Ja."}, **VALUES
    )
    grant = Grant.objects.get(pk=cast.grant.pk)
    assert (grant.title, grant.area, grant.ends_on) == ("Nytt namn", "Insatsområde 3", None)
    assert (grant.number, grant.granted_sek) == ("IM-2026-1", 3_500_000)
    assert [county.pk for county in grant.counties.all()] == ["24"]
    assert [place.pk for place in grant.municipalities.all()] == ["2480"]
    assert grant.goal_links.get().reason == "Ja."
    assert JournalLine.objects.get(deed="change grant").subject_key == grant.pk


@pytest.mark.parametrize("name", sorted({*PEOPLE, "visitor"} - {"astrid"}))
def test_nobody_else_changes_a_grant(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        change_grant(by=cast.standing(name), grant_id=cast.grant.pk, goals={}, **VALUES)
    assert refusal.value.code == "not-allowed"


@pytest.mark.parametrize(
    ("grantor", "stated", "code"),
    [
        ("institute", {}, "not-yours"),
        (None, {}, "grantor-not-known"),
        ("agency", {"ends_on": date(2027, 1, 1)}, "ends-before-it-starts"),
        ("agency", {"goals": {999_999: ""}}, "goal-unknown"),
        ("agency", {"county_codes": ["99"]}, "place-unknown"),
        ("agency", {"municipality_codes": ["9999"]}, "place-unknown"),
    ],
)
def test_a_refused_change_leaves_the_grant(
    cast: Cast, grantor: str | None, stated: dict[str, Any], code: str
) -> None:
    home = cast.organisations[grantor] if grantor else None
    Grant.objects.filter(pk=cast.grant.pk).update(grantor=home)
    with pytest.raises(Problem) as refusal:
        change_grant(
            by=cast.standing("astrid"),
            grant_id=cast.grant.pk,
            **VALUES | {"goals": {}} | stated,
        )
    assert refusal.value.code == code
    assert Grant.objects.get(pk=cast.grant.pk).title == cast.grant.title
    assert not JournalLine.objects.filter(deed="change grant").exists()


def test_the_page_changes_a_grant(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("astrid")
    address = f"/funding/grants/{cast.grant.pk}/change/"
    assert browser.get(address).status_code == 200
    sent = browser.post(address, {"title": "Nytt namn", "county_codes": ["24"]})
    assert sent.url == f"/funding/grants/{cast.grant.pk}/"
    assert Grant.objects.get(pk=cast.grant.pk).title == "Nytt namn"
    refused = browser.post(
        address, {"title": "X", "starts_on": "2027-02-01", "ends_on": "2027-1-1"}
    )
    assert refused.status_code == 422
    assert sign_in("ivar").get(address).status_code == 403


# Programme ---------------------------------------------------------------------------------------


@pytest.fixture
def other(cast: Cast) -> Programme:
    """A programme that the region hosts."""
    programme = Programme.objects.create(
        title_sv="Norrviks lyft",
        sort_key="0",
        host=cast.organisations["region"],
        starts_on=date(2026, 1, 1),
    )
    Tie.objects.create(
        kind="programme",
        key=programme.pk,
        organisation=cast.organisations["region"],
        role="host",
        from_on=date(2026, 1, 1),
    )
    return programme


def tied(programme: Programme) -> set[tuple[str, int | None]]:
    ties = Tie.objects.filter(kind="programme", key=programme.pk, until_on=None)
    return set(ties.values_list("role", "organisation"))


@pytest.mark.parametrize("name", ["astrid", "ivar", "operator"])
def test_grantor_and_recipient_are_tied_to_the_programme(
    cast: Cast, other: Programme, name: str
) -> None:
    agency, region = cast.organisations["agency"].pk, cast.organisations["region"].pk
    pay_for_programme(by=cast.standing(name), grant_id=cast.grant.pk, programme_id=other.pk)
    assert Grant.objects.get(pk=cast.grant.pk).programme == other
    assert {("grantor", agency), ("recipient", region)} <= tied(other)
    assert ("grantor", agency) not in tied(cast.programme)
    assert JournalLine.objects.get(deed="pay for programme").subject_key == cast.grant.pk


def test_an_earlier_tie_stays_where_another_grant_pays(cast: Cast, other: Programme) -> None:
    Grant.objects.create(
        number="2",
        title="En till",
        sort_key="1",
        recipient=cast.organisations["navet"],
        grantor=cast.organisations["agency"],
        granted_sek=Decimal(1),
        programme=cast.programme,
    )
    pay_for_programme(by=cast.standing("astrid"), grant_id=cast.grant.pk, programme_id=other.pk)
    assert ("grantor", cast.organisations["agency"].pk) in tied(cast.programme)


def test_a_programme_can_be_taken_away(cast: Cast) -> None:
    pay_for_programme(by=cast.standing("astrid"), grant_id=cast.grant.pk, programme_id=None)
    assert Grant.objects.get(pk=cast.grant.pk).programme is None
    assert ("grantor", cast.organisations["agency"].pk) not in tied(cast.programme)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bo", "not-yours"),
        ("frida", "not-yours"),
        ("gustav", "not-yours"),
        ("cilla", "not-allowed"),
        ("diyar", "not-allowed"),
        ("eva", "not-allowed"),
        ("hanna", "not-allowed"),
        ("visitor", "not-allowed"),
    ],
)
def test_others_do_not_say_what_a_grant_pays_for(
    cast: Cast, other: Programme, name: str, code: str
) -> None:
    with pytest.raises(Problem) as refusal:
        pay_for_programme(by=cast.standing(name), grant_id=cast.grant.pk, programme_id=other.pk)
    assert refusal.value.code == code
    assert Grant.objects.get(pk=cast.grant.pk).programme == cast.programme


def test_a_grant_opens_no_programme_whose_host_has_not_let_one_in(cast: Cast) -> None:
    closed = Programme.objects.create(
        title_sv="Annans", sort_key="0", host=cast.organisations["navet"], starts_on=TODAY
    )
    for name in ["astrid", "ivar"]:
        with pytest.raises(Problem) as refusal:
            pay_for_programme(
                by=cast.standing(name), grant_id=cast.grant.pk, programme_id=closed.pk
            )
        assert refusal.value.code == "not-part-of-programme"
    assert tied(closed) == set()


def test_a_list_that_names_one_as_recipient_opens_nobodys_participations(cast: Cast) -> None:
    listed = Grant.objects.create(
        number="1",
        register="Lista A",
        title="Påhittat",
        sort_key="1",
        recipient=cast.organisations["region"],
        grantor=cast.organisations["agency"],
        granted_sek=Decimal(1),
    )
    ivar = cast.standing("ivar")
    with pytest.raises(Problem) as refusal:
        pay_for_programme(by=ivar, grant_id=listed.pk, programme_id=cast.programme.pk)
    assert refusal.value.code == "not-part-of-programme"
    assert not Participation.objects.filter(seen_participations(ivar)).exists()


def test_a_grant_with_hours_keeps_its_programme(cast: Cast, other: Programme) -> None:
    Grant.objects.filter(pk=cast.grant.pk).update(starts_on=None)
    assign_hours(by=cast.standing("astrid"), grant_id=cast.grant.pk)
    with pytest.raises(Problem) as refusal:
        pay_for_programme(by=cast.standing("astrid"), grant_id=cast.grant.pk, programme_id=other.pk)
    assert refusal.value.code == "hours-assigned"


def test_the_page_says_what_a_grant_pays_for(cast: Cast, other: Programme, sign_in: SignIn) -> None:
    browser = sign_in("ivar")
    address = f"/funding/grants/{cast.grant.pk}/programme/"
    assert "Norrviks lyft" in browser.get(address).content.decode()
    sent = browser.post(address, {"programme_id": other.pk})
    assert sent.url == f"/funding/grants/{cast.grant.pk}/"
    assert Grant.objects.get(pk=cast.grant.pk).programme == other
    assert browser.post(address, {"programme_id": 999_999}).status_code == 422
    assert sign_in("bo").get(address).status_code == 403
    assert sign_in("visitor").get(address).status_code == 302


@pytest.mark.parametrize(
    ("name", "may_change", "may_name", "sees_hours"),
    [
        ("astrid", True, True, True),
        ("ivar", False, True, True),
        ("bo", False, False, True),  # a partner in the programme it pays for
        ("frida", False, False, True),
        ("cilla", False, False, False),
        ("eva", False, False, False),
        ("visitor", False, False, False),
        ("operator", True, True, True),
    ],
)
def test_the_sheet_offers_deeds_and_hours_to_those_who_may(
    cast: Cast, name: str, may_change: bool, may_name: bool, sees_hours: bool
) -> None:
    sheet = grant_sheet(cast.standing(name), cast.grant.pk)
    assert (sheet.may_change, sheet.may_name_programme) == (may_change, may_name)
    assert (sheet.hours is not None) == sees_hours


def test_the_application_is_linked_only_for_those_who_read_it(cast: Cast) -> None:
    assert grant_sheet(cast.standing("ivar"), cast.grant.pk).application == cast.application
    assert grant_sheet(cast.standing("bo"), cast.grant.pk).application is None


def test_the_api_reads_changes_and_names_the_programme(
    cast: Cast, other: Programme, sign_in: SignIn
) -> None:
    anybody = sign_in("ivar")
    listed = anybody.get(f"/api/funding/grants?goal_id={cast.goal.pk}").json()
    assert [row["number"] for row in listed["rows"]] == ["IM-2026-1"]
    address = f"/api/funding/grants/{cast.grant.pk}"
    assert anybody.get(address).json()["reason"] == "Stark plan."
    assert sign_in("cilla").get(address).json()["hours"] is None
    browser = sign_in("astrid")
    values = {"title": "Nytt", "county_codes": ["24"], "goals": [{"goal_id": cast.goal.pk}]}
    changed = browser.put(address, values, content_type="application/json").json()
    assert (changed["title"], changed["county_codes"]) == ("Nytt", ["24"])
    named = browser.put(
        address + "/programme", {"programme_id": other.pk}, content_type="application/json"
    )
    assert named.json()["programme"]["id"] == other.pk
    refused = sign_in("bo").put(address, values, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")


def test_without_sign_in_the_api_reads_what_is_open_and_nothing_else(
    cast: Cast, sign_in: SignIn
) -> None:
    anybody = sign_in("visitor")
    for address in ["grants", f"grants/{cast.grant.pk}", "calls", f"calls/{cast.call.pk}"]:
        assert anybody.get(f"/api/funding/{address}").status_code == 200, address
    assert anybody.get("/api/funding/applications").status_code == 401
    assert anybody.post(f"/api/funding/grants/{cast.grant.pk}/hours").status_code == 401
