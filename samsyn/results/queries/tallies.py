"""Every cell of a table of companies with all its totals, in one walk over the participations.

The database adds up what one company did (an index holds all that it needs), and what a company
is, its county, sector and size, is looked up beside. That is several times as quick as joining
each participation with its company. What comes out is kept until the data change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, groupby
from operator import itemgetter

from django.db.models import BigIntegerField, Count, Sum as Total
from django.db.models.functions import Cast, Round

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
OF_COMPANY = {
    Dimension.COUNTY: "county_id",
    Dimension.SECTOR: "sector_code",
    Dimension.SIZE: "size_class",
}
OF_PARTICIPATION = {Dimension.PROGRAMME: "activity__programme", Dimension.YEAR: "year"}

Keys = tuple[str | None, str | None]
"""The classes of row and column; None is the total over that side of the table."""
Sides = tuple[Dimension | None, Dimension | None]
Vector = Sequence[int | None]
"""A company's sums, in the order of the names; hours as hundredths, so that all are whole."""
HUNDREDTHS = 100
WAITING = 200
"""So many companies of a cell are added up at a time: quicker than one by one, and soon let go."""


@dataclass(slots=True)
class Running:
    """One sum of a cell as far as it is added up; the whole is None while nothing is known."""

    whole: int | None = None
    largest: int = 0
    second: int = 0

    def add(self, numbers: Sequence[int | None]) -> None:
        """Add the numbers of several companies, and remember the two largest of all."""
        known = [number for number in numbers if number is not None]
        if not known:
            return
        self.whole = sum(known, self.whole or 0)
        if max(known) > self.second:
            self.second, self.largest = sorted((self.second, self.largest, *known))[-2:]

    def merge(self, other: "Running") -> None:
        """Add what another has added up, of other companies."""
        if other.whole is not None:
            self.whole = (self.whole or 0) + other.whole
            four = self.second, self.largest, other.second, other.largest
            self.second, self.largest = sorted(four)[-2:]

    def sum(self, unit: int) -> Sum:
        """The sum, when its numbers are counted in parts of so many to one."""
        held = (self.whole, self.largest, self.second)
        return Sum(*(None if each is None else Decimal(each) / unit for each in held))


