"""Money without a programme, grants without reports, late reports, and applications that wait."""

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from samsyn.basics.problem import words
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Application, Grant
from samsyn.funding.queries.reports import grants_without_a_report, reports_late
from samsyn.results.queries.loose_ends.rule import Rule, hang
from samsyn.results.queries.reach import Rows
from samsyn.results.queries.visible import visible
from samsyn.results.rules.loose import MENDS, Mend
from samsyn.results.rules.strands import Kind


def _without_programme(viewer: Standing) -> Rows:
    rows = visible(viewer, Kind.GRANT, Grant.objects.filter(programme__isnull=True))
    return hang(
        rows,
        since=Coalesce("decision__decided_on", "starts_on"),
        owner="recipient",
        stake=F("granted_sek"),
    )


def _without_report(viewer: Standing) -> Rows:
    return hang(
        grants_without_a_report(viewer),
        since=F("starts_on"),
        owner="grantor",
        stake=F("granted_sek"),
    )


def _report_late(viewer: Standing) -> Rows:
    return hang(
        reports_late(viewer),
        since=F("due_on"),
        owner="grant__recipient",
        stake=F("grant__granted_sek"),
    )


def _waiting(viewer: Standing) -> Rows:
    rows = Application.objects.filter(step="submitted", call__closes_on__lt=viewer.on)
    return hang(
        visible(viewer, Kind.APPLICATION, rows),
        since=F("call__closes_on"),
        owner="call__owner",
        stake=F("asked_sek"),
    )


WITHOUT_PROGRAMME = Rule(
    name="grant-without-programme",
    kind=Kind.GRANT,
    title=_("Money without a programme"),
    why=_("A grant that pays for no programme reaches no activity and no company on the thread."),
    mark=_("pays for no programme"),
    one=_("The grant “%(title)s” pays for no programme."),
    many=ngettext_lazy(
        "%(n)s grant pays for no programme: %(sek)s.",
        "%(n)s grants pay for no programme: %(sek)s.",
        "n",
    ),
    rows=_without_programme,
    county="counties",
    detail="funding:grant_detail",
    list_url="funding:grant_list",
    list_query="?without_programme=on",
    mend=MENDS[Kind.GRANT, Kind.PROGRAMME],
)
WAITING = Rule(
    name="application-waits",
    kind=Kind.APPLICATION,
    title=_("Applications that wait for a decision"),
    why=_("The call has closed, and those who applied do not know whether they can begin."),
    mark=_("waits for a decision"),
    one=_("The application “%(title)s” waits for a decision."),
    many=ngettext_lazy(
        "%(n)s application waits for a decision: %(sek)s asked for.",
        "%(n)s applications wait for a decision: %(sek)s asked for.",
        "n",
    ),
    rows=_waiting,
    county="counties",
    detail="funding:application_detail",
    list_url="funding:application_list",
    list_query="?waiting=on",
    mend=Mend(
        words("Decide"), "decide application", "funding:application_decide", owners=("loose_owner",)
    ),
)
WITHOUT_REPORT = Rule(
    name="grant-without-report",
    kind=Kind.GRANT,
    title=_("Grants without a report"),
    why=_("A grant that has ended or run for a year, and nobody has asked how it goes."),
    mark=_("no report"),
    one=_("Nobody has asked for a report on the grant “%(title)s”."),
    many=ngettext_lazy(
        "Nobody has asked for a report on %(n)s grant: %(sek)s.",
        "Nobody has asked for a report on %(n)s grants: %(sek)s.",
        "n",
    ),
    rows=_without_report,
    county="counties",
    detail="funding:grant_detail",
    list_url="funding:grant_list",
    list_query="?without_report=on",
    mend=Mend(
        words("Ask for a report"), "ask for report", "funding:report_ask", owners=("grantor_id",)
    ),
)
REPORT_LATE = Rule(
    name="report-late",
    kind=Kind.GRANT,
    title=_("Reports that are late"),
    why=_("The day has passed, and the one who gave the money has not heard how it goes."),
    mark=_("report late"),
    one=_("A report is late: %(title)s."),
    many=ngettext_lazy("%(n)s report is late.", "%(n)s reports are late.", "n"),
    rows=_report_late,
    at="grant_id",
    county="grant__counties",
    detail="funding:report_detail",
    list_url="funding:report_list",
    list_query="?state=late",
    mend=Mend(
        words("Send the report"), "send report", "funding:report_send", owners=("loose_owner",)
    ),
)
