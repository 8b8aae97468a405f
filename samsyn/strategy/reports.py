"""The lists of this room as sheets of Excel: the head of each column, and the cells below it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from samsyn.strategy.forms import LEVELS
from samsyn.strategy.queries.goals import goal_rows


def goal_headers() -> list[str]:
    return [
        gettext("Title in Swedish"),
        gettext("Title in English"),
        gettext("Level"),
        gettext("Under"),
        gettext("From year"),
        gettext("Until year"),
        gettext("Owner"),
        gettext("Joint decision"),
        gettext("Statements it rests on"),
        gettext("List it comes from"),
    ]


def goal_cells(rows: Any) -> Iterator[list[Any]]:
    for cells in goal_rows(rows):
        row: list[Any] = list(cells)
        row[2] = str(LEVELS[row[2]]) if row[2] else None
        yield row
