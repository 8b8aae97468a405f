"""The end of a dialogue's report: what was decided and promised, and what comes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _, ngettext

from samsyn.dialogue.forms.commitments import COMMITMENT_STATE_NAMES
from samsyn.dialogue.queries import AnalysisSheet, CommitmentLine, DialogueSheet, FocusSheet
from samsyn.results.reports.written import counted
from samsyn.web.pieces import Column, Heading, Note, Notes, Part, Piece, Table, Text
from samsyn.web.templatetags.samsyn import day


@dataclass(frozen=True, slots=True)
class Told:
    """All that the report tells of one dialogue; goals and criteria by what they came of."""

    sheet: DialogueSheet
    agreement: AnalysisSheet
    focus: FocusSheet
    commitments: list[CommitmentLine]
    goals_of_decisions: dict[int, list[Any]]
    goals_of_statements: dict[int, list[Any]]
    criteria_of_statements: dict[int, list[Any]]


def after(told: Told) -> list[Part]:
    """What was decided together, what was promised, and what happens next."""
    parts = [
        (_("Joint decisions"), _decided(told)),
        (_("Commitments"), _promised(told)),
        (_("What happens next"), _next(told)),
    ]
    found = [Part(title, pieces) for title, pieces in parts if pieces]
    none = Text(_("Nothing has been made of it yet."))
    return found or [Part(_("What happens next"), [none])]


def _decided(told: Told) -> list[Piece]:
    """Each with the statements that it rests on, and who has taken it."""
    taken: dict[int | None, list[str]] = {}
    for line in told.commitments:
        key = line.commitment.joint_decision_id
        taken.setdefault(key, []).append(line.commitment.organisation.name)
    notes = []
    for decision in told.sheet.joint_decisions:
        number = len(decision.statements.all())
        rests = ngettext(
            "Decided %(on)s, rests on %(n)s statement.",
            "Decided %(on)s, rests on %(n)s statements.",
            number,
        ) % {"on": day(decision.decided_on), "n": counted(number)}
        by = ", ".join(dict.fromkeys(taken.get(decision.pk, [])))
        who = _("Taken by %(who)s.") % {"who": by} if by else _("Nobody has taken it.")
        notes.append(Note(decision.text, f"{rests} {who}", loose=not by))
    return [Notes(notes)] if notes else []


def _promised(told: Told) -> list[Piece]:
    """What, who, by when, and how it stands today."""
    if not told.commitments:
        return []
    columns = [
        Column(_("What"), wide=3),
        Column(_("Who"), wide=2),
        Column(_("Done by")),
        Column(_("State")),
    ]
    rows = [
        [
            line.commitment.text,
            ", ".join(
                part
                for part in (line.commitment.organisation.name, line.commitment.responsible)
                if part
            ),
            str(day(line.commitment.due_on)),
            str(COMMITMENT_STATE_NAMES[line.state]),
        ]
        for line in told.commitments
    ]
    return [Table(columns, rows)]


def _next(told: Told) -> list[Piece]:
    """Goals and criteria that came of it, and what hangs loose."""
    loose = [
        Note(_("No goal has come of the decision “%(text)s” yet.") % {"text": one.text}, loose=True)
        for one in told.sheet.joint_decisions
        if not told.goals_of_decisions.get(one.pk)
    ]
    pieces: list[Piece] = []
    for title, notes in (
        (_("Goals that came of it"), list(_goals(told))),
        (_("Criteria of calls"), list(_criteria(told))),
        (_("Loose ends"), loose),
    ):
        pieces += [Heading(title), Notes(notes)] if notes else []
    return pieces


def _goals(told: Told) -> Iterator[Note]:
    """Every goal once, with what it rests on here."""
    texts = {line.statement.pk: line.statement.said for line in told.sheet.lines}
    found: dict[int, tuple[Any, list[str]]] = {}
    for decision in told.sheet.joint_decisions:
        for goal in told.goals_of_decisions.get(decision.pk, []):
            found.setdefault(goal.pk, (goal, []))[1].append(decision.text)
    decided = set(found)
    for key, goals in told.goals_of_statements.items():
        for goal in goals:
            if goal.pk not in decided:
                found.setdefault(goal.pk, (goal, []))[1].append(texts[key])
    for goal, grounds in found.values():
        rests = _("Rests on: %(what)s") % {"what": "; ".join(grounds)}
        yield Note(goal.title, rests)


def _criteria(told: Told) -> Iterator[Note]:
    texts = {line.statement.pk: line.statement.said for line in told.sheet.lines}
    for key, criteria in told.criteria_of_statements.items():
        for one in criteria:
            rests = _("In the call %(title)s. Rests on: %(what)s")
            yield Note(one.text, rests % {"title": one.call.title, "what": texts[key]})
