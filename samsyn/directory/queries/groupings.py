"""Groupings of counties, as doors read them."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from samsyn.directory.models import County, Grouping, GroupingArea, Municipality
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.groupings import in_order, shades
from samsyn.directory.rules.outlines import VIEW_BOX, county_outlines
from samsyn.directory.rules.roles import may


def groupings_for(viewer: Standing) -> QuerySet[Grouping]:
    """All groupings, in Swedish order, with how many areas and counties each has."""
    return (
        Grouping.objects.filter(may_see(viewer, "grouping"))
        .select_related("owner")
        .annotate(
            areas_count=Count("areas", distinct=True),
            counties_count=Count("areas__counties", distinct=True),
        )
        .order_by("sort_key", "pk")
    )


def groupings_like(rows: QuerySet[Grouping], *, search: str = "") -> QuerySet[Grouping]:
    """The groupings with every word of the search in their title."""
    rows = rows.filter(holds(search, "title"))
    return rows


def counties_for(viewer: Standing) -> QuerySet[County]:
    """The 21 counties in Swedish order. They are no secret, so every viewer gets them."""
    return County.objects.order_by("sort_key")


def municipalities_for(viewer: Standing) -> QuerySet[Municipality]:
    """The 290 municipalities in Swedish order, for every viewer."""
    return Municipality.objects.select_related("county").order_by("sort_key")


def areas_for(viewer: Standing) -> QuerySet[GroupingArea]:
    """The areas of all groupings, in the order in which they were made. Open to all."""
    return GroupingArea.objects.filter(may_see(viewer, "grouping")).order_by("pk")


def counties_of(viewer: Standing, area: GroupingArea | None) -> list[str] | None:
    """The codes of the counties in an area; None without one, which narrows nothing."""
    if area is None:
        return None
    return list(area.counties.order_by("sort_key").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class MapArea:
    """A county on the map, in the words of parts/map.html."""

    code: str
    name: str
    path: str
    shade: int | None
    value: str | None
    url: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class CountyLine:
    """A county and the municipalities in it."""

    name: str
    municipalities: list[str]


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area of a grouping and its counties."""

    title: str
    shade: int
    counties: list[CountyLine]


@dataclass(frozen=True, slots=True)
class GroupingSheet:
    """A grouping with its areas, its map and the counties left outside."""

    grouping: Grouping
    areas: list[AreaLine]
    outside: list[str]
    map_areas: list[MapArea]
    view_box: str
    legend: list[tuple[int, str]]
    area_by_county: dict[str, str]
    may_change: bool


def grouping_sheet(viewer: Standing, key: int) -> GroupingSheet:
    """One grouping with everything its page shows."""
    grouping = groupings_for(viewer).get(pk=key)
    rows = {
        area.title: list(area.counties.order_by("sort_key"))
        for area in grouping.areas.prefetch_related("counties")
    }
    codes = {title: [county.code for county in found] for title, found in rows.items()}
    shade, titles = shades(codes), in_order(codes)
    municipalities: dict[str, list[str]] = {}
    for place in municipalities_for(viewer):
        municipalities.setdefault(place.county_id, []).append(place.name)
    area_by_county = {county.code: title for title, found in rows.items() for county in found}
    counties = list(counties_for(viewer))
    return GroupingSheet(
        grouping=grouping,
        areas=[
            AreaLine(
                title,
                shade[title],
                [CountyLine(county.name, municipalities[county.code]) for county in rows[title]],
            )
            for title in titles
        ],
        outside=[county.name for county in counties if county.code not in area_by_county],
        map_areas=[_on_map(county, area_by_county, shade) for county in counties],
        view_box=VIEW_BOX,
        legend=[(shade[title], title) for title in titles],
        area_by_county=area_by_county,
        may_change=may_change_grouping(viewer, grouping),
    )


def may_change_grouping(viewer: Standing, grouping: Grouping) -> bool:
    if viewer.operator:
        return True
    mine = grouping.owner_id is None or grouping.owner_id == viewer.organisation_id
    return mine and may(viewer.roles, "change grouping")


def _on_map(county: County, area_by_county: dict[str, str], shade: dict[str, int]) -> MapArea:
    area = area_by_county.get(county.code)
    return MapArea(
        code=county.code,
        name=county.name,
        path=county_outlines()[county.code],
        shade=shade[area] if area is not None else 0,
        value=area if area is not None else "–",
    )
