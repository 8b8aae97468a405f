"""What a log entry can be tied to, how far it has come, and what was answered to a proposal."""

from enum import StrEnum


class KnotKind(StrEnum):
    """What the words of a log entry can stand for. A day and a role have no page of their own."""

    ORGANISATION = "organisation"
    COMPANY = "company"
    PROGRAMME = "programme"
    GOAL = "goal"
    CALL = "call"
    GRANT = "grant"
    DIALOGUE = "dialogue"
    JOINT_DECISION = "joint_decision"
    COMMITMENT = "commitment"
    ACTIVITY = "activity"
    DAY = "day"
    ROLE = "role"


class EntryState(StrEnum):
    """A draft is the organisation's own; a published entry is open to all."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Answer(StrEnum):
    """What somebody said of a proposed knot."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


LONGEST_TEXT = 30_000
"""Letters of an entry: some ten pages. A longer one is a report."""
