"""Text files and headers: read for what they are, refused with a code."""

import codecs
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from samsyn.basics.problem import Problem
from samsyn.directory.rules.tables import Limits
from samsyn.directory.tests.lists import HEADER, LINES, cells, listed, one_sheet, refused


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850", "cp437", "mac_roman"]
)
def test_swedish_letters_come_out_right_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    table = listed(tmp_path / "a.csv", LINES.encode(encoding))
    assert table.headers == HEADER
    assert cells(table) == [(2, ("5560360793", "Åkeri Öst", "7,5"))]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
def test_both_byte_orders_of_utf_16_are_read(tmp_path: Path, mark: bytes) -> None:
    order = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert len(cells(listed(tmp_path / "a.csv", mark + LINES.encode(order)))) == 1


def test_a_late_letter_decides_the_encoding_of_the_whole_file(tmp_path: Path) -> None:
    late = ("Orgnr;Namn;Timmar\n" + "1;Ek;2\n" * 200_000 + "1;Åkerbär på Öland;2\n").encode(
        "cp1252"
    )
    table = listed(tmp_path / "a.csv", late)
    assert table.encoding == "cp1252"
    assert cells(table, start=200_001) == [(200_002, ("1", "Åkerbär på Öland", "2"))]


def test_letters_that_no_encoding_explains_are_refused(tmp_path: Path) -> None:
    assert (
        refused(tmp_path / "a.csv", b"Orgnr;Namn\n1;\xa5\xb1\xd1\xdd\xf7\n") == "encoding-unclear"
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = (
        f'Orgnr{delimiter}Företag{delimiter}Timmar\n1{delimiter}"Ek, Bok; & Co | AB"{delimiter}2\n'
    )
    table = listed(tmp_path / "a.csv", lines)
    assert table.delimiter == delimiter
    assert cells(table) == [(2, ("1", "Ek, Bok; & Co | AB", "2"))]


def test_decimal_commas_do_not_make_a_comma_the_delimiter(tmp_path: Path) -> None:
    table = listed(tmp_path / "a.csv", "A;B\n" + "1,5;2,5\n" * 20, known_headers=())
    assert (table.delimiter, table.headers) == (";", ("A", "B"))


def test_the_line_by_which_excel_is_told_the_delimiter_is_no_row(tmp_path: Path) -> None:
    table = listed(tmp_path / "a.csv", "sep=;\r\nOrgnr;Timmar\r\n1;2\r\n")
    assert (table.header_number, cells(table)) == (1, [(2, ("1", "2"))])


def test_a_line_break_in_quotes_belongs_to_its_row(tmp_path: Path) -> None:
    table = listed(tmp_path / "a.csv", 'Orgnr;Företag\n1;"Ek\nBok ""AB"""\n2;Al\n')
    assert cells(table) == [(2, ("1", 'Ek\nBok "AB"')), (3, ("2", "Al"))]


def test_empty_rows_are_left_out_and_keep_their_numbers(tmp_path: Path) -> None:
    table = listed(tmp_path / "a.csv", "Orgnr;Företag\n\n1;Ek\n;\n  ;\n2;Al\n")
    assert [number for number, _ in cells(table)] == [3, 6]


def test_rows_start_after_the_cursor_and_can_be_walked_again(tmp_path: Path) -> None:
    for content in (LINES + "2;b;2\n3;c;3\n", one_sheet(HEADER, (1,), (2,), (3,))):
        table = listed(tmp_path / "a.csv", content)
        assert [number for number, _ in cells(table)] == [2, 3, 4]
        assert [number for number, _ in cells(table, start=3)] == [4]
        assert [number for number, _ in cells(table)] == [2, 3, 4]


def test_a_row_longer_than_the_header_is_marked_as_shifted(tmp_path: Path) -> None:
    table = listed(tmp_path / "a.csv", "Orgnr,Timmar\n1,7,5\n1,7\n1,7,\n")
    assert [row.shifted for row in table.rows()] == [True, False, False]


def test_a_short_row_is_filled_up(tmp_path: Path) -> None:
    assert cells(listed(tmp_path / "a.csv", "Orgnr;A;B\n1\n")) == [(2, ("1", None, None))]


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.csv", 'Orgnr;Företag\n1;"Ek\n2;Al\n3;Bok\n') == "file-broken"
    endless = 'Orgnr;Företag\n1;"Ek\n' + "2;Al\n" * 60_000
    assert refused(tmp_path / "a.csv", endless) == "cell-too-long"


def test_one_endless_line_is_refused_before_it_is_held(tmp_path: Path) -> None:
    few = Limits(row_characters=10_000)
    assert refused(tmp_path / "a.csv", "Orgnr;B\n" + "1;" * 6_000, limits=few) == "row-too-long"
    quoted = "Orgnr;B\n" + '"a\n";' * 3_000
    assert refused(tmp_path / "a.csv", quoted, limits=few) == "row-too-long"


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    lines = "Lista;2026\n;\nProjekt;Lean;Dalarna\nOrgnr;Företag;Timmar\n1;Ek;2\n"
    table = listed(tmp_path / "a.csv", lines)
    assert (table.header_number, cells(table)) == (4, [(5, ("1", "Ek", "2"))])


def test_without_known_names_the_first_row_with_two_texts_is_the_header(tmp_path: Path) -> None:
    table = listed(tmp_path / "a.csv", "Lista\n\nA;B\n1;2\n", known_headers=())
    assert (table.header_number, table.headers) == (3, ("A", "B"))


def test_a_single_column_is_a_list_only_under_a_known_name(tmp_path: Path) -> None:
    assert cells(listed(tmp_path / "a.csv", "Orgnr\n1\n")) == [(2, ("1",))]
    assert refused(tmp_path / "a.csv", "Hej!\nDetta är ett brev.\n") == "no-header"


def test_a_column_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.csv", "Orgnr;Timmar; timmar \n1;2;3\n") == "header-twice"


def test_unnamed_columns_may_be_several(tmp_path: Path) -> None:
    assert listed(tmp_path / "a.csv", "Orgnr;;;Timmar;;\n1;2;3\n").headers == (
        "Orgnr",
        "",
        "",
        "Timmar",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"%PDF-1.7 ...", "file-not-a-table"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "file-not-a-table"),
        (b"\x89PNG\r\n\x1a\n", "file-not-a-table"),
        (b"<html><table><tr><td>Orgnr</td></tr></table>", "file-not-a-table"),
        (
            b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
            "file-not-a-table",
        ),
        (b'[{"Orgnr": 1}]', "file-not-a-table"),
        (b"Orgnr;B\n1;\x002\n", "file-not-a-table"),
        (b"Orgnr;B\n" + b"1;2\n" * 2000 + b"1;\x00\n", "file-not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-old-excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(1024**2 - 20)
            + "EncryptedPackage".encode("utf-16-le"),
            "file-encrypted",
        ),
        (b"PK\x03\x04 and no more", "file-broken"),
    ],
)
def test_other_formats_are_refused_by_content_whatever_their_name(
    tmp_path: Path, content: bytes, code: str
) -> None:
    assert refused(tmp_path / "list.xlsx", content) == code
    assert refused(tmp_path / "list.csv", content) == code


@pytest.mark.parametrize(
    ("parts", "looks_like"),
    [
        (("mimetype", "content.xml"), ".ods"),
        (("Index/Document.iwa",), "Numbers"),
        (("[Content_Types].xml", "word/document.xml"), "Word"),
        (("[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
        (("list.csv",), ".zip"),
    ],
)
def test_other_packed_formats_are_named(
    tmp_path: Path, parts: tuple[str, ...], looks_like: str
) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part in parts:
            package.writestr(part, "x")
    with pytest.raises(Problem) as caught:
        listed(tmp_path / "list.xlsx", out.getvalue())
    assert caught.value.code == "file-not-a-table"
    assert looks_like in str(caught.value)


def test_a_file_with_the_wrong_name_is_read_for_what_it_is(tmp_path: Path) -> None:
    assert listed(tmp_path / "list.xlsx", LINES).kind == "csv"
    assert listed(tmp_path / "list.csv", one_sheet(HEADER, (1, "Ek", 2))).kind == "xlsx"
