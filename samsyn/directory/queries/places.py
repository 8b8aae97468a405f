"""Spellings of places that people have confirmed."""

from samsyn.directory.models import PlaceSpelling
from samsyn.directory.rules.places import PlaceKind


def confirmed_spellings(kind: PlaceKind) -> dict[str, str]:
    """The code that each confirmed spelling means, by the folded spelling."""
    place = "county_id" if kind is PlaceKind.COUNTY else "municipality_id"
    rows = PlaceSpelling.objects.filter(**{f"{place}__isnull": False})
    return dict(rows.values_list("spelling", place))
