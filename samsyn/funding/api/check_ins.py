"""Check-ins about grants as JSON, for the two parties of the grant. All of it asks for sign-in."""

from datetime import date
from typing import TYPE_CHECKING

from ninja import Router, Schema, Status
from ninja.security import django_auth

from samsyn.funding.actions.check_ins import hold_check_in
from samsyn.funding.api.parts import REFUSALS, Named, named, standing_of
from samsyn.funding.queries.check_ins import agenda_sheet, check_in_sheet
from samsyn.web.answer import Request

if TYPE_CHECKING:
    from samsyn.dialogue.queries import CommitmentLine
    from samsyn.funding.queries.questions import GrantQuestionLine

router = Router(tags=["funding"], auth=django_auth)


class CheckInIn(Schema):
    held_on: date
    notes: str
    next_on: date | None = None


class CheckInOut(Schema):
    id: int
    grant: Named | None
    dialogue_id: int
    held_on: date
    notes: str
    next_on: date | None
    decisions: list[str]
    commitments: list[Named]


class AgendaOut(Schema):
    """`most` is how many meetings the grant may have in `year`; null where there is no rule."""

    year: int
    held: int
    most: int | None
    source: str
    last_on: date | None
    next_on: date | None
    open: list[Named]
    answered: list[Named]
    commitments_past: list[Named]


def _asked(lines: "list[GrantQuestionLine]") -> list[Named]:
    questions = [line.sheet.question for line in lines]
    return [Named(id=question.pk, name=question.text) for question in questions]


def _promised(lines: "list[CommitmentLine]") -> list[Named]:
    return [Named(id=line.commitment.pk, name=line.commitment.text) for line in lines]


@router.get("grants/{grant_id}/agenda", response={200: AgendaOut, **REFUSALS})
def agenda(request: Request, grant_id: int) -> dict[str, object]:
    """The agenda of the next check-in about a grant."""
    sheet = agenda_sheet(standing_of(request), grant_id)
    held = sheet.check_ins
    return {
        "year": held.year,
        "held": held.held,
        "most": held.most and held.most.meetings,
        "source": held.most.source if held.most else "",
        "last_on": held.last and held.last.held_on,
        "next_on": held.next_on,
        "open": _asked(sheet.open),
        "answered": _asked(sheet.answered),
        "commitments_past": _promised(sheet.past),
    }


@router.get("check-ins/{check_in_id}", response={200: CheckInOut, **REFUSALS})
def check_in(request: Request, check_in_id: int) -> dict[str, object]:
    """One check-in."""
    sheet = check_in_sheet(standing_of(request), check_in_id)
    held = sheet.check_in
    return {
        "id": held.pk,
        "grant": named(held.grant),
        "dialogue_id": held.dialogue_id,
        "held_on": held.held_on,
        "notes": held.notes,
        "next_on": held.next_on,
        "decisions": [line.text for line in sheet.decisions],
        "commitments": _promised(sheet.commitments),
    }


@router.post("grants/{grant_id}/check-ins", response={201: CheckInOut, **REFUSALS})
def check_in_add(request: Request, grant_id: int, sent: CheckInIn) -> Status[dict[str, object]]:
    """Write down that a check-in was held; only the grant's recipient and grantor may."""
    made = hold_check_in(by=standing_of(request), grant_id=grant_id, **sent.dict())
    return Status(201, check_in(request, made.pk))
