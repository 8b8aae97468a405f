"""Improvements as doors read them: the company itself, its coach, and whom it has permitted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samsyn.company.models import Improvement
from samsyn.company.queries.closeness import stands_close
from samsyn.company.queries.wording import companies_called
from samsyn.directory.queries.numbers import number_shown
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import may


def improvements_for(
    viewer: Standing, company_ids: Collection[int] | None = None
) -> QuerySet[Improvement]:
    """The improvements that the viewer may read, newest first; of these companies or of all."""
    seen = may_see(viewer, "improvement", company="company", company_ids=company_ids)
    rows = Improvement.objects.filter(seen)
    if company_ids is not None:
        rows = rows.filter(company__in=company_ids)
    return rows.select_related("company", "company__county", "company__municipality").order_by(
        "-happened_on", "-pk"
    )


def improvements_narrowed(
    rows: QuerySet[Improvement],
    *,
    text: str = "",
    year: int | None = None,
    work_environment: bool = False,
    skills: bool = False,
    from_on: date | None = None,
    until_on: date | None = None,
) -> QuerySet[Improvement]:
    """The improvements among the rows that fit every filter that says something."""
    if text:
        rows = rows.filter(holds(text, "title") | Q(company__in=companies_called(text)))
    if year is not None:
        rows = rows.filter(happened_on__year=year)
    if work_environment:
        rows = rows.filter(work_environment=True)
    if skills:
        rows = rows.filter(skills=True)
    if from_on is not None:
        rows = rows.filter(happened_on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(happened_on__lte=until_on)
    return rows


@dataclass(frozen=True, slots=True)
class ImprovementSheet:
    """All that the page about one improvement shows from this room."""

    improvement: Improvement
    may_change: bool


def improvement_sheet(viewer: Standing, improvement_id: int) -> ImprovementSheet:
    """The sheet of an improvement; DoesNotExist when the viewer may not read it."""
    improvement = improvements_for(viewer).get(pk=improvement_id)
    return ImprovementSheet(
        improvement=improvement,
        may_change=stands_close(viewer, improvement.company_id)
        and (viewer.operator or may(viewer.roles, "note improvement")),
    )


def improvement_rows(rows: QuerySet[Improvement]) -> Iterator[tuple[object, ...]]:
    """The rows as cells of a sheet, read in small steps from the database."""
    for row in rows.iterator(chunk_size=2000):
        yield (
            number_shown(row.company) or None,
            row.company.name,
            row.title,
            row.happened_on,
            row.hours_saved_per_year,
            row.saved_sek_per_year,
            row.how_measured or None,
            row.work_environment,
            row.skills,
        )
