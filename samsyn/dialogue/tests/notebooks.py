"""A region visit of the agency's in Norrbotten, with a need, a criterion, and who writes notes."""

from datetime import timedelta

from django.utils import timezone

from samsyn.basics.swedish import sort_key
from samsyn.cast import Cast
from samsyn.dialogue.actions.notebook import confirm_note, correct_note, share_notebook, write_note
from samsyn.dialogue.models import Dialogue, NoteAnswer, RegionNote, Tour
from samsyn.dialogue.rules.kinds import Stance
from samsyn.dialogue.rules.notebook import as_read

HOLDS, PARTLY, NOT = Stance.HOLDS, Stance.PARTLY, Stance.NOT


def visit(cast: Cast) -> Dialogue:
    """A region dialogue of a tour, open today: one need, one criterion, one other statement."""
    today = timezone.localdate()
    agency = cast.organisations["agency"]
    tour = Tour.objects.create(
        title="Turnén",
        sort_key="turnen",
        question="Vad behövs?",
        organiser=agency,
        planned_on=today,
    )
    dialogue = Dialogue.objects.create(
        title="Besök i Norrbotten",
        sort_key=sort_key("Besök i Norrbotten"),
        question="Vad behövs?",
        kind="region_dialogue",
        organiser=agency,
        county_id="25",
        tour=tour,
        opens_on=today - timedelta(days=2),
        closes_on=today + timedelta(days=2),
    )
    for kind, text in (("need", "Svetsare saknas."), ("criterion", "Minst tre bolag.")):
        point = tour.points.create(kind=kind, text=text)
        dialogue.statements.create(text=text, said_on=today, tour_point=point)
    dialogue.statements.create(text="Vi ringer en gång.", said_on=today)
    return dialogue


def jot(cast: Cast, dialogue: Dialogue, text: str = "Tolv saknas i Luleå.", **more: object):
    """Astrid writes a note; of the need, if nothing else is said."""
    asked: dict[str, object] = {"statement_id": dialogue.statements.all()[0].pk, "stance": HOLDS}
    by = cast.standing(str(more.pop("name", "astrid")), timezone.localdate())
    return write_note(by=by, dialogue_id=dialogue.pk, text=text, **(asked | more))  # type: ignore[arg-type]


def shared(cast: Cast, dialogue: Dialogue) -> str:
    """The key of the notebook's link."""
    by = cast.standing("astrid", timezone.localdate())
    return str(share_notebook(by=by, dialogue_id=dialogue.pk).notebook_key)


def confirm(cast: Cast, key: str, note: RegionNote, by_whom: str = "") -> NoteAnswer:
    """Somebody with the link says that it is so."""
    return confirm_note(
        by=cast.standing("visitor", timezone.localdate()),
        key=key,
        note_id=note.pk,
        mark=as_read(note.text, note.stance),
        by_whom=by_whom,
    )


def correct(cast: Cast, key: str, note: RegionNote, text: str, **more: object) -> NoteAnswer:
    """Somebody with the link says what is so instead."""
    return correct_note(
        by=cast.standing("visitor", timezone.localdate()),
        key=key,
        note_id=note.pk,
        mark=as_read(note.text, note.stance),
        text=text,
        **more,  # type: ignore[arg-type]
    )
