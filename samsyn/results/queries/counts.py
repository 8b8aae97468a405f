"""The table of counts as one viewer sees it: each company once, small figures hidden outside."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from samsyn.basics.problem import Problem, words
from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.results.queries.facts import Filters, participations, sees_all
from samsyn.results.queries.labels import keys_of, labels_of
from samsyn.results.queries.money import Money, MoneyKeys, money_by
from samsyn.results.queries.tallies import cells_of, companies_by_goal
from samsyn.results.queries.visible import participation_sight
from samsyn.results.rules.counting import PARTITIONS, Dimension
from samsyn.results.rules.disclosure import (
    Cell,
    CountTable,
    Place,
    Reason,
    Shown,
    filters_are_safe,
    open_to_all,
    protect,
    rule_on,
)

MOST_FILTERS_OUTSIDE = 2
"""More filters than these are not opened to outsiders: every way of adding them is checked."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the table. `value` is None when not known or hidden; `hidden` says why."""

    value: Decimal | None
    hidden: Reason | None
    row: str | None
    column: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its class, its figures, and its total."""

    key: str | None
    label: str
    figures: list[Figure]
    total: Figure


@dataclass(frozen=True, slots=True)
class CountSheet:
    """All that the page of counts shows. `exact` says that nothing is hidden from the viewer."""

    columns: dict[str, str]
    lines: list[Line]
    totals: Line
    measures: dict[str, Figure]
    exact: bool
    hidden: int


def count_sheet(
    viewer: Standing,
    measure: str,
    rows: Dimension,
    columns: Dimension | None,
    filters: Filters,
    *,
    only_companies: bool = False,
) -> CountSheet:
    """Companies, people, hours, participations or kronor by one or two dimensions.

    The whole table is counted and protected at once, so that what is hidden does not depend
    on the measure one looks at first. With `only_companies`, for goals, nothing is added up:
    which companies are hidden does not depend on sums.
    """
    dimensions = (rows,) if columns is None else (rows, columns)
    if len(set(dimensions)) != len(dimensions):
        raise Problem(
            "same-dimension",
            words("Rows and columns are cut in the same way. Choose another for the columns."),
        )
    money = _Kronor(filters, rows, columns)
    table, row_labels, column_labels = _table(rows, columns, filters, money, only_companies)
    exact = _is_exact(viewer, filters)
    if not exact:
        check_filters(viewer, filters)
    shown = open_to_all(table) if exact else protect(table, rule_on(viewer.on))
    return _sheet(measure, table, shown, money, row_labels, column_labels, exact)


def _is_exact(viewer: Standing, filters: Filters) -> bool:
    """Whether the viewer sees every participation that the filters leave."""
    chosen = sorted((str(name), key) for name, key in filters.chosen.items())
    return kept(
        viewer,
        "sees all",
        (chosen,),
        lambda: sees_all(viewer, participations(filters), participation_sight(viewer)),
    )


def _table(
    rows: Dimension,
    columns: Dimension | None,
    filters: Filters,
    money: "_Kronor | None" = None,
    only_companies: bool = False,
) -> tuple[CountTable, dict[str, str], dict[str, str]]:
    """The table with its labels; classes that only have money stand in it with no companies."""
    cells = companies_by_goal(filters) if only_companies else cells_of(filters, (rows, columns))
    money_rows = (money and money.row_totals) or {}
    money_columns = (money and money.column_totals) or {}
    row_keys = {row for row, column in cells if row is not None and column is None}
    column_keys = {column for row, column in cells if row is None and column is not None}
    row_labels = labels_of(rows, row_keys | _always(rows) | {keys[0] for keys in money_rows})
    column_labels = {}
    if columns:
        column_labels = labels_of(
            columns, column_keys | _always(columns) | {keys[0] for keys in money_columns}
        )

    def cell(row: str | None, column: str | None) -> Cell:
        return cells.get((row, column)) or Cell(0)

    table = CountTable(
        row_keys=tuple(row_labels),
        column_keys=tuple(column_labels),
        cells=tuple(tuple(cell(row, column) for column in column_labels) for row in row_labels),
        row_totals=tuple(cell(row, None) for row in row_labels),
        column_totals=tuple(cell(None, column) for column in column_labels),
        total=cell(None, None),
        rows_partition=rows in PARTITIONS,
        columns_partition=columns is None or columns in PARTITIONS,
    )
    return table, row_labels, column_labels


def _always(dimension: Dimension) -> set[str]:
    """Classes that stand in the table also with nobody in them.

    Where a line is withheld its zeros are hidden too: a class that was left out would tell.
    """
    closed = {Dimension.COUNTY, Dimension.SIZE}
    return set(keys_of(dimension)) if dimension in closed else set()


def check_filters(viewer: Standing, filters: Filters) -> None:
    """Refuse a cut that an outsider could subtract from the whole to see a few companies."""
    refused = Problem(
        "too-few-to-show",
        words(
            "With these filters so few companies are left, or left out, that they could be "
            "recognised. Take away a filter, or act for an organisation that takes part."
        ),
    )
    if len(filters.chosen) > MOST_FILTERS_OUTSIDE:
        raise refused
    steps = []
    for order in permutations(filters.chosen):
        on = Filters()
        for dimension in order:
            key = filters.chosen[dimension]
            quick = dimension is Dimension.GOAL  # only companies are compared
            table, _labels, _none = _table(dimension, None, on, only_companies=quick)
            if key not in table.row_keys:
                raise refused
            steps.append((table, key))
            on = on.and_also(dimension, key)
    if not filters_are_safe(steps, rule_on(viewer.on)):
        raise refused


class _Kronor:
    """Kronor granted in every place of the table, or None where they cannot be cut so."""

    def __init__(self, filters: Filters, rows: Dimension, columns: Dimension | None) -> None:
        self.row_totals = money_by(filters, (rows,))
        self.column_totals = money_by(filters, (columns,)) if columns else {}
        self.cells = money_by(filters, (rows, columns)) if columns else {}
        self.total = money_by(filters, ())

    def at(self, place: Place) -> Decimal | None:
        found: dict[MoneyKeys, Money] | None
        keys: MoneyKeys
        if place.row is None and place.column is None:
            found, keys = self.total, ()
        elif place.row is None:
            found, keys = self.column_totals, (place.column or "",)
        elif place.column is None:
            found, keys = self.row_totals, (place.row,)
        else:
            found, keys = self.cells, (place.row, place.column)
        if found is None:
            return None
        return found[keys][1] if keys in found else Decimal(0)


MEASURES = ("companies", "people", "women", "men", "not_stated", "hours", "participations", "sek")


def _sheet(
    measure: str,
    table: CountTable,
    shown: Shown,
    money: _Kronor,
    row_labels: dict[str, str],
    column_labels: dict[str, str],
    exact: bool,
) -> CountSheet:
    def figure(place: Place, name: str = measure) -> Figure:
        return _figure(name, table, shown, money, place)

    def line(key: str | None, label: str) -> Line:
        figures = [figure(Place(key, column)) for column in column_labels]
        return Line(key, label, figures, figure(Place(key)))

    lines = [line(key, label) for key, label in row_labels.items()]
    totals = line(None, "")
    every = [*totals.figures, totals.total]
    for one in lines:
        every += [*one.figures, one.total]
    return CountSheet(
        columns=column_labels,
        lines=lines,
        totals=totals,
        measures={name: figure(Place(), name) for name in MEASURES},
        exact=exact,
        hidden=sum(one.hidden is not None for one in every),
    )


def _figure(name: str, table: CountTable, shown: Shown, money: _Kronor, place: Place) -> Figure:
    if name == "sek":
        return Figure(money.at(place), None, place.row, place.column)
    cell = table.cell(place)
    if name == "companies":
        hidden = shown.hides(place)
        value: Decimal | None = Decimal(cell.companies)
    else:
        hidden = shown.hides(place, name)
        held = cell.sums.get(name)
        value = held.value if held else (Decimal(0) if cell.companies == 0 else None)
    return Figure(None if hidden else value, hidden, place.row, place.column)
