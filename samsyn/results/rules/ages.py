"""How old something is, in the largest unit that says enough."""

from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


def age_of(since: date, today: date) -> tuple[int, Unit]:
    """The age as a whole number, rounded down: days, from two weeks on weeks, and so on.

    >>> age_of(date(2026, 11, 1), date(2026, 11, 23))
    (3, <Unit.WEEKS: 'weeks'>)
    >>> age_of(date(2024, 11, 23), date(2026, 11, 23))
    (2, <Unit.YEARS: 'years'>)
    """
    days = max((today - since).days, 0)
    if days < 14:
        return days, Unit.DAYS
    if days < 61:
        return days // 7, Unit.WEEKS
    months = (today.year - since.year) * 12 + today.month - since.month
    months -= today.day < since.day
    return (months, Unit.MONTHS) if months < 24 else (months // 12, Unit.YEARS)
