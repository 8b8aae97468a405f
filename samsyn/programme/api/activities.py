"""Activities as JSON: for members of the house, and companies that took part."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.company.queries.improvements import improvements_for
from samsyn.directory.queries.organisations import organisations_for
from samsyn.programme.actions.activities import (
    ActivityText,
    change_activity,
    plan_activity,
    tie_improvement,
    untie_improvement,
)
from samsyn.programme.actions.participations import note_participation
from samsyn.programme.api.parts import (
    REFUSALS,
    GoalReason,
    Hours,
    Limit,
    Named,
    People,
    Reason,
    Title,
    Year,
    goals_of,
    named,
    place,
    standing_of,
)
from samsyn.programme.queries.activities import (
    activities_for,
    activities_narrowed,
    activity_sheet,
)
from samsyn.programme.queries.places import place_coded
from samsyn.programme.queries.programmes import goal_reasons, programmes_for
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

router = Router(tags=["programme"])


class ActivityIn(Schema):
    title: Title
    kind: ActivityKind
    starts_on: date
    ends_on: date | None = None
    programme_id: int | None = None
    county_code: str = ""
    municipality_code: str = ""
    goals: list[GoalReason] = []


class ActivityOut(Schema):
    id: int
    title: str
    kind: str
    starts_on: date
    ends_on: date | None
    programme: Named | None
    organiser: Named | None
    county_code: str | None


class ActivityDetailOut(ActivityOut):
    """`companies` is null when fewer than five and one does not work there."""

    municipality_code: str | None
    goals: list[GoalReason]
    companies: int | None


class Activities(Schema):
    total: int
    next_url: str
    rows: list[ActivityOut]


class ActivityQuery(Schema):
    search: str = ""
    kind: str = ""
    programme_id: int | None = None
    county: str = ""
    year: Year | None = None
    without_programme: bool = False
    without_goal: bool = False
    limit: Limit = 50
    after: str = ""


class ParticipationIn(Schema):
    company_id: int
    on: date
    women: People | None = None
    men: People | None = None
    not_stated: People | None = None
    hours: Hours | None = None
    contact_email: Annotated[str, Field(max_length=254)] = ""


class Made(Schema):
    id: int


class TieIn(Schema):
    improvement_id: int
    reason: Reason = ""


def _row(activity: Any) -> dict[str, object]:
    return {
        "id": activity.pk,
        "title": activity.title,
        "kind": activity.kind,
        "starts_on": activity.starts_on,
        "ends_on": activity.ends_on,
        "programme": named(activity.programme),
        "organiser": named(activity.organiser),
        "county_code": activity.county_id,
    }


def _detail(request: Request, activity_id: int) -> dict[str, object]:
    sheet = activity_sheet(standing_of(request), activity_id)
    return _row(sheet.activity) | {
        "municipality_code": sheet.activity.municipality_id,
        "goals": goals_of(sheet.goal_links),
        "companies": sheet.attendance.companies,
    }


def _said(request: Request, sent: ActivityIn) -> dict[str, Any]:
    viewer = standing_of(request)
    county, municipality = place_coded(viewer, sent.county_code, sent.municipality_code)
    programme = None
    if sent.programme_id is not None:
        programme = programmes_for(viewer).get(pk=sent.programme_id)
    return {
        "said": ActivityText(
            title=sent.title,
            kind=sent.kind,
            starts_on=sent.starts_on,
            ends_on=sent.ends_on,
            programme=programme,
            county=county,
            municipality=municipality,
        ),
        "goals": goal_reasons(viewer, {goal.goal_id: goal.reason for goal in sent.goals}),
    }


@router.get("", response={200: Activities, **REFUSALS}, auth=django_auth)
def activities(request: Request, asked: Query[ActivityQuery]) -> dict[str, object]:
    """The activities that one may see, newest first."""
    rows = activities_narrowed(
        activities_for(standing_of(request)),
        text=asked.search,
        kind=asked.kind,
        programme_id=asked.programme_id,
        county_code=asked.county,
        year=asked.year,
        without_programme=asked.without_programme,
        without_goal=asked.without_goal,
    )
    page = page_of(request, rows, ("-starts_on", "-id"), asked.limit)
    return place(page) | {"rows": [_row(activity) for activity in page.rows]}


@router.post("", response={201: ActivityDetailOut, **REFUSALS}, auth=django_auth)
def activity_add(request: Request, sent: ActivityIn) -> Status[dict[str, object]]:
    """Plan an activity, held by the organisation one acts for."""
    made = plan_activity(by=standing_of(request), **_said(request, sent))
    return Status(201, _detail(request, made.pk))


@router.get("/{int:activity_id}", response={200: ActivityDetailOut, **REFUSALS}, auth=django_auth)
def activity(request: Request, activity_id: int) -> dict[str, object]:
    """One activity with its goals, and how many companies took part."""
    return _detail(request, activity_id)


@router.put("/{int:activity_id}", response={200: ActivityDetailOut, **REFUSALS}, auth=django_auth)
def activity_change(request: Request, activity_id: int, sent: ActivityIn) -> dict[str, object]:
    """Change an activity of one's own work."""
    viewer = standing_of(request)
    standing = activities_for(viewer).get(pk=activity_id)
    change_activity(by=viewer, activity=standing, **_said(request, sent))
    return _detail(request, activity_id)


@router.post(
    "/{int:activity_id}/participations", response={201: Made, **REFUSALS}, auth=django_auth
)
def participation_add(
    request: Request, activity_id: int, sent: ParticipationIn
) -> Status[dict[str, int]]:
    """Note that a company took part on a day."""
    viewer = standing_of(request)
    made = note_participation(
        by=viewer,
        activity=activities_for(viewer).get(pk=activity_id),
        company=organisations_for(viewer).get(pk=sent.company_id),
        **sent.dict(exclude={"company_id"}),
    )
    return Status(201, {"id": made.pk})


@router.post("/{int:activity_id}/improvements", response={204: None, **REFUSALS}, auth=django_auth)
def improvement_tie(request: Request, activity_id: int, sent: TieIn) -> Status[None]:
    """Tie an improvement to an activity that the company took part in."""
    viewer = standing_of(request)
    tie_improvement(
        by=viewer,
        improvement=improvements_for(viewer).get(pk=sent.improvement_id),
        activity=activities_for(viewer).get(pk=activity_id),
        reason=sent.reason,
    )
    return Status(204, None)


@router.delete(
    "/{int:activity_id}/improvements/{int:improvement_id}",
    response={204: None, **REFUSALS},
    auth=django_auth,
)
def improvement_untie(request: Request, activity_id: int, improvement_id: int) -> Status[None]:
    """Take away the tie between an improvement and an activity."""
    viewer = standing_of(request)
    untie_improvement(
        by=viewer,
        improvement=improvements_for(viewer).get(pk=improvement_id),
        activity=activities_for(viewer).get(pk=activity_id),
    )
    return Status(204, None)
