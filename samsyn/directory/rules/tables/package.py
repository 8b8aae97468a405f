"""What a workbook says about itself: its sheets, its distinct texts, which styles are days.

The format is ECMA-376 (Office Open XML), both its common and its strict dialect.
Only these parts and the sheet that is read are ever unpacked: macros, pictures,
embedded files and links to other workbooks are never touched.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.tables.contents import reading
from samsyn.directory.rules.tables.limits import Limits
from samsyn.directory.rules.tables.markup import local, parse
from samsyn.directory.rules.tables.refusals import broken

# A workbook's days have no time zone.
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
"""The day that Excel counts as 0, so that days from March 1900 on come out right."""
DAY_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
"""The same in workbooks that began their life on an old Macintosh."""

_shows_day: Callable[[str | None], bool] = is_date_format
_shows_duration: Callable[[str | None], bool] = is_timedelta_format
_SMALL = 1024 * 1024
_DESCRIPTIVE = 16 * _SMALL
_LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its name on the tab, the part that holds it, and whether the tab is hidden."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What every sheet needs: the distinct texts, and the styles that mean days or durations."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    day_styles: frozenset[int]
    duration_styles: frozenset[int]
    epoch: datetime


def open_book(path: Path, name: str, limits: Limits) -> Book:
    """The workbook's own description, after its packing has been checked against the limits."""
    with reading(name), zipfile.ZipFile(path) as package:
        check_packing(package, name, limits)
        parts = {part.lower(): part for part in package.namelist()}
        workbook = _workbook_part(package, parts)
        targets = _targets(package, parts, workbook)
        sheets, epoch = _sheets(package, workbook, targets)
        days, durations = _styles(package, targets)
        texts = _texts(package, targets, name, limits)
        return Book(sheets, texts, days, durations, epoch)


def check_packing(package: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Refuses a package that grows too much when unpacked, or that holds another package.

    Sizes are the package's own claims; unpacking stops at the claimed size, so
    a lie makes the file broken and not large.
    """
    entries = package.infolist()
    if len(entries) > limits.entries:
        raise _too_large(name, words("it has too many parts"), len(entries), limits.entries)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        most = limits.unpacked_bytes // 1024**2
        raise _too_large(name, words("megabytes when unpacked"), total // 1024**2, most)
    for entry in entries:
        grows = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > _SMALL and grows > limits.ratio:
            raise _too_large(name, words("times its size when unpacked"), grows, limits.ratio)
        if entry.filename.lower().endswith((".zip", ".gz", ".7z", ".rar", ".tar")):
            raise broken(name, words("it has another packed file inside"))


def _too_large(name: str, what: str, found: int, most: int) -> Problem:
    return Problem(
        "file-too-large",
        words(
            "%(name)s is too large to open safely (%(what)s: %(found)s, at most %(most)s). "
            "Copy the table into a new workbook, or split it, and save that."
        ),
        name=name,
        what=what,
        found=found,
        most=most,
    )


def _workbook_part(package: zipfile.ZipFile, parts: dict[str, str]) -> str:
    for kind, target, _ in _relations(package, parts["_rels/.rels"]):
        if kind == "officeDocument":
            return parts[posixpath.normpath(target.lstrip("/")).lower()]
    raise LookupError("no workbook part")


def _targets(
    package: zipfile.ZipFile, parts: dict[str, str], workbook: str
) -> list[tuple[str, str, str]]:
    """Kind, part and id of everything the workbook points at inside the package."""
    folder, file = posixpath.split(workbook)
    relations = parts[posixpath.join(folder, "_rels", file + ".rels").lower()]
    found = []
    for kind, target, key in _relations(package, relations):
        place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        part = parts.get(posixpath.normpath(place).lower())
        if part is not None:
            found.append((kind, part, key))
    return found


def _relations(package: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    found = []
    for name, attributes in _elements(package, part):
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((kind, attributes.get("Target", ""), attributes.get("Id", "")))
    return found


def _elements(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and attributes of every element of a descriptive part, in order."""
    if package.getinfo(part).file_size > _DESCRIPTIVE:
        raise ValueError("a descriptive part is too large")
    heard: list[tuple[str, dict[str, str]]] = []
    with package.open(part) as stream:
        for _ in parse(stream, lambda n, a: heard.append((local(n), a)), _nothing, _nothing):
            yield from heard
            heard.clear()


def _nothing(*_: object) -> None:
    return None


def _sheets(
    package: zipfile.ZipFile, workbook: str, targets: list[tuple[str, str, str]]
) -> tuple[tuple[SheetPart, ...], datetime]:
    parts = {key: part for kind, part, key in targets if kind == "worksheet"}
    sheets = []
    epoch = DAY_ZERO
    for name, attributes in _elements(package, workbook):
        if name == "workbookPr" and attributes.get("date1904", "0") in ("1", "true"):
            epoch = DAY_ZERO_1904
        if name == "sheet":
            key = next((value for tag, value in attributes.items() if local(tag) == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            if key in parts:
                title = attributes.get("name", "")[:_LONGEST_NAME]
                sheets.append(SheetPart(title, parts[key], hidden))
    return tuple(sheets), epoch


def _styles(
    package: zipfile.ZipFile, targets: list[tuple[str, str, str]]
) -> tuple[frozenset[int], frozenset[int]]:
    """The cell styles that show a day or time of day, and those that show a duration."""
    part = next((part for kind, part, _ in targets if kind == "styles"), None)
    if part is None:
        return frozenset(), frozenset()
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    used: list[int] = []
    inside = False
    for name, attributes in _elements(package, part):
        if name == "numFmt" and "numFmtId" in attributes:
            formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyles", "dxfs"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            used.append(int(attributes.get("numFmtId", "0")))
    days = {index for index, key in enumerate(used) if _shows_day(formats.get(key))}
    durations = {
        index
        for index, key in enumerate(used)
        if index in days and _shows_duration(formats.get(key))
    }
    return frozenset(days), frozenset(durations)


def _texts(
    package: zipfile.ZipFile, targets: list[tuple[str, str, str]], name: str, limits: Limits
) -> tuple[str, ...]:
    """The workbook's distinct texts, in the order the cells point at them."""
    part = next((part for kind, part, _ in targets if kind == "sharedStrings"), None)
    if part is None:
        return ()
    size = package.getinfo(part).file_size
    if size > limits.held_bytes:
        most = limits.held_bytes // 1024**2
        raise _too_large(name, words("megabytes of distinct texts"), size // 1024**2, most)
    gathered = _Texts(limits.cell_characters)
    with package.open(part) as stream:
        for _ in parse(stream, gathered.start, gathered.end, gathered.text):
            pass
    return tuple(gathered.found)


class _Texts:
    """Gathers <si> texts; the pronunciation help of East Asian texts (<rPh>) is left out."""

    def __init__(self, longest: int) -> None:
        self.found: list[str] = []
        self._longest = longest
        self._pieces: list[str] = []
        self._inside = False
        self._aside = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        tag = local(name)
        if tag == "si":
            self._pieces = []
        self._aside += tag == "rPh"
        self._inside = tag == "t" and self._aside == 0

    def end(self, name: str) -> None:
        tag = local(name)
        self._aside -= tag == "rPh"
        self._inside = False
        if tag == "si":
            text = "".join(self._pieces)
            # One character over is kept, so that the row which uses it is refused and named.
            self.found.append(text[: self._longest + 1])

    def text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)
