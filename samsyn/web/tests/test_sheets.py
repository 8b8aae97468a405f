"""Workbooks: text stays text, sheets have names that Excel takes, and memory stays flat."""

import io
import tracemalloc
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from samsyn.web import sheets
from samsyn.web.sheets import Sheet, write_workbook


def book_of(*several: Sheet):
    file = io.BytesIO()
    write_workbook(file, several)
    return load_workbook(file)


def test_each_kind_of_cell_is_what_it_is():
    row = ["=1+1", "0012", "http://x.example", date(2026, 11, 23), Decimal("7.5"), 0, True, None]
    sheet = book_of(Sheet("All", [str(n) for n in range(8)], [row])).worksheets[0]
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.value for cell in cells[:3]] == row[:3]
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "d", "n", "n", "b", "n"]
    assert cells[3].number_format == "yyyy-mm-dd" and cells[3].hyperlink is None
    assert (cells[4].value, cells[5].value, cells[7].value) == (7.5, 0, None)


def test_sheets_of_one_name_and_of_names_excel_refuses_are_told_apart():
    titles = ["Grants: 2026/27", "grants  2026 27", "x" * 40, "x" * 40]
    names = book_of(*(Sheet(title, ["A"], []) for title in titles)).sheetnames
    assert names == ["Grants 2026 27", "grants 2026 27 2", "x" * 31, "x" * 29 + " 2"]


def test_rows_beyond_the_limit_of_excel_go_on_in_the_next_sheet(monkeypatch):
    monkeypatch.setattr(sheets, "ROWS_IN_A_SHEET", 3)
    book = book_of(Sheet("Many", ["N"], ([number] for number in range(7))))
    held = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
    assert held == [["N", 0, 1, 2], ["N", 3, 4, 5], ["N", 6]]


def test_the_rows_are_never_held_in_memory(tmp_path):
    def peak_of(rows: int) -> int:
        tracemalloc.start()
        with (tmp_path / f"{rows}.xlsx").open("wb") as file:
            cells = ([f"Company {number}", number, date(2026, 1, 1)] for number in range(rows))
            write_workbook(file, [Sheet("All", ["A", "B", "C"], cells)])
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    few, many = peak_of(200), peak_of(20_000)
    assert many < few + 2_000_000
