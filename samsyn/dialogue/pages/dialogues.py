"""Dialogues and what is said and voted in them, as pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import add_statement, change_dialogue, hold_dialogue, vote_on
from samsyn.dialogue.forms.dialogues import (
    DialogueFilters,
    DialogueForm,
    StatementForm,
    VoteForm,
)
from samsyn.dialogue.forms.preparing import kind_names
from samsyn.dialogue.pages.carried_on import carried_in
from samsyn.dialogue.pages.tabs import parts_of, tabs_of
from samsyn.dialogue.queries import (
    commitment_lines,
    commitments_for,
    dialogue_of_statement,
    dialogue_sheet,
    dialogues_counted,
    dialogues_for,
    dialogues_narrowed,
    may_add_fact_card,
    may_commit,
)
from samsyn.dialogue.queries.invited import invited_to
from samsyn.dialogue.reports import dialogue_cells, dialogue_headers
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.deeds import may_do
from samsyn.results.queries import bar_of
from samsyn.strategy.queries import goals_from
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def dialogue_list(request: Request) -> HttpResponseBase:
    """All dialogues that the reader may see, newest first."""
    viewer = request.standing
    filters = DialogueFilters(request.GET, viewer=viewer)
    rows = dialogues_narrowed(dialogues_for(viewer), viewer, **filters.chosen())
    rows = dialogues_counted(rows, viewer)
    if request.GET.get("format") == "xlsx":
        return excel(gettext("dialogues") + ".xlsx", dialogue_headers(), dialogue_cells(rows))
    return answer(
        request,
        "dialogue/dialogue_list.html",
        tabs=tabs_of(viewer, "dialogue_list"),
        filters=filters,
        chips=filters.chips(),
        page=page_of(request, rows, order_asked(request, "-days", days=("opens_on", "pk"))),
        total=dialogues_for(viewer).count(),
        actions=[(_add_url(viewer), gettext("Hold a dialogue"), "add")] if _add_url(viewer) else [],
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _add_url(viewer: Any) -> str:
    allowed = may_do(viewer, "hold dialogue") and viewer.organisation_id is not None
    return reverse("dialogue:dialogue_add") if allowed else ""


@require_http_methods(["GET", "POST"])
def dialogue_add(request: Request) -> HttpResponse:
    """Invite to a dialogue for the organisation one acts for."""
    viewer = request.standing
    require(by=viewer, deed="hold dialogue")
    form = DialogueForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        try:
            dialogue = hold_dialogue(by=viewer, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The dialogue is written down."))
            return redirect("dialogue:dialogue_detail", dialogue.pk)
    return answer(request, "dialogue/dialogue_form.html", form=form, crumbs=_crumbs())


@require_GET
def dialogue_detail(request: Request, dialogue_id: int) -> HttpResponse:
    """One dialogue: its statements and votes, who has voted, and what was decided."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    goals = goals_from(viewer, [decision.pk for decision in sheet.joint_decisions])
    made = list(commitment_lines(viewer, commitments_for(viewer).filter(dialogue=dialogue_id)))
    taken = {line.commitment.joint_decision_id for line in made}
    invited = invited_to(viewer, sheet.dialogue)
    return answer(
        request,
        "dialogue/dialogue_detail.html",
        tabs=parts_of(viewer, sheet.dialogue, "dialogue_detail"),
        sheet=sheet,
        invited=invited,
        kinds=kind_names(invited.kinds),
        decisions=[
            (decision, goals[decision.pk], decision.pk in taken, sheet.agreed_by(decision))
            for decision in sheet.joint_decisions
        ],
        carried=carried_in(viewer, sheet),
        commitments=made,
        may_commit=may_commit(viewer),
        **_facts_of(viewer),
        statement_form=StatementForm(),
        may_set_goal=may_do(viewer, "set goal"),
        bar=bar_of(viewer, "dialogue", dialogue_id),
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def dialogue_change(request: Request, dialogue_id: int) -> HttpResponse:
    """Change a dialogue of the organisation one acts for."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    require(by=viewer, deed="change dialogue", owner_id=sheet.dialogue.organiser_id)
    names = DialogueForm.base_fields
    held = {name: getattr(sheet.dialogue, name) for name in names}
    form = DialogueForm(request.POST or None, viewer=viewer, initial=held)
    if form.is_valid():
        try:
            change_dialogue(by=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The dialogue is changed."))
            return redirect("dialogue:dialogue_detail", dialogue_id)
    return answer(
        request, "dialogue/dialogue_form.html", form=form, sheet=sheet, crumbs=crumbs_to(sheet)
    )


@require_http_methods(["GET", "POST"])
def statement_add(request: Request, dialogue_id: int) -> HttpResponse:
    """Say something in a dialogue, for the organisation one acts for."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    form = StatementForm(request.POST or None)
    if form.is_valid():
        try:
            statement = add_statement(
                by=viewer, dialogue_id=dialogue_id, reads=get_language(), **form.cleaned_data
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The statement is added."))
            return redirect(_place(dialogue_id, statement.pk))
    return answer(
        request, "dialogue/statement_add.html", form=form, sheet=sheet, crumbs=crumbs_to(sheet)
    )


@require_POST
def vote(request: Request, statement_id: int) -> HttpResponse:
    """Agree, disagree or pass; htmx gets the statement back, others its place on the page."""
    viewer = request.standing
    dialogue_id = dialogue_of_statement(viewer, statement_id)
    form = VoteForm(request.POST)
    if form.is_valid():
        try:
            vote_on(by=viewer, statement_id=statement_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            if request.headers.get("HX-Request") != "true":
                return redirect(_place(dialogue_id, statement_id))
    sheet = dialogue_sheet(viewer, dialogue_id)
    return answer(
        request,
        "dialogue/vote.html",
        part="voted",
        sheet=sheet,
        line=next(line for line in sheet.lines if line.statement.pk == statement_id),
        carried=carried_in(viewer, sheet),
        form=form,
        **_facts_of(viewer),
        crumbs=crumbs_to(sheet),
    )


def _facts_of(viewer: Any) -> dict[str, Any]:
    """What the viewer may do with fact cards, for dialogue/statement.html."""
    may_take = may_do(viewer, "take fact card away")
    return {
        "may_add_fact_card": may_add_fact_card(viewer),
        "take_away": viewer.organisation_id if may_take else None,
    }


def _place(dialogue_id: int, statement_id: int) -> str:
    return reverse("dialogue:dialogue_detail", args=[dialogue_id]) + f"#statement-{statement_id}"


def _crumbs() -> list[tuple[str, str]]:
    return [(gettext("Dialogues"), reverse("dialogue:dialogue_list"))]


def crumbs_to(sheet: Any) -> list[tuple[str, str]]:
    """The way to a page about something in a dialogue."""
    place = reverse("dialogue:dialogue_detail", args=[sheet.dialogue.pk])
    return [*_crumbs(), (sheet.dialogue.title, place)]
