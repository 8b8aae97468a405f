"""For every kind on the thread: which of its rows the viewer may open."""

from django.db.models import Q

from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation
from samsyn.programme.queries.activities import seen_activities
from samsyn.results.queries.reach import Rows, things
from samsyn.results.rules.strands import Kind


def visible(viewer: Standing, kind: Kind, rows: Rows) -> Rows:
    """The rows of the kind that the viewer may open."""
    return rows.filter(_sight(viewer, kind))


def participation_sight(viewer: Standing) -> Q:
    """The participations that the viewer may see, as a filter."""
    return may_see(
        viewer,
        "participation",
        owner="activity__organiser_id",
        programme="activity__programme_id",
        company="company_id",
    )


def seen_to_take_part(viewer: Standing, activities: Rows) -> Rows:
    """The companies that the viewer may see took part in one of the activities.

    That a company exists is known to the house; what it took part in, to those at work with it.
    """
    # The activities come first: SQLite cannot read a question whose depths come late in it.
    there = Participation.objects.filter(activity__in=activities.order_by().values("pk"))
    seen = there.filter(participation_sight(viewer)).order_by()
    return things(Kind.COMPANY).filter(pk__in=seen.values("company"))


def _sight(viewer: Standing, kind: Kind) -> Q:
    if kind is Kind.COMPANY:
        return may_see(viewer, "company entry", company="pk")
    if kind is Kind.IMPROVEMENT:
        return may_see(viewer, "improvement", company="company_id")
    if kind is Kind.APPLICATION:
        return may_see(viewer, "application", owner="applicant_id") | (
            ~Q(step="draft") & may_see(viewer, "application", owner="call__owner_id")
        )
    if kind is Kind.ACTIVITY:
        return seen_activities(viewer)
    if kind is Kind.STATEMENT:
        return may_see(viewer, "statement", owner="dialogue__organiser_id")
    owner = _OWNERS.get(kind)
    return may_see(viewer, str(kind).replace("_", " "), owner=owner)


_OWNERS: dict[Kind, str] = {
    Kind.DIALOGUE: "organiser_id",
    Kind.JOINT_DECISION: "organisation_id",
}
