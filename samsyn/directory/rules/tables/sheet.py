"""The rows of one sheet of a workbook, streamed.

Read with the standard library's XML parser rather than through openpyxl's: that
one builds the tree of a whole row before anybody can count its cells, keeps a
stub of every row, and stops at faults in styles, filters and document
properties that have nothing to do with the table. Its knowledge of which
number formats mean days, and of Excel's calendar, is used.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.tables.contents import reading
from samsyn.directory.rules.tables.limits import Limits
from samsyn.directory.rules.tables.markup import NotAllowedError, local, parse
from samsyn.directory.rules.tables.package import Book, SheetPart
from samsyn.directory.rules.tables.refusals import (
    cell_too_long,
    too_many_columns,
    too_many_rows,
)
from samsyn.directory.rules.tables.row import Cell, Formula, Row, column_name, is_empty

_moment: Callable[..., datetime | time | timedelta | None] = from_excel
_without_escapes: Callable[[str], str] = unescape
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?[0-9]{1,9}\Z")
_WIDEST = 18_278
_DIGITS_OF_A_WHOLE_NUMBER = 18


def sheet_rows(
    path: Path, name: str, book: Book, sheet: SheetPart, limits: Limits
) -> Iterator[Row]:
    """Every row with something in it, numbered as Excel numbers it.

    The sheet's own claim of its size is not read: it is often wrong.
    """
    reader = _Reader(book, limits, f"{name}, {sheet.title}")
    with reading(name), zipfile.ZipFile(path) as package, package.open(sheet.part) as stream:
        for _ in parse(stream, reader.start, reader.end, reader.text):
            yield from reader.ready
            reader.ready.clear()


class _Reader:
    """Hears the sheet's tags in order and puts finished rows into `ready`."""

    def __init__(self, book: Book, limits: Limits, where: str) -> None:
        self.ready: list[Row] = []
        self._book = book
        self._limits = limits
        self._where = where
        self._number = 0
        self._column = -1
        self._cells: dict[int, Cell] = {}
        self._kind = "n"
        self._style = 0
        self._hears: str | None = None
        self._aside = 0
        self._pieces: list[str] = []
        self._length = 0
        self._formula: list[str] | None = None
        self._in_row = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "c" and self._in_row:
            self._start_cell(attributes)
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._aside += 1
        elif tag == "f":
            self._formula = []
            self._hears = "f"
        elif tag == "v" or (tag == "t" and self._aside == 0):
            self._hears = "v"

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "c" and self._in_row:
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._aside -= 1
        elif tag in ("f", "v", "t"):
            self._hears = None

    def text(self, text: str) -> None:
        if not self._in_row or self._hears is None:
            return
        self._length += len(text)
        if self._length > 2 * self._limits.cell_characters:
            raise self._too_long()
        if self._hears == "v":
            self._pieces.append(text)
        elif self._formula is not None:
            self._formula.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes["r"]) if "r" in attributes else self._number + 1
        if number <= self._number:
            raise NotAllowedError(words("its rows are not in order"))
        self._number = number
        self._column = -1
        self._cells = {}
        self._in_row = True

    def _end_row(self) -> None:
        self._in_row = False
        if not self._cells:
            return
        if self._number > self._limits.rows:
            raise too_many_rows(self._where, self._limits.rows)
        width = max(self._cells) + 1
        cells = tuple(self._cells.get(position) for position in range(width))
        self.ready.append(Row(self._number, cells))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._column = self._column + 1 if place is None else _column(place)
        if self._column > _WIDEST:
            raise NotAllowedError(words("a row has more cells than a sheet has columns"))
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._pieces = []
        self._length = 0
        self._formula = None

    def _end_cell(self) -> None:
        cell = self._value("".join(self._pieces))
        if isinstance(cell, str) and len(cell) > self._limits.cell_characters:
            raise self._too_long()
        if is_empty(cell):
            return
        if self._column >= self._limits.columns:
            raise too_many_columns(
                self._where, self._number, column_name(self._column), self._limits.columns
            )
        self._cells[self._column] = cell

    def _value(self, text: str) -> Cell:
        if not text:
            computed = self._formula is None or self._kind == "str"
            return None if computed else Formula("=" + "".join(self._formula or ()))
        if self._kind == "n":
            return self._number_or_day(text)
        if self._kind == "s":
            index = int(text)
            if index < 0:
                raise NotAllowedError(words("a cell points at a text that is not there"))
            return _unescaped(self._book.texts[index])
        if self._kind == "b":
            return text.strip() in ("1", "true")
        if self._kind == "d":
            return _iso_day(text)
        return _unescaped(text)

    def _number_or_day(self, text: str) -> Cell:
        number = _number(text)
        if self._style not in self._book.day_styles:
            return number
        try:
            return _moment(
                number, self._book.epoch, timedelta=self._style in self._book.duration_styles
            )
        except (OverflowError, ValueError):
            return number  # shown as ##### by Excel; the reader of the column refuses it

    def _too_long(self) -> Problem:
        return cell_too_long(
            self._where, self._number, column_name(self._column), self._limits.cell_characters
        )


def _column(place: str) -> int:
    """Position from 0 of an address such as "BC12"."""
    found = _PLACE.match(place)
    if found is None:
        raise NotAllowedError(words("a cell has an address that cannot be"))
    position = 0
    for letter in found[1].upper():
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def _number(text: str) -> int | float:
    digits = text.strip()
    if digits.lstrip("-").isdigit() and len(digits) <= _DIGITS_OF_A_WHOLE_NUMBER:
        return int(digits)
    number = float(digits)
    if number.is_integer() and abs(number) < 10**15:
        return int(number)
    return number


def _iso_day(text: str) -> date | datetime | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _unescaped(text: str) -> str:
    """The text with Excel's own escapes (_x000D_ for a line break) undone."""
    return _without_escapes(text) if "_x" in text else text
