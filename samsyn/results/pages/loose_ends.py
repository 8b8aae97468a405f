"""What hangs loose, as a page: by rule, with whose it is, for how long, and the money at stake."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.results.forms import LooseFilters
from samsyn.results.pages.tabs import tabs
from samsyn.results.queries.loose_ends import (
    Asked,
    LooseGroup,
    loose_groups,
    stake_of_all,
)
from samsyn.results.reports.loose import loose_cells, loose_headers
from samsyn.web.answer import Request, answer
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

FEW, MANY = 3, 100
"""Loose ends of a rule that the page names: beside other rules, and alone."""


@require_GET
def loose_end_list(request: Request) -> HttpResponseBase:
    """Everything that hangs loose, with the deed that ties it."""
    viewer = request.standing
    filters = LooseFilters(request.GET)
    asked = filters.asked()
    if request.GET.get("format") == "xlsx":
        return excel(_("loose ends") + ".xlsx", loose_headers(), loose_cells(viewer, asked))
    every = Asked(owner=asked.owner, county=asked.county, order=asked.order)
    overview = loose_groups(viewer, every, FEW)
    groups = loose_groups(viewer, asked, MANY) if asked.rule else overview
    return _page(request, filters, asked, overview, groups)


def _page(
    request: Request,
    filters: LooseFilters,
    asked: Asked,
    overview: list[LooseGroup],
    groups: list[LooseGroup],
) -> HttpResponse:
    viewer = request.standing
    return answer(
        request,
        "results/loose_end_list.html",
        **tabs(viewer, "loose_end_list"),
        filters=filters,
        chips=filters.chips(),
        groups=[{"group": group, **_links(request, group)} for group in groups],
        rules=[
            {"group": group, "here": group.rule == asked.rule, **_links(request, group)}
            for group in overview
        ],
        all_url=changed_query(request.GET, {"rule": None}),
        chosen_rule=asked.rule,
        page={"total": sum(group.count for group in groups)},
        total=sum(group.count for group in loose_groups(viewer, Asked(), FEW)),
        stake_sek=stake_of_all(viewer, asked),
        thread_url=reverse("results:thread_top"),
        excel_url=changed_query(request.GET, {"format": "xlsx"}),
    )


def _links(request: Request, group: LooseGroup) -> dict[str, str]:
    return {"only_url": changed_query(request.GET, {"rule": group.rule})}
