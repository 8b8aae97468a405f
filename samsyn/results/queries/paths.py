"""The paths of companies, grants and activities between the layers of the thread diagram.

The database puts together who came to each activity, in the order of its index; a crowd is then a
number with one bit for each company, so a million participations take a second and a few megabytes.
Goals, programmes and places are told apart by their keys, as text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Case, CharField, Exists, F, Max, OuterRef, When
from django.db.models.functions import Cast

from samsyn.directory.models import Organisation
from samsyn.funding.models import CallGoal, Grant, GrantGoal
from samsyn.programme.models import (
    Activity,
    ActivityGoal,
    ImprovementActivity,
    ProgrammeGoal,
)
from samsyn.results.queries.facts import NOT_KNOWN, Filters, participations
from samsyn.results.queries.reach import Rows
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.ties import Crowds, Gap, Pair


class Together(Aggregate):
    """The texts of a group in one, with commas between them; none of them has a comma."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            function="STRING_AGG",
            template="%(function)s(%(expressions)s, ',')",
            **context,
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """What a picture is about: everything, a goal with those below it, or a programme.

    `under` says under which node of the goal layer each goal counts; others are not of the picture.
    """

    under: Mapping[int, str]
    filters: Filters
    goals: frozenset[int] | None = None
    programme: int | None = None


@dataclass(frozen=True, slots=True)
class CompanyPaths:
    """Companies between goals, programmes, kinds of activity, groups and results."""

    goal_programme: Crowds
    programme_kind: Crowds
    kind_group: Crowds
    group_result: Crowds


RESULTS = ("saved", "work_environment", "skills", "other")
"""What an improvement is noted as; a company may have several, or none."""
FEW = 5_000
"""Fewer companies than these are asked for by their keys, more are found among all."""


def company_paths(scope: Scope, by: Dimension) -> CompanyPaths:
    """Every company that took part, in every crowd it belongs to; and ties that nobody came by."""
    paths = CompanyPaths(Crowds(), Crowds(), Crowds(), Crowds())
    bits = _Bits()
    goals = _goals_by(_goal_links(scope), "activity_id", scope)
    rows = _activities(scope).values_list("pk", "programme_id", "kind")
    held = {key: (_key(programme), kind) for key, programme, kind in rows.iterator(5000)}
    for activity, companies in _companies_by_activity(scope):
        crowd = bits.crowd(companies)
        programme, kind = held[activity]
        paths.programme_kind.gather((programme, kind), crowd)
        for goal in goals.get(activity, {NOT_KNOWN}):
            paths.goal_programme.gather((goal, programme), crowd)
    _cut(paths, bits, by, _improved(scope))
    for pair in set(held.values()):
        paths.programme_kind.gather(pair, 0)
    for pair in _served(scope):
        paths.goal_programme.gather(pair, 0)
    return paths


