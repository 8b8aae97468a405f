"""Which sums are hidden: under hidden numbers of companies, and where one company dominates.

An outsider is taken to know that sums are not negative and to add up rows and columns as if
nothing overlapped: hours and participations do belong to one cell only, and where people may be
counted in several cells the outsider really knows less. A hidden sum is safe when it can be
p per cent of its largest company's part above and below what it is (the upper protection level
of Hundepool et al., chapter 4, made wider to be simple).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from samsyn.results.rules.disclosure.flows import UNBOUNDED, Offers, Rooms, more_to_hide
from samsyn.results.rules.disclosure.grids import Marks
from samsyn.results.rules.disclosure.tables import Reason, Rule, Sum

Sums = list[list[Sum | None]]
"""The sums laid out as the grid; `None` where a cell has no such sum."""


@dataclass(slots=True)
class SumGrid:
    """The sums as whole numbers of their smallest unit, and the room each sensitive one needs."""

    values: list[list[int | None]]
    needs: list[list[int]]
    marks: Marks

    @property
    def rows(self) -> int:
        """Rows without totals; also the index of the row of totals."""
        return len(self.values) - 1

    @property
    def columns(self) -> int:
        """Columns without totals; also the index of the column of totals."""
        return len(self.values[0]) - 1

    def turned(self) -> "SumGrid":
        """The same with rows and columns exchanged."""
        return SumGrid(
            [list(line) for line in zip(*self.values, strict=True)],
            [list(line) for line in zip(*self.needs, strict=True)],
            [list(line) for line in zip(*self.marks, strict=True)],
        )


def protect_sum(
    sums: Sums, companies: Sequence[Sequence[int]], count_marks: Marks, rule: Rule
) -> Marks:
    """Why each of the sums is hidden; the numbers of companies and their marks are given."""
    grid = _sum_grid(sums, companies, count_marks, rule)
    if grid.marks[-1][-1] is not None:
        return _all_hidden(grid)
    rows_safe = _protect_totals(grid)
    across = grid.turned()
    columns_safe = _protect_totals(across)
    grid.marks = across.turned().marks
    if not (rows_safe and columns_safe):
        return _all_hidden(grid)
    _hide_lines_of_hidden_totals(grid)
    if _protect_cells(grid):
        return grid.marks
    for line in grid.marks[:-1]:
        line[:-1] = [mark or Reason.WITHHELD for mark in line[:-1]]
    return grid.marks if _is_safe(grid, _rooms(grid)) else _all_hidden(grid)


def _sum_grid(
    sums: Sums, companies: Sequence[Sequence[int]], count_marks: Marks, rule: Rule
) -> SumGrid:
    exponents = [
        int(one.value.as_tuple().exponent)
        for line in sums
        for one in line
        if one is not None and one.value is not None
    ]
    scale = Decimal(10) ** max(0, -min(exponents, default=0))
    marks: Marks = []
    values: list[list[int | None]] = []
    needs: list[list[int]] = []
    for line, counts, line_marks in zip(sums, companies, count_marks, strict=True):
        marks.append([])
        values.append([])
        needs.append([])
        for one, count, mark in zip(line, counts, line_marks, strict=True):
            value = None if one is None or one.value is None else one.value
            dominated = one is not None and one.is_dominated(rule.dominance_percent)
            sensitive = dominated or 0 < count < rule.least_companies
            values[-1].append(None if value is None else int(value * scale))
            needs[-1].append(_need(one, scale, rule) if sensitive else 0)
            marks[-1].append(mark or (Reason.DOMINATED if dominated else None))
    return SumGrid(values, needs, marks)


def _need(one: Sum | None, scale: Decimal, rule: Rule) -> int:
    """The room a sensitive sum must have both ways, in the smallest unit; 0 for no sum."""
    if one is None or one.value is None:
        return 0
    largest = one.value if one.largest is None else one.largest
    return int((largest * scale * rule.dominance_percent / 100).to_integral_value(ROUND_CEILING))


def _all_hidden(grid: SumGrid) -> Marks:
    marks: Marks = [[mark or Reason.WITHHELD for mark in line] for line in grid.marks]
    marks[-1][-1] = grid.marks[-1][-1] or Reason.COMPLEMENTARY
    return marks


def _protect_totals(grid: SumGrid) -> bool:
    """Hide more row totals until the sensitive ones are safe beside the total of all."""
    line = [(values[-1], marks[-1]) for values, marks in zip(grid.values, grid.marks, strict=True)]
    candidates = sorted(
        (
            row
            for row, (value, mark) in enumerate(line[:-1])
            if value is not None and value > 0 and mark is None
        ),
        key=lambda row: grid.values[row][-1] or 0,
    )
    while not _totals_are_safe(grid):
        if not candidates:
            return False
        missing = max(needs[-1] for needs in grid.needs[:-1])
        chosen = next(
            (row for row in candidates if (grid.values[row][-1] or 0) >= missing), candidates[-1]
        )
        candidates.remove(chosen)
        grid.marks[chosen][-1] = Reason.COMPLEMENTARY
    return True


def _totals_are_safe(grid: SumGrid) -> bool:
    hidden = [row for row in range(grid.rows) if grid.marks[row][-1] is not None]
    room = sum(grid.values[row][-1] or 0 for row in hidden)
    known = [row for row in hidden if grid.values[row][-1] is not None]
    return all(
        grid.needs[row][-1] == 0
        or (len(known) > 1 and room - (grid.values[row][-1] or 0) >= grid.needs[row][-1])
        for row in hidden
    )


def _hide_lines_of_hidden_totals(grid: SumGrid) -> None:
    for row in range(grid.rows):
        for column in range(grid.columns):
            if grid.marks[row][-1] is not None or grid.marks[-1][column] is not None:
                grid.marks[row][column] = grid.marks[row][column] or Reason.WITHHELD


def _rooms(grid: SumGrid) -> Rooms:
    """Rooms of all figures; the totals' are turned, so that every line adds up to nothing."""
    rooms = Rooms(grid.rows + 1, grid.columns + 1)
    for row in range(grid.rows + 1):
        for column in range(grid.columns + 1):
            _set_room(grid, rooms, row, column)
    return rooms


