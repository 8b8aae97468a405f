"""A list read from a file: its header and its rows, one at a time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.tables.contents import Kind, kind_of
from samsyn.directory.rules.tables.header import find_header, header_names
from samsyn.directory.rules.tables.limits import LIMITS, Limits
from samsyn.directory.rules.tables.row import Row
from samsyn.directory.rules.tables.text import Writing, text_rows, writing_of

if TYPE_CHECKING:
    from samsyn.directory.rules.tables.package import Book, SheetPart

# What reads workbooks is imported where one is opened: a process that never opens one saves the
# 17 MiB that openpyxl and the numpy it finds take.


@dataclass(frozen=True, slots=True)
class Table:
    """A list whose rows can be walked any number of times, from any row on."""

    path: Path
    name: str
    kind: Kind
    headers: tuple[str, ...]
    """As written, spaces trimmed; "" for a column without a name."""
    header_number: int
    """The row the header stands in, as Excel numbers rows."""
    sheet: str | None
    """The sheet that was read; None for a text file."""
    other_sheets: tuple[str, ...]
    """Sheets that can be seen in the workbook and were not read."""
    encoding: str | None
    delimiter: str | None
    limits: Limits
    _book: "Book | None" = field(default=None, repr=False)
    _part: "SheetPart | None" = field(default=None, repr=False)
    _writing: Writing | None = field(default=None, repr=False)

    def rows(self, start: int = 0) -> Iterator[Row]:
        """Rows below the header with a number above `start`; empty rows are left out.

        Each row has at least as many cells as there are headers.
        """
        width = len(self.headers)
        after = max(start, self.header_number)
        for row in self._all_rows(width):
            if row.number <= after:
                continue
            missing = width - len(row.cells)
            if missing > 0:
                yield Row(row.number, row.cells + (None,) * missing, row.shifted)
            else:
                yield row

    def _all_rows(self, width: int) -> Iterator[Row]:
        if self._book is not None and self._part is not None:
            from samsyn.directory.rules.tables.sheet import sheet_rows  # noqa: PLC0415

            return sheet_rows(self.path, self.name, self._book, self._part, self.limits)
        assert self._writing is not None  # noqa: S101 - one of the two is always there
        return text_rows(self.path, self.name, self._writing, self.limits, width)


def open_table(
    path: Path, *, name: str, known_headers: Collection[str] = (), limits: Limits = LIMITS
) -> Table:
    """The list in the file, CSV or Excel by what it holds; refused with a Problem otherwise.

    `name` is what the person called the file, for sentences. `known_headers`
    are the column names that are looked for, to find the header row, the right
    sheet and the delimiter.
    """
    if kind_of(path, name, limits) == "xlsx":
        return _open_workbook(path, name, known_headers, limits)
    return _open_text(path, name, known_headers, limits)


def _open_text(path: Path, name: str, known: Collection[str], limits: Limits) -> Table:
    writing = writing_of(path, name, limits, known)
    first = islice(text_rows(path, name, writing, limits), limits.header_search_rows)
    found = find_header(first, known)
    if found is None:
        raise _no_header(name, limits)
    return Table(
        path=path,
        name=name,
        kind="csv",
        headers=header_names(found[0], name, None),
        header_number=found[0].number,
        sheet=None,
        other_sheets=(),
        encoding=writing.encoding,
        delimiter=writing.delimiter,
        limits=limits,
        _writing=writing,
    )


def _open_workbook(path: Path, name: str, known: Collection[str], limits: Limits) -> Table:
    from samsyn.directory.rules.tables.package import open_book  # noqa: PLC0415
    from samsyn.directory.rules.tables.sheet import sheet_rows  # noqa: PLC0415

    book = open_book(path, name, limits)
    seen = [sheet for sheet in book.sheets[: limits.sheets] if not sheet.hidden]
    best: tuple[int, SheetPart, Row] | None = None
    for sheet in seen:
        first = islice(sheet_rows(path, name, book, sheet, limits), limits.header_search_rows)
        found = find_header(first, known)
        if found is not None and (best is None or found[1] > best[0]):
            best = found[1], sheet, found[0]
    if best is None:
        raise _no_header(name, limits)
    _, part, header = best
    return Table(
        path=path,
        name=name,
        kind="xlsx",
        headers=header_names(header, name, part.title),
        header_number=header.number,
        sheet=part.title,
        other_sheets=tuple(sheet.title for sheet in seen if sheet is not part),
        encoding=None,
        delimiter=None,
        limits=limits,
        _book=book,
        _part=part,
    )


def _no_header(name: str, limits: Limits) -> Problem:
    return Problem(
        "no-header",
        words(
            "No row with column names was found among the first %(rows)s rows of %(name)s. Put "
            "the names of the columns in one row above the list, on a sheet that is not hidden."
        ),
        name=name,
        rows=limits.header_search_rows,
    )
