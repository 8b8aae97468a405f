"""Own hours: each participation's belong to exactly one grant."""

from datetime import date
from decimal import Decimal

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.models import JournalLine
from samsyn.funding.actions.hours import assign_hours, release_hours
from samsyn.funding.models import Grant, GrantHours
from samsyn.funding.queries.hours import hours_for, hours_of
from samsyn.funding.rules.grants import Assigned
from samsyn.funding.tests.conftest import SignIn
from samsyn.programme.models import Participation

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


@pytest.fixture
def grant(cast: Cast) -> Grant:
    """The grant of the cast, paying for October."""
    Grant.objects.filter(pk=cast.grant.pk).update(starts_on=FIRST, ends_on=LAST)
    return Grant.objects.get(pk=cast.grant.pk)


def attend(cast: Cast, on: date, hours: str | None) -> Participation:
    return Participation.objects.create(
        activity=cast.activity,
        company=cast.organisations["alvsbro"],
        on=on,
        year=on.year,
        hours=None if hours is None else Decimal(hours),
    )


@pytest.fixture
def attendance(cast: Cast) -> list[Participation]:
    """On the first and last day, the day after, one without hours and one with none at all."""
    return [
        attend(cast, FIRST, "4"),
        attend(cast, LAST, "0.25"),
        attend(cast, date(2026, 11, 1), "8"),
        attend(cast, date(2026, 10, 7), None),
        attend(cast, date(2026, 10, 8), "0"),
    ]


def second(cast: Cast) -> Grant:
    return Grant.objects.create(
        number="2",
        title="En till",
        sort_key="1",
        recipient=cast.organisations["navet"],
        grantor=cast.organisations["agency"],
        granted_sek=Decimal(1),
        programme=cast.programme,
    )


def test_all_unassigned_hours_between_the_days_are_assigned(
    cast: Cast, grant: Grant, attendance: list[Participation]
) -> None:
    assigned = assign_hours(by=cast.standing("astrid"), grant_id=grant.pk)
    assert assigned == Assigned(taken=4, hours=Decimal("11.75"), already=0, elsewhere=0, unknown=1)
    taken = {cast.participation, attendance[0], attendance[1], attendance[4]}
    assert {link.participation for link in GrantHours.objects.filter(grant=grant)} == taken
    assert JournalLine.objects.get(deed="assign hours").subject_key == grant.pk


def test_hours_of_another_grant_stay_there_and_are_counted(
    cast: Cast, grant: Grant, attendance: list[Participation]
) -> None:
    GrantHours.objects.create(participation=attendance[0], grant=second(cast))
    assigned = assign_hours(by=cast.standing("astrid"), grant_id=grant.pk)
    assert (assigned.taken, assigned.elsewhere) == (3, 1)
    assert GrantHours.objects.get(participation=attendance[0]).grant.number == "2"


def test_what_is_noted_later_is_assigned_the_next_time(
    cast: Cast, grant: Grant, attendance: list[Participation]
) -> None:
    by = cast.standing("astrid")
    assign_hours(by=by, grant_id=grant.pk)
    Participation.objects.filter(pk=attendance[3].pk).update(hours=Decimal(2))
    assigned = assign_hours(by=by, grant_id=grant.pk)
    assert (assigned.taken, assigned.hours, assigned.already) == (1, Decimal(2), 4)


def test_with_nothing_to_assign_it_says_where_the_hours_are(cast: Cast, grant: Grant) -> None:
    by = cast.standing("astrid")
    assign_hours(by=by, grant_id=grant.pk)
    with pytest.raises(Problem) as refusal:
        assign_hours(by=by, grant_id=grant.pk)
    assert refusal.value.code == "no-hours-to-assign"
    assert refusal.value.values == {"already": 1, "elsewhere": 0, "unknown": 0}
    assert JournalLine.objects.filter(deed="assign hours").count() == 1


def test_released_hours_belong_to_none(cast: Cast, grant: Grant) -> None:
    by = cast.standing("ivar")
    assign_hours(by=by, grant_id=grant.pk)
    assert release_hours(by=by, grant_id=grant.pk) == 1
    assert not GrantHours.objects.exists()
    assert JournalLine.objects.filter(deed="release hours").exists()
    with pytest.raises(Problem) as refusal:
        release_hours(by=by, grant_id=grant.pk)
    assert refusal.value.code == "no-hours-to-release"


def test_a_grant_without_a_programme_has_no_hours(cast: Cast, grant: Grant) -> None:
    Grant.objects.filter(pk=grant.pk).update(programme=None)
    with pytest.raises(Problem) as refusal:
        assign_hours(by=cast.standing("astrid"), grant_id=grant.pk)
    assert refusal.value.code == "grant-without-programme"


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
def test_only_recipient_and_grantor_assign(cast: Cast, grant: Grant, name: str, code: str) -> None:
    for deed in (assign_hours, release_hours):
        with pytest.raises(Problem) as refusal:
            deed(by=cast.standing(name), grant_id=grant.pk)
        assert refusal.value.code == code
    assert not GrantHours.objects.exists()


@pytest.mark.parametrize(
    ("name", "sees"),
    [("astrid", 1), ("ivar", 1), ("bo", 1), ("frida", 1), ("cilla", 0), ("visitor", 0)],
)
def test_hours_are_seen_by_those_who_take_part(
    cast: Cast, grant: Grant, name: str, sees: int
) -> None:
    assign_hours(by=cast.standing("astrid"), grant_id=grant.pk)
    assert hours_for(cast.standing(name)).count() == sees


def test_the_figures_add_up(cast: Cast, grant: Grant, attendance: list[Participation]) -> None:
    GrantHours.objects.create(participation=attendance[0], grant=second(cast))
    before = hours_of(grant)
    assert (before.assigned, before.free, before.free_hours) == (0, 3, Decimal("7.75"))
    assign_hours(by=cast.standing("astrid"), grant_id=grant.pk)
    after = hours_of(grant)
    assert (after.assigned, after.assigned_hours, after.free) == (3, Decimal("7.75"), 0)
    assert (after.elsewhere, after.unknown) == (1, 1)


def test_the_page_assigns_and_releases(cast: Cast, grant: Grant, sign_in: SignIn) -> None:
    browser = sign_in("ivar")
    address = f"/funding/grants/{grant.pk}/hours/"
    assert "7.5\xa0h" in browser.get(address).content.decode()
    done = browser.post(address, {"deed": "assign"}, follow=True).content.decode()
    assert "7.5\xa0h of 1 participation now belong to this grant" in done
    refused = browser.post(address, {"deed": "assign"})
    assert refused.status_code == 422
    browser.post(address, {"deed": "release"})
    assert not GrantHours.objects.exists()
    assert sign_in("bo").get(address).status_code == 403


def test_the_page_asks_for_the_programme_first(cast: Cast, grant: Grant, sign_in: SignIn) -> None:
    Grant.objects.filter(pk=grant.pk).update(programme=None)
    page = sign_in("ivar").get(f"/funding/grants/{grant.pk}/hours/")
    assert f"/funding/grants/{grant.pk}/programme/" in page.content.decode()


def test_the_api_assigns_and_releases(cast: Cast, grant: Grant, sign_in: SignIn) -> None:
    browser = sign_in("astrid")
    address = f"/api/funding/grants/{grant.pk}/hours"
    assert browser.post(address).json()["taken"] == 1
    assert browser.post(address).json()["code"] == "no-hours-to-assign"
    assert browser.delete(address).json() == {"released": 1}