class _Bits:
    """Which bit each company has; one that was found to be the same as another has the other's."""

    def __init__(self) -> None:
        rows = Organisation.objects.filter(merged_into__isnull=False).order_by()
        self.same = dict(rows.values_list("pk", "merged_into_id"))
        self.of: dict[int, int] = {}

    def crowd(self, companies: Iterable[int]) -> int:
        """The companies as the bits of one number; a company that is new gets a bit."""
        of, same = self.of, self.same
        places = [of.setdefault(same.get(key, key), len(of)) for key in companies]
        held = bytearray(len(of) // 8 + 1)
        for place in places:
            held[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(held, "little")


def _companies_by_activity(scope: Scope) -> Iterator[tuple[int, Iterable[int]]]:
    """Every activity with its companies, which the database has put together."""
    rows = participations(scope.filters).values_list("activity_id")
    together = rows.annotate(held=Together(Cast(F("company_id"), CharField())))
    for activity, held in together.iterator(chunk_size=2000):
        yield activity, map(int, held.split(","))


def _goal_links(scope: Scope) -> Rows:
    links = ActivityGoal.objects.order_by()
    if scope.goals is not None:
        return links.filter(goal__in=scope.goals)
    if scope.programme is not None:
        return links.filter(activity__programme=scope.programme)
    return links


def _cut(
    paths: CompanyPaths, bits: _Bits, by: Dimension, improved: Mapping[int, tuple[str, ...]]
) -> None:
    """Cut every kind's companies by size or county, and those by what they have noted."""
    kinds: dict[str, int] = defaultdict(int)
    for (_programme, kind), crowd in paths.programme_kind.items():
        kinds[kind] |= crowd
    noted: dict[str, list[int]] = defaultdict(list)
    for key, results in improved.items():
        for result in results:
            if key in bits.of:
                noted[result].append(key)
    found = {result: bits.crowd(keys) for result, keys in noted.items()}
    some = 0
    for crowd in found.values():
        some |= crowd
    for group, crowd in _groups(bits, by).items():
        for kind, there in kinds.items():
            if both := crowd & there:
                paths.kind_group.gather((kind, group), both)
        for result, there in found.items():
            if both := crowd & there:
                paths.group_result.gather((group, result), both)
        if none := crowd & ~some:
            paths.group_result.gather((group, NOT_KNOWN), none)


def _groups(bits: _Bits, by: Dimension) -> dict[str, int]:
    name = "county_id" if by is Dimension.COUNTY else "size_class"
    companies = Organisation.objects.order_by()
    if len(bits.of) < FEW:
        companies = companies.filter(pk__in=list(bits.of))
    members: dict[str, list[int]] = defaultdict(list)
    for key, group in companies.values_list("pk", name).iterator(5000):
        if key in bits.of:
            members[group or NOT_KNOWN].append(key)
    return {group: bits.crowd(keys) for group, keys in members.items()}


def _improved(scope: Scope) -> dict[int, tuple[str, ...]]:
    """What improvements each company has noted after an activity of the picture."""
    merged = When(
        improvement__company__merged_into__isnull=False,
        then=F("improvement__company__merged_into_id"),
    )
    links = ImprovementActivity.objects.order_by()
    if scope.filters.chosen:
        of_picture = participations(scope.filters).filter(activity=OuterRef("activity"))
        links = links.filter(Exists(of_picture))
    noted = {
        "saved": When(improvement__hours_saved_per_year__isnull=False, then=1),
        "money": When(improvement__saved_sek_per_year__isnull=False, then=1),
        "work_environment": When(improvement__work_environment=True, then=1),
        "skills": When(improvement__skills=True, then=1),
    }
    rows = (
        links.annotate(one=Case(merged, default=F("improvement__company_id")))
        .values_list("one")
        .annotate(
            saved=Max(Case(noted["saved"], noted["money"], default=0)),
            work_environment=Max(Case(noted["work_environment"], default=0)),
            skills=Max(Case(noted["skills"], default=0)),
            other=Max(1 - Case(*noted.values(), default=0)),
        )
    )
    return {
        one: tuple(name for name, flag in zip(RESULTS, flags, strict=True) if flag)
        for one, *flags in rows
    }


def _served(scope: Scope) -> set[Pair]:
    """The goals that programmes and their activities serve, also those that nobody came by yet."""
    found: set[Pair] = set()
    tables: list[tuple[Rows, str]] = [
        (ProgrammeGoal.objects.order_by(), "programme_id"),
        (ActivityGoal.objects.order_by(), "activity__programme_id"),
    ]
    for links, programme in tables:
        if scope.goals is not None:
            links = links.filter(goal__in=scope.goals)
        if scope.programme is not None:
            links = links.filter(**{programme: scope.programme})
        rows = links.values_list("goal_id", programme).distinct()
        found |= {(scope.under[goal], _key(key)) for goal, key in rows if goal in scope.under}
    return found


def _activities(scope: Scope) -> Rows:
    rows = Activity.objects.order_by()
    if scope.goals is not None:
        links = ActivityGoal.objects.filter(goal__in=scope.goals)
        rows = rows.filter(pk__in=links.order_by().values("activity"))
    return rows if scope.programme is None else rows.filter(programme=scope.programme)


def _key(value: object) -> str:
    return NOT_KNOWN if value is None else str(value)


def activity_paths(scope: Scope) -> list[Gap]:
    """Activities between goals, programmes, kinds and the counties they are held in."""
    activities = _activities(scope)
    goals = _goals_by(ActivityGoal.objects.filter(activity__in=activities), "activity_id", scope)
    rows = activities.values_list("pk", "programme_id", "kind", "county_id")
    gaps: list[Gap] = [Counter(), Counter(), Counter()]
    for key, held_in, kind, county in rows.iterator(5000):
        programme = _key(held_in)
        gaps[0][frozenset((goal, programme) for goal in goals.get(key, {NOT_KNOWN}))] += 1
        gaps[1][frozenset({(programme, kind)})] += 1
        gaps[2][frozenset({(kind, _key(county))})] += 1
    for pair in _served(scope):
        gaps[0][frozenset({pair})] += 0
    return gaps


def _goals_by(links: Rows, thing: str, scope: Scope) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for key, goal in links.order_by().values_list(thing, "goal_id").iterator(5000):
        if goal in scope.under:
            found[key].add(scope.under[goal])
    return found


def _grants(scope: Scope) -> Rows:
    rows = Grant.objects.order_by()
    if scope.goals is not None:
        links = GrantGoal.objects.filter(goal__in=scope.goals)
        rows = rows.filter(pk__in=links.order_by().values("grant"))
    return rows if scope.programme is None else rows.filter(programme=scope.programme)


def grant_paths(scope: Scope, *, kronor: bool) -> list[Gap]:
    """Grants, or all their kronor, between goals, money, programmes and the counties they name."""
    grants = _grants(scope)
    goals = _goals_by(GrantGoal.objects.filter(grant__in=grants), "grant_id", scope)
    counties: dict[int, list[str]] = defaultdict(list)
    named = Grant.counties.through.objects.filter(grant__in=grants)
    for key, county in named.order_by().values_list("grant_id", "county_id").iterator(5000):
        counties[key].append(county)
    rows = grants.values_list(
        "pk", "decision__application__call_id", "area", "programme_id", "granted_sek"
    )
    gaps: list[Gap] = [Counter(), Counter(), Counter()]
    for key, call, area, paid, sek in rows.iterator(5000):
        money, programme = money_key(call, area), _key(paid)
        amount = sek if kronor else 1
        gaps[0][frozenset((goal, money) for goal in goals.get(key, {NOT_KNOWN}))] += amount
        gaps[1][frozenset({(money, programme)})] += amount
        places = counties.get(key, [NOT_KNOWN])
        gaps[2][frozenset((programme, place) for place in places)] += amount
    for goal, call in _called(scope):
        gaps[0][frozenset({(goal, call)})] += 0
    return gaps


def money_key(call: int | None, area: str) -> str:
    """Where money comes from: a call made here, or the area of a list of grants."""
    return f"area {area}" if call is None else f"call {call}"


def _called(scope: Scope) -> set[Pair]:
    links = CallGoal.objects.order_by()
    if scope.goals is not None:
        links = links.filter(goal__in=scope.goals)
    if scope.programme is not None:
        links = links.none()
    rows = links.values_list("goal_id", "call_id")
    return {(scope.under[goal], money_key(call, "")) for goal, call in rows if goal in scope.under}


def money_of_programmes(scope: Scope) -> Mapping[str, Sequence[str]]:
    """By which money each programme is paid; a programme that is not there has none."""
    rows = Grant.objects.filter(programme__isnull=False).order_by()
    if scope.programme is not None:
        rows = rows.filter(programme=scope.programme)
    found: dict[str, set[str]] = defaultdict(set)
    for programme, call, area in rows.values_list(
        "programme_id", "decision__application__call_id", "area"
    ).distinct():
        found[str(programme)].add(money_key(call, area))
    return {programme: sorted(money) for programme, money in found.items()}


def tied_goals() -> set[int]:
    """The goals that a call aims at or that a grant, a programme or an activity serves."""
    tied: set[int] = set()
    for links in (CallGoal, GrantGoal, ProgrammeGoal, ActivityGoal):
        tied |= set(links._default_manager.order_by().values_list("goal_id", flat=True).distinct())
    return tied
