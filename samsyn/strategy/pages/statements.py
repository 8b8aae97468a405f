"""An agreed statement of a dialogue becomes a goal, as a page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from samsyn.basics.problem import Problem
from samsyn.dialogue.queries import agreed_reason, in_both_languages, statements_for
from samsyn.directory.actions.journal import require
from samsyn.strategy.actions.statements import goal_from_statement
from samsyn.strategy.forms import GoalFromStatementForm
from samsyn.web.answer import Request, answer, in_words, show_problem


@require_http_methods(["GET", "POST"])
def statement_goal(request: Request, statement_id: int) -> HttpResponse:
    """Make an agreed statement a goal; a statement that is not agreed says why it cannot be one."""
    viewer = request.standing
    require(by=viewer, deed="set goal")
    statement = statements_for(viewer).get(pk=statement_id)
    title_sv, title_en = in_both_languages(statement)
    proposed = {"title_sv": title_sv, "title_en": title_en}
    form = GoalFromStatementForm(request.POST or None, initial=proposed)
    if form.is_valid():
        try:
            goal = goal_from_statement(by=viewer, statement_id=statement_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The goal is set."))
            return redirect("strategy:goal_detail", goal.pk)
    reason = refusal = ""
    try:
        reason = agreed_reason(viewer, statement_id)
    except Problem as problem:
        refusal = in_words(problem)
    dialogue = statement.dialogue
    return answer(
        request,
        "strategy/statement_goal.html",
        form=form,
        statement=statement,
        reason=reason,
        refusal=refusal,
        crumbs=[
            (gettext("Dialogues"), reverse("dialogue:dialogue_list")),
            (dialogue.title, reverse("dialogue:dialogue_detail", args=[dialogue.pk])),
        ],
    )
