"""A table as outsiders may see it, and what they could still work out from it."""

from typing import NamedTuple

from samsyn.results.rules.disclosure.counts import count_span, protect_counts
from samsyn.results.rules.disclosure.flows import UNBOUNDED
from samsyn.results.rules.disclosure.grids import Grid, Marks, places_of
from samsyn.results.rules.disclosure.sums import protect_sum
from samsyn.results.rules.disclosure.tables import PEOPLE, CountTable, Place, Reason, Rule, Shown


class Interval(NamedTuple):
    """The whole numbers a hidden figure can be, both ends counted; `None` is no upper limit."""

    low: int
    high: int | None


def _grid(table: CountTable, places: list[list[Place]]) -> Grid:
    return Grid(
        tuple(tuple(table.cell(place).companies for place in line) for line in places),
        table.rows_partition,
        table.columns_partition,
    )


def protect(table: CountTable, rule: Rule) -> Shown:
    """Which figures of the table outsiders do not see, and why.

    Viewers at the *work* level see the table as it is. A zero is shown as 0: it says that nobody
    took part, not who did; only in a line hidden whole are zeros hidden too.

    >>> from samsyn.results.rules.disclosure.tables import RULES, Cell
    >>> counts = {"Gotland": 3, "Kalmar": 12, "Skåne": 40}
    >>> line = CountTable(tuple(counts), (), ((), (), ()), tuple(map(Cell, counts.values())), (),
    ...                   Cell(55), rows_partition=True)
    >>> {place.row: reason.value for place, reason in protect(line, RULES[0]).companies.items()}
    {'Gotland': 'small', 'Kalmar': 'complementary'}
    """
    places = places_of(table)
    grid = _grid(table, places)
    marks = protect_counts(grid, rule.least_companies)
    names = dict.fromkeys(
        name for line in places for place in line for name in table.cell(place).sums
    )
    sums = {
        name: protect_sum(
            [[table.cell(place).sums.get(name) for place in line] for line in places],
            grid.values,
            marks,
            rule,
        )
        for name in names
    }
    _hide_people_together(sums, places)
    return Shown(
        _named(places, marks),
        {name: _named(places, of_name) for name, of_name in sums.items()},
    )


def _hide_people_together(sums: dict[str, Marks], places: list[list[Place]]) -> None:
    """Hide women, men and not stated where one of them is: hiding more never tells more."""
    together = [sums[name] for name in PEOPLE if name in sums]
    for row, line in enumerate(places):
        for column in range(len(line)):
            reason = next((marks[row][column] for marks in together if marks[row][column]), None)
            for marks in together:
                marks[row][column] = marks[row][column] or (reason and Reason.COMPLEMENTARY)


def _named(places: list[list[Place]], marks: Marks) -> dict[Place, Reason]:
    return {
        place: mark
        for line, line_marks in zip(places, marks, strict=True)
        for place, mark in zip(line, line_marks, strict=True)
        if mark is not None
    }


def open_to_all(table: CountTable) -> Shown:
    """Nothing hidden: the table for viewers at the *work* level."""
    return Shown({}, {name: {} for name in table.total.sums})


def attacker_interval(table: CountTable, shown: Shown, place: Place, rule: Rule) -> Interval:
    """What an outsider can still take the number of companies at the place to be.

    For each number in the interval there are companies that give it and agree with all that is
    shown. A figure that is shown has an interval of one number.
    """
    places = places_of(table)
    marks: Marks = [[shown.companies.get(one) for one in line] for line in places]
    row, column = next((row, line.index(place)) for row, line in enumerate(places) if place in line)
    low, high = count_span(_grid(table, places), marks, row, column, rule.least_companies)
    return Interval(low, None if high >= UNBOUNDED else high)
