"""Key figures as doors read them: by company and year."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from samsyn.company.models import KEY_FIGURE_NAMES, KeyFigure
from samsyn.company.queries.wording import companies_called
from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.directory.queries.numbers import number_shown
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing

KEY_FIGURE_WORDS = {kind: KEY_FIGURE_NAMES[kind] for kind in KeyFigureKind}
"""The kinds in their order, with the words that people read."""


def key_figures_for(
    viewer: Standing, company_ids: Collection[int] | None = None
) -> QuerySet[KeyFigure]:
    """The key figures that the viewer may read, latest year first; of these companies or all."""
    seen = may_see(viewer, "key figure", company="company", company_ids=company_ids)
    rows = KeyFigure.objects.filter(seen)
    if company_ids is not None:
        rows = rows.filter(company__in=company_ids)
    return rows.select_related("company").order_by("-year", "-pk")


def key_figures_narrowed(
    rows: QuerySet[KeyFigure], *, text: str = "", year: int | None = None, kind: str = ""
) -> QuerySet[KeyFigure]:
    """The key figures among the rows that fit every filter that says something."""
    if text:
        rows = rows.filter(company__in=companies_called(text))
    if year is not None:
        rows = rows.filter(year=year)
    if kind:
        rows = rows.filter(kind=kind)
    return rows


@dataclass(frozen=True, slots=True)
class FigureYear:
    """The key figures of a company for one year, in the order of the kinds; None is not known."""

    year: int
    figures: tuple[KeyFigure | None, ...]


def figure_years(viewer: Standing, company_id: int) -> list[FigureYear]:
    """A company's key figures year by year, the latest first, as far as the viewer may read."""
    by_year: dict[int, dict[str, KeyFigure]] = {}
    for figure in key_figures_for(viewer, [company_id]):
        by_year.setdefault(figure.year, {})[figure.kind] = figure
    return [
        FigureYear(year, tuple(by_year[year].get(kind) for kind in KeyFigureKind))
        for year in sorted(by_year, reverse=True)
    ]


def key_figure_rows(rows: QuerySet[KeyFigure]) -> Iterator[tuple[object, ...]]:
    """The rows as cells of a sheet, read in small steps from the database."""
    for row in rows.iterator(chunk_size=2000):
        yield (
            number_shown(row.company) or None,
            row.company.name,
            row.year,
            row.get_kind_display(),
            row.figure,
            row.source,
        )
