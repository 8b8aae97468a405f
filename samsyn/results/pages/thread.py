"""The thread from the top and from any one thing."""

from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET

from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.outlines import VIEW_BOX, county_outlines
from samsyn.results.pages.pictures import picture_file, picture_on_page, start_of
from samsyn.results.pages.reports import reports_of
from samsyn.results.pages.tabs import tabs
from samsyn.results.queries.bar import bar_of_all
from samsyn.results.queries.log.entries import entries_about
from samsyn.results.queries.thread import CountyLine, Top, thread_of, thread_top
from samsyn.results.rules.shades import limits, shade_of
from samsyn.web.answer import Request
from samsyn.web.templatetags.samsyn import count, sek


@login_not_required
@require_GET
def thread_top_page(request: Request) -> HttpResponseBase:
    """The whole thread from the top goals as a picture, with a map of where the money is."""
    if (file := picture_file(request, None)) is not None:
        return file
    top = thread_top(request.standing)
    return render(
        request,
        "results/thread_top.html",
        {
            "top": top,
            "bar": bar_of_all(request.standing),
            "report_actions": [(*each, "download") for each in reports_of(request)],
            "figures": figures_of(top),
            "may_set_goal": may_do(request.standing, "set goal"),
            "picture": picture_on_page(request, None),
            **tabs(request.standing, "thread_top"),
            "areas": _areas(top.counties),
            "legend": _legend(top.counties),
            "view_box": VIEW_BOX,
        },
    )


@login_not_required
@require_GET
def thread_page(request: Request, kind: str, key: int) -> HttpResponseBase:
    """The thread up and down from one thing; from a goal or a programme also as a picture."""
    start = start_of(kind, key)
    if start and (file := picture_file(request, start)) is not None:
        return file
    sheet = thread_of(request.standing, kind, key, request.GET.get("open", ""))
    picture = picture_on_page(request, start) if start else None
    reports = reports_of(request, kind, key)
    context = {"sheet": sheet, "picture": picture, "reports": reports}
    context["entries"] = entries_about(request.standing, kind, key)
    return render(request, "results/thread_of.html", context)


@login_not_required
@require_GET
def accessibility(request: Request) -> HttpResponse:
    """What has been done for accessibility, what is known to be missing, and whom to tell."""
    return render(request, "results/accessibility.html")


@login_not_required
@require_GET
def sources(request: Request) -> HttpResponse:
    """Where maps, codes and figures come from."""
    return render(request, "results/sources.html")


def figures_of(top: Top) -> list[dict[str, object]]:
    """The figures of the whole, as parts/figures.html wants them."""
    return [
        {
            "value": count(top.grants),
            "url": reverse("funding:grant_list"),
            "label": ngettext("grant", "grants", top.grants),
            "rule": _("Every grant counts once, also one that serves several goals or counties."),
        },
        {
            "value": sek(top.sek, "short"),
            "label": _("granted in all"),
            "rule": _("The sum of the grants, each once, in kronor as decided."),
        },
        {
            "value": count(top.recipients),
            "label": ngettext("recipient", "recipients", top.recipients),
            "rule": _(
                "Organisations with at least one grant. Two that somebody has confirmed "
                "to be the same count as one."
            ),
        },
        {
            "value": None if top.companies is None else count(top.companies),
            "hidden": top.companies is None,
            "url": reverse("results:count_table"),
            "label": ngettext("company", "companies", top.companies or 0),
            "rule": _("Companies that took part in at least one activity, each once."),
        },
    ]


def _areas(counties: list[CountyLine]) -> list[dict[str, object]]:
    paths = county_outlines()
    classes = limits(Decimal(county.grants) for county in counties)
    return [
        {
            "code": county.code,
            "name": county.name,
            "path": paths[county.code],
            "shade": shade_of(Decimal(county.grants), classes),
            "value": county.grants,
            "url": f"{reverse('results:map')}?measure=sek&county={county.code}",
        }
        for county in counties
    ]


def _legend(counties: list[CountyLine]) -> list[tuple[int, str]]:
    """What the shades of the map mean; none only where there is a county without."""
    grants = [Decimal(county.grants) for county in counties]
    found = [(0, "0")] if Decimal(0) in grants else []
    for shade, (low, high) in enumerate(limits(grants), start=1):
        text = count(int(low)) if low == high else f"{count(int(low))} – {count(int(high))}"
        found.append((shade, text))
    return found
