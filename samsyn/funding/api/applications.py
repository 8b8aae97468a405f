"""Applications as JSON. All of it asks for sign-in."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.funding.actions.applications import (
    change_application,
    decide_application,
    submit_application,
    write_application,
)
from samsyn.funding.api.parts import REFUSALS, Limit, Named, Sek, named, place, standing_of
from samsyn.funding.queries.applications import (
    application_sheet,
    applications_for,
    applications_within,
)
from samsyn.funding.rules.steps import Step
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

if TYPE_CHECKING:
    from samsyn.funding.models import Application

router = Router(tags=["funding"], auth=django_auth)


class ApplicationIn(Schema):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    summary: str = ""
    asked_sek: Sek
    starts_on: date
    ends_on: date
    county_codes: list[str]


class NewApplicationIn(ApplicationIn):
    call_id: int


class DecisionIn(Schema):
    granted_sek: Sek
    reason: str


class DecisionOut(Schema):
    granted_sek: Sek
    decided_on: date
    reason: str


class ApplicationOut(Schema):
    id: int
    call: Named | None
    applicant: Named | None
    title: str
    step: Step
    asked_sek: Sek
    starts_on: date
    ends_on: date
    submitted_on: date | None


class ApplicationDetailOut(ApplicationOut):
    summary: str
    county_codes: list[str]
    decision: DecisionOut | None
    grant_id: int | None


class Applications(Schema):
    total: int
    next_url: str
    rows: list[ApplicationOut]


class ApplicationQuery(Schema):
    search: str = ""
    step: Step | None = None
    call_id: int | None = None
    limit: Limit = 50
    after: str = ""


def _row(application: "Application") -> dict[str, object]:
    return {
        "id": application.pk,
        "call": named(application.call),
        "applicant": named(application.applicant),
        "title": application.title,
        "step": application.step,
        "asked_sek": application.asked_sek,
        "starts_on": application.starts_on,
        "ends_on": application.ends_on,
        "submitted_on": application.submitted_on,
    }


def _detail(request: Request, application_id: int) -> dict[str, object]:
    sheet = application_sheet(standing_of(request), application_id)
    decision = sheet.decision
    return _row(sheet.application) | {
        "summary": sheet.application.summary,
        "county_codes": [county.pk for county in sheet.counties],
        "decision": decision
        and DecisionOut(
            granted_sek=decision.granted_sek,
            decided_on=decision.decided_on,
            reason=decision.reason,
        ),
        "grant_id": sheet.grant and sheet.grant.pk,
    }


def _seen(request: Request, application_id: int) -> int:
    """The key again; DoesNotExist when one may not know that the application is there."""
    return applications_for(standing_of(request)).get(pk=application_id).pk


@router.get("", response={200: Applications, **REFUSALS})
def applications(request: Request, asked: Query[ApplicationQuery]) -> dict[str, object]:
    """One's own applications and those sent to one's calls, newest first."""
    rows = applications_within(
        applications_for(standing_of(request)),
        search=asked.search,
        step=asked.step or "",
        call_id=asked.call_id,
    )
    page = page_of(request, rows, ("-pk",), asked.limit)
    return place(page) | {"rows": [_row(application) for application in page.rows]}


@router.get("/{application_id}", response={200: ApplicationDetailOut, **REFUSALS})
def application(request: Request, application_id: int) -> dict[str, object]:
    """One application with its decision, if there is one."""
    return _detail(request, application_id)


@router.post("", response={201: ApplicationDetailOut, **REFUSALS})
def application_write(request: Request, sent: NewApplicationIn) -> Status[dict[str, object]]:
    """Start a draft in an open call, for the organisation one acts for."""
    made = write_application(by=standing_of(request), **sent.dict())
    return Status(201, _detail(request, made.pk))


@router.put("/{application_id}", response={200: ApplicationDetailOut, **REFUSALS})
def application_change(
    request: Request, application_id: int, sent: ApplicationIn
) -> dict[str, object]:
    """Change a draft."""
    key = _seen(request, application_id)
    change_application(by=standing_of(request), application_id=key, **sent.dict())
    return _detail(request, application_id)


@router.post("/{application_id}/submission", response={200: ApplicationDetailOut, **REFUSALS})
def application_submit(request: Request, application_id: int) -> dict[str, object]:
    """Submit a draft while the call is open."""
    key = _seen(request, application_id)
    submit_application(by=standing_of(request), application_id=key)
    return _detail(request, application_id)


@router.post("/{application_id}/decision", response={201: ApplicationDetailOut, **REFUSALS})
def application_decide(
    request: Request, application_id: int, sent: DecisionIn
) -> Status[dict[str, object]]:
    """Decide on a submitted application, once; 0 kronor rejects."""
    key = _seen(request, application_id)
    decide_application(by=standing_of(request), application_id=key, **sent.dict())
    return Status(201, _detail(request, application_id))
