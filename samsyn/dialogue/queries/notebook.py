"""What can be read of the notebooks of region visits."""

from collections import defaultdict
from collections.abc import Collection

from samsyn.dialogue.models import NoteAnswer, RegionNote
from samsyn.dialogue.rules.kinds import NoteAnswerKind, Stance
from samsyn.dialogue.rules.notebook import NotedStance, NoteSaid, stance_of_all, standing_stance


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
