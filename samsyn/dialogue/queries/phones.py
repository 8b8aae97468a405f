"""What a phone that takes part is shown, and what the organiser sees of the room."""

from dataclasses import dataclass

from samsyn.dialogue.models import Dialogue, FactCard, Statement, Voice
from samsyn.dialogue.queries.dialogues import county_choices, dialogues_for, facts_beside
from samsyn.dialogue.queries.invited import invited_seen_by
from samsyn.dialogue.queries.people import people_of, voice_votes
from samsyn.dialogue.queries.voices import VoiceAnalysis
from samsyn.dialogue.rules.kinds import StatementState, Vote
from samsyn.dialogue.rules.phones import key_digest, tidied
from samsyn.dialogue.rules.stages import Stage, stage_on
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing


def dialogue_by_code(viewer: Standing, code: str) -> Dialogue:
    """The dialogue with that code, for anybody who has it; DoesNotExist when there is none."""
    return Dialogue.objects.get(phone_code=tidied(code))


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A statement, what this phone thinks of it, and the figures beside it."""

    statement: Statement
    own_vote: Vote | None
    facts: list[FactCard]


@dataclass(frozen=True, slots=True)
class PhoneSheet:
    """All that a phone shows. Nobody else's votes are in it."""

    dialogue: Dialogue
    stage: Stage
    lines: list[PhoneLine]
    has_proposals: bool
    actor_kind: str
    county_id: str | None
    organisation_id: int | None
    counties: list[tuple[str, str]]
    organisations: list[tuple[int, str]]
    may_vote_for_organisation: bool

    @property
    def answered(self) -> int:
        return sum(line.own_vote is not None for line in self.lines)


def phone_sheet(viewer: Standing, code: str, key: str) -> PhoneSheet:
    """The dialogue with that code, as the phone with that key sees it; "" is a new phone."""
    dialogue = dialogue_by_code(viewer, code)
    voice = None
    if key:
        voice = Voice.objects.filter(dialogue=dialogue, key_digest=key_digest(key)).first()
    own: dict[int, int] = {}
    if voice is not None:
        own = dict(voice.votes.values_list("statement_id", "vote"))
    statements = list(dialogue.statements.filter(state=StatementState.IN).order_by("pk"))
    facts = facts_beside([each.pk for each in statements])
    return PhoneSheet(
        dialogue=dialogue,
        stage=stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on),
        lines=[
            PhoneLine(each, Vote(own[each.pk]) if each.pk in own else None, facts.get(each.pk, []))
            for each in statements
        ],
        has_proposals=dialogue.proposals.filter(is_withdrawn=False).exists(),
        actor_kind=voice.actor_kind if voice else "",
        county_id=voice.county_id if voice else None,
        organisation_id=voice.organisation_id if voice else None,
        counties=county_choices(viewer),
        organisations=[(each.pk, each.name) for each in invited_seen_by(viewer, dialogue)],
        may_vote_for_organisation=viewer.organisation_id is not None
        and may_do(viewer, "vote")
        and dialogues_for(viewer).filter(pk=dialogue.pk).exists(),
    )


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """What the people came to. `voice` is None while the results are closed, or too few voted."""

    dialogue: Dialogue
    is_shown: bool
    voice: VoiceAnalysis | None


def people_sheet(viewer: Standing, code: str) -> PeopleSheet:
    """The people's votes in the dialogue with that code, for anybody who has it."""
    dialogue = dialogue_by_code(viewer, code)
    if dialogue.results_shown_on is None:
        return PeopleSheet(dialogue, False, None)  # every phone in the room asks again and again
    _people, voice = people_of(dialogue, shown=True)
    return PeopleSheet(dialogue, True, voice)


@dataclass(frozen=True, slots=True)
class RoomSheet:
    """What the room's big screen and its facilitator see: how much, never who or what."""

    dialogue: Dialogue
    stage: Stage
    people: int
    votes: int
    statements: int
    waiting: list[Statement]
    left_out: list[Statement]
    may_run: bool


def room_sheet(viewer: Standing, dialogue_id: int) -> RoomSheet:
    """One dialogue's room; DoesNotExist when the viewer may not see the dialogue.

    What waits or was left out is for those who let statements in.
    """
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    may_run = may_do(viewer, "open to phones", dialogue.organiser_id)
    aside = list(
        dialogue.statements.exclude(state=StatementState.IN).order_by("pk") if may_run else ()
    )
    voted = voice_votes(dialogue)
    return RoomSheet(
        dialogue=dialogue,
        stage=stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on),
        people=voted.values("voice").distinct().count(),
        votes=voted.count(),
        statements=dialogue.statements.filter(state=StatementState.IN).count(),
        waiting=[each for each in aside if each.state == StatementState.WAITING],
        left_out=[each for each in aside if each.state == StatementState.OUT],
        may_run=may_run,
    )


def room_people(viewer: Standing, sheet: RoomSheet) -> VoiceAnalysis | None:
    """What the room's big screen shows of its people: nothing before the results are shown."""
    shown = sheet.dialogue.results_shown_on is not None
    return people_of(sheet.dialogue, shown=shown)[1]
