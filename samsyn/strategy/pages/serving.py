"""What serves a goal or one below it: calls, grants, programmes and activities."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.calls import calls_for
from samsyn.funding.queries.grants import grants_for
from samsyn.programme.queries.activities import activities_for
from samsyn.programme.queries.programmes import programmes_for

SHOWN = 6
"""Things of a kind on the page of a goal; all of them stand on the page of its thread."""

KINDS: tuple[tuple[str, Any, Callable[[Standing], Any], str], ...] = (
    ("call", _("Calls"), calls_for, "funding:call_detail"),
    ("grant", _("Grants"), grants_for, "funding:grant_detail"),
    ("programme", _("Programmes"), programmes_for, "programme:programme_detail"),
    ("activity", _("Activities"), activities_for, "programme:activity_detail"),
)


@dataclass(frozen=True, slots=True)
class Serving:
    """The things of one kind that serve a goal: the first of them, and how many there are."""

    label: str
    count: int
    first: list[tuple[str, str]]
    url: str


def served_by(viewer: Standing, goal_id: int, under: frozenset[int]) -> list[Serving]:
    """For every kind that the viewer sees something of: what serves the goals `under` it."""
    served = []
    for kind, label, rows_for, address in KINDS:
        rows = rows_for(viewer)
        keys = rows.filter(goal_links__goal__in=under).order_by().values("pk")
        rows = rows.filter(pk__in=keys)
        count = rows.count()
        if count > 0:
            served.append(
                Serving(
                    label=str(label),
                    count=count,
                    first=[(row.title, reverse(address, args=[row.pk])) for row in rows[:SHOWN]],
                    url=reverse("results:thread_of", args=["goal", goal_id]) + f"#{kind}",
                )
            )
    return served
