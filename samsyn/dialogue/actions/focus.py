"""What comes first: propose, weigh what is proposed, and put figures beside statements."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.dialogue.actions.dialogues import organisation_of
from samsyn.dialogue.models import Dialogue, FactCard, Priority, Proposal
from samsyn.dialogue.queries import dialogues_for, statements_for
from samsyn.dialogue.queries.focus import fact_cards_for, party_of, proposals_for
from samsyn.dialogue.rules.kinds import FactStep, StatementState, When
from samsyn.dialogue.rules.point_sheets import (
    MOST_FACT_CARDS,
    MOST_PROPOSALS,
    Sheet,
    check_may_propose,
    check_sheet,
)
from samsyn.dialogue.rules.stages import check_may_vote
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing


@transaction.atomic
def propose(
    *, by: Standing, dialogue_id: int, text: str, statement_id: int | None = None
) -> Proposal:
    """Propose something to do, for all to say what comes first; it may rest on a statement.

    What was withdrawn is proposed again in the same words by whoever does.
    """
    dialogue = _locked(by, dialogue_id)
    require(by=by, deed="propose")
    organisation_id = organisation_of(by=by)
    check_may_propose(
        by.on,
        dialogue.opens_on,
        dialogue.closes_on,
        is_organiser=organisation_id == dialogue.organiser_id,
    )
    text = " ".join(text.split())
    _check_statement(dialogue, statement_id)
    withdrawn = _check_new(dialogue, text)
    proposal = withdrawn or Proposal(dialogue=dialogue, text=text)
    proposal.statement_id, proposal.organisation_id = statement_id, organisation_id
    proposal.proposed_on, proposal.is_withdrawn = by.on, False
    proposal.save()
    note(by=by, deed="propose", subject=proposal)
    return proposal


@transaction.atomic
def withdraw_proposal(*, by: Standing, proposal_id: int) -> Proposal:
    """Take away a proposal on which nothing rests: by the organiser, or by who made it."""
    found = proposals_for(by).get(pk=proposal_id)
    dialogue = _locked(by, found.dialogue_id)
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    require(by=by, deed="withdraw proposal", owner_id=party_of(found, by))
    weighed = [proposal.priorities.all(), proposal.voice_priorities.all()]
    if any(rows.filter(points__gt=0).exists() for rows in weighed) or any(
        rows.exclude(when="").exists() for rows in weighed
    ):
        raise Problem(
            "proposal-weighed",
            words(
                "Others have given “%(text)s” points or said when to do it, so it stays. "
                "Ask them to change that first."
            ),
            text=proposal.text,
        )
    if proposal.commitments.exists():
        raise Problem(
            "proposal-taken",
            words("An organisation has taken “%(text)s”, so it stays."),
            text=proposal.text,
        )
    proposal.is_withdrawn = True
    proposal.save(update_fields=["is_withdrawn"])
    note(by=by, deed="withdraw proposal", subject=dialogue, reason=proposal.text)
    return proposal


@transaction.atomic
def spread_points(*, by: Standing, dialogue_id: int, sheet: Sheet) -> Dialogue:
    """Weigh the proposals, for the organisation that `by` acts for; the last sheet counts.

    The points are a hundred or none, and stand on the whole sheet at once. As with votes the
    journal says neither how nor which person pressed the button.
    """
    dialogue = _locked(by, dialogue_id)
    require(by=by, deed="spread points")
    organisation_id = organisation_of(by=by)
    check_may_vote(by.on, dialogue.opens_on, dialogue.closes_on)
    there = list(dialogue.proposals.filter(is_withdrawn=False).values_list("pk", flat=True))
    check_sheet(sheet, there)
    mine = Priority.objects.filter(proposal__dialogue=dialogue, organisation=organisation_id)
    before = Sheet(
        {row.proposal_id: row.points for row in mine if row.points is not None},
        {row.proposal_id: When(row.when) for row in mine if row.when},
    )
    if sheet == before:
        return dialogue
    mine.delete()
    Priority.objects.bulk_create(
        Priority(
            proposal_id=key,
            organisation_id=organisation_id,
            points=sheet.points.get(key),
            when=sheet.when.get(key, ""),
        )
        for key in there
        if key in sheet.points or key in sheet.when
    )
    note(by=replace(by, person_id=None), deed="spread points", subject=dialogue)
    return dialogue


@transaction.atomic
def add_fact_card(
    *,
    by: Standing,
    statement_id: int,
    figure: str,
    source: str,
    step: FactStep,
    source_url: str = "",
) -> FactCard:
    """Put a figure beside a statement, with its source and how strong a word it can bear."""
    statement = statements_for(by).select_related(None).select_for_update().get(pk=statement_id)
    require(by=by, deed="add fact card")
    organisation_id = organisation_of(by=by)
    if not (by.support or by.operator):
        raise Problem(
            "fact-card-by-support",
            words(
                "Fact cards are written by organisations that support companies without selling "
                "to them, so that nobody argues for a sale. Add what you know as a statement."
            ),
        )
    figure, source = " ".join(figure.split()), " ".join(source.split())
    _check_address(source_url)
    cards = list(statement.fact_cards.all())
    if any(folded(card.figure) == folded(figure) for card in cards):
        raise Problem(
            "fact-card-twice",
            words("This figure already stands beside the statement: %(figure)s."),
            figure=figure,
        )
    if len(cards) >= MOST_FACT_CARDS:
        raise Problem(
            "fact-cards-enough",
            words("%(most)s fact cards stand beside the statement. Take one away first."),
            most=MOST_FACT_CARDS,
        )
    card = FactCard.objects.create(
        statement=statement,
        figure=figure,
        source=source,
        source_url=source_url,
        step=step,
        organisation_id=organisation_id,
        added_on=by.on,
    )
    note(by=by, deed="add fact card", subject=card)
    return card


@transaction.atomic
def take_fact_card_away(*, by: Standing, fact_card_id: int) -> FactCard:
    """Take a fact card of one's own organisation away; what it said stays in the journal."""
    card = fact_cards_for(by).get(pk=fact_card_id)
    require(by=by, deed="take fact card away", owner_id=card.organisation_id)
    note(by=by, deed="take fact card away", subject=card, reason=card.source)
    FactCard.objects.filter(pk=fact_card_id).delete()
    return card


