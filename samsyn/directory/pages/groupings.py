"""Groupings of counties, as pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.groupings import change_grouping, make_grouping
from samsyn.directory.actions.journal import require
from samsyn.directory.forms.groupings import GroupingFilters, GroupingForm
from samsyn.directory.pages.tabs import tabs_of
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.groupings import (
    grouping_sheet,
    groupings_for,
    groupings_like,
)
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@login_not_required
@require_GET
def grouping_list(request: Request) -> HttpResponseBase:
    """All groupings of counties; also as Excel, one row a county."""
    viewer = request.standing
    filters = GroupingFilters(request.GET)
    seen = groupings_for(viewer)
    rows = groupings_like(seen, **filters.chosen())
    if request.GET.get("format") == "xlsx":
        headers = [gettext("Grouping"), gettext("Area"), gettext("Code"), gettext("County")]
        return excel("groupings.xlsx", headers, _cells(rows))
    add = (reverse("directory:grouping_add"), gettext("Make a grouping"), "add")
    return answer(
        request,
        "directory/grouping_list.html",
        tabs=tabs_of(viewer, "grouping_list"),
        page=page_of(request, rows, order_asked(request, "name", name=("sort_key", "pk"))),
        total=seen.count(),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        actions=[add] if may_do(viewer, "make grouping") else [],
    )


def _cells(rows: Any) -> Any:
    for grouping in rows.prefetch_related("areas__counties"):
        for area in grouping.areas.all():
            for county in area.counties.all():
                yield [grouping.title, area.title, county.code, county.name]


@login_not_required
@require_GET
def grouping_detail(request: Request, grouping_id: int) -> HttpResponse:
    """One grouping: its map, its areas with their counties and municipalities."""
    sheet = grouping_sheet(request.standing, grouping_id)
    return answer(request, "directory/grouping_detail.html", sheet=sheet)


@require_http_methods(["GET", "POST"])
def grouping_add(request: Request) -> HttpResponse:
    """Make a grouping: beside each county, the name of its area."""
    by = request.standing
    require(by=by, deed="make grouping")
    form = GroupingForm(request.POST or None)
    if form.is_valid():
        try:
            made = make_grouping(by=by, title=form.cleaned_data["title"], areas=form.areas())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The grouping is made."))
            return redirect("directory:grouping_detail", made.pk)
    return answer(request, "directory/grouping_form.html", part="form", form=form)


@require_http_methods(["GET", "POST"])
def grouping_change(request: Request, grouping_id: int) -> HttpResponse:
    """Change a grouping's title and areas."""
    by = request.standing
    sheet = grouping_sheet(by, grouping_id)
    require(by=by, deed="change grouping", owner_id=sheet.grouping.owner_id)
    form = GroupingForm(
        request.POST or None,
        areas=sheet.area_by_county,
        initial={"title": sheet.grouping.title},
    )
    if form.is_valid():
        try:
            title = form.cleaned_data["title"]
            change_grouping(by=by, grouping_id=grouping_id, title=title, areas=form.areas())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The changes are saved."))
            return redirect("directory:grouping_detail", grouping_id)
    return answer(request, "directory/grouping_form.html", part="form", form=form, sheet=sheet)
