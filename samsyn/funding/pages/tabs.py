"""The lists of the room beside each other."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from samsyn.directory.rules.access import Standing


@dataclass(frozen=True, slots=True)
class Tab:
    """One list: what it is called, where it is, and whether the reader stands there."""

    label: str
    url: str
    here: bool
    count: int | None = None


def tabs_of(viewer: Standing, here: str) -> list[Tab]:
    """Grants and calls for all; the others when acting for an organisation."""
    lists = [
        ("grant_list", gettext("Grants")),
        ("call_list", gettext("Calls")),
        ("application_list", gettext("Applications")),
        ("report_list", gettext("Reports")),
        ("question_list", gettext("Questions")),
    ]
    if viewer.organisation_id is None and not viewer.operator:
        del lists[2:]
    return [Tab(label, reverse(f"funding:{name}"), name == here) for name, label in lists]
