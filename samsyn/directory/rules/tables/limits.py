"""How large and how odd a list may be before it is refused, each number with its reason."""

from dataclasses import dataclass

_MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file. They guard memory and time, so none of them is a matter of taste.

    >>> Limits(columns=3).columns
    3
    """

    file_bytes: int = 100 * _MEBI
    """The file as it lies on disk. A million participant rows are about 60 MB of CSV."""

    unpacked_bytes: int = 1024 * _MEBI
    """A workbook is a packed folder; this is all of it unpacked, by its own list of contents."""

    ratio: int = 200
    """How many times a part may grow when unpacked. Repetitive real sheets reach about 60."""

    entries: int = 2_000
    """Parts in a workbook. A workbook with a hundred sheets and pictures has a few hundred."""

    held_bytes: int = 128 * _MEBI
    """A part that must be held in memory: the list of distinct texts, and the styles."""

    sheets: int = 100
    """Sheets looked through for the header."""

    columns: int = 500
    """Columns with something in them."""

    rows: int = 1_000_000
    """The highest row number with something in it. Excel itself stops at 1,048,576."""

    cell_characters: int = 32_767
    """Characters in one cell: Excel's own ceiling."""

    row_characters: int = 1_000_000
    """Characters in one row of a text file, line breaks inside quotes included."""

    header_search_rows: int = 50
    """Rows looked through for the header; titles and logos stand above it."""


LIMITS = Limits()
"""The ceilings used when nothing else is said."""
