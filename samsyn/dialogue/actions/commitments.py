"""Committing one's own organisation: by a day, then kept or given up. Nobody commits another."""

from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.dialogue.actions.dialogues import organisation_of
from samsyn.dialogue.models import Commitment, Dialogue, JointDecision, Proposal
from samsyn.dialogue.queries import commitments_for, dialogues_for
from samsyn.dialogue.rules.commitments import (
    CommitmentEnd,
    check_due,
    check_end,
    check_move,
    check_not_ended,
)
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing


@transaction.atomic
def commit(
    *,
    by: Standing,
    dialogue_id: int,
    text: str,
    due_on: date,
    joint_decision_id: int | None = None,
    proposal_id: int | None = None,
    responsible: str = "",
) -> Commitment:
    """Commit the organisation that `by` acts for to do something by a day: "we take it".

    It comes from a dialogue that `by` may see and, if named, answers a joint decision of it, or a
    proposal.
    """
    dialogue = dialogues_for(by).select_related(None).select_for_update().get(pk=dialogue_id)
    require(by=by, deed="commit")
    organisation_id = organisation_of(by=by)
    decision = _decision_in(dialogue, joint_decision_id)
    proposal = _proposal_in(dialogue, proposal_id)
    check_due(by.on, due_on)
    text = " ".join(text.split())
    _check_new(dialogue, organisation_id, text)
    commitment = Commitment.objects.create(
        dialogue=dialogue,
        joint_decision=decision,
        proposal=proposal,
        text=text,
        organisation_id=organisation_id,
        responsible=responsible,
        first_due_on=due_on,
        due_on=due_on,
        noted_on=by.on,
    )
    note(by=by, deed="commit", subject=commitment)
    return commitment


@transaction.atomic
def change_commitment(
    *,
    by: Standing,
    commitment_id: int,
    text: str,
    due_on: date,
    responsible: str = "",
    reason: str = "",
) -> Commitment:
    """Change what one's own organisation has promised, or move the day, which needs a reason.

    The day that was promised first stays on the page; each move is a line in the journal.
    """
    commitment = _locked(by, commitment_id)
    require(by=by, deed="change commitment", owner_id=commitment.organisation_id)
    check_not_ended(commitment.end, commitment.ended_on)
    text, earlier = " ".join(text.split()), commitment.due_on
    if text != commitment.text:
        _check_new(commitment.dialogue, commitment.organisation_id, text, besides=commitment.pk)
    moved = due_on != earlier
    if moved:
        check_due(by.on, due_on)
        check_move(earlier, due_on, reason)
        commitment.moved_why = reason
    commitment.text, commitment.responsible, commitment.due_on = text, responsible, due_on
    commitment.save(update_fields=["text", "responsible", "due_on", "moved_why"])
    said = f"{earlier} → {due_on}: {commitment}" if moved else ""
    note(by=by, deed="change commitment", subject=commitment, reason=reason, text=said)
    return commitment


@transaction.atomic
def end_commitment(
    *, by: Standing, commitment_id: int, end: CommitmentEnd, ended_on: date, how: str
) -> Commitment:
    """Say that one's own commitment is kept, and how, or given up, and why. Once."""
    commitment = _locked(by, commitment_id)
    require(by=by, deed="end commitment", owner_id=commitment.organisation_id)
    check_not_ended(commitment.end, commitment.ended_on)
    check_end(by.on, commitment.noted_on, ended_on, how)
    commitment.end, commitment.ended_on = end, ended_on
    commitment.ended_how = " ".join(how.split())
    commitment.save(update_fields=["end", "ended_on", "ended_how"])
    note(by=by, deed="end commitment", subject=commitment, reason=commitment.ended_how)
    return commitment


def _locked(by: Standing, commitment_id: int) -> Commitment:
    """The commitment, kept for us until the deed is done."""
    rows = commitments_for(by).select_related(None).select_for_update()
    return rows.get(pk=commitment_id)


def _decision_in(dialogue: Dialogue, joint_decision_id: int | None) -> JointDecision | None:
    if joint_decision_id is None:
        return None
    decision = dialogue.joint_decisions.filter(pk=joint_decision_id).first()
    if decision is None:
        raise Problem(
            "joint-decision-elsewhere",
            words(
                "The joint decision belongs to another dialogue. Choose one of this dialogue, "
                "or none."
            ),
        )
    return decision


def _proposal_in(dialogue: Dialogue, proposal_id: int | None) -> Proposal | None:
    if proposal_id is None:
        return None
    proposal = dialogue.proposals.filter(pk=proposal_id, is_withdrawn=False).first()
    if proposal is None:
        raise Problem(
            "proposal-elsewhere",
            words(
                "The proposal is not in this dialogue, or was withdrawn. "
                "Choose one of this dialogue, or none."
            ),
        )
    return proposal


def _check_new(dialogue: Dialogue, organisation_id: int, text: str, besides: int = 0) -> None:
    """Raise Problem when the organisation has an open commitment in the dialogue in these words."""
    others = dialogue.commitments.filter(organisation=organisation_id, end="").exclude(pk=besides)
    if any(folded(other.text) == folded(text) for other in others):
        raise Problem(
            "commitment-twice",
            words(
                "You have already promised this in the dialogue: %(text)s. "
                "Change that commitment, or write what the new one adds."
            ),
            text=text,
        )
