"""The lists of this room as sheets of Excel: the head of each column, and the cells below it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from samsyn.funding.forms.calls import STATE_NAMES
from samsyn.funding.queries.calls import call_lines


def call_headers() -> list[str]:
    return [
        gettext("Title"),
        gettext("Owner"),
        gettext("State"),
        gettext("Opens"),
        gettext("Closes"),
        gettext("Budget, kronor"),
        gettext("Left, kronor"),
    ]


def call_cells(viewer: Any, rows: Any) -> Iterator[list[Any]]:
    for line in call_lines(viewer, rows):
        call = line.call
        yield [
            call.title,
            call.owner.name,
            str(STATE_NAMES[line.time.state]),
            call.opens_on,
            call.closes_on,
            call.budget_sek,
            line.left_sek,
        ]


def grant_headers() -> list[str]:
    return [
        gettext("Case number"),
        gettext("List"),
        gettext("Title"),
        gettext("Recipient"),
        gettext("Kind of recipient"),
        gettext("Granted by"),
        gettext("Granted, kronor"),
        gettext("Starts"),
        gettext("Ends"),
        gettext("Programme area"),
        gettext("Counties"),
        gettext("Goals"),
        gettext("Programme"),
    ]


def grant_cells(rows: Any) -> Iterator[list[Any]]:
    for grant in rows.prefetch_related("counties", "goals").iterator(chunk_size=2000):
        yield [
            grant.number,
            grant.register,
            grant.title,
            grant.recipient.name,
            str(grant.recipient.get_kind_display()),
            grant.grantor.name if grant.grantor else None,
            grant.granted_sek,
            grant.starts_on,
            grant.ends_on,
            grant.area,
            ", ".join(county.name for county in grant.counties.all()),
            "; ".join(goal.title for goal in grant.goals.all()),
            grant.programme.title if grant.programme else None,
        ]
