"""The strategy room as JSON, by the same queries and actions as its pages."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Query, Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field, StringConstraints

from samsyn.strategy.actions.goals import change_goal, set_goal
from samsyn.strategy.actions.indicators import (
    change_indicator,
    correct_measurement,
    note_measurement,
    set_indicator,
)
from samsyn.strategy.actions.statements import goal_from_statement
from samsyn.strategy.queries.goals import goal_sheet, goals_for, goals_narrowed, goals_under
from samsyn.strategy.queries.indicators import (
    IndicatorSheet,
    indicator_sheet,
    indicators_for,
    indicators_narrowed,
    line_of,
)
from samsyn.strategy.rules.indicators import IndicatorState
from samsyn.strategy.rules.levels import GoalLevel
from samsyn.web.answer import Request

router = Router(tags=["strategy"])

MOST = 500
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Value = Annotated[Decimal, Field(max_digits=15, decimal_places=3)]
Year = Annotated[int, Field(ge=1990, le=2100)]


class Refusal(Schema):
    code: str
    text: str


REFUSALS: dict[int, Any] = {401: Any, 403: Refusal, 404: Refusal, 422: Any}


class GoalIn(Schema):
    """`statement_ids` null: on a new goal those of the joint decision, else those it has."""

    title_sv: Title
    title_en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    level: GoalLevel | None = None
    above_id: int | None = None
    joint_decision_id: int | None = None
    statement_ids: list[int] | None = None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    from_year: Year | None = None
    until_year: Year | None = None


class TitlesIn(Schema):
    title_sv: Title
    title_en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class GoalOut(Schema):
    """`level` is null when it is not known; `register_name` is the list it was imported from."""

    id: int
    title_sv: str
    title_en: str
    level: GoalLevel | None
    above_id: int | None
    owner_id: int | None
    joint_decision_id: int | None
    from_year: int | None
    until_year: int | None
    register_name: str

    @staticmethod
    def resolve_register_name(goal: Any) -> str:
        return str(goal.register)

    @staticmethod
    def resolve_level(goal: Any) -> GoalLevel | None:
        return GoalLevel(goal.level) if goal.level else None


class GroundOut(Schema):
    statement_id: int
    reason: str


class GoalSheetOut(Schema):
    """`under_ids` holds the goal and all below it; `hidden_grounds` are statements of the house."""

    goal: GoalOut
    above_ids: list[int]
    under_ids: list[int]
    grounds: list[GroundOut]
    hidden_grounds: int


class GoalsOut(Schema):
    """`next` is what to send as `after` to read on; null at the end."""

    items: list[GoalOut]
    next: int | None


@router.get("goals/", auth=None, response={200: GoalsOut, **REFUSALS})
def read_goals(
    request: Request,
    search: str = "",
    level: GoalLevel | None = None,
    under_id: int | None = None,
    after: int = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> dict[str, Any]:
    """All goals, by key; open to all."""
    viewer = request.standing
    rows = goals_narrowed(
        goals_for(viewer), viewer, search=search, level=level or "", under_id=under_id
    )
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    return {"items": found, "next": found[-1].pk if more else None}


@router.post("goals/", auth=django_auth, response={201: GoalOut, **REFUSALS})
def create_goal(request: Request, sent: GoalIn) -> Status[Any]:
    """Set a goal for the organisation acted for."""
    return Status(201, set_goal(by=request.standing, **sent.dict()))


@router.post(
    "goals/from-statement/{int:statement_id}/",
    auth=django_auth,
    response={201: GoalOut, **REFUSALS},
)
def create_goal_from_statement(request: Request, statement_id: int, sent: TitlesIn) -> Status[Any]:
    """Set a goal that rests on a statement which is agreed on; the reason says how many agree."""
    made = goal_from_statement(by=request.standing, statement_id=statement_id, **sent.dict())
    return Status(201, made)


@router.get("goals/{int:goal_id}/", auth=None, response={200: GoalSheetOut, **REFUSALS})
def read_goal(request: Request, goal_id: int) -> dict[str, Any]:
    """One goal, its place and what it rests on; open to all."""
    sheet = goal_sheet(request.standing, goal_id)
    return {
        "goal": sheet.goal,
        "above_ids": [goal.pk for goal in sheet.above],
        "under_ids": sorted(goals_under(request.standing, goal_id)),
        "grounds": sheet.grounds,
        "hidden_grounds": sheet.hidden_grounds,
    }


@router.put("goals/{int:goal_id}/", auth=django_auth, response={200: GoalOut, **REFUSALS})
def put_goal(request: Request, goal_id: int, sent: GoalIn) -> Any:
    """Change a goal of the organisation acted for, or put it under another."""
    return change_goal(by=request.standing, goal_id=goal_id, **sent.dict())


class IndicatorIn(Schema):
    """Values in the unit that it names; `interval_months` is 1, 3, 6, 12 or 24."""

    title_sv: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    title_en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    unit: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    measured: Line
    baseline_value: Value
    baseline_on: date
    target_value: Value
    target_on: date
    interval_months: int


class IndicatorOut(IndicatorIn):
    id: int
    goal_id: int


class IndicatorLineOut(Schema):
    """How it stands by its latest value; `due_on` is null when there is no more to measure."""

    indicator: IndicatorOut
    state: IndicatorState
    latest_on: date | None
    latest_value: Decimal | None
    due_on: date | None
    overdue: bool


class IndicatorsOut(Schema):
    """`next` is what to send as `after` to read on; null at the end."""

    items: list[IndicatorLineOut]
    next: int | None


class MeasurementIn(Schema):
    on: date
    value: Value
    source: Line


class CorrectionIn(MeasurementIn):
    reason: Line


class MeasurementOut(MeasurementIn):
    """`corrects_id` is the one that it stands in the place of."""

    id: int
    source: str
    corrects_id: int | None
    reason: str


class IndicatorSheetOut(Schema):
    """The latest fifty measurements, corrected ones too, the latest day first."""

    line: IndicatorLineOut
    measurements: list[MeasurementOut]

    @staticmethod
    def resolve_measurements(sheet: IndicatorSheet) -> list[Any]:
        return [line.measurement for line in sheet.measurements]


@router.get("indicators/", auth=None, response={200: IndicatorsOut, **REFUSALS})
def read_indicators(
    request: Request,
    search: str = "",
    state: IndicatorState | None = None,
    goal_id: int | None = None,
    overdue: bool = False,
    after: int = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> dict[str, Any]:
    """All indicators with how each stands, by key; open to all."""
    viewer = request.standing
    rows = indicators_narrowed(
        indicators_for(viewer),
        viewer,
        search=search,
        state=state or "",
        goal_id=goal_id,
        overdue=overdue,
    )
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    return {
        "items": [line_of(viewer, one) for one in found],
        "next": found[-1].pk if more else None,
    }


@router.post(
    "goals/{int:goal_id}/indicators/", auth=django_auth, response={201: IndicatorOut, **REFUSALS}
)
def create_indicator(request: Request, goal_id: int, sent: IndicatorIn) -> Status[Any]:
    """Set an indicator for a goal of the organisation acted for."""
    return Status(201, set_indicator(by=request.standing, goal_id=goal_id, said=_said(sent)))


def _said(sent: IndicatorIn) -> Any:
    return sent.dict()


@router.get(
    "indicators/{int:indicator_id}/", auth=None, response={200: IndicatorSheetOut, **REFUSALS}
)
def read_indicator(request: Request, indicator_id: int) -> IndicatorSheet:
    """One indicator with what has been measured; open to all."""
    return indicator_sheet(request.standing, indicator_id)


@router.put(
    "indicators/{int:indicator_id}/",
    auth=django_auth,
    response={200: IndicatorOut, **REFUSALS},
)
def put_indicator(request: Request, indicator_id: int, sent: IndicatorIn) -> Any:
    """Change an indicator of a goal of the organisation acted for."""
    return change_indicator(by=request.standing, indicator_id=indicator_id, said=_said(sent))


@router.post(
    "indicators/{int:indicator_id}/measurements/",
    auth=django_auth,
    response={201: MeasurementOut, **REFUSALS},
)
def create_measurement(request: Request, indicator_id: int, sent: MeasurementIn) -> Status[Any]:
    """Note what an indicator was on a day."""
    made = note_measurement(by=request.standing, indicator_id=indicator_id, **sent.dict())
    return Status(201, made)


@router.post(
    "measurements/{int:measurement_id}/correction/",
    auth=django_auth,
    response={201: MeasurementOut, **REFUSALS},
)
def create_correction(request: Request, measurement_id: int, sent: CorrectionIn) -> Status[Any]:
    """Put a new line in the place of a measurement that was wrong."""
    made = correct_measurement(by=request.standing, measurement_id=measurement_id, **sent.dict())
    return Status(201, made)
