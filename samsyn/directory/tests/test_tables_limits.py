"""Lists too large, too odd or plain broken: a Problem each time, never a crash."""

import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings, strategies as st

from samsyn.basics.problem import Problem
from samsyn.directory.rules.tables import Limits, open_table
from samsyn.directory.tests.lists import (
    HEADER,
    LINES,
    SHEET,
    STRINGS,
    cells,
    listed,
    one_sheet,
    refused,
    replaced,
    workbook,
)

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", "<Relationships/>")
        for name, content in parts.items():
            package.writestr(name.replace("_", "."), content)
    return out.getvalue()


def test_packages_that_explode_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert refused(path, packed(bomb=bytes(5 * 1024**2))) == "file-too-large"
    assert (
        refused(path, packed(large=b"ab" * 999), limits=Limits(unpacked_bytes=1000))
        == "file-too-large"
    )
    assert refused(path, packed(a=b"1", b=b"2"), limits=Limits(entries=3)) == "file-too-large"
    assert refused(path, packed(inner_zip=b"PK")) == "file-broken"
    assert refused(path, LINES, limits=Limits(file_bytes=10)) == "file-too-large"


def test_a_part_that_must_be_held_has_a_ceiling(tmp_path: Path) -> None:
    content = one_sheet(HEADER, (1, "Ek", 2))
    assert refused(tmp_path / "a.xlsx", content, limits=Limits(held_bytes=100)) == "file-too-large"


def test_a_package_that_lies_about_its_size_is_broken(tmp_path: Path) -> None:
    content = bytearray(one_sheet(HEADER, *[(n, "Ek", 2) for n in range(500)]))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    content[entry + 24 : entry + 28] = (300).to_bytes(4, "little")
    assert refused(tmp_path / "a.xlsx", bytes(content)) == "file-broken"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_breaches_of_the_limits_have_their_own_codes(tmp_path: Path, kind: str) -> None:
    def made(*rows: tuple[Any, ...]) -> bytes:
        if kind == "xlsx":
            return one_sheet(*rows)
        return "\n".join(";".join(map(str, row)) for row in rows).encode()

    path = tmp_path / "a"
    wide = made((*HEADER, *(f"K{n}" for n in range(10_000))))
    assert refused(path, wide) == "too-many-columns"
    long = made(HEADER, *[(n, "Ek", 2) for n in range(50)])
    assert refused(path, long, limits=Limits(rows=50)) == "too-many-rows"
    assert len(cells(listed(path, long, limits=Limits(rows=51)))) == 50
    big = made(HEADER, (1, "x" * 101, 2))
    assert refused(path, big, limits=Limits(cell_characters=100)) == "cell-too-long"
    assert len(cells(listed(path, big, limits=Limits(cell_characters=101)))) == 1


def test_formatted_but_empty_cells_far_away_are_nothing(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert cells(listed(tmp_path / "a.xlsx", workbook(fill))) == []


def test_twenty_thousand_rows_are_read_in_flat_memory(tmp_path: Path) -> None:
    def filled(rows: int) -> Callable[[xlsxwriter.Workbook], None]:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADER)
            for number in range(1, rows + 1):
                sheet.write_row(number, 0, [number, "Exempelbolaget"])

        return fill

    peaks = []
    for rows in (2_000, 20_000):
        (tmp_path / "a.xlsx").write_bytes(workbook(filled(rows)))
        tracemalloc.start()
        table = open_table(tmp_path / "a.xlsx", name="a.xlsx")
        assert sum(1 for _ in table.rows()) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 300_000
    assert peaks[1] < 4_000_000


def only_problems(path: Path, content: bytes) -> None:
    try:
        cells(listed(path, content))
    except Problem as problem:
        assert str(problem).endswith(".")


FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@cache
def sample() -> bytes:
    return one_sheet(HEADER, *[(n, "Åkeri & Söner", 2.5) for n in range(40)])


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes_give_rows_or_a_problem(tmp_path: Path, content: bytes) -> None:
    only_problems(tmp_path / "a", content)


@FUZZ
@given(st.text(alphabet='ab1;,\t|"\n\r= åÖ\u2028\x0b\x85', max_size=300))
def test_random_text_gives_rows_or_a_problem(tmp_path: Path, content: str) -> None:
    only_problems(tmp_path / "a", ("Orgnr;B\n" + content).encode())


@FUZZ
@given(st.floats(0, 1))
def test_a_workbook_cut_off_anywhere_is_a_problem(tmp_path: Path, share: float) -> None:
    only_problems(tmp_path / "a", sample()[: int(len(sample()) * share)])


@FUZZ
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_workbook_with_wrong_bytes_gives_rows_or_a_problem(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(sample())
    for place, byte in changes:
        content[place % len(content)] = byte
    only_problems(tmp_path / "a", bytes(content))


PARTS = (
    SHEET,
    STRINGS,
    "xl/workbook.xml",
    "xl/styles.xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
)


@FUZZ
@given(
    st.sampled_from(PARTS),
    st.integers(0, 10**5),
    st.integers(0, 40),
    st.sampled_from(
        ["", "<", ">", '"', "&b;", "9" * 30, "-1", "nan", "1e999", "\u0153", "<c/>", "<row/>"]
    ),
)
def test_a_workbook_with_a_wrong_part_gives_rows_or_a_problem(
    tmp_path: Path, part: str, place: int, length: int, put: str
) -> None:
    def change(text: str) -> str:
        at = place % len(text)
        return text[:at] + put + text[at + length :]

    only_problems(tmp_path / "a", replaced(sample(), part, change))
