"""Kinds of dialogue, what a statement is to it, and the three answers to a statement."""

from enum import IntEnum, StrEnum


class DialogueKind(StrEnum):
    WORKSHOP = "workshop"
    REGION_DIALOGUE = "region_dialogue"
    CHECK_IN = "check_in"
    CONSULTATION = "consultation"


class StatementState(StrEnum):
    """Whether a statement is there for all to vote on; the organiser decides where it is asked."""

    IN = "in"
    WAITING = "waiting"
    OUT = "out"


class Vote(IntEnum):
    """A pass is a vote too; no vote at all is the absence of a row."""

    DISAGREE = -1
    PASS = 0
    AGREE = 1
