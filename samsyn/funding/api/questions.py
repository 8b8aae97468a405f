"""Questions about grants as JSON, for the two parties of the grant. All of it asks for sign-in."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.dialogue.actions import answer_question, decide_question, note_on_question
from samsyn.dialogue.rules.questions import LineKind, QuestionState
from samsyn.funding.actions.questions import ask_about_grant
from samsyn.funding.api.parts import REFUSALS, Limit, Named, named, place, standing_of
from samsyn.funding.queries.questions import (
    grant_question,
    grant_question_lines,
    grant_questions_for,
    grant_questions_within,
    with_lines,
)
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

if TYPE_CHECKING:
    from samsyn.funding.queries.questions import GrantQuestionLine

router = Router(tags=["funding"], auth=django_auth)


class QuestionIn(Schema):
    """It may be about one goal of the grant, or one activity that the grant pays for."""

    text: Annotated[str, Field(max_length=300)]
    background: str = ""
    goal_id: int | None = None
    activity_id: int | None = None


class SaidIn(Schema):
    text: str


class SaidOut(Schema):
    kind: LineKind
    text: str
    organisation: Named | None
    said_on: date


class QuestionOut(Schema):
    id: int
    grant: Named | None
    goal: Named | None
    activity: Named | None
    text: str
    background: str
    asker: Named | None
    answerer: Named | None
    asked_on: date
    state: QuestionState
    answered_on: date | None
    decided_on: date | None
    lines: list[SaidOut]


class Questions(Schema):
    total: int
    next_url: str
    rows: list[QuestionOut]


class QuestionQuery(Schema):
    search: str = ""
    state: QuestionState | None = None
    grant_id: int | None = None
    waiting: bool = False
    limit: Limit = 50
    after: str = ""


def _row(line: "GrantQuestionLine") -> dict[str, object]:
    sheet, question = line.sheet, line.sheet.question
    return {
        "id": question.pk,
        "grant": named(line.grant),
        "goal": named(line.goal),
        "activity": named(line.activity),
        "text": question.text,
        "background": question.background,
        "asker": named(question.asker),
        "answerer": named(question.answerer),
        "asked_on": question.asked_on,
        "state": sheet.state,
        "answered_on": sheet.answered_on,
        "decided_on": sheet.decided_on,
        "lines": [
            SaidOut(
                kind=LineKind(said.kind),
                text=said.text,
                organisation=named(said.organisation),
                said_on=said.said_on,
            )
            for said in sheet.lines
        ],
    }


@router.get("questions", response={200: Questions, **REFUSALS})
def questions(request: Request, asked: Query[QuestionQuery]) -> dict[str, object]:
    """The questions about grants that the reader may see, newest first."""
    viewer = standing_of(request)
    rows = grant_questions_within(
        grant_questions_for(viewer),
        viewer,
        search=asked.search,
        state=asked.state or "",
        grant=asked.grant_id,
        waiting=asked.waiting,
    )
    page = page_of(request, with_lines(rows), ("-pk",), asked.limit)
    return place(page) | {"rows": [_row(line) for line in grant_question_lines(viewer, page.rows)]}


@router.get("questions/{question_id}", response={200: QuestionOut, **REFUSALS})
def question(request: Request, question_id: int) -> dict[str, object]:
    """One question, with all that has been said to it."""
    return _row(grant_question(standing_of(request), question_id))


@router.post("grants/{grant_id}/questions", response={201: QuestionOut, **REFUSALS})
def question_ask(request: Request, grant_id: int, sent: QuestionIn) -> Status[dict[str, object]]:
    """Ask the other party of a grant; only its recipient and its grantor may."""
    made = ask_about_grant(by=standing_of(request), grant_id=grant_id, **sent.dict())
    return Status(201, question(request, made.question_id))


@router.post("questions/{question_id}/answers", response={201: QuestionOut, **REFUSALS})
def question_answer(request: Request, question_id: int, sent: SaidIn) -> Status[dict[str, object]]:
    """Answer a question; only the organisation that it was put to may."""
    answer_question(by=standing_of(request), question_id=question_id, text=sent.text)
    return Status(201, question(request, question_id))


@router.post("questions/{question_id}/decisions", response={201: QuestionOut, **REFUSALS})
def question_decide(request: Request, question_id: int, sent: SaidIn) -> Status[dict[str, object]]:
    """Write down what was decided about a question; either of the two may."""
    decide_question(by=standing_of(request), question_id=question_id, text=sent.text)
    return Status(201, question(request, question_id))


@router.post("questions/{question_id}/notes", response={201: QuestionOut, **REFUSALS})
def question_note(request: Request, question_id: int, sent: SaidIn) -> Status[dict[str, object]]:
    """Write a note to a question; either of the two may."""
    note_on_question(by=standing_of(request), question_id=question_id, text=sent.text)
    return Status(201, question(request, question_id))
