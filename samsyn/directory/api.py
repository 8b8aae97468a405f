"""The directory room as JSON, by the same queries and actions as its pages."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.directory.actions.journal import require
from samsyn.directory.actions.organisations import (
    add_organisation,
    change_organisation,
    rename_organisation,
)
from samsyn.directory.queries.journal import journal_for, journal_like
from samsyn.directory.queries.numbers import number_shown
from samsyn.directory.queries.organisation_sheets import merged_target, organisation_sheet
from samsyn.directory.queries.organisations import filtered, organisations_for
from samsyn.directory.queries.sight import homes_of
from samsyn.directory.rules.kinds import OrganisationKind, SizeClass
from samsyn.directory.rules.organisations import NewOrganisation, OrganisationFacts
from samsyn.web.answer import Request

router = Router(tags=["directory"])
MOST = 500


class Refusal(Schema):
    """Why not: a code that never changes, and a sentence."""

    code: str
    text: str


class OrganisationOut(Schema):
    id: int
    name: str
    kind: str
    number: str = Field(description="Masked for sole traders, empty when not known.")
    publicly_controlled: bool | None
    commercial: bool | None
    sector_code: str
    sector_version: str
    county: str | None
    municipality: str | None
    size_class: str
    email: str


class NameOut(Schema):
    name: str
    from_on: date | None
    until_on: date | None


class OrganisationDetailOut(OrganisationOut):
    former_names: list[NameOut]
    programmes: int
    grants: int


class OrganisationsOut(Schema):
    rows: list[OrganisationOut]
    after: int | None = Field(description="Give it back as `after` for the rows that follow.")


class FactsIn(Schema):
    kind: OrganisationKind
    number: str = ""
    publicly_controlled: bool | None = None
    commercial: bool | None = None
    sector_code: str = ""
    sector_version: str = ""
    county_code: str = ""
    municipality_code: str = ""
    size_class: SizeClass | None = None
    email: str = ""


class OrganisationIn(FactsIn):
    name: str
    named_from_on: date | None = None


class NameIn(Schema):
    name: str
    from_on: date


class OrganisationFiltersIn(Schema):
    search: str = ""
    kind: str = ""
    county: str = ""
    size_class: str = ""
    after: int = 0
    limit: int = Field(100, ge=1, le=MOST)


class JournalLineOut(Schema):
    id: int
    at: datetime
    person: str
    organisation: str
    operator: bool
    deed: str
    kind: str
    key: int | None
    text: str
    reason: str


class JournalOut(Schema):
    rows: list[JournalLineOut]
    before: int | None = Field(description="Give it back as `before` for the older rows.")


class JournalFiltersIn(Schema):
    search: str = ""
    person: int | None = None
    deed: str = ""
    kind: str = ""
    from_on: date | None = None
    until_on: date | None = None
    before: int | None = None
    limit: int = Field(100, ge=1, le=MOST)


class HomeOut(Schema):
    id: int
    name: str


class MeOut(Schema):
    id: int
    name: str
    acts_for: HomeOut | None
    roles: list[str]
    support: bool
    may_act_for: list[HomeOut]


def _out(row: Any) -> dict[str, Any]:
    names = (
        *("id", "name", "kind", "publicly_controlled", "commercial", "sector_code"),
        *("sector_version", "size_class", "email"),
    )
    places = {"county": row.county_id, "municipality": row.municipality_id}
    return {name: getattr(row, name) for name in names} | places | {"number": number_shown(row)}


@router.get("organisations", auth=None, response=OrganisationsOut)
def organisations(request: Request, asked: Query[OrganisationFiltersIn]) -> Any:
    """The organisations one may see, by key; companies only for those who support them."""
    viewer = request.standing
    wanted = asked.dict(exclude={"search", "after", "limit"})
    seen = organisations_for(viewer).filter(pk__gt=asked.after).order_by("pk")
    rows = list(filtered(seen, search_for=asked.search, **wanted)[: asked.limit + 1])
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    return {"rows": [_out(row) for row in rows], "after": rows[-1].pk if more else None}


@router.get(
    "organisations/{organisation_id}",
    auth=None,
    response={200: OrganisationDetailOut, 404: Refusal},
)
def organisation(request: Request, organisation_id: int) -> Any:
    """One organisation; one that was merged is answered by what it turned out to be."""
    viewer = request.standing
    target = merged_target(viewer, organisation_id) or organisation_id
    sheet = organisation_sheet(viewer, target)
    names = [
        {"name": line.name, "from_on": line.from_on, "until_on": line.until_on}
        for line in sheet.former_names
    ]
    ties = {"programmes": sheet.programmes, "grants": sheet.grants}
    return _out(sheet.organisation) | ties | {"former_names": names}


_REFUSED = {401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal}


@router.post("organisations", auth=django_auth, response={201: OrganisationOut, **_REFUSED})
def organisation_add(request: Request, new: OrganisationIn) -> Any:
    """Add an organisation."""
    by = request.standing
    return Status(201, _out(add_organisation(by=by, new=NewOrganisation(**new.dict()))))


@router.put(
    "organisations/{organisation_id}",
    auth=django_auth,
    response={200: OrganisationOut, **_REFUSED},
)
def organisation_change(request: Request, organisation_id: int, facts: FactsIn) -> Any:
    """Change all that is said about an organisation, besides its name."""
    by = request.standing
    said = OrganisationFacts(**facts.dict())
    return _out(change_organisation(by=by, organisation_id=organisation_id, facts=said))


@router.post(
    "organisations/{organisation_id}/name",
    auth=django_auth,
    response={200: OrganisationOut, **_REFUSED},
)
def organisation_rename(request: Request, organisation_id: int, new: NameIn) -> Any:
    """Give an organisation a new name, from a day on."""
    by = request.standing
    return _out(rename_organisation(by=by, organisation_id=organisation_id, **new.dict()))


@router.get("journal", auth=django_auth, response={200: JournalOut, **_REFUSED})
def journal(request: Request, asked: Query[JournalFiltersIn]) -> Any:
    """The journal of the organisation one acts for, newest first."""
    viewer = request.standing
    require(by=viewer, deed="read journal")
    lines = journal_for(viewer)
    if asked.before is not None:
        lines = lines.filter(pk__lt=asked.before)
    wanted = asked.dict(exclude={"before", "limit", "person"})
    person = str(asked.person) if asked.person is not None else ""
    rows = list(journal_like(lines, person=person, **wanted)[: asked.limit + 1])
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    return {"rows": [_line(row) for row in rows], "before": rows[-1].pk if more else None}


def _line(row: Any) -> dict[str, Any]:
    return {
        **{"id": row.pk, "at": row.at, "operator": row.operator, "deed": row.deed},
        **{"person": str(row.person or ""), "organisation": str(row.organisation or "")},
        **{"kind": row.subject_kind, "key": row.subject_key, "text": row.subject_text},
        "reason": row.reason,
    }


@router.get("me", auth=django_auth, response={200: MeOut, 401: Refusal})
def me(request: Request) -> Any:
    """Who I am, for which organisation I act, and my roles there."""
    viewer = request.standing
    home = None
    if viewer.organisation_id is not None:
        home = {"id": viewer.organisation_id, "name": viewer.organisation_name}
    return {
        **{"id": viewer.person_id, "name": viewer.person_name, "acts_for": home},
        **{"roles": sorted(viewer.roles), "support": viewer.support},
        "may_act_for": [{"id": key, "name": name} for key, name in homes_of(viewer)],
    }
