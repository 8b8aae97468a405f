"""What the people who vote by phone come to: one person, one voice, and nobody told from another.

A room that votes changes its rows hundreds of times a second, so no stamp watches them. What is
kept here rests on a mark of the votes themselves instead.
"""

import json
from enum import StrEnum
from hashlib import sha256

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Max, QuerySet, Sum

from samsyn.dialogue.models import Dialogue, VoiceVote
from samsyn.dialogue.queries.dialogues import dialogues_for
from samsyn.dialogue.queries.voices import PEOPLE, Row, VoiceAnalysis, texts_of, voice_of
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.rules.protection import may_be_a_file, unlinkable
from samsyn.dialogue.rules.stages import Stage, stage_on
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.kept import kept_for_all
from samsyn.directory.rules.access import Standing

PRIME = 1_000_003
"""A phone's count may be a very large number: it is added up modulo this."""


class People(StrEnum):
    """What is told of the people in a dialogue."""

    NONE = "none"
    CLOSED = "closed"
    FEW = "few"
    SHOWN = "shown"


def people_open_to(viewer: Standing, dialogue: Dialogue) -> bool:
    """Whether somebody who sees the dialogue sees what its people voted."""
    return (
        dialogue.results_shown_on is not None
        or stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on) is Stage.CLOSED
        or may_do(viewer, "show results", dialogue.organiser_id)
    )


def people_of(dialogue: Dialogue, *, shown: bool) -> tuple[People, VoiceAnalysis | None]:
    """What may be told of the people, and their voice if it may; `shown` says if it is open."""
    mark = mark_of_votes(dialogue)
    if mark is None:
        return People.NONE, None
    if not shown:
        return People.CLOSED, None
    voice = kept_for_all(
        "agreement", (dialogue.pk, PEOPLE), lambda: _people_voice(dialogue), mark=mark
    )
    return (People.SHOWN, voice) if voice else (People.FEW, None)


def people_votes_for(viewer: Standing, dialogue_id: int) -> list[Row]:
    """People's votes in a dialogue, of nobody's; empty where the viewer may not have the file.

    That is while they are not shown to the viewer, or when fewer than twenty people have voted.

    DoesNotExist when the viewer may not see the dialogue.
    """
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    rows = people_rows(dialogue) if people_open_to(viewer, dialogue) else []
    return rows if may_be_a_file(len({voter for voter, *_rest in rows})) else []


def people_rows(dialogue: Dialogue) -> list[Row]:
    """People's votes as (voter, statement, vote, 0): renumbered, and none on what few voted on."""
    return unlinkable(voice_votes(dialogue).values_list("voice", "statement", "vote"))


def voice_votes(dialogue: Dialogue) -> QuerySet[VoiceVote]:
    """The people's votes that count: on statements that everybody may vote on."""
    return VoiceVote.objects.filter(
        statement__state=StatementState.IN, statement__dialogue=dialogue
    ).order_by()


def mark_of_votes(dialogue: Dialogue) -> int | None:
    """A number that is another one when any vote is; None while there are no votes."""
    return mark_of(voice_votes(dialogue))


def mark_of(rows: QuerySet[VoiceVote]) -> int | None:
    """A number that is another one when any of the votes is; None where there are none."""
    whole = BigIntegerField()
    found = rows.aggregate(
        number=Count("pk"),
        turns=Sum(ExpressionWrapper(F("turn") % PRIME, output_field=whole)),
        last=Max("pk"),
        votes=Sum(ExpressionWrapper(F("vote") * F("pk"), output_field=whole)),
    )
    if not found["number"]:
        return None
    text = json.dumps([int(value) for value in found.values()])
    return int.from_bytes(sha256(text.encode()).digest()[:7])


def _people_voice(dialogue: Dialogue) -> VoiceAnalysis | None:
    rows = people_rows(dialogue)
    if not rows:
        return None
    said = dialogue.statements.filter(state=StatementState.IN).order_by("pk")
    return voice_of(PEOPLE, rows, texts_of(said), {})
