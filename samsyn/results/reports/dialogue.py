"""The report of a dialogue, to be read in three minutes: what came out, and what comes of it.

It says what the page *How far we agree* says to the one who makes it, and nothing of fewer than
five people.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _, ngettext

from samsyn.dialogue.pages import agreement_words as words
from samsyn.dialogue.pages.opinion_svg import has_map, opinion_in_paper
from samsyn.dialogue.queries import (
    PEOPLE,
    AnalysisSheet,
    VoiceAnalysis,
    analysis_for,
    commitment_lines,
    commitments_for,
    dialogue_sheet,
    focus_sheet,
)
from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.criteria import criteria_on
from samsyn.results.reports.dialogue_after import Told, after
from samsyn.results.reports.dialogue_focus import what_comes_first
from samsyn.results.reports.written import counted, days
from samsyn.strategy.queries import goals_from, goals_on
from samsyn.web.pieces import (
    Column,
    Figures,
    Heading,
    KeyFigure,
    Note,
    Notes,
    Notice,
    Paper,
    Part,
    Picture,
    Piece,
    Rule,
    Table,
    Text,
)
from samsyn.web.templatetags.samsyn import day, moment

MOST = {"agreed": 7, "divides": 5, "unsure": 3}
"""Statements of a kind in the paper; the Excel file has all of them."""
MOST_NAMED = 10
"""Organisations of a group in the paper; the opinion map's own page and files have all of them."""


def told_of(viewer: Standing, dialogue_id: int) -> Told:
    """What the viewer may read of a dialogue; DoesNotExist when she may not see it."""
    sheet = dialogue_sheet(viewer, dialogue_id)
    keys = [line.statement.pk for line in sheet.lines]
    promises = commitments_for(viewer).filter(dialogue=dialogue_id)
    return Told(
        sheet=sheet,
        agreement=analysis_for(viewer, dialogue_id),
        focus=focus_sheet(viewer, dialogue_id),
        commitments=list(commitment_lines(viewer, promises)),
        goals_of_decisions=goals_from(viewer, [one.pk for one in sheet.joint_decisions]),
        goals_of_statements=goals_on(viewer, keys),
        criteria_of_statements=criteria_on(viewer, keys),
    )


def dialogue_paper(viewer: Standing, told: Told, *, at: datetime, files: dict[str, bytes]) -> Paper:
    """The report in the language of the moment. The opinion maps go into `files`."""
    dialogue = told.sheet.dialogue
    parts = [Part(_("In short"), list(_in_short(told)))]
    for voice in told.agreement.voices:
        pieces = [*_of_voice(voice, told.agreement.invited), *_groups_and_map(voice, files)]
        parts.append(Part(words.kind_words(voice), pieces))
    parts += _differ(told.agreement)
    parts += what_comes_first(told.focus)
    parts += after(told)
    parts.append(Part(_("How it is worked out"), [Rule(text) for text in _how(told)]))
    return Paper(
        title=dialogue.title,
        over=_("Report on a dialogue"),
        lead=dialogue.asked,
        facts=dialogue_facts(viewer, told, at=at),
        parts=parts,
        contents="",
        page=_("Page {page} of {pages}"),
        footing=_("Made %(day)s") % {"day": day(at, "long")},
        description=dialogue.asked,
        keywords=(_("dialogue"), dialogue.organiser.name),
    )


def dialogue_facts(viewer: Standing, told: Told, *, at: datetime) -> list[tuple[str, str]]:
    """Question and purpose, who held it and when, and who made the report of it."""
    dialogue = told.sheet.dialogue
    home, by = viewer.organisation_name, viewer.person_name or _("the operator of the store")
    found = [
        (_("Purpose"), " ".join(dialogue.purpose.split())),
        (_("Organiser"), dialogue.organiser.name),
        (_("County"), dialogue.county.name if dialogue.county else _("The whole country")),
        (_("Open"), days(dialogue.opens_on, dialogue.closes_on)),
        (_("Made by"), f"{by}, {home}" if home else by),
        (_("When"), moment(at)),
        (_("Program"), f"Samsyn {settings.VERSION}"),
    ]
    return [(word, meaning) for word, meaning in found if meaning]


