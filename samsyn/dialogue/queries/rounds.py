"""What came of asking again: the same statements in an earlier round, compared."""

from dataclasses import dataclass

from samsyn.basics.swedish import folded
from samsyn.dialogue.models import Dialogue
from samsyn.dialogue.queries.analyses import AnalysisSheet, analysis_for, rows_of
from samsyn.dialogue.queries.dialogues import dialogues_for
from samsyn.dialogue.queries.people import mark_of_votes, people_rows
from samsyn.dialogue.queries.voices import PEOPLE, Row, VoiceAnalysis
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.directory.queries.kept import kept_for_all
from samsyn.directory.rules.access import Standing


@dataclass(frozen=True, slots=True)
class AgreedOn:
    """A statement, and the side on which all stand: "agree" or "disagree"."""

    text: str
    language: str
    side: str


@dataclass(frozen=True, slots=True)
class VoiceChange:
    """One way of counting in two rounds, over the statements of both; figures from 0 to 1.

    `turned` is "more", "less" or "unsure". `gained` is what is agreed now and was not before, and
    `lost` what no longer is.
    """

    kind: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    change: float
    low: float
    high: float
    statements: int
    voters_before: int
    voters_after: int
    both: int | None
    turned: str
    gained: tuple[AgreedOn, ...]
    lost: tuple[AgreedOn, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """The earlier round of a dialogue, and what changed since in each way of counting."""

    earlier: Dialogue | None
    changes: list[VoiceChange]


def rounds_for(viewer: Standing, sheet: AnalysisSheet) -> Rounds:
    """The round before a dialogue, if there is one that the viewer may see, and what changed."""
    dialogue = sheet.dialogue
    earlier = None
    if dialogue.follows_id:
        earlier = dialogues_for(viewer).filter(pk=dialogue.follows_id).first()
    if earlier is None:
        return Rounds(None, [])
    before = {voice.kind: voice for voice in analysis_for(viewer, earlier.pk).voices}
    pairs = [(before[each.kind], each) for each in sheet.voices if each.kind in before]
    changes = [_change(earlier, dialogue, *pair) for pair in pairs]
    return Rounds(earlier, [each for each in changes if each is not None])


def _change(
    earlier: Dialogue, later: Dialogue, before: VoiceAnalysis, after: VoiceAnalysis
) -> VoiceChange | None:
    of_people = after.kind == PEOPLE
    marks = [mark_of_votes(each) or 0 for each in (earlier, later)] if of_people else []
    return kept_for_all(
        "rounds",
        (earlier.pk, later.pk, after.kind),
        lambda: _compared(earlier, later, before, after),
        mark=sum(marks),
    )


def _compared(
    earlier: Dialogue, later: Dialogue, before: VoiceAnalysis, after: VoiceAnalysis
) -> VoiceChange | None:
    # A server process that is never asked for an analysis does not carry scipy.
    from samsyn.dialogue.rules.rounds import named_alike, rounds_compared  # noqa: PLC0415

    of_people = after.kind == PEOPLE
    said = [_texts(each) for each in (earlier, later)]
    rounds = [
        # A phone has another key in each dialogue, so nobody knows who took part in both.
        named_alike(_rows(each, of_people), said[place], f"{place}-" if of_people else "")
        for place, each in enumerate((earlier, later))
    ]
    rooms = None
    if before.room is not None and after.room is not None:
        rooms = before.room, after.room
    found = rounds_compared(rounds[0], rounds[1], rooms)
    if found is None:
        return None
    shared = set(rounds[0].statements) & set(rounds[1].statements)
    was, now = (_agreed(voice, said[place], shared) for place, voice in enumerate((before, after)))
    return VoiceChange(
        kind=after.kind,
        before=(found.before.value, found.before.interval.low, found.before.interval.high),
        after=(found.after.value, found.after.interval.low, found.after.interval.high),
        change=found.change,
        low=found.interval.low,
        high=found.interval.high,
        statements=found.statements,
        voters_before=found.before.people,
        voters_after=found.after.people,
        both=None if of_people else found.both,
        turned=found.turned.value,
        gained=tuple(said for key, said in now.items() if key not in was),
        lost=tuple(said for key, said in was.items() if key not in now),
    )


def _rows(dialogue: Dialogue, of_people: bool) -> list[Row]:
    return people_rows(dialogue) if of_people else rows_of(dialogue)


def _texts(dialogue: Dialogue) -> dict[str, str]:
    said = dialogue.statements.filter(state=StatementState.IN).values_list("pk", "text")
    return {str(key): folded(text) for key, text in said}


def _agreed(
    voice: VoiceAnalysis, said: dict[str, str], shared: set[str]
) -> dict[tuple[str, str], AgreedOn]:
    """What is agreed of the statements in both rounds, by what it says and on which side."""
    return {
        (said[str(each.key)], each.side): AgreedOn(each.text, each.language, each.side)
        for each in voice.found["agreed"]
        if said.get(str(each.key)) in shared
    }
