"""What a cell says in numbers: kronor, hours or a count.

Numbers follow Swedish writing rules (space between thousands, decimal comma),
and the English way where it cannot be mistaken. NaN and infinity are refused.
"""

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.tables.cells import as_text
from samsyn.directory.rules.tables.row import Cell

_MOST_SEK = Decimal(10) ** 12
_MOST_COUNT = 10**9
_MOST_HOURS = 10**7
_CENT = Decimal("0.01")

_CURRENCY = re.compile(r"(?<![^\W\d_])(?:kronor|sek|kr)\b\.?|:-", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?\Z")
_GROUPED = re.compile(r"[1-9]\d{0,2}([ .,'’])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?\Z")
_PLAIN_HOURS = re.compile(r"\d+(?:[.,]\d{1,4})?\Z")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?\Z")
_HOURS_MINUTES = re.compile(
    r"(\d{1,4}) ?(?:h|t|tim\.?|timmar|timme) ?(\d{1,2}) ?(?:m|min\.?|minuter)\Z"
)
_HOURS_UNIT = re.compile(r" ?(?:h|t|tim\.?|timme|timmar|hours?|hrs?)\Z")
_COUNT_UNIT = re.compile(r" ?(?:st\.?|personer|pers\.?|people)\Z")


def as_sek(cell: Cell) -> Decimal | None:
    """Kronor, to the öre; never negative. Three digits after a separator are thousands.

    >>> as_sek("3 929 285 kr"), as_sek("3.929.285,50"), as_sek(0)
    (Decimal('3929285'), Decimal('3929285.50'), Decimal('0'))
    """
    text = as_text(cell)
    if text is None:
        return None
    if isinstance(cell, (bool, date, time, timedelta)):
        raise _no_amount(text)
    bare = _CURRENCY.sub("", text).strip()
    _refuse_negative(bare, text)
    if re.search(r"[^\W\d_]|[€$£%]", bare) and not isinstance(cell, float):
        if re.search(r"\d", bare):
            raise Problem(
                "amount-unit",
                words(
                    "“%(text)s” has letters or another unit than kronor. Write the whole amount "
                    "in kronor and in digits, for example 3 500 000."
                ),
                text=text[:40],
            )
        raise _no_amount(text)
    number = _decimal(cell, bare)
    if number is None or number > _MOST_SEK:
        raise _no_amount(text)
    return number


def _refuse_negative(bare: str, text: str) -> None:
    accounting = bare.startswith("(") and bare.endswith(")")
    if (bare.startswith(("-", "−", "–")) or bare.endswith("-") or accounting) and (
        re.search(r"[1-9]", bare) is not None
    ):
        raise Problem(
            "number-negative",
            words("“%(text)s” is below zero. Write what it is, without a minus sign."),
            text=text[:40],
        )


def _decimal(cell: Cell, bare: str) -> Decimal | None:
    """The number to two decimals; None if it is none."""
    if isinstance(cell, (int, float, Decimal)):
        number = Decimal(str(cell))
        if not number.is_finite() or number > _MOST_SEK:
            return None
        if number == number.to_integral_value():
            return number.to_integral_value()
        return number.quantize(_CENT, rounding=ROUND_HALF_UP)
    if _GROUPED.match(bare):
        group = bare[len(re.split(r"[ .,'’]", bare)[0])]
        bare = bare.replace(group, "")
    elif not _PLAIN.match(bare):
        return None
    return Decimal(bare.replace(",", "."))


def _no_amount(text: str) -> Problem:
    return Problem(
        "amount-unreadable",
        words("“%(text)s” is not an amount in kronor. Write it in digits, for example 3 929 285."),
        text=text[:40],
    )


def as_hours(cell: Cell) -> Decimal | None:
    """Hours, to two decimals; 7:30 is seven and a half.

    >>> as_hours("7,5"), as_hours("7:30"), as_hours("7 tim 20 min")
    (Decimal('7.5'), Decimal('7.50'), Decimal('7.33'))
    """
    if isinstance(cell, timedelta):
        if cell < timedelta(0):
            _refuse_negative("-1", str(cell))
        return _hours(Decimal(str(cell.total_seconds())))
    if isinstance(cell, time):
        return _hours(Decimal(cell.hour * 3600 + cell.minute * 60 + cell.second))
    text = as_text(cell)
    if text is None:
        return None
    if isinstance(cell, (bool, date)):
        raise _no_hours(text)
    bare = text.casefold()
    _refuse_negative(bare, text)
    if found := _CLOCK.match(bare):
        seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
        return _hours(Decimal(seconds))
    if (found := _HOURS_MINUTES.match(bare)) and int(found[2]) < 60:
        return _hours(Decimal(int(found[1]) * 3600 + int(found[2]) * 60))
    written = _HOURS_UNIT.sub("", bare)
    number = _written_hours(written) if isinstance(cell, str) else _decimal(cell, written)
    if number is None or number >= _MOST_HOURS:
        raise _no_hours(text)
    return number


def _written_hours(written: str) -> Decimal | None:
    """A separator before three digits is a decimal sign: nobody takes part for 7,500 hours."""
    bare = written.replace(" ", "")
    if not _PLAIN_HOURS.match(bare):
        return None
    hours = Decimal(bare.replace(",", "."))
    if hours >= _MOST_HOURS:
        return None
    rounded = hours.quantize(_CENT, rounding=ROUND_HALF_UP)
    return hours if hours == rounded else rounded


def _hours(seconds: Decimal) -> Decimal:
    return (seconds / 3600).quantize(_CENT, rounding=ROUND_HALF_UP)


def _no_hours(text: str) -> Problem:
    return Problem(
        "hours-unreadable",
        words("“%(text)s” is not a number of hours. Write it as 7,5 or 7:30."),
        text=text[:40],
    )


def as_count(cell: Cell) -> int | None:
    """A whole number from zero up.

    >>> as_count("12 st"), as_count(3.0), as_count("")
    (12, 3, None)
    """
    text = as_text(cell)
    if text is None:
        return None
    bare = _COUNT_UNIT.sub("", text.casefold())
    _refuse_negative(bare, text)
    number = None if isinstance(cell, (bool, date, time, timedelta)) else _decimal(cell, bare)
    if number is None or number != number.to_integral_value() or number > _MOST_COUNT:
        raise Problem(
            "count-unreadable",
            words("“%(text)s” is not a whole number. Write it in digits, for example 12."),
            text=text[:40],
        )
    return int(number)
