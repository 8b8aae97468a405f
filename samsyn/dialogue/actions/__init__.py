"""What can be done in this room: hold a dialogue, say, vote, decide together, commit oneself."""

from samsyn.dialogue.actions.commitments import change_commitment, commit, end_commitment
from samsyn.dialogue.actions.dialogues import (
    add_statement,
    change_dialogue,
    decide_jointly,
    hold_dialogue,
    vote_on,
)

__all__ = [
    "add_statement",
    "change_commitment",
    "change_dialogue",
    "commit",
    "decide_jointly",
    "end_commitment",
    "hold_dialogue",
    "vote_on",
]
