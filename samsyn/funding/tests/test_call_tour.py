"""A call that came of a tour: chosen in its form, shown on both pages, counted by county."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.dialogue.actions import plan_tour
from samsyn.dialogue.models import Tour
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.tours import Point
from samsyn.funding.actions.calls import change_call, open_call
from samsyn.funding.models import Call
from samsyn.funding.queries.calls import (
    CountyAnswers,
    answers_by_county,
    call_sheet,
    calls_of_tour,
)
from samsyn.funding.tests.conftest import SignIn

VALUES: dict[str, Any] = {
    "title_sv": "Ny utlysning",
    "opens_on": TODAY,
    "closes_on": TODAY + timedelta(days=60),
    "budget_sek": Decimal(5_000_000),
    "goals": {},
}


@pytest.fixture
def tour(cast: Cast) -> Tour:
    return plan_tour(
        by=cast.standing("astrid"),
        title="Höstturnén",
        question="Vad behövs?",
        points=[Point(PointKind.NEED, "Tid")],
        county_ids=["25", "12"],
        opens_on=TODAY,
        closes_on=TODAY,
    )


def test_a_call_may_come_of_a_tour_and_let_it_go_again(cast: Cast, tour: Tour) -> None:
    by = cast.standing("astrid")
    call = open_call(by=by, tour_id=tour.pk, **VALUES)
    assert call_sheet(by, call.pk).tour == tour
    assert calls_of_tour(by, tour.pk) == [call]
    change_call(by=by, call_id=call.pk, **VALUES)
    assert call_sheet(by, call.pk).tour is None


def test_a_tour_that_is_not_there_is_refused_and_nothing_is_left(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        open_call(by=cast.standing("astrid"), tour_id=4711, **VALUES)
    assert refusal.value.code == "tour-unknown"
    assert Call.objects.count() == 1


def test_a_visitor_sees_the_call_and_not_the_tour(cast: Cast, tour: Tour) -> None:
    Call.objects.update(tour=tour)
    assert call_sheet(cast.standing("visitor"), cast.call.pk).tour is None
    assert call_sheet(cast.standing("bo"), cast.call.pk).tour == tour


def test_counties_have_their_applications_and_grants(cast: Cast) -> None:
    calls = [cast.call.pk]
    assert answers_by_county(cast.standing("ivar"), calls) == {"25": CountyAnswers(1, 1)}
    # Who may not read the application still reads the decision that grants.
    assert answers_by_county(cast.standing("visitor"), calls) == {"25": CountyAnswers(0, 1)}
    assert answers_by_county(cast.standing("ivar"), []) == {}


def test_the_form_offers_tours_and_both_pages_show_the_tie(
    cast: Cast, tour: Tour, sign_in: SignIn
) -> None:
    client = sign_in("astrid")
    today = timezone.localdate()
    sent = {
        "title_sv": "Ny utlysning",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=9)).isoformat(),
        "budget_sek": "1000",
        "tour_id": str(tour.pk),
    }
    assert "Höstturnén" in client.get(reverse("funding:call_add")).content.decode()
    answer = client.post(reverse("funding:call_add"), sent, follow=True)
    assert "Höstturnén" in answer.content.decode()
    Call.objects.filter(pk=cast.call.pk).update(tour=tour)
    page = client.get(reverse("dialogue:tour_detail", args=[tour.pk])).content.decode()
    assert "Ny utlysning" in page
    assert "map-knot-full" in page
    call = Call.objects.get(title_sv="Ny utlysning")
    held = client.get(reverse("funding:call_change", args=[call.pk])).context["form"]
    assert held.initial["tour_id"] == tour.pk


def test_the_api_says_and_takes_the_tour(cast: Cast, tour: Tour, sign_in: SignIn) -> None:
    client = sign_in("astrid")
    sent = {"title_sv": "Ny", "opens_on": "2027-01-01", "closes_on": "2027-02-01"}
    address = "/api/funding/calls"
    answer = client.post(
        address,
        sent | {"budget_sek": 1000, "tour_id": tour.pk},
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["tour_id"]) == (201, tour.pk)
    assert Client().get(f"{address}/{answer.json()['id']}").json()["tour_id"] is None
