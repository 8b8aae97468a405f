"""The company room as JSON, by the same queries and actions as its pages."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema, Status
from ninja.security import django_auth

from samsyn.company.actions.closeness import end_closeness, give_permission, name_coach
from samsyn.company.actions.improvements import change_improvement, note_improvement
from samsyn.company.actions.key_figures import change_key_figure, note_key_figure
from samsyn.company.queries.closeness import coaches_at, tie_to_end
from samsyn.company.queries.companies import companies_for, company_sheet, narrowed, numbers_of
from samsyn.company.queries.improvements import (
    improvement_sheet,
    improvements_for,
    improvements_narrowed,
)
from samsyn.company.queries.key_figures import key_figures_for, key_figures_narrowed
from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.directory.actions.organisations import add_organisation
from samsyn.directory.queries.organisations import organisations_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind, SizeClass
from samsyn.directory.rules.organisations import NewOrganisation
from samsyn.web.answer import Request
from samsyn.web.paging import Page, page_of

router = Router(tags=["company"])

Limit = Annotated[int, Field(ge=1, le=500)]
"""Rows asked for at a time."""
Year = Annotated[int, Field(ge=1, le=9999)]
Saved = Annotated[Decimal, Field(max_digits=12, decimal_places=1)]
Figure = Annotated[Decimal, Field(max_digits=14, decimal_places=2)]
Line = Annotated[str, Field(max_length=200)]


class Refusal(Schema):
    """Why not: a code for machines and a sentence for people."""

    code: str
    text: str


REFUSALS: dict[int, Any] = {401: Any, 403: Refusal, 404: Refusal, 422: Any}
"""The refusals that every deed may answer with; 422 also lists fields of the wrong shape."""


class CompanyIn(Schema):
    name: Annotated[str, Field(min_length=1, max_length=200)]
    number: str = ""
    sector_code: str = ""
    sector_version: str = ""
    county_code: str = ""
    municipality_code: str = ""
    size_class: SizeClass | None = None
    email: str = ""


class CompanyOut(Schema):
    """`number` is masked for a sole trader."""

    id: int
    name: str
    number: str
    sector_code: str
    sector_version: str
    county_code: str | None
    municipality_code: str | None
    size_class: str


class Companies(Schema):
    total: int
    next_url: str
    rows: list[CompanyOut]


class CompanyQuery(Schema):
    search: str = ""
    county: list[str] = []
    division: str = ""
    size: str = ""
    limit: Limit = 50
    after: str = ""


class ImprovementIn(Schema):
    """Hours and kronor are null when they are not known; a saving needs how it was measured."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    text: str = ""
    happened_on: date
    hours_saved_per_year: Annotated[Decimal, Field(max_digits=9, decimal_places=1)] | None = None
    saved_sek_per_year: Annotated[Decimal, Field(max_digits=12, decimal_places=0)] | None = None
    how_measured: Line = ""
    work_environment: bool = False
    skills: bool = False


class ImprovementOut(ImprovementIn):
    id: int
    company_id: int


class Improvements(Schema):
    total: int
    next_url: str
    rows: list[ImprovementOut]


class ImprovementQuery(Schema):
    search: str = ""
    year: Year | None = None
    limit: Limit = 50
    after: str = ""


class KeyFigureIn(Schema):
    year: Year
    kind: KeyFigureKind
    figure: Figure
    source: Annotated[str, Field(min_length=1, max_length=200)]


class KeyFigureChangeIn(Schema):
    figure: Figure
    source: Annotated[str, Field(min_length=1, max_length=200)]


class KeyFigureOut(KeyFigureIn):
    id: int
    company_id: int


class KeyFigures(Schema):
    total: int
    next_url: str
    rows: list[KeyFigureOut]


class KeyFigureQuery(Schema):
    search: str = ""
    year: Year | None = None
    kind: str = ""
    limit: Limit = 50
    after: str = ""


class CoachIn(Schema):
    person_id: int


class PermissionIn(Schema):
    organisation_id: int
    until_on: date


class Made(Schema):
    id: int


def _standing(request: Request) -> Standing:
    standing: Standing = request.standing
    return standing


def _place(page: Page[Any]) -> dict[str, Any]:
    """How many there are in all, and the address of the next ones ("" at the end)."""
    return {"total": page.total, "next_url": page.next_url}


def _row(viewer: Standing, company: Any) -> dict[str, object]:
    return {
        "id": company.pk,
        "name": company.name,
        "number": numbers_of(viewer, [company])[company.pk],
        "sector_code": company.sector_code,
        "sector_version": company.sector_version,
        "county_code": company.county_id,
        "municipality_code": company.municipality_id,
        "size_class": company.size_class,
    }


@router.get("", response={200: Companies, **REFUSALS}, auth=django_auth)
def companies(request: Request, asked: Query[CompanyQuery]) -> dict[str, object]:
    """The companies that one may see, by name. `division` is the first figures of the sector."""
    viewer = _standing(request)
    rows = narrowed(
        companies_for(viewer),
        text=asked.search,
        county_codes=asked.county,
        division_code=asked.division,
        size_class=asked.size,
    )
    page = page_of(request, rows, ("sort_key", "pk"), asked.limit)
    return _place(page) | {"rows": [_row(viewer, company) for company in page.rows]}


@router.post("", response={201: CompanyOut, **REFUSALS}, auth=django_auth)
def company_add(request: Request, sent: CompanyIn) -> Status[dict[str, object]]:
    """Add a company to the directory."""
    new = NewOrganisation(kind=OrganisationKind.COMPANY, commercial=True, **sent.dict())
    made = add_organisation(by=_standing(request), new=new)
    return Status(201, _row(_standing(request), made))


