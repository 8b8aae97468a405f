"""The case handler's and the call owner's first screens: what is due, and what the calls do."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.translation import gettext as _, ngettext

from samsyn.dialogue.queries import dialogues_for
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Application, CallGoal
from samsyn.funding.queries.applications import applications_for
from samsyn.funding.queries.calls import CallLine, call_lines, calls_for
from samsyn.funding.queries.grants import grants_for
from samsyn.funding.queries.reports import (
    ReportLine,
    report_lines,
    reports_for,
    reports_within,
)
from samsyn.funding.rules.calls import CallState
from samsyn.funding.rules.reports import ReportState
from samsyn.funding.rules.steps import Step
from samsyn.results.queries.first.parts import (
    SHORT,
    Cell,
    Deed,
    Figure,
    First,
    Line,
    Panel,
    Row,
    Table,
    address,
)
from samsyn.results.queries.first.short_lists import dialogues_now

LONG_WAIT = 30
"""Days after which an application that waits is marked: what a decision may take in good order."""
SOON = 14
"""Days ahead that count as soon."""
MOST = 20


def cases_screen(viewer: Standing) -> First:
    """Applications that wait, calls that close soon, grants that no programme holds, dialogues."""
    return First(
        title=_("What is due"),
        sentence=_("Applications to your calls, oldest first, and what hangs on your grants."),
        deeds=_new_call(viewer),
        main=[_waiting(viewer), _reports(viewer), _without_programme(viewer)],
        side=[_closing(viewer), dialogues_now(viewer, _("Next dialogue"))],
    )


def _new_call(viewer: Standing) -> list[Deed]:
    if not may_do(viewer, "open call"):
        return []
    return [Deed(address("funding:call_add"), _("Open a call"), "add")]


def _waiting(viewer: Standing) -> Panel:
    """The submitted applications to the organisation's calls, longest waiting first."""
    rows = (
        applications_for(viewer)
        .filter(call__owner=viewer.organisation_id, step=Step.SUBMITTED)
        .order_by("submitted_on", "pk")
    )
    count = rows.count()
    may = may_do(viewer, "decide application", viewer.organisation_id)
    return Panel(
        title=_("Applications that wait for a decision"),
        rows=[_waits(viewer, application, may) for application in rows[:SHORT]],
        empty=_("No application waits. New ones come here the moment they are submitted."),
        count=count,
        more=Deed(address("funding:application_list", step=Step.SUBMITTED.value), _("Show all"))
        if count
        else None,
    )


def _waits(viewer: Standing, application: Application, may: bool) -> Row:
    since = application.submitted_on
    days = (viewer.on - since).days if since else 0
    words = ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    return Row(
        application.title,
        address("funding:application_detail", application.pk),
        on=since,
        meta=application.applicant.name,
        sek=application.asked_sek,
        tag=(words, "warn" if days > LONG_WAIT else ""),
        deed=Deed(address("funding:application_decide", application.pk), _("Decide"))
        if may
        else None,
    )


def _closing(viewer: Standing) -> Panel:
    """The organisation's calls that are open or come, with the days left."""
    rows = calls_for(viewer).filter(owner=viewer.organisation_id, closes_on__gte=viewer.on)
    first = list(rows.order_by("closes_on", "pk")[:SHORT])
    return Panel(
        title=_("Our calls that close next"),
        rows=[
            Row(
                call.title,
                address("funding:call_detail", call.pk),
                on=call.closes_on,
                tag=_days_left(viewer, call.opens_on, call.closes_on),
            )
            for call in first
        ],
        empty=_("No call of ours is open or coming."),
        more=Deed(address("funding:call_list"), _("All calls")),
    )


def _days_left(viewer: Standing, opens_on: date, closes_on: date) -> tuple[str, str]:
    if opens_on > viewer.on:
        return _("Coming"), "info"
    days = (closes_on - viewer.on).days
    words = ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    return words, "warn" if days <= SOON else ""


def _reports(viewer: Standing) -> Panel:
    """Reports on the organisation's grants that are late or have been sent, first due first."""
    ours = reports_for(viewer).filter(grant__grantor=viewer.organisation_id)
    rows = reports_within(ours, viewer, state=ReportState.LATE) | reports_within(
        ours, viewer, state=ReportState.SENT
    )
    first = list(report_lines(viewer, rows.order_by("due_on", "pk")[: SHORT + 1]))
    return Panel(
        title=_("Reports late or to answer"),
        rows=[_report(viewer, line) for line in first[:SHORT]],
        empty=_("No report on your grants is late, and none waits for an answer."),
        more=Deed(address("funding:report_list"), _("All reports")),
    )


def _report(viewer: Standing, line: ReportLine) -> Row:
    report, late = line.report, line.state is ReportState.LATE
    days = ngettext("%(n)s day late", "%(n)s days late", line.days_late) % {"n": line.days_late}
    may = not late and may_do(viewer, "answer report", report.grant.grantor_id)
    return Row(
        report.grant.title,
        address("funding:report_detail", report.pk),
        on=report.due_on if late else report.sent_on,
        meta=report.grant.recipient.name,
        tag=(days, "warn") if late else (_("Sent"), "info"),
        deed=Deed(address("funding:report_answer", report.pk), _("Answer")) if may else None,
    )


