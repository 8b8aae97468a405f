"""Reports on grants: the grantor asks, the recipient sends, the grantor answers."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantReport
from samsyn.funding.queries.reports import asked_of, reports_for
from samsyn.funding.rules.reports import (
    AskedReport,
    ReportState,
    check_asked,
    check_days,
    check_move,
    state_on,
)


@transaction.atomic
def ask_for_report(
    *, by: Standing, grant_id: int, reports: Sequence[AskedReport]
) -> list[GrantReport]:
    """Ask the recipient of a grant for one or several reports, each by its day: all or none.

    The grant is locked, so that two who ask at once do not ask for the same.
    """
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    require(by=by, deed="ask for report", owner_id=grant.grantor_id)
    if grant.grantor_id is None:
        raise Problem(
            "grantor-not-known",
            words(
                "The list that grant %(number)s came from does not say who granted it, so nobody "
                "here may ask for reports. Read a list in that names the grantor."
            ),
            number=grant.number,
        )
    check_asked(reports, by.on, asked_of(grant))
    asked = [
        GrantReport.objects.create(
            grant=grant,
            kind=report.kind,
            until_on=report.until_on,
            due_on=report.due_on,
            asked_on=by.on,
        )
        for report in reports
    ]
    for report in asked:
        note(by=by, deed="ask for report", subject=report)
    return asked


@transaction.atomic
def move_report(*, by: Standing, report_id: int, due_on: date, reason: str) -> GrantReport:
    """Move the day by which a report is to be sent, with a reason, for the grantor; until it is.

    The day that was asked for first stays on the page; each move is a line in the journal.
    """
    report = _locked(by, report_id)
    require(by=by, deed="move report", owner_id=report.grant.grantor_id)
    if report.sent_on is not None:
        raise Problem(
            "report-sent-before-move",
            words("The report was sent on %(sent_on)s, so its day stands. Answer it instead."),
            sent_on=report.sent_on,
        )
    earlier = report.due_on
    check_move(earlier, due_on, reason)
    check_days(report.until_on, due_on, by.on)
    report.first_due_on = report.first_due_on or earlier
    report.due_on, report.moved_why = due_on, " ".join(reason.split())
    report.save(update_fields=["due_on", "first_due_on", "moved_why"])
    moved = f"{earlier} → {due_on}: {report}"
    note(by=by, deed="move report", subject=report, reason=report.moved_why, text=moved)
    return report


@transaction.atomic
def send_report(*, by: Standing, report_id: int, text: str) -> GrantReport:
    """Send a report that was asked for, in short, for the recipient. It cannot be changed then."""
    report = _locked(by, report_id)
    require(by=by, deed="send report", owner_id=report.grant.recipient_id)
    if report.sent_on is not None:
        raise Problem(
            "report-sent",
            words(
                "This report was sent on %(sent_on)s and is not changed any more. "
                "If something is wrong in it, ask the grantor to ask for it again."
            ),
            sent_on=report.sent_on,
        )
    if not text.strip():
        raise Problem(
            "report-empty",
            words("The report is empty. Write in short what has been done and what came of it."),
        )
    report.text, report.sent_on = text, by.on
    report.save(update_fields=["text", "sent_on"])
    note(by=by, deed="send report", subject=report)
    return report


@transaction.atomic
def answer_report(
    *, by: Standing, report_id: int, accept: bool, answer: str = "", due_on: date | None = None
) -> GrantReport:
    """Accept a report that was sent, or ask for it again, with a reason and a new day. Once.

    What was sent stays as it is; asked again, a new report with the new day takes its place.
    """
    report = _locked(by, report_id)
    require(by=by, deed="answer report", owner_id=report.grant.grantor_id)
    _check_answerable(report, by.on)
    report.answer = answer
    if accept:
        report.accepted_on = by.on
        report.save(update_fields=["answer", "accepted_on"])
    else:
        due_on = _checked_again(report, by.on, answer, due_on)
        report.asked_again_on = by.on
        report.save(update_fields=["answer", "asked_again_on"])
        GrantReport.objects.create(
            grant=report.grant,
            kind=report.kind,
            until_on=report.until_on,
            due_on=due_on,
            asked_on=by.on,
            earlier=report,
        )
    note(by=by, deed="answer report", subject=report, reason=answer)
    return report


def _locked(by: Standing, report_id: int) -> GrantReport:
    """The report, kept for us until the deed is done; DoesNotExist when `by` may not see it."""
    rows = reports_for(by).select_related(None).select_related("grant")
    return rows.select_for_update(of=("self",)).get(pk=report_id)


def _check_answerable(report: GrantReport, on: date) -> None:
    state = state_on(
        on,
        report.due_on,
        sent_on=report.sent_on,
        accepted_on=report.accepted_on,
        asked_again_on=report.asked_again_on,
    )
    if state in {ReportState.DUE, ReportState.LATE}:
        raise Problem(
            "report-not-sent",
            words("The report is due on %(due_on)s and has not been sent. Answer it when it has."),
            due_on=report.due_on,
        )
    if state is not ReportState.SENT:
        raise Problem(
            "report-answered",
            words(
                "The report was answered on %(answered_on)s, and the answer stands. "
                "Ask for a new report if you need one."
            ),
            answered_on=report.accepted_on or report.asked_again_on,
        )


def _checked_again(report: GrantReport, on: date, answer: str, due_on: date | None) -> date:
    """The new day; Problem unless the recipient can know what is missing and by when."""
    if not answer.strip():
        raise Problem(
            "report-again-without-reason",
            words("Write what is missing in the report, so that the recipient can answer it."),
        )
    if due_on is None:
        raise Problem(
            "report-again-without-day",
            words("Choose the day by which the report is to be sent again."),
        )
    check_days(report.until_on, due_on, on)
    return due_on
