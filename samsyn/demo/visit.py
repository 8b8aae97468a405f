"""A visit to a region of the tour, as the call owner noted it and the region answered it."""

from datetime import timedelta

from samsyn.demo.stage import Stage
from samsyn.demo.tour import POINTS
from samsyn.dialogue.actions.notebook import (
    confirm_note,
    correct_note,
    count_people_present,
    share_notebook,
    write_note,
)
from samsyn.dialogue.models import Dialogue, RegionNote
from samsyn.dialogue.rules.kinds import Stance
from samsyn.dialogue.rules.notebook import as_read
from samsyn.directory.rules.access import visitor

HOLDS, PARTLY, NOT = Stance.HOLDS, Stance.PARTLY, Stance.NOT
Said = tuple[int | None, Stance | None, str]

SAID: tuple[Said, ...] = (
    (0, HOLDS, "Elva av tolv har en ägare som gör allt: säljer, svetsar och bokför på kvällen."),
    (1, PARTLY, "Svetsare finns att få. Det är styrning och programmering som ingen söker till."),
    (2, NOT, "Två av dem har fast elpris till 2027 och tänker inte på det."),
    (4, HOLDS, "Ja, men räkna dem som hyr in folk efter hur många de är en vanlig vecka."),
    (None, None, "De vill träffas hos ett företag nästa gång, inte på länsstyrelsen."),
)
CORRECTED = "Fyra företag, och avtalen går ut redan nästa höst. Då blir det en fråga."


def note_visit(stage: Stage) -> None:
    """Write the notes; the region corrects one and has answered all but the last."""
    region = Dialogue.objects.get(tour=stage.tour, county="22")
    notes = _noted(stage, region)
    by = stage.standing("astrid", _ago(stage, region) - 1)
    key = str(share_notebook(by=by, dialogue_id=region.pk).notebook_key)
    reader = visitor(by.on + timedelta(days=3))
    for note in notes[:-1]:
        mark = as_read(note.text, note.stance)
        if note.stance == NOT:
            correct_note(
                by=reader,
                key=key,
                note_id=note.pk,
                mark=mark,
                text=CORRECTED,
                stance=PARTLY,
                by_whom="Nodledare i Ådalen",
            )
        else:
            who = "Näringslivschef i Ådalen"
            confirm_note(by=reader, key=key, note_id=note.pk, mark=mark, by_whom=who)


def _ago(stage: Stage, dialogue: Dialogue) -> int:
    """How many days ago the region was visited: the day on which its dialogue opened."""
    return (stage.on - dialogue.opens_on).days


def _noted(stage: Stage, dialogue: Dialogue) -> list[RegionNote]:
    by = stage.standing("astrid", _ago(stage, dialogue))
    count_people_present(by=by, dialogue_id=dialogue.pk, people=5)
    keys = dict(dialogue.statements.values_list("text", "pk"))
    return [
        write_note(
            by=by,
            dialogue_id=dialogue.pk,
            text=text,
            statement_id=None if number is None else keys[POINTS[number][1]],
            stance=stance,
        )
        for number, stance, text in SAID
    ]
