"""Two visits to regions, as the call owner noted them: one answered by the region, one not yet."""

from samsyn.demo.stage import Stage
from samsyn.demo.wants import STATEMENTS, TOUR
from samsyn.dialogue.actions.notebook import (
    confirm_note,
    correct_note,
    count_people_present,
    share_notebook,
    write_note,
)
from samsyn.dialogue.models import Dialogue, RegionNote
from samsyn.dialogue.rules.kinds import DialogueKind, Stance
from samsyn.dialogue.rules.notebook import as_read
from samsyn.directory.rules.access import visitor

HOLDS, PARTLY, NOT = Stance.HOLDS, Stance.PARTLY, Stance.NOT
Said = tuple[int | None, Stance | None, str]

NORTH: tuple[Said, ...] = (
    (
        0,
        HOLDS,
        "Företagen frågar efter ordning i flödet. Tekniken kommer som svar, inte som fråga.",
    ),
    (1, PARTLY, "Fungerar i Luleå och Piteå. I inlandet byts kontaktpersonen var sjätte månad."),
    (1, NOT, "Två företag i Gällivare har haft fyra kontaktpersoner på ett år."),
    (3, HOLDS, "”Vi digitaliserade kön till svetsen.”"),
    (None, None, "De vill träffas hos ett företag nästa gång, inte på länsstyrelsen."),
)
SOUTH: tuple[Said, ...] = (
    (0, HOLDS, "Samma bild som i norr, men fler företag har redan ett affärssystem att utgå från."),
    (2, PARTLY, "Kommunerna vill behålla sina namn utåt, men säger ja till ett gemensamt program."),
    (None, None, "Sju av elva hade redan fått frågan av någon annan i år."),
)
CORRECTED = "Fyra företag, inte två, och de ligger i Kiruna också."


def note_visits(stage: Stage) -> None:
    """Write the notes of two region dialogues; the north has answered its own but for the last."""
    north, south = Dialogue.objects.filter(kind=DialogueKind.REGION_DIALOGUE).order_by("pk")[:2]
    notes = _noted(stage, north, NORTH, people=5)
    _noted(stage, south, SOUTH, people=11)
    key = str(
        share_notebook(by=stage.standing("astrid", TOUR - 2), dialogue_id=north.pk).notebook_key
    )
    by = visitor(stage.ago(TOUR - 5))
    for note in notes[:-1]:
        mark = as_read(note.text, note.stance)
        if note.stance == NOT:
            correct_note(
                by=by,
                key=key,
                note_id=note.pk,
                mark=mark,
                text=CORRECTED,
                stance=PARTLY,
                by_whom="Nodledare i norr",
            )
        else:
            confirm_note(
                by=by, key=key, note_id=note.pk, mark=mark, by_whom="Näringslivschef, Norrvik"
            )


def _noted(
    stage: Stage, dialogue: Dialogue, said: tuple[Said, ...], people: int
) -> list[RegionNote]:
    by = stage.standing("astrid", TOUR - 1)
    count_people_present(by=by, dialogue_id=dialogue.pk, people=people)
    keys = dict(dialogue.statements.values_list("text", "pk"))
    return [
        write_note(
            by=by,
            dialogue_id=dialogue.pk,
            text=text,
            statement_id=None if number is None else keys[STATEMENTS[number][0]],
            stance=stance,
        )
        for number, stance, text in said
    ]
