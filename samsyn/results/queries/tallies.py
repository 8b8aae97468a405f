"""Every cell of a table of companies with all its totals, in one walk over the participations.

The database adds up what one company did (an index holds all that it needs), and what a company
is, its county, sector and size, is looked up beside. That is several times as quick as joining
each participation with its company. What comes out is kept until the data change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Sum as Total

from samsyn.directory.models import Organisation
from samsyn.directory.queries.kept import kept_for_all
from samsyn.results.queries.facts import (
    Filters,
    class_of,
    goal_classes,
    participations,
)
from samsyn.results.queries.reach import Rows
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.disclosure import Cell, Sum

NAMES = ("hours", "women", "men", "not_stated", "people", "participations")
PEOPLE = slice(1, 4)
OF_COMPANY = {
    Dimension.COUNTY: "county_id",
    Dimension.SECTOR: "sector_code",
    Dimension.SIZE: "size_class",
}
OF_PARTICIPATION = {Dimension.PROGRAMME: "activity__programme", Dimension.YEAR: "year"}

Keys = tuple[str | None, str | None]
"""The classes of row and column; None is the total over that side of the table."""
Sides = tuple[Dimension | None, Dimension | None]
Number = Decimal | int | None
Vector = Sequence[Number]
"""A company's hours, women, men, not stated and participations, in that order."""


@dataclass(slots=True)
class Adding:
    """Adds up one cell: each company comes once, with its own sums."""

    companies: int = 0
    sums: list[list[Decimal | int | None]] = field(
        default_factory=lambda: [[None, 0, 0] for _name in NAMES]
    )

    def add(self, vector: Vector) -> None:
        """Count a company with its sums, and remember the two largest parts of each sum."""
        self.companies += 1
        for held, value in zip(self.sums, vector, strict=True):
            if value is None:
                continue
            whole, largest, second = held
            held[0] = value if whole is None else whole + value
            if value > largest:  # type: ignore[operator]  # only the whole is ever None
                held[1], held[2] = value, largest
            elif value > second:  # type: ignore[operator]  # likewise
                held[2] = value

    def cell(self) -> Cell:
        return Cell(
            self.companies,
            {
                name: Sum(*(None if each is None else Decimal(each) for each in held))
                for name, held in zip(NAMES, self.sums, strict=True)
            },
        )


def cells_of(filters: Filters, sides: Sides) -> dict[Keys, Cell]:
    """The cells of a table by one or two dimensions, its totals, and the whole.

    Goals overlap and are asked for one at a time, so that an activity that serves two goals
    gives its hours to both and to the total once.
    """
    chosen = sorted((str(name), key) for name, key in filters.chosen.items())
    return kept_for_all("cells", (sides, chosen), lambda: _cells(filters, sides))


def _cells(filters: Filters, sides: Sides) -> dict[Keys, Cell]:
    everything = participations(filters, of_companies=False)
    row, column = sides
    if Dimension.GOAL not in sides:
        return _folded(filters, everything, sides)
    found: dict[Keys, Cell] = {}
    for goal, rows in [*goal_classes(filters), (None, everything)]:
        if row is Dimension.GOAL:
            some = _folded(filters, rows, (None, column))
            found |= {(goal, key): cell for (_none, key), cell in some.items()}
        else:
            some = _folded(filters, rows, (row, None))
            found |= {(key, goal): cell for (key, _none), cell in some.items()}
    return found


def _folded(filters: Filters, rows: Rows, sides: Sides) -> dict[Keys, Cell]:
    companies = _Companies(filters, sides)
    projections = _projections(sides)
    tallies: dict[Keys, Adding] = {}
    apart: dict[int, list[tuple[Keys, Vector]]] = {}
    for company, lines in groupby(_lines(rows, sides), key=itemgetter(0)):
        if not companies.counts(company):
            continue
        parts = [(companies.keys(company, classes), vector) for _company, classes, vector in lines]
        if company in companies.in_families:
            apart.setdefault(companies.merged.get(company, company), []).extend(parts)
        else:
            _add(tallies, parts, projections)
    for parts in apart.values():
        _add(tallies, parts, projections)
    return {keys: tally.cell() for keys, tally in tallies.items()}


def _lines(rows: Rows, sides: Sides) -> Iterator[tuple[int, tuple[object, ...], Vector]]:
    """For each company, and each class of what it did: its sums. Companies come together."""
    names = [OF_PARTICIPATION[one] for one in sides if one in OF_PARTICIPATION]
    grouped = (
        rows.order_by("company_id")
        .values("company_id", *names)
        .annotate(
            total_hours=Total("hours"),
            total_women=Total("women"),
            total_men=Total("men"),
            total_not_stated=Total("not_stated"),
            total_participations=Count("pk"),
        )
        .values_list(
            "company_id",
            *names,
            "total_hours",
            "total_women",
            "total_men",
            "total_not_stated",
            "total_participations",
        )
    )
    own = 1 + len(names)
    for row in grouped.iterator(chunk_size=5_000):
        yield row[0], row[1:own], row[own:]


