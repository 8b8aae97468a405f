"""Days of programmes, parties and activities."""

from datetime import date

from samsyn.basics.problem import Problem, words


def check_days(starts_on: date, ends_on: date | None) -> None:
    """Raise Problem("ends-before-it-starts") when the last day is before the first.

    >>> check_days(date(2026, 1, 1), date(2026, 1, 1))
    """
    if ends_on is not None and ends_on < starts_on:
        raise Problem(
            "ends-before-it-starts",
            words(
                "The last day, %(ends_on)s, is before the first day, %(starts_on)s. "
                "Change one of them."
            ),
            starts_on=starts_on,
            ends_on=ends_on,
        )


def widened(starts_on: date, ends_on: date | None, on: date) -> tuple[date, date | None]:
    """The days of an activity, made wide enough to hold a day. No known last day stays so.

    >>> widened(date(2026, 10, 5), date(2026, 10, 5), date(2026, 10, 12))
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 12))
    """
    return min(starts_on, on), None if ends_on is None else max(ends_on, on)
