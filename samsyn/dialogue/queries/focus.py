"""What comes first: proposals in order, by organisations and by people; and fact cards."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Max, QuerySet, Sum

from samsyn.dialogue.models import Dialogue, FactCard, Priority, Proposal, Voice, VoicePriority
from samsyn.dialogue.queries.commitments import CommitmentLine, commitment_lines, commitments_for
from samsyn.dialogue.queries.dialogues import dialogues_for, voters_of
from samsyn.dialogue.queries.people import PRIME, People, people_open_to
from samsyn.dialogue.queries.phones import RoomSheet, dialogue_by_code
from samsyn.dialogue.queries.voices import ORGANISATION, PEOPLE
from samsyn.dialogue.rules.kinds import StatementState, When
from samsyn.dialogue.rules.phones import LEAST_SHOWN, key_digest
from samsyn.dialogue.rules.point_sheets import Sheet
from samsyn.dialogue.rules.protection import quartiles_told, told_proposals
from samsyn.dialogue.rules.stages import Stage, stage_on
from samsyn.directory.models import Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.kept import kept_for_all
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing

# Rows ------------------------------------------------------------------------------------------


def proposals_for(viewer: Standing) -> QuerySet[Proposal]:
    """The proposals that the viewer may see, in the order in which they were made."""
    return (
        Proposal.objects.filter(may_see(viewer, "proposal", owner="dialogue__organiser"))
        .filter(is_withdrawn=False)
        .select_related("dialogue", "organisation", "statement")
        .order_by("pk")
    )


def party_of(proposal: Proposal, by: Standing) -> int | None:
    """Whose proposal it is taken for: its organiser's as well as that of who made it."""
    mine = {proposal.dialogue.organiser_id, proposal.organisation_id}
    return by.organisation_id if by.organisation_id in mine else proposal.organisation_id


def fact_cards_for(viewer: Standing) -> QuerySet[FactCard]:
    """The fact cards that the viewer may see, beside statements that all may vote on."""
    return (
        FactCard.objects.filter(
            may_see(viewer, "fact card", owner="statement__dialogue__organiser")
        )
        .filter(statement__state=StatementState.IN)
        .select_related("organisation", "statement")
        .order_by("pk")
    )


def facts_by_statement(viewer: Standing, dialogue_id: int) -> dict[int, list[FactCard]]:
    """The fact cards of a dialogue, by the keys of the statements that they stand beside."""
    found: dict[int, list[FactCard]] = {}
    for card in fact_cards_for(viewer).filter(statement__dialogue=dialogue_id):
        found.setdefault(card.statement_id, []).append(card)
    return found


def may_add_fact_card(viewer: Standing) -> bool:
    """Whether the viewer may put a fact card beside a statement that she sees."""
    return viewer.organisation_id is not None and viewer.support and may_do(viewer, "add fact card")


# The order -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weight:
    """What one organisation gave a proposal."""

    key: int
    name: str
    points: int


@dataclass(frozen=True, slots=True)
class PlacedProposal:
    """A proposal on its place; `weights` are what each organisation gave, the most first.

    Of people `mean` is None where nothing may be told of them.
    """

    key: int
    text: str
    voters: int
    mean: float | None
    low: float | None
    high: float | None
    quartiles: tuple[float, float, float] | None
    rank: int | None
    last_rank: int | None
    ahead_of: int
    said: tuple[int, int, int] | None
    weights: tuple[Weight, ...] = ()


@dataclass(frozen=True, slots=True)
class FocusVoice:
    """One way of counting: `kind` is ORGANISATION or PEOPLE; `voters` have spread points.

    `sheets` have points or say when.
    """

    kind: str
    voters: int
    sheets: int
    proposals: tuple[PlacedProposal, ...]

    def place_of(self, key: int) -> PlacedProposal:
        return next(one for one in self.proposals if one.key == key)


@dataclass(frozen=True, slots=True)
class FocusSheet:
    """All that the page about what comes first shows from this room.

    `silent` are organisations that have voted and spread no points; `own` is what the viewer's
    organisation has on its sheet, and `taken` what has been promised, by proposal.
    """

    dialogue: Dialogue
    stage: Stage
    proposals: list[Proposal]
    organisations: FocusVoice | None
    people: People
    people_voice: FocusVoice | None
    silent: list[Organisation]
    own: Sheet
    taken: dict[int, list[CommitmentLine]]
    may_propose: bool
    may_spread: bool
    may_withdraw: frozenset[int]


