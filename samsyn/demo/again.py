"""The workshop is asked again two years later, so that it can be seen whether more is shared."""

from random import Random

from samsyn.demo.stage import SEED, Stage
from samsyn.dialogue.actions import hold_again, vote_on
from samsyn.dialogue.models import Vote
from samsyn.dialogue.rules import kinds
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import Role

AGO = 290
TURNS = 0.7
"""How likely one who did not agree is to agree now."""


def ask_again(stage: Stage) -> None:
    """The same organisations vote on the same statements; most who were against come round."""
    chance = Random(SEED)  # noqa: S311  # not a secret
    workshop = stage.statements[0].dialogue
    again = hold_again(
        by=stage.standing("astrid", AGO),
        dialogue_id=workshop.pk,
        title="Workshop om helheten, två år senare",
        opens_on=stage.ago(AGO),
        closes_on=stage.ago(AGO - 14),
    )
    said = {statement.text: statement.pk for statement in again.statements.all()}
    before = Vote.objects.filter(statement__dialogue=workshop).select_related("statement")
    for vote in before.order_by("pk"):
        turns = vote.vote != kinds.Vote.AGREE and chance.random() < TURNS
        vote_on(
            by=_acting(stage, vote.organisation_id),
            statement_id=said[vote.statement.text],
            vote=kinds.Vote.AGREE if turns else kinds.Vote(vote.vote),
        )


def _acting(stage: Stage, organisation_id: int) -> Standing:
    return Standing(
        on=stage.ago(AGO),
        organisation_id=organisation_id,
        support=True,
        roles=frozenset({Role.REGIONAL_LEADER}),
    )
