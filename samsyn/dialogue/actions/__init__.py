"""What can be done here: hold a dialogue, say, vote, decide together, commit oneself, ask."""

from samsyn.dialogue.actions.check_ins import enter_check_in
from samsyn.dialogue.actions.commitments import change_commitment, commit, end_commitment
from samsyn.dialogue.actions.dialogues import (
    add_statement,
    change_dialogue,
    decide_jointly,
    hold_dialogue,
    vote_on,
)
from samsyn.dialogue.actions.focus import (
    add_fact_card,
    propose,
    spread_points,
    take_fact_card_away,
    withdraw_proposal,
)
from samsyn.dialogue.actions.questions import (
    answer_question,
    ask_question,
    decide_question,
    note_on_question,
)
from samsyn.dialogue.actions.rounds import hold_again
from samsyn.dialogue.actions.tours import add_regions, change_tour, plan_tour

__all__ = [
    "add_fact_card",
    "add_regions",
    "add_statement",
    "answer_question",
    "ask_question",
    "change_commitment",
    "change_dialogue",
    "change_tour",
    "commit",
    "decide_jointly",
    "decide_question",
    "end_commitment",
    "enter_check_in",
    "hold_again",
    "hold_dialogue",
    "note_on_question",
    "plan_tour",
    "propose",
    "spread_points",
    "take_fact_card_away",
    "vote_on",
    "withdraw_proposal",
]
