"""The parts of a report about what came of it: companies, results, and for whom."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _, ngettext

from samsyn.basics.problem import Problem
from samsyn.directory.rules.access import Standing
from samsyn.results.forms import DIMENSION_NAMES, MEASURE_NAMES
from samsyn.results.queries.counts import CountSheet, Figure, count_sheet
from samsyn.results.queries.report import Scope, first_of, not_counted
from samsyn.results.reports.pictures import county_map
from samsyn.results.reports.work import MOST_LISTED, hidden_rule
from samsyn.results.reports.written import HIDDEN, counted, figure, in_column
from samsyn.results.rules.counting import Dimension, Measure, counting_rule
from samsyn.results.rules.strands import Kind
from samsyn.web.answer import in_words
from samsyn.web.pieces import Column, Heading, Notice, Part, Piece, Rule, Table, Text
from samsyn.web.templatetags.samsyn import day, hours

CUT_BY = (Dimension.COUNTY, Dimension.SECTOR, Dimension.SIZE)
MOST_LINES = 25
"""Lines of a cut of the companies in the paper."""


def sheets_of(viewer: Standing, scope: Scope) -> Mapping[Dimension, CountSheet] | Problem:
    """The companies by county, sector and size; or why they may not be told."""
    try:
        return {
            dimension: count_sheet(viewer, "companies", dimension, None, scope.filters)
            for dimension in CUT_BY
        }
    except Problem as problem:
        return problem


def companies(sheets: Mapping[Dimension, CountSheet] | Problem, files: dict[str, bytes]) -> Part:
    """How many companies took part, by county, sector and size. Never by name."""
    title = _("Companies")
    if isinstance(sheets, Problem):
        return Part(title, [Notice(in_words(sheets))])
    if _nobody(sheets):
        return Part(title, [Text(_("No company is noted as having taken part."))])
    pieces: list[Piece] = []
    for dimension, sheet in sheets.items():
        name = str(DIMENSION_NAMES[dimension])
        pieces.append(Heading(_("By %(cut)s") % {"cut": name.lower()}))
        table = _cut(name, dimension, sheet)
        mapped = dimension is Dimension.COUNTY
        pieces.append(county_map(sheet, table, files) if mapped else table)
    return Part(title, pieces)


def _nobody(sheets: Mapping[Dimension, CountSheet]) -> bool:
    """Whether no company at all is noted, so that there is nothing to cut."""
    return all(sheet.totals.total.value == 0 for sheet in sheets.values())


def _cut(name: str, dimension: Dimension, sheet: CountSheet) -> Table:
    rows = [[line.label, figure(line.total)] for line in sheet.lines[:MOST_LINES]]
    rules = []
    sentence = counting_rule(Measure.COMPANIES, [dimension])
    if sentence is not None:
        rules.append(_(sentence[0]) % sentence[1])
    if sheet.hidden:
        rules.append(hidden_rule())
    left = len(sheet.lines) - len(rows)
    if left > 0:
        text = ngettext(
            "%(n)s line more in the Excel file.", "%(n)s lines more in the Excel file.", left
        )
        rules.append(text % {"n": left})
    columns = [Column(name, wide=1), Column(_("Companies"), number=True)]
    total = [_("Each once"), figure(sheet.totals.total)]
    return Table(columns, rows, total=total, rule=" ".join(rules))


def results(viewer: Standing, scope: Scope) -> Part:
    """What became better at the companies: how many, and those that the viewer may open."""
    title = _("What came of it")
    knot = next((knot for knot in scope.bar if knot.kind is Kind.IMPROVEMENT), None)
    if knot is None or knot.count == 0:
        return Part(title, [Text(_("No improvement is noted after it yet."))])
    pieces: list[Piece] = []
    if knot.count is None:
        few = _("Improvements are noted, at fewer than five companies: their number is not told.")
        pieces.append(Text(few))
    else:
        text = ngettext(
            "%(n)s improvement is noted at companies that took part.",
            "%(n)s improvements are noted at companies that took part.",
            knot.count,
        )
        pieces.append(Text(text % {"n": counted(knot.count)}))
    seen = first_of(viewer, scope, Kind.IMPROVEMENT, MOST_LISTED)
    if seen:
        columns = [
            Column(_("What became better"), wide=1),
            Column(_("When")),
            Column(_("Hours saved per year"), number=True, wide=0),
            Column(_("Kronor saved per year"), number=True, wide=0),
        ]
        rows = [
            [
                each.title,
                str(day(each.happened_on)),
                "–" if each.hours_saved_per_year is None else str(hours(each.hours_saved_per_year)),
                "–" if each.saved_sek_per_year is None else in_column(each.saved_sek_per_year),
            ]
            for each in seen
        ]
        own = _("Those that you may open. A dash is not known, which is not zero.")
        pieces.append(Table(columns, rows, rule=own))
    return Part(title, pieces)


def everyone(
    viewer: Standing, scope: Scope, sheets: Mapping[Dimension, CountSheet] | Problem
) -> Part:
    """Women, men and not stated, and the horizontal principles: what there is, what is missing."""
    title = _("For everybody")
    pieces: list[Piece] = []
    if isinstance(sheets, Problem):
        pieces.append(Notice(in_words(sheets)))
    elif _nobody(sheets):
        pieces.append(Text(_("No company is noted as having taken part.")))
    else:
        held = sheets[Dimension.COUNTY].measures
        pieces += list(_people(viewer, scope, held, exact=sheets[Dimension.COUNTY].exact))
    pieces += [
        Heading(_("The horizontal principles")),
        Text(
            _(
                "Gender equality, equal opportunities and non-discrimination, and sustainable "
                "development: what is recorded is who took part, above. Nothing is recorded yet "
                "of the leadership of the companies, of how groups are composed, or of which goals "
                "of Agenda 2030 a goal serves; so this report says nothing of them."
            )
        ),
    ]
    return Part(title, pieces)


def _people(
    viewer: Standing, scope: Scope, held: Mapping[str, Figure], *, exact: bool
) -> Iterator[Piece]:
    rows = [
        [str(MEASURE_NAMES[name]), figure(held[name], name)]
        for name in ("women", "men", "not_stated")
    ]
    columns = [Column(_("Who took part"), wide=1), Column(_("People"), number=True)]
    total = [_("In all"), figure(held["people"], "people")]
    sentence = counting_rule(Measure.PEOPLE, [])
    rules = [] if sentence is None else [_(sentence[0]) % sentence[1]]
    if any(row[1] == HIDDEN for row in rows):
        rules.append(hidden_rule())
    yield Table(columns, rows, total=total, rule=" ".join(rules))
    if exact:
        silent, participations = not_counted(viewer, scope)
        if silent:
            text = _(
                "Of %(all)s participations, %(silent)s say nothing of who came: they are missing "
                "here, and are not zero."
            )
            yield Text(text % {"all": counted(participations), "silent": counted(silent)})
    yield Rule(_("Never worked out from personal numbers or names: only what was noted counts."))
