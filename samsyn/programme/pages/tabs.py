"""The lists of this room beside each other, and the way back to them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from samsyn.directory.rules.access import Standing


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the room."""

    label: str
    url: str
    here: bool
    count: None = None


def tabs(viewer: Standing, here: str) -> list[Tab]:
    """The lists of the room that the viewer may open; `here` names the one that is shown."""
    names = {"programme_list": gettext("Programmes")}
    if viewer.signed_in:
        names |= {
            "activity_list": gettext("Activities"),
            "participation_list": gettext("Participation"),
        }
    return [Tab(text, reverse(f"programme:{name}"), name == here) for name, text in names.items()]


def way_to_programme(programme_id: int | None = None, title: str = "") -> list[tuple[str, str]]:
    """The crumbs to a programme, or to the list when none is given."""
    crumbs = [(gettext("Programmes"), reverse("programme:programme_list"))]
    if programme_id is not None:
        crumbs.append((title, reverse("programme:programme_detail", args=[programme_id])))
    return crumbs


def way_to_activity(activity_id: int | None = None, title: str = "") -> list[tuple[str, str]]:
    """The crumbs to an activity, or to the list when none is given."""
    crumbs = [(gettext("Activities"), reverse("programme:activity_list"))]
    if activity_id is not None:
        crumbs.append((title, reverse("programme:activity_detail", args=[activity_id])))
    return crumbs
