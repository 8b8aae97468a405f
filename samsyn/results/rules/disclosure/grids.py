"""The figures as plain whole numbers, in one order, with what an outsider knows of each.

Rows and columns are sorted by their keys in Swedish order before anything is chosen, so that the
same table gives the same hidden cells however it was laid out.
"""

from dataclasses import dataclass

from samsyn.basics.swedish import sort_key
from samsyn.results.rules.disclosure.flows import UNBOUNDED
from samsyn.results.rules.disclosure.tables import CountTable, Place, Reason

Marks = list[list[Reason | None]]
"""One reason per figure, laid out as the grid; `None` where the figure is shown."""

Span = tuple[int, int]
"""From a lowest to a highest whole number; the highest may be `UNBOUNDED`."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures with the row of column totals last and the column of row totals last."""

    values: tuple[tuple[int, ...], ...]
    rows_partition: bool
    columns_partition: bool

    @property
    def rows(self) -> int:
        """Rows without the row of totals; also the index of that row."""
        return len(self.values) - 1

    @property
    def columns(self) -> int:
        """Columns without the column of totals; also the index of that column."""
        return len(self.values[0]) - 1

    @property
    def total(self) -> int:
        """The total of the whole table."""
        return self.values[-1][-1]

    def turned(self) -> "Grid":
        """The same grid with rows and columns exchanged."""
        return Grid(
            tuple(zip(*self.values, strict=True)), self.columns_partition, self.rows_partition
        )


def turned(marks: Marks) -> Marks:
    """The marks with rows and columns exchanged."""
    return [list(line) for line in zip(*marks, strict=True)]


def places_of(table: CountTable) -> list[list[Place]]:
    """The places of the table in the order of the grid: Swedish order, totals last.

    >>> from samsyn.results.rules.disclosure.tables import Cell
    >>> cells = (Cell(1), Cell(2))
    >>> [line[0].row for line in places_of(
    ...     CountTable(("Örebro", "Åmål"), (), ((), ()), cells, (), Cell(3), True))]
    ['Åmål', 'Örebro', None]
    """

    def ordered(keys: tuple[str, ...]) -> list[str | None]:
        return [*sorted(keys, key=lambda key: (sort_key(key), key)), None]

    columns = ordered(table.column_keys)
    return [[Place(row, column) for column in columns] for row in ordered(table.row_keys)]


def known(mark: Reason | None, value: int, least: int) -> Span:
    """What an outsider knows of a number of companies from its mark alone.

    >>> known(Reason.SMALL, 2, 5)
    (1, 4)
    """
    if mark is None:
        return value, value
    if mark is Reason.SMALL:
        return 1, least - 1
    if mark is Reason.COMPLEMENTARY:
        return least, UNBOUNDED
    return 0, UNBOUNDED


def is_small(value: int, least: int) -> bool:
    """Whether the number is at least one and below the least that may be shown."""
    return 0 < value < least


def is_protected(span: Span, least: int) -> bool:
    """Whether as many numbers remain possible as a small figure can have: four, when five is least.

    >>> is_protected((1, 4), 5), is_protected((2, 4), 5), is_protected((0, 3), 5)
    (True, False, True)
    """
    return span[1] - span[0] >= least - 2
