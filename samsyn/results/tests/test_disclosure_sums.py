"""Sums are hidden where companies are, and where one company dominates them."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

from samsyn.results.rules.disclosure import (
    Cell,
    CountTable,
    Place,
    Reason,
    Rule,
    Sum,
    protect,
    rule_on,
)

FIVE = rule_on(date(2026, 1, 1))


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
    named = [Place(row, column) for row in ("r0", "r1", None) for column in ("c0", "c1", None)]
    truth = [int(made.cell(place).sums["hours"].value) for place in named]
    marks = [shown.hides(place, "hours") for place in named]
    if marks[-1] is not None:
        assert all(marks)
        return
    possible = [
        world
        for a, b, c in product(range(truth[-1] + 1), repeat=3)
        if (d := truth[-1] - a - b - c) >= 0
        for world in [(a, b, a + b, c, d, c + d, a + c, b + d, truth[-1])]
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