def focus_sheet(viewer: Standing, dialogue_id: int) -> FocusSheet:
    """One dialogue's proposals; DoesNotExist when the viewer may not see it."""
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    stage = stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on)
    proposals = list(proposals_for(viewer).filter(dialogue=dialogue))
    sheets = _sheets_of_organisations(dialogue)
    spread = {key for key, sheet in sheets.items() if sheet.points}
    people, people_voice = people_focus_of(dialogue, shown=people_open_to(viewer, dialogue))
    acts = viewer.organisation_id is not None
    is_organiser = viewer.organisation_id == dialogue.organiser_id
    open_to = stage is Stage.OPEN or (stage is Stage.COMING and is_organiser)
    return FocusSheet(
        dialogue=dialogue,
        stage=stage,
        proposals=proposals,
        organisations=_organisations(proposals, sheets),
        people=people,
        people_voice=people_voice,
        silent=[one for one in voters_of(dialogue) if one.pk not in spread],
        own=own_sheet(viewer, dialogue),
        taken=_taken(viewer, dialogue),
        may_propose=acts and open_to and may_do(viewer, "propose"),
        may_spread=acts and stage is Stage.OPEN and may_do(viewer, "spread points"),
        may_withdraw=frozenset(
            one.pk
            for one in proposals
            if may_do(viewer, "withdraw proposal", one.organisation_id, dialogue.organiser_id)
        ),
    )


def own_sheet(viewer: Standing, dialogue: Dialogue) -> Sheet:
    """What the organisation that the viewer acts for has on its sheet."""
    rows = Priority.objects.filter(
        proposal__dialogue=dialogue,
        proposal__is_withdrawn=False,
        organisation=viewer.organisation_id,
    )
    return _sheet(rows.values_list("proposal", "points", "when"))


def _sheet(rows: Iterable[tuple[int, int | None, str]]) -> Sheet:
    listed = list(rows)
    return Sheet(
        {key: points for key, points, _when in listed if points is not None},
        {key: When(when) for key, _points, when in listed if when},
    )


def _sheets_of_organisations(dialogue: Dialogue) -> dict[int, Sheet]:
    """The sheets by organisation; of those that were found to be the same, the one that stayed.

    Where that one has none, the sheet that was written last.
    """
    rows: dict[tuple[bool, int, int], list[tuple[int, int | None, str]]] = {}
    last: dict[int, int] = {}
    found = Priority.objects.filter(proposal__dialogue=dialogue, proposal__is_withdrawn=False)
    columns = ("organisation", "organisation__merged_into", "proposal", "points", "when", "pk")
    for own, merged, proposal, points, when, key in found.order_by("pk").values_list(*columns):
        rows.setdefault((merged is None, own, merged or own), []).append((proposal, points, when))
        last[own] = key
    ordered = sorted(rows, key=lambda each: (each[0], last[each[1]]))
    return {stays: _sheet(rows[is_own, own, stays]) for is_own, own, stays in ordered}


def _organisations(proposals: Sequence[Proposal], sheets: dict[int, Sheet]) -> FocusVoice | None:
    if not proposals or not sheets:
        return None
    names = Organisation.objects.filter(pk__in=sheets).order_by("sort_key", "pk")
    voice = _voice(ORGANISATION, proposals, list(sheets.values()))
    given: dict[int, list[Weight]] = {}
    for key, name in names.values_list("pk", "name"):
        for proposal, points in sheets[key].points.items():
            given.setdefault(proposal, []).append(Weight(key, name, points))
    return replace(
        voice,
        proposals=tuple(
            replace(
                one,
                weights=tuple(sorted(given.get(one.key, ()), key=lambda weight: -weight.points)),
            )
            for one in voice.proposals
        ),
    )


def _voice(kind: str, proposals: Sequence[Proposal], sheets: Sequence[Sheet]) -> FocusVoice:
    # A server process that is never asked for an order does not carry scipy.
    from samsyn.dialogue.rules.priorities import placed  # noqa: PLC0415

    texts = {one.pk: one.text for one in proposals}
    return FocusVoice(
        kind=kind,
        voters=sum(bool(sheet.points) for sheet in sheets),
        sheets=len(sheets),
        proposals=tuple(
            PlacedProposal(
                key=one.proposal,
                text=texts[one.proposal],
                voters=one.voters,
                mean=one.mean,
                low=one.interval.low if one.interval else None,
                high=one.interval.high if one.interval else None,
                quartiles=one.quartiles,
                rank=one.rank,
                last_rank=one.last_rank,
                ahead_of=one.ahead_of,
                said=(one.said.first, one.said.later, one.said.stop) if one.said else None,
            )
            for one in placed(list(texts), sheets)
        ),
    )


def _taken(viewer: Standing, dialogue: Dialogue) -> dict[int, list[CommitmentLine]]:
    rows = commitments_for(viewer).filter(dialogue=dialogue, proposal__isnull=False)
    taken: dict[int, list[CommitmentLine]] = {}
    for line in commitment_lines(viewer, rows.order_by("due_on", "pk")):
        taken.setdefault(line.commitment.proposal_id or 0, []).append(line)
    return taken


# People ----------------------------------------------------------------------------------------


