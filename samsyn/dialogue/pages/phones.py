"""Taking part by phone: without an account, in a minute, also where the connection comes and goes.

The phone's key is a cookie that belongs to this one dialogue's addresses and is sent nowhere else.
"""

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.actions.phones import describe_voice, say_by_phone, vote_by_phone
from samsyn.dialogue.forms.dialogues import StatementForm, VoteForm
from samsyn.dialogue.forms.phones import CodeForm, VoiceForm
from samsyn.dialogue.pages.agreement_words import found_words
from samsyn.dialogue.pages.focus_words import voice_words
from samsyn.dialogue.pages.limits import too_many_from_here
from samsyn.dialogue.queries import people_focus
from samsyn.dialogue.queries.phones import PhoneSheet, dialogue_by_code, people_sheet, phone_sheet
from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.phones import PhoneVote, is_key, tidied
from samsyn.web.answer import Request, answer, in_words, show_problem

COOKIE = "voice"
COOKIE_AGE = 400 * 24 * 3600
"""As long as browsers keep a cookie."""
NEW_PHONES_AN_HOUR = 5000
"""From one address: a large hall behind one connection, and no more."""


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: Request) -> HttpResponse:
    """Where the code from the screen is typed."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        typed = tidied(form.cleaned_data["code"])
        try:
            dialogue_by_code(request.standing, typed)
        except ObjectDoesNotExist:
            form.add_error(
                "code", gettext("No dialogue has this code. Look at the screen once more.")
            )
        else:
            return redirect("phone", typed)
    return answer(request, "dialogue/code.html", form=form)


@login_not_required
@require_GET
def phone_worker(request: Request) -> HttpResponse:
    """The script that keeps the page on the phone; its address says for which pages."""
    script = Path(str(finders.find("js/phone_worker.js"))).read_text("utf-8")
    response = HttpResponse(script, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def phone(request: Request, code: str) -> HttpResponse:
    """One statement at a time, and three large buttons. Without JavaScript: all of them."""
    if code != tidied(code):
        return redirect("phone", tidied(code))
    key = key_of(request)
    sheet = phone_sheet(request.standing, code, sent_key(request))
    form = VoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            vote = PhoneVote(_statement_id(request), form.cleaned_data["vote"], turn_of(request))
            vote_by_phone(by=request.standing, code=code, key=key, votes=[vote])
        except Problem as problem:
            show_problem(form, problem)
        else:
            return with_key(redirect(_next(sheet, vote)), code, key)
    return with_key(_page(request, sheet, vote_form=form), code, key)


@login_not_required
@require_POST
def phone_votes(request: Request, code: str) -> HttpResponse:
    """The votes that a phone has kept, as JSON; sent again they count once."""
    key = key_of(request)
    try:
        votes = _votes_in(request.body)
        taken = vote_by_phone(by=request.standing, code=code, key=key, votes=votes)
    except Problem as problem:
        return JsonResponse({"code": problem.code, "text": in_words(problem)}, status=422)
    return with_key(JsonResponse({"taken": taken}), code, key)


@login_not_required
@require_POST
def phone_say(request: Request, code: str) -> HttpResponse:
    """Add a statement from a phone."""
    key = key_of(request)
    form = StatementForm(request.POST)
    if form.is_valid():
        try:
            statement = say_by_phone(
                by=request.standing,
                code=code,
                key=key,
                text=form.cleaned_data["text"],
                reads=get_language(),
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            waits = gettext("Thank you. The organiser reads it before everybody can vote on it.")
            there = gettext("Thank you. Everybody can vote on it now.")
            messages.success(request, there if statement.state == "in" else waits)
            return with_key(redirect("phone", tidied(code)), code, key)
    sheet = phone_sheet(request.standing, code, sent_key(request))
    return with_key(_page(request, sheet, form=form), code, key)


@login_not_required
@require_POST
def phone_about(request: Request, code: str) -> HttpResponse:
    """What a phone says about who holds it."""
    key = key_of(request)
    sheet = phone_sheet(request.standing, code, sent_key(request))
    form = VoiceForm(request.POST, counties=sheet.counties, organisations=sheet.organisations)
    if form.is_valid():
        try:
            describe_voice(by=request.standing, code=code, key=key, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("Thank you. You can change it whenever you like."))
            return with_key(redirect("phone", tidied(code)), code, key)
    return with_key(_page(request, sheet, about=form), code, key)


@login_not_required
@require_GET
def phone_results(request: Request, code: str) -> HttpResponse:
    """What came out, once the organiser has opened it."""
    sheet = people_sheet(request.standing, code)
    voice = found_words(sheet.voice) if sheet.voice else None
    order = people_focus(request.standing, code)
    return answer(
        request,
        "dialogue/phone_results.html",
        part="outcome",
        sheet=sheet,
        voice=voice,
        focus=[voice_words(order)] if order else [],
    )


def _page(request: Request, sheet: PhoneSheet, **forms: Any) -> HttpResponse:
    shown = {
        "actor_kind": sheet.actor_kind,
        "county_id": sheet.county_id or "",
        "organisation_id": sheet.organisation_id or "",
    }
    about = VoiceForm(initial=shown, counties=sheet.counties, organisations=sheet.organisations)
    refused = next((form for form in forms.values() if form.errors), None)
    response = answer(
        request,
        "dialogue/phone.html",
        sheet=sheet,
        statement_form=forms.get("form", StatementForm()),
        about=forms.get("about", about),
        form=refused,
        vote_form=forms.get("vote_form"),
    )
    response["Cache-Control"] = "no-store"
    return response


def key_of(request: Request) -> str:
    """The phone's key: the one it sends, or a new one, unless an address asks for too many."""
    key = sent_key(request)
    if key:
        return key
    if request.method == "POST":
        _slow_down(request)
    return secrets.token_urlsafe(16)


