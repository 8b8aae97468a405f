"""Calls as JSON."""

from datetime import date
from typing import Annotated

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.funding.actions.calls import change_call, open_call
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
from samsyn.funding.rules.calls import CallState
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

router = Router(tags=["funding"])
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


class CallDetailOut(CallOut):
    """`tour_id` is null too where the reader may not see the tour."""

    goals: list[GoalReason]
    tour_id: int | None


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
    tour_id = sheet.tour.pk if sheet.tour else None
    return _row(line) | {"goals": goals_of(sheet.goal_links), "tour_id": tour_id}


@router.get("", response=Calls, auth=None)
def calls(request: Request, asked: Query[CallQuery]) -> dict[str, object]:
    """The calls, newest first. Open to all."""
    viewer = standing_of(request)
    rows = calls_within(viewer, calls_for(viewer), search=asked.search, state=asked.state or "")
    page = page_of(request, rows, ("-opens_on", "-pk"), asked.limit)
    return place(page) | {"rows": [_row(line) for line in call_lines(viewer, page.rows)]}


@router.get("/{call_id}", response={200: CallDetailOut, **REFUSALS}, auth=None)
def call(request: Request, call_id: int) -> dict[str, object]:
    """One call with the goals it aims at. Open to all."""
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
