"""Keys beyond a thousand stand in addresses and hidden boxes as they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from samsyn.cast import Cast, gather
from samsyn.directory.models import Membership, Organisation
from samsyn.funding.models import Call


@pytest.fixture
def later(db: None) -> Cast:
    """The cast in a store where a thousand organisations and calls have been before."""
    today = timezone.localdate()
    filler = Organisation.objects.create(pk=5000, name="Fyllnad", sort_key="", kind="other")
    Call.objects.create(
        pk=5000,
        title_sv="Fyllnad",
        sort_key="",
        owner=filler,
        opens_on=today,
        closes_on=today,
        budget_sek=0,
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("directory_organisation", "funding_call"):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 5000)")
    cast = gather()
    cast.call.closes_on = today + timedelta(days=30)
    cast.call.opens_on = today
    cast.call.save()
    return cast


def test_the_call_is_applied_to_by_its_key(later: Cast, client: Client) -> None:
    assert later.call.pk > 5000
    client.force_login(later.people["ivar"], backend="sesame.backends.ModelBackend")
    page = client.get(f"/funding/calls/{later.call.pk}/").content.decode()
    assert f"/funding/applications/add/?call={later.call.pk}" in page
    form = client.get(f"/funding/applications/add/?call={later.call.pk}").content.decode()
    assert 'name="title"' in form


def test_one_acts_for_an_organisation_by_its_key(later: Cast, client: Client) -> None:
    region = later.organisations["region"]
    Membership.objects.create(
        person=later.people["bo"], organisation=region, role="coach", from_on="2024-01-01"
    )
    client.force_login(later.people["bo"], backend="sesame.backends.ModelBackend")
    assert f'value="{region.pk}"' in client.get("/").content.decode()
