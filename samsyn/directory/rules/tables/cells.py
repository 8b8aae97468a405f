"""What a cell says: a text, a day, a moment or an e-mail address. Numbers are in numbers.py.

Every reader gives None for a cell that says nothing (empty, "-" or "–"), and a
Problem for one that cannot be read with certainty: a guess would be stored as
if somebody had said it. Days in digits follow ISO 8601; other ways of writing a
day are taken where they can mean one day only.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.tables.row import Cell, Formula

_NOTHING = frozenset({"", "-", "–", "—"})
_EXCEL_ERRORS = frozenset(
    {"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
    | {"#SAKNAS!", "#VÄRDEFEL!", "#REFERENS!", "#DIVISION/0!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!"}
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_FIRST, _EXCEL_LAST = 32_874, 73_050  # 1990-01-01 to 2099-12-31
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
_TWO_WAYS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})\Z")
_NAMED = re.compile(r"(?:den )?(\d{1,2})\.? ?([a-z]+)\.? ?(\d{4})\Z")
_NAMED_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})\Z")
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?\Z")

_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}\Z"
)
_ANGLED = re.compile(r".*<([^<>]+)>\Z")
_LONGEST_EMAIL = 254
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_text(cell: Cell) -> str | None:
    """The text, trimmed, spaces single, invisible characters gone.

    A whole number that Excel kept as a decimal comes back whole. A text that
    begins with "=" is a text and never computed.

    >>> as_text("  Tioprojektet \\u00a0 II "), as_text(5560360793.0), as_text("–")
    ('Tioprojektet II', '5560360793', None)
    """
    if cell is None:
        return None
    if isinstance(cell, Formula):
        raise Problem(
            "formula-without-value",
            words(
                "The cell holds the formula %(formula)s but not its result. Open the list in "
                "Excel, save it, and send the saved file."
            ),
            formula=cell.text[:80],
        )
    if isinstance(cell, float):
        text = str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    elif isinstance(cell, datetime):
        text = cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    else:
        text = str(cell)
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = " ".join("".join(" " if ord(letter) < 32 else letter for letter in text).split())
    if text.upper() in _EXCEL_ERRORS:
        raise Problem(
            "cell-error",
            words(
                "The cell shows Excel's error %(error)s and no value. Correct the formula, or "
                "write the value in its place."
            ),
            error=text,
        )
    return None if text in _NOTHING else text


def as_day(cell: Cell) -> date | None:
    """The day; a time of day after it is left out.

    >>> as_day("2016-11-01 01:17:38"), as_day("1 nov 2016"), as_day(42675)
    (datetime.date(2016, 11, 1), datetime.date(2016, 11, 1), datetime.date(2016, 11, 1))
    """
    if isinstance(cell, datetime):
        return _checked_year(cell.date(), str(cell))
    if isinstance(cell, date):
        return _checked_year(cell, str(cell))
    text = as_text(cell)
    if text is None:
        return None
    if isinstance(cell, (bool, time, timedelta)):
        raise _no_day(text)
    bare = _TIME_OF_DAY.sub("", text)
    if len(bare) == 5 and bare.isdecimal() and _EXCEL_FIRST <= int(bare) <= _EXCEL_LAST:
        return _EXCEL_DAY_ZERO + timedelta(days=int(bare))
    if isinstance(cell, float) and _EXCEL_FIRST <= cell < _EXCEL_LAST + 1:
        return _EXCEL_DAY_ZERO + timedelta(days=int(cell))
    if found := _ISO.match(bare) or _COMPACT.match(bare):
        return _made(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _DOTTED.match(bare):
        return _made(int(found[3]), int(found[2]), int(found[1]), text)
    if found := _TWO_WAYS.match(bare):
        return _one_way(int(found[1]), int(found[2]), found[3], text)
    return _named_day(bare.casefold(), text)


def as_moment(cell: Cell) -> datetime | None:
    """The day and time of day, in the time of whoever wrote it; midnight where only a day is said.

    >>> as_moment("2016-10-14 01:17:38")
    datetime.datetime(2016, 10, 14, 1, 17, 38)
    """
    day = as_day(cell)
    if day is None or isinstance(cell, datetime):
        return cell if isinstance(cell, datetime) else None
    said = _TIME_OF_DAY.search(str(cell).strip())
    clock = [int(part) for part in re.findall(r"\d+", said[0])[:3]] if said else []
    hour, minute, second = [*clock, 0, 0, 0][:3]
    try:
        return datetime.combine(day, time(hour, minute, second))
    except ValueError as error:
        raise _no_day(str(cell)) from error


def _named_day(bare: str, text: str) -> date:
    if found := _NAMED.match(bare):
        day, month, year = found[1], found[2], found[3]
    elif found := _NAMED_FIRST.match(bare):
        day, month, year = found[2], found[1], found[3]
    else:
        raise _no_day(text)
    if month not in _MONTHS:
        raise _no_day(text)
    return _made(int(year), _MONTHS[month], int(day), text)


def _one_way(first: int, second: int, year: str, text: str) -> date:
    """Day and month around a stroke: taken only if the one cannot be the other."""
    if len(year) == 4 and first > 12 >= second:
        return _made(int(year), second, first, text)
    if len(year) == 4 and second > 12 >= first:
        return _made(int(year), first, second, text)
    if len(year) == 4 and first == second:
        return _made(int(year), first, second, text)
    raise Problem(
        "day-ambiguous",
        words(
            "“%(text)s” can be read as two different days. "
            "Write it as year-month-day, for example 2016-04-03."
        ),
        text=text[:40],
    )


def _made(year: int, month: int, day: int, text: str) -> date:
    try:
        return _checked_year(date(year, month, day), text)
    except ValueError as error:
        raise _no_day(text) from error


def _checked_year(day: date, text: str) -> date:
    if not _FIRST_YEAR < day.year <= _LAST_YEAR:
        raise _no_day(text)
    return day


def _no_day(text: str) -> Problem:
    return Problem(
        "day-unreadable",
        words("“%(text)s” is not a day. Write it as year-month-day, for example 2016-11-01."),
        text=text[:40],
    )


def as_email(cell: Cell) -> str | None:
    """The address in small letters; "Name <address>" and "mailto:" are taken off.

    >>> as_email("Eva Ek <Eva.Ek@Exempel.se>"), as_email(" mailto:info@exempel.se;")
    ('eva.ek@exempel.se', 'info@exempel.se')
    """
    text = as_text(cell)
    if text is None:
        return None
    address = text.lower().rstrip(";,. ").removeprefix("mailto:").strip()
    if angled := _ANGLED.match(address):
        address = angled[1].strip()
    if address.count("@") > 1 and re.search(r"[;, /]", address):
        raise Problem(
            "email-several",
            words("“%(text)s” holds several e-mail addresses. Write one of them."),
            text=text[:100],
        )
    if len(address) > _LONGEST_EMAIL or not _EMAIL.match(address):
        raise Problem(
            "email-unreadable",
            words(
                "“%(text)s” is not an e-mail address. Write it as name@company.se, without spaces."
            ),
            text=text[:100],
        )
    return address


def csv_safe(text: str) -> str:
    """The text for a CSV file, with an apostrophe first if a spreadsheet would compute it.

    >>> csv_safe("=1+1"), csv_safe("AB Ek")
    ("'=1+1", 'AB Ek')
    """
    return "'" + text if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS) else text