Projection = Callable[[Keys], Keys]


def _projections(sides: Sides) -> list[Projection]:
    """The cell itself, its totals, and the whole; no total twice where a side is not cut."""
    row, column = sides
    found: list[Projection] = [lambda _keys: (None, None)]
    if row:
        found.append(lambda keys: (keys[0], None))
    if column:
        found.append(lambda keys: (None, keys[1]))
    if row and column:
        found.append(lambda keys: keys)
    return found


def _add(
    tallies: dict[Keys, Adding],
    parts: Sequence[tuple[Keys, Vector]],
    projections: Sequence[Projection],
) -> None:
    """Count one company in its cells, once in each total, and once in the whole."""
    for projected in projections:
        joined: dict[Keys, Vector] = {}
        for keys, vector in parts:
            key = projected(keys)
            joined[key] = _together(joined[key], vector) if key in joined else vector
        for key, vector in joined.items():
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = Adding()
            tally.add(_with_people(vector))


def _together(one: Vector, other: Vector) -> Vector:
    return [b if a is None else a if b is None else a + b for a, b in zip(one, other, strict=True)]


def _with_people(vector: Vector) -> Vector:
    """The sums with all people put in before the participations; None where none is known."""
    known = [number for number in vector[PEOPLE] if number is not None]
    return (*vector[:4], sum(known) if known else None, vector[4])


def merged_into() -> dict[int, int]:
    """The organisations that were found to be another, and which."""
    rows = Organisation.objects.filter(merged_into__isnull=False).order_by()
    return {key: into for key, into in rows.values_list("pk", "merged_into") if into is not None}


class _Companies:
    """What companies are: whom they were found to be, and their classes in a table."""

    def __init__(self, filters: Filters, sides: Sides) -> None:
        self.sides = sides
        self.chosen = {name: key for name, key in filters.chosen.items() if name in OF_COMPANY}
        asked = [name for name in OF_COMPANY if name in sides or name in self.chosen]
        self.places = {name: place for place, name in enumerate(asked)}
        self.merged = merged_into()
        self.in_families = {*self.merged, *self.merged.values()}
        self.classes: dict[int, tuple[str, ...]] = {}
        if asked:
            fields = [OF_COMPANY[name] for name in asked]
            rows = Organisation.objects.order_by().values_list("pk", *fields)
            self.classes = {
                key: tuple(map(class_of, asked, values))
                for key, *values in rows.iterator(chunk_size=5_000)
            }

    def counts(self, company: int) -> bool:
        """Whether the filters about companies leave it."""
        if not self.chosen:
            return True
        mine = self.classes[self.merged.get(company, company)]
        return all(mine[self.places[name]] == key for name, key in self.chosen.items())

    def keys(self, company: int, classes: Iterable[object]) -> Keys:
        """Its classes by row and column; `classes` are those of what it did."""
        mine = self.classes.get(self.merged.get(company, company), ())
        of_what_it_did = iter(classes)
        row, column = (
            None
            if side is None
            else mine[self.places[side]]
            if side in OF_COMPANY
            else class_of(side, next(of_what_it_did))
            for side in self.sides
        )
        return row, column


def companies_by_goal(filters: Filters) -> dict[Keys, Cell]:
    """The same for goals alone, with companies and no sums: much quicker than adding up."""
    chosen = sorted((str(name), key) for name, key in filters.chosen.items())
    return kept_for_all("companies by goal", (chosen,), lambda: _companies_by_goal(filters))


def _companies_by_goal(filters: Filters) -> dict[Keys, Cell]:
    merged = merged_into()
    classes = [*goal_classes(filters), (None, participations(filters, of_companies=False))]
    counted = {key: _companies_in(rows, merged) for key, rows in classes}
    return {(key, None): Cell(number) for key, number in counted.items() if number}


def _companies_in(rows: Rows, merged: Mapping[int, int]) -> int:
    """How many companies took part, where those that were found to be one count as one."""
    companies = rows.order_by().values("company_id").distinct()
    count: int = companies.count()
    if not merged:
        return count
    there = set(
        companies.filter(
            company__in=Organisation.objects.filter(merged_into__isnull=False)
        ).values_list("company_id", flat=True)
    )
    into = {merged[company] for company in there}
    already = companies.filter(company__in=into - there).count()
    return count - len(there) + len(into) - already
