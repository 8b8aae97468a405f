"""All tables that a few companies can give, to try the hiding against every one of them."""

from functools import cache
from itertools import combinations

from samsyn.results.rules.disclosure import Cell, CountTable, Place, Reason


def _profiles(rows, columns, rows_partition, columns_partition):
    """Every way one company can be in the cells."""
    cells = [(row, column) for row in range(rows) for column in range(columns)]
    for count in range(1, len(cells) + 1):
        for chosen in combinations(cells, count):
            in_rows, in_columns = {row for row, _ in chosen}, {column for _, column in chosen}
            if (rows_partition and len(in_rows) > 1) or (columns_partition and len(in_columns) > 1):
                continue
            yield (
                *(int(cell in chosen) for cell in cells),
                *(int(row in in_rows) for row in range(rows)),
                *(int(column in in_columns) for column in range(columns)),
                1,
            )


@cache
def worlds(rows, columns, rows_partition, columns_partition, companies):
    """The different tables of exactly so many companies: cells, row totals, column totals, total."""
    profiles = list(_profiles(rows, columns, rows_partition, columns_partition))
    if companies == 0:
        return ((0,) * len(profiles[0]),)
    smaller = worlds(rows, columns, rows_partition, columns_partition, companies - 1)
    return tuple(
        sorted(
            {tuple(map(int.__add__, world, profile)) for world in smaller for profile in profiles}
        )
    )


def places(rows, columns):
    """The places in the order of a world's figures."""
    return (
        [Place(f"r{row}", f"c{column}") for row in range(rows) for column in range(columns)]
        + [Place(f"r{row}") for row in range(rows)]
        + [Place(None, f"c{column}") for column in range(columns)]
        + [Place()]
    )


def table(world, rows, columns, rows_partition, columns_partition):
    """The world as a table."""
    cells = [Cell(count) for count in world]
    inside = rows * columns
    return CountTable(
        tuple(f"r{row}" for row in range(rows)),
        tuple(f"c{column}" for column in range(columns)),
        tuple(tuple(cells[row * columns : (row + 1) * columns]) for row in range(rows)),
        tuple(cells[inside : inside + rows]),
        tuple(cells[inside + rows : inside + rows + columns]),
        cells[-1],
        rows_partition,
        columns_partition,
    )


def agrees(reason, count, truth, least):
    """Whether the count is possible where the truth stands under the reason."""
    match reason:
        case None:
            return count == truth
        case Reason.SMALL:
            return 1 <= count < least
        case Reason.COMPLEMENTARY:
            return count >= least
        case _:
            return True
