"""Dialogues and tours, statements, votes, what comes first, notes, and what came of them.

Organisations vote openly. People vote by phone with a key that only the phone knows.
"""

from samsyn.dialogue.models.decisions import END_NAMES, Commitment, JointDecision
from samsyn.dialogue.models.dialogues import (
    KIND_NAMES,
    LANGUAGE_NAMES,
    POINT_NAMES,
    STATE_NAMES,
    VOTE_NAMES,
    Dialogue,
    InvitedOrganisation,
    Statement,
    Tour,
    TourPoint,
    Vote,
)
from samsyn.dialogue.models.focus import (
    STEP_NAMES,
    WHEN_NAMES,
    FactCard,
    Priority,
    Proposal,
    VoicePriority,
)
from samsyn.dialogue.models.notebook import ANSWER_NAMES, STANCE_NAMES, NoteAnswer, RegionNote
from samsyn.dialogue.models.phones import Voice, VoiceVote
from samsyn.dialogue.models.questions import LINE_KIND_NAMES, Question, QuestionLine

__all__ = [
    "ANSWER_NAMES",
    "END_NAMES",
    "KIND_NAMES",
    "LANGUAGE_NAMES",
    "LINE_KIND_NAMES",
    "POINT_NAMES",
    "STANCE_NAMES",
    "STATE_NAMES",
    "STEP_NAMES",
    "VOTE_NAMES",
    "WHEN_NAMES",
    "Commitment",
    "Dialogue",
    "FactCard",
    "InvitedOrganisation",
    "JointDecision",
    "NoteAnswer",
    "Priority",
    "Proposal",
    "Question",
    "QuestionLine",
    "RegionNote",
    "Statement",
    "Tour",
    "TourPoint",
    "Voice",
    "VoicePriority",
    "VoiceVote",
    "Vote",
]
