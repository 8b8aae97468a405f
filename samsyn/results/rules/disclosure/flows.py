"""How far a figure can move while every row and column keeps its sum.

Raising one cell means lowering another in its column, raising one in that cell's row, and so on
until the chain comes back to the first row: a circulation. For a table with two sides the chains
give the *exact* range in whole numbers, since its constraints are a network (Ford and Fulkerson,
*Flows in Networks*, 1962; for tables: L. H. Cox, "Network models for complementary cell
suppression", JASA 90, 1995).
"""

from collections.abc import Iterator
from heapq import heappop, heappush

UNBOUNDED = 10**30
"""More than any figure: no upper limit."""

Move = tuple[int, int, bool]
"""Row, column, and whether the cell is raised."""

Pushed = tuple[list[Move], int]
"""A chain of moves and how far each cell in it was moved."""


def _members(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class Rooms:
    """How much each cell may rise and fall, and the chains through the cells that may.

    Rows and columns that a cell lets through are kept as bits of a whole number, so that a search
    over 30 × 300 cells costs a few hundred steps.
    """

    def __init__(self, rows: int, columns: int) -> None:
        self.up = [[0] * columns for _ in range(rows)]
        self.down = [[0] * columns for _ in range(rows)]
        self._up_in_row, self._down_in_row = [0] * rows, [0] * rows
        self._up_in_column, self._down_in_column = [0] * columns, [0] * columns

    def set_room(self, row: int, column: int, up: int, down: int) -> None:
        """Let the cell rise by `up` and fall by `down`."""
        self._set(row, column, True, up)
        self._set(row, column, False, down)

    def _set(self, row: int, column: int, rising: bool, room: int) -> None:
        rooms = self.up if rising else self.down
        in_row = self._up_in_row if rising else self._down_in_row
        in_column = self._up_in_column if rising else self._down_in_column
        rooms[row][column] = room
        if room > 0:
            in_row[row] |= 1 << column
            in_column[column] |= 1 << row
        else:
            in_row[row] &= ~(1 << column)
            in_column[column] &= ~(1 << row)

    def reach(self, row: int, column: int, wanted: int, rising: bool) -> int:
        """How far the cell can move that way, at most `wanted`, all other sums kept."""
        pushed = self.push_as_far(row, column, wanted, rising)
        self.take_back(pushed)
        return sum(step for _, step in pushed)

    def neighbours(self, node: int, rising: bool) -> Iterator[int]:
        """Lines that a chain can go on to from this one; columns are numbered after the rows."""
        rows = len(self.up)
        if node < rows:
            bits = self._up_in_row[node] if rising else self._down_in_row[node]
            return (rows + column for column in _members(bits))
        bits = self._down_in_column[node - rows] if rising else self._up_in_column[node - rows]
        return _members(bits)

    def push_as_far(self, row: int, column: int, wanted: int, rising: bool) -> list[Pushed]:
        """Use up rooms to move the cell, at most `wanted`; give the answer to `take_back`."""
        room = self.up[row][column] if rising else self.down[row][column]
        wanted = min(wanted, room)
        reached = 0
        pushed: list[Pushed] = []
        while reached < wanted:
            chain = self._chain(row, column, rising)
            if chain is None:
                break
            step = min(
                wanted - reached,
                *((self.up if up else self.down)[r][c] for r, c, up in chain),
            )
            self._push(chain, step)
            pushed.append((chain, step))
            reached += step
        return pushed

    def take_back(self, pushed: list[Pushed]) -> None:
        """Give back the rooms that a push used up."""
        for chain, step in reversed(pushed):
            self._push(chain, -step)

    def _push(self, chain: list[Move], step: int) -> None:
        for row, column, rising in chain:
            change = step if rising else -step
            self._set(row, column, True, self.up[row][column] - change)
            self._set(row, column, False, self.down[row][column] + change)

    def _chain(self, row: int, column: int, rising: bool) -> list[Move] | None:
        """The shortest chain of moves that makes up for moving the cell, or `None`."""
        to_rows = self._down_in_column if rising else self._up_in_column
        to_columns = self._up_in_row if rising else self._down_in_row
        # Columns from which the chain can end; looked for first, since most chains are short.
        ending = (self._down_in_row if rising else self._up_in_row)[row] & ~(1 << column)
        from_column: dict[int, int] = {}
        from_row: dict[int, int] = {}
        rows_left, columns_left = ~(1 << row), ~(1 << column)
        frontier = [column]
        while frontier and ending:
            reached: list[int] = []
            for at in frontier:
                found = to_rows[at] & rows_left
                rows_left &= ~found
                for next_row in _members(found):
                    from_column[next_row] = at
                    reached.append(next_row)
                    if last := to_columns[next_row] & ending:
                        end = (last & -last).bit_length() - 1
                        from_row[end] = next_row
                        from_column[row] = end
                        return _walk_back(row, column, from_column, from_row, rising)
            frontier = []
            for at in reached:
                onward = to_columns[at] & columns_left
                columns_left &= ~onward
                for next_column in _members(onward):
                    from_row[next_column] = at
                    frontier.append(next_column)
        return None


def _walk_back(
    row: int,
    column: int,
    from_column: dict[int, int],
    from_row: dict[int, int],
    rising: bool,
) -> list[Move]:
    chain: list[Move] = []
    at_row = row
    while True:
        at_column = from_column[at_row]
        chain.append((at_row, at_column, not rising))
        if at_column == column:
            return chain
        at_row = from_row[at_column]
        chain.append((at_row, at_column, rising))


class Offers:
    """Figures still shown that could be hidden too: what each costs and what room it would give."""

    def __init__(self, rows: int, columns: int) -> None:
        self.cost: list[list[int | None]] = [[None] * columns for _ in range(rows)]
        self.up = [[0] * columns for _ in range(rows)]
        self.down = [[0] * columns for _ in range(rows)]
        self._sorted: dict[int, list[tuple[int, int]]] = {}

    def offer(self, row: int, column: int, cost: int, up: int, down: int) -> None:
        """Offer to hide the figure at this cost, before the first search."""
        self.cost[row][column] = cost
        self.up[row][column], self.down[row][column] = up, down

    def take(self, row: int, column: int) -> None:
        """Withdraw the offer: it has been taken, or no longer stands."""
        self.cost[row][column] = None

    def of_line(self, node: int) -> list[tuple[int, int]]:
        """Cost and other line of each offer in the line, cheapest first; columns follow rows."""
        rows = len(self.cost)
        if node not in self._sorted:
            if node < rows:
                line = [(cost, rows + at) for at, cost in enumerate(self.cost[node])]
            else:
                line = [(costs[node - rows], at) for at, costs in enumerate(self.cost)]
            self._sorted[node] = sorted((c, other) for c, other in line if c is not None)
        return self._sorted[node]


def more_to_hide(
    rooms: Rooms,
    offers: Offers,
    row: int,
    column: int,
    rising: bool,
    wanted: int,
    smallest: int = 1,
) -> list[tuple[int, int]]:
    """The figures to hide, cheapest together, so that the cell moves further towards `wanted`.

    Empty if no figure on offer helps. Figures with room for all that is missing come first, then
    those with room for the `smallest` amount; the rooms that already help are used up meanwhile.
    """
    pushed = rooms.push_as_far(row, column, wanted, rising)
    missing = wanted - sum(step for _, step in pushed)
    found = _cheapest_chain(rooms, offers, row, column, rising, missing)
    if not found and missing > smallest:
        found = _cheapest_chain(rooms, offers, row, column, rising, smallest)
    rooms.take_back(pushed)
    return found


def _cheapest_chain(
    rooms: Rooms, offers: Offers, row: int, column: int, rising: bool, need: int
) -> list[tuple[int, int]]:
    """The figures to hide on the cheapest chain, each with room for `need`; empty if none.

    Figures already hidden cost nothing. Dijkstra's shortest path over rows and columns, which are
    numbered after the rows: it starts in the cell's column and ends in its row. Each line reached
    holds out its cheapest offer only; ties go to what comes first in the table.
    """
    first = len(rooms.up)
    before: dict[int, tuple[int, bool]] = {first + column: (-1, False)}
    queue: list[tuple[int, int, int]] = []

    def settle(start: int, price: int) -> None:
        reached = [start]
        while reached:
            node = reached.pop()
            heappush(queue, (price, node, 0))
            for other in rooms.neighbours(node, rising):
                if other not in before and (node, other) != (first + column, row):
                    before[other] = (node, False)
                    reached.append(other)

    paid = {first + column: 0}
    settle(first + column, 0)
    while queue and row not in before:
        price, node, at = heappop(queue)
        line = offers.of_line(node)
        base = paid.setdefault(node, price)
        if at > 0:
            cost, other = line[at - 1]
            if other not in before:
                before[other] = (node, True)
                settle(other, base + cost)
        while at < len(line):
            _, other = line[at]
            at += 1
            if other not in before and _gives(offers, node, other, (row, column), rising, need):
                heappush(queue, (base + line[at - 1][0], node, at))
                break
    return _offered_on(before, row, first) if row in before else []


def _gives(
    offers: Offers, node: int, other: int, start: tuple[int, int], rising: bool, need: int
) -> bool:
    """Whether the offer between the two lines still stands and gives the room needed."""
    first = len(offers.cost)
    from_row = node < first
    place = (node, other - first) if from_row else (other, node - first)
    if place == start or offers.cost[place[0]][place[1]] is None:
        return False
    # A row is left by moving a cell the same way as the first, a column by the opposite.
    room = offers.up if from_row == rising else offers.down
    return room[place[0]][place[1]] >= need


def _offered_on(before: dict[int, tuple[int, bool]], row: int, first: int) -> list[tuple[int, int]]:
    hidden = []
    node = row
    while node != -1:
        previous, offered = before[node]
        if offered:
            hidden.append((node, previous - first) if node < first else (previous, node - first))
        node = previous
    return hidden
