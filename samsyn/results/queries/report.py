"""What a report is about, and its rows: exactly what the viewer may see on the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Case, Count, F, Max, Min, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from samsyn.directory.models import Organisation
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant
from samsyn.programme.models import ACTIVITY_NAMES, Activity, Participation, Party, Programme
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.results.queries.bar import LABELS, Knot, bar_of, bar_of_all
from samsyn.results.queries.facts import Filters
from samsyn.results.queries.money import money_by
from samsyn.results.queries.reach import Rows, reach, things
from samsyn.results.queries.visible import participation_sight, visible
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.strands import Kind
from samsyn.strategy.models import Goal

REPORTED = frozenset({Kind.GOAL, Kind.PROGRAMME})
"""What a report can be about, besides the whole."""
IN_REPORT = (
    Kind.DIALOGUE,
    Kind.GOAL,
    Kind.CALL,
    Kind.APPLICATION,
    Kind.GRANT,
    Kind.PROGRAMME,
    Kind.ACTIVITY,
    Kind.IMPROVEMENT,
)
"""Kinds whose rows a report has; companies come by what they took part in."""


MOST_DRAWN = 100_000
"""Participations from which a picture by companies costs more memory than a server has."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: the whole (no kind), a goal or a programme.

    `rows` are the things of every kind that it is tied to, as far as the viewer may see them.
    """

    kind: Kind | None
    key: int | None
    title: str
    kind_label: str
    bar: list[Knot]
    rows: Mapping[Kind, Rows]
    filters: Filters


def scope_of(viewer: Standing, kind: str | None = None, key: int | None = None) -> Scope:
    """What a report of the whole, or of one goal or programme, is about; else DoesNotExist."""
    if kind is None or key is None:
        rows = {each: visible(viewer, each, things(each)) for each in IN_REPORT}
        return Scope(None, None, "", "", bar_of_all(viewer), rows, Filters())
    if kind not in REPORTED:
        raise ObjectDoesNotExist(kind)
    here = Kind(kind)
    thing = visible(viewer, here, things(here)).get(pk=key)
    tied = {**reach(here, [key], down=False), **reach(here, [key], down=True)}
    return Scope(
        kind=here,
        key=key,
        title=str(thing),
        kind_label=str(LABELS[here]),
        bar=bar_of(viewer, kind, key),
        rows={
            each: visible(viewer, each, tied.get(each, things(each).none())) for each in IN_REPORT
        },
        filters=Filters({Dimension(kind): str(key)}),
    )


@dataclass(frozen=True, slots=True)
class GrantTotals:
    """The grants of a report together, each once."""

    grants: int
    sek: Decimal
    recipients: int
    first_year: int | None
    last_year: int | None


def grant_totals(viewer: Standing, scope: Scope) -> GrantTotals:
    """How many grants, kronor and recipients; organisations found to be the same count as one."""
    found = visible(viewer, Kind.GRANT, scope.rows[Kind.GRANT]).aggregate(
        grants=Count("pk"),
        sek=Coalesce(Sum("granted_sek"), Decimal(0)),
        recipients=Count(Coalesce("recipient__merged_into_id", "recipient_id"), distinct=True),
        first=Min("starts_on"),
        last=Max("starts_on"),
    )
    first, last = found["first"], found["last"]
    return GrantTotals(
        found["grants"],
        found["sek"],
        found["recipients"],
        first.year if first else None,
        last.year if last else None,
    )


def largest_grants(viewer: Standing, scope: Scope, most: int) -> list[Grant]:
    """The largest of the grants, the largest first."""
    rows = Grant.objects.filter(pk__in=_keys(visible(viewer, Kind.GRANT, scope.rows[Kind.GRANT])))
    return list(rows.select_related("recipient").order_by("-granted_sek", "pk")[:most])


def money_of_goals(viewer: Standing, scope: Scope) -> dict[str, tuple[int, Decimal]]:
    """Grants and kronor for the goals right under the goal, or at the top. Awards are open."""
    found = money_by(scope.filters, (Dimension.GOAL,)) or {}
    return {keys[0]: money for keys, money in found.items()}


def goals_right_below(viewer: Standing, scope: Scope) -> list[Goal]:
    """The goals right under the goal of the report, or those at the top."""
    rows = visible(viewer, Kind.GOAL, Goal.objects.filter(above=scope.key))
    return list(rows.order_by("sort_key", "pk"))


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme with its parties of today, by their part in it."""

    programme: Programme
    parties: list[Party]


