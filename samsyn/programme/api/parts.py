"""What the answers of this room have in common."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Schema

from samsyn.directory.rules.access import Standing
from samsyn.web.answer import Request
from samsyn.web.paging import Page

Limit = Annotated[int, Field(ge=1, le=500)]
"""Rows asked for at a time."""
People = Annotated[int, Field(ge=0, le=32_767)]
Hours = Annotated[Decimal, Field(ge=0, max_digits=8, decimal_places=2)]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Reason = Annotated[str, Field(max_length=300)]
Year = Annotated[int, Field(ge=1, le=9999)]


class Refusal(Schema):
    """Why not: a code for machines and a sentence for people."""

    code: str
    text: str


REFUSALS: dict[int, Any] = {401: Any, 403: Refusal, 404: Refusal, 422: Any}
"""The refusals that every deed may answer with; 422 also lists fields of the wrong shape."""


class Named(Schema):
    """A thing by its key, and what it is called."""

    id: int
    name: str


class GoalReason(Schema):
    """A goal by its key, and why it is served."""

    goal_id: int
    reason: Reason = ""


class Party(Schema):
    """An organisation's part in a programme, and between which days."""

    id: int
    organisation: Named
    role: str
    from_on: date
    until_on: date | None


def standing_of(request: Request) -> Standing:
    """Who asks."""
    standing: Standing = request.standing
    return standing


def named(thing: Any) -> Named | None:
    """Key and name of a thing, or None where there is none."""
    return None if thing is None else Named(id=thing.pk, name=str(thing))


def goals_of(links: Any) -> list[GoalReason]:
    """The goals of links, with their reasons."""
    return [GoalReason(goal_id=link.goal_id, reason=link.reason) for link in links]


def place(page: Page[Any]) -> dict[str, Any]:
    """How many there are in all, and the address of the next ones ("" at the end)."""
    return {"total": page.total, "next_url": page.next_url}
