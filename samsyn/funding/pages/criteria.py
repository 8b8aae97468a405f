"""The criteria of a call, as pages: by themselves, and from an agreed statement of a dialogue."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.dialogue.queries import agreed_reason, in_both_languages, statements_for
from samsyn.directory.actions.journal import require
from samsyn.funding.actions.criteria import change_criterion, set_criterion, take_criterion_away
from samsyn.funding.forms.calls import CriterionForm, StatementCriterionForm
from samsyn.funding.queries.calls import call_sheet, calls_to_judge_by
from samsyn.funding.queries.criteria import criteria_for
from samsyn.web.answer import Request, answer, in_words, show_problem


@require_http_methods(["GET", "POST"])
def criterion_add(request: Request, call_id: int) -> HttpResponse:
    """Say one thing that the applications to a call are judged by."""
    viewer = request.standing
    call = call_sheet(viewer, call_id).call
    require(by=viewer, deed="set criterion", owner_id=call.owner_id)
    form = CriterionForm(request.POST or None)
    if form.is_valid():
        try:
            set_criterion(by=viewer, call_id=call_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The criterion is written down."))
            return redirect(_place(call_id))
    return answer(request, "funding/criterion_form.html", form=form, call=call, crumbs=_way(call))


@require_http_methods(["GET", "POST"])
def criterion_change(request: Request, criterion_id: int) -> HttpResponse:
    """Change the words of a criterion."""
    viewer = request.standing
    criterion = criteria_for(viewer).get(pk=criterion_id)
    call = criterion.call
    require(by=viewer, deed="change criterion", owner_id=call.owner_id)
    held = {"text_sv": criterion.text_sv, "text_en": criterion.text_en}
    form = CriterionForm(request.POST or None, initial=held)
    if form.is_valid():
        try:
            change_criterion(by=viewer, criterion_id=criterion_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The criterion is changed."))
            return redirect(_place(call.pk))
    return answer(
        request,
        "funding/criterion_form.html",
        form=form,
        criterion=criterion,
        call=call,
        crumbs=_way(call),
    )


@require_POST
def criterion_take_away(request: Request, criterion_id: int) -> HttpResponse:
    """Take a criterion away."""
    call = take_criterion_away(by=request.standing, criterion_id=criterion_id)
    messages.success(request, gettext("The criterion is taken away."))
    return redirect(_place(call.pk))


@require_http_methods(["GET", "POST"])
def statement_criterion(request: Request, statement_id: int) -> HttpResponse:
    """Make an agreed statement a criterion of a call; else the page says why it cannot be one."""
    viewer = request.standing
    require(by=viewer, deed="set criterion", owner_id=viewer.organisation_id)
    statement = statements_for(viewer).get(pk=statement_id)
    text_sv, text_en = in_both_languages(statement)
    calls = [(call.pk, call.title) for call in calls_to_judge_by(viewer)]
    proposed: dict[str, Any] = {"text_sv": text_sv, "text_en": text_en}
    proposed |= {"call_id": calls[0][0]} if len(calls) == 1 else {}
    form = StatementCriterionForm(request.POST or None, calls=calls, initial=proposed)
    if form.is_valid():
        try:
            made = set_criterion(by=viewer, statement_id=statement_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The criterion is written down."))
            return redirect(_place(made.call_id))
    reason = refusal = ""
    try:
        reason = agreed_reason(viewer, statement_id)
    except Problem as problem:
        refusal = in_words(problem)
    return answer(
        request,
        "funding/statement_criterion.html",
        form=form,
        statement=statement,
        calls=calls,
        reason=reason,
        refusal=refusal,
        crumbs=[
            (gettext("Dialogues"), reverse("dialogue:dialogue_list")),
            (
                statement.dialogue.title,
                reverse("dialogue:dialogue_detail", args=[statement.dialogue_id]),
            ),
        ],
    )


def _place(call_id: int) -> str:
    return reverse("funding:call_detail", args=[call_id]) + "#criteria"


def _way(call: Any) -> list[tuple[str, str]]:
    return [
        (gettext("Calls"), reverse("funding:call_list")),
        (call.title, reverse("funding:call_detail", args=[call.pk])),
    ]
