"""The page about the look: every part live, with when to use it; and the measured colours."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.web import samples
from samsyn.web.answer import Request, deed_done
from samsyn.web.colours import measured_pairs
from samsyn.web.templatetags.icons import DRAWINGS

SPACES = (("0.25", 4), ("0.5", 8), ("0.75", 12), ("1", 16), ("1.25", 20), ("1.75", 28), ("4", 64))
"""The distances between things: rem, and pixels where one rem is 16."""


@login_not_required
@require_http_methods(["GET", "POST"])
def design(request: Request) -> HttpResponse:
    """The look of the house. The sample deeds are sent here; they change nothing."""
    if request.method == "POST":
        said = _("Taken back.") if "undo" in request.POST else _("The visit is noted.")
        deed_done(request, said, *([] if "undo" in request.POST else [request.path]), undo="yes")
        return redirect("design")
    tabs = [
        {"label": _("Grants"), "url": "#tables", "here": True, "count": 389},
        {"label": _("Calls"), "url": "#tables", "here": False, "count": None},
    ]
    filters = samples.SampleFilters(request.GET)
    context = {
        "pairs": list(measured_pairs()),
        "icons": sorted(DRAWINGS),
        "spaces": SPACES,
        "shades": range(6),
        "form": samples.SampleForm(auto_id="new_%s"),
        "wrong": samples.SampleForm({"amount_sek": "-1", "told": "on"}, auto_id="wrong_%s"),
        "filters": filters,
        "chips": [*filters.chips(), (_("Norrbotten"), "#filters"), (_("Small"), "#filters")],
        "crumbs": [(_("Dialogues"), "#heads"), (_("Workshop on the whole"), "#heads")],
        "deeds": [("#heads", _("New programme"), "add"), ("#heads", _("Read in a list"), "upload")],
        **{"sample_tabs": tabs, "jobs": samples.jobs(), "cards": samples.cards()},
        **{"bar": samples.bar(), "mini": samples.mini(), "loose_ends": samples.loose_ends()},
        **{
            "figures": samples.figures(),
            "areas": samples.areas(),
            "picture": samples.picture(),
            "page": samples.page(),
        },
    }
    return render(request, "design/design.html", context)
