"""Loose ends in files: as a part of a report, and as rows of a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _, ngettext

from samsyn.directory.rules.access import Standing
from samsyn.results.queries.loose_ends import (
    Asked,
    LooseEnd,
    loose_ends_for,
    loose_groups,
    loose_rows,
    stake_of_all,
)
from samsyn.results.queries.report import Scope
from samsyn.results.reports.written import counted, kronor
from samsyn.results.rules.loose import MENDS
from samsyn.web.pieces import Heading, Note, Notes, Part, Piece, Rule, Text

MOST_NAMED = 5
"""Loose ends of a rule that the paper names; the Excel file has all of them."""


def loose_ends(viewer: Standing, scope: Scope) -> Part:
    """What hangs loose as the viewer sees it: whose, for how long, what is at stake, the deed.

    Of the whole one sentence a rule; of a goal or a programme by name, all that it is tied to.
    """
    title = _("Loose ends")
    if scope.kind is None:
        pieces: list[Piece] = _notes([_note(end) for end in loose_ends_for(viewer)])
    else:
        pieces = list(_by_rule(viewer, scope))
    if not pieces:
        return Part(title, [Text(_("Nothing hangs loose."))])
    sek = stake_of_all(viewer, Asked(), _within(scope))
    if sek:
        text = _("At stake in all: %(sek)s. Each grant and application counts once.")
        pieces.append(Rule(text % {"sek": kronor(sek)}))
    return Part(title, pieces)


def _by_rule(viewer: Standing, scope: Scope) -> Iterator[Piece]:
    groups = loose_groups(viewer, Asked(), MOST_NAMED, _within(scope))
    of_its_own = {
        end.tied_by
        for group in groups
        for end in group.ends
        if (end.kind, end.key) == (scope.kind, scope.key)
    }
    knots = [_knot(scope, knot) for knot in scope.bar if knot.loose]
    yield from _notes([note for note, deed in knots if deed not in of_its_own])
    for group in groups:
        yield Heading(group.title)
        notes = [_note(end) for end in group.ends]
        if group.more:
            text = ngettext(
                "and %(n)s more, in the Excel file.",
                "and %(n)s more, in the Excel file.",
                group.more,
            )
            notes.append(Note(text % {"n": counted(group.more)}))
        yield from _notes(notes)


def _knot(scope: Scope, knot: Any) -> tuple[Note, str]:
    """A knot of the thread bar that nothing is tied to, and the words of the deed that ties it."""
    mend = MENDS.get((scope.kind, knot.kind)) if scope.kind else None
    deed = _(mend.text) if mend else ""
    text = _("%(knot)s: nothing is tied here.") % {"knot": knot.label}
    return Note(text, _ties(deed), loose=True), deed


def _note(end: LooseEnd) -> Note:
    # Many of a kind say their sum in the sentence.
    sek = "" if end.stake_sek is None or end.key is None else kronor(end.stake_sek, "short")
    facts = [end.owner, end.age, sek, _ties(end.tied_by)]
    return Note(end.sentence, " · ".join(fact for fact in facts if fact), loose=True)


def _ties(deed: str) -> str:
    return _("Ties it: %(deed)s") % {"deed": deed.lower()} if deed else ""


def _notes(notes: list[Note]) -> list[Piece]:
    return [Notes(notes)] if notes else []


def _within(scope: Scope) -> dict[str, Any] | None:
    if scope.kind is None:
        return None
    return {kind.value: rows for kind, rows in scope.rows.items()}


def loose_headers() -> list[str]:
    """The heads of the columns of loose ends in a spreadsheet."""
    return [
        _("What hangs loose"),
        _("Loose end"),
        _("Owner"),
        _("Since"),
        _("How long"),
        _("Number"),
        _("Money at stake, kronor"),
        _("Ties it"),
    ]


def loose_cells(viewer: Standing, asked: Asked, scope: Scope | None = None) -> Iterator[list[Any]]:
    """Every loose end as a row of a spreadsheet, read as it is written."""
    within = _within(scope) if scope else None
    for title, end in loose_rows(viewer, asked, within):
        facts = [end.owner, end.since, end.age, end.count, end.stake_sek, end.tied_by]
        yield [title, end.sentence, *facts]
