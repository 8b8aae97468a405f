"""Applications, as pages."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.funding.actions.applications import (
    change_application,
    decide_application,
    submit_application,
    write_application,
)
from samsyn.funding.forms.applications import ApplicationFilters, ApplicationForm, DecisionForm
from samsyn.funding.pages.tabs import tabs_of
from samsyn.funding.queries.applications import (
    application_sheet,
    applications_for,
    applications_within,
    decision_of,
)
from samsyn.funding.queries.calls import call_sheet, calls_of, open_calls_for
from samsyn.funding.queries.deeds import may_apply
from samsyn.results.queries import bar_of
from samsyn.results.queries.loose_ends import loose_marks
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query, day


@require_GET
def application_list(request: Request) -> HttpResponse | FileResponse:
    """The applications of one's own organisation and those sent to its calls, newest first."""
    viewer = request.standing
    seen = applications_for(viewer)
    filters = ApplicationFilters(request.GET, calls=calls_of(viewer, seen))
    chosen = filters.chosen()
    rows = applications_within(
        seen,
        search=chosen.get("search", ""),
        step=chosen.get("step", ""),
        call_id=chosen.get("call"),
        closed_before=viewer.on if chosen.get("waiting") else None,
    )
    if request.GET.get("format") == "xlsx":
        return excel(gettext("applications") + ".xlsx", _headers(), _cells(rows))
    page = page_of(request, rows, ("-pk",))
    return answer(
        request,
        "funding/application_list.html",
        tabs=tabs_of(viewer, "application_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        loose=loose_marks(viewer, "application", [one.pk for one in page.rows]),
        total=seen.count(),
        actions=_add(viewer),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _add(viewer: Any) -> list[tuple[str, str, str]]:
    deed = (reverse("funding:application_add"), gettext("Write an application"), "add")
    return [deed] if may_apply(viewer) else []


def _headers() -> list[str]:
    return [
        gettext("Title"),
        gettext("Applicant"),
        gettext("Call"),
        gettext("Step"),
        gettext("Submitted"),
        gettext("Starts"),
        gettext("Ends"),
        gettext("Asked for, kronor"),
        gettext("Granted, kronor"),
    ]


def _cells(rows: Any) -> Iterator[list[Any]]:
    for application in rows.iterator(chunk_size=2000):
        decision = decision_of(application)
        yield [
            application.title,
            application.applicant.name,
            application.call.title,
            str(application.get_step_display()),
            application.submitted_on,
            application.starts_on,
            application.ends_on,
            application.asked_sek,
            decision.granted_sek if decision else None,
        ]


@require_GET
def application_detail(request: Request, application_id: int) -> HttpResponse:
    """One application, what may be done with it, and its decision."""
    sheet = application_sheet(request.standing, application_id)
    return answer(
        request,
        "funding/application_detail.html",
        sheet=sheet,
        bar=bar_of(request.standing, "application", application_id),
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def application_add(request: Request) -> HttpResponse:
    """Write a draft to the call in the address; without one, choose among the open calls."""
    viewer = request.standing
    require(by=viewer, deed="write application", owner_id=viewer.organisation_id)
    chosen = request.GET.get("call", "")
    if not chosen.isdecimal():
        calls = list(open_calls_for(viewer)[:100])
        return answer(request, "funding/application_call.html", calls=calls, crumbs=_crumbs())
    sheet = call_sheet(viewer, int(chosen))
    form = ApplicationForm(request.POST or None)
    if form.is_valid():
        try:
            application = write_application(by=viewer, call_id=sheet.call.pk, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The draft is kept. Only your organisation sees it."))
            return redirect("funding:application_detail", application.pk)
    return answer(
        request,
        "funding/application_form.html",
        form=form,
        call=sheet.call,
        criteria=sheet.criteria,
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def application_change(request: Request, application_id: int) -> HttpResponse:
    """Change a draft of the organisation one acts for."""
    sheet = application_sheet(request.standing, application_id)
    require(by=request.standing, deed="write application", owner_id=sheet.application.applicant_id)
    names = ("title", "summary", "asked_sek", "starts_on", "ends_on")
    initial = {name: getattr(sheet.application, name) for name in names}
    initial["county_codes"] = [county.pk for county in sheet.counties]
    form = ApplicationForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_application(
                by=request.standing, application_id=application_id, **form.cleaned_data
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The draft is changed."))
            return redirect("funding:application_detail", application_id)
    return answer(
        request,
        "funding/application_form.html",
        form=form,
        sheet=sheet,
        call=sheet.application.call,
        criteria=sheet.criteria,
        crumbs=_crumbs(sheet.application),
    )


@require_POST
def application_submit(request: Request, application_id: int) -> HttpResponse:
    """Send the draft to the call's owner; said with the day."""
    sheet = application_sheet(request.standing, application_id)
    application = submit_application(by=request.standing, application_id=application_id)
    messages.success(
        request,
        gettext("Submitted to %(owner)s on %(day)s. It can no longer be changed.")
        % {
            "owner": sheet.application.call.owner.name,
            "day": day(application.submitted_on, "long"),
        },
    )
    return redirect("funding:application_detail", application_id)


@require_http_methods(["GET", "POST"])
def application_decide(request: Request, application_id: int) -> HttpResponse:
    """Grant or reject an application, once, with a reason."""
    sheet = application_sheet(request.standing, application_id)
    owner_id = sheet.application.call.owner_id
    require(by=request.standing, deed="decide application", owner_id=owner_id)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        try:
            decision = decide_application(
                by=request.standing, application_id=application_id, **form.cleaned_data
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            granted = gettext("The application is granted, and the grant is written down.")
            rejected = gettext("The application is rejected.")
            messages.success(request, granted if decision.granted_sek > 0 else rejected)
            return redirect("funding:application_detail", application_id)
    return answer(
        request,
        "funding/application_decide.html",
        part="decision",
        sheet=sheet,
        form=form,
        crumbs=_crumbs(sheet.application),
    )


def _crumbs(application: Any = None) -> list[tuple[str, str]]:
    crumbs = [(gettext("Applications"), reverse("funding:application_list"))]
    if application is not None:
        crumbs.append(
            (application.title, reverse("funding:application_detail", args=[application.pk]))
        )
    return crumbs
