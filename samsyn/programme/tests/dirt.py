"""A participant list with the dirt of real ones, and what each row must come to.

Everybody in it is made up; the numbers pass every check and are nobody's.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from samsyn.directory.rules.identifiers import made_up_number

TODAY = date(2026, 5, 4)
"""The day the list is read."""
PERSONAL_NUMBER = "880320-0016"
"""The personal number in the list, from the authorities' own series of test numbers."""
HEADER_ROW = 4
HEADERS = (
    *("Företagets namn", "Org.nr *", "E-postadress", "Aktivitet", "Datum:"),
    *("Antal timmar (h)", "Kvinnor", "Män", "Ej angivet", "Kommun", "Deltagare"),
)
DAY = datetime(2026, 3, 12)  # noqa: DTZ001 - a workbook's days have no zone


@dataclass(frozen=True, slots=True)
class Expected:
    """What the row of that number must come to: "taken", "unchanged" or the refusal's code."""

    number: int
    verdict: str
    dirt: str


def number(serial: int) -> str:
    """A made-up number as people write it."""
    digits = made_up_number(serial)
    return f"{digits[:6]}-{digits[6:]}"


def _row(serial: int, **changed: Any) -> dict[str, Any]:
    usual = {
        "name": f"Exempelbolaget {serial} AB",
        "number": number(serial),
        "email": f"info{serial}@exempel{serial}.se",
        "activity": "Leandag",
        "on": DAY,
        "hours": 7.5,
        "women": 1,
        "men": 1,
        "not_stated": 0,
        "municipality": "Falun",
        "person": "Eva Ek",
    }
    return usual | changed


def dirty_rows() -> list[tuple[str, str, dict[str, Any]]]:
    """What the dirt is, what the row must come to, and its cells."""
    wrong_digit = number(7)[:-1] + str((int(number(7)[-1]) + 1) % 10)
    return [
        ("none", "taken", _row(1)),
        ("number kept as a number", "taken", _row(2, number=int(made_up_number(2)))),
        ("number with century and spaces", "taken", _row(3, number=f" 16{made_up_number(3)} ")),
        ("number with a long dash", "taken", _row(4, number=number(4).replace("-", "\u2013"))),
        ("day as text", "taken", _row(5, on="12 mars 2026", hours="7,5")),
        ("day as Excel's own number, hours as 7:30", "taken", _row(6, on=46093, hours="7:30")),
        ("wrong check digit", "number-check-digit", _row(7, number=wrong_digit)),
        ("no number", "number-missing", _row(8, number="")),
        ("too few digits", "number-length", _row(9, number="55603")),
        ("sole trader", "taken", _row(10, number=PERSONAL_NUMBER, name="Ek Konsult")),
        ("slip in a personal number", "number-check-digit", _row(11, number="880320-0017")),
        ("e-mail with a space", "email-unreadable", _row(12, email="info @exempel.se")),
        ("two e-mails", "email-several", _row(13, email="a@exempel.se; b@exempel.se")),
        ("personal number as e-mail", "email-unreadable", _row(14, email=PERSONAL_NUMBER)),
        ("no e-mail", "taken", _row(15, email="–")),
        ("e-mail with name, hard spaces", "taken", _row(16, email="Eva\u00a0<Eva@Exempel.se>")),
        ("day that can be two", "day-ambiguous", _row(17, on="03/04/2026")),
        ("day in the future", "day-in-future", _row(18, on="2199-12-24")),
        ("no day", "day-missing", _row(19, on=None)),
        ("no such day", "day-unreadable", _row(20, on="2026-02-30")),
        ("hours below zero", "number-negative", _row(21, hours=-2)),
        ("hours beyond a working year", "hours-too-many", _row(22, hours=7500)),
        ("hours beyond a day", "taken", _row(23, hours=60)),
        ("no activity", "activity-missing", _row(24, activity="   ")),
        ("half a woman", "count-unreadable", _row(25, women=1.5)),
        ("Excel error", "cell-error", _row(26, hours="#N/A")),
        ("text that looks like a formula", "taken", _row(27, name="=cmd|'/c calc'!A1")),
        ("the same row again", "unchanged", _row(1)),
        ("the same company, other hours", "participation-twice", _row(2, hours=3)),
        ("total", "total-row", {"name": "Summa:", "hours": 142.5, "women": 24}),
    ]


def make_dirty_list(path: Path) -> list[Expected]:
    """Writes the list as a workbook with a cover sheet, titles, empty rows and a hidden sheet."""
    expected = []
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        cover = book.add_worksheet("Läs mig")
        cover.write_row(0, 0, ["Fyll i", "alla rader"])
        hidden = book.add_worksheet("Gammal")
        hidden.write_row(0, 0, HEADERS)
        hidden.hide()
        sheet = book.add_worksheet("Deltagare")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(0, 0, 0, 5, "Deltagarlista, Produktionslyft Dalarna")
        sheet.write(1, 0, "Utskriven 2026-05-04")
        sheet.write_row(HEADER_ROW - 1, 0, HEADERS)
        at = HEADER_ROW
        for dirt, verdict, cells in dirty_rows():
            # An empty row here and there, as in lists that people tidy by eye.
            at += dirt in ("day as text", "total")
            _write(sheet, at, cells, day_format)
            at += 1
            expected.append(Expected(at, verdict, dirt))
    return expected


def _write(sheet: Any, at: int, cells: dict[str, Any], day_format: Any) -> None:
    names = ("name", "number", "email", "activity", "on", "hours")
    names += ("women", "men", "not_stated", "municipality", "person")
    for position, name in enumerate(names):
        cell = cells.get(name)
        if isinstance(cell, datetime):
            sheet.write_datetime(at, position, cell, day_format)
        elif isinstance(cell, str):
            sheet.write_string(at, position, cell)
        elif cell is not None:
            sheet.write_number(at, position, cell)
