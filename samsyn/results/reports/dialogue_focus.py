"""What comes first, in a dialogue's report: the proposals in order, and what each rests on."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _, ngettext

from samsyn.dialogue.pages import focus_words as words
from samsyn.dialogue.queries import FocusSheet, FocusVoice
from samsyn.results.reports.written import counted
from samsyn.web.pieces import Column, Heading, Part, Piece, Table, Text
from samsyn.web.sheets import Sheet

MOST = 8
"""Proposals in the paper; the Excel file has all of them."""


def voices_of(focus: FocusSheet) -> list[FocusVoice]:
    """The ways of counting that there is something to tell of, organisations first."""
    return [one for one in (focus.organisations, focus.people_voice) if one is not None]


def what_comes_first(focus: FocusSheet) -> list[Part]:
    """The order of each way of counting; nothing where nothing is proposed."""
    pieces: list[Piece] = []
    for voice in voices_of(focus):
        said = words.voice_words(voice)
        rests = _("Rests on the sheets of %(voters)s, a hundred points each.") % said
        text = Text(f"{said['headline']}. {rests}")
        pieces += [Heading(said["kind_words"]), text, _table(said["placed"])]
    people = words.people_words(focus.people)
    if people and focus.proposals:
        pieces.append(Text(people))
    return [Part(_("What comes first"), pieces)] if pieces else []


def _table(placed: list[Any]) -> Table:
    columns = [
        Column(_("Place")),
        Column(_("Proposal"), wide=1),
        Column(_("Points on average"), number=True),
        Column(_("Probably"), number=True),
        Column(_("First, later, stop"), number=True),
    ]
    rows = [
        [
            line.rank or "–",
            line.one.text,
            words.points_words(line.one.mean) or "–",
            _between(line.one),
            " · ".join(counted(number) for _when, number in line.said) or "–",
        ]
        for line in placed[:MOST]
    ]
    rule = _("Neighbours are tied unless those who weighed both surely gave the upper more.")
    if len(placed) > MOST:
        more = ngettext(
            "and %(n)s more, in the Excel file.",
            "and %(n)s more, in the Excel file.",
            len(placed) - MOST,
        )
        rule = f"{rule} {more % {'n': counted(len(placed) - MOST)}}"
    return Table(columns, rows, rule=rule)


def _between(one: Any) -> str:
    if one.low is None or one.high is None:
        return "–"
    return f"{counted(round(one.low))}–{counted(round(one.high))}"


def focus_sheets(focus: FocusSheet) -> Iterator[Sheet]:
    """A sheet of all proposals for each way of counting."""
    heads = [
        _("Proposal"),
        _("Place"),
        _("Points on average"),
        _("Probably, from"),
        _("Probably, to"),
        _("Have weighed it"),
        _("First"),
        _("Later"),
        _("Stop"),
    ]
    for voice in voices_of(focus):
        yield Sheet(words.kind_words(voice), heads, _rows(voice))


def _rows(voice: FocusVoice) -> Iterator[list[Any]]:
    for one in voice.proposals:
        told = one.mean is not None
        yield [
            one.text,
            words.rank_words(one),
            one.mean,
            one.low,
            one.high,
            one.voters if told else None,
            *(one.said or (None, None, None)),
        ]
