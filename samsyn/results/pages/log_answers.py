"""What is answered on the page of an entry: knots, publishing, withdrawing, throwing away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.results.actions.knots import confirm_knot, refuse_knot, take_back_knot
from samsyn.results.actions.log import discard_log, publish_log, withdraw_log
from samsyn.results.pages.log_words import around_entry
from samsyn.results.queries.log.entries import entry_sheet
from samsyn.results.rules.log_text import contacts_in
from samsyn.web.answer import Request, answer, deed_done, in_words


@require_POST
def knot_confirm(request: Request, entry_id: int, proposal: str) -> HttpResponse:
    """The words stand for it: htmx gets the entry back, others its page."""

    def confirm() -> None:
        knot = confirm_knot(by=request.standing, entry_id=entry_id, name=proposal)
        _say(request, _("“%(words)s” is tied.") % {"words": knot.words}, entry_id, knot.pk)

    return _answered(request, entry_id, confirm)


@require_POST
def knot_refuse(request: Request, entry_id: int, proposal: str) -> HttpResponse:
    """The words do not stand for it: it is not proposed again here."""

    def refuse() -> None:
        knot = refuse_knot(by=request.standing, entry_id=entry_id, name=proposal)
        said = _("“%(words)s” is left as it is.") % {"words": knot.words}
        _say(request, said, entry_id, knot.pk)

    return _answered(request, entry_id, refuse)


@require_POST
def knot_take_back(request: Request, entry_id: int, knot_id: int) -> HttpResponse:
    """Undo an answer."""

    def take_back() -> None:
        take_back_knot(by=request.standing, entry_id=entry_id, knot_id=knot_id)
        deed_done(request, _("The answer is taken back."))

    return _answered(request, entry_id, take_back)


def _say(request: Request, said: str, entry_id: int, knot_id: int) -> None:
    """Say what was done, with the press that undoes it."""
    deed_done(request, said, reverse("results:knot_take_back", args=[entry_id, knot_id]))


def _answered(request: Request, entry_id: int, answer_it: Callable[[], None]) -> HttpResponse:
    """The entry again, with what was done; or why it was not."""
    viewer, refusal = request.standing, ""
    try:
        answer_it()
    except Problem as problem:
        if problem.code != "knot-not-proposed":
            raise
        refusal = in_words(problem)
    if not refusal and request.headers.get("HX-Request") != "true":
        return redirect(reverse("results:log_detail", args=[entry_id]) + "#proposals")
    sheet = entry_sheet(viewer, entry_id)
    context = around_entry(viewer, sheet) | {"refusal": refusal, "swap": True}
    shown = answer(request, "results/log_detail.html", part="answered", **context)
    shown.status_code = 422 if refusal else 200
    return shown


@require_http_methods(["GET", "POST"])
def log_publish(request: Request, entry_id: int) -> HttpResponse:
    """The plain question before an entry becomes public, and its answer."""
    viewer = request.standing
    sheet = entry_sheet(viewer, entry_id)
    require(by=viewer, deed="publish log", owner_id=sheet.entry.organisation_id)
    context: dict[str, Any] = {"contacts": contacts_in(sheet.entry.text), "refusal": ""}
    if request.method == "POST":
        try:
            publish_log(by=viewer, entry_id=entry_id)
        except Problem as problem:
            context["refusal"] = in_words(problem)
        else:
            messages.success(request, _("The entry is public."))
            return redirect("results:log_detail", entry_id)
    shown = answer(request, "results/log_publish.html", **around_entry(viewer, sheet) | context)
    shown.status_code = 422 if context["refusal"] else 200
    return shown


@require_POST
def log_withdraw(request: Request, entry_id: int) -> HttpResponse:
    """Take a public entry back: it is a draft again."""
    withdraw_log(by=request.standing, entry_id=entry_id)
    messages.success(request, _("The entry is withdrawn: it is a draft again."))
    return redirect("results:log_detail", entry_id)


@require_POST
def log_discard(request: Request, entry_id: int) -> HttpResponse:
    """Throw a draft away."""
    discard_log(by=request.standing, entry_id=entry_id)
    messages.success(request, _("The draft is thrown away."))
    return redirect("results:log_list")
