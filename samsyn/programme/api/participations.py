"""Participation as JSON: for those who work in the programme, and the company itself."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema
from ninja.security import django_auth

from samsyn.programme.actions.participations import change_participation
from samsyn.programme.api.parts import (
    REFUSALS,
    Hours,
    Limit,
    Named,
    People,
    Reason,
    Year,
    named,
    place,
    standing_of,
)
from samsyn.programme.queries.participations import participations_for, participations_narrowed
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

router = Router(tags=["programme"])


class ParticipationOut(Schema):
    """People and hours are null when they are not known; 0 is a measured none."""

    id: int
    activity: Named
    company: Named
    on: date
    women: int | None
    men: int | None
    not_stated: int | None
    hours: Decimal | None
    contact_email: str


class Participations(Schema):
    total: int
    next_url: str
    rows: list[ParticipationOut]


class ParticipationQuery(Schema):
    search: str = ""
    programme_id: int | None = None
    activity_id: int | None = None
    company_id: int | None = None
    county: str = ""
    year: Year | None = None
    limit: Limit = 50
    after: str = ""


class ParticipationChangeIn(Schema):
    on: date
    women: People | None = None
    men: People | None = None
    not_stated: People | None = None
    hours: Hours | None = None
    contact_email: Annotated[str, Field(max_length=254)] = ""
    reason: Reason = ""


def _row(row: Any) -> dict[str, object]:
    return {
        "id": row.pk,
        "activity": named(row.activity),
        "company": named(row.company),
        "on": row.on,
        "women": row.women,
        "men": row.men,
        "not_stated": row.not_stated,
        "hours": row.hours,
        "contact_email": row.contact_email,
    }


@router.get("", response={200: Participations, **REFUSALS}, auth=django_auth)
def participations(request: Request, asked: Query[ParticipationQuery]) -> dict[str, object]:
    """The participations that one may see, newest first. The county is the company's."""
    rows = participations_narrowed(
        participations_for(standing_of(request)),
        text=asked.search,
        programme_id=asked.programme_id,
        activity_id=asked.activity_id,
        company_id=asked.company_id,
        county_code=asked.county,
        year=asked.year,
    )
    page = page_of(request, rows, ("-on", "-id"), asked.limit)
    return place(page) | {"rows": [_row(row) for row in page.rows]}


@router.get(
    "/{int:participation_id}", response={200: ParticipationOut, **REFUSALS}, auth=django_auth
)
def participation(request: Request, participation_id: int) -> dict[str, object]:
    """One participation."""
    return _row(participations_for(standing_of(request)).get(pk=participation_id))


@router.put(
    "/{int:participation_id}", response={200: ParticipationOut, **REFUSALS}, auth=django_auth
)
def participation_change(
    request: Request, participation_id: int, sent: ParticipationChangeIn
) -> dict[str, object]:
    """Correct the day, people, hours or e-mail of a participation."""
    viewer = standing_of(request)
    standing = participations_for(viewer).get(pk=participation_id)
    return _row(change_participation(by=viewer, participation=standing, **sent.dict()))
