"""A report put together as a paper: its cover, its parts, and its pictures."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _, ngettext

from samsyn.directory.rules.access import Standing
from samsyn.results.queries.bar import Knot
from samsyn.results.queries.counts import CountSheet
from samsyn.results.queries.report import Scope, grant_totals
from samsyn.results.reports.closing import WORDS, definitions, how_sure, step_of
from samsyn.results.reports.loose import loose_ends
from samsyn.results.reports.outcome import companies, everyone, results, sheets_of
from samsyn.results.reports.pictures import diagram
from samsyn.results.reports.work import (
    activities,
    goals,
    grants,
    grounds,
    hidden_rule,
    money_sentence,
    programmes,
)
from samsyn.results.reports.written import HIDDEN, counted, figure, kronor
from samsyn.results.rules.counting import Dimension, Measure, counting_rule
from samsyn.web.pieces import Bar, Figures, KeyFigure, Paper, PaperKnot, Part, Piece
from samsyn.web.templatetags.samsyn import day, moment


def paper_of(
    viewer: Standing, scope: Scope, *, at: datetime, files: dict[str, bytes] | None = None
) -> Paper:
    """The report as the viewer may see it, made at a moment, in the language of the moment.

    The pictures go into `files`, by the names that the pieces use.
    """
    files = {} if files is None else files
    sheets = sheets_of(viewer, scope)
    drawn, *figures = diagram(viewer, scope, files)
    whole = scope.kind is None
    title = _("The whole thread") if whole else scope.title
    lead = _("The red thread from what we agreed to want to what came of it in the companies.")
    parts = [
        thread(viewer, scope, sheets),
        *([programmes(viewer, scope)] if scope.kind == "programme" else []),
        goals(viewer, scope),
        drawn,
        grounds(viewer, scope),
        grants(viewer, scope),
        *([] if scope.kind == "programme" else [programmes(viewer, scope)]),
        activities(viewer, scope),
        companies(sheets, files),
        results(viewer, scope),
        everyone(viewer, scope, sheets),
        loose_ends(viewer, scope),
        how_sure(scope.bar),
        definitions(),
        *figures,
    ]
    return Paper(
        title=title,
        over=_("Report")
        if whole
        else _("Report on a %(kind)s") % {"kind": scope.kind_label.lower()},
        lead=f"{lead} {money_sentence(viewer, scope)}".strip(),
        facts=facts(viewer, scope, at=at),
        parts=parts,
        contents=_("In this report"),
        page=_("Page {page} of {pages}"),
        footing=_("Made %(day)s") % {"day": day(at, "long")},
        description=lead,
        keywords=(_("the red thread"), scope.kind_label or _("Report")),
    )


def facts(viewer: Standing, scope: Scope, *, at: datetime) -> list[tuple[str, str]]:
    """Who made the report, when, of what and with which program and rules."""
    home = viewer.organisation_name
    by = viewer.person_name or _("the operator of the store")
    return [
        (_("Made by"), f"{by}, {home}" if home else by),
        (_("When"), moment(at)),
        (_("What it is about"), scope.title or _("The whole thread, with nothing left out")),
        (
            _("What is shown"),
            _(
                "What the one who made it may see. Grants, goals, calls and programmes are open to "
                "all; figures about fewer than five companies only to those at work with them."
            ),
        ),
        (
            _("How it is counted"),
            _("Every company, grant and recipient once in every figure. The rule stands by each."),
        ),
        (_("Program"), f"Samsyn {settings.VERSION}"),
    ]


def thread(viewer: Standing, scope: Scope, sheets: object) -> Part:
    """The thread bar, the key figures, and how sure we are in a word."""
    pieces: list[Piece] = [
        Bar([_paper_knot(knot) for knot in scope.bar]),
        Figures(_figures(viewer, scope, sheets)),
    ]
    return Part(_("The thread in short"), pieces)


def _paper_knot(knot: Knot) -> PaperKnot:
    if knot.here:
        return PaperKnot(str(knot.label), _("this one"), here=True, quiet=True)
    if knot.loose:
        return PaperKnot(str(knot.label), _("loose end"), loose=True, quiet=True)
    if knot.count is None:
        return PaperKnot(str(knot.label), _("not told"), quiet=True)
    return PaperKnot(str(knot.label), counted(knot.count))


def _figures(viewer: Standing, scope: Scope, sheets: object) -> list[KeyFigure]:
    total = grant_totals(viewer, scope)
    word, _meaning = WORDS[step_of(scope.bar)]
    many = [
        KeyFigure(
            kronor(total.sek, "short"),
            _("granted in all"),
            _("The sum of the grants, each once, in kronor as decided."),
        ),
        KeyFigure(
            counted(total.recipients),
            ngettext("recipient", "recipients", total.recipients),
            _(
                "Organisations with at least one grant. Two that somebody has confirmed to be the "
                "same count as one."
            ),
        ),
    ]
    if isinstance(sheets, Mapping):
        many += _of_companies(sheets[Dimension.COUNTY])
    many.append(
        KeyFigure(str(word), _("is how sure we are"), _("See “How sure are we?” in this report."))
    )
    return many


def _of_companies(sheet: CountSheet) -> list[KeyFigure]:
    met, took_part = (
        int(sheet.measures[name].value or 0) for name in ("companies", "participations")
    )
    kinds = (
        ("companies", Measure.COMPANIES, ngettext("company", "companies", met)),
        (
            "participations",
            Measure.PARTICIPATIONS,
            ngettext("participation", "participations", took_part),
        ),
        ("hours", Measure.HOURS, _("own hours of the companies")),
    )
    many = []
    for name, measure, label in kinds:
        value = figure(sheet.measures[name], name)
        sentence = counting_rule(measure, [])
        rule = "" if sentence is None else _(sentence[0]) % sentence[1]
        many.append(KeyFigure(value, label, hidden_rule() if value == HIDDEN else rule))
    return many
