"""How an indicator stands, and when it is due to be measured."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from samsyn.basics.problem import Problem
from samsyn.strategy.rules.drawing import HEIGHT, WIDTH, drawing_of
from samsyn.strategy.rules.indicators import (
    INTERVALS,
    Course,
    IndicatorState,
    check_course,
    due_on,
    months_from,
    overdue_before,
    state_of,
)

START, END = date(2026, 1, 1), date(2026, 12, 27)
"""360 days: a quarter of the way is 90 of them."""
DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))


def course(baseline, target):
    return Course(Decimal(baseline), START, Decimal(target), END)


@pytest.mark.parametrize(
    ("baseline", "target", "gone_days", "value", "state"),
    [
        (0, 100, 90, 25, "on_the_way"),
        (0, 100, 90, 24, "behind"),
        (0, 100, 90, 100, "reached"),
        (0, 100, 90, 130, "reached"),
        (40, 20, 90, 35, "on_the_way"),
        (40, 20, 90, 36, "behind"),
        (40, 20, 90, 20, "reached"),
        (0, 100, 360, 99, "behind"),
        (0, 100, 400, 99, "behind"),  # after the day of the target
        (0, 100, 0, 0, "on_the_way"),  # where it began, on the day it began
        (-5, 5, 180, 0, "on_the_way"),
    ],
)
def test_it_stands_by_the_straight_line(baseline, target, gone_days, value, state):
    on = START + timedelta(days=gone_days)
    assert state_of(course(baseline, target), on, Decimal(value)) == state


def test_nothing_measured_is_not_zero():
    assert state_of(course(0, 100), None, None) is IndicatorState.NOT_MEASURED


@pytest.mark.parametrize(
    ("measured_on", "due"),
    [
        (None, date(2026, 4, 1)),
        (date(2026, 2, 28), date(2026, 5, 28)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (END, date.max),
    ],
)
def test_it_is_due_an_interval_after_the_last_time(measured_on, due):
    assert due_on(measured_on, START, 3, END) == due


@given(day=DAYS, today=DAYS, months=some.sampled_from(INTERVALS))
def test_the_database_and_the_rule_agree_on_what_is_overdue(day, today, months):
    assert (day < overdue_before(today, months)) == (months_from(day, months) < today)


@pytest.mark.parametrize(
    ("target_on", "target", "code"),
    [(START, 100, "indicator-days"), (END, 0, "indicator-target")],
)
def test_a_target_comes_later_and_is_a_change(target_on, target, code):
    with pytest.raises(Problem) as refusal:
        check_course(Course(Decimal(0), START, Decimal(target), target_on))
    assert refusal.value.code == code


@given(some.lists(some.tuples(DAYS, some.decimals(-999, 999, places=2)), max_size=9))
def test_every_point_of_the_drawing_is_inside_the_picture(standing):
    drawn = drawing_of(course(0, 100), standing)
    for x, y in [drawn.baseline, drawn.target, *drawn.points]:
        assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT
