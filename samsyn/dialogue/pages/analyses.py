"""How far those in a dialogue agree, as a page, and its votes as files for other programs."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.pages import agreement_words
from samsyn.dialogue.pages.carried_on import CarriedOn, carried_on
from samsyn.dialogue.pages.dialogues import crumbs_to
from samsyn.dialogue.pages.opinion_svg import has_map, legend_of, mark, opinion_svg
from samsyn.dialogue.pages.rounds import change_of_voice
from samsyn.dialogue.pages.tabs import parts_of
from samsyn.dialogue.queries import (
    PEOPLE,
    AnalysisSheet,
    VoiceAnalysis,
    analysis_for,
    facts_by_statement,
    open_votes_for,
    people_votes_for,
    rounds_for,
)
from samsyn.dialogue.rules.protection import may_be_a_file
from samsyn.directory.rules.tables import csv_safe
from samsyn.results.pages.reports import reports_of
from samsyn.results.queries import bar_of
from samsyn.web.answer import Request, answer
from samsyn.web.drawing import Pen, png
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query, count

FILES = {"svg": "SVG", "png": "PNG", "xlsx": "Excel"}
PNG_WIDTH_PX = 2000
_VOTE_HEADS = ["timestamp", "datetime", "comment-id", "voter-id", "vote"]


@require_GET
def dialogue_agreement(request: Request, dialogue_id: int) -> HttpResponseBase:
    """What all agree on, what divides, what we know too little about; groups, and their map."""
    viewer = request.standing
    sheet = analysis_for(viewer, dialogue_id)
    asked = request.GET.get("format", "")
    rounds = rounds_for(viewer, sheet)
    drawn = _asked_voice(sheet, request.GET.get("voice", ""))
    if asked in FILES and drawn is not None:
        return _map_file(sheet, drawn, asked)
    return answer(
        request,
        "dialogue/agreement.html",
        tabs=parts_of(viewer, sheet.dialogue, "dialogue_agreement"),
        sheet=sheet,
        voices=[
            {**_voice(request, sheet, voice), "change": change_of_voice(rounds, voice.kind)}
            for voice in sheet.voices
        ],
        rounds=rounds,
        origins=agreement_words.origin_words(sheet.origins) if sheet.origins else [],
        carried=_carried(request, sheet),
        people_told=agreement_words.people_words(sheet.people),
        unlike=[(said, agreement_words.unlike_words(how)) for said, how in sheet.unlike or ()],
        reports=reports_of(request, "dialogue", dialogue_id),
        facts=facts_by_statement(viewer, dialogue_id),
        bar=bar_of(viewer, "dialogue", dialogue_id),
        crumbs=crumbs_to(sheet),
    )


def _carried(request: Request, sheet: AnalysisSheet) -> dict[int, CarriedOn]:
    """What came of the statements that the page lists, and what may be made of them."""
    stands = [each for voice in sheet.voices for each in voice.stands.items()]
    agreed = {key for key, stand in stands if stand.agrees}
    return carried_on(request.standing, sorted({key for key, _stand in stands}), agreed)


def _asked_voice(sheet: AnalysisSheet, kind: str) -> VoiceAnalysis | None:
    """The voice whose map is asked for, the first if none is said; None when it has no map."""
    found = [voice for voice in sheet.voices if kind in ("", voice.kind)]
    return found[0] if found and has_map(found[0]) else None


def _voice(request: Request, sheet: AnalysisSheet, voice: VoiceAnalysis) -> dict[str, Any]:
    """What the template shows of one way of counting."""
    return {
        **agreement_words.found_words(voice),
        "circle": agreement_words.circle_words(
            voice, sheet.invited.invited, sheet.invited.answered
        ),
        "steady": agreement_words.steady_words(voice),
        "has_file": may_be_a_file(len(voice.places)) or voice.kind != PEOPLE,
        "hidden": agreement_words.hidden_words(voice),
        "groups": agreement_words.group_cards(voice),
        "marks": dict(marks_of(voice)),
        "not_placed": voice.not_placed,
        "agree_with_everything": voice.agree_with_everything,
        "picture": _picture(request, sheet, voice) if has_map(voice) else None,
    }


def marks_of(voice: VoiceAnalysis) -> Iterator[tuple[int, str]]:
    """The sign of each group, as on the map."""
    for look, _text in legend_of(voice):
        drawn = mark(Pen(alone=False), look, 8, 8, 5.5)
        yield look, mark_safe(drawn)  # noqa: S308  our own drawing, no value from outside


def _title(dialogue_title: str, voice: VoiceAnalysis) -> str:
    values = {"dialogue": dialogue_title}
    if voice.kind == PEOPLE:
        return _("Opinion map of people: %(dialogue)s") % values
    return _("Opinion map: %(dialogue)s") % values


def map_of(dialogue_title: str, voice: VoiceAnalysis, *, alone: bool) -> str:
    """The opinion map as SVG; `alone` as a file, else as a part of a page."""
    members = [one.member for one in voice.places if one.member is not None]
    urls = {one.key: reverse("directory:organisation_detail", args=[one.key]) for one in members}
    said = " ".join(agreement_words.map_sentences(voice))
    return opinion_svg(
        voice, urls, alone=alone, title=_title(dialogue_title, voice), description=said
    )


def _picture(request: Request, sheet: AnalysisSheet, voice: VoiceAnalysis) -> dict[str, Any]:
    """What parts/picture.html needs."""
    here = reverse("dialogue:dialogue_agreement", args=[sheet.dialogue.pk])
    marks = dict(marks_of(voice))
    return {
        "id": f"picture-{voice.kind}",
        "svg": mark_safe(map_of(sheet.dialogue.title, voice, alone=False)),  # noqa: S308  escaped by the pen
        "summary": list(agreement_words.map_sentences(voice)),
        "marks": [(marks[look], text) for look, text in legend_of(voice)],
        "rule": _("Left and right, up and down mean nothing by themselves; only distances do."),
        "tables": [_table(voice)],
        "table_open": request.GET.get("view") == "table",
        "files": [
            {
                "label": label,
                "url": here
                + changed_query(request.GET, {"voice": voice.kind, "format": form, "view": None}),
            }
            for form, label in FILES.items()
        ],
    }


def _table(voice: VoiceAnalysis) -> dict[str, Any]:
    """The map as a table: who stands where, or of people only how many."""
    if voice.kind == PEOPLE:
        heads = [_("Group"), _("People")]
        rows = [[(group, ""), (count(size), "")] for group, size in _sizes(voice)]
        caption = _("How many stand where")
    else:
        heads, caption = _heads(), _("Who stands where")
        rows = [
            [
                (name, reverse("directory:organisation_detail", args=[key])),
                (group, ""),
                (count(votes), ""),
            ]
            for key, name, group, _x, _y, votes in _lines(voice)
        ]
    return {"caption": caption, "heads": heads, "rows": [{"cells": cells} for cells in rows]}


def _sizes(voice: VoiceAnalysis) -> Iterator[tuple[str, int]]:
    """Each group and those outside with how many they are; all as one where it is not told."""
    if not voice.groups_told:
        yield _("All who voted"), voice.voters
        return
    for group in voice.groups:
        yield _group_of(voice, group.number), group.size or 0
    if voice.outside:
        yield _group_of(voice, None), voice.outside


def _heads() -> list[str]:
    return [_("Organisation"), _("Group"), _("Statements voted on")]


def _lines(voice: VoiceAnalysis) -> Iterator[tuple[int, str, str, float, float, int]]:
    """Every organisation on the map, by group and name: key, name, group, place, votes."""
    order = {member.key: at for at, member in enumerate(_members(voice))}
    named = [(one, one.member) for one in voice.places if one.member is not None]
    for one, member in sorted(named, key=lambda pair: order[pair[1].key]):
        yield member.key, member.name, _group_of(voice, one.group), one.x, one.y, one.votes


def _group_of(voice: VoiceAnalysis, group: int | None) -> str:
    if group is None:
        return _("in no group")
    return _("the common view") if len(voice.groups) == 1 else agreement_words.group_name(group)


def _members(voice: VoiceAnalysis) -> Iterator[Any]:
    for group in voice.groups:
        yield from group.members
    yield from voice.agree_with_everything
    yield from voice.not_placed


def _map_file(sheet: AnalysisSheet, voice: VoiceAnalysis, form: str) -> HttpResponseBase:
    name = _("opinion map of people") if voice.kind == PEOPLE else _("opinion map")
    if form == "xlsx" and voice.kind == PEOPLE:
        return excel(f"{name}.xlsx", [_("Group"), _("People")], map(list, _sizes(voice)))
    if form == "xlsx":
        first, second, last = _heads()
        heads = [first, second, _("Place to the right"), _("Place upwards"), last]
        rows = ([line[1], line[2], *line[3:]] for line in _lines(voice))
        return excel(f"{name}.xlsx", heads, rows)
    svg = map_of(sheet.dialogue.title, voice, alone=True)
    content = svg.encode() if form == "svg" else png(svg, width_px=PNG_WIDTH_PX)
    kind = "image/svg+xml" if form == "svg" else "image/png"
    headers = {"Content-Disposition": f'attachment; filename="{name.replace(" ", "-")}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_GET
def votes_csv(request: Request, dialogue_id: int) -> HttpResponse:
    """The open votes in the columns that Polis exports; `samsyn agreement` reads them."""
    votes = open_votes_for(request.standing, dialogue_id)
    rows = [
        [at, datetime.fromtimestamp(at, tz=votes.opened.tzinfo).isoformat(" "), said, voter, vote]
        for voter, said, vote, at in votes.rows
    ]
    return _csv(f"votes-{dialogue_id}.csv", _VOTE_HEADS, rows)


@require_GET
def people_votes_csv(request: Request, dialogue_id: int) -> HttpResponse:
    """People's votes in the same columns, without who or when: voters have new numbers."""
    votes = people_votes_for(request.standing, dialogue_id)
    if not votes:
        raise Problem(
            "people-votes-not-shown",
            words(
                "The votes of people can be had as a file when the organiser has shown the "
                "results, or the dialogue has closed, and at least twenty people have voted. "
                "Come back then, or ask the organiser to show them."
            ),
        )
    rows = [[at, "", said, voter, vote] for voter, said, vote, at in votes]
    return _csv(f"people-votes-{dialogue_id}.csv", _VOTE_HEADS, rows)


@require_GET
def comments_csv(request: Request, dialogue_id: int) -> HttpResponse:
    """The statements in the columns that Polis exports, with their votes counted."""
    rows = [
        [
            int(at.timestamp()),
            at.isoformat(" "),
            one.pk,
            _author(one),
            tally.agree if tally else 0,
            tally.disagree if tally else 0,
            1,
            csv_safe(one.text),
        ]
        for one, tally, at in open_votes_for(request.standing, dialogue_id).statements
    ]
    heads = ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees"]
    return _csv(f"comments-{dialogue_id}.csv", [*heads, "moderated", "comment-body"], rows)


def _author(statement: Any) -> int | str:
    """The key of who said it, as voters have theirs: merged organisations are one."""
    said_by = statement.organisation
    return (said_by.merged_into_id or said_by.pk) if said_by else ""


def _csv(name: str, heads: list[str], rows: list[list[Any]]) -> HttpResponse:
    """A file whose texts no spreadsheet computes; numbers are written as numbers."""
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(heads)
    table.writerows(rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)
