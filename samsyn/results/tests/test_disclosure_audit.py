"""What is hidden is tried against every table that a few companies can give."""

from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings, strategies as st

from samsyn.results.rules.disclosure import (
    Cell,
    CountTable,
    Place,
    Reason,
    Rule,
    attacker_interval,
    protect,
    rule_on,
)

FIVE = rule_on(date(2026, 1, 1))


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
    """The different tables of exactly so many companies: cells, row and column totals, total."""
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


SHAPES = [
    # rows, columns, rows partition, columns partition, most companies, least shown
    (2, 2, True, True, 13, 4),
    (3, 3, True, True, 7, 3),
    (2, 3, True, True, 10, 4),
    (2, 2, True, False, 10, 4),
    (2, 2, False, True, 9, 3),
    (3, 2, True, False, 7, 3),
    (2, 2, False, False, 6, 3),
]


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_small_figure_can_be_narrowed_down(shape, data):
    rows, columns, rows_partition, columns_partition, most, least = shape
    kinds = rows, columns, rows_partition, columns_partition
    companies = data.draw(st.integers(least, most))
    every = worlds(*kinds, companies)
    truth = every[data.draw(st.integers(0, len(every) - 1))]
    rule = Rule(date(2000, 1, 1), least, Decimal(10), "test")
    made = table(truth, *kinds)
    shown = protect(made, rule)
    named = places(rows, columns)
    marks = [shown.hides(place) for place in named]
    assert all(mark or not 0 < count < least for mark, count in zip(marks, truth, strict=True))
    if marks[-1] is not None:
        assert all(marks)
        return
    possible = [
        world for world in every if all(map(agrees, marks, world, truth, [least] * len(truth)))
    ]
    for index, (place, mark) in enumerate(zip(named, marks, strict=True)):
        if mark is None:
            continue
        values = {world[index] for world in possible}
        low, high = attacker_interval(made, shown, place, rule)
        assert set(range(low, high + 1)) <= values
        if 0 < truth[index] < least:
            assert len(values) >= least - 1
            assert mark is not Reason.SMALL or values == set(range(1, least))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=4),
    st.booleans(),
    st.integers(0, 30),
)
def test_a_line_is_safe_and_its_intervals_are_exact(counts, partition, shared):
    total = sum(counts) if partition else max(max(counts), sum(counts) - shared)
    assume(total >= FIVE.least_companies)
    keys = tuple("abcd"[: len(counts)])
    cells = tuple(map(Cell, counts))
    line = CountTable(keys, (), tuple(() for _ in keys), cells, (), Cell(total), partition)
    shown = protect(line, FIVE)
    marks = [shown.hides(Place(key)) for key in line.row_keys]
    hidden = [index for index, mark in enumerate(marks) if mark]
    possible = []
    for guess in product(range(total + 1), repeat=len(hidden)):
        values = list(counts)
        for index, value in zip(hidden, guess, strict=True):
            values[index] = value
        fits = sum(values) == total if partition else max(values) <= total <= sum(values)
        if fits and all(map(agrees, marks, values, counts, [5] * len(counts))):
            possible.append(values)
    for index in hidden:
        values = {world[index] for world in possible}
        interval = attacker_interval(line, shown, Place(line.row_keys[index]), FIVE)
        assert interval == (min(values), max(values))
        if 0 < counts[index] < 5:
            assert len(values) >= 4


def shared_anew(profiles, row, partner, wanted, column):
    """Companies by cell, once rows `row` and `partner` have shared their companies anew."""
    both = {who for who, cells in profiles.items() if any(r in (row, partner) for r, _ in cells)}
    in_row = {who for who, cells in profiles.items() if any(r == row for r, _ in cells)}
    in_partner = {who for who, cells in profiles.items() if any(r == partner for r, _ in cells)}
    here = {
        who
        for who, cells in profiles.items()
        if any(r in (row, partner) and c == column for r, c in cells)
    }
    if not (wanted <= len(here) and len(in_row) - wanted <= len(both - here)) or wanted > len(
        in_row
    ):
        return None
    new_row = set(sorted(here)[:wanted]) | set(sorted(both - here)[: len(in_row) - wanted])
    rest = both - new_row
    new_partner = rest | set(sorted(new_row)[: len(in_partner) - len(rest)])
    shared = {}
    for who, cells in profiles.items():
        kept = {(r, c) for r, c in cells if r not in (row, partner)}
        for _, c in {(r, c) for r, c in cells if r in (row, partner)}:
            kept |= {
                (r, c) for r, group in ((row, new_row), (partner, new_partner)) if who in group
            }
        shared[who] = kept
    return shared


def counted(profiles, rows, columns):
    """The table of companies that are in several rows and several columns."""
    every = [(row, column) for row in range(rows) for column in range(columns)]
    world = (
        *(sum(cell in cells for cells in profiles.values()) for cell in every),
        *(sum(any(r == row for r, _ in c) for c in profiles.values()) for row in range(rows)),
        *(sum(any(k == at for _, k in c) for c in profiles.values()) for at in range(columns)),
        len(profiles),
    )
    return table(world, rows, columns, False, False)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(30, 90))
def test_rows_hidden_in_pairs_could_truly_be_other_companies(seed, companies):
    """Where both sides overlap the proof is by construction; here it is carried out."""
    profiles = {}
    for who in range(companies):
        seed = (seed * 1103515245 + 12345) % 2**31
        cells = {(r, c) for r in range(3) for c in range(3) if seed >> (7 + 3 * r + c) & 1}
        profiles[who] = {cell for cell in cells if cell != (0, 0) or who < 3} or {(1, 1)}
    made = counted(profiles, 3, 3)
    shown = protect(made, FIVE)
    hidden_rows = [r for r in range(3)
                   if all(shown.hides(Place(f"r{r}", f"c{c}")) for c in range(3))]  # fmt: skip
    small = Place("r0", "c0")
    assume(0 < made.cell(small).companies < 5 and 2 <= len(hidden_rows) < 3 and 0 in hidden_rows)
    assume(all(place.column is not None for place in shown.companies))
    low, high = attacker_interval(made, shown, small, FIVE)
    assert high - low >= 3
    for wanted in range(low, high + 1):
        partner = next(r for r in hidden_rows if r != 0)
        world = counted(shared_anew(profiles, 0, partner, wanted, 0), 3, 3)
        assert world.cell(small).companies == wanted
        for place in places(3, 3):
            if shown.hides(place) is None:
                assert world.cell(place) == made.cell(place)
