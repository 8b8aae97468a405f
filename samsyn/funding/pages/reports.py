"""Reports on grants, as pages: asked for, sent, answered."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.funding.actions.reports import (
    answer_report,
    ask_for_report,
    move_report,
    send_report,
)
from samsyn.funding.forms.reports import (
    REPORT_STATE_NAMES,
    ReportAnswerForm,
    ReportAskForm,
    ReportFilters,
    ReportForm,
    ReportMoveForm,
)
from samsyn.funding.pages.tabs import tabs_of
from samsyn.funding.queries.grants import grant_sheet
from samsyn.funding.queries.reports import (
    proposed_for,
    report_lines,
    report_sheet,
    reports_for,
    reports_within,
)
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query, count, day


@require_GET
def report_list(request: Request) -> HttpResponse | FileResponse:
    """The reports of the grants that one's organisation takes part in, newest due first."""
    viewer = request.standing
    filters = ReportFilters(request.GET, viewer=viewer)
    rows = reports_within(reports_for(viewer), viewer, **filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("reports") + ".xlsx", _headers(), _cells(viewer, rows))
    page = page_of(request, rows, ("-due_on", "-pk"))
    return answer(
        request,
        "funding/report_list.html",
        tabs=tabs_of(viewer, "report_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        lines=list(report_lines(viewer, page.rows)),
        total=reports_for(viewer).count() if filters.chosen() else page.total,
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _headers() -> list[str]:
    return [
        gettext("Case number"),
        gettext("Grant"),
        gettext("Recipient"),
        gettext("Granted by"),
        gettext("Programme"),
        gettext("Report"),
        gettext("Covers until"),
        gettext("Send by"),
        gettext("First due"),
        gettext("Why the day is moved"),
        gettext("State"),
        gettext("Days late"),
        gettext("Asked on"),
        gettext("Sent"),
        gettext("In short"),
        gettext("Accepted"),
        gettext("Asked for again"),
        gettext("Answer"),
    ]


def _cells(viewer: Any, rows: Any) -> Iterator[list[Any]]:
    for line in report_lines(viewer, rows.iterator(chunk_size=2000)):
        report, grant = line.report, line.report.grant
        yield [
            grant.number,
            grant.title,
            grant.recipient.name,
            grant.grantor.name if grant.grantor else None,
            grant.programme.title if grant.programme else None,
            str(report.get_kind_display()),
            report.until_on,
            report.due_on,
            report.first_due_on,
            report.moved_why,
            str(REPORT_STATE_NAMES[line.state]),
            line.days_late,
            report.asked_on,
            report.sent_on,
            report.text,
            report.accepted_on,
            report.asked_again_on,
            report.answer,
        ]


@require_GET
def report_detail(request: Request, report_id: int) -> HttpResponse:
    """One report: what was asked for, what was sent, and what the grantor answered."""
    sheet = report_sheet(request.standing, report_id)
    return answer(
        request,
        "funding/report_detail.html",
        sheet=sheet,
        line=sheet.line,
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def report_ask(request: Request, grant_id: int) -> HttpResponse:
    """Ask for the reports of a grant: days are proposed, the grantor confirms or changes them."""
    viewer = request.standing
    sheet = grant_sheet(viewer, grant_id)
    require(by=viewer, deed="ask for report", owner_id=sheet.grant.grantor_id)
    proposed = proposed_for(viewer, sheet.grant)
    form = ReportAskForm(request.POST or None, proposed=proposed)
    if form.is_valid():
        try:
            asked = ask_for_report(by=viewer, grant_id=grant_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            text = ngettext(
                "%(number)s report is asked for.", "%(number)s reports are asked for.", len(asked)
            )
            messages.success(request, text % {"number": count(len(asked))})
            return redirect("funding:grant_detail", grant_id)
    crumbs = [
        (gettext("Grants"), reverse("funding:grant_list")),
        (sheet.grant.title, reverse("funding:grant_detail", args=[grant_id])),
    ]
    return answer(
        request,
        "funding/report_ask.html",
        form=form,
        sheet=sheet,
        proposed=proposed,
        crumbs=crumbs,
    )


@require_http_methods(["GET", "POST"])
def report_move(request: Request, report_id: int) -> HttpResponse:
    """Move the day by which a report is to be sent, with a reason."""
    viewer = request.standing
    sheet = report_sheet(viewer, report_id)
    require(by=viewer, deed="move report", owner_id=sheet.report.grant.grantor_id)
    form = ReportMoveForm(request.POST or None, initial={"due_on": sheet.report.due_on})
    if form.is_valid():
        try:
            moved = move_report(by=viewer, report_id=report_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            text = gettext("The report is to be sent by %(day)s.")
            messages.success(request, text % {"day": day(moved.due_on, "long")})
            return redirect("funding:report_detail", report_id)
    return answer(
        request,
        "funding/report_move.html",
        form=form,
        sheet=sheet,
        line=sheet.line,
        crumbs=_crumbs(sheet),
    )


@require_http_methods(["GET", "POST"])
def report_send(request: Request, report_id: int) -> HttpResponse:
    """Write a report in short and send it to the grantor."""
    viewer = request.standing
    sheet = report_sheet(viewer, report_id)
    grant = sheet.report.grant
    require(by=viewer, deed="send report", owner_id=grant.recipient_id)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            sent = send_report(by=viewer, report_id=report_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(
                request,
                gettext("Sent to %(grantor)s on %(day)s. It is no longer changed.")
                % {"grantor": grant.grantor, "day": day(sent.sent_on, "long")},
            )
            return redirect("funding:report_detail", report_id)
    return answer(
        request,
        "funding/report_send.html",
        form=form,
        sheet=sheet,
        line=sheet.line,
        crumbs=_crumbs(sheet),
    )


@require_http_methods(["GET", "POST"])
def report_answer(request: Request, report_id: int) -> HttpResponse:
    """Accept a report, or ask for it again with a reason and a new day."""
    viewer = request.standing
    sheet = report_sheet(viewer, report_id)
    require(by=viewer, deed="answer report", owner_id=sheet.report.grant.grantor_id)
    form = ReportAnswerForm(request.POST or None)
    if form.is_valid():
        try:
            answered = answer_report(by=viewer, report_id=report_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            accepted = gettext("The report is accepted.")
            again = gettext("The report is asked for again, with a new day.")
            messages.success(request, accepted if answered.accepted_on else again)
            return redirect("funding:report_detail", report_id)
    return answer(
        request,
        "funding/report_answer.html",
        form=form,
        sheet=sheet,
        line=sheet.line,
        crumbs=_crumbs(sheet),
    )


def _crumbs(sheet: Any = None) -> list[tuple[str, str]]:
    crumbs = [(gettext("Reports on grants"), reverse("funding:report_list"))]
    if sheet is not None:
        place = reverse("funding:report_detail", args=[sheet.report.pk])
        crumbs.append((sheet.report.grant.title, place))
    return crumbs
