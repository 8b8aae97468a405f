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
    """Joint decisions and commitments are open to all; the rest to those who have signed in."""
    lists = [
        ("dialogue_list", gettext("Dialogues")),
        ("tour_list", gettext("Tours")),
        ("joint_decision_list", gettext("Joint decisions")),
        ("commitment_list", gettext("Commitments")),
    ]
    if not viewer.signed_in:
        lists = lists[2:]
    return [Tab(label, reverse(f"dialogue:{name}"), name == here) for name, label in lists]
