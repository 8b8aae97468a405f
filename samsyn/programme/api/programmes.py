"""Programmes and their parties as JSON: open to all."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.directory.queries.organisations import organisations_for
from samsyn.programme.actions.programmes import (
    change_programme,
    end_party,
    name_party,
    start_programme,
)
from samsyn.programme.api.parts import (
    REFUSALS,
    GoalReason,
    Limit,
    Named,
    Party,
    Title,
    goals_of,
    named,
    place,
    standing_of,
)
from samsyn.programme.queries.programmes import (
    goal_reasons,
    party_of,
    programme_sheet,
    programmes_for,
    programmes_narrowed,
)
from samsyn.programme.rules.kinds import PartyRole
from samsyn.web.answer import Request
from samsyn.web.paging import page_of

router = Router(tags=["programme"])


class ProgrammeIn(Schema):
    title_sv: Title
    title_en: Annotated[str, Field(max_length=200)] = ""
    summary_sv: str = ""
    summary_en: str = ""
    starts_on: date
    ends_on: date | None = None
    goals: list[GoalReason] = []


class ProgrammeOut(Schema):
    id: int
    title_sv: str
    title_en: str
    host: Named
    starts_on: date
    ends_on: date | None


class ProgrammeDetailOut(ProgrammeOut):
    summary_sv: str
    summary_en: str
    goals: list[GoalReason]
    parties: list[Party]


class Programmes(Schema):
    total: int
    next_url: str
    rows: list[ProgrammeOut]


class ProgrammeQuery(Schema):
    search: str = ""
    when: str = ""
    limit: Limit = 50
    after: str = ""


class PartyIn(Schema):
    organisation_id: int
    role: PartyRole
    from_on: date


class PartyEndIn(Schema):
    until_on: date


def _row(programme: Any) -> dict[str, object]:
    return {
        "id": programme.pk,
        "title_sv": programme.title_sv,
        "title_en": programme.title_en,
        "host": named(programme.host),
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
    }


def _party(party: Any) -> dict[str, object]:
    return {
        "id": party.pk,
        "organisation": named(party.organisation),
        "role": party.role,
        "from_on": party.from_on,
        "until_on": party.until_on,
    }


def _detail(request: Request, programme_id: int) -> dict[str, object]:
    sheet = programme_sheet(standing_of(request), programme_id)
    parties = [party for group in sheet.party_groups for party in group.parties]
    return _row(sheet.programme) | {
        "summary_sv": sheet.programme.summary_sv,
        "summary_en": sheet.programme.summary_en,
        "goals": goals_of(sheet.goal_links),
        "parties": [_party(party) for party in [*parties, *sheet.ended_parties]],
    }


def _said(request: Request, sent: ProgrammeIn) -> dict[str, Any]:
    goals = goal_reasons(standing_of(request), {goal.goal_id: goal.reason for goal in sent.goals})
    return sent.dict(exclude={"goals"}) | {"goals": goals}


@router.get("", response=Programmes, auth=None)
def programmes(request: Request, asked: Query[ProgrammeQuery]) -> dict[str, object]:
    """The programmes, by title. `when` is running, coming or ended. Open to all."""
    viewer = standing_of(request)
    rows = programmes_narrowed(programmes_for(viewer), viewer, text=asked.search, when=asked.when)
    page = page_of(request, rows, ("sort_key", "pk"), asked.limit)
    return place(page) | {"rows": [_row(programme) for programme in page.rows]}


@router.post("", response={201: ProgrammeDetailOut, **REFUSALS}, auth=django_auth)
def programme_add(request: Request, sent: ProgrammeIn) -> Status[dict[str, object]]:
    """Start a programme, hosted by the organisation one acts for."""
    made = start_programme(by=standing_of(request), **_said(request, sent))
    return Status(201, _detail(request, made.pk))


@router.get("/{int:programme_id}", response={200: ProgrammeDetailOut, **REFUSALS}, auth=None)
def programme(request: Request, programme_id: int) -> dict[str, object]:
    """One programme with its goals and parties, ended ones last. Open to all."""
    return _detail(request, programme_id)


@router.put("/{int:programme_id}", response={200: ProgrammeDetailOut, **REFUSALS}, auth=django_auth)
def programme_change(request: Request, programme_id: int, sent: ProgrammeIn) -> dict[str, object]:
    """Change the texts, days and goals of one's own programme."""
    viewer = standing_of(request)
    change_programme(
        by=viewer, programme=programmes_for(viewer).get(pk=programme_id), **_said(request, sent)
    )
    return _detail(request, programme_id)


@router.post("/{int:programme_id}/parties", response={201: Party, **REFUSALS}, auth=django_auth)
def party_add(request: Request, programme_id: int, sent: PartyIn) -> Status[dict[str, object]]:
    """Name a partner, stakeholder or financier of one's own programme."""
    viewer = standing_of(request)
    party = name_party(
        by=viewer,
        programme=programmes_for(viewer).get(pk=programme_id),
        organisation=organisations_for(viewer).get(pk=sent.organisation_id),
        role=sent.role,
        from_on=sent.from_on,
    )
    return Status(201, _party(party))


@router.put("/parties/{int:party_id}/end", response={200: Party, **REFUSALS}, auth=django_auth)
def party_end(request: Request, party_id: int, sent: PartyEndIn) -> dict[str, object]:
    """End an organisation's part; the day given is its last."""
    viewer = standing_of(request)
    return _party(end_party(by=viewer, party=party_of(viewer, party_id), until_on=sent.until_on))
