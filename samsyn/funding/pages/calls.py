"""Calls, as pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.deeds import may_do
from samsyn.funding.actions.calls import change_call, open_call
from samsyn.funding.forms.calls import CallFilters, CallForm
from samsyn.funding.pages.tabs import tabs_of
from samsyn.funding.queries.calls import call_lines, call_sheet, calls_for, calls_within
from samsyn.funding.reports import call_cells, call_headers
from samsyn.results.queries import bar_of
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@login_not_required
@require_GET
def call_list(request: Request) -> HttpResponse | FileResponse:
    """All calls, newest first, with what is left of their money."""
    viewer = request.standing
    filters = CallFilters(request.GET)
    rows = calls_within(viewer, calls_for(viewer), **filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("calls") + ".xlsx", call_headers(), call_cells(viewer, rows))
    page = page_of(request, rows, order_asked(request, "-when", when=("opens_on", "pk")))
    return answer(
        request,
        "funding/call_list.html",
        tabs=tabs_of(viewer, "call_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        lines=call_lines(viewer, page.rows),
        total=calls_for(viewer).count(),
        actions=_add(viewer),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _add(viewer: Any) -> list[tuple[str, str, str]]:
    allowed = may_do(viewer, "open call", viewer.organisation_id)
    return [(reverse("funding:call_add"), gettext("Open a call"), "add")] if allowed else []


@login_not_required
@require_GET
def call_detail(request: Request, call_id: int) -> HttpResponse:
    """One call: its goals, days and money, and the applications that the reader may see."""
    sheet = call_sheet(request.standing, call_id)
    return answer(
        request,
        "funding/call_detail.html",
        sheet=sheet,
        bar=bar_of(request.standing, "call", call_id),
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def call_add(request: Request) -> HttpResponse:
    """Open a call for the organisation one acts for; `?goal=` proposes a goal."""
    viewer = request.standing
    require(by=viewer, deed="open call", owner_id=viewer.organisation_id)
    proposed = request.GET.get("goal", "")
    goals = {int(proposed): ""} if proposed.isdecimal() else {}
    form = CallForm(request.POST or None, viewer=viewer, goals=goals)
    if form.is_valid():
        try:
            call = open_call(by=viewer, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The call is written down."))
            return redirect("funding:call_detail", call.pk)
    return answer(request, "funding/call_form.html", form=form, crumbs=_crumbs())


@require_http_methods(["GET", "POST"])
def call_change(request: Request, call_id: int) -> HttpResponse:
    """Change a call of the organisation one acts for."""
    sheet = call_sheet(request.standing, call_id)
    require(by=request.standing, deed="change call", owner_id=sheet.call.owner_id)
    form = CallForm(
        request.POST or None,
        viewer=request.standing,
        goals={link.goal_id: link.reason for link in sheet.goal_links},
        initial={name: getattr(sheet.call, name) for name in CallForm.base_fields},
    )
    if form.is_valid():
        try:
            change_call(by=request.standing, call_id=call_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The call is changed."))
            return redirect("funding:call_detail", call_id)
    crumbs = [*_crumbs(), (sheet.call.title, reverse("funding:call_detail", args=[call_id]))]
    return answer(request, "funding/call_form.html", form=form, sheet=sheet, crumbs=crumbs)


def _crumbs() -> list[tuple[str, str]]:
    return [(gettext("Calls"), reverse("funding:call_list"))]
