"""Days and periods. Every function takes its day as an argument; none reads a clock."""

from datetime import date


def covers(day: date, from_on: date | None, until_on: date | None) -> bool:
    """Whether the day lies in the period; both ends count, and an open end has no limit.

    >>> covers(date(2026, 1, 1), None, date(2026, 1, 1))
    True
    """
    return (from_on is None or from_on <= day) and (until_on is None or day <= until_on)
