"""The national coordinator's first screen: the programme's regions side by side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Coalesce, ExtractMonth
from django.utils.translation import gettext as _, gettext_lazy

from samsyn.directory.models import County, Grouping
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.groupings import groupings_for
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation
from samsyn.programme.queries.activities import activities_for
from samsyn.results.queries.first.parts import (
    Cell,
    Deed,
    First,
    Line,
    Table,
    address,
    shade_of,
)
from samsyn.results.queries.first.short_lists import (
    calls_closing,
    dialogues_now,
    next_activities,
    not_noted,
)
from samsyn.results.queries.visible import participation_sight

MONTHS = (
    *(
        gettext_lazy("Jan"),
        gettext_lazy("Feb"),
        gettext_lazy("Mar"),
        gettext_lazy("Apr"),
        gettext_lazy("May"),
        gettext_lazy("Jun"),
    ),
    *(
        gettext_lazy("Jul"),
        gettext_lazy("Aug"),
        gettext_lazy("Sep"),
        gettext_lazy("Oct"),
        gettext_lazy("Nov"),
        gettext_lazy("Dec"),
    ),
)


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a programme: its counties, and how a list is narrowed down to it."""

    title: str
    county_codes: frozenset[str]
    narrowed: dict[str, object]


@dataclass(frozen=True, slots=True)
class Division:
    """The regions of the country as one organisation works with them; `key` None: the counties."""

    title: str
    regions: list[Region]
    key: int | None


def division_for(viewer: Standing) -> Division:
    """The grouping of the viewer's organisation, else one of nobody's, else another's.

    Of several the one with most counties. Without any grouping each county stands for itself.
    """
    own = Case(
        When(owner=viewer.organisation_id, then=0), When(owner__isnull=True, then=1), default=2
    )
    grouping = (
        groupings_for(viewer)
        .filter(areas__counties__isnull=False)
        .annotate(counties_in=Count("areas__counties", distinct=True))
        .order_by(own, "-counties_in", "sort_key", "pk")
        .first()
    )
    if grouping is None:
        counties = County.objects.order_by("sort_key").values_list("pk", "name")
        regions = [Region(name, frozenset({code}), {"county": code}) for code, name in counties]
        return Division(_("The counties"), regions, None)
    return Division(grouping.title, _areas(grouping), grouping.pk)


def _areas(grouping: Grouping) -> list[Region]:
    return [
        Region(
            area.title,
            frozenset(county.pk for county in area.counties.all()),
            {"region": area.pk},
        )
        for area in grouping.areas.prefetch_related("counties")
    ]


def regions_screen(viewer: Standing) -> First:
    """Every region beside the others this year: held, planned, companies, what is not noted."""
    division = division_for(viewer)
    activities = activities_for(viewer)
    side = [calls_closing(viewer), dialogues_now(viewer)]
    return First(
        title=_("The regions side by side"),
        sentence=_(
            "%(division)s, %(year)s. Everything that is held there counts, whoever holds it."
        )
        % {"division": division.title, "year": viewer.on.year},
        deeds=[
            Deed(address("programme:activity_add"), _("Plan an activity"), "calendar"),
        ]
        if may_do(viewer, "plan activity")
        else [],
        tables=[_side_by_side(viewer, division), _month_by_month(viewer, division)],
        main=[next_activities(viewer, activities, _("Next in the country"))],
        side=side,
    )


