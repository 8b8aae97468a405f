"""Goals, as pages: reading is open to all."""

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
from samsyn.dialogue.queries import joint_decisions_for
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.deeds import may_do
from samsyn.results.queries import bar_of
from samsyn.results.queries.loose_ends import loose_marks
from samsyn.results.queries.loose_ends.goals import unserved
from samsyn.strategy.actions.goals import change_goal, set_goal
from samsyn.strategy.forms import GoalFilters, GoalForm
from samsyn.strategy.pages.indicators import in_words
from samsyn.strategy.pages.serving import served_by
from samsyn.strategy.pages.tabs import tabs
from samsyn.strategy.queries.goals import (
    Branch,
    branches_of,
    goal_sheet,
    goals_for,
    goals_narrowed,
    goals_under,
    statements_of_decision,
    statements_under,
    top_goals_for,
)
from samsyn.strategy.queries.indicators import indicators_of_goal, may_set_indicator
from samsyn.strategy.reports import goal_cells, goal_headers
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

TOPS = 20
"""Top goals on a page of the tree."""


@login_not_required
@require_GET
def goal_list(request: Request) -> HttpResponseBase:
    """All goals: as a tree from the top, or as a list of those that fit the filters."""
    viewer = request.standing
    filters = GoalFilters(request.GET, viewer=viewer)
    chosen = filters.chosen()
    rows = goals_for(viewer)
    if chosen.get("unserved"):
        rows = rows.filter(pk__in=list(unserved(viewer)))
    narrowing = {name: held for name, held in chosen.items() if name != "unserved"}
    rows = goals_narrowed(rows, viewer, **narrowing)
    if request.GET.get("format") == "xlsx":
        return excel(gettext("goals") + ".xlsx", goal_headers(), goal_cells(rows))
    if chosen:
        page = page_of(request, rows, ("sort_key", "pk"))
        tree = []
    else:
        page = page_of(request, top_goals_for(viewer), ("sort_key", "pk"), size=TOPS)
        tree = branches_of(viewer, page.rows)
    add = [(reverse("strategy:goal_add"), gettext("Set a goal"), "add")]
    return answer(
        request,
        "strategy/goal_list.html",
        **tabs(viewer, "goal_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        tree=tree,
        loose=loose_marks(viewer, "goal", _keys_of(tree) or [goal.pk for goal in page.rows]),
        shown=page.total if chosen else goals_for(viewer).count(),
        total=goals_for(viewer).count(),
        actions=add if may_do(viewer, "set goal") else [],
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _keys_of(branches: list[Branch]) -> list[int]:
    """The keys of all goals of a tree."""
    below = [key for branch in branches for key in _keys_of(branch.branches)]
    return [branch.goal.pk for branch in branches] + below


@login_not_required
@require_GET
def goal_detail(request: Request, goal_id: int) -> HttpResponse:
    """One goal: its place, what it rests on, and what serves it and the goals below it."""
    viewer = request.standing
    sheet = goal_sheet(viewer, goal_id)
    return answer(
        request,
        "strategy/goal_detail.html",
        sheet=sheet,
        indicators=in_words(indicators_of_goal(viewer, goal_id)),
        may_set_indicator=may_set_indicator(viewer, sheet.goal),
        serving=served_by(viewer, goal_id, goals_under(viewer, goal_id)),
        bar=bar_of(viewer, "goal", goal_id),
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def goal_add(request: Request) -> HttpResponse:
    """Set a goal; `?joint_decision=` brings its statements, `?above=` its place."""
    viewer = request.standing
    require(by=viewer, deed="set goal")
    form = GoalForm(request.POST or None, viewer=viewer, initial=_proposed(request))
    if form.is_valid():
        try:
            goal = set_goal(by=viewer, **({"statement_ids": None} | form.cleaned_data))
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The goal is set."))
            return redirect("strategy:goal_detail", goal.pk)
    return answer(request, "strategy/goal_form.html", form=form, crumbs=_crumbs())


def _proposed(request: Request) -> dict[str, Any]:
    """What the address proposes, if it is there to be seen."""
    viewer = request.standing
    decision, above = request.GET.get("joint_decision", ""), request.GET.get("above", "")
    proposed: dict[str, Any] = {}
    if above.isdecimal() and goals_for(viewer).filter(pk=above).exists():
        proposed["above_id"] = int(above)
    if decision.isdecimal():
        chosen = joint_decisions_for(viewer).filter(pk=decision).first()
        if chosen is not None:
            proposed["joint_decision_id"] = chosen.pk
            proposed["statement_ids"] = statements_of_decision(viewer, chosen.pk)
            proposed["title_sv"] = chosen.text
    return proposed


@require_http_methods(["GET", "POST"])
def goal_change(request: Request, goal_id: int) -> HttpResponse:
    """Change a goal of the organisation one acts for, or put it under another."""
    viewer = request.standing
    sheet = goal_sheet(viewer, goal_id)
    require(by=viewer, deed="change goal", owner_id=sheet.goal.owner_id)
    held = {name: getattr(sheet.goal, name, None) for name in GoalForm.base_fields}
    held |= {"statement_ids": statements_under(viewer, goal_id), "reason": ""}
    form = GoalForm(request.POST or None, viewer=viewer, goal_id=goal_id, initial=held)
    if form.is_valid():
        try:
            change_goal(by=viewer, goal_id=goal_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The goal is changed."))
            return redirect("strategy:goal_detail", goal_id)
    crumbs = [*_crumbs(), (sheet.goal.title, reverse("strategy:goal_detail", args=[goal_id]))]
    return answer(request, "strategy/goal_form.html", form=form, sheet=sheet, crumbs=crumbs)


def _crumbs() -> list[tuple[str, str]]:
    return [(gettext("Goals"), reverse("strategy:goal_list"))]