def _in_short(told: Told) -> Iterator[Piece]:
    """Each voice in its sentence, and how many took part and said how much."""
    agreement = told.agreement
    if not agreement.voices:
        nobody = _("Nobody has voted yet, so nothing can be said about how far those here agree.")
        yield Notice(words.people_words(agreement.people) or nobody)
    else:
        for voice in agreement.voices:
            yield Notice(f"{words.headline_words(voice)}. {words.groups_words(voice)}")
        people = words.people_words(agreement.people)
        if people:
            yield Text(people)
    yield Figures(list(_figures(told)))


def _figures(told: Told) -> Iterator[KeyFigure]:
    said = len(told.sheet.lines)
    voters, invited = len(told.sheet.voters), told.agreement.invited
    rule = _("Each has one vote on each statement, and votes openly.")
    if invited.invited:
        answered = _("%(answered)s of %(invited)s invited have voted.") % {
            "answered": counted(invited.answered),
            "invited": counted(invited.invited),
        }
        rule = f"{answered} {rule}"
    yield KeyFigure(
        counted(voters),
        ngettext("organisation has voted", "organisations have voted", voters),
        rule,
    )
    for voice in told.agreement.voices:
        if voice.kind == PEOPLE:
            yield KeyFigure(
                counted(voice.voters),
                ngettext("person has voted by phone", "people have voted by phone", voice.voters),
                _("One phone is one person. Nobody is named, and nothing is told of fewer than 5."),
            )
    yield KeyFigure(
        counted(said),
        ngettext("statement", "statements", said),
        _("Said in the dialogue, for all to vote on."),
    )


def _of_voice(voice: VoiceAnalysis, invited: Any) -> Iterator[Piece]:
    """What unites, what divides and what too little is known about, with one way of counting."""
    rests = ngettext(
        "%(headline)s. Rests on %(votes)s vote of %(voters)s.",
        "%(headline)s. Rests on %(votes)s votes of %(voters)s.",
        voice.votes,
    )
    yield Text(
        rests
        % {
            "headline": words.headline_words(voice),
            "votes": counted(voice.votes),
            "voters": words.voters(voice.kind, voice.voters),
        }
    )
    yield Rule(words.circle_words(voice, invited.invited, invited.answered))
    agreed = _(
        "At least two thirds of all, and surely more than half of all and of every group, stand on "
        "one side."
    )
    divides = _(
        "Surely at least a fifth on either side, or most of one group against most of another."
    )
    unsure = _("Too few have voted to say which side is the larger, or a group has not been asked.")
    for finding, title, rule in (
        ("agreed", _("What unites us"), agreed),
        ("divides", _("What divides us"), divides),
        ("unsure", _("On what we know too little"), unsure),
    ):
        lines = words.statement_words(voice, finding)
        if lines:
            yield Heading(title)
            yield _table(voice, finding, lines, rule)
    if not voice.found["agreed"] and not voice.found["divides"]:
        yield Text(_("No statement surely unites or divides those who have voted."))


def _table(voice: VoiceAnalysis, finding: str, lines: list[Any], rule: str) -> Table:
    """The first statements that came out so, each with its votes and what they bear."""
    columns = [
        Column(_("Statement"), wide=1),
        Column(_("Agree"), number=True),
        Column(_("Disagree"), number=True),
        Column(_("Pass"), number=True),
        Column(_("Probably of %(all)s") % {"all": counted(voice.room or 100)}, number=True),
    ]
    most = MOST[finding]
    if len(lines) > most:
        more = ngettext(
            "and %(n)s more, in the Excel file.",
            "and %(n)s more, in the Excel file.",
            len(lines) - most,
        )
        rule = f"{rule} {more % {'n': counted(len(lines) - most)}}"
    return Table(columns, [_row(voice, finding, line) for line in lines[:most]], rule=rule)


