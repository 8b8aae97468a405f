"""Excel out: lists as a workbook, written row by row in constant memory."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_IN_A_SHEET = 1_048_575
"""Excel's own limit, without the row of headers. What is beyond goes on in the next sheet."""
LONGEST_TITLE = 31
LONGEST_CELL = 32_767
"""Letters that Excel takes in a cell."""
NARROWEST, WIDEST = 12, 60
"""Widths of columns, in letters."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; its rows are read once, as they are written."""

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Any]]
    wide: bool = False


def excel(file_name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """The rows as an Excel file to download, with today in its name."""
    title = file_name.removesuffix(".xlsx")
    return workbook(title, [Sheet(title, headers, rows)])


def workbook(title: str, sheets: Iterable[Sheet]) -> FileResponse:
    """The sheets as one Excel file to download, called by what it is and when it was made."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it when it is sent
    write_workbook(file, sheets)
    file.seek(0)
    name = dated(title, timezone.localdate(), "xlsx")
    return FileResponse(file, as_attachment=True, filename=name, content_type=EXCEL)


def dated(title: str, on: date, kind: str) -> str:
    """A file name that says what and when.

    >>> dated("Report: Ökad export / import", date(2026, 11, 23), "pdf")
    'report-ökad-export-import-2026-11-23.pdf'
    """
    words = "-".join(re.findall(r"\w+", title.lower()))[:80].strip("-")
    return f"{words}-{on:%Y-%m-%d}.{kind}"


def write_workbook(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write the sheets one after the other. Text stays text: no cell becomes a formula."""
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    taken: set[str] = set()
    for sheet in sheets:
        page = _begin(book, head, sheet, taken)
        for number, row in enumerate(sheet.rows):
            place = number % ROWS_IN_A_SHEET + 1
            if number and place == 1:
                page = _begin(book, head, sheet, taken)
            for column, cell in enumerate(row):
                _write(page, place, column, cell)
    book.close()


def _begin(book: Any, head: Any, sheet: Sheet, taken: set[str]) -> Any:
    page = book.add_worksheet(title_of(sheet.title, taken))
    page.freeze_panes(1, 0)
    for column, header in enumerate(sheet.headers):
        width = WIDEST if sheet.wide else min(max(len(header) + 2, NARROWEST), 40)
        page.set_column(column, column, width)
        page.write_string(0, column, header, head)
    return page


def title_of(title: str, taken: set[str]) -> str:
    """The title as Excel takes it: 31 letters, none of []:*?/\\, and none twice.

    >>> taken: set[str] = set()
    >>> title_of("Grants", taken), title_of("grants", taken), title_of("a/b", taken)
    ('Grants', 'grants 2', 'a b')
    """
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", title).split())[:LONGEST_TITLE] or "1"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        end = f" {number}"
        name = plain[: LONGEST_TITLE - len(end)] + end
    taken.add(name.lower())
    return name


NUMBERS = (int, float, Decimal)


def _write(page: Any, row: int, column: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell[:LONGEST_CELL])
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, NUMBERS):
        page.write_number(row, column, cell)
    elif isinstance(cell, datetime):
        page.write_string(row, column, cell.strftime("%Y-%m-%d %H:%M"))
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell)
    else:
        page.write_string(row, column, str(cell)[:LONGEST_CELL])
