"""The lists of this room beside each other."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from samsyn.directory.rules.access import Standing


def tabs(viewer: Standing, here: str) -> dict[str, Any]:
    """Goals and indicators, both open to all, as the pages' frame wants them."""
    pages = [("goal_list", gettext("Goals")), ("indicator_list", gettext("Indicators"))]
    return {
        "tabs": [
            {
                "label": label,
                "url": reverse(f"strategy:{name}"),
                "here": name == here,
                "count": None,
            }
            for name, label in pages
        ],
    }
