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
    """Organisations and groupings for all; possible duplicates for those who support companies."""
    lists = [
        ("organisation_list", gettext("Organisations")),
        ("grouping_list", gettext("Groupings of counties")),
    ]
    if viewer.support:
        lists.append(("duplicate_list", gettext("Possible duplicates")))
    return [Tab(label, reverse(f"directory:{name}"), name == here) for name, label in lists]
