"""Two whole lines hidden together, for tables where a company may be in several rows and columns.

The figures alone do not say which tables of that kind some companies could give, so the proof is
by construction. Hide rows i and k whole. Keep, in each column j, the companies that are in row i
or row k: then nothing outside the two rows changes. Share them anew: any companies of that union
may make up row i, as many as its total says, if row k takes the rest. Cell (i, j) is then how many
of row i's companies are in column j's part of the union, and any number between Fréchet's bounds
can be had.
"""

from samsyn.results.rules.disclosure.grids import Grid, Marks, Span, is_protected, is_small, turned
from samsyn.results.rules.disclosure.tables import Reason


def _shared_span(grid: Grid, marks: Marks, row: int, partner: int, column: int, least: int) -> Span:
    """What the cell can surely be when its row and the partner row are hidden whole."""
    here, there = grid.values[row], grid.values[partner]
    in_row, in_partner = here[-1], there[-1]
    low_union = in_row + in_partner if grid.rows_partition else max(in_row, in_partner)
    in_both = here[column] + there[column]
    least_both = in_both if grid.rows_partition else max(here[column], there[column])
    totals = {in_row}
    if marks[row][-1] is Reason.SMALL and marks[partner][-1] is Reason.COMPLEMENTARY:
        spare = in_partner - least if grid.rows_partition else least
        totals |= {total for total in range(1, least) if total <= in_row + spare}
    spans = [
        (max(0, total + in_both - low_union), min(total, least_both)) for total in sorted(totals)
    ]
    span = spans[0]
    for low, high in spans[1:]:
        if low <= span[1] + 1:
            span = min(low, span[0]), max(high, span[1])
    return span


def _is_withheld(grid: Grid, marks: Marks, row: int) -> bool:
    return grid.values[row][-1] > 0 and all(mark is Reason.WITHHELD for mark in marks[row][:-1])


def _row_pair_span(grid: Grid, marks: Marks, row: int, column: int, least: int) -> Span:
    best = grid.values[row][column], grid.values[row][column]
    if not _is_withheld(grid, marks, row):
        return best
    for partner in range(grid.rows):
        if partner != row and _is_withheld(grid, marks, partner):
            span = _shared_span(grid, marks, row, partner, column, least)
            if span[1] - span[0] > best[1] - best[0]:
                best = span
    return best


def pair_span(grid: Grid, marks: Marks, row: int, column: int, least: int) -> Span:
    """What the cell can surely be, by the best pair of rows or pair of columns hidden whole."""
    by_rows = _row_pair_span(grid, marks, row, column, least)
    if any(line[column] is not Reason.WITHHELD for line in marks[:-1]):
        return by_rows
    by_columns = _row_pair_span(grid.turned(), turned(marks), column, row, least)
    return max(by_rows, by_columns, key=lambda span: span[1] - span[0])


def protect_by_pairs(grid: Grid, marks: Marks, least: int) -> bool:
    """Hide whole pairs of rows or columns until every small cell is safe; whether it could be.

    For each small cell the pair that hides fewest companies more is taken.
    """
    for row in range(grid.rows):
        for column in range(grid.columns):
            if not is_small(grid.values[row][column], least):
                continue
            if is_protected(pair_span(grid, marks, row, column, least), least):
                continue
            options = [
                (cost, 0, lines) for cost, lines in _row_options(grid, marks, row, column, least)
            ] + [
                (cost, 1, lines)
                for cost, lines in _row_options(grid.turned(), turned(marks), column, row, least)
            ]
            if not options:
                return False
            _cost, side, lines = min(options)
            for line in lines:
                for index in range(grid.rows if side else grid.columns):
                    place = (index, line) if side else (line, index)
                    marks[place[0]][place[1]] = Reason.WITHHELD
    return True


def _row_options(
    grid: Grid, marks: Marks, row: int, column: int, least: int
) -> list[tuple[int, tuple[int, int]]]:
    """Pairs of rows that would make the cell safe, with the companies they would hide."""
    return [
        (
            sum(
                value
                for line in (row, partner)
                for value, mark in zip(grid.values[line][:-1], marks[line][:-1], strict=True)
                if mark is None
            ),
            (row, partner),
        )
        for partner in range(grid.rows)
        if partner != row
        and is_protected(_shared_span(grid, marks, row, partner, column, least), least)
    ]