def people_focus_of(dialogue: Dialogue, *, shown: bool) -> tuple[People, FocusVoice | None]:
    """What may be told of the people's order, and the order if it may; `shown`: it is open."""
    mark = _mark_of_sheets(dialogue)
    if mark is None:
        return People.NONE, None
    if not shown:
        return People.CLOSED, None
    voice = kept_for_all("focus", (dialogue.pk, PEOPLE), lambda: _people_voice(dialogue), mark=mark)
    return (People.SHOWN, voice) if voice else (People.FEW, None)


def _rows_of_people(dialogue: Dialogue) -> QuerySet[VoicePriority]:
    return VoicePriority.objects.filter(
        proposal__dialogue=dialogue, proposal__is_withdrawn=False
    ).order_by()


def _mark_of_sheets(dialogue: Dialogue) -> int | None:
    """A number that is another one when any sheet is; None while there are none."""
    turn = ExpressionWrapper(F("focus_turn") % PRIME, output_field=BigIntegerField())
    turns = dialogue.voices.filter(focus_turn__gt=0).aggregate(number=Count("pk"), sum=Sum(turn))
    rows = _rows_of_people(dialogue).aggregate(number=Count("pk"), last=Max("pk"))
    if not rows["number"]:
        return None
    text = json.dumps([*turns.values(), *rows.values()])
    return int.from_bytes(sha256(text.encode()).digest()[:7])


def _people_voice(dialogue: Dialogue) -> FocusVoice | None:
    rows: dict[int, list[tuple[int, int | None, str]]] = {}
    columns = ("voice", "proposal", "points", "when")
    for voice, *row in _rows_of_people(dialogue).values_list(*columns):
        rows.setdefault(voice, []).append((row[0], row[1], row[2]))
    sheets = [_sheet(each) for each in rows.values()]
    proposals = list(dialogue.proposals.filter(is_withdrawn=False).order_by("pk"))
    had = {one.pk: sum(one.pk in sheet.points for sheet in sheets) for one in proposals}
    told = told_proposals(had)
    safe = [
        Sheet({key: given for key, given in sheet.points.items() if key in told}, sheet.when)
        for sheet in sheets
    ]
    whole = _voice(PEOPLE, proposals, safe)
    shown = replace(whole, proposals=tuple(_protected(one) for one in whole.proposals))
    told_when = any(one.said is not None for one in shown.proposals)
    return shown if told or told_when else None


def _protected(one: PlacedProposal) -> PlacedProposal:
    """Without the quarters of few people, and without when where fewer than five have said it."""
    said = one.said if one.said is not None and sum(one.said) >= LEAST_SHOWN else None
    return replace(one, said=said, quartiles=one.quartiles if quartiles_told(one.voters) else None)


@dataclass(frozen=True, slots=True)
class PhoneFocus:
    """What a phone shows of the proposals: its own sheet, and nobody else's."""

    dialogue: Dialogue
    stage: Stage
    proposals: list[Proposal]
    own: Sheet
    may_spread_for_organisation: bool


def phone_focus(viewer: Standing, code: str, key: str) -> PhoneFocus:
    """The proposals of the dialogue with that code, as the phone with that key has weighed them."""
    dialogue = dialogue_by_code(viewer, code)
    voice = None
    if key:
        voice = Voice.objects.filter(dialogue=dialogue, key_digest=key_digest(key)).first()
    rows = _rows_of_people(dialogue).filter(voice=voice) if voice is not None else None
    return PhoneFocus(
        dialogue=dialogue,
        stage=stage_on(viewer.on, dialogue.opens_on, dialogue.closes_on),
        proposals=list(dialogue.proposals.filter(is_withdrawn=False).order_by("pk")),
        own=_sheet(rows.values_list("proposal", "points", "when")) if rows is not None else Sheet(),
        may_spread_for_organisation=viewer.organisation_id is not None
        and may_do(viewer, "spread points")
        and dialogues_for(viewer).filter(pk=dialogue.pk).exists(),
    )


def people_focus(viewer: Standing, code: str) -> FocusVoice | None:
    """The people's order for the phones of a dialogue; None before its results are shown."""
    dialogue = dialogue_by_code(viewer, code)
    return people_focus_of(dialogue, shown=dialogue.results_shown_on is not None)[1]


@dataclass(frozen=True, slots=True)
class RoomFocus:
    """What the room's big screen shows of the proposals, once the results are shown."""

    voices: list[FocusVoice]
    taken: list[CommitmentLine]


def room_focus(viewer: Standing, sheet: RoomSheet) -> RoomFocus | None:
    """The order and who takes what; None while the room sees nothing, or nothing is proposed."""
    dialogue = sheet.dialogue
    proposals = list(proposals_for(viewer).filter(dialogue=dialogue))
    if dialogue.results_shown_on is None or not proposals:
        return None
    own = _organisations(proposals, _sheets_of_organisations(dialogue))
    people = people_focus_of(dialogue, shown=True)[1]
    rows = commitments_for(viewer).filter(proposal__in=proposals)
    return RoomFocus(
        voices=[voice for voice in (own, people) if voice is not None],
        taken=list(commitment_lines(viewer, rows.order_by("-pk"))),
    )
