"""The front page: what this is, to a visitor; what waits, to somebody with a role."""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET

from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.calls import open_calls_for
from samsyn.results.pages.pictures import picture_on_page
from samsyn.results.pages.thread import figures_of
from samsyn.results.queries.bar import bar_of_all
from samsyn.results.queries.first.coaching import coaching_screen
from samsyn.results.queries.first.company import at_company, company_screen
from samsyn.results.queries.first.figures import figures_screen
from samsyn.results.queries.first.money import calls_screen, cases_screen
from samsyn.results.queries.first.ours import new_screen, ours_screen
from samsyn.results.queries.first.parts import Figure, First
from samsyn.results.queries.first.picture import measure_of_picture
from samsyn.results.queries.first.region import region_screen
from samsyn.results.queries.first.regions import regions_screen
from samsyn.results.queries.first.store import store_screen
from samsyn.results.queries.first.unit import unit_screen
from samsyn.results.queries.first.week import week_screen
from samsyn.results.queries.log.entries import published_entries_for
from samsyn.results.queries.thread import thread_top
from samsyn.results.rules.first import Screen, screen_shown, screens_of
from samsyn.web.answer import Request
from samsyn.web.templatetags.samsyn import count, sek, share

REMEMBERED = "first_screen"
"""The name in the session under which the chosen screen is remembered."""
CALLS = 3
ENTRIES = 3
"""How many open calls and entries of the log a visitor meets; there are more in their lists."""

SCREENS: Mapping[Screen, Callable[[Standing], First]] = {
    Screen.WEEK: week_screen,
    Screen.REGIONS: regions_screen,
    Screen.REGION: region_screen,
    Screen.COACHING: coaching_screen,
    Screen.CASES: cases_screen,
    Screen.CALLS: calls_screen,
    Screen.UNIT: unit_screen,
    Screen.FIGURES: figures_screen,
    Screen.COMPANY: company_screen,
    Screen.STORE: store_screen,
    Screen.OURS: ours_screen,
    Screen.NEW: new_screen,
}
COUNTS_MUCH = frozenset({Screen.WEEK, Screen.REGIONS, Screen.REGION, Screen.UNIT, Screen.FIGURES})
"""Screens that add up a great deal, and that hold nothing about people."""
NAMES = {
    Screen.WEEK: gettext_lazy("The week"),
    Screen.REGIONS: gettext_lazy("The regions"),
    Screen.REGION: gettext_lazy("My region"),
    Screen.COACHING: gettext_lazy("My companies"),
    Screen.CASES: gettext_lazy("What is due"),
    Screen.CALLS: gettext_lazy("My calls"),
    Screen.UNIT: gettext_lazy("Goals and regions"),
    Screen.FIGURES: gettext_lazy("The figures"),
    Screen.COMPANY: gettext_lazy("Our company"),
    Screen.STORE: gettext_lazy("People and the store"),
    Screen.OURS: gettext_lazy("Our organisation"),
}
"""What the tabs between somebody's screens say."""


@login_not_required
@require_GET
def front(request: Request) -> HttpResponse:
    """What this is, to a visitor; the first screen of one's role, to somebody signed in."""
    if not request.standing.signed_in:
        return _to_visitor(request)
    viewer = request.standing
    at_home = viewer.organisation_id is not None
    screens = screens_of(viewer.roles, at_company=at_home and at_company(viewer), at_home=at_home)
    asked = request.GET.get("as", "")
    shown = screen_shown(screens, asked, request.session.get(REMEMBERED))
    if asked == shown and request.session.get(REMEMBERED) != asked:
        request.session[REMEMBERED] = asked
    first = _first(viewer, shown)
    return render(
        request,
        "results/first/screen.html",
        {
            "first": first,
            "bar": first.bar,
            "figures": [_written(figure) for figure in first.figures],
            "picture": _picture(request) if shown is Screen.WEEK else None,
            "tabs_label": _("Your first screens"),
            "tabs": [_tab(screen, shown) for screen in screens] if len(screens) > 1 else [],
        },
    )


def _first(viewer: Standing, screen: Screen) -> First:
    """The screen, from where results are kept if it counts much. Nobody stands there by name."""
    if screen not in COUNTS_MUCH:
        return SCREENS[screen](viewer)
    return kept(viewer, "first screen", (screen.value,), lambda: SCREENS[screen](viewer))


def _picture(request: Request) -> dict[str, Any]:
    """The picture of the whole thread, the same whatever else the address says; it is kept."""
    measure = measure_of_picture(request.standing)
    bare = copy(request)
    bare.GET = QueryDict(f"measure={measure}")
    return kept(request.standing, "first picture", (measure,), lambda: picture_on_page(bare, None))


def _tab(screen: Screen, shown: Screen) -> dict[str, Any]:
    return {
        "label": NAMES[screen],
        "url": f"{reverse('front')}?as={screen}",
        "here": screen is shown,
        "count": None,
    }


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "count": count,
    "sek": lambda value: sek(value, "short"),
    "share": share,
}


def _written(figure: Figure) -> dict[str, Any]:
    """A figure as parts/figures.html wants it."""
    return {
        "value": None if figure.value is None else _WRITTEN[figure.unit](figure.value),
        "hidden": figure.hidden,
        "url": figure.url,
        "label": figure.label,
        "rule": figure.rule,
    }


def _to_visitor(request: Request) -> HttpResponse:
    viewer = request.standing
    top = thread_top(viewer)
    return render(
        request,
        "results/front.html",
        {
            "bar": kept(viewer, "first bar", (), lambda: bar_of_all(viewer)),
            "figures": figures_of(top),
            "picture": _picture(request),
            "calls": list(open_calls_for(viewer)[:CALLS]),
            "entries": list(published_entries_for(viewer)[:ENTRIES]),
        },
    )