def _row(voice: VoiceAnalysis, finding: str, line: Any) -> list[str]:
    said, tally = line.said, line.said.tally
    notes = [f"{group}: {share}" for group, share in line.groups] if finding == "divides" else []
    if finding == "agreed" and said.side == "disagree":
        notes.append(_("United against"))
    if line.unsteady:
        notes.append(_("unsteady"))
    text = f"{said.text} ({'; '.join(notes)})" if notes else said.text
    if tally is None:
        return [text, "–", "–", "–", "–"]
    agree = _("%(agree)s of %(all)s")
    return [
        text,
        agree % {"agree": counted(tally.agree), "all": counted(tally.voters)},
        counted(tally.disagree),
        counted(tally.passed),
        _probably(said, voice.room or 100),
    ]


def _probably(said: Any, whole: int) -> str:
    """Between how many of so many probably agree, whichever side the statement leans to."""
    low, high = said.low, said.high
    if said.side == "disagree":
        low, high = 1 - high, 1 - low
    first, last = counted(round(low * whole)), counted(round(high * whole))
    return first if first == last else f"{first}–{last}"


def _groups_and_map(voice: VoiceAnalysis, files: dict[str, bytes]) -> Iterator[Piece]:
    """The opinion map, and the groups by what sets them apart; nothing where there are none."""
    if has_map(voice):
        name = f"opinion-map-{voice.kind}.svg"
        summary = " ".join(words.map_sentences(voice))
        title = _("The opinion map")
        drawn = opinion_in_paper(voice, title=title, description=summary)
        files[name] = drawn.encode()
        rule = _("Left and right, up and down mean nothing by themselves; only distances do.")
        yield Heading(title)
        yield Picture(name, f"{title}. {summary}", f"{summary} {rule}", None, width=48)
    if len(voice.groups) < 2:
        return
    yield Heading(_("Groups of opinion"))
    yield Text(words.hidden_words(voice) or words.steady_words(voice))
    yield Notes(
        [
            Note(f"{card['name']}, {card['size']}".rstrip(", "), _group(card))
            for card in words.group_cards(voice)
        ]
    )


def _group(card: dict[str, Any]) -> str:
    """Who is in a group, if it may be told, and what sets it apart."""
    rest = _("%(text)s: %(own)s, of the others %(rest)s")
    apart = [rest % each for each in card["apart"][:3]]
    members = [member.name for member in card["members"]]
    if len(members) > MOST_NAMED:
        more = _("and %(n)s more") % {"n": counted(len(members) - MOST_NAMED)}
        members = [*members[:MOST_NAMED], more]
    named = ", ".join(members)
    return ". ".join(part for part in (named, "; ".join(apart)) if part)


def _differ(agreement: AnalysisSheet) -> Iterator[Part]:
    if agreement.unlike is None:
        return
    notes = [Note(said.text, words.unlike_words(how)) for said, how in agreement.unlike]
    none = _("On no statement does one of them agree where the other is divided or agrees the "
             "other way.")  # fmt: skip
    yield Part(_("People and organisations"), [Notes(notes) if notes else Text(none)])


def _how(told: Told) -> Iterator[str]:
    """What every figure rests on, in small letters."""
    yield _(
        "To agree on a statement is that at least nine of ten of those who voted stand on the same "
        "side of it; at least three, and half of those who take part, must have voted on it. Who "
        "passes stands on none."
    )
    yield _(
        "“Probably of” says how many would agree of a hundred like those who have voted, or of "
        "everybody concerned where all are known; it holds the true figure in nine cases of ten, "
        "for few as for many. A statement is unsteady when it came out so in fewer than half of "
        "the redraws."
    )
    if any(voice.kind == PEOPLE for voice in told.agreement.voices):
        yield _(
            "People have no names here: nothing is told of fewer than five, nor of a statement on "
            "which fewer have voted."
        )
