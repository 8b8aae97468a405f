"""What every first screen is made of: figures, short lists with their deeds, and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from samsyn.results.queries.bar import Knot
from samsyn.results.queries.loose_ends import LooseEnd

SHORT = 6
"""Rows of a short list; the rest stand in the list that it leads to."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to press: the address and its words. `icon` is the name of a drawing, or ""."""

    url: str
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its rule. `unit` says how it is written: count, sek or share (0–1).

    None is not known; `hidden` that it is known but not shown.
    """

    value: int | Decimal | None
    label: str
    url: str = ""
    rule: str = ""
    unit: str = "count"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a short list. `on` is its day, `tag` a word with its state ("good", "warn" …).

    `meta` stands before the day, `sek` and `number` after it.
    """

    title: str
    url: str = ""
    on: date | None = None
    meta: str = ""
    sek: Decimal | None = None
    number: Decimal | None = None
    tag: tuple[str, str] | None = None
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A short list: its first rows, how many there are in all, and what to do when it is empty."""

    title: str
    rows: Sequence[Row]
    empty: str
    count: int | None = None
    more: Deed | None = None
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a number, a share (0–1), kronor, a day or words, and where it opens.

    `shade` (0–5) colours it; None leaves it plain. `hidden` says that it is not shown.
    """

    value: int | Decimal | date | str | None
    url: str = ""
    unit: str = "count"
    shade: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its name and where that leads, and its cells."""

    title: str
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rule; `matrix` draws the cells in shades, `striped` those that are empty."""

    title: str
    head: str
    columns: Sequence[str]
    lines: Sequence[Line]
    empty: str
    rule: str = ""
    total: Line | None = None
    matrix: bool = False
    striped: bool = False
    deed: Deed | None = None

    @property
    def rows(self) -> list[tuple[Line, list[tuple[str, Cell]]]]:
        """Each line with its cells under the words of their columns."""
        return [(line, self._labelled(line)) for line in self.lines]

    @property
    def totals(self) -> list[tuple[str, Cell]]:
        return self._labelled(self.total) if self.total else []

    def _labelled(self, line: Line) -> list[tuple[str, Cell]]:
        return list(zip(self.columns, line.cells, strict=True))


@dataclass(frozen=True, slots=True)
class LooseOf:
    """A few loose ends under the words of whose they are; "" where that makes no difference."""

    title: str
    ends: Sequence[LooseEnd]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """All that a first screen shows. `main` stands wide, `side` beside it; `bar` is the thread.

    `loose_ends` is None on a screen that shows none; `loose_total` is how many there are in all.
    """

    title: str
    sentence: str = ""
    deeds: Sequence[Deed] = ()
    figures: Sequence[Figure] = ()
    figures_title: str = ""
    bar: Sequence[Knot] = ()
    tables: Sequence[Table] = ()
    main: Sequence[Panel] = ()
    side: Sequence[Panel] = ()
    loose_ends: Sequence[LooseOf] | None = None
    loose_total: int = 0


def address(name: str, *keys: object, **query: object) -> str:
    """The address by its name, with what stands after the question mark; days as they are written.

    >>> address("front", **{"as": "week"})
    '/?as=week'
    """
    said = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in query.items()
        if value not in (None, "")
    }
    return reverse(name, args=keys) + (f"?{urlencode(said)}" if said else "")


def address_if_any(name: str, *keys: object) -> str:
    """The address by its name, or "" in a house that has no such page."""
    try:
        return reverse(name, args=keys)
    except NoReverseMatch:
        return ""


def shade_of(value: int, most: int) -> int:
    """A shade from 0 (none) to 5 (the most).

    >>> [shade_of(value, 10) for value in (0, 1, 5, 10)]
    [0, 1, 3, 5]
    """
    return -(-value * 5 // most) if most else 0
