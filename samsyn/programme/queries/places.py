"""Counties and municipalities by their codes, for those who write them as text."""

from samsyn.directory.models import County, Municipality
from samsyn.directory.rules.access import Standing


def place_coded(
    viewer: Standing, county_code: str, municipality_code: str
) -> tuple[County | None, Municipality | None]:
    """The county and municipality with these codes; None for "", DoesNotExist for a wrong code.

    Places are no secret, so every viewer gets them.
    """
    county = County.objects.get(pk=county_code) if county_code else None
    municipality = (
        Municipality.objects.select_related("county").get(pk=municipality_code)
        if municipality_code
        else None
    )
    return county, municipality
