"""Spreading points by phone, as votes are cast there: no account, sent once or many times."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions.phones import spread_points_by_phone
from samsyn.dialogue.forms.focus import SheetForm
from samsyn.dialogue.pages.phones import (
    broken_message,
    key_of,
    sent_key,
    turn_of,
    whole,
    with_key,
)
from samsyn.dialogue.queries import phone_focus
from samsyn.dialogue.rules.kinds import When
from samsyn.dialogue.rules.phones import tidied
from samsyn.dialogue.rules.point_sheets import Sheet
from samsyn.web.answer import Request, answer, in_words, show_problem


@login_not_required
@require_http_methods(["GET", "POST"])
def phone_focus_page(request: Request, code: str) -> HttpResponse:
    """A hundred points over the proposals, and when for each."""
    if code != tidied(code):
        return redirect("phone_focus", tidied(code))
    key = key_of(request)
    sheet = phone_focus(request.standing, code, sent_key(request))
    posted = request.POST if request.method == "POST" else None
    form = SheetForm(posted, proposals=sheet.proposals, own=sheet.own)
    if form.is_valid():
        try:
            spread_points_by_phone(
                by=request.standing, code=code, key=key, sheet=form.sheet(), turn=turn_of(request)
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(
                request,
                gettext("Your points have arrived. You can change them until the dialogue closes."),
            )
            return with_key(redirect("phone_focus", code), code, key)
    response = answer(request, "dialogue/phone_focus.html", sheet=sheet, form=form)
    response["Cache-Control"] = "no-store"
    return with_key(response, code, key)


@login_not_required
@require_POST
def phone_sheet(request: Request, code: str) -> HttpResponse:
    """The sheet that a phone has kept, as JSON; sent again it counts once."""
    key = key_of(request)
    try:
        sheet, turn = _sheet_in(request.body)
        taken = spread_points_by_phone(
            by=request.standing, code=code, key=key, sheet=sheet, turn=turn
        )
    except Problem as problem:
        return JsonResponse({"code": problem.code, "text": in_words(problem)}, status=422)
    return with_key(JsonResponse({"taken": taken}), code, key)


def _sheet_in(body: bytes) -> tuple[Sheet, int]:
    """The sheet of a message; raises Problem("phone-message") when it is not what phones send."""
    try:
        sent = json.loads(body)
        sheet = Sheet(
            {_key(name): whole(points) for name, points in sent["points"].items()},
            {_key(name): When(when) for name, when in sent["when"].items()},
        )
        return sheet, whole(sent["turn"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise broken_message() from error


def _key(name: Any) -> int:
    return whole(int(name))
