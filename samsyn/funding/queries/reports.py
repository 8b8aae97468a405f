"""Reports on grants, as their recipient and grantor read them, and grants that lack them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantReport
from samsyn.funding.rules.reports import (
    LONGEST_WITHOUT,
    AskedReport,
    ReportKind,
    ReportState,
    months_after,
    proposed_reports,
    state_on,
)
from samsyn.programme.models import Programme

MOST_CHOICES = 200
"""Grants offered in a filter; the one that the address names is always among them."""


def reports_for(viewer: Standing) -> QuerySet[GrantReport]:
    """The reports that the viewer may see, newest due first: those who take part in the grant."""
    seen = may_see(viewer, "grant report", owner="grant__recipient", grant="grant")
    return (
        GrantReport.objects.filter(seen)
        .select_related("grant__recipient", "grant__grantor", "grant__programme")
        .order_by("-due_on", "-pk")
    )


def reports_late(viewer: Standing) -> QuerySet[GrantReport]:
    """Those of them that were due before today and have not been sent."""
    return reports_for(viewer).filter(_in_state(viewer, ReportState.LATE))


def grants_without_a_report(viewer: Standing) -> QuerySet[Grant]:
    """The grants that have ended, or run for more than twelve months, with no report asked for.

    Only grants decided here: what a list tells of an old grant says nothing about its reports.
    Who may not see the reports of a grant is not told that it lacks them either.
    """
    seen = may_see(viewer, "grant report", owner="recipient", grant="pk")
    long = Q(starts_on__lt=months_after(viewer.on, -LONGEST_WITHOUT)) | Q(ends_on__lt=viewer.on)
    return (
        Grant.objects.filter(seen, long, decision__isnull=False, grantor__isnull=False)
        .exclude(Exists(GrantReport.objects.filter(grant=OuterRef("pk"))))
        .select_related("recipient", "grantor", "programme")
        .order_by("sort_key", "pk")
    )


def reports_within(
    rows: QuerySet[GrantReport],
    viewer: Standing,
    *,
    search: str = "",
    state: str = "",
    grant: int | None = None,
    programme: int | None = None,
) -> QuerySet[GrantReport]:
    """The reports among the rows that fit. `due` takes the late ones along."""
    if state:
        rows = rows.filter(_in_state(viewer, ReportState(state)))
    if grant is not None:
        rows = rows.filter(grant=grant)
    if programme is not None:
        rows = rows.filter(grant__programme=programme)
    return rows.filter(
        holds(search, "grant__title", "grant__number", "grant__recipient__search_text", "text")
    )


def _in_state(viewer: Standing, state: ReportState) -> Q:
    unanswered = Q(accepted_on__isnull=True, asked_again_on__isnull=True)
    if state is ReportState.DUE:
        return Q(sent_on__isnull=True)
    if state is ReportState.LATE:
        return Q(sent_on__isnull=True, due_on__lt=viewer.on)
    if state is ReportState.SENT:
        return unanswered & Q(sent_on__isnull=False)
    if state is ReportState.ACCEPTED:
        return Q(accepted_on__isnull=False)
    return Q(asked_again_on__isnull=False)


def _reported(viewer: Standing) -> QuerySet[Grant]:
    """The grants whose reports the viewer may see, those that have any."""
    seen = may_see(viewer, "grant report", owner="recipient", grant="pk")
    return Grant.objects.filter(seen, Exists(GrantReport.objects.filter(grant=OuterRef("pk"))))


def reported_grant_choices(viewer: Standing, chosen: int | None = None) -> list[tuple[int, str]]:
    """The grants whose reports the viewer may see, by title: key and title."""
    pairs = _reported(viewer).order_by("sort_key", "pk").values_list("pk", "title")
    found = list(pairs[:MOST_CHOICES])
    if chosen is not None and chosen not in dict(found):
        found += pairs.filter(pk=chosen)
    return found


def reported_programme_choices(viewer: Standing) -> list[tuple[int, str]]:
    """The programmes that those grants pay for, in Swedish order: key and title."""
    paying = _reported(viewer).filter(programme=OuterRef("pk"))
    rows = Programme.objects.filter(Exists(paying)).order_by("sort_key", "pk")
    return [(programme.pk, programme.title) for programme in rows]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report and what it is today. `days` from today to its day: below 0 it has passed.

    Of one that is sent, `days` counts from the day it was sent.
    """

    report: GrantReport
    state: ReportState
    days: int

    @property
    def days_late(self) -> int:
        """How many days late it is, or was when it was sent."""
        return max(-self.days, 0)


def report_lines(viewer: Standing, rows: Iterable[GrantReport]) -> Iterable[ReportLine]:
    """The reports with what they are today, one at a time."""
    for report in rows:
        state = state_on(
            viewer.on,
            report.due_on,
            sent_on=report.sent_on,
            accepted_on=report.accepted_on,
            asked_again_on=report.asked_again_on,
        )
        yield ReportLine(report, state, (report.due_on - (report.sent_on or viewer.on)).days)


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """All that the pages about one report show, and what may be done with it."""

    line: ReportLine
    earlier: GrantReport | None
    later: GrantReport | None
    may_send: bool
    may_answer: bool
    may_move: bool

    @property
    def report(self) -> GrantReport:
        return self.line.report


def report_sheet(viewer: Standing, report_id: int) -> ReportSheet:
    """One report; DoesNotExist when the viewer may not see it."""
    report = reports_for(viewer).select_related("earlier").get(pk=report_id)
    (line,) = report_lines(viewer, [report])
    unsent = line.state in {ReportState.DUE, ReportState.LATE}
    answerable = line.state is ReportState.SENT
    return ReportSheet(
        line=line,
        earlier=report.earlier,
        later=GrantReport.objects.filter(earlier=report).first(),
        may_send=unsent and may_do(viewer, "send report", report.grant.recipient_id),
        may_answer=answerable and may_do(viewer, "answer report", report.grant.grantor_id),
        may_move=unsent and may_do(viewer, "move report", report.grant.grantor_id),
    )


@dataclass(frozen=True, slots=True)
class GrantReports:
    """The reports of one grant. `none_for_long` when it should have had one by now."""

    lines: list[ReportLine]
    none_for_long: bool
    may_ask: bool


def reports_of_grant(viewer: Standing, grant: Grant) -> GrantReports | None:
    """The reports of a grant in the order of their days; None for those who may not see them."""
    seen = may_see(viewer, "grant report", owner="recipient", grant="pk")
    if not Grant.objects.filter(seen, pk=grant.pk).exists():
        return None
    rows = reports_for(viewer).filter(grant=grant).order_by("until_on", "pk")
    lines = list(report_lines(viewer, rows))
    return GrantReports(
        lines=lines,
        none_for_long=not lines and grants_without_a_report(viewer).filter(pk=grant.pk).exists(),
        may_ask=grant.grantor_id is not None and may_do(viewer, "ask for report", grant.grantor_id),
    )


def asked_of(grant: Grant) -> list[AskedReport]:
    """The reports that a grant has been asked for, without those that a new one replaces."""
    rows = GrantReport.objects.filter(grant=grant, asked_again_on__isnull=True)
    return [AskedReport(ReportKind(row.kind), row.until_on, row.due_on) for row in rows]


def proposed_for(viewer: Standing, grant: Grant) -> list[AskedReport]:
    """The reports that the grant still needs, with proposed days, for its grantor to confirm."""
    return proposed_reports(grant.starts_on, grant.ends_on, viewer.on, asked_of(grant))
