"""What can be read of the notebooks of region visits: by the house, and by who has the link."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from samsyn.dialogue.models import Dialogue, NoteAnswer, RegionNote, Statement
from samsyn.dialogue.queries.dialogues import dialogues_for
from samsyn.dialogue.rules.kinds import NoteAnswerKind, PointKind, Stance, StatementState
from samsyn.dialogue.rules.notebook import (
    NotedStance,
    NoteSaid,
    as_read,
    stance_of_all,
    standing_stance,
)
from samsyn.dialogue.rules.phones import is_key
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing


def notes_for(viewer: Standing) -> QuerySet[RegionNote]:
    """The notes that the viewer may see, in the order in which they were written: the house."""
    return (
        RegionNote.objects.filter(may_see(viewer, "region note", owner="dialogue__organiser"))
        .select_related("dialogue")
        .order_by("pk")
    )


def notebook_by_key(viewer: Standing, key: str) -> Dialogue:
    """The dialogue whose notebook is shared by that key; DoesNotExist when none is any more."""
    if not is_key(key):
        raise Dialogue.DoesNotExist
    return Dialogue.objects.select_related("organiser").get(notebook_key=key)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note with its answers, the last of which counts."""

    note: RegionNote
    answers: list[NoteAnswer]

    @property
    def last(self) -> NoteAnswer | None:
        return self.answers[-1] if self.answers else None

    @property
    def state(self) -> str:
        """ "confirmed", "corrected", or "" while nobody has answered."""
        return self.last.kind if self.last else ""

    @property
    def stance(self) -> Stance | None:
        """Where the region stands by this note, after what has been answered."""
        return standing_stance(stance_in(self.note.stance), [as_said(one) for one in self.answers])

    @property
    def mark(self) -> str:
        """What is sent back with an answer, to tell what was read."""
        return as_read(self.note.text, self.note.stance)


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement with what was noted of it; without a statement, the notes that belong to none."""

    statement: Statement | None
    lines: list[NoteLine]

    @property
    def stance(self) -> NotedStance | None:
        """Where the region stands by all the notes together."""
        return stance_of_all((line.stance, bool(line.answers)) for line in self.lines)

    @property
    def key(self) -> str:
        """The entry's place on the page."""
        return str(self.statement.pk) if self.statement else "free"


@dataclass(frozen=True, slots=True)
class NotebookSheet:
    """All that the notebook's page shows. `entries` by what kind of point the statement is.

    `key` is the end of the link, told to those who may share it: who has it answers for the region.
    """

    dialogue: Dialogue
    entries: dict[PointKind, list[Entry]]
    free: Entry
    may_write: bool = False
    key: str = ""
    lines: list[NoteLine] = field(default_factory=list)

    @property
    def confirmed(self) -> int:
        return sum(line.state == NoteAnswerKind.CONFIRMED for line in self.lines)

    @property
    def corrected(self) -> int:
        return sum(line.state == NoteAnswerKind.CORRECTED for line in self.lines)

    @property
    def answered(self) -> int:
        return self.confirmed + self.corrected

    def entry_of(self, statement_id: int | None) -> Entry:
        """What is noted of a statement, or of none."""
        every = (entry for entries in self.entries.values() for entry in entries)
        of_it = (entry for entry in every if entry.statement and entry.statement.pk == statement_id)
        return next(of_it, self.free)


def notebook_sheet(viewer: Standing, dialogue_id: int) -> NotebookSheet:
    """A dialogue's notebook; DoesNotExist when the viewer may not see the dialogue."""
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    notes = notes_for(viewer).filter(dialogue=dialogue).select_related(None)
    may_write = may_do(viewer, "write note", dialogue.organiser_id)
    key = dialogue.notebook_key or "" if may_write else ""
    return _sheet(dialogue, notes, may_write=may_write, key=key)


def notebook_to_answer(viewer: Standing, key: str) -> NotebookSheet:
    """The notebook with that key, for anybody who has it: statements with notes, and the rest."""
    dialogue = notebook_by_key(viewer, key)
    return _sheet(dialogue, dialogue.notes.order_by("pk"), key=key, noted_only=True)


def _sheet(
    dialogue: Dialogue,
    notes: QuerySet[RegionNote],
    *,
    may_write: bool = False,
    key: str = "",
    noted_only: bool = False,
) -> NotebookSheet:
    listed = list(notes)
    answers = answers_of([note.pk for note in listed])
    lines = [NoteLine(note, answers.get(note.pk, [])) for note in listed]
    by_statement: dict[int | None, list[NoteLine]] = defaultdict(list)
    for line in lines:
        by_statement[line.note.statement_id].append(line)
    has_notes = Exists(RegionNote.objects.filter(statement=OuterRef("pk")))
    # what was left out after it was noted is still there: a note never vanishes
    there = Q(has_notes) if noted_only else Q(has_notes) | Q(state=StatementState.IN)
    entries: dict[PointKind, list[Entry]] = {kind: [] for kind in PointKind}
    for statement in dialogue.statements.filter(there).select_related("tour_point").order_by("pk"):
        point = statement.tour_point
        kind = PointKind(point.kind) if point else PointKind.STATEMENT
        entries[kind].append(Entry(statement, by_statement[statement.pk]))
    return NotebookSheet(dialogue, entries, Entry(None, by_statement[None]), may_write, key, lines)


def stances_of(dialogue_ids: Collection[int]) -> dict[tuple[int, int], NotedStance]:
    """Where regions stand by what was noted, by keys of dialogue and statement: two queries.

    A statement on which no note says where they stand is not there. For the comparison of a tour,
    which asks for dialogues that its viewer may see.
    """
    notes = list(
        RegionNote.objects.filter(dialogue__in=dialogue_ids, statement__isnull=False).values_list(
            "pk", "dialogue", "statement", "stance"
        )
    )
    answers = answers_of([pk for pk, *_rest in notes])
    said: dict[tuple[int, int], list[tuple[Stance | None, bool]]] = defaultdict(list)
    for pk, dialogue_id, statement_id, noted in notes:
        mine = answers.get(pk, [])
        stance = standing_stance(stance_in(noted), [as_said(each) for each in mine])
        said[dialogue_id, statement_id].append((stance, bool(mine)))
    found = {key: stance_of_all(each) for key, each in said.items()}
    return {key: each for key, each in found.items() if each is not None}


def answers_of(note_ids: Collection[int]) -> dict[int, list[NoteAnswer]]:
    """The answers to notes, in the order in which they were written; none where there is none."""
    found: dict[int, list[NoteAnswer]] = defaultdict(list)
    for answer in NoteAnswer.objects.filter(note__in=note_ids).order_by("pk"):
        found[answer.note_id].append(answer)
    return found


def stance_in(stored: str) -> Stance | None:
    """Where they stand, from a row: "" is that nothing was said of it."""
    return Stance(stored) if stored else None


def as_said(answer: NoteAnswer) -> NoteSaid:
    """An answer as the rules read it."""
    return NoteSaid(NoteAnswerKind(answer.kind), stance_in(answer.stance))
