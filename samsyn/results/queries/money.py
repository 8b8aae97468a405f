"""Kronor granted, by goal, county, programme and year. Awards are public: nothing is hidden."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, ExtractYear

from samsyn.funding.models import Grant, GrantGoal
from samsyn.results.queries.facts import NOT_KNOWN, Filters
from samsyn.results.queries.reach import Rows, goals_below
from samsyn.results.rules.counting import Dimension
from samsyn.strategy.models import Goal

CUT_BY = frozenset({Dimension.GOAL, Dimension.COUNTY, Dimension.PROGRAMME, Dimension.YEAR})
"""Kronor cannot be cut by sector or size: a grant has a recipient, not a company."""

Money = tuple[int, Decimal]
MoneyKeys = tuple[str, ...]


def money_by(filters: Filters, dimensions: tuple[Dimension, ...]) -> dict[MoneyKeys, Money] | None:
    """Grants and kronor for every combination of classes, or None where they cannot be cut so.

    A grant over several counties counts whole in each of them, and once in every total.
    """
    if not CUT_BY.issuperset({*dimensions, *filters.chosen}):
        return None
    grants = grants_in(filters)
    if Dimension.GOAL not in dimensions:
        return _grouped(grants, dimensions)
    place = dimensions.index(Dimension.GOAL)
    rest = dimensions[:place] + dimensions[place + 1 :]
    found: dict[MoneyKeys, Money] = {}
    for key, rows in _goal_classes(filters, grants):
        for keys, money in _grouped(rows, rest).items():
            found[(*keys[:place], key, *keys[place:])] = money
    return found


def grants_in(filters: Filters) -> Rows:
    """The grants that the filters leave, as rows; awards are public."""
    grants = Grant.objects.order_by()
    for dimension, key in filters.chosen.items():
        if dimension is Dimension.GOAL:
            grants = grants.filter(pk__in=_under(goals_below([int(key)])))
        elif dimension is Dimension.COUNTY:
            named = Grant.counties.through.objects.filter(county_id=key).values("grant_id")
            grants = grants.filter(pk__in=named)
        elif dimension is Dimension.PROGRAMME:
            grants = grants.filter(programme=int(key) if key else None)
        else:
            grants = grants.filter(starts_on__year=int(key)) if key else grants.none()
    return grants


def _under(goals: set[int]) -> Rows:
    return GrantGoal.objects.filter(goal__in=goals).order_by().values("grant")


def _goal_classes(filters: Filters, grants: Rows) -> list[tuple[str, Rows]]:
    above = filters.chosen.get(Dimension.GOAL)
    goals = Goal.objects.filter(above=int(above) if above else None)
    classes, all_below = [], set[int]()
    for goal in goals.order_by("sort_key", "pk").values_list("pk", flat=True):
        below = goals_below([goal])
        all_below |= below
        classes.append((str(goal), grants.filter(pk__in=_under(below))))
    classes.append((NOT_KNOWN, grants.exclude(pk__in=_under(all_below))))
    return classes


def _grouped(grants: Rows, dimensions: tuple[Dimension, ...]) -> dict[MoneyKeys, Money]:
    classes: dict[Dimension, Any] = {
        Dimension.COUNTY: F("counties"),
        Dimension.PROGRAMME: F("programme_id"),
        Dimension.YEAR: ExtractYear("starts_on"),
    }
    names = {f"by_{dimension}": classes[dimension] for dimension in dimensions}
    if not names:
        whole = grants.aggregate(n=Count("pk"), sek=Coalesce(Sum("granted_sek"), Decimal(0)))
        return {(): (whole["n"], whole["sek"])} if whole["n"] else {}
    rows = (
        grants.annotate(**names)
        .values(*names)
        .annotate(n=Count("pk", distinct=True), sek=Sum("granted_sek"))
    )
    return {
        tuple(NOT_KNOWN if row[name] is None else str(row[name]) for name in names): (
            row["n"],
            row["sek"],
        )
        for row in rows
    }
