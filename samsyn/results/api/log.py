"""The log as JSON, by the same queries and actions as its pages."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import StringConstraints

from samsyn.results.actions.knots import confirm_knot, refuse_knot, take_back_knot
from samsyn.results.actions.log import (
    EntryText,
    change_log,
    discard_log,
    publish_log,
    withdraw_log,
    write_log,
)
from samsyn.results.actions.log_draft import draft_log
from samsyn.results.queries.log.entries import entries_for, entries_narrowed, entry_sheet
from samsyn.results.queries.log.proposals import Proposal
from samsyn.results.rules.log_kinds import Answer, EntryState, KnotKind
from samsyn.web.answer import Request

router = Router(tags=["results"])


class Refusal(Schema):
    code: str
    text: str


REFUSALS: dict[int, Any] = {401: Any, 403: Refusal, 404: Refusal, 422: Any}
MOST_ENTRIES = 200


class EntryIn(Schema):
    """`until_on` is the last day of a week, null for a day."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    text: Annotated[str, StringConstraints(min_length=1)]
    on: date
    until_on: date | None = None
    language: Literal["sv", "en"] = "sv"
    programme_id: int | None = None


class WeekIn(Schema):
    """Any day of the week that the draft is to tell of."""

    on: date
    language: Literal["sv", "en"] = "sv"
    programme_id: int | None = None


class EntryOut(Schema):
    id: int
    title: str
    text: str
    on: date
    until_on: date | None
    language: str
    organisation_id: int
    programme_id: int | None
    state: EntryState
    published_at: datetime | None


class EntriesOut(Schema):
    """`next` is what to send as `after` to read on; null at the end."""

    items: list[EntryOut]
    next: int | None


class KnotTied(Schema):
    """A confirmed knot; `start` is null when its words are not in the text any more."""

    id: int
    kind: KnotKind
    key: int | None
    on: date | None
    until_on: date | None
    role: str
    words: str
    start: int | None
    end: int | None


class ProposalOut(Schema):
    """`name` is what an answer is sent to; `doubt` says why it is put as a question, if it is."""

    name: str
    kind: KnotKind
    key: int | None
    on: date | None
    until_on: date | None
    role: str
    words: str
    start: int
    end: int
    doubt: str | None


class EntrySheetOut(Schema):
    entry: EntryOut
    knots: list[KnotTied]
    proposals: list[ProposalOut]


class AnswerIn(Schema):
    answer: Answer


@router.get("", auth=None, response={200: EntriesOut, **REFUSALS})
def read_log(request: Request, search: str = "", after: int = 0) -> dict[str, Any]:
    """The published entries and one's own drafts, by key; open to all."""
    rows = entries_narrowed(entries_for(request.standing), search=search)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: MOST_ENTRIES + 1])
    more, found = len(found) > MOST_ENTRIES, found[:MOST_ENTRIES]
    return {"items": found, "next": found[-1].pk if more else None}


@router.post("", auth=django_auth, response={201: EntryOut, **REFUSALS})
def create_entry(request: Request, sent: EntryIn) -> Status[Any]:
    """Write a draft for the organisation acted for."""
    return Status(201, write_log(by=request.standing, new=EntryText(**sent.dict())))


@router.post("drafts/", auth=django_auth, response={201: EntryOut, **REFUSALS})
def create_draft(request: Request, sent: WeekIn) -> Status[Any]:
    """Write a draft of what is written down about a week, tied to what it names."""
    return Status(201, draft_log(by=request.standing, **sent.dict()))


@router.get("{int:entry_id}/", auth=None, response={200: EntrySheetOut, **REFUSALS})
def read_entry(request: Request, entry_id: int) -> dict[str, Any]:
    """One entry with its knots; for those who write, with what is proposed in it."""
    sheet = entry_sheet(request.standing, entry_id)
    return {
        "entry": sheet.entry,
        "knots": [tied.knot for tied in sheet.knots],
        "proposals": [_proposal(each) for each in sheet.proposals],
    }


@router.put("{int:entry_id}/", auth=django_auth, response={200: EntryOut, **REFUSALS})
def put_entry(request: Request, entry_id: int, sent: EntryIn) -> Any:
    """Change an entry of the organisation acted for."""
    return change_log(by=request.standing, entry_id=entry_id, new=EntryText(**sent.dict()))


@router.delete("{int:entry_id}/", auth=django_auth, response={204: None, **REFUSALS})
def delete_entry(request: Request, entry_id: int) -> Status[None]:
    """Throw a draft away."""
    discard_log(by=request.standing, entry_id=entry_id)
    return Status(204, None)


@router.put("{int:entry_id}/publication/", auth=django_auth, response={200: EntryOut, **REFUSALS})
def put_publication(request: Request, entry_id: int) -> Any:
    """Make a draft public."""
    return publish_log(by=request.standing, entry_id=entry_id)


@router.delete(
    "{int:entry_id}/publication/", auth=django_auth, response={200: EntryOut, **REFUSALS}
)
def delete_publication(request: Request, entry_id: int) -> Any:
    """Withdraw a published entry: it is a draft again."""
    return withdraw_log(by=request.standing, entry_id=entry_id)


@router.put(
    "{int:entry_id}/proposals/{proposal}/",
    auth=django_auth,
    response={200: KnotTied, **REFUSALS},
)
def put_answer(request: Request, entry_id: int, proposal: str, sent: AnswerIn) -> Any:
    """Confirm or refuse a proposal."""
    deed = confirm_knot if sent.answer is Answer.CONFIRMED else refuse_knot
    return deed(by=request.standing, entry_id=entry_id, name=proposal)


@router.delete(
    "{int:entry_id}/knots/{int:knot_id}/", auth=django_auth, response={204: None, **REFUSALS}
)
def delete_knot(request: Request, entry_id: int, knot_id: int) -> Status[None]:
    """Take an answer back."""
    take_back_knot(by=request.standing, entry_id=entry_id, knot_id=knot_id)
    return Status(204, None)


def _proposal(each: Proposal) -> dict[str, Any]:
    meaning = each.meaning
    return {
        "name": each.name,
        "kind": meaning.kind,
        "key": meaning.key,
        "on": meaning.on,
        "until_on": meaning.until_on,
        "role": meaning.role,
        "words": each.words,
        "start": each.start,
        "end": each.end,
        "doubt": meaning.doubt,
    }
