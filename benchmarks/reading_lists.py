"""Reading a participant list of 100,000 rows from Excel; the peer is openpyxl's own reader."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import xlsxwriter

from benchmarks.measure import cpu_seconds, row
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.tables import open_table

ROWS = 100_000


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        book = xlsxwriter.Workbook(path, {"constant_memory": True})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Organisationsnummer", "E-post", "Aktivitet", "Datum", "Timmar"])
        for number in range(1, ROWS + 1):
            cells = [made_up_number(number), f"a{number}@b.example", "Kurs", "2026-03-12", 7.5]
            sheet.write_row(number, 0, cells)
        book.close()

        def ours() -> int:
            return sum(1 for _row in open_table(path, name="list.xlsx").rows())

        def peer() -> int:
            peer_sheet = openpyxl.load_workbook(path, read_only=True).active
            return sum(1 for _row in peer_sheet.iter_rows(values_only=True))

        seconds = cpu_seconds(ours, tries=1)
        yield row("read an Excel list", f"{ROWS:,} rows × 5", seconds, "openpyxl",
                  cpu_seconds(peer, tries=1))  # fmt: skip
