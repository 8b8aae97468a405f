"""When a company that was met once counts as met and never again: dated rows, with the reason."""

from dataclasses import dataclass
from datetime import date

from samsyn.strategy.rules.indicators import months_from


@dataclass(frozen=True, slots=True)
class Patience:
    """From which day how many months may pass after one meeting, and why so many."""

    from_on: date
    months: int
    reason: str


PATIENCE: tuple[Patience, ...] = (
    Patience(
        date(2020, 1, 1),
        6,
        "Start programmes and groups begin twice a year; who has not come back by the next round "
        "has been lost on the way. The house's own choice: no source states a figure.",
    ),
)
"""The last row that has begun holds."""


def met_before(today: date) -> date:
    """Who was met on one day only, before this day, was met once and never again.

    >>> met_before(date(2026, 11, 23))
    datetime.date(2026, 5, 23)
    """
    months = [row.months for row in PATIENCE if row.from_on <= today]
    return months_from(today, -(months or [PATIENCE[0].months])[-1])
