"""The table of counts, and the companies behind a figure."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.basics.problem import Problem
from samsyn.results.forms import DIMENSION_NAMES, MEASURE_NAMES, CountFilters
from samsyn.results.pages.tabs import tabs
from samsyn.results.queries.counts import CountSheet, Figure, Line, count_sheet
from samsyn.results.queries.rows import companies_behind
from samsyn.results.rules.counting import (
    PARTITIONS,
    Dimension,
    Measure,
    counting_rule,
    overlap_sentence,
)
from samsyn.web.answer import Request, in_words
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import count, hours, sek

GRANTS_LISTED_BY = frozenset({Dimension.GOAL, Dimension.COUNTY, Dimension.YEAR})
"""What the list of grants can be cut down to, under the same names."""
HIDDEN = "••"
"""One mark for every reason: to tell them apart would help somebody to work figures out."""


@login_not_required
@require_GET
def count_table(request: Request) -> HttpResponseBase:
    """Companies, people, hours and kronor by one or two dimensions, each company once."""
    form = CountFilters(request.GET, request.standing)
    measure, rows, columns, filters = form.asked()
    context: dict[str, Any] = {
        **tabs(request.standing, "count_table"),
        "filters": form,
        "chips": [chip for chip in form.chips() if chip.label not in _settings(form)],
        "measure_name": MEASURE_NAMES[measure],
        "row_name": DIMENSION_NAMES[rows],
        "column_name": DIMENSION_NAMES[columns] if columns else "",
    }
    try:
        sheet = count_sheet(request.standing, measure, rows, columns, filters)
    except Problem as problem:
        context["refusal"] = in_words(problem)
        return render(request, "results/count_table.html", context, status=422)
    if request.GET.get("format") == "xlsx":
        return excel(_("counts") + ".xlsx", *_as_excel(sheet, str(DIMENSION_NAMES[rows])))
    draw = _Drawing(measure, rows, columns, form, opens=sheet.exact)
    context |= {
        "sheet": sheet,
        "columns": list(sheet.columns.values()),
        "lines": [draw.line(line) for line in sheet.lines],
        "totals": draw.line(sheet.totals),
        "figures": [draw.whole(name, figure) for name, figure in sheet.measures.items()],
        "rules": list(_rules(sheet, measure, rows, columns)),
        "excel_url": f"?{urlencode({**request.GET.dict(), 'format': 'xlsx'})}",
    }
    return render(request, "results/count_table.html", context)


@require_GET
def count_rows(request: Request) -> HttpResponseBase:
    """The companies behind a figure, for those who may see them."""
    form = CountFilters(request.GET, request.standing)
    _measure, _rows, _columns, filters = form.asked()
    rows = companies_behind(request.standing, filters)
    if request.GET.get("format") == "xlsx":
        return excel(_("companies") + ".xlsx", *_companies_as_excel(rows))
    page = page_of(request, rows, ("sort_key", "id"))
    context = {
        "page": page,
        "total": page.total,
        "chips": [chip for chip in form.chips() if chip.label not in _settings(form)],
        "excel_url": f"?{urlencode({**request.GET.dict(), 'format': 'xlsx'})}",
    }
    return render(request, "results/count_rows.html", context)


RULE_OF = {
    "companies": Measure.COMPANIES,
    "people": Measure.PEOPLE,
    "women": Measure.PEOPLE,
    "men": Measure.PEOPLE,
    "not_stated": Measure.PEOPLE,
    "hours": Measure.HOURS,
    "participations": Measure.PARTICIPATIONS,
    "sek": Measure.GRANTED,
}


def _rules(
    sheet: CountSheet, measure: str, rows: Dimension, columns: Dimension | None
) -> Iterator[str]:
    """How the table is counted; and where its rows overlap, by how much, with its own figures."""
    sentence = counting_rule(RULE_OF[measure], [d for d in (rows, columns) if d])
    if sentence is not None:
        yield _(sentence[0]) % sentence[1]
    totals = [line.total.value for line in sheet.lines]
    whole = sheet.totals.total.value
    overlaps = measure == "companies" and columns is None and rows not in PARTITIONS
    parts = [int(value) for value in totals if value]
    if overlaps and whole is not None and None not in totals and len(parts) > 1:
        text, values = overlap_sentence(parts, int(whole))
        yield _(text) % values


def _settings(form: CountFilters) -> set[str]:
    """Words of what is a way to look rather than a filter: they get no chip."""
    chosen = form.chosen()
    measure, rows, columns = (chosen.get(name) for name in ("measure", "rows", "columns"))
    words: dict[Any, Any] = {**MEASURE_NAMES}
    words.update(DIMENSION_NAMES)
    return {str(words[name]) for name in (measure, rows, columns) if name}


class _Drawing:
    """How a figure is written, and where it opens."""

    def __init__(
        self,
        measure: str,
        rows: Dimension,
        columns: Dimension | None,
        form: CountFilters,
        opens: bool,
    ) -> None:
        self.measure, self.rows, self.columns, self.opens = measure, rows, columns, opens
        self.query: dict[str, str] = {
            dimension.value: form.chosen()[dimension.value]
            for dimension in Dimension
            if dimension.value in form.chosen()
        }

    def line(self, line: Line) -> dict[str, Any]:
        return {
            "label": line.label,
            "figures": [self.figure(figure) for figure in line.figures],
            "total": self.figure(line.total),
        }

    def figure(self, figure: Figure) -> dict[str, Any]:
        hidden = figure.hidden
        query = dict(self.query)
        if figure.row is not None:
            query[self.rows.value] = figure.row
        if figure.column is not None and self.columns is not None:
            query[self.columns.value] = figure.column
        return {
            "text": HIDDEN if hidden else _written(self.measure, figure),
            "hidden": hidden,
            "url": self._rows_behind(query) if figure.value and all(query.values()) else "",
        }

    def _rows_behind(self, query: dict[str, str]) -> str:
        """Where the figure opens: to its grants for anybody, to its companies for those at work."""
        if self.measure == "sek":
            listed = GRANTS_LISTED_BY.issuperset(query)
            return f"{reverse('funding:grant_list')}?{urlencode(query)}" if listed else ""
        return f"{reverse('results:count_rows')}?{urlencode(query)}" if self.opens else ""

    def whole(self, name: str, figure: Figure) -> dict[str, Any]:
        return {
            "value": None if figure.value is None else _written(name, figure),
            "label": MEASURE_NAMES[name],
            "hidden": figure.hidden is not None,
            "hidden_text": _("hidden"),
        }


def _written(measure: str, figure: Figure) -> str:
    if measure == "sek":
        return sek(figure.value)
    if measure == "hours":
        return hours(figure.value)
    return count(None if figure.value is None else int(figure.value))


def _as_excel(sheet: CountSheet, row_name: str) -> tuple[list[str], Iterator[list[Any]]]:
    """The table as it is shown: what is hidden on the page is hidden in the file."""
    headers = [row_name, *sheet.columns.values(), str(_("Each once"))]

    def cells(line: Line, label: str) -> list[Any]:
        figures = [*line.figures, line.total]
        return [label, *(HIDDEN if f.hidden else f.value for f in figures)]

    def rows() -> Iterator[list[Any]]:
        for line in sheet.lines:
            yield cells(line, line.label)
        yield cells(sheet.totals, str(_("Each once")))

    return headers, rows()


def _companies_as_excel(rows: Any) -> tuple[list[str], Iterator[list[Any]]]:
    headers = [str(_("Company")), str(_("Organisation number")), str(_("County"))]
    return headers, (
        [company.name, company.number, company.county.name if company.county else None]
        for company in rows.iterator(chunk_size=2000)
    )
