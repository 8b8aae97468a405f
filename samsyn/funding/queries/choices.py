"""What the forms of this room offer to choose among."""

from samsyn.directory.models import County, Municipality


def county_choices() -> list[tuple[str, str]]:
    """Code and name of the 21 counties, in Swedish order."""
    return list(County.objects.order_by("sort_key").values_list("code", "name"))


def municipality_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Code and name of the 290 municipalities under the names of their counties."""
    groups: dict[str, list[tuple[str, str]]] = {}
    rows = Municipality.objects.order_by("county__sort_key", "sort_key")
    for code, name, county in rows.values_list("code", "name", "county__name"):
        groups.setdefault(county, []).append((code, name))
    return list(groups.items())
