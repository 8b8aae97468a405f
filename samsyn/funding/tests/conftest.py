"""What the tests of this room begin with: a submitted application, and days around today."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from samsyn.basics.swedish import sort_key
from samsyn.cast import Cast
from samsyn.funding.models import Application, Call, CallGoal, Grant
from samsyn.funding.rules.steps import Step

SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    """Signs one of the cast in and gives back the browser, which reads English."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        if name != "visitor":
            client.force_login(cast.people[name], backend="sesame.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def open_now(cast: Cast) -> Call:
    """A call of the agency that is open today by the clock and on the day of the cast."""
    today = timezone.localdate()
    call = Call.objects.create(
        title_sv="Öppen för alla län",
        sort_key=sort_key("Öppen för alla län"),
        owner=cast.organisations["agency"],
        opens_on=min(today, cast.call.opens_on) - timedelta(days=30),
        closes_on=max(today, cast.call.closes_on) + timedelta(days=9),
        budget_sek=Decimal(1_000_000),
    )
    CallGoal.objects.create(call=call, goal=cast.goal, reason="Helheten.")
    return call


@pytest.fixture
def draft(cast: Cast, open_now: Call) -> Application:
    """The region's draft in the open call."""
    application = Application.objects.create(
        call=open_now,
        applicant=cast.organisations["region"],
        title="Robotar i Norrvik",
        asked_sek=Decimal(800_000),
        starts_on=cast.call.opens_on,
        ends_on=cast.call.closes_on,
    )
    application.counties.add("25", "24")
    return application


@pytest.fixture
def submitted(draft: Application, cast: Cast) -> Application:
    """The same application, submitted."""
    draft.step = Step.SUBMITTED
    draft.submitted_on = cast.call.opens_on
    draft.save(update_fields=["step", "submitted_on"])
    return draft


@pytest.fixture
def sixty_grants(cast: Cast) -> list[Grant]:
    """Sixty grants more, each with a county, a goal and a recipient."""
    grants = Grant.objects.bulk_create(
        Grant(
            number=str(number),
            register="Lista A",
            title=f"Projekt {number:02d}",
            sort_key=sort_key(f"Projekt {number:02d}"),
            recipient=cast.organisations["navet"],
            grantor=cast.organisations["agency"],
            granted_sek=Decimal(number),
            starts_on=cast.call.opens_on,
        )
        for number in range(60)
    )
    for grant in grants:
        grant.counties.add("24")
        grant.goals.add(cast.goal)
    return grants
