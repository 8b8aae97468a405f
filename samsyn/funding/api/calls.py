"""Calls as JSON."""

from datetime import date
from typing import Annotated

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.funding.actions.calls import change_call, open_call
from samsyn.funding.actions.criteria import change_criterion, set_criterion, take_criterion_away
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
from samsyn.funding.queries.calls import (
    CallLine,
    call_lines,
    call_sheet,
    calls_for,
    calls_within,
)
from samsyn.funding.queries.criteria import CriterionLine
from samsyn.funding.rules.calls import CallState
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

router = Router(tags=["funding"])
Line = Annotated[str, Field(min_length=1, max_length=300)]
Title = Annotated[str, Field(min_length=1, max_length=200)]


class CallIn(Schema):
    title_sv: Title
    title_en: Annotated[str, Field(max_length=200)] = ""
    summary: str = ""
    opens_on: date
    closes_on: date
    budget_sek: Sek
    goals: list[GoalReason] = []
    tour_id: int | None = None


class CallOut(Schema):
    id: int
    title_sv: str
    title_en: str
    summary: str
    owner: Named | None
    opens_on: date
    closes_on: date
    state: CallState
    budget_sek: Sek
    left_sek: Sek


class CriterionIn(Schema):
    text_sv: Line
    text_en: Annotated[str, Field(max_length=300)] = ""


class NewCriterionIn(CriterionIn):
    """`statement_id` is the statement it rests on, which must be agreed on."""

    statement_id: int | None = None


class CriterionOut(CriterionIn):
    """`statement_id` is null where it rests on none, and where the reader may not see it."""

    id: int
    call_id: int
    statement_id: int | None


class CallDetailOut(CallOut):
    """`tour_id` is null too where the reader may not see the tour."""

    goals: list[GoalReason]
    tour_id: int | None
    criteria: list[CriterionOut]


class Calls(Schema):
    total: int
    next_url: str
    rows: list[CallOut]


class CallQuery(Schema):
    search: str = ""
    state: CallState | None = None
    limit: Limit = 50
    after: str = ""


def _row(line: CallLine) -> dict[str, object]:
    call = line.call
    return {
        "id": call.pk,
        "title_sv": call.title_sv,
        "title_en": call.title_en,
        "summary": call.summary,
        "owner": named(call.owner),
        "opens_on": call.opens_on,
        "closes_on": call.closes_on,
        "state": line.time.state,
        "budget_sek": call.budget_sek,
        "left_sek": line.left_sek,
    }


def _detail(request: Request, call_id: int) -> dict[str, object]:
    sheet = call_sheet(standing_of(request), call_id)
    line = CallLine(sheet.call, sheet.time, sheet.left_sek)
    return _row(line) | {
        "goals": goals_of(sheet.goal_links),
        "tour_id": sheet.tour.pk if sheet.tour else None,
        "criteria": [_criterion(each) for each in sheet.criteria],
    }


def _criterion(line: CriterionLine) -> dict[str, object]:
    held = line.criterion
    return {
        "id": held.pk,
        "call_id": held.call_id,
        "text_sv": held.text_sv,
        "text_en": held.text_en,
        "statement_id": line.statement.pk if line.statement else None,
    }


@router.get("", response=Calls, auth=None)
def calls(request: Request, asked: Query[CallQuery]) -> dict[str, object]:
    """The calls, newest first. Open to all."""
    viewer = standing_of(request)
    rows = calls_within(viewer, calls_for(viewer), search=asked.search, state=asked.state or "")
    page = page_of(request, rows, ("-opens_on", "-pk"), asked.limit)
    return place(page) | {"rows": [_row(line) for line in call_lines(viewer, page.rows)]}


@router.get("/{call_id}", response={200: CallDetailOut, **REFUSALS}, auth=None)
def call(request: Request, call_id: int) -> dict[str, object]:
    """One call with the goals it aims at and its criteria. Open to all."""
    return _detail(request, call_id)


@router.post("", response={201: CallDetailOut, **REFUSALS}, auth=django_auth)
def call_open(request: Request, sent: CallIn) -> Status[dict[str, object]]:
    """Open a call for the organisation one acts for."""
    values = sent.dict(exclude={"goals"})
    made = open_call(by=standing_of(request), goals=reasons(sent.goals), **values)
    return Status(201, _detail(request, made.pk))


@router.put("/{call_id}", response={200: CallDetailOut, **REFUSALS}, auth=django_auth)
def call_change(request: Request, call_id: int, sent: CallIn) -> dict[str, object]:
    """Change a call of the organisation one acts for."""
    values = sent.dict(exclude={"goals"})
    change_call(by=standing_of(request), call_id=call_id, goals=reasons(sent.goals), **values)
    return _detail(request, call_id)


@router.post("/{call_id}/criteria", response={201: CallDetailOut, **REFUSALS}, auth=django_auth)
def criterion_set(
    request: Request, call_id: int, sent: NewCriterionIn
) -> Status[dict[str, object]]:
    """Say one thing that the applications to a call are judged by, until somebody has applied."""
    made = set_criterion(by=standing_of(request), call_id=call_id, **sent.dict())
    return Status(201, _detail(request, made.call_id))


@router.put("/criteria/{criterion_id}", response={200: CallDetailOut, **REFUSALS}, auth=django_auth)
def criterion_change(request: Request, criterion_id: int, sent: CriterionIn) -> dict[str, object]:
    """Change the words of a criterion, until somebody has applied."""
    by = standing_of(request)
    changed = change_criterion(by=by, criterion_id=criterion_id, **sent.dict())
    return _detail(request, changed.call_id)


@router.delete(
    "/criteria/{criterion_id}", response={200: CallDetailOut, **REFUSALS}, auth=django_auth
)
def criterion_take_away(request: Request, criterion_id: int) -> dict[str, object]:
    """Take a criterion away from its call, until somebody has applied."""
    return _detail(
        request, take_criterion_away(by=standing_of(request), criterion_id=criterion_id).pk
    )
