"""Proposed knots of an entry: confirmed, refused, and taken back."""

from django.db import transaction
from django.utils import timezone

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.results.actions.log import locked_entry
from samsyn.results.models import LogEntry, LogKnot
from samsyn.results.queries.log.proposals import Proposal, proposals_in
from samsyn.results.rules.log_kinds import Answer


@transaction.atomic
def confirm_knot(*, by: Standing, entry_id: int, name: str) -> LogKnot:
    """Tie an entry to what one of its proposals stands for; `name` is that of the proposal."""
    return _answer(by, entry_id, name, "confirm knot", Answer.CONFIRMED)


@transaction.atomic
def refuse_knot(*, by: Standing, entry_id: int, name: str) -> LogKnot:
    """Say that the words do not stand for it; it is not proposed again in this entry."""
    return _answer(by, entry_id, name, "refuse knot", Answer.REFUSED)


@transaction.atomic
def take_back_knot(*, by: Standing, entry_id: int, knot_id: int) -> LogEntry:
    """Undo an answer: what was confirmed or refused is proposed again if the text still tells."""
    entry = locked_entry(by=by, entry_id=entry_id)
    require(by=by, deed="take back knot", owner_id=entry.organisation_id)
    knot = entry.knots.get(pk=knot_id)
    note(by=by, deed="take back knot", subject=entry, reason=knot.words)
    knot.delete()
    return entry


def _answer(by: Standing, entry_id: int, name: str, deed: str, answer: Answer) -> LogKnot:
    entry = locked_entry(by=by, entry_id=entry_id)
    require(by=by, deed=deed, owner_id=entry.organisation_id)
    knot = tie(by=by, entry=entry, proposal=_proposed(by, entry, name), answer=answer)
    note(by=by, deed=deed, subject=entry, reason=knot.words)
    return knot


def _proposed(by: Standing, entry: LogEntry, name: str) -> Proposal:
    """The proposal of that name; whatever else is asked for is refused."""
    for proposal in proposals_in(by, entry, list(entry.knots.all()), most=None):
        if proposal.name == name:
            return proposal
    raise Problem(
        "knot-not-proposed",
        words(
            "That is not proposed in this entry, or somebody has answered it already. "
            "Load the page anew."
        ),
    )


def tie(*, by: Standing, entry: LogEntry, proposal: Proposal, answer: Answer) -> LogKnot:
    """Write the answer to a proposal. Part of another deed, which has asked whether `by` may."""
    meaning = proposal.meaning
    return LogKnot.objects.create(
        entry=entry,
        kind=meaning.kind,
        key=meaning.key,
        on=meaning.on,
        until_on=meaning.until_on,
        role=meaning.role,
        words=proposal.words[:400],
        start=proposal.start,
        end=proposal.end,
        answer=answer,
        answered_by_id=by.person_id,
        answered_at=timezone.now(),
    )
