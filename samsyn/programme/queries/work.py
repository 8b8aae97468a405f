"""Where an organisation takes part: the programmes and activities of its own work."""

from django.db.models import Q, QuerySet

from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieRole
from samsyn.programme.models import Activity, Programme

WORK_ROLES = (
    TieRole.HOST,
    TieRole.PARTNER,
    TieRole.GRANTOR,
    TieRole.RECIPIENT,
    TieRole.COACH,
)
"""The ties to a programme that open its participations; a test holds it to the sight of rows."""


def programmes_at_work(viewer: Standing) -> QuerySet[Programme]:
    """The programmes in which the viewer's organisation takes part today, in Swedish order."""
    return Programme.objects.filter(may_see(viewer, "participation", programme="pk")).order_by(
        "sort_key", "pk"
    )


def activities_at_work(viewer: Standing) -> QuerySet[Activity]:
    """The activities that the viewer's organisation holds, or that are part of its programmes."""
    return Activity.objects.filter(
        may_see(viewer, "participation", owner="organiser", programme="programme")
    )


def seen_participations(viewer: Standing) -> Q:
    """The participations that the viewer may see, as a filter: at work, or her own company's."""
    return may_see(
        viewer,
        "participation",
        owner="activity__organiser",
        programme="activity__programme",
        company="company",
    )
