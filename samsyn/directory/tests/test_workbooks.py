"""Workbooks: cells as what they are, the right sheet, and nothing from hostile ones."""

# A workbook's days have no time zone.
# ruff: noqa: DTZ001

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from samsyn.directory.rules.tables import Formula, Limits, open_table
from samsyn.directory.tests.lists import (
    HEADER,
    KNOWN,
    SHEET,
    STRINGS,
    cells,
    listed,
    one_sheet,
    refused,
    replaced,
    workbook,
)


def test_cells_come_as_what_they_are(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Orgnr", "A", "B", "C", "D", "E", "F"])
        sheet.write_row(1, 0, [5560360793, 7.5, "=1+1", True])
        sheet.write_datetime(1, 4, datetime(2026, 3, 12), book.add_format({"num_format": 14}))
        sheet.write_number(1, 5, 1.25, book.add_format({"num_format": "[h]:mm"}))
        sheet.write_formula(1, 6, "=2*21", None, 42)

    ((_, row),) = cells(listed(tmp_path / "a.xlsx", workbook(fill)))
    assert row == (
        *(5560360793, 7.5, "=1+1", True),
        *(datetime(2026, 3, 12), timedelta(hours=30), 42),
    )
    assert [type(cell) for cell in row[:4]] == [int, float, str, bool]


def test_days_of_old_macintosh_workbooks_are_the_same_days(tmp_path: Path) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Orgnr", "Datum"])
        sheet.write_datetime(1, 1, datetime(2026, 3, 12), book.add_format({"num_format": "d mmm"}))
    ((_, row),) = cells(listed(tmp_path / "a.xlsx", out.getvalue()))
    assert row[1] == datetime(2026, 3, 12)


def test_a_formula_without_its_result_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Orgnr", "Timmar"])
    book.active.append(["=A9", 2])
    book.save(tmp_path / "a.xlsx")
    table = open_table(tmp_path / "a.xlsx", name="a.xlsx", known_headers=KNOWN)
    assert cells(table) == [(2, (Formula("=A9"), 2))]


def test_the_sheet_whose_header_is_known_best_is_read(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Omslag").write_row(0, 0, ["Hej", "där"])
        secret = book.add_worksheet("Dold")
        secret.write_row(0, 0, HEADER)
        secret.hide()
        book.add_worksheet("Del").write_row(0, 0, HEADER[:2])
        book.add_worksheet("Lista").write_row(2, 1, HEADER)

    content = workbook(fill)
    table = listed(tmp_path / "a.xlsx", content)
    assert (table.sheet, table.header_number) == ("Lista", 3)
    assert table.headers == ("", *HEADER)
    assert listed(tmp_path / "a.xlsx", content, known_headers=()).sheet == "Omslag"


def test_a_workbook_without_a_list_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.xlsx", one_sheet()) == "no-header"


@pytest.mark.parametrize("claim", ["A1", "A1:A1", "A1:XFD1048576", "nonsense"])
def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path: Path, claim: str) -> None:
    lie = replaced(
        one_sheet(HEADER, (1, "Ek", 2), (2, "Al", 3)),
        SHEET,
        lambda text: text.replace('<dimension ref="A1:C3"/>', f'<dimension ref="{claim}"/>'),
    )
    assert [row for _, row in cells(listed(tmp_path / "a.xlsx", lie))] == [
        (1, "Ek", 2),
        (2, "Al", 3),
    ]


def test_faults_outside_the_table_do_not_matter(tmp_path: Path) -> None:
    odd = replaced(
        one_sheet(HEADER, (1, "Ek", 2)),
        SHEET,
        lambda text: text.replace(
            "</worksheet>", '<dataValidations count="x"><a/></dataValidations></worksheet>'
        ),
    )
    odd = replaced(odd, "docProps/core.xml", lambda _: "<broken")
    assert cells(listed(tmp_path / "a.xlsx", odd)) == [(2, (1, "Ek", 2))]


def test_texts_written_in_the_cell_and_in_pieces_are_put_together(tmp_path: Path) -> None:
    def inline(text: str) -> str:
        row = '<row r="7"><c t="inlineStr"><is><r><t>Ek</t></r><r><t> &amp; Bok_x000D_</t></r>'
        return text.replace(
            "</sheetData>", row + "<rPh><t>nej</t></rPh></is></c></row></sheetData>"
        )

    table = listed(tmp_path / "a.xlsx", replaced(one_sheet(HEADER), SHEET, inline))
    assert cells(table) == [(7, ("Ek & Bok\r", None, None))]


LAUGHS = '<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "part", [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"]
)
@pytest.mark.parametrize("attack", [LAUGHS, OUTSIDE])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str, attack: str) -> None:
    def armed(text: str) -> str:
        start, mark, rest = text.partition("?>")
        return start + mark + attack + rest.replace("Orgnr", "&b;")

    hostile = replaced(one_sheet(HEADER, (1, "Ek", 2)), part, armed)
    assert refused(tmp_path / "a.xlsx", hostile) == "file-broken"


def test_openpyxl_would_refuse_entities_too() -> None:
    assert openpyxl.DEFUSEDXML is True


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="5"/><row r="4"><c><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZ9"><v>1</v></c></row>',
        '<row r="2"><c t="s"><v>99999</v></c></row>',
        '<row r="2"><c t="s"><v>-1</v></c></row>',
        '<row r="2"><c><v>one</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="2"><c s="x"><v>1</v></c></row>',
        "<a>" * 200 + "</a>" * 200,
        '<row r="2"><c>' + "<c/>" * 19_000 + "</c></row>",
        "<!--" + "x" * 5_000_000 + "-->",
    ],
)
def test_impossible_sheets_are_broken(tmp_path: Path, rows: str) -> None:
    hostile = replaced(
        one_sheet(HEADER), SHEET, lambda text: text.replace("</sheetData>", rows + "</sheetData>")
    )
    roomy = Limits(ratio=10_000)
    assert refused(tmp_path / "a.xlsx", hostile, limits=roomy) == "file-broken"
