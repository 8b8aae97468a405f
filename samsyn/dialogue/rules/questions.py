"""What a question between two organisations is: open, answered or decided; and what may be said.

What is said to it is never written over: a new answer or decision is a new line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samsyn.basics.problem import Problem, words

WAITS_DAYS = 14
"""A question may be open so long before it hangs loose. The house's own choice: who is away for a
week has another to answer in."""


class LineKind(StrEnum):
    """What is said to a question once it is asked."""

    ANSWER = "answer"
    DECISION = "decision"
    NOTE = "note"


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Said:
    """One line to a question: what kind it is, and the day it was written."""

    kind: LineKind
    on: date


def state_of(said: Iterable[Said]) -> QuestionState:
    """What a question is, by what has been said to it. A note alone leaves it open.

    >>> answer = Said(LineKind.ANSWER, date(2026, 11, 23))
    >>> state_of([Said(LineKind.NOTE, date(2026, 11, 20)), answer])
    <QuestionState.ANSWERED: 'answered'>
    >>> state_of([Said(LineKind.DECISION, date(2026, 11, 24)), answer])
    <QuestionState.DECIDED: 'decided'>
    >>> state_of([])
    <QuestionState.OPEN: 'open'>
    """
    kinds = {line.kind for line in said}
    if LineKind.DECISION in kinds:
        return QuestionState.DECIDED
    return QuestionState.ANSWERED if LineKind.ANSWER in kinds else QuestionState.OPEN


def last_day(said: Iterable[Said], kind: LineKind) -> date | None:
    """The day of the last line of a kind; None when there is none.

    >>> last_day([Said(LineKind.ANSWER, date(2026, 11, 23))], LineKind.DECISION) is None
    True
    """
    return max((line.on for line in said if line.kind is kind), default=None)


def asked_before(today: date) -> date:
    """What was asked before this day, and is still open, has waited too long.

    >>> asked_before(date(2026, 11, 23))
    datetime.date(2026, 11, 9)
    """
    return today - timedelta(days=WAITS_DAYS)


def check_two(asker_id: int, answerer_id: int) -> None:
    """Raise Problem("question-to-oneself") unless a question goes to another organisation."""
    if asker_id == answerer_id:
        raise Problem(
            "question-to-oneself",
            words(
                "You act for the organisation that would answer. "
                "Ask another organisation, or act for the one that asks."
            ),
        )


def check_words(text: str) -> None:
    """Raise Problem("question-without-words") when a question, or what is said to it, is empty."""
    if not text.strip():
        raise Problem(
            "question-without-words",
            words("There are no words in it. Write what you ask or say in a sentence or two."),
        )


def check_answerable(said: Iterable[Said]) -> None:
    """Raise Problem("question-decided") when a question has been decided: it asks no more."""
    decided_on = last_day(said, LineKind.DECISION)
    if decided_on is not None:
        raise Problem(
            "question-decided",
            words(
                "The question was decided on %(decided_on)s and needs no answer any more. "
                "Write a note, or ask a new question."
            ),
            decided_on=decided_on,
        )
