"""The facts behind every count: participations grouped by company and by what one cuts them with.

A company that was found to be the same as another counts as that other, with its county,
sector and size, so that it stands in exactly one class of each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, Sum as Total, When
from django.db.models.functions import Left

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import ActivityGoal, Participation
from samsyn.results.queries.reach import Rows, goals_below
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.disclosure import Cell, Sum
from samsyn.strategy.models import Goal

NOT_KNOWN = ""
"""The key of the class for what is not known, or under none of the goals."""
SUMS = ("hours", "women", "men", "not_stated")


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


def participations(filters: Filters) -> Rows:
    """The participations that the filters leave, as rows. Who may see them is asked elsewhere."""
    rows = Participation.objects.order_by()
    classes = _classes()
    for dimension, key in filters.chosen.items():
        if dimension is Dimension.GOAL:
            rows = rows.filter(activity__in=_activities_under(goals_below([int(key)])))
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


Keys = tuple[str, ...]


def tallies(filters: Filters, dimensions: tuple[Dimension, ...]) -> dict[Keys, Tally]:
    """For every combination of classes: its companies, each once, and their sums.

    Goals overlap and are asked for one at a time, so that an activity that serves two goals
    gives its hours to both and to the total once.
    """
    found: dict[Keys, Tally] = {}
    if Dimension.GOAL in dimensions:
        place = dimensions.index(Dimension.GOAL)
        rest = dimensions[:place] + dimensions[place + 1 :]
        for key, rows in goal_classes(filters):
            for keys, values in _grouped(rows, rest):
                whole = (*keys[:place], key, *keys[place:])
                found.setdefault(whole, Tally()).add(values)
        return found
    for keys, values in _grouped(participations(filters), dimensions):
        found.setdefault(keys, Tally()).add(values)
    return found


def goal_classes(filters: Filters) -> Iterator[tuple[str, Rows]]:
    """The goals right under the chosen goal (or at the top), each with its participations.

    The last class holds what serves none of them.
    """
    above = filters.chosen.get(Dimension.GOAL)
    rows = participations(filters)
    goals = Goal.objects.filter(above=int(above)) if above else Goal.objects.filter(above=None)
    all_below: set[int] = set()
    for goal in goals.order_by("sort_key", "pk").values_list("pk", flat=True):
        below = goals_below([goal])
        all_below |= below
        yield str(goal), rows.filter(activity__in=_activities_under(below))
    yield NOT_KNOWN, rows.exclude(activity__in=_activities_under(all_below))


def _grouped(
    rows: Rows, dimensions: tuple[Dimension, ...]
) -> Iterator[tuple[Keys, dict[str, Any]]]:
    classes = _classes()
    names = {f"by_{dimension}": classes[dimension] for dimension in dimensions}
    one = Case(
        When(company__merged_into__isnull=False, then=F("company__merged_into_id")),
        default=F("company_id"),
    )
    grouped = (
        rows.annotate(one=one, **names)
        .values("one", *names)
        .annotate(
            **{f"total_{name}": Total(name) for name in SUMS}, total_participations=Count("pk")
        )
    )
    for row in grouped.iterator(chunk_size=2000):
        values = {name: row[f"total_{name}"] for name in SUMS}
        people = [values[name] for name in ("women", "men", "not_stated")]
        known = [number for number in people if number is not None]
        values["people"] = sum(known) if known else None
        values["participations"] = row["total_participations"]
        keys = tuple(NOT_KNOWN if row[name] is None else str(row[name]) for name in names)
        yield keys, values


def sees_all(viewer: Standing, rows: Rows, sight: Q) -> bool:
    """Whether the viewer may see every one of the participations: then nothing is hidden."""
    return viewer.operator or (viewer.signed_in and not rows.exclude(sight).exists())
