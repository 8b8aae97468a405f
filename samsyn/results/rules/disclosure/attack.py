"""What an outsider can still work out: for each hidden number, the numbers it can be.

The spans are *sound*: for every number in the span there are companies whose table agrees with
everything that is shown and has that number there. They are exact for one line, and for tables
with at least one side that partitions as long as no total is hidden. Why they hold is written in
`docs/methods/small-cells.md`; the tests try them against all small tables.
"""

from collections.abc import Iterable

from samsyn.results.rules.disclosure.flows import UNBOUNDED, Offers, Rooms, more_to_hide
from samsyn.results.rules.disclosure.grids import Grid, Marks, Span, is_protected, is_small, known
from samsyn.results.rules.disclosure.lines import line_span
from samsyn.results.rules.disclosure.pairs import pair_span
from samsyn.results.rules.disclosure.tables import Reason


def overlap_span(first: Span, second: Span, whole: int) -> Span:
    """How many members two groups can share, when each can be any part of the whole.

    Two groups of 5 and 8 among 10 share 3 to 5 (Fréchet's bounds).

    >>> overlap_span((5, 5), (8, 8), 10)
    (3, 5)
    """
    return max(0, first[0] + second[0] - whole), min(first[1], second[1])


def margin_spans(grid: Grid, marks: Marks, least: int) -> list[Span]:
    """For each row total, what it can be, seen as one line."""
    values = [line[-1] for line in grid.values[:-1]]
    reasons = [line[-1] for line in marks[:-1]]
    return [
        line_span(values, reasons, grid.total, grid.rows_partition, row, least)
        for row in range(grid.rows)
    ]


