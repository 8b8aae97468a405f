"""What may be written down about a company's improvements and key figures."""

from datetime import date
from decimal import Decimal

from samsyn.basics.problem import Problem, words

FIRST_YEAR = 1990
"""No key figure is older: before it accounts were not filed the way they are now."""


def check_saving(hours_per_year: Decimal | None, sek_per_year: Decimal | None) -> None:
    """Raise Problem("saving-negative") when hours or kronor saved a year are below 0.

    None is not known and passes; a measured 0 passes too.

    >>> check_saving(None, Decimal(0))
    """
    for saved in (hours_per_year, sek_per_year):
        if saved is not None and saved < 0:
            raise Problem(
                "saving-negative",
                words(
                    "%(saved)s per year is below zero, so it is no saving. "
                    "Write 0 or more, or leave the box empty when it is not known."
                ),
                saved=saved,
            )


def check_measured(
    hours_per_year: Decimal | None, sek_per_year: Decimal | None, how_measured: str
) -> None:
    """Raise Problem("how-measured-missing") when a saving is stated and not how it was measured.

    >>> check_measured(None, None, "")
    """
    if (hours_per_year is not None or sek_per_year is not None) and not how_measured.strip():
        raise Problem(
            "how-measured-missing",
            words(
                "A saving is stated, but not how it was measured. "
                "Write in a few words how you know, or leave the saving empty."
            ),
        )


def check_happened(happened_on: date, on: date) -> None:
    """Raise Problem("not-happened-yet") when an improvement is dated after today.

    >>> check_happened(date(2026, 11, 10), on=date(2026, 11, 23))
    """
    if happened_on > on:
        raise Problem(
            "not-happened-yet",
            words(
                "%(happened_on)s is after today, and an improvement is noted when it has "
                "happened. Change the day, or come back then."
            ),
            happened_on=happened_on,
        )


def check_year(year: int, on: date) -> None:
    """Raise Problem("year-out-of-range") unless accounts for the year can exist today.

    >>> check_year(2025, on=date(2026, 11, 23))
    """
    if not FIRST_YEAR <= year <= on.year:
        raise Problem(
            "year-out-of-range",
            words("%(year)s is not a year between %(first)s and %(last)s. Change the year."),
            year=str(year),
            first=str(FIRST_YEAR),
            last=str(on.year),
        )
