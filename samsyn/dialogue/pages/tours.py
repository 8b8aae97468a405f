"""Tours, as pages: the list, planning one, changing it, going to more regions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import add_regions, change_tour, plan_tour
from samsyn.dialogue.forms.tours import TourChangeForm, TourFilters, TourForm, TourRegionsForm
from samsyn.dialogue.pages.tabs import tabs_of
from samsyn.dialogue.queries.tours import (
    removable_points,
    tour_sheet,
    tours_counted,
    tours_for,
    tours_narrowed,
)
from samsyn.dialogue.reports import tour_cells, tour_headers
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.deeds import may_do
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def tour_list(request: Request) -> HttpResponseBase:
    """All tours that the reader may see, newest first, with how far they have come."""
    viewer = request.standing
    filters = TourFilters(request.GET, viewer=viewer)
    rows = tours_counted(tours_narrowed(tours_for(viewer), **filters.chosen()), viewer)
    if request.GET.get("format") == "xlsx":
        return excel(gettext("tours") + ".xlsx", tour_headers(), tour_cells(rows))
    return answer(
        request,
        "dialogue/tour_list.html",
        tabs=tabs_of(viewer, "tour_list"),
        filters=filters,
        chips=filters.chips(),
        page=page_of(request, rows, order_asked(request, "-planned", planned=("planned_on", "pk"))),
        total=tours_for(viewer).count(),
        actions=_add(viewer),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _add(viewer: Any) -> list[tuple[str, str, str]]:
    allowed = may_do(viewer, "plan tour") and viewer.organisation_id is not None
    return [(reverse("dialogue:tour_add"), gettext("Plan a tour"), "add")] if allowed else []


@require_http_methods(["GET", "POST"])
def tour_add(request: Request) -> HttpResponse:
    """Plan a tour for the organisation one acts for: to all counties unless some are left out."""
    viewer = request.standing
    require(by=viewer, deed="plan tour")
    form = TourForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        try:
            tour = plan_tour(by=viewer, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The tour is planned. Each region has its dialogue."))
            return redirect("dialogue:tour_detail", tour.pk)
    return answer(request, "dialogue/tour_form.html", form=form, crumbs=crumbs())


@require_http_methods(["GET", "POST"])
def tour_change(request: Request, tour_id: int) -> HttpResponse:
    """Change a tour of the organisation one acts for."""
    viewer = request.standing
    sheet = tour_sheet(viewer, tour_id)
    require(by=viewer, deed="change tour", owner_id=sheet.tour.organiser_id)
    form = TourChangeForm(
        request.POST or None,
        removable=removable_points(viewer, tour_id),
        initial={"title": sheet.tour.title, "purpose": sheet.tour.purpose},
    )
    if form.is_valid():
        try:
            change_tour(by=viewer, tour_id=tour_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The tour is changed."))
            return redirect("dialogue:tour_detail", tour_id)
    return answer(
        request, "dialogue/tour_form.html", form=form, sheet=sheet, crumbs=crumbs(sheet.tour)
    )


@require_http_methods(["GET", "POST"])
def tour_regions(request: Request, tour_id: int) -> HttpResponse:
    """Let a tour of the organisation one acts for go to more counties."""
    viewer = request.standing
    sheet = tour_sheet(viewer, tour_id)
    require(by=viewer, deed="add regions", owner_id=sheet.tour.organiser_id)
    form = TourRegionsForm(request.POST or None, absent=sheet.absent)
    if form.is_valid():
        try:
            add_regions(by=viewer, tour_id=tour_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The regions are on the tour."))
            return redirect("dialogue:tour_detail", tour_id)
    return answer(
        request, "dialogue/tour_regions.html", form=form, sheet=sheet, crumbs=crumbs(sheet.tour)
    )


def crumbs(tour: Any = None) -> list[tuple[str, str]]:
    """The way to a page about tours, or about something in one."""
    way = [
        (gettext("Dialogues"), reverse("dialogue:dialogue_list")),
        (gettext("Tours"), reverse("dialogue:tour_list")),
    ]
    if tour is not None:
        way.append((tour.title, reverse("dialogue:tour_detail", args=[tour.pk])))
    return way
