"""A dialogue held once more, and what changed since, as JSON."""

from datetime import date
from typing import Any

from ninja import Router, Schema, Status
from ninja.security import django_auth

from samsyn.dialogue.actions import hold_again
from samsyn.dialogue.api.shapes import REFUSALS, Title
from samsyn.dialogue.queries import analysis_for, rounds_for
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])


class RoundIn(Schema):
    title: Title
    opens_on: date
    closes_on: date


class RoundOut(Schema):
    id: int
    title: str
    opens_on: date
    closes_on: date
    follows_id: int


class AgreedOut(Schema):
    text: str
    language: str
    side: str


class ChangeOut(Schema):
    """`before` and `after` are the samsyn figure with the ends of its interval.

    `turned` is "more", "less" or "unsure"; `both` is null for people, of whom nobody knows.
    """

    kind: str
    before: list[float]
    after: list[float]
    change: float
    low: float
    high: float
    statements: int
    voters_before: int
    voters_after: int
    both: int | None
    turned: str
    gained: list[AgreedOut]
    lost: list[AgreedOut]


class ChangesOut(Schema):
    """`earlier_id` is null where the dialogue is no second round; then `changes` is empty."""

    dialogue_id: int
    earlier_id: int | None
    changes: list[ChangeOut]


@router.post("{int:dialogue_id}/again/", auth=django_auth, response={201: RoundOut, **REFUSALS})
def create_round(request: Request, dialogue_id: int, sent: RoundIn) -> Status[Any]:
    """Hold a dialogue of the organisation acted for once more, over the same statements."""
    return Status(201, hold_again(by=request.standing, dialogue_id=dialogue_id, **sent.dict()))


@router.get("{int:dialogue_id}/change/", auth=django_auth, response={200: ChangesOut, **REFUSALS})
def read_change(request: Request, dialogue_id: int) -> dict[str, Any]:
    """How the samsyn figure changed since the earlier round, in each way of counting."""
    viewer = request.standing
    rounds = rounds_for(viewer, analysis_for(viewer, dialogue_id))
    return {
        "dialogue_id": dialogue_id,
        "earlier_id": rounds.earlier.pk if rounds.earlier else None,
        "changes": rounds.changes,
    }
