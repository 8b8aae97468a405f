"""What hangs loose is said in a sentence with the deed that ties it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY, Cast
from samsyn.directory.rules.access import operator
from samsyn.funding.models import Application, Call, Grant
from samsyn.programme.models import Activity, ActivityGoal
from samsyn.results.queries.loose_ends import loose_ends_for
from samsyn.results.rules.loose import MENDS, is_loose
from samsyn.results.rules.strands import Kind
from samsyn.strategy.models import Goal

OPERATOR = operator(TODAY)


def sentences() -> list[str]:
    return [end.sentence for end in loose_ends_for(OPERATOR)]


def activity(title: str, **facts: object) -> Activity:
    return Activity.objects.create(
        title=title, sort_key=sort_key(title), kind="seminar", starts_on=TODAY, **facts
    )


def test_nothing_hangs_loose_in_the_cast(cast: Cast) -> None:
    assert sentences() == []


def test_a_goal_that_nothing_serves(cast: Cast) -> None:
    Goal.objects.create(title_sv="Ensam", sort_key=sort_key("Ensam"))
    assert len(sentences()) == 1 and "Ensam" in sentences()[0]


def test_a_goal_is_served_by_what_serves_a_goal_below_it(cast: Cast) -> None:
    above = Goal.objects.create(title_sv="Ovan", sort_key=sort_key("Ovan"))
    cast.goal.above = above
    cast.goal.save(update_fields=["above"])
    assert sentences() == []


def test_money_without_a_programme(cast: Cast) -> None:
    Grant.objects.update(programme=None)
    (end,) = loose_ends_for(OPERATOR)
    assert cast.grant.title in end.sentence and end.url.endswith(f"/{cast.grant.pk}/")
    for number in range(3):
        Grant.objects.create(
            number=str(number),
            register="list",
            title=f"G{number}",
            sort_key="",
            recipient=cast.organisations["region"],
            granted_sek=Decimal(1),
        )
    (end,) = loose_ends_for(OPERATOR)
    assert "4" in end.sentence and "3\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}003" in end.sentence


def test_an_activity_without_programme_and_goal_is_two_loose_ends(cast: Cast) -> None:
    alone = activity("Ensam", organiser=cast.organisations["navet"])
    assert len(sentences()) == 2
    ActivityGoal.objects.create(activity=alone, goal=cast.goal)
    assert len(sentences()) == 1


def test_an_activity_that_has_been_and_nobody_noted_who_came(cast: Cast) -> None:
    been = activity("Varit", programme=cast.programme)
    ActivityGoal.objects.create(activity=been, goal=cast.goal)
    assert sentences() == []  # it is today; there is still time to note
    Activity.objects.filter(pk=been.pk).update(starts_on=TODAY - timedelta(days=1))
    assert len(sentences()) == 1


def test_an_application_that_waits_after_the_call_has_closed(cast: Cast) -> None:
    Application.objects.update(step="submitted")
    assert sentences() == []
    Call.objects.update(closes_on=TODAY - timedelta(days=12))
    (end,) = loose_ends_for(OPERATOR)
    assert end.age.startswith("12 ")
    assert loose_ends_for(cast.standing("bo")) == []  # not his to see


@pytest.mark.parametrize("mend", MENDS.values(), ids=str)
def test_every_deed_that_ties_a_loose_end_has_its_page(
    cast: Cast, client: Client, mend: object
) -> None:
    assert reverse(mend.address, args=[1] if mend.in_path else [])  # type: ignore[attr-defined]


def test_what_is_not_known_is_not_nothing() -> None:
    assert not is_loose(Kind.GOAL, Kind.COMPANY, None)


def test_the_page_is_for_those_who_have_signed_in(cast: Cast, client: Client) -> None:
    assert client.get("/results/loose-ends/").status_code == 302
    client.force_login(cast.people["frida"], backend="sesame.backends.ModelBackend")
    assert client.get("/results/loose-ends/").status_code == 200


def test_the_front_page_is_for_all_and_shows_loose_ends_to_those_inside(
    cast: Cast, client: Client
) -> None:
    Goal.objects.create(title_sv="Ensamt mål", sort_key=sort_key("Ensamt"))
    assert "Ensamt mål" not in client.get("/").content.decode()
    client.force_login(cast.people["frida"], backend="sesame.backends.ModelBackend")
    assert "Ensamt mål" in client.get("/").content.decode()
