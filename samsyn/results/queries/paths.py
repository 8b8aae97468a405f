"""The paths of companies, grants and activities between the layers of the thread diagram.

The database puts together what one company has, so Python walks over companies and never over
participations; goals, programmes and places are told apart by their keys, as text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Case, CharField, Exists, F, Max, OuterRef, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

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
from samsyn.results.rules.ties import Gap, Pair, Path


class Together(Aggregate):
    """The different texts of a group in one, with commas between them; none of them has a comma."""

    function = "GROUP_CONCAT"
    allow_distinct = True
    output_field = CharField()

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, distinct=True)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            function="STRING_AGG",
            template="%(function)s(%(distinct)s%(expressions)s, ',')",
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
    """Companies by path between goals, programmes, kinds of activity, groups and results."""

    goal_programme: Gap
    programme_kind: Gap
    kind_group: Gap
    group_result: Gap


RESULTS = ("saved", "work_environment", "skills", "other")
"""What an improvement is noted as; a company may have several, or none."""
_MERGED = When(company__merged_into__isnull=False, then=F("company__merged_into_id"))


def _text(field: str) -> Any:
    return Coalesce(Cast(F(field), CharField()), Value(""))


def company_paths(scope: Scope, by: Dimension) -> CompanyPaths:
    """Every company that took part, once on each path; and ties that nobody has come by yet."""
    improved = _improved(scope)
    paths = CompanyPaths(_goals_of_companies(scope), Counter(), Counter(), Counter())
    read: dict[tuple[str, str], tuple[Path, Path]] = {}
    for one, group, held in _kinds_by_company(scope, by):
        if (held, group) not in read:
            read[held, group] = _work_of(held, group)
        programme_kind, kind_group = read[held, group]
        paths.programme_kind[programme_kind] += 1
        paths.kind_group[kind_group] += 1
        results = improved.get(one, ("",))
        paths.group_result[frozenset((group, result) for result in results)] += 1
    for programme, kind in planned(scope):
        paths.programme_kind[frozenset({(programme, kind)})] += 0
    for goal, programme in _served(scope):
        paths.goal_programme[frozenset({(goal, programme)})] += 0
    return paths


def _work_of(held: str, group: str) -> tuple[Path, Path]:
    pairs = [_pair(text) for text in held.split(",")]
    return frozenset(pairs), frozenset((kind, group) for _programme, kind in pairs)


def _pair(text: str) -> Pair:
    one, _dot, other = text.partition(".")
    return one, other


def _kinds_by_company(scope: Scope, by: Dimension) -> Iterator[tuple[int, str, str]]:
    name = {Dimension.COUNTY: "county_id"}.get(by, "size_class")
    merged = When(company__merged_into__isnull=False, then=F(f"company__merged_into__{name}"))
    rows = participations(scope.filters).annotate(
        one=Case(_MERGED, default=F("company_id")),
        group=Coalesce(Case(merged, default=F(f"company__{name}")), Value("")),
    )
    held = Together(Concat(_text("activity__programme_id"), Value("."), F("activity__kind")))
    yield from rows.values_list("one", "group").annotate(held=held).iterator(chunk_size=5000)


def _goals_of_companies(scope: Scope) -> Gap:
    rows = participations(scope.filters).annotate(one=Case(_MERGED, default=F("company_id")))
    goal = _text("activity__goal_links__goal_id")
    held = Together(Concat(goal, Value("."), _text("activity__programme_id")))
    texts = Counter(
        text for _one, text in rows.values_list("one").annotate(held=held).iterator(5000)
    )
    gap: Gap = Counter()
    for text, companies in texts.items():
        pairs = {
            (goal, programme)
            for key, programme in map(_pair, text.split(","))
            if (goal := scope.under.get(int(key)) if key else NOT_KNOWN) is not None
        }
        gap[frozenset(pairs)] += companies
    return gap


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


def planned(scope: Scope) -> list[Pair]:
    """The programmes and kinds of the activities there are, also of those nobody came to."""
    rows = _activities(scope).values_list("programme_id", "kind").distinct()
    return [(_key(programme), kind) for programme, kind in rows]


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
