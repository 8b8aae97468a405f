"""The pictures of a report, as on the pages: the thread as a diagram, and the map of Sweden."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _, ngettext

from samsyn.basics.problem import Problem
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.outlines import county_outlines
from samsyn.results.pages import picture_words as words
from samsyn.results.pages.map_svg import legend_of, map_in_paper
from samsyn.results.pages.picture_svg import picture_svg
from samsyn.results.queries.counts import CountSheet, Line
from samsyn.results.queries.maps import Area, MapSheet
from samsyn.results.queries.pictures import Picture as Diagram, View, thread_picture
from samsyn.results.queries.report import Scope, picture_measure
from samsyn.results.reports.written import counted
from samsyn.web.answer import in_words
from samsyn.web.pieces import Column, Heading, Notice, Part, Picture, Piece, Rule, Table, Text

DIAGRAM, MAP = "thread.svg", "counties.svg"


def diagram(viewer: Standing, scope: Scope, files: dict[str, bytes]) -> list[Part]:
    """The thread as a picture over a whole page with its words; and the same as two tables."""
    title = _("The thread in a picture")
    start = None if scope.kind is None or scope.key is None else (scope.kind.value, scope.key)
    try:
        picture = thread_picture(viewer, start, View(measure=picture_measure(viewer, scope)))
    except Problem as problem:
        return [Part(title, [Notice(in_words(problem))])]
    if picture.empty:
        return [Part(title, [Text(_("There is nothing of this to draw yet."))])]
    files[DIAGRAM] = picture_svg(picture, alone=True).encode()
    summary = " ".join(words.summary(picture))
    alt = f"{words.title(picture)}. {summary}"
    rule = str(words.RULES[picture.view.measure])
    where = _("The same in figures stands last in this report.")
    return [
        Part(title, [Picture(DIAGRAM, alt, summary, None, wide=True), Rule(f"{rule} {where}")]),
        in_figures(picture),
    ]


def in_figures(picture: Diagram) -> Part:
    """The picture as two tables: what there is, and what ties it together."""
    measure = str(words.MEASURES[picture.view.measure])
    nodes = {node.place: node for node in picture.nodes}
    things = [
        [
            words.head(picture, picture.layers[node.layer]),
            words.label(node),
            words.amount(picture, node.amount),
        ]
        for node in sorted(picture.nodes, key=lambda node: (node.layer, -(node.amount or 0)))
    ]
    ties = [
        [
            words.label(nodes[flow.layer, flow.source]),
            words.label(nodes[flow.layer + 1, flow.target]),
            words.amount(picture, flow.amount),
        ]
        for flow in sorted(picture.flows, key=lambda flow: (flow.layer, -(flow.amount or 0)))
    ]
    heads = [Column(_("Layer")), Column(_("Name"), wide=1), Column(measure, number=True)]
    ends = [Column(_("From"), wide=1), Column(_("To"), wide=1), Column(measure, number=True)]
    pieces: list[Piece] = [
        Heading(_("What there is")),
        Table(heads, things),
        Heading(_("What is tied")),
        Table(ends, ties),
    ]
    return Part(_("The picture in figures"), pieces)


def county_map(sheet: CountSheet, table: Table, files: dict[str, bytes]) -> Picture:
    """The map of companies by county with its legend, its words, and beside it its table."""
    name, summary = _("Map of Sweden: companies by county."), said(sheet)
    files[MAP] = drawn(sheet.lines, name, summary).encode()
    return Picture(MAP, f"{name} {summary}", summary, table, 42)


def drawn(lines: Sequence[Line], title: str, description: str) -> str:
    """The map as on its page: the same shades with the figures that they stand for."""
    totals = {line.key: line.total for line in lines}
    areas = [
        Area(code, "", totals[code].value if code in totals else Decimal(0))
        for code in county_outlines()
    ]
    sheet = MapSheet("companies", "", "", False, areas, None, None, exact=False)
    written = {area.value: counted(int(area.value)) for area in areas if area.value is not None}
    legend = legend_of(sheet, written)
    head = _("Companies")
    return map_in_paper(sheet, title=title, description=description, head=head, legend=legend)


def said(sheet: CountSheet) -> str:
    """The map in words: where most are, how many counties have any, and what is hidden."""
    lines = [line for line in sheet.lines if line.key]
    known = [line for line in lines if line.total.value]
    hidden = sum(line.total.hidden is not None for line in lines)
    parts = []
    if known:
        largest = max(known, key=lambda line: line.total.value or 0)
        text = _("Most companies are in %(county)s: %(n)s.")
        parts.append(text % {"county": largest.label, "n": counted(int(largest.total.value or 0))})
        text = ngettext(
            "%(n)s county shows companies that took part.",
            "%(n)s counties show companies that took part.",
            len(known),
        )
        parts.append(text % {"n": counted(len(known))})
    if hidden:
        text = ngettext(
            "%(n)s county is hatched: its figure is hidden.",
            "%(n)s counties are hatched: their figures are hidden.",
            hidden,
        )
        parts.append(text % {"n": counted(hidden)})
    parts.append(_("The darker a county, the more companies."))
    parts.append(_("Boundaries: Statistics Sweden (SCB)."))
    return " ".join(parts)
