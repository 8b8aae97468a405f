"""Text files: in which encoding they are written, what separates the columns, and their rows.

The format is RFC 4180 with the freedoms Excel takes: semicolons where decimals
have commas, a first line "sep=;", UTF-16 from "Unicode text". Encodings are
those that Swedish programs have written: UTF-8, Windows-1252, the two DOS code
pages and that of old Macintoshes. Which of them is decided by the letters å, ä,
ö that come out, over the whole file.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.tables.header import find_header
from samsyn.directory.rules.tables.limits import Limits
from samsyn.directory.rules.tables.refusals import (
    cell_too_long,
    not_a_table,
    too_many_columns,
    too_many_rows,
)
from samsyn.directory.rules.tables.row import Cell, Row, column_name

_DELIMITERS = (";", "\t", ",", "|")
_OLD_ENCODINGS = ("cp1252", "cp850", "cp437", "mac_roman")
_SWEDISH = frozenset("åäöÅÄÖ")
_PLAUSIBLE = frozenset("éÉüÜèÈàÀáÁíóúñæÆøØçëßôâêîï–—’‘”“„…•§°½¼¾€£´·×²³µ«»©®™¤\u00a0")
_ASCII = bytes(range(128))
_SAMPLE = 256 * 1024
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Writing:
    """How a text file is written: its encoding, its delimiter, and whether line 1 is "sep=;"."""

    encoding: str
    delimiter: str
    announced: bool


def writing_of(path: Path, name: str, limits: Limits, known_headers: Collection[str]) -> Writing:
    """The encoding and the delimiter, found from the file itself."""
    encoding = _encoding(path, name)
    with path.open(encoding=encoding, newline="", errors="replace") as stream:
        sample = stream.read(_SAMPLE)
    first, _, rest = sample.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == len("sep=") + 1:
        return Writing(encoding, first[4], announced=True)
    delimiter = _delimiter(sample, rest != "", limits, known_headers)
    return Writing(encoding, delimiter, announced=False)


def text_rows(
    path: Path, name: str, writing: Writing, limits: Limits, width: int = 0
) -> Iterator[Row]:
    """Every row with something in it; line breaks inside quotes belong to the row.

    With a width, a row that has something beyond it is marked as shifted.
    """
    with path.open(encoding=writing.encoding, newline="") as stream:
        lines = _Lines(stream, name, writing, limits)
        reader = csv.reader(lines, delimiter=writing.delimiter, strict=True)
        number = 0
        while True:
            try:
                texts = next(reader, None)
            except csv.Error as error:
                raise _quotes(name, number + 1, error, limits) from error
            except UnicodeError as error:
                raise _letters(name) from error
            if texts is None:
                return
            number += 1
            lines.characters = 0
            if not any(text and not text.isspace() for text in texts):
                continue
            cells = _cells(texts, number, name, limits)
            yield Row(number, cells, shifted=0 < width < len(cells))


def _cells(texts: list[str], number: int, name: str, limits: Limits) -> tuple[Cell, ...]:
    while texts and not texts[-1].strip():
        texts.pop()
    if len(texts) > limits.columns:
        raise too_many_columns(name, number, column_name(len(texts) - 1), limits.columns)
    if number > limits.rows:
        raise too_many_rows(name, limits.rows)
    for position, text in enumerate(texts):
        if len(text) > limits.cell_characters:
            raise cell_too_long(name, number, column_name(position), limits.cell_characters)
    return tuple(text or None for text in texts)


class _Lines:
    """Lines of bounded length; counts the characters given since the last finished row."""

    def __init__(self, stream: IO[str], name: str, writing: Writing, limits: Limits) -> None:
        self.characters = 0
        self._stream = stream
        self._name = name
        self._most = limits.row_characters
        if writing.announced:
            stream.readline(100)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._most + 1)
        if not line:
            raise StopIteration
        self.characters += len(line)
        if self.characters > self._most:
            raise Problem(
                "row-too-long",
                words(
                    "One row of %(name)s has more than %(most)s characters. Look for a missing "
                    "quotation mark, or save the list as “Excel Workbook (.xlsx)”."
                ),
                name=self._name,
                most=self._most,
            )
        if "\x00" in line:
            raise not_a_table(self._name, words("neither text nor a workbook"))
        return line


def _quotes(name: str, number: int, error: csv.Error, limits: Limits) -> Problem:
    if "field larger" in str(error):
        return cell_too_long(name, number, "?", limits.cell_characters)
    return Problem(
        "file-broken",
        words(
            "The quotation marks in row %(row)s of %(name)s do not pair, so nobody can say where "
            "its cells end. Correct the row, or save the list as “Excel Workbook (.xlsx)”."
        ),
        name=name,
        row=number,
    )


def _letters(name: str) -> Problem:
    return Problem(
        "encoding-unclear",
        words(
            "The letters of %(name)s cannot be told: read in no usual way do å, ä and ö come out "
            "right. Open the list in Excel, choose Save as, and save it as “CSV UTF-8”."
        ),
        name=name,
    )


def _encoding(path: Path, name: str) -> str:
    with path.open("rb") as stream:
        mark = stream.read(3)
    if mark.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if _is_utf8(path):
        return "utf-8"
    return _old_encoding(path, name)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _old_encoding(path: Path, name: str) -> str:
    """The one-byte encoding under which most of the file's letters are Swedish."""
    counts: Counter[int] = Counter()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            counts.update(block.translate(None, _ASCII))
    scores = {encoding: _swedishness(counts, encoding) for encoding in _OLD_ENCODINGS}
    best = max(_OLD_ENCODINGS, key=lambda encoding: scores[encoding])
    if scores[best] <= 0:
        raise _letters(name)
    return best


def _swedishness(counts: Counter[int], encoding: str) -> int:
    """Points for å, ä, ö and other plausible letters, minus points for all else."""
    score = 0
    for byte, count in counts.items():
        try:
            letter = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            return -1
        score += count * (4 if letter in _SWEDISH else 1 if letter in _PLAUSIBLE else -4)
    return score


def _delimiter(sample: str, has_rows: bool, limits: Limits, known: Collection[str]) -> str:
    """The delimiter that gives most known headers, then most alike and widest rows."""
    best, best_score = ";", (0, 0.0, 0)
    cut = sample.rfind("\n") if has_rows and len(sample) == _SAMPLE else len(sample)
    for delimiter in _DELIMITERS:
        rows = _trial(sample[:cut], delimiter, limits.header_search_rows)
        widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
        if not widths:
            continue
        width, alike = max(widths.items(), key=lambda item: (item[1], item[0]))
        header = find_header(rows, known)
        score = (header[1] if header else 0, alike / len(rows), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _trial(sample: str, delimiter: str, most: int) -> list[Row]:
    rows: list[Row] = []
    try:
        for number, texts in enumerate(
            csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), 1
        ):
            if any(texts):
                rows.append(Row(number, tuple(texts)))
            if len(rows) >= most:
                break
    except csv.Error:
        return rows
    return rows
