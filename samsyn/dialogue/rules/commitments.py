"""What a commitment is on a day: open, past its day, kept or given up; and its days.

The day that is promised counts: a commitment is past its day from the day after.
"""

from datetime import date
from enum import StrEnum

from samsyn.basics.problem import Problem, words


class CommitmentEnd(StrEnum):
    """The two ways in which a commitment ends. There is no third: silence keeps it open."""

    KEPT = "kept"
    GIVEN_UP = "given_up"


class CommitmentState(StrEnum):
    OPEN = "open"
    PAST = "past"
    KEPT = "kept"
    GIVEN_UP = "given_up"


def state_on(on: date, due_on: date, end: str) -> CommitmentState:
    """What a commitment is on a day; `end` is "" while it has not ended.

    >>> state_on(date(2026, 11, 23), date(2026, 11, 23), "")
    <CommitmentState.OPEN: 'open'>
    >>> state_on(date(2026, 11, 24), date(2026, 11, 23), "")
    <CommitmentState.PAST: 'past'>
    >>> state_on(date(2026, 11, 24), date(2026, 11, 23), "kept")
    <CommitmentState.KEPT: 'kept'>
    """
    if end:
        return CommitmentState(end)
    return CommitmentState.PAST if due_on < on else CommitmentState.OPEN


def check_due(on: date, due_on: date) -> None:
    """Raise Problem("commitment-due-passed") when the day that would be promised has passed."""
    if due_on < on:
        raise Problem(
            "commitment-due-passed",
            words("%(due_on)s has passed, so nobody can promise it. Choose today or a later day."),
            due_on=due_on,
        )


def check_not_ended(end: str, ended_on: date | None) -> None:
    """Raise Problem("commitment-ended") when a commitment has ended: it stands as it ended."""
    if end:
        raise Problem(
            "commitment-ended",
            words(
                "This commitment ended on %(ended_on)s and stands as it ended. "
                "Make a new commitment for what is left to do."
            ),
            ended_on=ended_on,
        )


def check_end(on: date, noted_on: date, ended_on: date, how: str) -> None:
    """Raise a Problem unless it ended between the day it was made and today, in a sentence."""
    if not noted_on <= ended_on <= on:
        raise Problem(
            "commitment-end-impossible",
            words(
                "The commitment was made on %(noted_on)s, so it cannot have ended on "
                "%(ended_on)s. Choose a day from then until today."
            ),
            noted_on=noted_on,
            ended_on=ended_on,
        )
    if not how.strip():
        raise Problem(
            "commitment-end-without-words",
            words("Say in one sentence how the commitment was kept, or why it was given up."),
        )


def check_move(due_on: date, new_due_on: date, reason: str) -> None:
    """Raise Problem("commitment-move-without-reason") when the day is moved and nobody says why."""
    if new_due_on != due_on and not reason.strip():
        raise Problem(
            "commitment-move-without-reason",
            words(
                "The day is moved from %(due_on)s to %(new_due_on)s. "
                "Write why: those who wait for it read the reason."
            ),
            due_on=due_on,
            new_due_on=new_due_on,
        )
