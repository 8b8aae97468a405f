"""The list of activities, one activity, a new one, a change; and what came after it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import model_to_dict
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.company.queries.improvements import improvement_sheet
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.groupings import counties_of
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import may
from samsyn.programme.actions.activities import (
    change_activity,
    plan_activity,
    require_work,
    tie_improvement,
)
from samsyn.programme.forms import ActivityFilters, ActivityForm, ImprovementTieForm
from samsyn.programme.pages.tabs import tabs, way_to_activity
from samsyn.programme.queries.activities import (
    activities_for,
    activities_narrowed,
    activity_sheet,
)
from samsyn.programme.queries.programmes import goal_asked_for, goals_proposed
from samsyn.programme.queries.work import activities_at_work
from samsyn.programme.reports import activity_cells, activity_headers
from samsyn.results.queries import bar_of
from samsyn.results.queries.loose_ends import loose_marks
from samsyn.strategy.queries import goals_under
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import count_of, page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def activity_list(request: Request) -> HttpResponseBase:
    """The activities that the viewer may see, newest first."""
    viewer = request.standing
    filters = ActivityFilters(request.GET, viewer=viewer)
    everything = activities_for(viewer)
    rows = _filtered(viewer, everything, filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("activities.xlsx"), activity_headers(), activity_cells(rows))
    page = page_of(request, rows, order_asked(request, "-days", days=("starts_on", "id")))
    return answer(
        request,
        "programme/activity_list.html",
        total=count_of(request, everything),
        page=page,
        loose=loose_marks(viewer, "activity", [activity.pk for activity in page.rows]),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        tabs=tabs(viewer, "activity_list"),
        actions=[(reverse("programme:activity_add"), gettext("New activity"), "add")]
        if may(viewer.roles, "plan activity")
        else [],
    )


def _filtered(viewer: Standing, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    programme, county = chosen.get("programme"), chosen.get("county")
    goal = chosen.get("goal")
    if chosen.get("ours"):
        rows = rows.filter(pk__in=activities_at_work(viewer).values("pk"))
    return activities_narrowed(
        rows,
        text=chosen.get("search", ""),
        kind=chosen.get("kind", ""),
        programme_id=programme.pk if programme else None,
        county_code=county.pk if county else "",
        county_codes=counties_of(viewer, chosen.get("region")),
        goal_ids=goals_under(viewer, goal.pk) if goal else None,
        year=chosen.get("year"),
        from_on=chosen.get("from_on"),
        until_on=chosen.get("until_on"),
        without_programme=chosen.get("without_programme", False),
        without_goal=chosen.get("without_goal", False),
        without_participation=chosen.get("without_participation", False),
    )


@require_GET
def activity_detail(request: Request, activity_id: int) -> HttpResponse:
    """One activity: its programme and goals, who took part, and what came after it."""
    viewer = request.standing
    return answer(
        request,
        "programme/activity_detail.html",
        sheet=activity_sheet(viewer, activity_id),
        bar=bar_of(viewer, "activity", activity_id),
        crumbs=way_to_activity(),
    )


@require_http_methods(["GET", "POST"])
def activity_add(request: Request) -> HttpResponse:
    """Plan an activity. `?programme=` proposes it and its goals, `?goal=` one goal."""
    viewer = request.standing
    require(by=viewer, deed="plan activity")
    programme_id = _number(request.GET.get("programme", ""))
    form = ActivityForm(
        request.POST or None,
        viewer=viewer,
        chosen=goals_proposed(viewer, programme_id)
        or goal_asked_for(viewer, request.GET.get("goal", "")),
        initial={"starts_on": viewer.on, "programme": programme_id},
    )
    if form.is_valid():
        try:
            made = plan_activity(by=viewer, said=form.said(), goals=form.goal_reasons())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The activity is planned."))
            return redirect("programme:activity_detail", made.pk)
    return answer(
        request,
        "programme/activity_add.html",
        form=form,
        crumbs=way_to_activity(),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


@require_http_methods(["GET", "POST"])
def activity_change(request: Request, activity_id: int) -> HttpResponse:
    """Change an activity of one's own work."""
    viewer = request.standing
    sheet = activity_sheet(viewer, activity_id)
    require(by=viewer, deed="change activity")
    require_work(by=viewer, activity=sheet.activity)
    form = ActivityForm(
        request.POST or None,
        viewer=viewer,
        standing_programme=sheet.activity.programme,
        chosen=[(link.goal, link.reason) for link in sheet.goal_links],
        initial=model_to_dict(sheet.activity),
    )
    if form.is_valid():
        try:
            change_activity(
                by=viewer, activity=sheet.activity, said=form.said(), goals=form.goal_reasons()
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The activity is changed."))
            return redirect("programme:activity_detail", activity_id)
    return answer(
        request,
        "programme/activity_change.html",
        form=form,
        sheet=sheet,
        crumbs=way_to_activity(activity_id, sheet.activity.title),
    )


@require_http_methods(["GET", "POST"])
def improvement_tie(request: Request, improvement_id: int) -> HttpResponse:
    """Tie an improvement to an activity that the company took part in."""
    viewer: Standing = request.standing
    improvement = improvement_sheet(viewer, improvement_id).improvement
    require(by=viewer, deed="note improvement")
    form = ImprovementTieForm(request.POST or None, viewer=viewer, improvement=improvement)
    if form.is_valid():
        try:
            tie_improvement(by=viewer, improvement=improvement, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The improvement is tied to the activity."))
            return redirect("company:improvement_detail", improvement_id)
    return answer(
        request,
        "programme/improvement_tie.html",
        form=form,
        improvement=improvement,
        crumbs=[
            (
                improvement.company.name,
                reverse("company:company_detail", args=[improvement.company_id]),
            ),
            (improvement.title, reverse("company:improvement_detail", args=[improvement_id])),
        ],
    )
