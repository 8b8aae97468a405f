"""A dialogue in which twelve actors agree on five things and are of two minds about four."""

from samsyn.demo.phones import take_part
from samsyn.demo.stage import Stage
from samsyn.dialogue.actions import add_statement, hold_dialogue, vote_on
from samsyn.dialogue.actions.preparing import invite_organisations
from samsyn.dialogue.rules.kinds import DialogueKind, Vote
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import Role

TITLE = "Så arbetar vi tillsammans"
HELD = 210
"""How many days ago it opened."""
STATEMENTS = (
    "Företaget ska bara behöva berätta en gång",
    "Vi delar vad vi lär oss, även det som gick fel",
    "Coachernas tid är viktigare än nya projekt",
    "Små företag behöver stöd nära där de finns",
    "Vi följer upp samma saker på samma sätt",
    "Regionerna ska fördela pengarna",
    "Ett nationellt program ger mer än åtta regionala",
    "Samma startprogram ska användas i hela landet",
    "Länen ska själva välja vilka branscher som går först",
)
VOTES = {
    "agency": "+++++-++-",
    "institute": "+++++-++-",
    "university": "++0++-++-",
    "union": "+++++-++0",
    "employers": "+++++-0+-",
    "network": "++++--++-",
    "navet": "++++++--+",
    "park": "++++++-0+",
    "region Övre Norrland": "++++++--+",
    "region Mellersta Norrland": "+++0++--+",
    "region Västsverige": "++++++-++",
    "region Sydsverige": "-+++++--+",
}
"""What each actor thinks of each statement: + agrees, - disagrees, 0 passes."""
SILENT = ("region Stockholm",)
"""Invited, and did not vote."""
VOTE = {"+": Vote.AGREE, "-": Vote.DISAGREE, "0": Vote.PASS}


def differ(stage: Stage) -> None:
    """Hold the dialogue: each actor in turn says something, and all vote on all of it."""
    dialogue = hold_dialogue(
        by=stage.standing("hanna", HELD),
        title=TITLE,
        question="Vad gör vi tillsammans, och vad gör var och en?",
        purpose="Underlag till nästa programperiod.",
        kind=DialogueKind.WORKSHOP,
        opens_on=stage.ago(HELD),
        closes_on=stage.ago(HELD - 21),
        is_everybody_invited=True,
    )
    invite_organisations(
        by=stage.standing("hanna", HELD),
        dialogue_id=dialogue.pk,
        organisation_ids=[stage.homes[key].pk for key in (*VOTES, *SILENT)],
    )
    actors = actors_on(stage, HELD - 1)
    for number, (text, speaker) in enumerate(zip(STATEMENTS, actors.values(), strict=False)):
        said = add_statement(by=speaker, dialogue_id=dialogue.pk, text=text)
        for key, actor in actors.items():
            vote_on(by=actor, statement_id=said.pk, vote=VOTE[VOTES[key][number]])
    own = {key: [VOTE[sign] for sign in signs] for key, signs in VOTES.items()}
    take_part(stage, dialogue, own, HELD - 1)


def actors_on(stage: Stage, ago: int) -> dict[str, Standing]:
    """Somebody of each actor, so many days before the story ends."""
    return {
        key: Standing(
            on=stage.ago(ago),
            organisation_id=stage.homes[key].pk,
            support=True,
            roles=frozenset({Role.REGIONAL_LEADER}),
        )
        for key in VOTES
    }
