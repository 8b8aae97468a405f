"""Commitments as JSON: what organisations have promised each other, and how it went."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field

from samsyn.dialogue.actions import change_commitment, commit, end_commitment
from samsyn.dialogue.api.shapes import REFUSALS, Line, Place, page_of
from samsyn.dialogue.queries import (
    commitment_lines,
    commitment_sheet,
    commitments_for,
    commitments_narrowed,
)
from samsyn.dialogue.rules.commitments import CommitmentEnd, CommitmentState
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])


class CommitmentOut(Schema):
    """`end` is "" while it has not ended; `state` is what it is today."""

    id: int
    dialogue_id: int
    joint_decision_id: int | None
    proposal_id: int | None
    text: str
    organisation_id: int
    responsible: str
    noted_on: date
    first_due_on: date
    due_on: date
    moved_why: str
    state: CommitmentState
    days_past: int
    ended_on: date | None
    ended_how: str


class CommitmentsOut(Schema):
    items: list[CommitmentOut]
    next: int | None


class CommitIn(Schema):
    text: Line
    due_on: date
    joint_decision_id: int | None = None
    proposal_id: int | None = None
    responsible: Annotated[str, Field(max_length=120)] = ""


class CommitmentIn(Schema):
    """`reason` is needed when the day is moved."""

    text: Line
    due_on: date
    responsible: Annotated[str, Field(max_length=120)] = ""
    reason: Annotated[str, Field(max_length=300)] = ""


class CommitmentEndIn(Schema):
    end: CommitmentEnd
    ended_on: date
    how: Line


@router.get("commitments/", auth=None, response={200: CommitmentsOut, **REFUSALS})
def read_commitments(
    request: Request,
    place: Query[Place],
    search: str = "",
    state: CommitmentState | None = None,
    organisation_id: int | None = None,
    joint_decision_id: int | None = None,
) -> dict[str, Any]:
    """All commitments, by key; `open` takes those past their day along. Open to all."""
    viewer = request.standing
    rows = commitments_narrowed(
        commitments_for(viewer),
        viewer,
        search=search,
        state=state or "",
        organisation=organisation_id,
        joint_decision=joint_decision_id,
    )
    page = page_of(rows, place)
    return page | {"items": [_promised(one) for one in commitment_lines(viewer, page["items"])]}


@router.get(
    "commitments/{int:commitment_id}/", auth=None, response={200: CommitmentOut, **REFUSALS}
)
def read_commitment(request: Request, commitment_id: int) -> dict[str, Any]:
    """One commitment; open to all."""
    return _promised(commitment_sheet(request.standing, commitment_id).line)


@router.put(
    "commitments/{int:commitment_id}/", auth=django_auth, response={200: CommitmentOut, **REFUSALS}
)
def put_commitment(request: Request, commitment_id: int, sent: CommitmentIn) -> dict[str, Any]:
    """Change a commitment of the organisation acted for; a moved day needs a reason."""
    change_commitment(by=request.standing, commitment_id=commitment_id, **sent.dict())
    return read_commitment(request, commitment_id)


@router.put(
    "commitments/{int:commitment_id}/end/",
    auth=django_auth,
    response={200: CommitmentOut, **REFUSALS},
)
def put_commitment_end(
    request: Request, commitment_id: int, sent: CommitmentEndIn
) -> dict[str, Any]:
    """Say, once, that a commitment of the organisation acted for is kept or given up."""
    end_commitment(by=request.standing, commitment_id=commitment_id, **sent.dict())
    return read_commitment(request, commitment_id)


@router.post(
    "{int:dialogue_id}/commitments/", auth=django_auth, response={201: CommitmentOut, **REFUSALS}
)
def create_commitment(request: Request, dialogue_id: int, sent: CommitIn) -> Status[Any]:
    """Commit the organisation acted for; nobody commits another."""
    made = commit(by=request.standing, dialogue_id=dialogue_id, **sent.dict())
    return Status(201, read_commitment(request, made.pk))


def _promised(line: Any) -> dict[str, Any]:
    names = ("id", "dialogue_id", "joint_decision_id", "proposal_id", "text", "organisation_id")
    days = (
        "responsible",
        "noted_on",
        "first_due_on",
        "due_on",
        "moved_why",
        "ended_on",
        "ended_how",
    )
    held = {name: getattr(line.commitment, name) for name in (*names, *days)}
    return held | {"state": line.state, "days_past": line.days_past}
