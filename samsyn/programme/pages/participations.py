"""Who took part: the list, a new row, and a correction."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import model_to_dict
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.groupings import counties_of
from samsyn.directory.rules.access import Standing
from samsyn.programme.actions.activities import require_work
from samsyn.programme.actions.participations import change_participation, note_participation
from samsyn.programme.forms import (
    ParticipationChangeForm,
    ParticipationFilters,
    ParticipationForm,
)
from samsyn.programme.pages.tabs import tabs, way_to_activity
from samsyn.programme.queries.activities import activity_sheet
from samsyn.programme.queries.participations import (
    participation_rows,
    participations_for,
    participations_narrowed,
)
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import count_of, page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def participation_list(request: Request) -> HttpResponseBase:
    """The participations that the viewer may see, newest first."""
    viewer = request.standing
    filters = ParticipationFilters(request.GET, viewer=viewer)
    everything = participations_for(viewer)
    rows = _filtered(viewer, everything, filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("participants.xlsx"), _headers(), participation_rows(rows))
    return answer(
        request,
        "programme/participation_list.html",
        page=page_of(request, rows, order_asked(request, "-day", day=("on", "id"))),
        total=count_of(request, everything),
        filters=filters,
        chips=filters.chips(),
        tabs=tabs(viewer, "participation_list"),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _filtered(viewer: Standing, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    keys = {
        name: chosen[name].pk for name in ("programme", "activity", "company") if name in chosen
    }
    county = chosen.get("county")
    return participations_narrowed(
        rows,
        text=chosen.get("search", ""),
        programme_id=keys.get("programme"),
        activity_id=keys.get("activity"),
        company_id=keys.get("company"),
        county_code=county.pk if county else "",
        county_codes=counties_of(viewer, chosen.get("region")),
        year=chosen.get("year"),
        from_on=chosen.get("from_on"),
        until_on=chosen.get("until_on"),
    )


def _headers() -> list[str]:
    """The funder's columns, in the funder's order."""
    return [
        gettext("Organisation number"),
        gettext("E-mail"),
        gettext("Name"),
        gettext("Date"),
        gettext("Activity"),
        gettext("Hours"),
        gettext("Women"),
        gettext("Men"),
        gettext("Not stated"),
    ]


@require_http_methods(["GET", "POST"])
def participation_add(request: Request, activity_id: int) -> HttpResponse:
    """Note that a company took part in an activity."""
    viewer = request.standing
    sheet = activity_sheet(viewer, activity_id)
    require(by=viewer, deed="note participation")
    require_work(by=viewer, activity=sheet.activity)
    form = ParticipationForm(
        request.POST or None, viewer=viewer, initial={"on": sheet.activity.starts_on}
    )
    if form.is_valid():
        try:
            note_participation(by=viewer, activity=sheet.activity, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The participation is noted."))
            return redirect("programme:activity_detail", activity_id)
    return answer(
        request,
        "programme/participation_add.html",
        form=form,
        sheet=sheet,
        crumbs=way_to_activity(activity_id, sheet.activity.title),
    )


@require_http_methods(["GET", "POST"])
def participation_change(request: Request, participation_id: int) -> HttpResponse:
    """Correct the day, people, hours or e-mail of a participation."""
    viewer = request.standing
    participation = participations_for(viewer).get(pk=participation_id)
    require(by=viewer, deed="note participation")
    form = ParticipationChangeForm(request.POST or None, initial=model_to_dict(participation))
    if form.is_valid():
        try:
            change_participation(by=viewer, participation=participation, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The participation is changed."))
            return redirect("programme:activity_detail", participation.activity_id)
    return answer(
        request,
        "programme/participation_change.html",
        form=form,
        participation=participation,
        crumbs=way_to_activity(participation.activity_id, participation.activity.title),
    )
