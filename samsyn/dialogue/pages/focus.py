"""What comes first, as pages: the order, the own sheet, proposals; figures beside statements."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import (
    add_fact_card,
    propose,
    spread_points,
    take_fact_card_away,
    withdraw_proposal,
)
from samsyn.dialogue.forms.focus import FactCardForm, ProposalForm, SheetForm
from samsyn.dialogue.pages import focus_words
from samsyn.dialogue.pages.dialogues import crumbs_to
from samsyn.dialogue.pages.focus_svg import focus_svg, has_picture
from samsyn.dialogue.pages.tabs import parts_of
from samsyn.dialogue.queries import (
    PEOPLE,
    FocusSheet,
    FocusVoice,
    dialogue_of_statement,
    focus_sheet,
    may_commit,
    proposals_for,
    statements_for,
)
from samsyn.directory.actions.journal import require
from samsyn.results.queries import bar_of
from samsyn.web.answer import Request, answer, deed_done, show_problem
from samsyn.web.drawing import Pen, png
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

FILES = {"svg": "SVG", "png": "PNG", "xlsx": "Excel"}
PNG_WIDTH_PX = 2000


@require_GET
def focus(request: Request, dialogue_id: int) -> HttpResponseBase:
    """The proposals in order, who takes what, and the own sheet."""
    sheet = focus_sheet(request.standing, dialogue_id)
    voices = [one for one in (sheet.organisations, sheet.people_voice) if one is not None]
    asked = request.GET.get("format", "")
    drawn = [one for one in voices if request.GET.get("voice", "") in ("", one.kind)]
    if asked in FILES and drawn and has_picture(drawn[0]):
        return _file(sheet, drawn[0], asked)
    viewer = request.standing
    return answer(
        request,
        "dialogue/focus.html",
        tabs=parts_of(viewer, sheet.dialogue, "focus"),
        sheet=sheet,
        lines=_lines(sheet, voices),
        voices=[_voice(request, sheet, voice) for voice in voices],
        people_told=focus_words.people_words(sheet.people),
        may_commit=may_commit(viewer),
        sheet_form=SheetForm(proposals=sheet.proposals, own=sheet.own),
        proposal_form=ProposalForm(statements=statements_for(viewer).filter(dialogue=dialogue_id)),
        bar=bar_of(viewer, "dialogue", dialogue_id),
        crumbs=crumbs_to(sheet),
    )


def _lines(sheet: FocusSheet, voices: list[FocusVoice]) -> list[dict[str, Any]]:
    """Each proposal in order, with what each way of counting says of it, and who takes it."""
    by_key = {one.pk: one for one in sheet.proposals}
    order = [one.key for one in voices[0].proposals] if voices else list(by_key)
    return [
        {
            "proposal": by_key[key],
            "voices": [
                (voice.kind, focus_words.placed_words(voice, voice.place_of(key)))
                for voice in voices
            ],
            "taken": sheet.taken.get(key, []),
            "may_withdraw": key in sheet.may_withdraw and key not in sheet.taken,
        }
        for key in order
    ]


def _voice(request: Request, sheet: FocusSheet, voice: FocusVoice) -> dict[str, Any]:
    said = focus_words.voice_words(voice)
    return {**said, "picture": _picture(request, sheet, voice) if has_picture(voice) else None}


def _title(sheet: FocusSheet, voice: FocusVoice) -> str:
    values = {"dialogue": sheet.dialogue.title}
    if voice.kind == PEOPLE:
        return _("What comes first, for people: %(dialogue)s") % values
    return _("What comes first, for organisations: %(dialogue)s") % values


def _summary(voice: FocusVoice) -> list[str]:
    said = focus_words.voice_words(voice)
    text = _("%(headline)s. %(voters)s have spread a hundred points each.") % said
    return [text, _("The spot is the mean, the band where it lies in nine cases of ten.")]


def _picture(request: Request, sheet: FocusSheet, voice: FocusVoice) -> dict[str, Any]:
    """What parts/picture.html needs."""
    here = reverse("dialogue:focus", args=[sheet.dialogue.pk])
    title, summary = _title(sheet, voice), _summary(voice)
    drawn = focus_svg(voice, alone=False, title=title, description=" ".join(summary))
    return {
        "id": f"order-{voice.kind}",
        "svg": mark_safe(drawn),  # noqa: S308  escaped by the pen
        "summary": summary,
        "marks": [(mark_safe(sign), text) for sign, text in _signs(voice)],  # noqa: S308  our own
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


def _signs(voice: FocusVoice) -> Iterator[tuple[str, str]]:
    pen = Pen(alone=False)
    yield pen.tag("circle", cx=8, cy=8, r=6, look="spot spot-1"), _("mean")
    yield pen.tag("rect", x=0, y=3, width=16, height=10, rx=3, look="shade-2"), _("interval")
    if voice.kind != PEOPLE:
        yield pen.tag("circle", cx=8, cy=8, r=3.5, look="dot"), _("an organisation")


def _table(voice: FocusVoice) -> dict[str, Any]:
    heads = [_("Place"), _("Proposal"), _("First, later, stop"), _("Points")]
    rows = [
        {
            "cells": [
                (focus_words.rank_words(one), ""),
                (one.text, ""),
                (" · ".join(str(each) for each in one.said) if one.said else "–", ""),
                (focus_words.points_words(one.mean) or "–", ""),
            ]
        }
        for one in voice.proposals
    ]
    return {"caption": focus_words.kind_words(voice), "heads": heads, "rows": rows}


def _file(sheet: FocusSheet, voice: FocusVoice, form: str) -> HttpResponseBase:
    name = _("what comes first for people") if voice.kind == PEOPLE else _("what comes first")
    if form == "xlsx":
        return excel(f"{name}.xlsx", _heads(), _cells(sheet, voice))
    title, text = _title(sheet, voice), " ".join(_summary(voice))
    svg = focus_svg(voice, alone=True, title=title, description=text)
    content = svg.encode() if form == "svg" else png(svg, width_px=PNG_WIDTH_PX)
    kind = "image/svg+xml" if form == "svg" else "image/png"
    headers = {"Content-Disposition": f'attachment; filename="{name.replace(" ", "-")}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _heads() -> list[str]:
    return [
        *(_("Proposal"), _("First place"), _("Last place"), _("Points"), _("From"), _("To")),
        *(_("Lower quarter"), _("Upper quarter"), _("Have spread points")),
        *(_("First"), _("Later"), _("Stop"), _("Taken by")),
    ]


def _cells(sheet: FocusSheet, voice: FocusVoice) -> Iterator[list[Any]]:
    for one in voice.proposals:
        low, _middle, high = one.quartiles or (None, None, None)
        taken = (line.commitment.organisation.name for line in sheet.taken.get(one.key, ()))
        yield [
            *(one.text, one.rank, one.last_rank, one.mean, one.low, one.high, low, high),
            *(one.voters if one.mean is not None else None, *(one.said or (None, None, None))),
            ", ".join(taken),
        ]


@require_http_methods(["GET", "POST"])
def sheet_spread(request: Request, dialogue_id: int) -> HttpResponse:
    """Spread the hundred points of the organisation one acts for."""
    viewer = request.standing
    sheet = focus_sheet(viewer, dialogue_id)
    require(by=viewer, deed="spread points")
    posted = request.POST if request.method == "POST" else None
    form = SheetForm(posted, proposals=sheet.proposals, own=sheet.own)
    if form.is_valid():
        try:
            spread_points(by=viewer, dialogue_id=dialogue_id, sheet=form.sheet())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, _("The sheet is saved. You can change it while it is open."))
            return redirect("dialogue:focus", dialogue_id)
    return answer(
        request, "dialogue/sheet.html", form=form, sheet=sheet, crumbs=_crumbs(sheet.dialogue)
    )


@require_http_methods(["GET", "POST"])
def proposal_add(request: Request, dialogue_id: int) -> HttpResponse:
    """Propose something to do."""
    viewer = request.standing
    sheet = focus_sheet(viewer, dialogue_id)
    require(by=viewer, deed="propose")
    form = ProposalForm(
        request.POST or None,
        statements=statements_for(viewer).filter(dialogue=dialogue_id),
        initial={"statement_id": request.GET.get("statement", "")},
    )
    if form.is_valid():
        try:
            made = propose(by=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, _("It is proposed. Everybody can give it points."))
            return redirect(_place(dialogue_id, made.pk))
    return answer(
        request,
        "dialogue/proposal_add.html",
        form=form,
        sheet=sheet,
        crumbs=_crumbs(sheet.dialogue),
    )


@require_POST
def proposal_withdraw(request: Request, proposal_id: int) -> HttpResponse:
    """Withdraw a proposal on which nothing rests; by one press it is proposed again."""
    viewer = request.standing
    proposal = proposals_for(viewer).get(pk=proposal_id)
    withdraw_proposal(by=viewer, proposal_id=proposal_id)
    deed_done(
        request,
        _("The proposal is withdrawn."),
        reverse("dialogue:proposal_add", args=[proposal.dialogue_id]),
        text=proposal.text,
        statement_id=str(proposal.statement_id or ""),
    )
    return redirect("dialogue:focus", proposal.dialogue_id)


@require_http_methods(["GET", "POST"])
def fact_card_add(request: Request, statement_id: int) -> HttpResponse:
    """Put a figure beside a statement."""
    viewer = request.standing
    dialogue_id = dialogue_of_statement(viewer, statement_id)
    require(by=viewer, deed="add fact card")
    statement = statements_for(viewer).get(pk=statement_id)
    form = FactCardForm(request.POST or None)
    if form.is_valid():
        try:
            add_fact_card(by=viewer, statement_id=statement_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, _("The figure stands beside the statement."))
            return redirect(_statement(dialogue_id, statement_id))
    return answer(
        request,
        "dialogue/fact_card_add.html",
        form=form,
        statement=statement,
        crumbs=_crumbs(statement.dialogue)[:2],
    )


@require_POST
def fact_card_take_away(request: Request, fact_card_id: int) -> HttpResponse:
    """Take a fact card of one's own away; by one press it stands there again."""
    card = take_fact_card_away(by=request.standing, fact_card_id=fact_card_id)
    deed_done(
        request,
        _("The fact card is taken away."),
        reverse("dialogue:fact_card_add", args=[card.statement_id]),
        **{name: getattr(card, name) for name in ("figure", "source", "source_url", "step")},
    )
    return redirect(_statement(card.statement.dialogue_id, card.statement_id))


def _statement(dialogue_id: int, statement_id: int) -> str:
    return reverse("dialogue:dialogue_detail", args=[dialogue_id]) + f"#statement-{statement_id}"


def _place(dialogue_id: int, proposal_id: int) -> str:
    return reverse("dialogue:focus", args=[dialogue_id]) + f"#proposal-{proposal_id}"


def _crumbs(dialogue: Any) -> list[tuple[str, str]]:
    return [
        (_("Dialogues"), reverse("dialogue:dialogue_list")),
        (dialogue.title, reverse("dialogue:dialogue_detail", args=[dialogue.pk])),
        (_("What comes first"), reverse("dialogue:focus", args=[dialogue.pk])),
    ]
