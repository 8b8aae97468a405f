"""What a region's people see by the link: what was noted, and whether it is so. No account."""

from urllib.parse import quote, unquote

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.actions.notebook import confirm_note, confirm_notes, correct_note
from samsyn.dialogue.forms.notebook import STANCE_NAMES, CorrectionForm, WhoForm
from samsyn.dialogue.pages.limits import too_many_from_here
from samsyn.dialogue.queries.notebook import NoteLine, notebook_by_key, notebook_to_answer
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.templatetags.samsyn import count

COOKIE = "who_says_so"
"""What a phone's holder wrote of herself, kept on the phone alone until the browser closes."""
ANSWERS_AN_HOUR = 3000
"""From one address: a region's whole office behind one connection, and no more."""


@login_not_required
@require_GET
def notebook_link(request: Request, notebook_key: str) -> HttpResponse:
    """The notes, each with two answers: that it is so, or what is so instead."""
    return _page(request, notebook_key)


@login_not_required
@require_POST
def who_says_so(request: Request, notebook_key: str) -> HttpResponse:
    """Say in which role one answers; it is kept on the phone and written beside one's answers."""
    notebook_by_key(request.standing, notebook_key)
    form = WhoForm(request.POST)
    if not form.is_valid():
        return _page(request, notebook_key, who=form)
    response = redirect("notebook_link", notebook_key)
    response.set_cookie(
        COOKIE,
        quote(form.cleaned_data["by_whom"]),
        path=reverse("notebook_link", args=[notebook_key]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@require_POST
def note_confirm(request: Request, notebook_key: str, note_id: int) -> HttpResponse:
    """Say that a note is so."""
    form = forms.Form(request.POST)
    form.is_valid()
    try:
        _slow_down(request)
        confirm_note(
            by=request.standing,
            key=notebook_key,
            note_id=note_id,
            mark=request.POST.get("mark", ""),
            by_whom=_who(request),
        )
    except Problem as problem:
        show_problem(form, problem)
    return _answered(request, notebook_key, note_id, form)


@login_not_required
@require_POST
def note_correct(request: Request, notebook_key: str, note_id: int) -> HttpResponse:
    """Say what is so instead of what was noted."""
    form = CorrectionForm(request.POST, auto_id=f"id_{note_id}_%s")
    if form.is_valid():
        try:
            _slow_down(request)
            correct_note(
                by=request.standing,
                key=notebook_key,
                note_id=note_id,
                mark=request.POST.get("mark", ""),
                by_whom=_who(request),
                **form.cleaned_data,
            )
        except Problem as problem:
            show_problem(form, problem)
    return _answered(request, notebook_key, note_id, form)


@login_not_required
@require_POST
def notes_confirm(request: Request, notebook_key: str) -> HttpResponse:
    """Say that all that is left is so."""
    _slow_down(request)
    number = confirm_notes(
        by=request.standing, key=notebook_key, marks=_marks(request), by_whom=_who(request)
    )
    said = ngettext("%(number)s note is confirmed.", "%(number)s notes are confirmed.", number)
    messages.success(request, said % {"number": count(number)})
    return redirect("notebook_link", notebook_key)


def _answered(request: Request, notebook_key: str, note_id: int, form: forms.Form) -> HttpResponse:
    """The note as it stands now: alone for htmx, else at its place on the page."""
    if not form.errors and request.headers.get("HX-Request") != "true":
        return redirect(reverse("notebook_link", args=[notebook_key]) + f"#note-{note_id}")
    return _page(request, notebook_key, note_id=note_id, form=form)


def _page(
    request: Request,
    notebook_key: str,
    *,
    note_id: int | None = None,
    form: forms.Form | None = None,
    who: WhoForm | None = None,
) -> HttpResponse:
    sheet = notebook_to_answer(request.standing, notebook_key)
    refused = form if form is not None and form.errors else None
    correction = refused if isinstance(refused, CorrectionForm) else None
    titles = {
        PointKind.NEED: pgettext("points of a tour", "Needs"),
        PointKind.CRITERION: gettext("Criteria"),
        PointKind.STATEMENT: gettext("Statements"),
    }
    response = answer(
        request,
        "dialogue/notebook_link.html",
        part="answered",
        sheet=sheet,
        parts=[(title, sheet.entries[kind]) for kind, title in titles.items()],
        corrections={line.note.pk: _form_of(line, note_id, correction) for line in sheet.lines},
        line=next((line for line in sheet.lines if line.note.pk == note_id), None),
        here=note_id,
        stance_names=STANCE_NAMES,
        form=who if who is not None else refused,
        who=who or WhoForm(initial={"by_whom": _who(request)}),
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _form_of(line: NoteLine, note_id: int | None, refused: CorrectionForm | None) -> CorrectionForm:
    """The form that corrects a note, with what stands; or the refused one, as it was typed."""
    if refused is not None and line.note.pk == note_id:
        return refused
    last = line.last
    text = last.text if last and last.text else line.note.text
    shown = {"text": text, "stance": line.stance or ""}
    return CorrectionForm(
        initial=shown,
        auto_id=f"id_{line.note.pk}_%s",
        of_statement=line.note.statement_id is not None,
    )


def _who(request: Request) -> str:
    """What is typed just now, else what was saved."""
    return str(request.POST.get("by_whom", unquote(request.COOKIES.get(COOKIE, ""))))


def _marks(request: Request) -> dict[int, str]:
    """What was on the page when all that is left was confirmed: marks by the keys of notes."""
    found = {}
    for each in request.POST.getlist("left"):
        key, _dot, mark = each.partition(".")
        if key.isascii() and key.isdigit() and len(key) < 16:
            found[int(key)] = mark
    return found


def _slow_down(request: Request) -> None:
    if too_many_from_here(request, "note-answers", ANSWERS_AN_HOUR):
        raise Problem(
            "note-answers-too-many",
            words("Very many answers have come from here within an hour. Try again in a while."),
        )
