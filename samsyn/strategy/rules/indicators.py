"""How an indicator stands: not measured, behind, on the way or reached; and when it is due."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from samsyn.basics.problem import Problem, words


class Better(StrEnum):
    """Which way the value is to go."""

    RISING = "rising"
    FALLING = "falling"


class IndicatorState(StrEnum):
    """How far an indicator has come, by its latest measurement."""

    NOT_MEASURED = "not_measured"
    BEHIND = "behind"
    ON_THE_WAY = "on_the_way"
    REACHED = "reached"


INTERVALS = (1, 3, 6, 12, 24)
"""Months between two measurements that one may choose."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where an indicator starts, and what it is to reach by when; values in its own unit.

    Which way is better follows from the two values.
    """

    baseline_value: Decimal
    baseline_on: date
    target_value: Decimal
    target_on: date

    @property
    def better(self) -> Better:
        return Better.RISING if self.target_value > self.baseline_value else Better.FALLING

    def expected_on(self, day: date) -> Decimal:
        """The value on the straight line from baseline to target; the ends hold beyond it.

        >>> course = Course(Decimal(0), date(2026, 1, 1), Decimal(100), date(2026, 1, 11))
        >>> course.expected_on(date(2026, 1, 4)), course.expected_on(date(2027, 1, 1))
        (Decimal('30'), Decimal('100'))
        """
        whole = (self.target_on - self.baseline_on).days
        gone = min(max((day - self.baseline_on).days, 0), whole)
        return self.baseline_value + (self.target_value - self.baseline_value) * gone / whole


def state_of(course: Course, on: date | None, value: Decimal | None) -> IndicatorState:
    """How an indicator stands by its latest measurement; `on` and `value` None where none is made.

    Reached: at the target or beyond it. Behind: short of the straight line on the day it was
    measured. A value that is only old says nothing of this; `due_on` tells.
    """
    if on is None or value is None:
        return IndicatorState.NOT_MEASURED
    way = 1 if course.better is Better.RISING else -1
    if value * way >= course.target_value * way:
        return IndicatorState.REACHED
    if value * way >= course.expected_on(on) * way and on <= course.target_on:
        return IndicatorState.ON_THE_WAY
    return IndicatorState.BEHIND


def months_from(day: date, months: int) -> date:
    """The same day so many months later, or earlier; the last of the month where there is none.

    >>> months_from(date(2026, 8, 31), 6), months_from(date(2026, 3, 31), -1)
    (datetime.date(2027, 2, 28), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_on(measured_on: date | None, begun_on: date, interval_months: int, target_on: date) -> date:
    """The last day to measure again in time.

    Counted from the latest measurement, or from the day it began where there is none. Whoever
    has measured on the target day or later is done: `date.max`.
    """
    if measured_on is not None and measured_on >= target_on:
        return date.max
    return months_from(measured_on or begun_on, interval_months)


def overdue_before(today: date, interval_months: int) -> date:
    """The first day of which a measurement is not overdue today; all days before it are.

    Asked of the database in the place of `due_on`, which it cannot work out.
    """
    first = months_from(today, -interval_months)
    while months_from(first, interval_months) < today:
        first += timedelta(days=1)  # a few turns at the end of a short month
    return first


def check_course(course: Course) -> None:
    """Raise a Problem where the target comes no later than the baseline, or is the same."""
    if course.target_on <= course.baseline_on:
        raise Problem(
            "indicator-days",
            words(
                "The target is to be reached on %(target_on)s, which is not after the baseline of "
                "%(baseline_on)s. Choose a later day."
            ),
            target_on=course.target_on,
            baseline_on=course.baseline_on,
        )
    if course.target_value == course.baseline_value:
        raise Problem(
            "indicator-target",
            words(
                "The target is %(target)s, the same as the baseline. "
                "Choose a target that is higher, or lower if less is better."
            ),
            target=course.target_value,
        )
