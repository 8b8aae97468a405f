"""What of a strangers' list may be shown and kept: personal numbers are hidden.

A sole trader's organisation number is a personal number. The pattern takes anything with the
form of one, valid or not: a slip in a personal number is still nearly one.
"""

import re

from samsyn.basics.problem import Problem
from samsyn.directory.rules.identifiers import MASK
from samsyn.directory.rules.mapping import Columns
from samsyn.directory.rules.tables import Cell, Formula, Row, as_text

_PERSONAL = re.compile(r"(?<!\d)(?:19|20)?\d{2}[- ]?[01]\d[- ]?\d{2}[-+ \u2010-\u2015]*\d{4}(?!\d)")
_ORGANISATION = re.compile(r"(?:16)?\d{2}[2-9]\d{7}")
_NOT_DIGITS = re.compile(r"\D")


def masked(text: str) -> str:
    """The text with everything that may be a personal number hidden.

    >>> masked("Eva Ek 880320-0016"), masked("198803200016"), masked("556036-0793")
    ('Eva Ek ******-****', '******-****', '556036-0793')
    """
    return _PERSONAL.sub(MASK, text)


def shown_back(row: Row, columns: Columns) -> tuple[str, ...]:
    """The cells of a row as they may be shown and kept: personal numbers hidden.

    In the number's own column everything is hidden that is not clearly an
    organisation number, for a slip in a personal number is still nearly one.
    """
    place = columns.positions.get("organisation_number")
    cells = []
    for position, cell in enumerate(row.cells):
        text = _plainly(cell)
        digits = _NOT_DIGITS.sub("", text)
        if position == place and len(digits) >= 6 and not _ORGANISATION.fullmatch(digits):
            cells.append(MASK)
        else:
            cells.append(masked(text))
    return tuple(cells)


def _plainly(cell: Cell) -> str:
    if isinstance(cell, Formula):
        return cell.text
    try:
        return as_text(cell) or ""
    except Problem:
        return str(cell)