class Network:
    """The inside of a table whose rows partition, as rooms that chains run through.

    Rows with a hidden total are one row here, and so are columns where they partition too: their
    sum is known whatever the parts are. Where columns overlap, one more column holds what the
    row's cells exceed its total by, and no cell can be above that total.
    """

    def __init__(self, grid: Grid, marks: Marks, least: int) -> None:
        self.grid, self.marks, self.least = grid, marks, least
        hidden_rows = [row for row in range(grid.rows) if marks[row][-1] is not None]
        hidden_columns = [c for c in range(grid.columns) if marks[-1][c] is not None]
        if not grid.columns_partition:
            hidden_columns = []
        self.row_groups = _grouped(grid.rows, hidden_rows)
        self.column_groups = _grouped(grid.columns, hidden_columns)
        self.row_of = _index(self.row_groups)
        self.column_of = _index(self.column_groups)
        self.row_totals = [sum(grid.values[r][-1] for r in g) for g in self.row_groups]
        self.column_totals = [sum(grid.values[-1][c] for c in g) for g in self.column_groups]
        self.merged_rows, self.merged_columns = set(hidden_rows), set(hidden_columns)
        self.row_spans = margin_spans(grid, marks, least)
        self.column_spans = margin_spans(
            grid.turned(), [*map(list, zip(*marks, strict=True))], least
        )
        slack = 0 if grid.columns_partition else 1
        self.size = len(self.row_groups), len(self.column_groups) + slack
        self.rooms, self.offers = Rooms(*self.size), Offers(*self.size)
        for row in range(len(self.row_groups)):
            for column in range(len(self.column_groups)):
                self.refresh(row, column)
            if slack:
                excess = sum(self.value(row, c) for c in range(len(self.column_groups)))
                self.rooms.set_room(row, self.size[1] - 1, excess - self.row_totals[row], UNBOUNDED)

    def value(self, row: int, column: int) -> int:
        """The companies in the group of cells."""
        values = self.grid.values
        return sum(values[r][c] for r in self.row_groups[row] for c in self.column_groups[column])

    def bounds(self, row: int, column: int, mark: Reason | None) -> Span:
        """What is known of the group of cells when the mark stands there."""
        low, high = known(mark, self.value(row, column), self.least)
        if not self.grid.columns_partition and mark is not None:
            high = min(high, self.row_totals[row])
        return low, high

    def mark(self, row: int, column: int) -> Reason | None:
        """Why the group of cells is hidden; groups of several are always withheld."""
        return self.marks[self.row_groups[row][0]][self.column_groups[column][0]]

    def refresh(self, row: int, column: int) -> None:
        """Set the rooms and the offer of the group of cells by its mark."""
        value, mark = self.value(row, column), self.mark(row, column)
        low, high = self.bounds(row, column, mark)
        self.rooms.set_room(row, column, high - value, value - low)
        self.offers.take(row, column)
        if mark is None and value >= self.least:
            low, high = self.bounds(row, column, Reason.COMPLEMENTARY)
            self.offers.offer(row, column, value, high - value, value - low)

    def group_span(self, row: int, column: int, wanted: int = UNBOUNDED) -> Span:
        """What the group of cells can be, looking at most `wanted` away from what it is."""
        value = self.value(row, column)
        return (
            value - self.rooms.reach(row, column, wanted, False),
            value + self.rooms.reach(row, column, wanted, True),
        )

    def span(self, row: int, column: int, wanted: int = UNBOUNDED) -> Span:
        """What one cell can be; in a merged line its part of the group is shared out freely."""
        at = self.row_of[row], self.column_of[column]
        span = self.group_span(*at, wanted)
        if row in self.merged_rows:
            span = overlap_span(self.row_spans[row], span, self.row_totals[at[0]])
        if column in self.merged_columns:
            span = overlap_span(self.column_spans[column], span, self.column_totals[at[1]])
        return span

    def is_safe(self, row: int, column: int) -> bool:
        """Whether the small cell can be as many numbers as it should."""
        return is_protected(self.span(row, column, self.least), self.least) or is_protected(
            pair_span(self.grid, self.marks, row, column, self.least), self.least
        )

    def widen(self, row: int, column: int) -> bool:
        """Hide the cheapest other cells that let this one move further; whether any were found."""
        at = self.row_of[row], self.column_of[column]
        value = self.value(*at)
        low, high = self.group_span(*at, self.least)
        if self.mark(*at) is Reason.SMALL:
            goals = ((True, self.least - 1), (False, 1))
        else:
            goals = ((True, max(value, low + self.least - 2)), (False, min(value, 1)))
        for rising, goal in goals:
            if high < goal if rising else low > goal:
                chain = more_to_hide(self.rooms, self.offers, *at, rising, abs(goal - value))
                if chain:
                    self.hide(chain)
                    return True
        return False

    def hide(self, chain: Iterable[tuple[int, int]]) -> None:
        """Hide the cells as complementary."""
        for row, column in chain:
            self.marks[self.row_groups[row][0]][self.column_groups[column][0]] = (
                Reason.COMPLEMENTARY
            )
            self.refresh(row, column)

    def withhold(self, *, row: int | None = None, column: int | None = None) -> bool:
        """Hide a whole row or column of cells, zeros too; whether anything changed."""
        places = [
            (r, c)
            for r in (range(self.grid.rows) if row is None else [row])
            for c in (range(self.grid.columns) if column is None else [column])
            if self.marks[r][c] is not Reason.WITHHELD
        ]
        for r, c in places:
            self.marks[r][c] = Reason.WITHHELD
        for at in {(self.row_of[r], self.column_of[c]) for r, c in places}:
            self.refresh(*at)
        return bool(places)

    def protect(self) -> bool:
        """Hide more until every small cell is safe; whether that could be done."""
        for row in range(self.grid.rows):
            for column in range(self.grid.columns):
                if not is_small(self.grid.values[row][column], self.least):
                    continue
                while not self.is_safe(row, column):
                    if not (
                        self.widen(row, column)
                        or self.withhold(row=row)
                        or self.withhold(column=column)
                    ):
                        return False
        return True


def _grouped(count: int, hidden: list[int]) -> list[list[int]]:
    groups = [[index] for index in range(count) if index not in set(hidden)]
    return [*groups, hidden] if hidden else groups


def _index(groups: list[list[int]]) -> dict[int, int]:
    return {member: place for place, group in enumerate(groups) for member in group}
