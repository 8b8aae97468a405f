"""What comes first, and figures beside statements, as JSON."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field, StringConstraints

from samsyn.dialogue.actions import (
    add_fact_card,
    propose,
    spread_points,
    take_fact_card_away,
    withdraw_proposal,
)
from samsyn.dialogue.api.shapes import REFUSALS, Line
from samsyn.dialogue.queries import (
    FocusVoice,
    dialogues_for,
    fact_cards_for,
    focus_sheet,
    proposals_for,
    statements_for,
)
from samsyn.dialogue.rules.kinds import FactStep, When
from samsyn.dialogue.rules.point_sheets import Sheet
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])

Figure = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Points = Annotated[int, Field(ge=0, le=100)]


class ProposalIn(Schema):
    text: Line
    statement_id: int | None = None


class ProposalOut(Schema):
    id: int
    text: str
    statement_id: int | None
    organisation_id: int | None
    proposed_on: date
    commitment_ids: list[int]


class SheetIn(Schema):
    """Points and when, by the keys of proposals.

    All points together are 100, or there are none. A proposal that is left out is one that you
    have not seen; send 0 for what you give nothing.
    """

    points: dict[int, Points] = {}
    when: dict[int, When] = {}


class WeightOut(Schema):
    key: int
    name: str
    points: int


class PlacedOut(Schema):
    """A proposal on its place, from `rank` to `last_rank`; where they differ it is tied.

    `mean`, and `low` to `high` between which it lies, are points; null when nobody had it on the
    sheet, or when too few people had. `said` is how many say first, later, stop.
    """

    key: int
    voters: int
    mean: float | None
    low: float | None
    high: float | None
    quartiles: tuple[float, float, float] | None
    rank: int | None
    last_rank: int | None
    ahead_of: int
    said: tuple[int, int, int] | None
    weights: list[WeightOut]


class FocusVoiceOut(Schema):
    kind: str
    voters: int
    proposals: list[PlacedOut]


class FocusOut(Schema):
    """`voices` has organisations first; `people` is as in the answer about agreement."""

    dialogue_id: int
    proposals: list[ProposalOut]
    people: str
    voices: list[FocusVoiceOut]
    own: SheetIn


class FactCardIn(Schema):
    figure: Figure
    source: Line
    source_url: Annotated[str, Field(max_length=200)] = ""
    step: FactStep


class FactCardOut(FactCardIn):
    id: int
    statement_id: int
    organisation_id: int
    added_on: date


@router.get("{int:dialogue_id}/focus/", auth=django_auth, response={200: FocusOut, **REFUSALS})
def read_focus(request: Request, dialogue_id: int) -> dict[str, Any]:
    """The proposals, their order for organisations and for people, and one's own sheet."""
    sheet = focus_sheet(request.standing, dialogue_id)
    voices = [one for one in (sheet.organisations, sheet.people_voice) if one is not None]
    return {
        "dialogue_id": dialogue_id,
        "proposals": [
            _proposal(one, [line.commitment.pk for line in sheet.taken.get(one.pk, ())])
            for one in sheet.proposals
        ],
        "people": sheet.people,
        "voices": [_voice(voice) for voice in voices],
        "own": {"points": sheet.own.points, "when": sheet.own.when},
    }


@router.post(
    "{int:dialogue_id}/proposals/", auth=django_auth, response={201: ProposalOut, **REFUSALS}
)
def create_proposal(request: Request, dialogue_id: int, sent: ProposalIn) -> Status[Any]:
    """Propose something to do, for the organisation acted for."""
    made = propose(by=request.standing, dialogue_id=dialogue_id, **sent.dict())
    return Status(201, _proposal(made, []))


@router.delete("proposals/{int:proposal_id}/", auth=django_auth, response={204: None, **REFUSALS})
def delete_proposal(request: Request, proposal_id: int) -> Status[None]:
    """Withdraw a proposal on which nothing rests: one's own, or in one's own dialogue."""
    proposals_for(request.standing).get(pk=proposal_id)
    withdraw_proposal(by=request.standing, proposal_id=proposal_id)
    return Status(204, None)


@router.put("{int:dialogue_id}/focus/sheet/", auth=django_auth, response={200: SheetIn, **REFUSALS})
def put_sheet(request: Request, dialogue_id: int, sent: SheetIn) -> dict[str, Any]:
    """Spread the points of the organisation acted for; the last sheet counts."""
    dialogues_for(request.standing).get(pk=dialogue_id)
    spread_points(by=request.standing, dialogue_id=dialogue_id, sheet=Sheet(sent.points, sent.when))
    own = focus_sheet(request.standing, dialogue_id).own
    return {"points": own.points, "when": own.when}


@router.get(
    "statements/{int:statement_id}/fact-cards/",
    auth=django_auth,
    response={200: list[FactCardOut], **REFUSALS},
)
def read_fact_cards(request: Request, statement_id: int) -> Any:
    """The figures beside a statement."""
    statement = statements_for(request.standing).get(pk=statement_id)
    return fact_cards_for(request.standing).filter(statement=statement)


@router.post(
    "statements/{int:statement_id}/fact-cards/",
    auth=django_auth,
    response={201: FactCardOut, **REFUSALS},
)
def create_fact_card(request: Request, statement_id: int, sent: FactCardIn) -> Status[Any]:
    """Put a figure beside a statement."""
    return Status(201, add_fact_card(by=request.standing, statement_id=statement_id, **sent.dict()))


@router.delete("fact-cards/{int:fact_card_id}/", auth=django_auth, response={204: None, **REFUSALS})
def delete_fact_card(request: Request, fact_card_id: int) -> Status[None]:
    """Take a fact card of one's own organisation away."""
    take_fact_card_away(by=request.standing, fact_card_id=fact_card_id)
    return Status(204, None)


def _proposal(made: Any, commitment_ids: list[int]) -> dict[str, Any]:
    names = ("id", "text", "statement_id", "organisation_id", "proposed_on")
    return {name: getattr(made, name) for name in names} | {"commitment_ids": commitment_ids}


def _voice(voice: FocusVoice) -> dict[str, Any]:
    return {
        "kind": voice.kind,
        "voters": voice.voters,
        "proposals": [asdict(one) for one in voice.proposals],
    }
