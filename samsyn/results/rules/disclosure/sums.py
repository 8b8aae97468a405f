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

MOST_CHAINS = 100
"""A room below this part of the need is not looked at."""


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
    return grid.marks if _is_safe(grid) else _all_hidden(grid)


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


class SumRooms:
    """Rooms of the hidden sums, seen only where they are not tiny beside the need at hand.

    A few chains then do, or none: quick, and careful, since a great many small rooms together
    might have done. Totals are turned, so that every line adds up to nothing. Needs come in
    falling order, so that each cell comes into sight once.
    """

    def __init__(self, grid: SumGrid) -> None:
        self.grid, self.need, self.smallest = grid, UNBOUNDED, UNBOUNDED
        self.rooms = Rooms(grid.rows + 1, grid.columns + 1)
        self.offers = Offers(grid.rows + 1, grid.columns + 1)
        self.unseen: list[tuple[int, int, int]] = []
        for row in range(grid.rows + 1):
            for column in range(grid.columns + 1):
                value = grid.values[row][column]
                if value is None:
                    continue
                if grid.marks[row][column] is not None:
                    self.refresh(row, column)
                    self.unseen.append((value, row, column))
                elif value > 0 and row < grid.rows and column < grid.columns:
                    self.offers.offer(row, column, value, UNBOUNDED, value)
        self.unseen.sort()

    def look_for(self, need: int) -> None:
        """See every room that is not tiny beside the need."""
        self.need, self.smallest = need, max(1, need // MOST_CHAINS)
        while self.unseen and self.unseen[-1][0] >= self.smallest:
            _, row, column = self.unseen.pop()
            self.refresh(row, column)

    def refresh(self, row: int, column: int) -> None:
        """Set the rooms of a hidden sum: any amount more, and down to nothing."""
        value = self.grid.values[row][column] or 0
        down = value if value >= self.smallest else 0
        if (row == self.grid.rows) != (column == self.grid.columns):
            self.rooms.set_room(row, column, down, UNBOUNDED)
        else:
            self.rooms.set_room(row, column, UNBOUNDED, down)

    def lacks(self, row: int, column: int) -> bool | None:
        """The way the sum cannot move by the need, `True` for up; `None` if it can both ways."""
        for rising in (True, False):
            if self.rooms.reach(row, column, self.need, rising) < self.need:
                return rising
        return None

    def hide(self, row: int, column: int) -> None:
        """Hide one more sum, which has room for the need."""
        self.grid.marks[row][column] = Reason.COMPLEMENTARY
        self.offers.take(row, column)
        self.refresh(row, column)


def _sensitive(grid: SumGrid) -> list[tuple[int, int, int]]:
    """Needs and places of sums that need room, most first; with one side only, lines do it."""
    if grid.columns == 0:
        return []
    places = [
        (need, row, column)
        for row, needs in enumerate(grid.needs)
        for column, need in enumerate(needs)
        if need > 0
    ]
    return sorted(places, key=lambda place: (-place[0], place[1:]))


def _is_safe(grid: SumGrid) -> bool:
    rooms = SumRooms(grid)
    for need, row, column in _sensitive(grid):
        rooms.look_for(need)
        if rooms.lacks(row, column) is not None:
            return False
    return True


def _protect_cells(grid: SumGrid) -> bool:
    """Hide the cheapest more cells until every sensitive sum has its room."""
    rooms = SumRooms(grid)
    for need, row, column in _sensitive(grid):
        rooms.look_for(need)
        while (rising := rooms.lacks(row, column)) is not None:
            more = more_to_hide(
                rooms.rooms, rooms.offers, row, column, rising, need, rooms.smallest
            )
            if not more:
                return False
            for place in more:
                rooms.hide(*place)
    return True
