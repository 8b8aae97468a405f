"""Lists made on the spot for tests: text files and workbooks, sound and hostile."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from samsyn.basics.problem import Problem
from samsyn.directory.rules.tables import Table, open_table

KNOWN = ("Orgnr", "Företag", "Timmar")
LINES = "Orgnr;Företag;Timmar\n5560360793;Åkeri Öst;7,5\n"


def listed(path: Path, content: bytes | str, **options: Any) -> Table:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_table(path, name=path.name, **{"known_headers": KNOWN, **options})


def cells(table: Table, start: int = 0) -> list[tuple[int, tuple[Any, ...]]]:
    return [(row.number, row.cells) for row in table.rows(start)]


def refused(path: Path, content: bytes | str, **options: Any) -> str:
    with pytest.raises(Problem) as caught:
        cells(listed(path, content, **options))
    assert str(caught.value).endswith(".")
    return caught.value.code


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        fill(book)
    return out.getvalue()


def one_sheet(*rows: tuple[Any, ...]) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Blad1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


def replaced(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts rewritten."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == part else text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEADER = ("Orgnr", "Företag", "Timmar")
