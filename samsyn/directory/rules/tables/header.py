"""Where the header of a list stands, though titles, dates and empty rows stand above it."""

import re
from collections.abc import Collection, Iterable

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.directory.rules.tables.row import Cell, Row, column_name, is_empty

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 200
_UNITS = frozenset({"kr", "sek", "kronor", "st", "h"})


def header_key(text: str) -> str:
    """A header as it is compared: letters and digits only, without brackets and unit.

    >>> header_key("Org.nr:"), header_key("Organisationsnummer *"), header_key("E-post")
    ('orgnr', 'organisationsnummer', 'epost')
    >>> header_key("Beviljat belopp (SEK)"), header_key("beviljat_belopp_sek")
    ('beviljatbelopp', 'beviljatbelopp')
    """
    text = text[:_LONGEST]
    found = _WORD.findall(folded(_BRACKETS.sub(" ", text)))
    if not found:
        found = _WORD.findall(folded(text))
    while len(found) > 1 and found[-1] in _UNITS:
        found.pop()
    return "".join(found)


def find_header(rows: Iterable[Row], known_headers: Collection[str] = ()) -> tuple[Row, int] | None:
    """The row that is the header, and how many of its cells are known; None if there is none.

    It is the row with most known headers; where none is known, the first with
    at least two texts. A single column is a header only if its name is known.
    """
    known = {header_key(name) for name in known_headers}
    best: tuple[Row, int] | None = None
    for row in rows:
        texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
        hits = len(known & {header_key(text) for text in texts})
        if len(texts) < 2 and hits == 0:
            continue
        if best is None or hits > best[1]:
            best = row, hits
    return best


def header_names(row: Row, name: str, sheet: str | None) -> tuple[str, ...]:
    """The header as written, spaces trimmed; "" where a column has none.

    Two columns with one name are refused: nobody could say which one is meant.
    """
    cells = list(row.cells)
    while cells and is_empty(cells[-1]):
        cells.pop()
    names = tuple(_shown(cell) for cell in cells)
    first: dict[str, int] = {}
    for position, header in enumerate(names):
        key = header.casefold()
        if header and key in first:
            raise Problem(
                "header-twice",
                words(
                    "The column name “%(header)s” stands twice in row %(row)s of %(name)s, in "
                    "column %(first)s and column %(second)s. Rename or remove one of them."
                ),
                header=header[:100],
                row=row.number,
                name=name if sheet is None else f"{name}, {sheet}",
                first=column_name(first[key]),
                second=column_name(position),
            )
        first.setdefault(key, position)
    return names


def _shown(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())
