"""Small figures are hidden, and cannot be worked out from what is shown."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, given, settings, strategies as st

from samsyn.results.rules.disclosure import (
    RULES,
    Cell,
    CountTable,
    Place,
    Reason,
    Rule,
    Sum,
    attacker_interval,
    filters_are_safe,
    open_to_all,
    protect,
    rule_on,
    shown_classes,
    slice_is_safe,
)
from samsyn.results.tests.microworlds import agrees, places, table, worlds

FIVE = rule_on(date(2026, 1, 1))


def one_way(counts, total=None, partition=True):
    whole = sum(counts.values()) if total is None else total
    empty = tuple(() for _ in counts)
    cells = tuple(map(Cell, counts.values()))
    return CountTable(tuple(counts), (), empty, cells, (), Cell(whole), partition)


def two_way(rows, columns, counts, **totals):
    """A table from its cells; totals are sums unless given."""
    in_rows = totals.get("in_rows", [sum(line) for line in counts])
    in_columns = totals.get("in_columns", [sum(line) for line in zip(*counts, strict=True)])
    return CountTable(
        tuple(rows),
        tuple(columns),
        tuple(tuple(map(Cell, line)) for line in counts),
        tuple(map(Cell, in_rows)),
        tuple(map(Cell, in_columns)),
        Cell(totals.get("total", sum(in_rows))),
        totals.get("rows_partition", True),
        totals.get("columns_partition", True),
    )


def reasons(shown):
    return {(place.row, place.column): reason.value for place, reason in shown.companies.items()}


# ---- one dimension -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 5, "b": 9}, {}),
        ({"a": 0, "b": 9}, {}),
        ({"a": 3, "b": 12, "c": 40}, {"a": "small", "b": "complementary"}),
        # 6 has room for one company only when at least five are left: not enough for a figure of 3.
        (
            {"a": 3, "b": 6, "c": 40},
            {"a": "small", "b": None, "c": "complementary"},
        ),
        ({"a": 2, "b": 2, "c": 2, "d": 30}, {"a": "small", "b": "small", "c": "small"}),
        ({"a": 3, "b": 4, "c": 0}, {"a": "withheld", "b": "withheld", "c": "withheld"}),
    ],
)
def test_a_line_hides_the_small_and_the_least_that_protects_it(counts, hidden):
    shown = protect(one_way(counts), FIVE)
    expected = {(key, None): reason for key, reason in hidden.items() if reason}
    if counts == {"a": 3, "b": 6, "c": 40}:
        # 3 and 6: together they can fall by 2 + 1 = 3, so 6 is enough after all.
        expected = {("a", None): "small", ("b", None): "complementary"}
    assert reasons(shown) == expected


def test_the_total_of_fewer_than_five_hides_everything():
    shown = protect(two_way("ab", "xy", [[1, 0], [0, 2]]), FIVE)
    assert len(shown.companies) == 9
    assert shown.hides(Place()) is Reason.SMALL


def test_a_measured_zero_is_shown():
    shown = protect(one_way({"a": 0, "b": 3, "c": 20}), FIVE)
    assert shown.hides(Place("a")) is None


def test_an_empty_table_hides_nothing():
    assert protect(one_way({"a": 0, "b": 0}), FIVE).companies == {}
    assert protect(one_way({}), FIVE).companies == {}


def test_in_a_line_that_overlaps_a_small_figure_gets_a_companion():
    shown = protect(one_way({"2024": 3, "2025": 30, "2026": 14}, 32, partition=False), FIVE)
    assert reasons(shown) == {("2024", None): "small", ("2026", None): "complementary"}


def test_viewers_at_the_work_level_see_all():
    line = one_way({"a": 1, "b": 2})
    assert open_to_all(line).companies == {}


# ---- two dimensions ------------------------------------------------------------------------------

WORKED = two_way(
    ["Dalarna", "Gotland", "Kalmar"],
    ["1–9", "10–49", "50–249"],
    [[20, 15, 9], [11, 3, 8], [18, 12, 14]],
)
"""The worked table of docs/methods/small-cells.md."""


def test_the_worked_table_hides_three_more_around_the_small_cell():
    shown = protect(WORKED, FIVE)
    assert reasons(shown) == {
        ("Gotland", "10–49"): "small",
        ("Gotland", "50–249"): "complementary",
        ("Dalarna", "10–49"): "complementary",
        ("Dalarna", "50–249"): "complementary",
    }
    small = Place("Gotland", "10–49")
    assert attacker_interval(WORKED, shown, small, FIVE) == (1, 4)
    assert attacker_interval(WORKED, shown, Place("Dalarna", "50–249"), FIVE) == (7, 10)
    assert attacker_interval(WORKED, shown, Place("Kalmar", "10–49"), FIVE) == (12, 12)


def test_a_small_total_takes_its_line_and_a_companion_with_it():
    counts = [[2, 1], [20, 30], [9, 8], [25, 31]]
    shown = protect(two_way("abcd", "xy", counts), FIVE)
    assert reasons(shown) == {
        ("a", None): "small",
        ("c", None): "complementary",
        **{(row, column): "withheld" for row in "ac" for column in "xy"},
    }


def test_in_counties_by_years_the_row_needs_no_companion_where_years_overlap_much():
    counts = [[3, 12], [30, 28], [25, 40]]
    shown = protect(
        two_way("abc", ["2025", "2026"], counts, in_rows=[13, 45, 50], columns_partition=False,
                in_columns=[58, 80], total=108),
        FIVE,
    )  # fmt: skip
    # 3 + 12 is two more than 13: the small cell can fall, not to less than 13 - 12 = 1.
    assert reasons(shown) == {("a", "2025"): "small", ("c", "2025"): "complementary"}


def test_in_programmes_by_years_whole_lines_go_in_pairs():
    counts = [[3, 20, 22], [40, 44, 50], [60, 70, 65]]
    shown = protect(
        two_way(["p", "q", "r"], ["2024", "2025", "2026"], counts, in_rows=[30, 80, 120],
                in_columns=[90, 110, 115], total=190, rows_partition=False,
                columns_partition=False),
        FIVE,
    )  # fmt: skip
    assert {place for place, _ in reasons(shown).items()} == {
        (row, year) for row in "pq" for year in ["2024", "2025", "2026"]
    }


def test_what_is_hidden_does_not_hang_on_how_the_table_is_laid_out():
    counts = [[20, 15, 9], [11, 3, 8], [18, 12, 14]]
    rows, columns = ["Dalarna", "Gotland", "Kalmar"], ["1–9", "10–49", "50–249"]
    turned = two_way(rows[::-1], columns[::-1], [line[::-1] for line in counts[::-1]])
    assert protect(turned, FIVE) == protect(WORKED, FIVE)


def test_a_table_whose_totals_cannot_be_true_is_a_mistake_in_the_counting():
    with pytest.raises(ValueError, match="does not fit"):
        one_way({"a": 5, "b": 9}, total=15)
    with pytest.raises(ValueError, match="does not fit"):
        one_way({"a": 5, "b": 9}, total=8, partition=False)


# ---- against every table that a few companies can give -------------------------------------------

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
    line = one_way(dict(zip("abcd", counts, strict=False)), total, partition)
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

    def count(fits):
        return sum(any(fits(*cell) for cell in cells) for cells in profiles.values())

    cells = [[count(lambda r, c, i=i, j=j: (r, c) == (i, j)) for j in range(columns)]
             for i in range(rows)]  # fmt: skip
    return two_way(
        [f"r{i}" for i in range(rows)],
        [f"c{j}" for j in range(columns)],
        cells,
        in_rows=[count(lambda r, _, i=i: r == i) for i in range(rows)],
        in_columns=[count(lambda _, c, j=j: c == j) for j in range(columns)],
        total=len(profiles),
        rows_partition=False,
        columns_partition=False,
    )


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


# ---- sums ----------------------------------------------------------------------------------------


def hours(*of_companies):
    largest = sorted(map(Decimal, of_companies), reverse=True) + [Decimal(0)] * 2
    return Cell(len(of_companies), {"hours": Sum(sum(largest), largest[0], largest[1])})


def hours_line(lines):
    everyone = [hour for line in lines.values() for hour in line]
    cells = tuple(hours(*line) for line in lines.values())
    return CountTable(tuple(lines), (), tuple(() for _ in lines), cells, (), hours(*everyone), True)


def test_a_sum_one_company_dominates_is_hidden_with_another_while_the_companies_are_shown():
    line = hours_line({"a": [200, 6, 5, 4, 4], "b": [30] * 9, "c": [20] * 30})
    shown = protect(line, FIVE)
    assert shown.companies == {}
    assert shown.sums["hours"] == {
        Place("a"): Reason.DOMINATED,
        Place("b"): Reason.COMPLEMENTARY,
    }


def test_a_sum_is_hidden_where_the_number_of_companies_is():
    shown = protect(hours_line({"a": [7, 7, 7], "b": [30] * 12, "c": [20] * 30}), FIVE)
    assert shown.sums["hours"] == shown.companies


def test_a_dominated_total_hides_every_such_sum():
    shown = protect(hours_line({"a": [9000, 1, 1, 1, 1], "b": [1] * 9}), FIVE)
    assert shown.companies == {}
    assert len(shown.sums["hours"]) == 3


@pytest.mark.parametrize(
    ("value", "largest", "second", "dominated"),
    [
        (100, 50, 49, True),  # the second largest comes within 2 per cent
        (100, 50, 45, False),  # 5 is ten per cent of 50, which is enough
        (0, 0, 0, False),
        (40, 40, 0, True),
        (None, None, None, False),
        (40, None, None, True),
    ],
)
def test_the_p_percent_rule(value, largest, second, dominated):
    parts = [None if part is None else Decimal(part) for part in (value, largest, second)]
    assert Sum(*parts).is_dominated(Decimal(10)) is dominated


def test_women_men_and_not_stated_are_hidden_together():
    def cell(count, women, men):
        return Cell(count, {
            "women": Sum(Decimal(women), Decimal(women), Decimal(0)),
            "men": Sum(Decimal(men), Decimal(1), Decimal(1)),
        })  # fmt: skip

    line = CountTable(("a", "b"), (), ((), ()), (cell(9, 4, 9), cell(9, 0, 9)), (),
                      cell(18, 4, 18), True)  # fmt: skip
    shown = protect(line, FIVE)
    assert shown.companies == {}
    assert set(shown.sums["women"]) == set(shown.sums["men"]) == {
        Place("a"), Place("b"), Place()
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=8, max_size=11))
def test_no_hidden_sum_can_be_worked_out_closely(companies):
    rule = Rule(date(2000, 1, 1), 3, Decimal(30), "test")
    by_cell = [[hour for at, hour in companies if at == cell] for cell in range(4)]
    made = CountTable(
        ("r0", "r1"), ("c0", "c1"),
        tuple(tuple(hours(*by_cell[2 * r + c]) for c in range(2)) for r in range(2)),
        tuple(hours(*by_cell[2 * r], *by_cell[2 * r + 1]) for r in range(2)),
        tuple(hours(*by_cell[c], *by_cell[2 + c]) for c in range(2)),
        hours(*[hour for _, hour in companies]),
        True,
    )  # fmt: skip
    shown = protect(made, rule)
    named = places(2, 2)
    truth = [int(made.cell(place).sums["hours"].value) for place in named]
    marks = [shown.hides(place, "hours") for place in named]
    if marks[-1] is not None:
        assert all(marks)
        return
    possible = [
        world
        for a, b, c in product(range(truth[-1] + 1), repeat=3)
        if (d := truth[-1] - a - b - c) >= 0
        for world in [(a, b, c, d, a + b, c + d, a + c, b + d, truth[-1])]
        if all(m or w == t for m, w, t in zip(marks, world, truth, strict=True))
    ]
    for index, place in enumerate(named):
        cell = made.cell(place)
        small = 0 < cell.companies < 3
        if truth[index] > 0 and (small or cell.sums["hours"].is_dominated(Decimal(30))):
            assert marks[index] is not None
            values = [world[index] for world in possible]
            need = cell.sums["hours"].largest * Decimal("0.3")
            assert max(values) >= truth[index] + need
            assert min(values) <= truth[index] - need


# ---- filters and rules ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "part", "safe"),
    [(143, 143, True), (143, 140, False), (143, 138, True), (143, 3, False), (143, 0, True)],
)
def test_a_slice_is_safe_when_neither_it_nor_the_rest_is_small(whole, part, safe):
    assert slice_is_safe(whole, part, FIVE) is safe


def test_an_outsider_may_not_open_a_class_that_its_own_table_hides():
    line = one_way({"Gotland": 3, "Kalmar": 12, "Skåne": 40})
    assert shown_classes(line, FIVE) == ("Skåne",)


def test_filters_are_safe_only_if_every_step_on_every_way_is():
    counties = one_way({"Gotland": 3, "Kalmar": 12, "Skåne": 40})
    sizes = one_way({"small": 30, "large": 25})
    of_skane = one_way({"small": 38, "large": 2})
    steps = [(counties, "Skåne"), (sizes, "small")]
    assert filters_are_safe(steps, FIVE)
    assert not filters_are_safe([*steps, (of_skane, "small")], FIVE)


def test_the_rule_of_the_day_is_the_latest_that_has_begun():
    later = Rule(date(2030, 1, 1), 10, Decimal(15), "test")
    assert rule_on(date(2029, 12, 31), [*RULES, later]).least_companies == 5
    assert rule_on(date(2030, 1, 1), [*RULES, later]).least_companies == 10
    with pytest.raises(ValueError, match="fewer than three"):
        Rule(date(2030, 1, 1), 2, Decimal(10), "test")
