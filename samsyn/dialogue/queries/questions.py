"""Questions from one organisation to another, as those two read them, and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samsyn.dialogue.models import Question, QuestionLine
from samsyn.dialogue.rules.questions import (
    LineKind,
    QuestionState,
    Said,
    asked_before,
    last_day,
    state_of,
)
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing


def questions_for(viewer: Standing) -> QuerySet[Question]:
    """The questions that the viewer may see, oldest first: her organisation's, asked or to it."""
    seen = may_see(viewer, "question", owner="asker")
    seen |= may_see(viewer, "question", owner="answerer")
    return (
        Question.objects.filter(seen).select_related("asker", "answerer").order_by("asked_on", "pk")
    )


def questions_narrowed(
    rows: QuerySet[Question], *, search: str = "", state: str = ""
) -> QuerySet[Question]:
    """The questions among the rows that fit."""
    if state:
        rows = rows.filter(_in_state(QuestionState(state)))
    return rows.filter(holds(search, "text", "background"))


def _in_state(state: QuestionState) -> Q:
    lines = QuestionLine.objects.filter(question=OuterRef("pk"))
    answered = Q(Exists(lines.filter(kind=LineKind.ANSWER)))
    decided = Q(Exists(lines.filter(kind=LineKind.DECISION)))
    if state is QuestionState.DECIDED:
        return decided
    return ~decided & (answered if state is QuestionState.ANSWERED else ~answered)


def questions_waiting(viewer: Standing) -> QuerySet[Question]:
    """The questions that the viewer may see and that have been open for more than two weeks."""
    return questions_for(viewer).filter(
        _in_state(QuestionState.OPEN), asked_on__lt=asked_before(viewer.on)
    )


def said_to(question: Question) -> list[Said]:
    """What has been said to a question, in the order in which it was."""
    return [Said(LineKind(line.kind), line.said_on) for line in question.lines.all()]


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """A question with what has been said to it, what it is, and what the viewer may do with it."""

    question: Question
    lines: list[QuestionLine]
    state: QuestionState
    answered_on: date | None
    decided_on: date | None
    days_open: int
    may_answer: bool
    may_decide: bool

    @property
    def answers(self) -> list[QuestionLine]:
        return [line for line in self.lines if line.kind == LineKind.ANSWER]

    @property
    def decisions(self) -> list[QuestionLine]:
        return [line for line in self.lines if line.kind == LineKind.DECISION]

    @property
    def notes(self) -> list[QuestionLine]:
        return [line for line in self.lines if line.kind == LineKind.NOTE]


def question_sheets(viewer: Standing, rows: Iterable[Question]) -> list[QuestionSheet]:
    """The questions with all that pages show of each; give `rows` with their `lines` fetched."""
    sheets = []
    for question in rows:
        said = said_to(question)
        state = state_of(said)
        sheets.append(
            QuestionSheet(
                question=question,
                lines=list(question.lines.all()),
                state=state,
                answered_on=last_day(said, LineKind.ANSWER),
                decided_on=last_day(said, LineKind.DECISION),
                days_open=(viewer.on - question.asked_on).days,
                may_answer=state is not QuestionState.DECIDED
                and may_do(viewer, "answer question", question.answerer_id),
                may_decide=may_do(
                    viewer, "decide question", question.asker_id, question.answerer_id
                ),
            )
        )
    return sheets


def question_sheet(viewer: Standing, question_id: int) -> QuestionSheet:
    """One question; DoesNotExist when the viewer may not see it."""
    rows = questions_for(viewer).prefetch_related("lines__organisation")
    (sheet,) = question_sheets(viewer, [rows.get(pk=question_id)])
    return sheet
