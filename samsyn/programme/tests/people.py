"""What several tests of this room need: signing in, and many rows."""

from datetime import date, timedelta

from django.test import Client

from samsyn.basics.swedish import folded, sort_key
from samsyn.cast import Cast
from samsyn.directory.models import Organisation
from samsyn.programme.models import Activity, Participation

EVERYBODY = (*("astrid", "bo", "cilla", "diyar", "eva"), *("frida", "gustav", "hanna", "ivar"))


def signed_in(client: Client, cast: Cast, name: str) -> Client:
    client.force_login(cast.people[name], backend="sesame.backends.ModelBackend")
    return client


def companies(count: int) -> list[Organisation]:
    names = [f"Verkstad {number:03} AB" for number in range(count)]
    return Organisation.objects.bulk_create(
        Organisation(
            name=name,
            sort_key=sort_key(name),
            search_text=folded(name),
            kind="company",
            county_id="24",
        )
        for name in names
    )


def sixty_participations(cast: Cast) -> None:
    Participation.objects.bulk_create(
        Participation(
            activity=cast.activity, company=company, on=date(2026, 10, 5), year=2026, women=0
        )
        for company in companies(60)
    )


def sixty_activities(cast: Cast) -> None:
    Activity.objects.bulk_create(
        Activity(
            programme=cast.programme if number % 2 else None,
            title=f"Seminarium {number}",
            sort_key=sort_key(f"Seminarium {number}"),
            kind="seminar",
            starts_on=date(2025, 1, 1) + timedelta(days=number),
            organiser=cast.organisations["navet"],
            county_id="24",
        )
        for number in range(60)
    )
