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

from samsyn.dialogue.pages import agreement_words as words
from samsyn.dialogue.pages.dialogues import crumbs_to
from samsyn.dialogue.pages.opinion_svg import has_map, legend_of, mark, opinion_svg
from samsyn.dialogue.queries import AnalysisSheet, VoiceAnalysis, analysis_for, open_votes_for
from samsyn.directory.rules.tables import csv_safe
from samsyn.results.queries import bar_of
from samsyn.web.answer import Request, answer
from samsyn.web.drawing import Pen, png
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query, count

FILES = {"svg": "SVG", "png": "PNG", "xlsx": "Excel"}
PNG_WIDTH_PX = 2000
FINDINGS = ("agreed", "divides", "unsure", "mixed")


@require_GET
def dialogue_agreement(request: Request, dialogue_id: int) -> HttpResponseBase:
    """What all agree on, what divides, what we know too little about; groups, and their map."""
    viewer = request.standing
    sheet = analysis_for(viewer, dialogue_id)
    asked = request.GET.get("format", "")
    if asked in FILES and sheet.voices and has_map(sheet.voices[0]):
        return _map_file(sheet, sheet.voices[0], asked)
    return answer(
        request,
        "dialogue/agreement.html",
        sheet=sheet,
        voices=[_voice(request, sheet, voice) for voice in sheet.voices],
        bar=bar_of(viewer, "dialogue", dialogue_id),
        crumbs=crumbs_to(sheet),
    )


def _voice(request: Request, sheet: AnalysisSheet, voice: VoiceAnalysis) -> dict[str, Any]:
    """What the template shows of one way of counting."""
    return {
        "headline": words.headline_words(voice),
        "voters": words.organisations(len(voice.places)),
        "votes": voice.votes,
        "statements": {name: words.statement_words(voice, name) for name in FINDINGS},
        "border": words.groups_words(voice),
        "steady": words.steady_words(voice),
        "groups": words.group_cards(voice),
        "marks": dict(_marks(voice)),
        "not_placed": voice.not_placed,
        "agree_with_everything": voice.agree_with_everything,
        "picture": _picture(request, sheet, voice) if has_map(voice) else None,
    }


def _marks(voice: VoiceAnalysis) -> Iterator[tuple[int, str]]:
    """The sign of each group, as on the map."""
    for look, _text in legend_of(voice):
        drawn = mark(Pen(alone=False), look, 8, 8, 5.5)
        yield look, mark_safe(drawn)  # noqa: S308  our own drawing, no value from outside


def _title(sheet: AnalysisSheet) -> str:
    return _("Opinion map: %(dialogue)s") % {"dialogue": sheet.dialogue.title}


def _svg(sheet: AnalysisSheet, voice: VoiceAnalysis, *, alone: bool) -> str:
    urls = {
        one.member.key: reverse("directory:organisation_detail", args=[one.member.key])
        for one in voice.places
    }
    said = " ".join(words.map_sentences(voice))
    return opinion_svg(voice, urls, alone=alone, title=_title(sheet), description=said)


def _picture(request: Request, sheet: AnalysisSheet, voice: VoiceAnalysis) -> dict[str, Any]:
    """What parts/picture.html needs."""
    here = reverse("dialogue:dialogue_agreement", args=[sheet.dialogue.pk])
    marks = dict(_marks(voice))
    rows = [
        {
            "cells": [
                (name, reverse("directory:organisation_detail", args=[key])),
                (group, ""),
                (count(votes), ""),
            ]
        }
        for key, name, group, _x, _y, votes in _lines(voice)
    ]
    return {
        "svg": mark_safe(_svg(sheet, voice, alone=False)),  # noqa: S308  escaped by the pen
        "summary": list(words.map_sentences(voice)),
        "marks": [(marks[look], text) for look, text in legend_of(voice)],
        "rule": _("Left and right, up and down mean nothing by themselves; only distances do."),
        "tables": [{"caption": _("Who stands where"), "heads": _heads(), "rows": rows}],
        "table_open": request.GET.get("view") == "table",
        "files": [
            {
                "label": label,
                "url": f"{here}{changed_query(request.GET, {'format': form, 'view': None})}",
            }
            for form, label in FILES.items()
        ],
    }


def _heads() -> list[str]:
    return [_("Organisation"), _("Group"), _("Statements voted on")]


def _lines(voice: VoiceAnalysis) -> Iterator[tuple[int, str, str, float, float, int]]:
    """Everybody on the map, by group and name: key, name, group, place, votes."""
    order = {member.key: at for at, member in enumerate(_members(voice))}
    for one in sorted(voice.places, key=lambda one: order[one.member.key]):
        group = _("in no group") if one.group is None else words.group_name(one.group)
        if one.group is not None and len(voice.groups) == 1:
            group = _("the common view")
        yield one.member.key, one.member.name, group, one.x, one.y, one.votes


def _members(voice: VoiceAnalysis) -> Iterator[Any]:
    for group in voice.groups:
        yield from group.members
    yield from voice.agree_with_everything
    yield from voice.not_placed


def _map_file(sheet: AnalysisSheet, voice: VoiceAnalysis, form: str) -> HttpResponseBase:
    name = _("opinion map")
    if form == "xlsx":
        first, second, last = _heads()
        heads = [first, second, _("Place to the right"), _("Place upwards"), last]
        rows = ([line[1], line[2], *line[3:]] for line in _lines(voice))
        return excel(f"{name}.xlsx", heads, rows)
    svg = _svg(sheet, voice, alone=True)
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
    heads = ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
    return _csv(f"votes-{dialogue_id}.csv", heads, rows)


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
