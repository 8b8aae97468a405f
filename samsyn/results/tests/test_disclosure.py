"""Small figures are hidden, and cannot be worked out from what is shown."""

from datetime import date
from decimal import Decimal

import pytest

from samsyn.results.rules.disclosure import (
    RULES,
    Cell,
    CountTable,
    Place,
    Reason,
    Rule,
    attacker_interval,
    filters_are_safe,
    open_to_all,
    protect,
    rule_on,
    shown_classes,
    slice_is_safe,
)

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
        # All hidden must be able to fall by three together: 3 by two, and 6 by one (to five).
        ({"a": 3, "b": 6, "c": 40}, {"a": "small", "b": "complementary"}),
        ({"a": 2, "b": 6, "c": 40}, {"a": "small", "c": "complementary"}),
        ({"a": 2, "b": 2, "c": 2, "d": 30}, {"a": "small", "b": "small", "c": "small"}),
        ({"a": 3, "b": 4, "c": 0}, {"a": "withheld", "b": "withheld", "c": "withheld"}),
    ],
)
def test_a_line_hides_the_small_and_the_least_that_protects_it(counts, hidden):
    shown = protect(one_way(counts), FIVE)
    assert reasons(shown) == {(key, None): reason for key, reason in hidden.items()}


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