def programme_lines(viewer: Standing, scope: Scope, most: int) -> list[ProgrammeLine]:
    """The programmes in Swedish order, with partners, stakeholders and financiers of today."""
    rows = Programme.objects.filter(pk__in=_keys(scope.rows[Kind.PROGRAMME]))
    found = list(rows.select_related("host").order_by("sort_key", "pk")[:most])
    parties: dict[int, list[Party]] = {programme.pk: [] for programme in found}
    today = Party.objects.filter(
        may_see(viewer, "party", owner="programme__host"), programme__in=list(parties)
    )
    for party in today.select_related("organisation").order_by("organisation__sort_key", "pk"):
        if party.from_on <= viewer.on and (party.until_on is None or party.until_on >= viewer.on):
            parties[party.programme_id].append(party)
    return [ProgrammeLine(programme, parties[programme.pk]) for programme in found]


def activity_groups(viewer: Standing, scope: Scope) -> list[tuple[int, str, int]]:
    """Year, kind in words and number of the activities that the viewer may see."""
    seen = visible(viewer, Kind.ACTIVITY, scope.rows[Kind.ACTIVITY])
    rows = Activity.objects.filter(pk__in=_keys(seen)).order_by()
    grouped = rows.values("starts_on__year", "kind").annotate(n=Count("pk"))
    return sorted(
        (row["starts_on__year"], str(ACTIVITY_NAMES[ActivityKind(row["kind"])]), row["n"])
        for row in grouped
    )


def first_of(viewer: Standing, scope: Scope, kind: Kind, most: int) -> list[Any]:
    """The first few things of a kind in the order of their lists: newest or by title."""
    order = {
        Kind.ACTIVITY: ("-starts_on", "-pk"),
        Kind.DIALOGUE: ("-opens_on", "-pk"),
        Kind.CALL: ("-opens_on", "-pk"),
        Kind.IMPROVEMENT: ("-happened_on", "-pk"),
    }
    rows = visible(viewer, kind, scope.rows[kind])
    return list(rows.order_by(*order.get(kind, ("sort_key", "pk")))[:most])


def companies_in(viewer: Standing, scope: Scope) -> QuerySet[Organisation]:
    """The companies that the viewer may see took part, each once, in Swedish order.

    Who took part is for those at work with it: others get none by name, whatever the count.
    """
    rows = Participation.objects.filter(participation_sight(viewer))
    if scope.kind is not None:
        rows = rows.filter(activity__in=_keys(scope.rows[Kind.ACTIVITY]))
    one = Case(
        When(company__merged_into__isnull=False, then=F("company__merged_into_id")),
        default=F("company_id"),
    )
    return (
        Organisation.objects.filter(may_see(viewer, "company entry", company="pk"))
        .filter(pk__in=rows.order_by().annotate(one=one).values("one"))
        .select_related("county", "municipality")
        .order_by("sort_key", "pk")
    )


def not_counted(viewer: Standing, scope: Scope) -> tuple[int, int]:
    """Of the participations that the viewer may see: how many say nothing of who came, and all."""
    rows = Participation.objects.filter(participation_sight(viewer)).order_by()
    if scope.kind is not None:
        rows = rows.filter(activity__in=_keys(scope.rows[Kind.ACTIVITY]))
    silent = rows.filter(women__isnull=True, men__isnull=True, not_stated__isnull=True)
    return silent.count(), rows.count()


def picture_measure(viewer: Standing, scope: Scope) -> str:
    """What the widths of the picture are: companies, or grants where those are too many."""
    rows = Participation.objects.order_by()
    if scope.kind is not None:
        rows = rows.filter(activity__in=_keys(scope.rows[Kind.ACTIVITY]))
    return "grants" if rows.count() > MOST_DRAWN else "companies"


def _keys(rows: Rows) -> Rows:
    return rows.order_by().values("pk")