@router.get("/improvements", response={200: Improvements, **REFUSALS}, auth=django_auth)
def improvements(request: Request, asked: Query[ImprovementQuery]) -> dict[str, object]:
    """The improvements that one may read, newest first."""
    rows = improvements_narrowed(
        improvements_for(_standing(request)), text=asked.search, year=asked.year
    )
    page = page_of(request, rows, ("-happened_on", "-id"), asked.limit)
    return _place(page) | {"rows": page.rows}


@router.get(
    "/improvements/{int:improvement_id}",
    response={200: ImprovementOut, **REFUSALS},
    auth=django_auth,
)
def improvement(request: Request, improvement_id: int) -> Any:
    """One improvement."""
    return improvement_sheet(_standing(request), improvement_id).improvement


@router.put(
    "/improvements/{int:improvement_id}",
    response={200: ImprovementOut, **REFUSALS},
    auth=django_auth,
)
def improvement_change(request: Request, improvement_id: int, sent: ImprovementIn) -> Any:
    """Correct an improvement."""
    viewer = _standing(request)
    standing = improvements_for(viewer).get(pk=improvement_id)
    return change_improvement(by=viewer, improvement=standing, **sent.dict())


@router.get("/key-figures", response={200: KeyFigures, **REFUSALS}, auth=django_auth)
def key_figures(request: Request, asked: Query[KeyFigureQuery]) -> dict[str, object]:
    """The key figures that one may read, the latest year first."""
    rows = key_figures_narrowed(
        key_figures_for(_standing(request)), text=asked.search, year=asked.year, kind=asked.kind
    )
    page = page_of(request, rows, ("-year", "-id"), asked.limit)
    return _place(page) | {"rows": page.rows}


@router.get(
    "/key-figures/{int:key_figure_id}",
    response={200: KeyFigureOut, **REFUSALS},
    auth=django_auth,
)
def key_figure(request: Request, key_figure_id: int) -> Any:
    """One key figure."""
    return key_figures_for(_standing(request)).get(pk=key_figure_id)


@router.put(
    "/key-figures/{int:key_figure_id}",
    response={200: KeyFigureOut, **REFUSALS},
    auth=django_auth,
)
def key_figure_change(request: Request, key_figure_id: int, sent: KeyFigureChangeIn) -> Any:
    """Correct a figure or its source."""
    viewer = _standing(request)
    standing = key_figures_for(viewer).get(pk=key_figure_id)
    return change_key_figure(by=viewer, key_figure=standing, **sent.dict())


@router.get("/{int:organisation_id}", response={200: CompanyOut, **REFUSALS}, auth=django_auth)
def company(request: Request, organisation_id: int) -> dict[str, object]:
    """One company's entry."""
    viewer = _standing(request)
    return _row(viewer, company_sheet(viewer, organisation_id).company)


@router.post(
    "/{int:organisation_id}/improvements",
    response={201: ImprovementOut, **REFUSALS},
    auth=django_auth,
)
def improvement_add(request: Request, organisation_id: int, sent: ImprovementIn) -> Status[Any]:
    """Note an improvement at a company that one stands close to."""
    viewer = _standing(request)
    standing = companies_for(viewer).get(pk=organisation_id)
    return Status(201, note_improvement(by=viewer, company=standing, **sent.dict()))


@router.post(
    "/{int:organisation_id}/key-figures",
    response={201: KeyFigureOut, **REFUSALS},
    auth=django_auth,
)
def key_figure_add(request: Request, organisation_id: int, sent: KeyFigureIn) -> Status[Any]:
    """Note a key figure; one that stands for the same year and kind is changed."""
    viewer = _standing(request)
    standing = companies_for(viewer).get(pk=organisation_id)
    return Status(201, note_key_figure(by=viewer, company=standing, **sent.dict()))


@router.post("/{int:organisation_id}/coaches", response={201: Made, **REFUSALS}, auth=django_auth)
def coach_add(request: Request, organisation_id: int, sent: CoachIn) -> Status[dict[str, int]]:
    """Name one of one's own coaches the company's coach. The answer is the key of the tie."""
    viewer = _standing(request)
    tie = name_coach(
        by=viewer,
        company=companies_for(viewer).get(pk=organisation_id),
        person=coaches_at(viewer).get(pk=sent.person_id),
    )
    return Status(201, {"id": tie.pk})


@router.post(
    "/{int:organisation_id}/permissions", response={201: Made, **REFUSALS}, auth=django_auth
)
def permission_add(
    request: Request, organisation_id: int, sent: PermissionIn
) -> Status[dict[str, int]]:
    """Let an organisation see more of one's own company. The answer is the key of the tie."""
    viewer = _standing(request)
    tie = give_permission(
        by=viewer,
        company=companies_for(viewer).get(pk=organisation_id),
        organisation=organisations_for(viewer).get(pk=sent.organisation_id),
        until_on=sent.until_on,
    )
    return Status(201, {"id": tie.pk})


@router.delete("/ties/{int:tie_id}", response={204: None, **REFUSALS}, auth=django_auth)
def permission_end(request: Request, tie_id: int) -> Status[None]:
    """End a permission or a coach's tie, from now on."""
    viewer = _standing(request)
    end_closeness(by=viewer, tie=tie_to_end(viewer, tie_id))
    return Status(204, None)
