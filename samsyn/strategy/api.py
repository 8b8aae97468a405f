"""The strategy room as JSON, by the same queries and actions as its pages."""

from typing import Annotated, Any

from ninja import Query, Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field, StringConstraints

from samsyn.strategy.actions import change_goal, set_goal
from samsyn.strategy.queries import goal_sheet, goals_for, goals_narrowed, goals_under
from samsyn.strategy.rules.levels import GoalLevel
from samsyn.web.answer import Request

router = Router(tags=["strategy"])

MOST = 500
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
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
