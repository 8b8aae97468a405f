"""Reports on grants as JSON, for those who take part in the grant. All of it asks for sign-in."""

from datetime import date
from typing import TYPE_CHECKING

from ninja import Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.funding.actions.reports import (
    answer_report,
    ask_for_report,
    move_report,
    send_report,
)
from samsyn.funding.api.parts import REFUSALS, Limit, Named, named, place, standing_of
from samsyn.funding.queries.reports import (
    report_lines,
    report_sheet,
    reports_for,
    reports_within,
)
from samsyn.funding.rules.reports import AskedReport, ReportKind, ReportState
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

if TYPE_CHECKING:
    from samsyn.funding.queries.reports import ReportLine

router = Router(tags=["funding"], auth=django_auth)


class AskedReportIn(Schema):
    kind: ReportKind
    until_on: date
    due_on: date


class ReportsIn(Schema):
    reports: list[AskedReportIn]


class ReportMoveIn(Schema):
    due_on: date
    reason: str


class ReportTextIn(Schema):
    text: str


class ReportAnswerIn(Schema):
    """`due_on` is the new day when the report is asked for again."""

    accept: bool
    answer: str = ""
    due_on: date | None = None


class ReportOut(Schema):
    """`earlier_id` is the report that this one takes the place of.

    `first_due_on` and `moved_why` tell of one whose day was moved; null and empty else.
    """

    id: int
    grant: Named | None
    kind: ReportKind
    until_on: date
    due_on: date
    first_due_on: date | None
    moved_why: str
    state: ReportState
    days_late: int
    asked_on: date
    sent_on: date | None
    text: str
    accepted_on: date | None
    asked_again_on: date | None
    answer: str
    earlier_id: int | None


class Reports(Schema):
    total: int
    next_url: str
    rows: list[ReportOut]


class Asked(Schema):
    rows: list[ReportOut]


class ReportQuery(Schema):
    search: str = ""
    state: ReportState | None = None
    grant_id: int | None = None
    programme_id: int | None = None
    limit: Limit = 50
    after: str = ""


OWN = ("kind", "until_on", "due_on", "first_due_on", "moved_why", "asked_on", "sent_on", "text")
ANSWERED = ("accepted_on", "asked_again_on", "answer", "earlier_id")


def _row(line: "ReportLine") -> dict[str, object]:
    held = {name: getattr(line.report, name) for name in (*OWN, *ANSWERED)}
    return held | {
        "id": line.report.pk,
        "grant": named(line.report.grant),
        "state": line.state,
        "days_late": line.days_late,
    }


@router.get("reports", response={200: Reports, **REFUSALS})
def reports(request: Request, asked: Query[ReportQuery]) -> dict[str, object]:
    """The reports that the reader may see, newest due first; `due` takes the late ones along."""
    viewer = standing_of(request)
    rows = reports_within(
        reports_for(viewer),
        viewer,
        search=asked.search,
        state=asked.state or "",
        grant=asked.grant_id,
        programme=asked.programme_id,
    )
    page = page_of(request, rows, ("-due_on", "-pk"), asked.limit)
    return place(page) | {"rows": [_row(line) for line in report_lines(viewer, page.rows)]}


@router.get("reports/{report_id}", response={200: ReportOut, **REFUSALS})
def report(request: Request, report_id: int) -> dict[str, object]:
    """One report."""
    return _row(report_sheet(standing_of(request), report_id).line)


@router.post("grants/{grant_id}/reports", response={201: Asked, **REFUSALS})
def report_ask(request: Request, grant_id: int, sent: ReportsIn) -> Status[dict[str, object]]:
    """Ask for one or several reports on a grant, all or none; only the grantor may."""
    wanted = [AskedReport(one.kind, one.until_on, one.due_on) for one in sent.reports]
    made = ask_for_report(by=standing_of(request), grant_id=grant_id, reports=wanted)
    lines = report_lines(standing_of(request), made)
    return Status(201, {"rows": [_row(line) for line in lines]})


@router.put("reports/{report_id}/day", response={200: ReportOut, **REFUSALS})
def report_move(request: Request, report_id: int, sent: ReportMoveIn) -> dict[str, object]:
    """Move the day by which a report is to be sent, until it is; only the grantor may."""
    move_report(by=standing_of(request), report_id=report_id, **sent.dict())
    return report(request, report_id)


@router.put("reports/{report_id}/sent", response={200: ReportOut, **REFUSALS})
def report_send(request: Request, report_id: int, sent: ReportTextIn) -> dict[str, object]:
    """Send a report, once; only the recipient may."""
    send_report(by=standing_of(request), report_id=report_id, text=sent.text)
    return report(request, report_id)


@router.put("reports/{report_id}/answer", response={200: ReportOut, **REFUSALS})
def report_answer(request: Request, report_id: int, sent: ReportAnswerIn) -> dict[str, object]:
    """Accept a report, or ask for it again with a reason and a new day; only the grantor may."""
    answer_report(by=standing_of(request), report_id=report_id, **sent.dict())
    return report(request, report_id)
