"""What a note of a region visit comes to, once the region's people have answered it.

An answer is written once and a later one counts before an earlier. That a note is confirmed is
that it is so as it was noted; a correction says what is so instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.rules.kinds import NoteAnswerKind, Stance

MOST_ANSWERS = 50
"""So many answers to one note: more than a region needs to settle what is so."""
MOST_PRESENT = 9999


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """One answer to a note: its kind and, in a correction, where the region stands instead."""

    kind: NoteAnswerKind
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class NotedStance:
    """Where a region stands on a statement, and how many notes say so.

    `answered` are those of the notes that the region's people have confirmed or corrected.
    """

    stance: Stance
    notes: int
    answered: int

    @property
    def is_answered(self) -> bool:
        """Whether all that it rests on has been read by the region's people."""
        return self.answered == self.notes


def standing_stance(noted: Stance | None, answers: Sequence[NoteSaid]) -> Stance | None:
    """Where the region stands by one note: what its last correction says, else what was noted.

    A correction of the words alone leaves it. Who confirms after a correction goes back to the
    note. None is that nothing was said of it.

    >>> corrected = NoteSaid(NoteAnswerKind.CORRECTED, Stance.PARTLY)
    >>> standing_stance(Stance.HOLDS, [corrected])
    <Stance.PARTLY: 'partly'>
    >>> standing_stance(Stance.HOLDS, [corrected, NoteSaid(NoteAnswerKind.CONFIRMED)])
    <Stance.HOLDS: 'holds'>
    """
    last = answers[-1] if answers else None
    if last is None or last.kind is NoteAnswerKind.CONFIRMED or last.stance is None:
        return noted
    return last.stance


def stance_of_all(notes: Iterable[tuple[Stance | None, bool]]) -> NotedStance | None:
    """Where a region stands by all its notes on a statement; each with whether it was answered.

    Where all that say where they stand say the same, that it is. Where they do not, some of it is
    so and some is not: partly, whatever is the most common. None where no note says.

    >>> stance_of_all([(Stance.HOLDS, True), (None, False), (Stance.HOLDS, False)])
    NotedStance(stance=<Stance.HOLDS: 'holds'>, notes=2, answered=1)
    >>> stance_of_all([(Stance.HOLDS, True), (Stance.NOT, True)]).stance
    <Stance.PARTLY: 'partly'>
    """
    said = [(stance, answered) for stance, answered in notes if stance is not None]
    if not said:
        return None
    stances = {stance for stance, _answered in said}
    return NotedStance(
        stance=stances.pop() if len(stances) == 1 else Stance.PARTLY,
        notes=len(said),
        answered=sum(answered for _stance, answered in said),
    )


def as_read(text: str, stance: str) -> str:
    """A mark of what somebody read, sent back with the answer: a note changed since has another.

    >>> as_read("Det är så.", "holds") == as_read("Det är så.", "partly")
    False
    """
    return sha256(f"{stance}\n{text}".encode()).hexdigest()[:16]


def check_as_read(mark: str, text: str, stance: str) -> None:
    """Raise Problem("note-changed") when what was read is not what stands there now."""
    if mark != as_read(text, stance):
        raise Problem(
            "note-changed",
            words(
                "The note was changed while you read it, so your answer was not taken. "
                "Read it as it is now, and answer then."
            ),
        )


def check_unanswered(answers: int) -> None:
    """Raise Problem("note-answered") when somebody has answered a note: then it stands."""
    if answers > 0:
        raise Problem(
            "note-answered",
            words(
                "The region has answered this note, so it stands as they read it. "
                "Write a new note with what should be said instead."
            ),
        )


def check_may_answer(answers: int) -> None:
    """Raise Problem("note-answered-enough") when a note has as many answers as one may have."""
    if answers >= MOST_ANSWERS:
        raise Problem(
            "note-answered-enough",
            words(
                "This note has been answered %(most)s times, which is as many as one may. "
                "Ask the organiser to write a new note."
            ),
            most=MOST_ANSWERS,
        )


def check_note_words(text: str) -> None:
    """Raise Problem("note-without-words") when there is nothing in a note or a correction."""
    if not text.strip():
        raise Problem(
            "note-without-words",
            words("There are no words in it. Write in a sentence or two what is so."),
        )
