"""The dialogue room as JSON, by the same queries and actions as its pages."""

from datetime import date
from typing import Annotated, Any

from django.utils.translation import get_language
from ninja import Query, Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field

from samsyn.dialogue.actions import (
    add_statement,
    change_dialogue,
    decide_jointly,
    hold_dialogue,
    vote_on,
)
from samsyn.dialogue.api.agreement import router as agreement
from samsyn.dialogue.api.commitments import router as commitments
from samsyn.dialogue.api.focus import router as focus
from samsyn.dialogue.api.notebook import router as notebook
from samsyn.dialogue.api.preparing import router as preparing
from samsyn.dialogue.api.rounds import router as rounds
from samsyn.dialogue.api.shapes import REFUSALS, Line, Place, Title, page_of
from samsyn.dialogue.api.tours import router as tours
from samsyn.dialogue.queries import (
    dialogue_sheet,
    dialogues_for,
    dialogues_narrowed,
    joint_decision_sheet,
    joint_decisions_for,
    joint_decisions_narrowed,
)
from samsyn.dialogue.rules.kinds import DialogueKind, Languages, Vote
from samsyn.dialogue.rules.stages import Stage
from samsyn.funding.queries.criteria import criteria_on
from samsyn.strategy.queries import goals_from, goals_on
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])
router.add_router("", agreement)
router.add_router("", commitments)
router.add_router("", rounds)
router.add_router("", preparing)
router.add_router("", tours)
router.add_router("", notebook)
router.add_router("", focus)


class DialogueIn(Schema):
    title: Title
    question: Line
    purpose: str = ""
    kind: DialogueKind
    county_id: str | None = None
    languages: Languages = Languages.SWEDISH
    question_translation: Annotated[str, Field(max_length=300)] = ""
    opens_on: date
    closes_on: date
    is_everybody_invited: bool = False


class DialogueOut(Schema):
    id: int
    title: str
    question: str
    purpose: str
    kind: DialogueKind
    organiser_id: int
    county_id: str | None
    languages: Languages
    question_translation: str
    opens_on: date
    closes_on: date
    is_everybody_invited: bool


class TallyOut(Schema):
    agree: int
    disagree: int
    passed: int
    voters: int


class StatementOut(Schema):
    """`translation` is in the other language of the two, "" where there is none.

    `tally` is null when nobody has voted; `own_vote` is that of the organisation acted for.
    """

    id: int
    text: str
    language: str
    translation: str
    organisation_id: int | None
    said_on: date
    tally: TallyOut | None
    own_vote: Vote | None


class JointDecisionOut(Schema):
    id: int
    text: str
    decided_on: date
    organisation_id: int
    goal_ids: list[int]


class CameOut(Schema):
    """What rests on a statement: goals, and criteria of calls."""

    statement_id: int
    goal_ids: list[int]
    criterion_ids: list[int]


class DialogueSheetOut(DialogueOut):
    """`came_of` has the statements that something rests on."""

    stage: Stage
    statements: list[StatementOut]
    voter_ids: list[int]
    joint_decision_ids: list[int]
    came_of: list[CameOut]


class JointDecisionSheetOut(JointDecisionOut):
    """`hidden` is the number of statements that only the house may read."""

    statements: list[StatementOut]
    hidden: int


class DialoguesOut(Schema):
    """`next` is what to send as `after` to read on; null at the end."""

    items: list[DialogueOut]
    next: int | None


class JointDecisionsOut(Schema):
    items: list[JointDecisionOut]
    next: int | None


class StatementIn(Schema):
    text: Line


class VoteIn(Schema):
    vote: Vote


class JointDecisionIn(Schema):
    text: Line
    statement_ids: list[int]


@router.get("", auth=django_auth, response={200: DialoguesOut, **REFUSALS})
def read_dialogues(
    request: Request,
    place: Query[Place],
    search: str = "",
    kind: DialogueKind | None = None,
    county: str = "",
    stage: Stage | None = None,
) -> dict[str, Any]:
    """The dialogues that the reader may see, by key."""
    viewer = request.standing
    rows = dialogues_narrowed(
        dialogues_for(viewer),
        viewer,
        search=search,
        kind=kind or "",
        county=county,
        stage=stage or "",
    )
    return page_of(rows, place)


@router.post("", auth=django_auth, response={201: DialogueOut, **REFUSALS})
def create_dialogue(request: Request, sent: DialogueIn) -> Status[Any]:
    """Hold a dialogue for the organisation acted for."""
    return Status(201, hold_dialogue(by=request.standing, **sent.dict()))


