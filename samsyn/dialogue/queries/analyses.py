"""How far those in a dialogue agree, worked out from their votes when somebody asks."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from samsyn.dialogue.models import Dialogue, Statement
from samsyn.dialogue.queries.dialogues import (
    ONE_ORGANISATION,
    dialogues_for,
    statements_for,
    votes_that_count,
)
from samsyn.dialogue.queries.invited import InvitedCount, invited_keys
from samsyn.dialogue.queries.origins import Origins, origins_of
from samsyn.dialogue.queries.people import People, people_of, people_open_to
from samsyn.dialogue.queries.voices import (
    ORGANISATION,
    Member,
    Row,
    Said,
    VoiceAnalysis,
    tallies,
    texts_of,
    voice_of,
)
from samsyn.dialogue.rules.both_voices import Came, Unlike, unlike
from samsyn.dialogue.rules.invited import room_of
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.rules.stages import Stage, stage_on
from samsyn.dialogue.rules.tally import Tally
from samsyn.directory.models import Organisation
from samsyn.directory.queries.kept import kept_for_all
from samsyn.directory.rules.access import Standing


@dataclass(frozen=True, slots=True)
class AnalysisSheet:
    """All that the page about agreement shows of one dialogue.

    `voices` has organisations first; `origins` says where its people come from, if any
    are shown; `unlike` is None unless both are there, else the statements on which the two come out
    otherwise.
    """

    dialogue: Dialogue
    stage: Stage
    invited: InvitedCount
    voices: list[VoiceAnalysis]
    people: People
    origins: Origins | None
    unlike: list[tuple[Said, Unlike]] | None


def analysis_for(viewer: Standing, dialogue_id: int) -> AnalysisSheet:
    """How far those in a dialogue agree; DoesNotExist when the viewer may not see it.

    Where everybody concerned is known to be invited, organisations are a room; else those who
    voted are a sample of a larger circle.
    """
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    voice, invited = kept_for_all(
        "agreement", (dialogue_id, ORGANISATION), lambda: _organisations(dialogue)
    )
    voices = [voice] if voice.places else []
    people, of_people = people_of(dialogue, shown=people_open_to(viewer, dialogue))
    if of_people is not None:
        voices.append(of_people)
    return AnalysisSheet(
        dialogue=dialogue,
        stage=stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on),
        invited=invited,
        voices=voices,
        people=people,
        origins=origins_of(dialogue) if of_people is not None else None,
        unlike=_unlike(voices[0], voices[1]) if len(voices) == 2 else None,
    )


def _unlike(organisations: VoiceAnalysis, people: VoiceAnalysis) -> list[tuple[Said, Unlike]]:
    said = {each.key: each for name in ("agreed", "divides") for each in organisations.found[name]}
    differ = unlike(_came(people), _came(organisations))
    return [(said[key], how) for key, how in differ.items()]


def _came(voice: VoiceAnalysis) -> dict[int, Came]:
    return {
        each.key: Came(name == "agreed", each.side)
        for name in ("agreed", "divides")
        for each in voice.found[name]
    }


def rows_of(dialogue: Dialogue) -> list[Row]:
    """The open votes of a dialogue as (voter, statement, vote, timestamp), by their ids.

    When an organisation voted is not kept; it has one vote on a statement, so no vote needs to be
    the last. Their timestamp is the moment at which the dialogue opened.
    """
    opened = _moment(dialogue.opens_on)
    votes = votes_that_count().filter(
        statement__dialogue=dialogue, statement__state=StatementState.IN
    )
    return [
        (str(one), str(statement), vote, int(opened.timestamp()))
        for one, statement, vote in votes.annotate(one=ONE_ORGANISATION)
        .order_by("statement", "one")
        .values_list("one", "statement", "vote")
    ]


@dataclass(frozen=True, slots=True)
class OpenVotes:
    """What a dialogue gives to other programs: its open votes, and its statements counted."""

    dialogue: Dialogue
    opened: datetime
    rows: list[Row]
    statements: list[tuple[Statement, Tally | None, datetime]]


def open_votes_for(viewer: Standing, dialogue_id: int) -> OpenVotes:
    """The open votes of a dialogue; DoesNotExist when the viewer may not see it."""
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    rows = rows_of(dialogue)
    said = statements_for(viewer).filter(dialogue=dialogue)
    counted = tallies(rows)
    return OpenVotes(
        dialogue=dialogue,
        opened=_moment(dialogue.opens_on),
        rows=rows,
        statements=[(one, counted.get(str(one.pk)), _moment(one.said_on)) for one in said],
    )


def _organisations(dialogue: Dialogue) -> tuple[VoiceAnalysis, InvitedCount]:
    rows = rows_of(dialogue)
    said = dialogue.statements.filter(state=StatementState.IN)
    voters = {int(voter) for voter, *_rest in rows}
    named = Organisation.objects.filter(pk__in=voters).order_by("sort_key", "pk")
    members = {str(key): Member(key, name) for key, name in named.values_list("pk", "name")}
    invited = invited_keys(dialogue)
    room = room_of(invited, voters, is_everybody=dialogue.is_everybody_invited)
    voice = voice_of(ORGANISATION, rows, texts_of(said), members, room)
    return voice, InvitedCount(len(invited), len(invited & voters))


def _moment(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))