def _without_programme(viewer: Standing) -> Panel:
    """The grants that the organisation has given and that pay for no programme, largest first."""
    rows = grants_for(viewer).filter(grantor=viewer.organisation_id, programme__isnull=True)
    known = rows.order_by().aggregate(n=Count("pk"), sek=Sum("granted_sek"))
    may = may_do(viewer, "pay for programme", viewer.organisation_id)
    return Panel(
        title=_("Our grants without a programme"),
        rows=[
            Row(
                grant.title,
                address("funding:grant_detail", grant.pk),
                meta=grant.recipient.name,
                sek=grant.granted_sek,
                deed=Deed(address("funding:grant_programme", grant.pk), _("Name the programme"))
                if may
                else None,
            )
            for grant in rows.order_by("-granted_sek", "-pk")[:SHORT]
        ],
        empty=_("Every grant of ours pays for a programme."),
        count=known["n"],
        more=Deed(
            address("funding:grant_list", grantor=viewer.organisation_id, without_programme="on"),
            _("Show all"),
        )
        if known["n"]
        else None,
    )


def calls_screen(viewer: Standing) -> First:
    """The organisation's calls: what they aim at, what was asked for and granted, what is left."""
    rows = calls_for(viewer).filter(owner=viewer.organisation_id)
    lines = call_lines(viewer, rows[:MOST])
    asked = _asked(viewer)
    return First(
        title=_("My calls"),
        sentence=_("What each call aims at, what came in, and what is left of its money."),
        deeds=_new_call(viewer),
        figures=_sums(lines, asked) if lines else [],
        figures_title=_("The calls below, together"),
        tables=[_calls_table(viewer, lines, asked)],
        main=[_tour(viewer)],
        side=[_waiting(viewer)],
    )


def _asked(viewer: Standing) -> dict[int, tuple[int, Decimal]]:
    """By call: how many submitted applications, and the kronor they ask for together."""
    rows = (
        applications_for(viewer)
        .filter(call__owner=viewer.organisation_id)
        .exclude(step=Step.DRAFT)
        .order_by()
        .values_list("call")
        .annotate(n=Count("pk"), sek=Sum("asked_sek"))
    )
    return {key: (number, sek or Decimal(0)) for key, number, sek in rows}


def _sums(lines: list[CallLine], asked: dict[int, tuple[int, Decimal]]) -> list[Figure]:
    shown = [asked.get(line.call.pk, (0, Decimal(0))) for line in lines]
    granted = sum((line.call.budget_sek - line.left_sek for line in lines), Decimal(0))
    now = sum(line.time.state is CallState.OPEN for line in lines)
    came_in = sum(number for number, _sek in shown)
    return [
        Figure(
            now,
            ngettext("call open now", "calls open now", now),
            address("funding:call_list", state="open"),
        ),
        Figure(
            came_in,
            ngettext("application", "applications", came_in),
            address("funding:application_list"),
            _("Submitted applications; drafts are their applicants' own."),
        ),
        Figure(sum((sek for _number, sek in shown), Decimal(0)), _("asked for"), unit="sek"),
        Figure(granted, _("granted"), unit="sek", rule=_("The decisions of these calls.")),
        Figure(
            sum((line.left_sek for line in lines), Decimal(0)),
            _("left of the budgets"),
            unit="sek",
        ),
    ]


def _calls_table(
    viewer: Standing, lines: list[CallLine], asked: dict[int, tuple[int, Decimal]]
) -> Table:
    aims = _aims([line.call.pk for line in lines])
    return Table(
        title=_("Call by call"),
        head=_("Call"),
        columns=[
            _("Closes"),
            _("Goals"),
            _("Applications"),
            _("Asked for"),
            _("Granted"),
            _("Left"),
        ],
        lines=[
            Line(
                line.call.title,
                [
                    Cell(line.call.closes_on, unit="day"),
                    Cell(aims[line.call.pk], address("results:thread_of", "call", line.call.pk)),
                    Cell(
                        asked.get(line.call.pk, (0, Decimal(0)))[0],
                        address("funding:application_list", call=line.call.pk)
                        if line.call.pk in asked
                        else "",
                    ),
                    Cell(asked.get(line.call.pk, (0, Decimal(0)))[1], unit="sek"),
                    Cell(line.call.budget_sek - line.left_sek, unit="sek"),
                    Cell(line.left_sek, unit="sek"),
                ],
                address("funding:call_detail", line.call.pk),
            )
            for line in lines
        ],
        empty=_("Your organisation has opened no call yet."),
        deed=_new_call(viewer)[0] if _new_call(viewer) else None,
    )


def _aims(call_ids: list[int]) -> Counter[int]:
    links = CallGoal.objects.filter(call__in=call_ids).order_by()
    return Counter(dict(links.values_list("call").annotate(n=Count("pk"))))


def _tour(viewer: Standing) -> Panel:
    """The organisation's own dialogues of the last year and those to come, the latest first."""
    rows = dialogues_for(viewer).filter(
        organiser=viewer.organisation_id, closes_on__gte=viewer.on - timedelta(days=365)
    )
    first = list(rows[:SHORT])
    return Panel(
        title=_("The tour: our dialogues"),
        rows=[
            Row(
                dialogue.title,
                address("dialogue:dialogue_detail", dialogue.pk),
                on=dialogue.closes_on,
                meta=str(dialogue.county or _("The whole country")),
                tag=(_("Open"), "good") if dialogue.closes_on >= viewer.on else (_("Closed"), ""),
            )
            for dialogue in first
        ],
        empty=_(
            "No dialogue of ours in the last year. Ask the regions before the call is written."
        ),
        more=Deed(address("dialogue:dialogue_list"), _("Show all")) if first else None,
        deed=Deed(address("dialogue:dialogue_add"), _("Hold a dialogue"), "add")
        if may_do(viewer, "hold dialogue")
        else None,
    )
