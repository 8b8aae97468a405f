"""The report of a dialogue as a workbook: every statement with its votes, and what came of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from samsyn.dialogue.forms.commitments import COMMITMENT_STATE_NAMES
from samsyn.dialogue.pages import agreement_words as words
from samsyn.directory.rules.access import Standing
from samsyn.results.reports.dialogue import dialogue_facts
from samsyn.results.reports.dialogue_after import Told
from samsyn.results.reports.dialogue_focus import focus_sheets
from samsyn.web.sheets import Sheet


def dialogue_sheets(viewer: Standing, told: Told, *, at: datetime) -> Iterator[Sheet]:
    """The sheets as the viewer may see them."""
    yield Sheet(_("About"), [_("Report"), ""], _about(viewer, told, at), wide=True)
    heads = [
        _("Statement"),
        _("What came out"),
        _("Agree"),
        _("Disagree"),
        _("Pass"),
        _("Probably agree, from (of 100)"),
        _("Probably agree, to (of 100)"),
        _("Goals that came of it"),
        _("Calls that judge by it"),
    ]
    for voice in told.agreement.voices:
        yield Sheet(words.kind_words(voice), heads, _statements(told, voice))
    yield from focus_sheets(told.focus)
    yield Sheet(
        _("Joint decisions"),
        [_("We want this"), _("Decided"), _("Statements"), _("Goals that came of it")],
        _decisions(told),
    )
    yield Sheet(
        _("Commitments"),
        [_("What"), _("Who"), _("Responsible"), _("Done by"), _("State"), _("Joint decision")],
        _commitments(told),
    )


def _about(viewer: Standing, told: Told, at: datetime) -> Iterator[list[Any]]:
    yield [_("Title"), told.sheet.dialogue.title]
    yield [_("Question"), told.sheet.dialogue.asked]
    for word, meaning in dialogue_facts(viewer, told, at=at):
        yield [word, meaning]
    for voice in told.agreement.voices:
        yield [words.kind_words(voice), words.headline_words(voice)]
        yield [_("Votes"), voice.votes]
        yield [_("Have voted"), words.voters(voice.kind, voice.voters)]
    people = words.people_words(told.agreement.people)
    if people:
        yield [_("People"), people]


def _statements(told: Told, voice: Any) -> Iterator[list[Any]]:
    """Every statement that anything may be told of, by what came out."""
    names = {
        "agreed": _("Unites"),
        "divides": _("Divides"),
        "unsure": _("Too little is known"),
        "mixed": _("Neither unites nor divides"),
    }
    for finding, name in names.items():
        for said in voice.found[finding]:
            tally = said.tally
            low, high = (
                (said.low, said.high) if said.side == "agree" else (1 - said.high, 1 - said.low)
            )
            counts = (
                [None] * 5
                if tally is None
                else [
                    tally.agree,
                    tally.disagree,
                    tally.passed,
                    round(low * 100),
                    round(high * 100),
                ]
            )
            goals = told.goals_of_statements.get(said.key, [])
            criteria = told.criteria_of_statements.get(said.key, [])
            calls = dict.fromkeys(one.call.title for one in criteria)
            yield [
                said.text,
                name,
                *counts,
                "; ".join(goal.title for goal in goals),
                "; ".join(calls),
            ]


def _decisions(told: Told) -> Iterator[list[Any]]:
    for decision in told.sheet.joint_decisions:
        goals = told.goals_of_decisions.get(decision.pk, [])
        yield [
            decision.text,
            decision.decided_on,
            "; ".join(each.said for each in decision.statements.all()),
            "; ".join(goal.title for goal in goals),
        ]


def _commitments(told: Told) -> Iterator[list[Any]]:
    for line in told.commitments:
        held = line.commitment
        yield [
            held.text,
            held.organisation.name,
            held.responsible,
            held.due_on,
            str(COMMITMENT_STATE_NAMES[line.state]),
            held.joint_decision.text if held.joint_decision else "",
        ]
