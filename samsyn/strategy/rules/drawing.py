"""Where the points of the small drawing of an indicator stand: pure numbers, no picture yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samsyn.strategy.rules.indicators import Course

WIDTH, HEIGHT = 560, 150
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 14, 22
"""Room around the lines, in the same units."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The straight line from baseline to target, and what was measured, as points of a picture.

    `path` joins the measured points, the first of them the baseline.
    """

    baseline: tuple[float, float]
    target: tuple[float, float]
    points: list[tuple[float, float]]
    path: str


def drawing_of(course: Course, standing: Sequence[tuple[date, Decimal]]) -> Drawing:
    """The drawing of measured values, oldest first; time goes right, larger values up.

    >>> course = Course(Decimal(0), date(2026, 1, 1), Decimal(10), date(2026, 12, 31))
    >>> drawing_of(course, []).target
    (552.0, 14.0)
    """
    days = [course.baseline_on, course.target_on, *(on for on, _value in standing)]
    values = [course.baseline_value, course.target_value, *(value for _on, value in standing)]
    first, span = min(days), max((max(days) - min(days)).days, 1)
    low, high = min(values), max(values)

    def place(on: date, value: Decimal) -> tuple[float, float]:
        across = (on - first).days / span
        up = float((value - low) / (high - low))
        return (
            round(LEFT + across * (WIDTH - LEFT - RIGHT), 1),
            round(HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM), 1),
        )

    baseline = place(course.baseline_on, course.baseline_value)
    points = [place(on, value) for on, value in standing]
    return Drawing(
        baseline=baseline,
        target=place(course.target_on, course.target_value),
        points=points,
        path=" ".join(f"{x},{y}" for x, y in [baseline, *points]),
    )
