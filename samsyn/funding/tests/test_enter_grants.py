"""Entering grants from lists, in bulk."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.basics.problem import Problem
from samsyn.cast import PEOPLE, TODAY, Cast
from samsyn.directory.models import JournalLine, Tie
from samsyn.directory.rules.kinds import Verdict
from samsyn.funding.actions.grants import enter_grants
from samsyn.funding.models import Grant
from samsyn.funding.rules.grants import Entered, NewGrant
from samsyn.strategy.models import Goal


@pytest.fixture
def listed(cast: Cast) -> Goal:
    """A goal that came from a list."""
    return Goal.objects.create(title_sv="Insatsområde 3", sort_key="0", register="Lista A")


@pytest.fixture
def row(cast: Cast, listed: Goal) -> NewGrant:
    return NewGrant(
        number="20201234",
        register="Lista A",
        title="Åtgärd för öar",
        recipient_id=cast.organisations["navet"].pk,
        grantor_id=cast.organisations["agency"].pk,
        granted_sek=Decimal("1234567.89"),
        starts_on=date(2021, 1, 1),
        ends_on=date(2023, 12, 31),
        area="Konkurrenskraft",
        goal_ids=(listed.pk,),
        county_codes=("24", "25"),
        municipality_codes=("2480",),
    )


def enter(cast: Cast, *rows: NewGrant, name: str = "diyar") -> Entered:
    """Enter the rows; the counts are those of the verdicts."""
    entered = enter_grants(by=cast.standing(name), new=rows)
    told = Counter(entered.verdicts.values())
    assert (entered.taken, entered.changed, entered.unchanged) == (
        told[Verdict.TAKEN],
        told[Verdict.CHANGED],
        told[Verdict.UNCHANGED],
    )
    return replace(entered, verdicts={})


def grant_of(row: NewGrant) -> Grant:
    return Grant.objects.get(register=row.register, number=row.number)


def ties_of(grant: Grant) -> set[tuple[str, int | None]]:
    ties = Tie.objects.filter(kind="grant", key=grant.pk, until_on=None)
    return set(ties.values_list("role", "organisation"))


def test_a_new_grant_stands_as_the_list_says(cast: Cast, row: NewGrant, listed: Goal) -> None:
    assert enter(cast, row) == Entered(taken=1, changed=0, unchanged=0)
    grant = grant_of(row)
    assert grant.granted_sek == row.granted_sek
    assert (grant.title, grant.area, grant.starts_on) == (row.title, row.area, row.starts_on)
    assert set(grant.counties.values_list("code", flat=True)) == {"24", "25"}
    assert set(grant.municipalities.values_list("code", flat=True)) == {"2480"}
    assert [goal.pk for goal in grant.goals.all()] == [listed.pk]
    assert ties_of(grant) == {("recipient", row.recipient_id), ("grantor", row.grantor_id)}


def test_the_same_list_again_changes_nothing(cast: Cast, row: NewGrant) -> None:
    enter(cast, row)
    before = Tie.objects.count()
    assert enter(cast, row) == Entered(taken=0, changed=0, unchanged=1)
    assert (Grant.objects.filter(register="Lista A").count(), Tie.objects.count()) == (1, before)


@pytest.mark.parametrize(
    "stated",
    [
        {"title": "Nytt namn"},
        {"granted_sek": Decimal(0)},
        {"ends_on": date(2024, 1, 1)},
        {"area": "Annat"},
        {"county_codes": ("24",)},
        {"county_codes": ("24", "25", "01")},
        {"municipality_codes": ("2482",)},
    ],
)
def test_what_differs_is_brought_up_to_date(
    cast: Cast, row: NewGrant, stated: dict[str, Any]
) -> None:
    enter(cast, row)
    newer = replace(row, **stated)
    assert enter(cast, newer) == Entered(taken=0, changed=1, unchanged=0)
    grant = grant_of(row)
    assert (grant.title, grant.granted_sek, grant.ends_on, grant.area) == (
        newer.title,
        newer.granted_sek,
        newer.ends_on,
        newer.area,
    )
    assert set(grant.counties.values_list("code", flat=True)) == set(newer.county_codes)
    places = set(grant.municipalities.values_list("code", flat=True))
    assert places == set(newer.municipality_codes)


def test_what_a_list_does_not_say_stays(cast: Cast, row: NewGrant) -> None:
    enter(cast, row)
    silent = replace(
        row,
        grantor_id=None,
        starts_on=None,
        ends_on=None,
        area="",
        goal_ids=(),
        county_codes=(),
        municipality_codes=(),
    )
    assert enter(cast, silent) == Entered(taken=0, changed=0, unchanged=1)
    grant = grant_of(row)
    assert (grant.grantor_id, grant.starts_on, grant.area) == (
        row.grantor_id,
        row.starts_on,
        row.area,
    )
    assert grant.counties.count() == 2


def test_goals_from_lists_follow_the_list_and_goals_set_here_stay(
    cast: Cast, row: NewGrant, listed: Goal
) -> None:
    enter(cast, row)
    grant = grant_of(row)
    grant.goals.add(cast.goal)
    another = Goal.objects.create(title_sv="Insatsområde 1", sort_key="0", register="Lista A")
    assert enter(cast, replace(row, goal_ids=(another.pk,))).changed == 1
    assert set(grant.goals.values_list("pk", flat=True)) == {cast.goal.pk, another.pk}
    assert enter(cast, replace(row, goal_ids=(another.pk,))).unchanged == 1


def test_a_new_recipient_takes_over_the_tie(cast: Cast, row: NewGrant) -> None:
    enter(cast, row)
    newer = replace(row, recipient_id=cast.organisations["region"].pk)
    assert enter(cast, newer).changed == 1
    grant = grant_of(row)
    assert ties_of(grant) == {("recipient", newer.recipient_id), ("grantor", row.grantor_id)}
    ended = Tie.objects.get(kind="grant", key=grant.pk, organisation=row.recipient_id)
    assert ended.until_on == TODAY - timedelta(days=1)


def test_who_no_longer_receives_leaves_the_programme(cast: Cast, row: NewGrant) -> None:
    enter(cast, row)
    Grant.objects.filter(number=row.number).update(programme=cast.programme)
    tie = Tie.objects.create(
        kind="programme",
        key=cast.programme.pk,
        organisation_id=row.recipient_id,
        role="recipient",
        from_on=date(2026, 1, 1),
    )
    enter(cast, replace(row, recipient_id=cast.organisations["region"].pk))
    tie.refresh_from_db()
    assert tie.until_on == TODAY - timedelta(days=1)
    assert not Tie.objects.filter(
        kind="programme", key=cast.programme.pk, organisation=cast.organisations["region"]
    ).exists()


def test_another_list_with_the_same_number_is_another_grant(cast: Cast, row: NewGrant) -> None:
    other = replace(row, register="Lista B", title="Något annat")
    assert enter(cast, row, other).taken == 2
    assert enter(cast, row).unchanged == 1
    assert grant_of(other).title == "Något annat"


def test_a_number_that_comes_twice_stands_as_the_later_row(cast: Cast, row: NewGrant) -> None:
    assert enter(cast, row, replace(row, title="Senare")) == Entered(1, 0, 0)
    assert grant_of(row).title == "Senare"


def test_a_batch_is_one_line_in_the_journal(cast: Cast, row: NewGrant) -> None:
    enter(cast, row, replace(row, number="2"))
    line = JournalLine.objects.get(deed="import grants")
    assert (line.subject_text, line.person) == ("2 grants", cast.people["diyar"])


def test_one_impossible_row_refuses_the_batch(cast: Cast, row: NewGrant) -> None:
    with pytest.raises(Problem) as refusal:
        enter(cast, row, replace(row, number="2", granted_sek=Decimal(-1)))
    assert refusal.value.code == "grant-amount-impossible"
    assert not Grant.objects.filter(register="Lista A").exists()
    assert not JournalLine.objects.filter(deed="import grants").exists()


def test_a_grant_decided_here_is_never_touched(cast: Cast, row: NewGrant) -> None:
    with pytest.raises(Problem) as refusal:
        enter(cast, replace(row, register="", number=cast.grant.number))
    assert refusal.value.code == "grant-without-number"


@pytest.mark.parametrize("name", sorted({*PEOPLE, "visitor"} - {"astrid", "diyar", "frida"}))
def test_the_others_do_not_enter_grants(cast: Cast, row: NewGrant, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        enter(cast, row, name=name)
    assert refusal.value.code == "not-allowed"


def test_a_batch_costs_the_same_however_many(cast: Cast, row: NewGrant) -> None:
    def rows(number: int, title: str) -> list[NewGrant]:
        return [
            replace(row, register=f"Lista {number}", number=str(place), title=f"{title} {place}")
            for place in range(number)
        ]

    spent = []
    for number in (5, 60):
        for title in ("Ny", "Ändrad"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                enter(cast, *rows(number, title))
            spent.append(len(queries))
    assert spent[0] == spent[2]
    assert spent[1] == spent[3]
