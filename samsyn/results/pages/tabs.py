"""The pages of the room beside each other."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.directory.rules.access import Standing


def tabs(viewer: Standing, here: str) -> dict[str, Any]:
    """The tabs of the results room, as the pages' frame wants them."""
    pages = [
        ("thread_top", _("The thread")),
        ("map", _("Map")),
        ("count_table", _("Counts")),
        ("log_list", _("The log")),
    ]
    if viewer.signed_in:
        pages.append(("loose_end_list", _("Loose ends")))
    return {
        "tabs_label": _("Results"),
        "tabs": [
            {"label": label, "url": reverse(f"results:{name}"), "here": name == here, "count": None}
            for name, label in pages
        ],
    }
