"""The facts behind every count: participations grouped by company and by what one cuts them with.

A company that was found to be the same as another counts as that other, with its county,
sector and size, so that it stands in exactly one class of each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.functions import Left

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import ActivityGoal, Participation
from samsyn.results.queries.reach import Rows, goals_below
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.disclosure import Cell, Sum
from samsyn.strategy.models import Goal

NOT_KNOWN = ""
"""The key of the class for what is not known, or under none of the goals."""
COMPANY_CLASSES = (Dimension.COUNTY, Dimension.SECTOR, Dimension.SIZE)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a table is cut down to: at most one class of each dimension, by its key."""

    chosen: Mapping[Dimension, str] = field(default_factory=dict)

    def without(self, dimension: Dimension) -> "Filters":
        return Filters({name: key for name, key in self.chosen.items() if name != dimension})

    def and_also(self, dimension: Dimension, key: str) -> "Filters":
        return Filters({**self.chosen, dimension: key})


def _of_company(name: str) -> Case:
    merged = When(company__merged_into__isnull=False, then=F(f"company__merged_into__{name}"))
    return Case(merged, default=F(f"company__{name}"))


def _classes() -> dict[Dimension, Any]:
    return {
        Dimension.COUNTY: _of_company("county_id"),
        Dimension.SECTOR: Left(_of_company("sector_code"), 2),
        Dimension.SIZE: _of_company("size_class"),
        Dimension.PROGRAMME: F("activity__programme_id"),
        Dimension.YEAR: F("year"),
    }


def class_of(dimension: Dimension, value: object) -> str:
    """The key of the class that a value of a column belongs to."""
    if value is None or value == "":
        return NOT_KNOWN
    return str(value)[:2] if dimension is Dimension.SECTOR else str(value)


def participations(filters: Filters, *, of_companies: bool = True) -> Rows:
    """The participations that the filters leave, as rows. Who may see them is asked elsewhere.

    Without `of_companies` the filters about companies are left to the caller.
    """
    rows = Participation.objects.order_by()
    classes = _classes()
    for dimension, key in filters.chosen.items():
        if dimension is Dimension.GOAL:
            rows = rows.filter(activity__in=_activities_under(goals_below([int(key)])))
            continue
        if dimension in COMPANY_CLASSES and not of_companies:
            continue
        name = f"in_{dimension}"
        rows = rows.annotate(**{name: classes[dimension]})
        if key == NOT_KNOWN:
            rows = rows.filter(Q(**{f"{name}__isnull": True}) | _empty(dimension, name))
        else:
            rows = rows.filter(**{name: key})
    return rows


def _empty(dimension: Dimension, name: str) -> Q:
    """Text that is empty is not known too; keys and years cannot be empty text."""
    texts = {Dimension.SECTOR, Dimension.SIZE}
    return Q(**{name: ""}) if dimension in texts else Q(pk__in=[])


def _activities_under(goals: set[int]) -> Rows:
    return ActivityGoal.objects.filter(goal__in=goals).order_by().values("activity")


@dataclass(slots=True)
class Tally:
    """Adds up one cell: each company comes once, with its own sums."""

    companies: int = 0
    sums: dict[str, list[Decimal | None]] = field(default_factory=dict)

    def add(self, values: Mapping[str, Decimal | int | None]) -> None:
        self.companies += 1
        for name, value in values.items():
            total = self.sums.setdefault(name, [None, Decimal(0), Decimal(0)])
            if value is None:
                continue
            part = Decimal(value)
            total[0] = (total[0] or Decimal(0)) + part
            largest, second = total[1] or Decimal(0), total[2] or Decimal(0)
            if part > largest:
                total[1], total[2] = part, largest
            elif part > second:
                total[2] = part

    def cell(self) -> Cell:
        return Cell(self.companies, {name: Sum(*numbers) for name, numbers in self.sums.items()})


def goal_classes(filters: Filters) -> Iterator[tuple[str, Rows]]:
    """The goals right under the chosen goal (or at the top), each with its participations.

    The last class holds what serves none of them. The filters about companies are left to the
    caller.
    """
    above = filters.chosen.get(Dimension.GOAL)
    rows = participations(filters, of_companies=False)
    goals = Goal.objects.filter(above=int(above)) if above else Goal.objects.filter(above=None)
    all_below: set[int] = set()
    for goal in goals.order_by("sort_key", "pk").values_list("pk", flat=True):
        below = goals_below([goal])
        all_below |= below
        yield str(goal), rows.filter(activity__in=_activities_under(below))
    yield NOT_KNOWN, rows.exclude(activity__in=_activities_under(all_below))


def sees_all(viewer: Standing, rows: Rows, sight: Q) -> bool:
    """Whether the viewer may see every one of the participations: then nothing is hidden."""
    return viewer.operator or (viewer.signed_in and not rows.exclude(sight).exists())
