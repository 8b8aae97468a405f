"""Which numbers of companies are hidden, from the totals inwards.

The totals are protected first, each side as the table of one dimension it also is: what is shown
in one table is then not hidden in the other. A total hidden there takes its whole line with it.
Then the cells, with as few more hidden as the search finds; if that does not do, all cells; and
if not even that, everything.
"""

from samsyn.results.rules.disclosure.attack import Network, margin_spans, overlap_span
from samsyn.results.rules.disclosure.flows import UNBOUNDED
from samsyn.results.rules.disclosure.grids import (
    Grid,
    Marks,
    Span,
    is_protected,
    is_small,
    known,
    turned,
)
from samsyn.results.rules.disclosure.lines import protect_line
from samsyn.results.rules.disclosure.pairs import pair_span, protect_by_pairs
from samsyn.results.rules.disclosure.tables import Reason


def protect_counts(grid: Grid, least: int) -> Marks:
    """Why each figure of the grid is hidden; `None` where it is shown."""
    if 0 < grid.total < least:
        return _everything(grid, Reason.SMALL)
    marks = _with_totals_hidden(grid, least)
    before = [list(line) for line in marks]
    if _protect_cells(grid, marks, least):
        return marks
    _withhold_cells(grid, before)
    in_rows = margin_spans(grid, before, least)
    in_columns = margin_spans(grid.turned(), turned(before), least)
    if all(
        is_protected(overlap_span(in_rows[row], in_columns[column], grid.total), least)
        for row in range(grid.rows)
        for column in range(grid.columns)
        if is_small(grid.values[row][column], least)
    ):
        return before
    return _everything(grid, Reason.COMPLEMENTARY)


def _everything(grid: Grid, total: Reason) -> Marks:
    marks: Marks = [[Reason.WITHHELD] * (grid.columns + 1) for _ in range(grid.rows + 1)]
    marks[-1][-1] = total
    return marks


def _with_totals_hidden(grid: Grid, least: int) -> Marks:
    """Small totals and their companions hidden with their lines, and every small cell."""
    rows, columns = grid.rows, grid.columns
    marks: Marks = [[None] * (columns + 1) for _ in range(rows + 1)]
    in_rows = [line[-1] for line in grid.values[:-1]]
    for row, mark in enumerate(protect_line(in_rows, grid.total, grid.rows_partition, least)):
        marks[row][-1] = mark
    in_columns = grid.values[-1][:-1]
    for column, mark in enumerate(
        protect_line(in_columns, grid.total, grid.columns_partition, least)
    ):
        marks[-1][column] = mark
    for row in range(rows):
        for column in range(columns):
            if marks[row][-1] is not None or marks[-1][column] is not None:
                marks[row][column] = Reason.WITHHELD
            elif is_small(grid.values[row][column], least):
                marks[row][column] = Reason.SMALL
    return marks


def _withhold_cells(grid: Grid, marks: Marks) -> None:
    for row in range(grid.rows):
        for column in range(grid.columns):
            marks[row][column] = Reason.WITHHELD


def _protect_cells(grid: Grid, marks: Marks, least: int) -> bool:
    if not any(mark for line in marks[:-1] for mark in line[:-1]):
        return True
    if not (grid.rows_partition or grid.columns_partition):
        return protect_by_pairs(grid, marks, least)
    if grid.rows_partition:
        return Network(grid, marks, least).protect()
    across = turned(marks)
    done = Network(grid.turned(), across, least).protect()
    for line, other in zip(marks, turned(across), strict=True):
        line[:] = other
    return done


def cells_are_withheld(grid: Grid, marks: Marks) -> bool:
    """Whether every cell inside the totals is hidden, zeros too."""
    return all(mark is Reason.WITHHELD for line in marks[:-1] for mark in line[:-1])


def count_span(grid: Grid, marks: Marks, row: int, column: int, least: int) -> Span:
    """What the number of companies can be, for one who knows all that is shown."""
    mark, value = marks[row][column], grid.values[row][column]
    if mark is None or (row == grid.rows and column == grid.columns):
        return known(mark, value, least)
    whole = known(marks[-1][-1], grid.total, least)
    if whole[0] != whole[1]:
        return 0, whole[1]
    if row == grid.rows:
        return margin_spans(grid.turned(), turned(marks), least)[column]
    if column == grid.columns:
        return margin_spans(grid, marks, least)[row]
    if cells_are_withheld(grid, marks):
        in_rows = margin_spans(grid, marks, least)[row]
        in_columns = margin_spans(grid.turned(), turned(marks), least)[column]
        return overlap_span(in_rows, in_columns, grid.total)
    spans = [pair_span(grid, marks, row, column, least)]
    if grid.rows_partition:
        spans.append(Network(grid, marks, least).span(row, column, UNBOUNDED))
    elif grid.columns_partition:
        spans.append(Network(grid.turned(), turned(marks), least).span(column, row, UNBOUNDED))
    return max(spans, key=lambda span: span[1] - span[0])
