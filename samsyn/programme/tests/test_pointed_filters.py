"""Filters that a link on another page fills in: regions, goals, days, and what is one's own."""

from datetime import date

import pytest
from django.test import Client

from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY, Cast
from samsyn.company.queries.companies import companies_for
from samsyn.directory.models import Grouping, GroupingArea, Tie
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.programme.models import Activity, Participation
from samsyn.programme.queries.participations import met_without_coach, met_without_next_step
from samsyn.strategy.models import Goal


@pytest.fixture
def bo(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.people["bo"], backend="sesame.backends.ModelBackend")
    return browser


def area(title: str, *codes: str) -> GroupingArea:
    grouping, _made = Grouping.objects.get_or_create(title="Två", sort_key=sort_key("Två"))
    made = grouping.areas.create(title=title)
    made.counties.add(*codes)
    return made


def titles(browser: Client, where: str, **query: object) -> list[str]:
    answer = browser.get(where, query)
    assert answer.status_code == 200
    return [str(row) for row in answer.context["page"].rows]


def test_activities_are_narrowed_to_a_region_a_goal_days_and_ones_own(
    cast: Cast, bo: Client
) -> None:
    held, where = [cast.activity.title], "/programmes/activities/"
    north, south = area("Norr", "25", "24"), area("Syd", "12")
    other = Goal.objects.create(title_sv="Annat", sort_key=sort_key("Annat"))
    assert titles(bo, where, region=north.pk) == held
    assert titles(bo, where, region=south.pk) == []
    assert titles(bo, where, goal=cast.goal.pk) == held
    assert titles(bo, where, goal=other.pk) == []
    assert titles(bo, where, from_on="2026-10-05", until_on="2026-10-05") == held
    assert titles(bo, where, from_on="2026-10-06") == []
    assert titles(bo, where, until_on="2026-10-04") == []
    assert titles(bo, where, ours="on") == held
    cast.activity.organiser, cast.activity.programme = cast.organisations["region"], None
    cast.activity.save()
    assert titles(bo, where, ours="on") == []
    assert titles(bo, where, region="9999999") == held, "a region that is not there is left out"


def test_participation_is_narrowed_to_a_region_and_days(cast: Cast, bo: Client) -> None:
    where = "/programmes/participation/"
    north, south = area("Norr", "25", "24"), area("Syd", "12")
    assert len(titles(bo, where, region=north.pk, from_on="2026-10-05")) == 1
    assert titles(bo, where, region=south.pk) == []
    assert titles(bo, where, until_on="2026-10-04") == []


def test_joint_decisions_and_improvements_are_narrowed_to_days(cast: Cast, bo: Client) -> None:
    Tie.objects.create(
        kind=TieKind.COMPANY,
        key=cast.organisations["norrfors"].pk,
        person=cast.people["bo"],
        role=TieRole.COACH,
        from_on=date(2026, 1, 1),
    )
    for where, day, next_day in (
        ("/companies/improvements/", "2026-11-10", "2026-11-11"),
        ("/dialogues/joint-decisions/", "2026-08-21", "2026-08-22"),
    ):
        assert len(titles(bo, where, from_on=day, until_on=day)) == 1
        assert titles(bo, where, from_on=next_day) == []


def test_grants_are_narrowed_to_who_granted_them(cast: Cast, bo: Client) -> None:
    where = "/funding/"
    assert titles(bo, where, grantor=cast.organisations["agency"].pk) == [cast.grant.title]
    assert titles(bo, where, grantor=cast.organisations["region"].pk) == []


def test_a_company_met_waits_until_something_goes_on_or_comes(cast: Cast) -> None:
    viewer, norrfors = cast.standing("bo"), cast.organisations["norrfors"]
    companies = companies_for(viewer)
    assert list(met_without_next_step(viewer, companies)) == [norrfors]
    ahead = Activity.objects.create(
        programme=cast.programme,
        title="Nästa steg",
        sort_key=sort_key("Nästa steg"),
        kind="coaching",
        starts_on=TODAY,
        organiser=cast.organisations["navet"],
    )
    Participation.objects.create(activity=ahead, company=norrfors, on=TODAY, year=TODAY.year)
    assert list(met_without_next_step(viewer, companies)) == []
    outsider = cast.standing("ivar")
    assert list(met_without_next_step(outsider, companies_for(outsider))) == []


def test_a_company_met_waits_for_a_coach_until_one_is_named(cast: Cast, bo: Client) -> None:
    viewer, norrfors = cast.standing("bo"), cast.organisations["norrfors"]
    assert titles(bo, "/companies/", without_coach="on") == [norrfors.name]
    tie = Tie.objects.create(
        kind=TieKind.COMPANY,
        key=norrfors.pk,
        person=cast.people["bo"],
        role=TieRole.COACH,
        from_on=date(2026, 1, 1),
    )
    assert list(met_without_coach(viewer, companies_for(viewer))) == []
    tie.until_on = date(2026, 11, 22)
    tie.save()
    assert list(met_without_coach(viewer, companies_for(viewer))) == [norrfors]