@dataclass(slots=True)
class Adding:
    """Adds up one cell: each company comes once, with its own sums."""

    companies: int = 0
    sums: list[Running] = field(default_factory=lambda: [Running() for _name in NAMES])
    waiting: list[Vector] = field(default_factory=list)

    def add(self, vector: Vector) -> None:
        """Count a company with its sums."""
        self.waiting.append(vector)
        if len(self.waiting) == WAITING:
            self._fold()

    def _fold(self) -> None:
        self.companies += len(self.waiting)
        for held, numbers in zip(self.sums, zip(*self.waiting, strict=True), strict=False):
            held.add(numbers)
        self.waiting.clear()

    def merge(self, other: "Adding") -> None:
        """Count also the companies of another cell, none of which is in this one."""
        other._fold()
        self.companies += other.companies
        for held, more in zip(self.sums, other.sums, strict=True):
            held.merge(more)

    def cell(self) -> Cell:
        self._fold()
        return Cell(
            self.companies,
            {
                name: held.sum(HUNDREDTHS if name == "hours" else 1)
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
    tallies: dict[Keys, Adding] = {}
    apart: dict[int, list[tuple[Keys, Vector]]] = {}
    for company, lines in groupby(_lines(rows, sides), key=itemgetter(0)):
        if not companies.counts(company):
            continue
        parts = companies.parts(company, lines)
        if company in companies.in_families:
            apart.setdefault(companies.merged.get(company, company), []).extend(parts)
        else:
            _add(tallies, parts, sides)
    for parts in apart.values():
        _add(tallies, parts, sides)
    _add_totals(tallies, sides)
    return {keys: tally.cell() for keys, tally in tallies.items()}


Line = tuple[int, tuple[object, ...], Vector]
"""A company, the classes of something that it did, and its sums there."""


def _lines(rows: Rows, sides: Sides) -> Iterator[Line]:
    """For each company, and each class of what it did: its sums. Companies come together."""
    names = [OF_PARTICIPATION[one] for one in sides if one in OF_PARTICIPATION]
    grouped = (
        rows.order_by("company_id")
        .values("company_id", *names)
        .annotate(
            total_hours=Cast(Round(Total("hours") * HUNDREDTHS), BigIntegerField()),
            total_women=Total("women"),
            total_men=Total("men"),
            total_not_stated=Total("not_stated"),
            total_participations=Count("*"),
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
    # Plain rows as the database gives them: making sure of every number's type takes as long again.
    compiler = grouped.query.get_compiler(grouped.db)
    chunks = compiler.execute_sql(chunked_fetch=True, chunk_size=5_000)
    for row in chain.from_iterable(chunks or ()):
        hours, women, men, not_stated, times = row[own:]
        known = not (women is None and men is None and not_stated is None)
        people = (women or 0) + (men or 0) + (not_stated or 0) if known else None
        yield row[0], row[1:own], (hours, women, men, not_stated, people, times)


def _add(tallies: dict[Keys, Adding], parts: Sequence[tuple[Keys, Vector]], sides: Sides) -> None:
    """Count one company in its cells, and once in each total that is not made of other cells."""
    apart: dict[Keys, list[Vector]] = {}
    for keys, vector in parts:
        apart.setdefault(keys, []).append(vector)
    cells = {keys: _together(vectors) for keys, vectors in apart.items()}
    row, column = sides
    if row and column:
        for keys, vector in cells.items():
            _tally(tallies, keys).add(vector)
    whole = _together(list(cells.values()))
    if row and column not in OF_COMPANY:
        for key, vector in _totals(cells, 0, whole):
            _tally(tallies, (key, None)).add(vector)
    if column and row not in OF_COMPANY:
        for key, vector in _totals(cells, 1, whole):
            _tally(tallies, (None, key)).add(vector)
    if not OF_COMPANY.keys() & set(sides):
        _tally(tallies, (None, None)).add(whole)


def _add_totals(tallies: dict[Keys, Adding], sides: Sides) -> None:
    """Make the totals over classes that each company is in one of: no company comes twice."""
    row, column = sides
    if row and column in OF_COMPANY:
        _merge(tallies, [(keys, (keys[0], None)) for keys in tallies if None not in keys])
    if column and row in OF_COMPANY:
        _merge(tallies, [(keys, (None, keys[1])) for keys in tallies if None not in keys])
    if row in OF_COMPANY:
        _merge(tallies, [(keys, (None, None)) for keys in tallies if _is_total(keys, 1)])
    elif column in OF_COMPANY:
        _merge(tallies, [(keys, (None, None)) for keys in tallies if _is_total(keys, 0)])


def _is_total(keys: Keys, over: int) -> bool:
    """Whether it is a total over that side, and not the whole."""
    return keys[over] is None and keys[1 - over] is not None


def _merge(tallies: dict[Keys, Adding], steps: Iterable[tuple[Keys, Keys]]) -> None:
    for part, total in steps:
        _tally(tallies, total).merge(tallies[part])


def _tally(tallies: dict[Keys, Adding], keys: Keys) -> Adding:
    tally = tallies.get(keys)
    if tally is None:
        tally = tallies[keys] = Adding()
    return tally


def _totals(
    cells: Mapping[Keys, Vector], side: int, whole: Vector
) -> Iterable[tuple[str | None, Vector]]:
    """The company's cells added up over the other side of the table."""
    found: dict[str | None, list[Vector]] = {}
    for keys, vector in cells.items():
        found.setdefault(keys[side], []).append(vector)
    if len(found) == 1:
        return [(key, whole) for key in found]
    return [(key, _together(vectors)) for key, vectors in found.items()]


def _together(vectors: Sequence[Vector]) -> Vector:
    """The sums added up, each of what is known; None where nothing is."""
    if len(vectors) == 1:
        return vectors[0]
    return [
        sum(numbers) if None not in numbers else _known_sum(numbers)
        for numbers in zip(*vectors, strict=True)
    ]


def _known_sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


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
        self.did = [_Keys(side) if side in OF_PARTICIPATION else None for side in sides]
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

    def parts(self, company: int, lines: Iterable[Line]) -> list[tuple[Keys, Vector]]:
        """Its sums with their classes by row and column: what it is, and what it did."""
        mine = self.classes.get(self.merged.get(company, company), ())
        row, column = (
            mine[self.places[side]] if side in OF_COMPANY else None for side in self.sides
        )
        found = []
        for _company, classes, vector in lines:
            of_what_it_did = iter(classes)
            if self.did[0] is not None:
                row = self.did[0][next(of_what_it_did)]
            if self.did[1] is not None:
                column = self.did[1][next(of_what_it_did)]
            found.append(((row, column), vector))
        return found


class _Keys(dict[object, str]):
    """The keys of the classes of a dimension by their values, each made once."""

    def __init__(self, dimension: Dimension) -> None:
        super().__init__()
        self.dimension = dimension

    def __missing__(self, value: object) -> str:
        key = self[value] = class_of(self.dimension, value)
        return key


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
