"""What a row of a list is, wherever it came from."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula whose result is not in the file: the program that wrote it never computed it."""

    text: str


Cell = str | int | float | Decimal | date | datetime | time | timedelta | bool | Formula | None
"""What a cell holds. Text files give only text; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number a person sees in Excel, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]
    shifted: bool = False
    """A text file's row has more cells than the header: a loose delimiter moved them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing that refuses nothing: a code, a sentence and its values."""

    code: str
    text: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return self.text % self.values


def is_empty(cell: Cell) -> bool:
    """Whether a person would see nothing there."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def column_name(position: int) -> str:
    """The letters Excel shows above a column, counted from 0.

    >>> column_name(0), column_name(26), column_name(499)
    ('A', 'AA', 'SF')
    """
    letters = ""
    position += 1
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