@router.get("joint-decisions/", auth=None, response={200: JointDecisionsOut, **REFUSALS})
def read_joint_decisions(request: Request, place: Query[Place], search: str = "") -> dict[str, Any]:
    """All joint decisions, by key, with the goals that came of them; open to all."""
    viewer = request.standing
    page = page_of(joint_decisions_narrowed(joint_decisions_for(viewer), search=search), place)
    goals = goals_from(viewer, [decision.pk for decision in page["items"]])
    return page | {"items": [_decided(one, goals[one.pk]) for one in page["items"]]}


@router.get(
    "joint-decisions/{int:joint_decision_id}/",
    auth=None,
    response={200: JointDecisionSheetOut, **REFUSALS},
)
def read_joint_decision(request: Request, joint_decision_id: int) -> dict[str, Any]:
    """One joint decision, its statements and goals; open to all."""
    sheet = joint_decision_sheet(request.standing, joint_decision_id)
    goals = goals_from(request.standing, [joint_decision_id])[joint_decision_id]
    return _decided(sheet.joint_decision, goals) | {
        "statements": [_said(line) for line in sheet.lines],
        "hidden": sheet.hidden,
    }


@router.get("{int:dialogue_id}/", auth=django_auth, response={200: DialogueSheetOut, **REFUSALS})
def read_dialogue(request: Request, dialogue_id: int) -> dict[str, Any]:
    """One dialogue with its statements, votes counted, and who has voted."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    keys = [line.statement.pk for line in sheet.lines]
    goals, criteria = goals_on(viewer, keys), criteria_on(viewer, keys)
    return DialogueOut.from_orm(sheet.dialogue).dict() | {
        "stage": sheet.stage,
        "statements": [_said(line) for line in sheet.lines],
        "voter_ids": [organisation.pk for organisation in sheet.voters],
        "joint_decision_ids": [decision.pk for decision in sheet.joint_decisions],
        "came_of": [
            {
                "statement_id": key,
                "goal_ids": [goal.pk for goal in goals[key]],
                "criterion_ids": [criterion.pk for criterion in criteria[key]],
            }
            for key in keys
            if goals[key] or criteria[key]
        ],
    }


@router.put("{int:dialogue_id}/", auth=django_auth, response={200: DialogueOut, **REFUSALS})
def put_dialogue(request: Request, dialogue_id: int, sent: DialogueIn) -> Any:
    """Change a dialogue of the organisation acted for."""
    return change_dialogue(by=request.standing, dialogue_id=dialogue_id, **sent.dict())


@router.post(
    "{int:dialogue_id}/statements/", auth=django_auth, response={201: StatementOut, **REFUSALS}
)
def create_statement(request: Request, dialogue_id: int, sent: StatementIn) -> Status[Any]:
    """Say something in a dialogue for the organisation acted for."""
    statement = add_statement(
        by=request.standing, dialogue_id=dialogue_id, text=sent.text, reads=get_language()
    )
    sheet = dialogue_sheet(request.standing, dialogue_id)
    return Status(
        201, _said(next(line for line in sheet.lines if line.statement.pk == statement.pk))
    )


@router.put(
    "statements/{int:statement_id}/vote/",
    auth=django_auth,
    response={200: StatementOut, **REFUSALS},
)
def put_vote(request: Request, statement_id: int, sent: VoteIn) -> dict[str, Any]:
    """Agree (1), disagree (-1) or pass (0) for the organisation acted for; may be changed."""
    cast = vote_on(by=request.standing, statement_id=statement_id, vote=sent.vote)
    sheet = dialogue_sheet(request.standing, cast.statement.dialogue_id)
    return _said(next(line for line in sheet.lines if line.statement.pk == statement_id))


@router.post(
    "{int:dialogue_id}/joint-decisions/",
    auth=django_auth,
    response={201: JointDecisionOut, **REFUSALS},
)
def create_joint_decision(request: Request, dialogue_id: int, sent: JointDecisionIn) -> Status[Any]:
    """Write down what the actors of a dialogue want together; it cannot be changed."""
    decision = decide_jointly(by=request.standing, dialogue_id=dialogue_id, **sent.dict())
    return Status(201, _decided(decision, []))


def _said(line: Any) -> dict[str, Any]:
    return {
        "id": line.statement.pk,
        "text": line.statement.text,
        "language": line.statement.language,
        "translation": line.statement.translation,
        "organisation_id": line.statement.organisation_id,
        "said_on": line.statement.said_on,
        "tally": line.tally,
        "own_vote": line.own_vote,
    }


def _decided(decision: Any, goals: Any) -> dict[str, Any]:
    return {
        "id": decision.pk,
        "text": decision.text,
        "decided_on": decision.decided_on,
        "organisation_id": decision.organisation_id,
        "goal_ids": [goal.pk for goal in goals],
    }