def _locked(by: Standing, dialogue_id: int) -> Dialogue:
    """The dialogue, kept for us until the deed is done; DoesNotExist when `by` may not see it."""
    return dialogues_for(by).select_related(None).select_for_update().get(pk=dialogue_id)


def _check_statement(dialogue: Dialogue, statement_id: int | None) -> None:
    if statement_id is None:
        return
    if not dialogue.statements.filter(pk=statement_id, state=StatementState.IN).exists():
        raise Problem(
            "proposal-statement-elsewhere",
            words(
                "The statement is not in this dialogue, or was taken out of it. "
                "Choose one of this dialogue, or none."
            ),
        )


def _check_new(dialogue: Dialogue, text: str) -> Proposal | None:
    """Raise Problem when it cannot be added; the same in the same words, if it was withdrawn."""
    proposals = list(dialogue.proposals.all())
    same = next((each for each in proposals if folded(each.text) == folded(text)), None)
    if same is not None and not same.is_withdrawn:
        raise Problem(
            "proposal-twice",
            words(
                "This is already proposed in the dialogue: %(text)s. "
                "Give that one points, or propose what yours adds to it."
            ),
            text=same.text,
        )
    if sum(not each.is_withdrawn for each in proposals) >= MOST_PROPOSALS:
        raise Problem(
            "proposals-enough",
            words(
                "%(most)s proposals are as many as anybody can weigh at once. "
                "Withdraw one, or join two that belong together."
            ),
            most=MOST_PROPOSALS,
        )
    return same


def _check_address(source_url: str) -> None:
    if source_url and urlsplit(source_url).scheme not in {"http", "https"}:
        raise Problem(
            "fact-card-address",
            words("The address of the source begins with https:// or http://. Write all of it."),
        )
