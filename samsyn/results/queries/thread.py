"""The thread itself: the whole from the top, and from any one thing up and down."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from samsyn.directory.models import County
from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantGoal
from samsyn.results.queries.bar import ABOUT_COMPANIES, DETAIL, LABELS, WORTH, Knot, bar_of
from samsyn.results.queries.counts import count_sheet
from samsyn.results.queries.facts import Filters
from samsyn.results.queries.reach import Rows, reach, things
from samsyn.results.queries.visible import seen_to_take_part, visible
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.strands import BAR, Kind
from samsyn.strategy.models import Goal
from samsyn.strategy.rules.tree import descendants

IN_ALL = "in all"
FIRST = 12
"""How many things of a kind the thread page shows before one opens the kind."""
OPENED = 500
"""How many it shows of a kind that is opened; more are found in the lists of the rooms."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A top goal with what all goals under it amount to, each grant once.

    `companies` is None where so few took part that outsiders are not told.
    """

    key: int
    title: str
    grants: int
    sek: Decimal
    companies: int | None


@dataclass(frozen=True, slots=True)
class CountyLine:
    """A county with the grants that name it. A grant over several counties counts in each."""

    code: str
    name: str
    grants: int


@dataclass(frozen=True, slots=True)
class Top:
    """The whole, seen from the top."""

    grants: int
    sek: Decimal
    goals: list[GoalLine]
    counties: list[CountyLine]
    recipients: int
    companies: int | None


def thread_top(viewer: Standing) -> Top:
    """The whole thread from the top goals: grants, kronor, counties, recipients and companies.

    Every grant, recipient and company counts once in each figure. Organisations that somebody
    has confirmed to be the same count as one.
    """
    return kept(viewer, "thread_top", (), lambda: _top(viewer))


def _top(viewer: Standing) -> Top:
    grants = Grant.objects.aggregate(
        count=Count("pk"),
        sek=Coalesce(Sum("granted_sek"), Decimal(0)),
        recipients=Count(Coalesce("recipient__merged_into_id", "recipient_id"), distinct=True),
    )
    companies = _companies_by_goal(viewer)
    return Top(
        grants=grants["count"],
        sek=grants["sek"],
        goals=_goal_lines(companies),
        counties=_county_lines(),
        recipients=grants["recipients"],
        companies=companies[IN_ALL],
    )


def _county_lines() -> list[CountyLine]:
    counted = {
        row["county_id"]: row["n"]
        for row in Grant.counties.through.objects.values("county_id").annotate(
            n=Count("grant_id", distinct=True)
        )
    }
    return [
        CountyLine(county.pk, county.name, counted.get(county.pk, 0))
        for county in County.objects.order_by("sort_key")
    ]


def _goal_lines(companies: dict[str, int | None]) -> list[GoalLine]:
    goals = list(Goal.objects.order_by("sort_key", "pk").select_related("above"))
    pairs = [(goal.pk, goal.above_id) for goal in goals]
    grants_of: dict[int, set[int]] = defaultdict(set)
    sek_of: dict[int, Decimal] = {}
    for goal_id, grant_id, sek in GrantGoal.objects.values_list(
        "goal_id", "grant_id", "grant__granted_sek"
    ).iterator():
        grants_of[goal_id].add(grant_id)
        sek_of[grant_id] = sek
    lines = []
    for goal in goals:
        if goal.above_id is not None:
            continue
        below = descendants(pairs, goal.pk)
        grants = set().union(*(grants_of[key] for key in below))
        lines.append(
            GoalLine(
                key=goal.pk,
                title=goal.title,
                grants=len(grants),
                sek=sum((sek_of[key] for key in grants), Decimal(0)),
                companies=companies.get(str(goal.pk), 0),
            )
        )
    return sorted(lines, key=lambda line: (-line.grants, -(line.companies or 0)))


def _companies_by_goal(viewer: Standing) -> dict[str, int | None]:
    """Companies under every top goal, and in all, each once; small figures are hidden outside."""
    sheet = count_sheet(viewer, "companies", Dimension.GOAL, None, Filters(), only_companies=True)
    figures = {line.key or "": line.total for line in sheet.lines}
    figures[IN_ALL] = sheet.totals.total
    return {
        key: None if figure.value is None else int(figure.value) for key, figure in figures.items()
    }


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind on the thread page: how many, and the first few that the viewer may open."""

    kind: Kind
    label: str
    count: int | None
    things: list[tuple[str, str]]
    here: bool
    more: int


@dataclass(frozen=True, slots=True)
class ThreadSheet:
    """All that the thread page shows from one thing."""

    kind: Kind
    kind_label: str
    title: str
    url: str
    bar: list[Knot]
    layers: list[Layer]


def thread_of(viewer: Standing, kind: str, key: int, opened: str = "") -> ThreadSheet:
    """The thread up and down from one thing that the viewer may see; one kind may be opened."""
    return kept(
        viewer,
        "thread",
        (kind, key, opened),
        lambda: _thread_of(viewer, kind, key, opened),
        worth_seconds=WORTH,
    )


def _thread_of(viewer: Standing, kind: str, key: int, opened: str) -> ThreadSheet:
    if kind not in set(Kind):
        raise ObjectDoesNotExist(kind)
    here = Kind(kind)
    thing = visible(viewer, here, things(here)).get(pk=key)
    bar = bar_of(viewer, kind, key)
    tied = {**reach(here, [key], down=False), **reach(here, [key], down=True)}
    layers = [
        _layer(viewer, knot, _told(viewer, here, knot.kind, tied), _most(knot.kind, opened))
        for knot in bar
        if knot.kind in BAR
    ]
    return ThreadSheet(
        kind=here,
        kind_label=str(LABELS[here]),
        title=str(thing),
        url=reverse(DETAIL[here], args=[key]) if here in DETAIL else "",
        bar=bar,
        layers=layers,
    )


def _told(viewer: Standing, here: Kind, kind: Kind, tied: dict[Kind, Rows]) -> Rows:
    """The rows of a layer; who took part is told only to those at work with it."""
    if kind is Kind.COMPANY and here not in ABOUT_COMPANIES:
        return seen_to_take_part(viewer, tied[Kind.ACTIVITY])
    return tied[kind]


def _most(kind: Kind, opened: str) -> int:
    return OPENED if kind == opened else FIRST


def _layer(viewer: Standing, knot: Knot, rows: Rows, most: int) -> Layer:
    seen = visible(viewer, knot.kind, rows)
    order = [F(field) for field in _ORDER.get(knot.kind, ("sort_key", "pk"))]
    first = list(seen.order_by(*order)[:most])
    count = len(first) if knot.here else knot.count
    return Layer(
        kind=knot.kind,
        label=knot.label,
        count=count,
        things=[(str(thing), reverse(DETAIL[knot.kind], args=[thing.pk])) for thing in first],
        here=knot.here,
        more=max((count or 0) - len(first), 0),
    )


_ORDER: dict[Kind, tuple[str, ...]] = {Kind.IMPROVEMENT: ("title", "pk")}
