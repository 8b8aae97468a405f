"""Activities that belong to no programme, serve no goal, or have nobody noted."""

from django.db.models import Case, DateField, Exists, F, OuterRef, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Activity, ActivityGoal, Participation
from samsyn.results.queries.loose_ends.rule import Rule, hang
from samsyn.results.queries.reach import Rows
from samsyn.results.queries.visible import visible
from samsyn.results.rules.loose import MENDS
from samsyn.results.rules.strands import Kind


def _of_activities(viewer: Standing, rows: Rows) -> Rows:
    begun = Case(When(starts_on__lte=viewer.on, then=F("starts_on")), output_field=DateField())
    return hang(visible(viewer, Kind.ACTIVITY, rows), since=begun, owner="organiser")


def _without_programme(viewer: Standing) -> Rows:
    return _of_activities(viewer, Activity.objects.filter(programme__isnull=True))


def _without_goal(viewer: Standing) -> Rows:
    served = ActivityGoal.objects.filter(activity=OuterRef("pk"))
    return _of_activities(viewer, Activity.objects.filter(~Exists(served)))


def _nobody_noted(viewer: Standing) -> Rows:
    """Whose last day has passed: on the day itself there is still time to note."""
    came = Participation.objects.filter(activity=OuterRef("pk"))
    rows = Activity.objects.annotate(last_on=Coalesce("ends_on", "starts_on"))
    rows = visible(viewer, Kind.ACTIVITY, rows.filter(~Exists(came), last_on__lt=viewer.on))
    return hang(rows, since=F("last_on"), owner="organiser")


WITHOUT_PROGRAMME = Rule(
    name="activity-without-programme",
    kind=Kind.ACTIVITY,
    title=_("Activities in no programme"),
    why=_("What belongs to no programme is paid for by no grant and stands in no report."),
    mark=_("in no programme"),
    one=_("The activity “%(title)s” belongs to no programme."),
    many=ngettext_lazy(
        "%(n)s activity belongs to no programme.",
        "%(n)s activities belong to no programme.",
        "n",
    ),
    rows=_without_programme,
    county="county",
    detail="programme:activity_detail",
    list_url="programme:activity_list",
    list_query="?without_programme=on",
    mend=MENDS[Kind.ACTIVITY, Kind.PROGRAMME],
)
WITHOUT_GOAL = Rule(
    name="activity-without-goal",
    kind=Kind.ACTIVITY,
    title=_("Activities that serve no goal"),
    why=_("What serves no goal cannot be shown to lead anywhere, however good it was."),
    mark=_("serves no goal"),
    one=_("The activity “%(title)s” serves no goal."),
    many=ngettext_lazy("%(n)s activity serves no goal.", "%(n)s activities serve no goal.", "n"),
    rows=_without_goal,
    county="county",
    detail="programme:activity_detail",
    list_url="programme:activity_list",
    list_query="?without_goal=on",
    mend=MENDS[Kind.ACTIVITY, Kind.GOAL],
)
NOBODY_NOTED = Rule(
    name="activity-nobody-noted",
    kind=Kind.ACTIVITY,
    title=_("Past activities with nobody noted"),
    why=_("Who took part is what every figure is counted from, and it is forgotten within weeks."),
    mark=_("nobody noted"),
    one=_("Nobody is noted as having taken part in “%(title)s”."),
    many=ngettext_lazy(
        "%(n)s past activity has nobody noted as having taken part.",
        "%(n)s past activities have nobody noted as having taken part.",
        "n",
    ),
    rows=_nobody_noted,
    county="county",
    detail="programme:activity_detail",
    list_url="programme:activity_list",
    list_query="?without_participation=on",
    mend=MENDS[Kind.ACTIVITY, Kind.COMPANY],
)
