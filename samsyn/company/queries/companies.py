"""Companies as doors read them. The rows are the directory's organisations."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samsyn.company.models import Improvement
from samsyn.company.queries.closeness import CLOSE, CloseOne, close_ones, stands_close
from samsyn.company.queries.improvements import improvements_for
from samsyn.company.queries.key_figures import FigureYear, figure_years
from samsyn.company.rules.sectors import division
from samsyn.directory.models import Organisation
from samsyn.directory.models.organisations import SIZE_NAMES
from samsyn.directory.queries.numbers import number_shown, stored_number_shown
from samsyn.directory.queries.organisations import organisations_for, search
from samsyn.directory.queries.sight import tied_keys
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind, TieKind, TieRole
from samsyn.directory.rules.roles import may

LATEST = 5
"""Improvements shown on the page of a company."""


def companies_for(viewer: Standing) -> QuerySet[Organisation]:
    """The companies that the viewer may see in the directory, in Swedish order.

    Members of the house see all; others see their own, and those that they coach or that
    have given them permission: who may see more about a company may see that it is there.
    """
    if viewer.support or viewer.organisation_id is None:
        return organisations_for(viewer).filter(kind=OrganisationKind.COMPANY)
    return (
        Organisation.objects.filter(
            Q(pk=viewer.organisation_id) | Q(pk__in=tied_keys(viewer, TieKind.COMPANY, *CLOSE)),
            kind=OrganisationKind.COMPANY,
            merged_into__isnull=True,
        )
        .select_related("county", "municipality")
        .order_by("sort_key", "pk")
    )


def narrowed(
    rows: QuerySet[Organisation],
    *,
    text: str = "",
    county_codes: Collection[str] = (),
    division_code: str = "",
    size_class: str = "",
) -> QuerySet[Organisation]:
    """The companies among the rows that fit every filter that says something."""
    if text:
        rows = search(rows, text)
    if county_codes:
        rows = rows.filter(county__in=county_codes)
    if division_code:
        rows = rows.filter(sector_code__startswith=division_code)
    if size_class:
        rows = rows.filter(size_class=size_class)
    return rows


def numbers_of(viewer: Standing, companies: Collection[Organisation]) -> dict[int, str]:
    """The numbers of companies that the viewer sees already, by key; a sole trader's masked."""
    return {company.pk: number_shown(company) for company in companies}


@dataclass(frozen=True, slots=True)
class CompanySheet:
    """All that the page about one company shows from this room."""

    company: Organisation
    number: str
    division: str
    is_own: bool
    is_close: bool
    coaches: list[CloseOne]
    permitted: list[CloseOne]
    improvements: list[Improvement]
    improvement_count: int
    figure_years: list[FigureYear]
    may_change: bool
    may_note_improvement: bool
    may_note_key_figure: bool
    may_name_coach: bool
    may_permit: bool


def company_sheet(viewer: Standing, company_id: int) -> CompanySheet:
    """The sheet of a company; DoesNotExist when the viewer may not see it.

    Permissions are shown to those who stand close; who coaches is known to the house.
    """
    company = companies_for(viewer).get(pk=company_id)
    is_own = company_id == viewer.organisation_id
    is_close = stands_close(viewer, company_id)
    ones = close_ones(viewer, company_id)
    improvements = improvements_for(viewer, [company_id])
    return CompanySheet(
        company=company,
        number=number_shown(company),
        division=division(company.sector_code),
        is_own=is_own,
        is_close=is_close,
        coaches=[one for one in ones if one.role == TieRole.COACH],
        permitted=[one for one in ones if one.role == TieRole.PERMITTED] if is_close else [],
        improvements=list(improvements[:LATEST]),
        improvement_count=improvements.count(),
        figure_years=figure_years(viewer, company_id),
        may_change=viewer.operator or may(viewer.roles, "change organisation"),
        may_note_improvement=is_close
        and (viewer.operator or may(viewer.roles, "note improvement")),
        may_note_key_figure=is_close and (viewer.operator or may(viewer.roles, "note key figure")),
        may_name_coach=viewer.operator or may(viewer.roles, "name coach"),
        may_permit=viewer.operator or (is_own and may(viewer.roles, "give permission")),
    )


def company_rows(rows: QuerySet[Organisation]) -> Iterator[tuple[object, ...]]:
    """The rows as cells of a sheet, read in small steps from the database."""
    sizes = {size.value: str(name) for size, name in SIZE_NAMES.items()}
    found = rows.values_list(
        *("number", "personal_number_digest", "name", "municipality__name", "county__name"),
        *("sector_code", "sector_version", "size_class"),
    )
    for number, digest, name, municipality, county, code, version, size in found.iterator(
        chunk_size=2000
    ):
        yield (
            stored_number_shown(number, digest) or None,
            *(name, municipality, county),
            code or None,
            version or None,
            sizes.get(size),
        )
