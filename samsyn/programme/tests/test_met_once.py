"""Companies met once and never again: who counts, by what one may see."""

from datetime import date

import pytest
from django.urls import reverse

from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY, organisation
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.programme.models import Activity, Participation
from samsyn.programme.queries.met_once import keys_met_once, met_once
from samsyn.programme.rules.met_once import PATIENCE, met_before

BACKEND = "sesame.backends.ModelBackend"
LONG_AGO = date(2026, 3, 1)


def take_part(activity, company, on):
    Participation.objects.create(activity=activity, company=company, on=on, year=on.year)


@pytest.fixture
def company(cast):
    """The cast's own company came lately; this one came in March and never again."""
    made = organisation("En gång AB", OrganisationKind.COMPANY, False, "25")
    take_part(cast.activity, made, LONG_AGO)
    return made


def test_one_day_more_than_six_months_ago_is_met_once(cast, company):
    found = met_once(cast.standing("frida"))
    assert {key: (held.companies, held.since) for key, held in found.items()} == {
        cast.programme.pk: ([company.pk], LONG_AGO)
    }


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        ([date(2026, 5, 22)], True),  # the day before six months ago
        ([date(2026, 5, 23)], False),  # six months ago to the day
        ([date(2026, 1, 1), date(2026, 1, 2)], False),  # came back
        ([], False),
    ],
)
def test_when_it_counts(cast, days, counts):
    made = organisation("Någon AB", OrganisationKind.COMPANY, False, "25")
    for day in days:
        take_part(cast.activity, made, day)
    assert (made.pk in keys_met_once(cast.standing("frida"))) == counts


def test_two_activities_on_one_day_are_one_meeting(cast, company):
    other = Activity.objects.create(
        title="Samma dag", sort_key=sort_key("Samma"), kind="course", starts_on=LONG_AGO
    )
    take_part(other, company, LONG_AGO)
    assert keys_met_once(cast.standing("operator")) == [company.pk]


def test_two_rows_of_one_company_are_one_company(cast, company):
    twin = organisation("En gång Aktiebolag", OrganisationKind.COMPANY, False, "25")
    twin.merged_into = company
    twin.save()
    take_part(cast.activity, twin, date(2026, 4, 1))
    assert keys_met_once(cast.standing("frida")) == []


def test_what_one_may_not_see_does_not_count(cast, company):
    assert met_once(cast.standing("ivar")) == {}
    assert met_once(cast.standing("visitor")) == {}


def test_the_list_of_companies_shows_them_by_programme(cast, company, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    for met, names in (
        ("on", ["En gång AB"]),
        (str(cast.programme.pk), ["En gång AB"]),
        ("999", ["En gång AB", "Norrfors Mek AB", "Älvsbro Plåt & Svets AB"]),  # is left out
    ):
        context = client.get(reverse("company:company_list"), {"met_once": met}).context
        assert [row.name for row in context["page"].rows] == names


def test_the_patience_has_its_day_and_its_reason():
    assert met_before(TODAY) == date(2026, 5, 23)
    assert all(row.reason.endswith(".") for row in PATIENCE)
    assert [row.from_on for row in PATIENCE] == sorted(row.from_on for row in PATIENCE)
