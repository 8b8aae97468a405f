"""The notebook of a region visit as JSON, for the house to read and the organiser to write."""

from datetime import date
from typing import Annotated, Any

from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field, StringConstraints

from samsyn.dialogue.actions.notebook import (
    change_note,
    count_people_present,
    share_notebook,
    share_notebook_anew,
    stop_sharing_notebook,
    take_note_away,
    write_note,
)
from samsyn.dialogue.api.shapes import REFUSALS
from samsyn.dialogue.queries.notebook import notebook_sheet
from samsyn.dialogue.rules.kinds import NoteAnswerKind, Stance
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class NoteIn(Schema):
    """`stance` is null where nothing was said of it."""

    text: Words
    stance: Stance | None = None


class NewNoteIn(NoteIn):
    """`statement_id` is null for what belongs to no statement."""

    statement_id: int | None = None


class NoteAnswerOut(Schema):
    """`text` and `stance` are what is so instead, in a correction."""

    kind: NoteAnswerKind
    text: str
    stance: Stance | None
    by_whom: str
    answered_on: date


class NoteOut(Schema):
    """`noted_stance` is as noted, `stance` as it stands after the answers; the last one counts."""

    id: int
    statement_id: int | None
    text: str
    noted_stance: Stance | None
    noted_on: date
    stance: Stance | None
    answers: list[NoteAnswerOut]


class NotebookOut(Schema):
    """`key` is the end of the link, "" unless it is shared and the reader may share it."""

    dialogue_id: int
    people_present: int | None
    confirmed: int
    corrected: int
    key: str
    notes: list[NoteOut]


class PresentIn(Schema):
    """Null is that nobody counted."""

    people: Annotated[int, Field(ge=0)] | None = None


class LinkIn(Schema):
    """With `anew` the link that there was leads nowhere."""

    anew: bool = False


@router.get(
    "{int:dialogue_id}/notebook/", auth=django_auth, response={200: NotebookOut, **REFUSALS}
)
def read_notebook(request: Request, dialogue_id: int) -> dict[str, Any]:
    """What was noted in a region visit, and what the region's people say of it."""
    sheet = notebook_sheet(request.standing, dialogue_id)
    return {
        "dialogue_id": dialogue_id,
        "people_present": sheet.dialogue.people_present,
        "confirmed": sheet.confirmed,
        "corrected": sheet.corrected,
        "key": sheet.key,
        "notes": [_noted(line) for line in sheet.lines],
    }


@router.post("{int:dialogue_id}/notes/", auth=django_auth, response={201: NoteOut, **REFUSALS})
def create_note(request: Request, dialogue_id: int, sent: NewNoteIn) -> Status[Any]:
    """Write a note; the same one sent twice is one."""
    made = write_note(by=request.standing, dialogue_id=dialogue_id, **sent.dict())
    return Status(201, _line_of(request, dialogue_id, made.pk))


@router.put("notes/{int:note_id}/", auth=django_auth, response={200: NoteOut, **REFUSALS})
def put_note(request: Request, note_id: int, sent: NoteIn) -> dict[str, Any]:
    """Change a note that the region has not answered."""
    made = change_note(by=request.standing, note_id=note_id, **sent.dict())
    return _line_of(request, made.dialogue_id, note_id)


@router.delete("notes/{int:note_id}/", auth=django_auth, response={204: None, **REFUSALS})
def delete_note(request: Request, note_id: int) -> Status[None]:
    """Take a note away that the region has not answered."""
    take_note_away(by=request.standing, note_id=note_id)
    return Status(204, None)


@router.put(
    "{int:dialogue_id}/people-present/",
    auth=django_auth,
    response={200: NotebookOut, **REFUSALS},
)
def put_people_present(request: Request, dialogue_id: int, sent: PresentIn) -> dict[str, Any]:
    """Say how many were in the room."""
    count_people_present(by=request.standing, dialogue_id=dialogue_id, people=sent.people)
    return read_notebook(request, dialogue_id)


@router.put(
    "{int:dialogue_id}/notebook/link/", auth=django_auth, response={200: NotebookOut, **REFUSALS}
)
def put_link(request: Request, dialogue_id: int, sent: LinkIn) -> dict[str, Any]:
    """Share the notebook by a link, the same as before or another."""
    share = share_notebook_anew if sent.anew else share_notebook
    share(by=request.standing, dialogue_id=dialogue_id)
    return read_notebook(request, dialogue_id)


@router.delete(
    "{int:dialogue_id}/notebook/link/", auth=django_auth, response={204: None, **REFUSALS}
)
def delete_link(request: Request, dialogue_id: int) -> Status[None]:
    """Let the link lead nowhere."""
    stop_sharing_notebook(by=request.standing, dialogue_id=dialogue_id)
    return Status(204, None)


def _line_of(request: Request, dialogue_id: int, note_id: int) -> dict[str, Any]:
    sheet = notebook_sheet(request.standing, dialogue_id)
    return _noted(next(line for line in sheet.lines if line.note.pk == note_id))


def _noted(line: Any) -> dict[str, Any]:
    note = line.note
    held = {name: getattr(note, name) for name in ("id", "statement_id", "text", "noted_on")}
    said = ("kind", "text", "by_whom", "answered_on")
    return held | {
        "noted_stance": note.stance or None,
        "stance": line.stance,
        "answers": [
            {name: getattr(each, name) for name in said} | {"stance": each.stance or None}
            for each in line.answers
        ],
    }
