"""Grants as JSON: open to all, but for the hours that they pay for."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from ninja import Field, Query, Router, Schema
from ninja.security import django_auth

from samsyn.funding.actions.grants import change_grant, pay_for_programme
from samsyn.funding.actions.hours import assign_hours, release_hours
from samsyn.funding.api.parts import (
    REFUSALS,
    GoalReason,
    Limit,
    Named,
    Sek,
    goals_of,
    named,
    place,
    reasons,
    standing_of,
)
from samsyn.funding.queries.grants import grant_sheet, grants_for, grants_within
from samsyn.strategy.queries import goals_under
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

if TYPE_CHECKING:
    from samsyn.funding.models import Grant

router = Router(tags=["funding"])


class GrantIn(Schema):
    title: Annotated[str, Field(min_length=1, max_length=300)]
    area: Annotated[str, Field(max_length=120)] = ""
    starts_on: date | None = None
    ends_on: date | None = None
    goals: list[GoalReason] = []
    county_codes: list[str] = []
    municipality_codes: list[str] = []
    is_operating: bool | None = None


class GrantProgrammeIn(Schema):
    programme_id: int | None


class GrantOut(Schema):
    id: int
    number: str
    register_name: str
    title: str
    recipient: Named | None
    grantor: Named | None
    granted_sek: Sek
    starts_on: date | None
    ends_on: date | None
    area: str
    is_operating: bool
    programme: Named | None


class HoursOut(Schema):
    assigned: int
    assigned_hours: Decimal
    free: int
    free_hours: Decimal
    elsewhere: int
    unknown: int


class GrantDetailOut(GrantOut):
    decided_on: date | None
    reason: str
    goals: list[GoalReason]
    county_codes: list[str]
    municipality_codes: list[str]
    hours: HoursOut | None


class AssignedOut(Schema):
    taken: int
    hours: Decimal
    already: int
    elsewhere: int
    unknown: int


class ReleasedOut(Schema):
    released: int


class Grants(Schema):
    total: int
    next_url: str
    rows: list[GrantOut]


class GrantQuery(Schema):
    search: str = ""
    goal_id: int | None = None
    county: str = ""
    kind: str = ""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    register_name: str = ""
    without_programme: bool = False
    limit: Limit = 50
    after: str = ""


def _row(grant: "Grant") -> dict[str, object]:
    return {
        "id": grant.pk,
        "number": grant.number,
        "register_name": grant.register,
        "title": grant.title,
        "recipient": named(grant.recipient),
        "grantor": named(grant.grantor),
        "granted_sek": grant.granted_sek,
        "starts_on": grant.starts_on,
        "ends_on": grant.ends_on,
        "area": grant.area,
        "is_operating": grant.is_operating,
        "programme": named(grant.programme),
    }


def _detail(request: Request, grant_id: int) -> dict[str, object]:
    sheet = grant_sheet(standing_of(request), grant_id)
    decision = sheet.decision
    return _row(sheet.grant) | {
        "decided_on": decision.decided_on if decision else None,
        "reason": decision.reason if decision else "",
        "goals": goals_of(sheet.goal_links),
        "county_codes": [county.pk for county in sheet.counties],
        "municipality_codes": [place.pk for place in sheet.municipalities],
        "hours": sheet.hours and HoursOut.from_orm(sheet.hours),
    }


@router.get("", response=Grants, auth=None)
def grants(request: Request, asked: Query[GrantQuery]) -> dict[str, object]:
    """The grants, by title. `goal_id` takes the goals under it along. Open to all."""
    viewer = standing_of(request)
    rows = grants_within(
        grants_for(viewer),
        search=asked.search,
        goal_ids=None if asked.goal_id is None else goals_under(viewer, asked.goal_id),
        county=asked.county,
        kind=asked.kind,
        year=asked.year,
        register=asked.register_name,
        without_programme=asked.without_programme,
    )
    page = page_of(request, rows, ("sort_key", "pk"), asked.limit)
    return place(page) | {"rows": [_row(grant) for grant in page.rows]}


@router.get("/{grant_id}", response={200: GrantDetailOut, **REFUSALS}, auth=None)
def grant(request: Request, grant_id: int) -> dict[str, object]:
    """One grant. Open to all; `hours` only for those who take part."""
    return _detail(request, grant_id)


@router.put("/{grant_id}", response={200: GrantDetailOut, **REFUSALS}, auth=django_auth)
def grant_change(request: Request, grant_id: int, sent: GrantIn) -> dict[str, object]:
    """Change title, area, days, goals and places; only the grantor may."""
    values = sent.dict(exclude={"goals"})
    change_grant(by=standing_of(request), grant_id=grant_id, goals=reasons(sent.goals), **values)
    return _detail(request, grant_id)


@router.put("/{grant_id}/programme", response={200: GrantDetailOut, **REFUSALS}, auth=django_auth)
def grant_programme(request: Request, grant_id: int, sent: GrantProgrammeIn) -> dict[str, object]:
    """Say which programme a grant pays for; null takes it away."""
    pay_for_programme(by=standing_of(request), grant_id=grant_id, programme_id=sent.programme_id)
    return _detail(request, grant_id)


@router.post("/{grant_id}/hours", response={200: AssignedOut, **REFUSALS}, auth=django_auth)
def hours_assign(request: Request, grant_id: int) -> AssignedOut:
    """Assign all unassigned own hours of the programme between the grant's days."""
    assigned = assign_hours(by=standing_of(request), grant_id=grant_id)
    return AssignedOut.from_orm(assigned)


@router.delete("/{grant_id}/hours", response={200: ReleasedOut, **REFUSALS}, auth=django_auth)
def hours_release(request: Request, grant_id: int) -> ReleasedOut:
    """Release all own hours from the grant."""
    released = release_hours(by=standing_of(request), grant_id=grant_id)
    return ReleasedOut(released=released)
