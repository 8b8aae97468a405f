"""Preparing a dialogue, as JSON: who is invited, and what to begin with."""

from datetime import date
from typing import Annotated, Any

from django.utils.translation import get_language
from ninja import Router, Schema, Status
from ninja.security import django_auth
from pydantic import Field

from samsyn.dialogue.actions.preparing import (
    add_statements,
    invite_organisations,
    take_back_invitation,
    translate_statements,
)
from samsyn.dialogue.api.shapes import REFUSALS
from samsyn.dialogue.queries.invited import invited_sheet
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])


class InvitedOut(Schema):
    organisation_id: int
    name: str
    kind: OrganisationKind
    county_id: str | None
    invited_on: date
    has_answered: bool


class InvitedListOut(Schema):
    """`kinds` and `places` are those of which nobody is invited."""

    items: list[InvitedOut]
    kinds: list[OrganisationKind]
    places: list[str]


class InviteIn(Schema):
    organisation_ids: list[int]


class StatementsIn(Schema):
    """One statement each; all are added, or none."""

    lines: list[str]


class TranslationIn(Schema):
    """`text` is in the other language of the two; "" takes a translation away."""

    statement_id: int
    text: Annotated[str, Field(max_length=300)]


class TranslationsIn(Schema):
    translations: list[TranslationIn]


class StatementsOut(Schema):
    ids: list[int]


@router.get(
    "{int:dialogue_id}/invited/", auth=django_auth, response={200: InvitedListOut, **REFUSALS}
)
def read_invited(request: Request, dialogue_id: int) -> dict[str, Any]:
    """Who is invited, who of them has answered, and of what nobody is there."""
    sheet = invited_sheet(request.standing, dialogue_id)
    items = [
        {
            "organisation_id": line.organisation.pk,
            "name": line.organisation.name,
            "kind": line.organisation.kind,
            "county_id": line.organisation.county_id,
            "invited_on": line.invited_on,
            "has_answered": line.has_answered,
        }
        for line in sheet.lines
    ]
    return {"items": items, "kinds": sheet.kinds, "places": sheet.places}


@router.post(
    "{int:dialogue_id}/invited/", auth=django_auth, response={201: InvitedListOut, **REFUSALS}
)
def create_invited(request: Request, dialogue_id: int, sent: InviteIn) -> Status[Any]:
    """Invite organisations to a dialogue of the organisation acted for; answers with the list."""
    invite_organisations(by=request.standing, dialogue_id=dialogue_id, **sent.dict())
    return Status(201, read_invited(request, dialogue_id))


@router.delete(
    "{int:dialogue_id}/invited/{int:organisation_id}/",
    auth=django_auth,
    response={200: InvitedListOut, **REFUSALS},
)
def delete_invited(request: Request, dialogue_id: int, organisation_id: int) -> dict[str, Any]:
    """Take an organisation off the list; answers with the list."""
    take_back_invitation(
        by=request.standing, dialogue_id=dialogue_id, organisation_id=organisation_id
    )
    return read_invited(request, dialogue_id)


@router.post(
    "{int:dialogue_id}/statements/several/",
    auth=django_auth,
    response={201: StatementsOut, **REFUSALS},
)
def create_statements(request: Request, dialogue_id: int, sent: StatementsIn) -> Status[Any]:
    """Add several statements to a dialogue of the organisation acted for: all or none."""
    said = add_statements(
        by=request.standing, dialogue_id=dialogue_id, lines=sent.lines, reads=get_language()
    )
    return Status(201, {"ids": [each.pk for each in said]})


@router.put(
    "{int:dialogue_id}/translations/", auth=django_auth, response={200: StatementsOut, **REFUSALS}
)
def put_translations(request: Request, dialogue_id: int, sent: TranslationsIn) -> dict[str, Any]:
    """Translate statements of one's own dialogue; answers with those that were changed."""
    texts = {each.statement_id: each.text for each in sent.translations}
    changed = translate_statements(by=request.standing, dialogue_id=dialogue_id, translations=texts)
    return {"ids": [each.pk for each in changed]}
