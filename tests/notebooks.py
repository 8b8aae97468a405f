"""Notebooks of region visits: one of the house's alone, and one that is shared by a link."""

from datetime import date, timedelta

from samsyn.cast import Cast
from samsyn.dialogue.models import Dialogue, RegionNote

KEY = "a-link-to-a-notebook-22"


def notebooks_in(cast: Cast, today: date, long: str) -> dict[str, object]:
    """A note that nobody has answered, and the key and a note of a notebook that is shared."""
    cast.dialogue.kind, cast.dialogue.people_present = "region_dialogue", 5
    cast.dialogue.save()
    note = _noted(cast.dialogue, today, f"Anteckning-3307 {long}")
    visit = Dialogue.objects.create(
        title=f"Besök {long}"[:200],
        sort_key="besok",
        question="Vad behövs?",
        kind="region_dialogue",
        organiser=cast.organisations["agency"],
        opens_on=today - timedelta(days=3),
        closes_on=today + timedelta(days=3),
        notebook_key=KEY,
    )
    visit.statements.create(text=f"Svetsare saknas. {long}"[:300], said_on=today)
    linked = _noted(visit, today, long)
    return {"note_id": note.pk, "notebook_key": KEY, "linked_note_id": linked.pk}


def _noted(dialogue: Dialogue, today: date, text: str) -> RegionNote:
    """A note that nobody has answered; beside it one that is confirmed and one corrected."""
    statement = dialogue.statements.first()
    held = {"statement": statement, "noted_on": today}
    kinds = {"confirmed": "", "corrected": f"Rättat: {text}"}
    for kind, instead in kinds.items():
        note = dialogue.notes.create(**held, text=f"{kind}: {text}", stance="holds")
        note.answers.create(
            kind=kind, text=instead, stance="not" if instead else "", answered_on=today
        )
    dialogue.notes.create(text=f"Fritt: {text}", noted_on=today)
    return dialogue.notes.create(**held, text=text, stance="partly")
