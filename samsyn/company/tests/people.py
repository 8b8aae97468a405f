"""What several tests of this room need: signing in, and many companies."""

from django.test import Client
from django.utils import timezone

from samsyn.basics.swedish import folded, sort_key
from samsyn.cast import Cast
from samsyn.directory.models import Organisation, Tie
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import Standing, visitor

EVERYBODY = (*("astrid", "bo", "cilla", "diyar", "eva"), *("frida", "gustav", "hanna", "ivar"))


def signed_in(client: Client, cast: Cast, name: str) -> Client:
    client.force_login(cast.people[name], backend="sesame.backends.ModelBackend")
    return client


def today_as(cast: Cast, name: str) -> Standing:
    """The standing that the pages give somebody today."""
    return standing_of(cast.people[name], None, visitor(timezone.localdate()))


def sixty_companies() -> list[Organisation]:
    names = [f"Verkstad {number:02} AB" for number in range(60)]
    return Organisation.objects.bulk_create(
        Organisation(
            name=name,
            sort_key=sort_key(name),
            search_text=folded(name),
            kind="company",
            commercial=True,
            county_id="25",
            sector_code="25.620",
            sector_version="SNI2007",
            size_class="small",
        )
        for name in names
    )


def coach(cast: Cast, name: str, company: str) -> Tie:
    """Tie one of the cast to a company as its coach, since long."""
    return Tie.objects.create(
        kind="company",
        key=cast.organisations[company].pk,
        person=cast.people[name],
        role="coach",
        from_on="2024-01-01",
    )


def permit(cast: Cast, organisation: str, company: str) -> Tie:
    return Tie.objects.create(
        kind="company",
        key=cast.organisations[company].pk,
        organisation=cast.organisations[organisation],
        role="permitted",
        from_on="2024-01-01",
    )
