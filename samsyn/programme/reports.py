"""The lists of this room as sheets of Excel: the head of each column, and the cells below it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext


def programme_headers() -> list[str]:
    return [
        gettext("Programme"),
        gettext("Host"),
        gettext("First day"),
        gettext("Last day"),
        gettext("Parties"),
        gettext("Goals"),
    ]


def programme_cells(rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    for row in rows.iterator(chunk_size=2000):
        yield (
            row.title,
            row.host.name,
            row.starts_on,
            row.ends_on,
            row.party_count,
            row.goal_count,
        )


def activity_headers() -> list[str]:
    return [
        gettext("Activity"),
        gettext("Kind"),
        gettext("First day"),
        gettext("Last day"),
        gettext("Programme"),
        gettext("Organiser"),
        gettext("County"),
    ]


def activity_cells(rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    for row in rows.iterator(chunk_size=2000):
        yield (
            row.title,
            row.get_kind_display(),
            row.starts_on,
            row.ends_on,
            row.programme and row.programme.title,
            row.organiser and row.organiser.name,
            row.county and row.county.name,
        )