def _side_by_side(viewer: Standing, division: Division) -> Table:
    year = viewer.on.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = _by_county(viewer, Q(starts_on__gte=first, starts_on__lte=viewer.on))
    ahead = _by_county(viewer, Q(starts_on__gt=viewer.on, starts_on__lte=last))
    waiting = _not_noted_by_county(viewer)
    companies, took_part = _met_by_county(viewer, year)
    lines = [
        Line(
            region.title,
            [
                _cell(held, region, "programme:activity_list", from_on=first, until_on=viewer.on),
                _cell(ahead, region, "programme:activity_list", from_on=_after(viewer.on),
                      until_on=last),
                _cell(companies, region, "programme:participation_list", year=year),
                _cell(took_part, region, "programme:participation_list", year=year),
                _cell(waiting, region, "programme:activity_list", without_participation="on",
                      until_on=viewer.on),
            ],
            _page_of(division, region),
        )
        for region in division.regions
    ]  # fmt: skip
    return Table(
        title=_("This year"),
        head=_("Region"),
        columns=[
            _("Held"),
            _("Planned"),
            _("Companies"),
            _("Participations"),
            _("Nobody noted"),
        ],
        lines=lines,
        total=_total(division, [held, ahead, companies, took_part, waiting]),
        empty="",
        rule=_(
            "Activities stand where they are held, companies where they are. A company counts "
            "once in its region and once in all, by the programmes you take part in."
        ),
        deed=Deed(address("directory:grouping_list"), _("How the country is divided")),
    )


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _page_of(division: Division, region: Region) -> str:
    """The grouping's own page, or the list of what is held in the county."""
    if division.key is None:
        return address("programme:activity_list", **region.narrowed)
    return address("directory:grouping_detail", division.key)


def _cell(counted: Counter[str], region: Region, name: str, **query: object) -> Cell:
    number = sum(counted[code] for code in region.county_codes)
    return Cell(number, address(name, **region.narrowed, **query) if number else "")


def _total(division: Division, counted: Iterable[Counter[str]]) -> Line:
    return Line(_("The whole country"), [Cell(one.total()) for one in counted])


def _by_county(viewer: Standing, when: Q) -> Counter[str]:
    rows = activities_for(viewer).filter(when).order_by().values_list("county")
    return _summed(rows.annotate(n=Count("pk")))


def _not_noted_by_county(viewer: Standing) -> Counter[str]:
    rows = not_noted(viewer, activities_for(viewer)).order_by().values_list("county")
    return _summed(rows.annotate(n=Count("pk")))


def _summed(rows: Iterable[tuple[str | None, int]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for code, number in rows:
        counted[code or ""] += number
    return counted


def _met_by_county(viewer: Standing, year: int) -> tuple[Counter[str], Counter[str]]:
    """Companies, each once, and participations in the year by the company's county."""
    rows = (
        Participation.objects.filter(participation_sight(viewer), year=year)
        .annotate(
            one=Coalesce("company__merged_into_id", "company_id"),
            place=Coalesce("company__merged_into__county_id", F("company__county_id")),
        )
        .order_by()
        .values_list("place")
        .annotate(companies=Count("one", distinct=True), n=Count("pk"))
    )
    found = list(rows)
    return (
        _summed((place, companies) for place, companies, _n in found),
        _summed((place, n) for place, _companies, n in found),
    )


def _month_by_month(viewer: Standing, division: Division) -> Table:
    """How many activities begin in each region in each month of the year."""
    year = viewer.on.year
    rows = (
        activities_for(viewer)
        .filter(starts_on__gte=date(year, 1, 1), starts_on__lte=date(year, 12, 31))
        .order_by()
        .annotate(month=ExtractMonth("starts_on"))
        .values_list("county", "month")
        .annotate(n=Count("pk"))
    )
    counted: Counter[tuple[str, int]] = Counter()
    for code, month, number in rows:
        counted[code or "", month] += number
    sums = {
        (region.title, month): sum(counted[code, month] for code in region.county_codes)
        for region in division.regions
        for month in range(1, 13)
    }
    most = max(sums.values(), default=0)
    return Table(
        title=_("The year plan by month"),
        head=_("Region"),
        columns=[str(month) for month in MONTHS],
        lines=[
            Line(
                region.title,
                [
                    _month_cell(sums[region.title, month], most, region, year, month)
                    for month in range(1, 13)
                ],
            )
            for region in division.regions
        ],
        empty="",
        rule=_("Activities by the month of their first day. A darker square: more of them."),
        matrix=True,
    )


def _month_cell(number: int, most: int, region: Region, year: int, month: int) -> Cell:
    first = date(year, month, 1)
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1)
    until = last if month == 12 else date.fromordinal(last.toordinal() - 1)
    url = address("programme:activity_list", **region.narrowed, from_on=first, until_on=until)
    return Cell(number, url if number else "", shade=shade_of(number, most))
