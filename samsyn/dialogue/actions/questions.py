"""Asking another organisation, answering it, and writing down what was decided."""

from django.db import transaction

from samsyn.dialogue.actions.dialogues import organisation_of
from samsyn.dialogue.models import Question, QuestionLine
from samsyn.dialogue.queries.questions import questions_for, said_to
from samsyn.dialogue.rules.questions import (
    LineKind,
    check_answerable,
    check_two,
    check_words,
)
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing


@transaction.atomic
def ask_question(*, by: Standing, answerer_id: int, text: str, background: str = "") -> Question:
    """Ask another organisation something, for the one that `by` acts for. Only the two see it."""
    require(by=by, deed="ask question")
    asker_id = organisation_of(by=by)
    check_two(asker_id, answerer_id)
    text = " ".join(text.split())
    check_words(text)
    question = Question.objects.create(
        text=text,
        background=background,
        asker_id=asker_id,
        answerer_id=answerer_id,
        asked_on=by.on,
    )
    note(by=by, deed="ask question", subject=question)
    return question


@transaction.atomic
def answer_question(*, by: Standing, question_id: int, text: str) -> QuestionLine:
    """Answer a question, for the organisation that it was put to; a new answer is a new line."""
    question = _locked(by, question_id)
    require(by=by, deed="answer question", owner_id=question.answerer_id)
    check_answerable(said_to(question))
    return _say(by, "answer question", question, LineKind.ANSWER, text)


@transaction.atomic
def decide_question(*, by: Standing, question_id: int, text: str) -> QuestionLine:
    """Write down what was decided about a question, for one of its two; answered or not."""
    question = _locked(by, question_id)
    require(by=by, deed="decide question", owner_id=_party(by, question))
    return _say(by, "decide question", question, LineKind.DECISION, text)


@transaction.atomic
def note_on_question(*, by: Standing, question_id: int, text: str) -> QuestionLine:
    """Write a note to a question, for one of its two. It answers and decides nothing."""
    question = _locked(by, question_id)
    require(by=by, deed="note on question", owner_id=_party(by, question))
    return _say(by, "note on question", question, LineKind.NOTE, text)


def _locked(by: Standing, question_id: int) -> Question:
    """The question, kept for us until the deed is done; DoesNotExist when `by` may not see it."""
    return questions_for(by).select_related(None).select_for_update().get(pk=question_id)


def _party(by: Standing, question: Question) -> int:
    """The one of the two that `by` acts for; the one that asked, when it is neither."""
    if by.organisation_id == question.answerer_id:
        return question.answerer_id
    return question.asker_id


def _say(by: Standing, deed: str, question: Question, kind: LineKind, text: str) -> QuestionLine:
    check_words(text)
    line = QuestionLine.objects.create(
        question=question,
        kind=kind,
        text=text.strip(),
        organisation_id=organisation_of(by=by),
        said_on=by.on,
    )
    note(by=by, deed=deed, subject=question)
    return line
