"""Joint decisions, "we want this", as pages: open to all."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import decide_jointly
from samsyn.dialogue.forms.dialogues import JointDecisionFilters, JointDecisionForm
from samsyn.dialogue.pages.dialogues import crumbs_to
from samsyn.dialogue.pages.tabs import tabs_of
from samsyn.dialogue.queries import (
    commitment_lines,
    commitments_for,
    dialogue_sheet,
    joint_decision_sheet,
    joint_decisions_for,
    joint_decisions_narrowed,
    may_commit,
)
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.deeds import may_do
from samsyn.results.queries import bar_of
from samsyn.strategy.queries import decisions_with_goal, goals_from
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@login_not_required
@require_GET
def joint_decision_list(request: Request) -> HttpResponseBase:
    """All joint decisions, newest first, with the goals that came of them."""
    viewer = request.standing
    filters = JointDecisionFilters(request.GET)
    chosen = filters.chosen()
    without_goal = chosen.pop("without_goal", False)
    rows = joint_decisions_narrowed(joint_decisions_for(viewer), **chosen)
    if without_goal:
        rows = rows.exclude(pk__in=decisions_with_goal(viewer))
    if request.GET.get("format") == "xlsx":
        return excel(gettext("joint decisions") + ".xlsx", _headers(), _cells(viewer, rows))
    page = page_of(request, rows, order_asked(request, "-decided", decided=("decided_on", "pk")))
    goals = goals_from(viewer, [decision.pk for decision in page.rows])
    return answer(
        request,
        "dialogue/joint_decision_list.html",
        tabs=tabs_of(viewer, "joint_decision_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        lines=[(decision, goals[decision.pk]) for decision in page.rows],
        total=joint_decisions_for(viewer).count(),
        may_set_goal=may_do(viewer, "set goal"),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _headers() -> list[str]:
    return [
        gettext("We want this"),
        gettext("Decided"),
        gettext("Organiser"),
        gettext("Goals that came of it"),
    ]


def _cells(viewer: Any, rows: Any) -> Iterator[list[Any]]:
    goals = goals_from(viewer, list(rows.values_list("pk", flat=True)))
    for decision in rows.iterator(chunk_size=2000):
        yield [
            decision.text,
            decision.decided_on,
            decision.organisation.name,
            "; ".join(goal.title for goal in goals[decision.pk]),
        ]


@login_not_required
@require_GET
def joint_decision_detail(request: Request, joint_decision_id: int) -> HttpResponse:
    """One joint decision: the statements it rests on, and the goals that came of it."""
    viewer = request.standing
    sheet = joint_decision_sheet(viewer, joint_decision_id)
    made = commitments_for(viewer).filter(joint_decision=joint_decision_id)
    return answer(
        request,
        "dialogue/joint_decision_detail.html",
        sheet=sheet,
        goals=goals_from(viewer, [joint_decision_id])[joint_decision_id],
        commitments=list(commitment_lines(viewer, made)),
        may_commit=sheet.may_see_dialogue and may_commit(viewer),
        bar=bar_of(viewer, "joint_decision", joint_decision_id),
        crumbs=[(gettext("Joint decisions"), reverse("dialogue:joint_decision_list"))],
    )


@require_http_methods(["GET", "POST"])
def joint_decision_add(request: Request, dialogue_id: int) -> HttpResponse:
    """Write down what the actors of a dialogue want together."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    require(by=viewer, deed="decide jointly", owner_id=sheet.dialogue.organiser_id)
    form = JointDecisionForm(request.POST or None, lines=sheet.lines)
    if form.is_valid():
        try:
            decision = decide_jointly(by=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The joint decision is written down."))
            return redirect("dialogue:joint_decision_detail", decision.pk)
    return answer(
        request, "dialogue/joint_decision_add.html", form=form, sheet=sheet, crumbs=crumbs_to(sheet)
    )
