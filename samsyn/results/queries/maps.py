"""Figures by county, and by municipality, as one viewer may see them.

A company has the place of its entry in the directory; one that was found to be the same as
another has the other's. The municipalities of a county are a table of their own beneath the
county's figure: where that is hidden they all are, so no map can be worked out from another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, Sum, Value, When
from django.db.models.functions import Coalesce

from samsyn.directory.models import County, Municipality
from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant
from samsyn.results.queries.counts import Figure, count_sheet
from samsyn.results.queries.facts import NOT_KNOWN, Filters, Tally, participations
from samsyn.results.queries.money import grants_in
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.disclosure import Cell, CountTable, Place, protect, rule_on

MEASURES = ("companies", "participations", "sek")


@dataclass(frozen=True, slots=True)
class Area:
    """A county or municipality with its figure. `value` None is hidden."""

    code: str
    name: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class MapSheet:
    """A map: its areas in alphabetical order, the whole once, and what has no place on it.

    `county` is the county that is opened, if one is. `total` and `without_place` None are hidden.
    """

    measure: str
    county: str
    county_name: str
    by_municipality: bool
    areas: list[Area]
    total: Decimal | None
    without_place: Decimal | None
    exact: bool


def map_sheet(
    viewer: Standing,
    measure: str,
    filters: Filters,
    *,
    county: str = "",
    by_municipality: bool = False,
) -> MapSheet:
    """Companies (each once), participations or kronor by county, or by municipality."""
    asked = (measure, sorted(filters.chosen.items()), county, by_municipality)
    return kept(
        viewer,
        "map_sheet",
        asked,
        lambda: _map(viewer, measure, filters, county=county, by_municipality=by_municipality),
    )


def _map(
    viewer: Standing, measure: str, filters: Filters, *, county: str, by_municipality: bool
) -> MapSheet:
    sheet = count_sheet(viewer, measure, Dimension.COUNTY, None, filters)
    counties = {line.key or NOT_KNOWN: line.total for line in sheet.lines}
    names = dict(County.objects.order_by("sort_key").values_list("pk", "name"))
    if not by_municipality and not county:
        areas = [Area(code, name, _value(counties.get(code))) for code, name in names.items()]
        nowhere = _value(counties.get(NOT_KNOWN))
        return MapSheet(
            measure, "", "", False, areas, sheet.totals.total.value, nowhere, sheet.exact
        )
    values = (
        _kronor(filters, county)
        if measure == "sek"
        else _counted(viewer, measure, filters, counties, county, exact=sheet.exact)
    )
    areas = [
        Area(code, name, values.get(code, Decimal(0)))
        for code, name, within in Municipality.objects.order_by("sort_key").values_list(
            "pk", "name", "county_id"
        )
        if not county or within == county
    ]
    elsewhere = [
        values.get(within, Decimal(0))
        for within in ([county] if county else {NOT_KNOWN, *counties})
    ]
    hidden_somewhere = any(value is None for value in elsewhere)
    return MapSheet(
        measure,
        county,
        names.get(county, ""),
        True,
        areas,
        _value(counties.get(county)) if county else sheet.totals.total.value,
        None if hidden_somewhere else sum((value or Decimal(0) for value in elsewhere), Decimal(0)),
        sheet.exact,
    )


def _value(figure: Figure | None) -> Decimal | None:
    return Decimal(0) if figure is None else figure.value


def _counted(
    viewer: Standing,
    measure: str,
    filters: Filters,
    counties: Mapping[str, Figure],
    county: str,
    *,
    exact: bool,
) -> dict[str, Decimal | None]:
    """Figures by municipality; what is in a county but no municipality, by the county's code."""
    lines = _lines(filters, county)
    found: dict[str, Decimal | None] = {}
    for code, within in Municipality.objects.values_list("pk", "county_id"):
        # Zeros stand in the table too: where a line is withheld they are hidden with the rest.
        lines[within].setdefault(code, Tally())
    for within, places in lines.items():
        if county not in {"", within}:
            continue
        if _value(counties.get(within)) is None:
            found |= dict.fromkeys([within, *places])
            continue
        hidden = set[str]() if exact else _hidden(viewer, measure, places)
        for place, tally in places.items():
            value = Decimal(tally.companies)
            if measure == "participations":
                value = _participations(tally)[0] or Decimal(0)
            found[place or within] = None if place in hidden else value
    return found


def _lines(filters: Filters, county: str) -> dict[str, dict[str, Tally]]:
    """For every county its municipalities, each company once in one of them."""

    def of_company(field: str) -> Coalesce:
        merged = When(company__merged_into__isnull=False, then=F(f"company__merged_into__{field}"))
        return Coalesce(Case(merged, default=F(f"company__{field}")), Value(NOT_KNOWN))

    one = When(company__merged_into__isnull=False, then=F("company__merged_into_id"))
    rows = participations(filters).annotate(
        one=Case(one, default=F("company_id")),
        within=of_company("county_id"),
        place=of_company("municipality_id"),
    )
    if county:
        rows = rows.filter(within=county)
    grouped = rows.values_list("one", "within", "place").annotate(n=Count("pk"))
    lines: dict[str, dict[str, Tally]] = defaultdict(dict)
    for _one, within, place, number in grouped.iterator(chunk_size=5000):
        lines[within].setdefault(place, Tally()).add({"participations": number})
    return lines


def _hidden(viewer: Standing, measure: str, places: Mapping[str, Tally]) -> set[str]:
    keys = sorted(places)
    table = CountTable(
        row_keys=tuple(keys),
        column_keys=(),
        cells=tuple(() for _key in keys),
        row_totals=tuple(places[key].cell() for key in keys),
        column_totals=(),
        total=_together(places.values()),
        rows_partition=True,
    )
    shown = protect(table, rule_on(viewer.on))
    if shown.hides(Place()):
        return set(keys)
    name = None if measure == "companies" else measure
    return {key for key in keys if shown.hides(Place(key)) or shown.hides(Place(key), name)}


def _kronor(filters: Filters, county: str) -> dict[str, Decimal | None]:
    """Kronor of the grants that name each municipality, whole in each.

    Under the county's code, or none for the whole country: grants that name no municipality.
    """
    grants = grants_in(filters)
    named = Grant.municipalities.through.objects.filter(grant__in=grants).order_by()
    found: dict[str, Decimal | None] = dict(
        named.values_list("municipality_id").annotate(Sum("grant__granted_sek"))
    )
    if county:
        of_county = Grant.counties.through.objects.filter(county_id=county).values("grant_id")
        grants = grants.filter(pk__in=of_county)
        named = named.filter(municipality__county=county)
    rest = grants.exclude(pk__in=named.values("grant_id"))
    found[county] = rest.aggregate(sek=Coalesce(Sum("granted_sek"), Decimal(0)))["sek"]
    return found


def _together(tallies: Iterable[Tally]) -> Cell:
    """The county as one cell: its companies are in one municipality each, so parts add up."""
    whole = Tally()
    for tally in tallies:
        value, largest, second = _participations(tally)
        whole.companies += tally.companies
        sum_so_far, most, next_most = _participations(whole)
        parts = sorted(part or Decimal(0) for part in (largest, second, most, next_most))
        added = (sum_so_far or Decimal(0)) + (value or Decimal(0))
        whole.sums["participations"] = [added, parts[-1], parts[-2]]
    return whole.cell()


def _participations(tally: Tally) -> list[Decimal | None]:
    return tally.sums.get("participations", [Decimal(0), Decimal(0), Decimal(0)])
