"""Which column of a list is which: proposed from its header, confirmed by a person, kept.

A header is recognised by the names it is known under, folded and without
brackets, punctuation and unit. What is left is compared by likeness
(normalised indel similarity, as rapidfuzz computes it) and only proposed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz

from samsyn.basics.problem import Listed, Problem, words
from samsyn.directory.rules.tables import Cell, Row, header_key

LEAST_LIKENESS = 86.0
"""Percent; a header less like a known name is not proposed. "Startdatum" is 67 like "Datum"."""
CONTAINED_LIKENESS = 88.0
"""Percent given to a header that has a long known name inside it."""
SHORTEST_CONTAINED = 8
"""Letters; shorter names stand inside too many others."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Field:
    """Something a list can tell, with the column names it is known under.

    `label` is its name in the interface; a list without a required field cannot be read.
    """

    name: str
    label: str
    required: bool
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which header holds which field, as a person confirmed it; kept for the next file."""

    kind: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """A mapping fitted to one file: the position of each field, and the header as written."""

    positions: Mapping[str, int]
    headers: tuple[str, ...]

    def cell(self, row: Row, field: str) -> Cell:
        """The cell of the field; None where the list does not have the field."""
        position = self.positions.get(field)
        return None if position is None else row.cells[position]

    def read(self, row: Row, field: str, reader: Callable[[Cell], Value]) -> Value:
        """What the cell says; a refusal also tells the column, as `column` among its values."""
        try:
            return reader(self.cell(row, field))
        except Problem as problem:
            values = {"column": self.header(field), **problem.values}
            raise Problem(problem.code, problem.text, **values) from problem

    def header(self, field: str) -> str:
        """The column's name as written in the file; the field's own name if it has no column."""
        position = self.positions.get(field)
        return field if position is None else self.headers[position]


def known_headers(fields: Sequence[Field]) -> tuple[str, ...]:
    """Every name the fields are known under, for finding the header of a file."""
    return tuple(name for field in fields for name in _names(field))


def propose(headers: Sequence[str], fields: Sequence[Field]) -> dict[str, str | None]:
    """The likely header of every field, None where none is likely; no header is used twice.

    >>> on = Field("on", "Day", True, ("Datum",))
    >>> hours = Field("hours", "Hours", False, ("Timmar",))
    >>> propose(["Antal timar", "DATUM:"], [on, hours])
    {'on': 'DATUM:', 'hours': None}
    """
    keys = {header: header_key(header) for header in headers if header}
    found: dict[str, str | None] = {field.name: None for field in fields}
    taken: set[str] = set()
    for field in fields:
        wanted = [header_key(name) for name in _names(field)]
        hits = [header for header, key in keys.items() if key in wanted and header not in taken]
        if hits:
            # The first of the field's names is its usual one, so it wins over a rarer name.
            found[field.name] = min(hits, key=lambda header: wanted.index(keys[header]))
            taken.add(found[field.name] or "")
    open_fields = [field for field in fields if found[field.name] is None]
    for _, header, name in sorted(_likely(keys, open_fields), key=lambda hit: -hit[0]):
        if header not in taken and found[name] is None:
            found[name] = header
            taken.add(header)
    return found


def check(mapping: ColumnMapping, headers: Sequence[str], fields: Sequence[Field]) -> Columns:
    """The mapping fitted to the headers of a file; refused if a column it needs is not there."""
    places = {header: position for position, header in enumerate(headers) if header}
    missing = [
        mapping.columns.get(field.name, field.label)
        for field in fields
        if mapping.columns.get(field.name, "" if field.required else None) not in {*places, None}
    ]
    if missing:
        raise Problem(
            "column-missing",
            words(
                "The list lacks %(columns)s. Its columns are: %(headers)s. Add the column, or "
                "choose which one holds it."
            ),
            columns=Listed(missing),
            headers=", ".join(header for header in headers if header)[:500],
        )
    names = {field.name for field in fields}
    used: dict[str, str] = {}
    for name, header in mapping.columns.items():
        if name in names and used.setdefault(header, name) != name:
            raise Problem(
                "column-used-twice",
                words(
                    "The column “%(header)s” is chosen for two things. "
                    "Choose another column for one of them."
                ),
                header=header,
            )
    positions = {name: places[header] for header, name in used.items()}
    return Columns(positions, tuple(headers))


def refuse_shifted(row: Row) -> None:
    """Refuses a row of a text file that has more cells than the header has names.

    A loose delimiter or an unquoted decimal comma has moved its cells to the
    right, and every cell could be read as something it is not.
    """
    if row.shifted:
        raise Problem(
            "row-shifted",
            words(
                "Row %(row)s has more cells than the header has names, so its cells may stand in "
                "the wrong columns. Put quotation marks around texts that contain the separator."
            ),
            row=row.number,
        )


def _names(field: Field) -> tuple[str, ...]:
    return (*field.synonyms, field.label, field.name)


def _likely(keys: Mapping[str, str], fields: Sequence[Field]) -> Iterator[tuple[float, str, str]]:
    """Likeness, header and field of every pair that is alike enough."""
    for field in fields:
        wanted = {header_key(name) for name in _names(field)}
        for header, key in keys.items():
            likeness = max((_likeness(key, name) for name in wanted), default=0.0)
            if likeness >= LEAST_LIKENESS:
                yield likeness, header, field.name


def _likeness(key: str, name: str) -> float:
    if len(name) >= SHORTEST_CONTAINED and name in key:
        return CONTAINED_LIKENESS
    return fuzz.ratio(key, name)