def _set_room(grid: SumGrid, rooms: Rooms, row: int, column: int) -> None:
    value = grid.values[row][column]
    if value is None or grid.marks[row][column] is None:
        rooms.set_room(row, column, 0, 0)
    elif _is_turned(grid, row, column):
        rooms.set_room(row, column, value, UNBOUNDED)
    else:
        rooms.set_room(row, column, UNBOUNDED, value)


def _is_turned(grid: SumGrid, row: int, column: int) -> bool:
    return (row == grid.rows) != (column == grid.columns)


def _missing(grid: SumGrid, rooms: Rooms, row: int, column: int) -> tuple[bool, int] | None:
    """A way the sensitive sum cannot move far enough yet, and how far it should; `None` if safe."""
    need = grid.needs[row][column]
    for rising in (True, False):
        if rooms.reach(row, column, need, rising) < need:
            return rising, need
    return None


def _sensitive(grid: SumGrid) -> list[tuple[int, int]]:
    """Places of sums that need room; the totals are safe as lines, if the table has one side."""
    if grid.columns == 0:
        return []
    return [
        (row, column)
        for row in range(grid.rows + 1)
        for column in range(grid.columns + 1)
        if grid.needs[row][column] > 0
    ]


def _is_safe(grid: SumGrid, rooms: Rooms) -> bool:
    return all(_missing(grid, rooms, *place) is None for place in _sensitive(grid))


def _protect_cells(grid: SumGrid) -> bool:
    """Hide the cheapest more cells until every sensitive sum has its room."""
    # The most demanding first: what is hidden for it often does for the others.
    places = sorted(_sensitive(grid), key=lambda place: -grid.needs[place[0]][place[1]])
    if not places:
        return True
    rooms, offers = _rooms(grid), Offers(grid.rows + 1, grid.columns + 1)
    for row in range(grid.rows):
        for column in range(grid.columns):
            value = grid.values[row][column]
            if value is not None and value > 0 and grid.marks[row][column] is None:
                offers.offer(row, column, value, UNBOUNDED, value)
    for place in places:
        while (missing := _missing(grid, rooms, *place)) is not None:
            rising, need = missing
            chain = more_to_hide(rooms, offers, *place, rising, need)
            if not chain:
                return False
            for row, column in chain:
                grid.marks[row][column] = Reason.COMPLEMENTARY
                offers.take(row, column)
                _set_room(grid, rooms, row, column)
    return True
