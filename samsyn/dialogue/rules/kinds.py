"""The kinds of things in a dialogue: of dialogues, statements, points, answers and facts."""

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


class Languages(StrEnum):
    """What the statements of a dialogue are written in."""

    SWEDISH = "sv"
    ENGLISH = "en"
    BOTH = "both"


LANGUAGES = [("sv", "svenska"), ("en", "English")]
"""Each by its own name."""


class PointKind(StrEnum):
    """What a point of a tour is."""

    NEED = "need"
    CRITERION = "criterion"
    STATEMENT = "statement"


class Stance(StrEnum):
    """Where a region stands on a point, as noted in a visit."""

    HOLDS = "holds"
    PARTLY = "partly"
    NOT = "not"


class NoteAnswerKind(StrEnum):
    """What a region's people say of a note."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class When(StrEnum):
    """When a proposal should be done; to stop is to end what is done now."""

    FIRST = "first"
    LATER = "later"
    STOP = "stop"


class FactStep(StrEnum):
    """What a fact can bear: how things are, or a step of the ladder from activity to effect."""

    STATISTICS = "statistics"
    ACTIVITY = "activity"
    OUTPUT = "output"
    FOLLOW_UP = "follow_up"
    COMPARISON = "comparison"
    EFFECT = "effect"
