"""A report put together as a workbook: what it is about, and one sheet for each kind of thing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from samsyn.basics.problem import Problem
from samsyn.company.queries.companies import company_rows
from samsyn.company.queries.improvements import improvement_rows, improvements_for
from samsyn.company.reports import company_headers, improvement_headers
from samsyn.dialogue.queries import dialogues_counted, dialogues_for
from samsyn.dialogue.reports import dialogue_cells, dialogue_headers
from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.calls import calls_for
from samsyn.funding.queries.grants import grants_for
from samsyn.funding.reports import call_cells, call_headers, grant_cells, grant_headers
from samsyn.programme.queries.activities import activities_for
from samsyn.programme.queries.programmes import programmes_counted
from samsyn.programme.reports import (
    activity_cells,
    activity_headers,
    programme_cells,
    programme_headers,
)
from samsyn.results.forms import DIMENSION_NAMES
from samsyn.results.queries.loose_ends import Asked
from samsyn.results.queries.report import Scope, companies_in
from samsyn.results.reports.loose import loose_cells, loose_headers
from samsyn.results.reports.outcome import sheets_of
from samsyn.results.reports.paper import facts
from samsyn.results.reports.work import hidden_rule
from samsyn.results.reports.written import HIDDEN
from samsyn.results.rules.strands import Kind
from samsyn.strategy.queries import goals_for
from samsyn.strategy.reports import goal_cells, goal_headers
from samsyn.web.answer import in_words
from samsyn.web.sheets import Sheet


def sheets_in(viewer: Standing, scope: Scope, *, at: datetime) -> Iterator[Sheet]:
    """The sheets of the report as the viewer may see them, each read as it is written."""
    yield Sheet(_("About"), [_("Report"), ""], _about(viewer, scope, at), wide=True)
    yield Sheet(_("Companies counted"), [_("By"), "", _("Companies")], _counted(viewer, scope))
    yield from _of_kinds(viewer, scope)
    companies = company_rows(companies_in(viewer, scope))
    yield Sheet(_("Companies"), company_headers(), companies)
    improvements = improvements_for(viewer)
    kept = improvements.filter(pk__in=_keys(scope, Kind.IMPROVEMENT))
    yield Sheet(_("Improvements"), improvement_headers(), improvement_rows(kept))
    yield Sheet(_("Loose ends"), loose_headers(), loose_cells(viewer, Asked(), scope))


def _of_kinds(viewer: Standing, scope: Scope) -> Iterator[Sheet]:
    dialogues = dialogues_for(viewer).filter(pk__in=_keys(scope, Kind.DIALOGUE))
    yield Sheet(
        _("Dialogues"), dialogue_headers(), dialogue_cells(dialogues_counted(dialogues, viewer))
    )
    goals = goals_for(viewer).filter(pk__in=_keys(scope, Kind.GOAL))
    yield Sheet(_("Goals"), goal_headers(), goal_cells(goals))
    calls = calls_for(viewer).filter(pk__in=_keys(scope, Kind.CALL))
    yield Sheet(_("Calls"), call_headers(), call_cells(viewer, calls))
    grants = grants_for(viewer).filter(pk__in=_keys(scope, Kind.GRANT))
    yield Sheet(_("Grants"), grant_headers(), grant_cells(grants))
    programmes = programmes_counted(viewer).filter(pk__in=_keys(scope, Kind.PROGRAMME))
    yield Sheet(_("Programmes"), programme_headers(), programme_cells(programmes))
    activities = activities_for(viewer).filter(pk__in=_keys(scope, Kind.ACTIVITY))
    yield Sheet(_("Activities"), activity_headers(), activity_cells(activities))


def _keys(scope: Scope, kind: Kind) -> Any:
    return scope.rows[kind].order_by().values("pk")


def _about(viewer: Standing, scope: Scope, at: datetime) -> Iterator[list[Any]]:
    """Who made it, when, of what, and how to read it."""
    for word, meaning in facts(viewer, scope, at=at):
        yield [word, meaning]
    yield [
        _("Sheets"),
        _(
            "One sheet for each kind of thing, with the rows that the one who made it may see: the "
            "companies by name are those whose part she may see. The counts are of all of them."
        ),
    ]
    yield [_("Hidden (••)"), hidden_rule()]
    yield [_("An empty cell"), _("Nobody has noted it. Not known is not zero.")]
    for knot in scope.bar:
        told = knot.count if knot.count is not None else _("not told")
        yield [str(knot.label), _("this one") if knot.here else told]


def _counted(viewer: Standing, scope: Scope) -> Iterator[list[Any]]:
    """The companies by county, sector and size, hidden as on the page."""
    sheets = sheets_of(viewer, scope)
    if isinstance(sheets, Problem):
        yield [in_words(sheets)]
        return
    for dimension, sheet in sheets.items():
        name = str(DIMENSION_NAMES[dimension])
        for line in [*sheet.lines, sheet.totals]:
            value = HIDDEN if line.total.hidden is not None else line.total.value
            yield [name, line.label or _("Each once"), value]
