"""Activities as doors read them: open to the house, and to the companies that took part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from samsyn.company.models import Improvement
from samsyn.company.queries.improvements import improvements_for
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import may
from samsyn.programme.models import Activity, ActivityGoal, ImprovementActivity, Participation
from samsyn.programme.queries.work import activities_at_work, seen_participations

FEWEST = 5
"""Companies in a count that may be shown to those who do not work there."""
ROWS = 50
"""Participations shown on the page of an activity; the list has the rest."""


def activities_for(viewer: Standing) -> QuerySet[Activity]:
    """The activities that the viewer may see, the newest first.

    Members of the house see all; a company sees those that it took part in, and a partner
    outside the house those of its own work, where it sees who took part anyway.
    """
    return (
        Activity.objects.filter(seen_activities(viewer))
        .select_related("programme", "organiser", "county")
        .order_by("-starts_on", "-pk")
    )


def seen_activities(viewer: Standing) -> Q:
    """The activities that the viewer may see, as a filter."""
    seen = may_see(viewer, "activity", owner="organiser")
    if viewer.organisation_id is not None and not viewer.support:
        took_part = Participation.objects.filter(company=viewer.organisation_id)
        seen |= Q(pk__in=took_part.values("activity"))
        seen |= may_see(viewer, "participation", owner="organiser", programme="programme")
    return seen


def activities_narrowed(
    rows: QuerySet[Activity],
    *,
    text: str = "",
    kind: str = "",
    programme_id: int | None = None,
    county_code: str = "",
    county_codes: Collection[str] | None = None,
    goal_ids: Collection[int] | None = None,
    year: int | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    without_programme: bool = False,
    without_goal: bool = False,
    without_participation: bool = False,
) -> QuerySet[Activity]:
    """The activities among the rows that fit every filter; the year is that of the first day.

    So are `from_on` and `until_on`, both included.
    """
    if text:
        rows = rows.filter(holds(text, "title", "organiser__name"))
    if kind:
        rows = rows.filter(kind=kind)
    if programme_id is not None:
        rows = rows.filter(programme=programme_id)
    if county_code:
        rows = rows.filter(county=county_code)
    if county_codes is not None:
        rows = rows.filter(county__in=county_codes)
    if goal_ids is not None:
        serving = ActivityGoal.objects.filter(goal__in=goal_ids)
        rows = rows.filter(pk__in=serving.values("activity"))
    if year is not None:
        rows = rows.filter(starts_on__year=year)
    if from_on is not None:
        rows = rows.filter(starts_on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(starts_on__lte=until_on)
    if without_programme:
        rows = rows.filter(programme__isnull=True)
    if without_goal:
        rows = rows.filter(goal_links__isnull=True)
    if without_participation:
        rows = rows.filter(~Exists(Participation.objects.filter(activity=OuterRef("pk"))))
    return rows


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many took part in an activity, or only what an outsider may know of it.

    `companies` counts each company once; None when fewer than five and the viewer does not
    work there. People and hours add what is known; None when nothing is.
    """

    companies: int | None
    people: int | None
    hours: object


@dataclass(frozen=True, slots=True)
class ActivitySheet:
    """All that the page of an activity shows from this room."""

    activity: Activity
    goal_links: list[ActivityGoal]
    at_work: bool
    attendance: Attendance
    participations: list[Participation]
    more_participations: bool
    improvements: list[Improvement]
    may_change: bool
    may_note: bool


def activity_sheet(viewer: Standing, activity_id: int) -> ActivitySheet:
    """The sheet of an activity; DoesNotExist when the viewer may not see it."""
    activity = activities_for(viewer).select_related("municipality").get(pk=activity_id)
    at_work = activities_at_work(viewer).filter(pk=activity_id).exists()
    rows = list(
        Participation.objects.filter(seen_participations(viewer), activity=activity)
        .select_related("company", "company__municipality")
        .order_by("company__sort_key", "on", "pk")[: ROWS + 1]
    )
    return ActivitySheet(
        activity=activity,
        goal_links=list(
            ActivityGoal.objects.filter(activity=activity)
            .select_related("goal")
            .order_by("goal__sort_key", "pk")
        ),
        at_work=at_work,
        attendance=_attendance(activity, at_work),
        participations=rows[:ROWS],
        more_participations=len(rows) > ROWS,
        improvements=improvements_of(viewer, activity_id),
        may_change=at_work and (viewer.operator or may(viewer.roles, "change activity")),
        may_note=at_work and (viewer.operator or may(viewer.roles, "note participation")),
    )


def _attendance(activity: Activity, at_work: bool) -> Attendance:
    rows = Participation.objects.filter(activity=activity)
    if not at_work:
        companies = rows.aggregate(n=Count("company", distinct=True))["n"]
        return Attendance(companies if companies >= FEWEST else None, None, None)
    sums = rows.aggregate(
        companies=Count("company", distinct=True),
        women=Sum("women"),
        men=Sum("men"),
        not_stated=Sum("not_stated"),
        hours=Sum("hours"),
    )
    known = [sums[group] for group in ("women", "men", "not_stated") if sums[group] is not None]
    return Attendance(sums["companies"], sum(known) if known else None, sums["hours"])


def improvements_of(viewer: Standing, activity_id: int) -> list[Improvement]:
    """The improvements tied to an activity that the viewer may read, newest first."""
    tied = ImprovementActivity.objects.filter(activity=activity_id)
    return list(improvements_for(viewer).filter(pk__in=tied.values("improvement")))


def activities_tied_to(viewer: Standing, improvement_id: int) -> list[Activity]:
    """The activities that an improvement is tied to, as far as the viewer may see them."""
    tied = ImprovementActivity.objects.filter(improvement=improvement_id)
    return list(activities_for(viewer).filter(pk__in=tied.values("activity")))


def activities_to_tie(viewer: Standing, improvement: Improvement) -> QuerySet[Activity]:
    """The activities that the company took part in, by what the viewer sees, not yet tied."""
    took_part = Participation.objects.filter(
        seen_participations(viewer), company=improvement.company_id
    )
    tied = ImprovementActivity.objects.filter(improvement=improvement)
    return (
        Activity.objects.filter(pk__in=took_part.values("activity"))
        .exclude(pk__in=tied.values("activity"))
        .order_by("-starts_on", "-pk")
    )
