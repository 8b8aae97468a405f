"""Protecting a table of counts; the largest one people look at, and a far larger one."""

from collections.abc import Iterator
from random import Random

from benchmarks.measure import cpu_seconds, row
from samsyn.results.rules.disclosure import RULES, Cell, CountTable, protect


def table(rows: int, columns: int, seed: int = 1) -> CountTable:
    """A table that partitions both ways, with many small cells."""
    chance = Random(seed)
    counts = [[int(chance.expovariate(0.08)) for _c in range(columns)] for _r in range(rows)]
    return CountTable(
        row_keys=tuple(f"r{number}" for number in range(rows)),
        column_keys=tuple(f"c{number}" for number in range(columns)),
        cells=tuple(tuple(Cell(count) for count in line) for line in counts),
        row_totals=tuple(Cell(sum(line)) for line in counts),
        column_totals=tuple(Cell(sum(line)) for line in zip(*counts, strict=True)),
        total=Cell(sum(map(sum, counts))),
        rows_partition=True,
        columns_partition=True,
    )


def run() -> Iterator[str]:
    for rows, columns in ((21, 8), (30, 300)):
        one = table(rows, columns)
        seconds = cpu_seconds(lambda one=one: protect(one, RULES[0]))
        yield row("hide small figures", f"{rows} × {columns} cells", seconds)
