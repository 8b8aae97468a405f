"""Activities: planned, changed, and tied to improvements."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.company.actions.closeness import require_close
from samsyn.company.models import Improvement
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import County, Municipality, Organisation
from samsyn.directory.rules.access import Standing
from samsyn.programme.actions.programmes import GoalReasons
from samsyn.programme.models import (
    Activity,
    ActivityGoal,
    ImprovementActivity,
    Participation,
    Programme,
)
from samsyn.programme.queries.work import activities_at_work, programmes_at_work
from samsyn.programme.rules.days import check_days
from samsyn.programme.rules.kinds import ActivityKind


@dataclass(frozen=True, slots=True)
class ActivityText:
    """What a person says about an activity: all but its organiser and its goals."""

    title: str
    kind: ActivityKind
    starts_on: date
    ends_on: date | None = None
    programme: Programme | None = None
    county: County | None = None
    municipality: Municipality | None = None


def require_work(*, by: Standing, activity: Activity) -> None:
    """Raise Problem("not-your-activity") unless it is the work of the organisation one acts for."""
    if not activities_at_work(by).filter(pk=activity.pk).exists():
        raise Problem(
            "not-your-activity",
            words(
                "Your organisation neither holds %(activity)s nor takes part in its programme. "
                "Ask its organiser, or ask the host to name you a partner."
            ),
            activity=activity.title,
        )


def _check_programme(by: Standing, programme: Programme | None) -> None:
    """Raise Problem("not-in-programme") unless `by` takes part in the programme that is said."""
    if programme is None or programmes_at_work(by).filter(pk=programme.pk).exists():
        return
    raise Problem(
        "not-in-programme",
        words(
            "Your organisation does not take part in %(programme)s. "
            "Ask its host to name you a partner, or leave the programme empty."
        ),
        programme=programme.title_sv,
    )


def _check_place(said: ActivityText) -> County | None:
    """The county of the activity: that of the municipality when only it is said."""
    if said.municipality is None:
        return said.county
    if said.county is not None and said.municipality.county_id != said.county.pk:
        raise Problem(
            "municipality-in-another-county",
            words("%(municipality)s does not lie in %(county)s. Change one of them."),
            municipality=said.municipality.name,
            county=said.county.name,
        )
    return said.municipality.county


@transaction.atomic
def plan_activity(
    *,
    by: Standing,
    said: ActivityText,
    goals: GoalReasons = (),
    organiser: Organisation | None = None,
) -> Activity:
    """Plan an activity, held by the organisation one acts for unless the operator names another.

    Without a programme or a goal it is a loose end until somebody ties it.
    """
    require(by=by, deed="plan activity")
    check_days(said.starts_on, said.ends_on)
    _check_programme(by, said.programme)
    if organiser is not None and not by.operator and organiser.pk != by.organisation_id:
        require(by=by, deed="change programme", owner_id=_host_id(said.programme))
    activity = Activity.objects.create(
        title=said.title,
        sort_key=sort_key(said.title),
        kind=said.kind,
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        programme=said.programme,
        county=_check_place(said),
        municipality=said.municipality,
        organiser_id=by.organisation_id if organiser is None else organiser.pk,
    )
    _tie_goals(activity, goals)
    note(by=by, deed="plan activity", subject=activity)
    return activity


def _host_id(programme: Programme | None) -> int:
    """The host of the programme; no organisation has the key 0."""
    return 0 if programme is None else programme.host_id


@transaction.atomic
def change_activity(
    *, by: Standing, activity: Activity, said: ActivityText, goals: GoalReasons | None = None
) -> Activity:
    """Change an activity of one's own work. `goals=None` leaves the goals as they are.

    Days that would leave a participation outside are refused. Days that a person has changed
    are no longer widened by lists.
    """
    require(by=by, deed="change activity")
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    require_work(by=by, activity=activity)
    check_days(said.starts_on, said.ends_on)
    if said.programme is not None and said.programme.pk != activity.programme_id:
        _check_programme(by, said.programme)
    _check_participations_inside(activity, said)
    if (said.starts_on, said.ends_on) != (activity.starts_on, activity.ends_on):
        activity.from_list = False
    activity.title = said.title
    activity.sort_key = sort_key(said.title)
    activity.kind = said.kind
    activity.starts_on = said.starts_on
    activity.ends_on = said.ends_on
    activity.programme = said.programme
    activity.county = _check_place(said)
    activity.municipality = said.municipality
    activity.save(
        update_fields=[
            *("title", "sort_key", "kind", "starts_on", "ends_on"),
            *("programme", "county", "municipality", "from_list"),
        ]
    )
    if goals is not None:
        ActivityGoal.objects.filter(activity=activity).exclude(
            goal__in=[goal.pk for goal, _reason in goals]
        ).delete()
        _tie_goals(activity, goals)
    note(by=by, deed="change activity", subject=activity)
    return activity


def _check_participations_inside(activity: Activity, said: ActivityText) -> None:
    rows = Participation.objects.filter(activity=activity)
    outside = rows.filter(on__lt=said.starts_on)
    if said.ends_on is not None:
        outside = outside | rows.filter(on__gt=said.ends_on)
    count = outside.count()
    if count:
        raise Problem(
            "participations-outside-days",
            words(
                "%(count)s participations are noted on days outside the new days of the "
                "activity. Change those days first, or keep the activity long enough."
            ),
            count=count,
        )


def _tie_goals(activity: Activity, goals: GoalReasons) -> None:
    for goal, reason in goals:
        ActivityGoal.objects.update_or_create(
            activity=activity, goal=goal, defaults={"reason": reason}
        )


@transaction.atomic
def tie_improvement(
    *, by: Standing, improvement: Improvement, activity: Activity, reason: str = ""
) -> ImprovementActivity:
    """Say that an improvement came after an activity that the company took part in.

    It says what came first, not what caused what. Tied twice, the reason is the new one.
    """
    require(by=by, deed="note improvement")
    require_close(by=by, company=improvement.company)
    took_part = Participation.objects.filter(activity=activity, company=improvement.company_id)
    if not took_part.exists():
        raise Problem(
            "company-not-there",
            words(
                "%(company)s is not noted as having taken part in %(activity)s. "
                "Choose an activity that it took part in, or have the participation noted first."
            ),
            company=improvement.company.name,
            activity=activity.title,
        )
    link, _made = ImprovementActivity.objects.update_or_create(
        improvement=improvement, activity=activity, defaults={"reason": reason}
    )
    note(by=by, deed="note improvement", subject=improvement, reason=f"tied: {activity.title}")
    return link


@transaction.atomic
def untie_improvement(*, by: Standing, improvement: Improvement, activity: Activity) -> None:
    """Take away the tie between an improvement and an activity."""
    require(by=by, deed="note improvement")
    require_close(by=by, company=improvement.company)
    ImprovementActivity.objects.get(improvement=improvement, activity=activity).delete()
    note(by=by, deed="note improvement", subject=improvement, reason=f"untied: {activity.title}")