def sent_key(request: Request) -> str:
    """The key that the phone sends; "" for none, and for what can be no key of ours."""
    key = request.COOKIES.get(COOKIE, "")
    return key if is_key(key) else ""


def _slow_down(request: Request) -> None:
    if too_many_from_here(request, "new-phones", NEW_PHONES_AN_HOUR):
        raise Problem(
            "phones-too-many",
            words("Very many phones have joined from here within an hour. Try again in a while."),
        )


def with_key(response: HttpResponse, code: str, key: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        key,
        max_age=COOKIE_AGE,
        path=reverse("phone", args=[tidied(code)]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _statement_id(request: Request) -> int:
    text = request.POST.get("statement", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise broken_message()
    return int(text)


def turn_of(request: Request) -> int:
    """Without JavaScript nothing waits, so the vote that comes now is the latest."""
    text = request.POST.get("turn", "")
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    return int(timezone.now().timestamp() * 1000)


def _next(sheet: PhoneSheet, vote: PhoneVote) -> str:
    """Where the page goes on: the first statement after this one that has no vote yet."""
    keys = [line.statement.pk for line in sheet.lines]
    open_keys = {line.statement.pk for line in sheet.lines if line.own_vote is None}
    after = keys[keys.index(vote.statement_id) + 1 :]
    place = next((f"#statement-{key}" for key in after if key in open_keys), "#done")
    return reverse("phone", args=[sheet.dialogue.phone_code]) + place


def _votes_in(body: bytes) -> list[PhoneVote]:
    """The votes of a message; raises Problem("phone-message") when it is not what phones send."""
    try:
        sent = json.loads(body)
        return [
            PhoneVote(whole(each["statement"]), Vote(whole(each["vote"])), whole(each["turn"]))
            for each in sent["votes"]
        ]
    except (ValueError, TypeError, KeyError) as error:
        raise broken_message() from error


def whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise TypeError(value)
    return value


def broken_message() -> Problem:
    return Problem(
        "phone-message",
        words("The message from the phone cannot be read. Load the page anew and vote again."),
    )
