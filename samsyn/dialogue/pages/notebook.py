"""The notebook of a region visit as pages: read by the house, written by the organiser."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions.notebook import (
    change_note,
    count_people_present,
    share_notebook,
    share_notebook_anew,
    stop_sharing_notebook,
    take_note_away,
    write_note,
)
from samsyn.dialogue.forms.notebook import (
    LONGEST_NOTE,
    STANCE_NAMES,
    NewNoteForm,
    NoteForm,
    PresentForm,
)
from samsyn.dialogue.pages.tabs import parts_of
from samsyn.dialogue.queries import dialogues_for
from samsyn.dialogue.queries.notebook import NotebookSheet, notebook_sheet, notes_for
from samsyn.dialogue.reports import note_cells, note_headers
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.notebook import check_unanswered
from samsyn.directory.actions.journal import require
from samsyn.web.answer import Request, answer, deed_done, show_problem
from samsyn.web.sheets import excel

SHARING: dict[str, Callable[..., Any]] = {
    "share": share_notebook,
    "anew": share_notebook_anew,
    "stop": stop_sharing_notebook,
}


@require_GET
def notebook(request: Request, dialogue_id: int) -> HttpResponseBase:
    """What the region said, by need and criterion, and what its people say of the notes."""
    sheet = notebook_sheet(request.standing, dialogue_id)
    if request.GET.get("format") == "xlsx":
        title = gettext("notebook") + f"-{dialogue_id}.xlsx"
        return excel(title, note_headers(), note_cells(sheet))
    return _page(request, sheet)


@require_POST
def note_write(request: Request, dialogue_id: int) -> HttpResponse:
    """Write a note; htmx gets the statement's notes back, others their place on the page."""
    viewer = request.standing
    _own(viewer, dialogue_id, "write note")
    form = NewNoteForm(request.POST)
    if form.is_valid():
        try:
            made = write_note(by=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            if request.headers.get("HX-Request") != "true":
                return redirect(_place(dialogue_id, made.statement_id))
    return _page(request, notebook_sheet(viewer, dialogue_id), form=form)


@require_http_methods(["GET", "POST"])
def note_change(request: Request, note_id: int) -> HttpResponse:
    """Change a note that the region has not answered."""
    viewer = request.standing
    note = notes_for(viewer).get(pk=note_id)
    require(by=viewer, deed="change note", owner_id=note.dialogue.organiser_id)
    check_unanswered(note.answers.count())
    form = NoteForm(
        request.POST or None,
        initial={"text": note.text, "stance": note.stance},
        of_statement=note.statement_id is not None,
    )
    if form.is_valid():
        try:
            change_note(by=viewer, note_id=note_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The note is changed."))
            return redirect(_place(note.dialogue_id, note.statement_id))
    return answer(
        request,
        "dialogue/note_change.html",
        form=form,
        note=note,
        back=_place(note.dialogue_id, note.statement_id),
        crumbs=[*_crumbs(note.dialogue), (gettext("Notebook"), _place(note.dialogue_id))],
    )


@require_POST
def note_take_away(request: Request, note_id: int) -> HttpResponse:
    """Take a note away; it can be undone on the next page."""
    note = take_note_away(by=request.standing, note_id=note_id)
    deed_done(
        request,
        gettext("The note is taken away."),
        reverse("dialogue:note_write", args=[note.dialogue_id]),
        text=note.text,
        stance=note.stance,
        statement_id=str(note.statement_id or ""),
    )
    return redirect(_place(note.dialogue_id, note.statement_id))


@require_POST
def people_present(request: Request, dialogue_id: int) -> HttpResponse:
    """Say how many were in the room."""
    viewer = request.standing
    _own(viewer, dialogue_id, "count people present")
    form = PresentForm(request.POST)
    if form.is_valid():
        try:
            count_people_present(by=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("It is written down how many were present."))
            return redirect(_place(dialogue_id))
    return _page(request, notebook_sheet(viewer, dialogue_id), form=form)


@require_POST
def notebook_share(request: Request, dialogue_id: int) -> HttpResponse:
    """Make the link, make another, or let it lead nowhere."""
    what = request.POST.get("link", "share")
    SHARING.get(what, share_notebook)(by=request.standing, dialogue_id=dialogue_id)
    messages.success(
        request,
        {
            "anew": gettext("There is a new link. The old one leads nowhere now."),
            "stop": gettext("The notebook is shared no longer. What was answered stays."),
        }.get(what, gettext("The notebook is shared. Send the link to the region.")),
    )
    return redirect(_place(dialogue_id) + "#link")


def _own(viewer: Any, dialogue_id: int, deed: str) -> None:
    """Refuse those who may not, before their form is looked at."""
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    require(by=viewer, deed=deed, owner_id=dialogue.organiser_id)


def _page(
    request: Request, sheet: NotebookSheet, *, form: forms.Form | None = None
) -> HttpResponse:
    """The whole notebook; for htmx the notes of one statement, or why a note was refused."""
    refused = form if form is not None and form.errors else None
    wrong_note = refused if isinstance(refused, NewNoteForm) else None
    wrong_count = refused if isinstance(refused, PresentForm) else None
    entry = None
    if isinstance(form, NewNoteForm):
        entry = sheet.entry_of(form.cleaned_data.get("statement_id"))
    link = ""
    if sheet.key:
        link = request.build_absolute_uri(reverse("notebook_link", args=[sheet.key]))
    return answer(
        request,
        "dialogue/notebook.html",
        tabs=parts_of(request.standing, sheet.dialogue, "notebook"),
        part="refused" if refused else "written",
        sheet=sheet,
        parts=[
            (pgettext("points of a tour", "Needs"), sheet.entries[PointKind.NEED]),
            (gettext("Criteria"), sheet.entries[PointKind.CRITERION]),
            (_other_words(sheet), sheet.entries[PointKind.STATEMENT]),
        ],
        entry=entry,
        wrong_note=wrong_note,
        form=refused,
        present=wrong_count or PresentForm(initial={"people": sheet.dialogue.people_present}),
        stances=[("", gettext("Where do they stand?")), *STANCE_NAMES.items()],
        stance_names=STANCE_NAMES,
        longest=LONGEST_NOTE,
        link=link,
        mail=_mail(sheet, link) if link else None,
        excel_url="?format=xlsx",
        crumbs=_crumbs(sheet.dialogue),
    )


def _other_words(sheet: NotebookSheet) -> str:
    """What the statements that are neither need nor criterion are called."""
    alone = not (sheet.entries[PointKind.NEED] or sheet.entries[PointKind.CRITERION])
    return gettext("Statements") if alone else gettext("Other statements")


def _mail(sheet: NotebookSheet, link: str) -> dict[str, str]:
    """The mail to the region, as text and as an address that opens it in a mail program."""
    values = {
        "title": sheet.dialogue.title,
        "link": link,
        "organiser": sheet.dialogue.organiser.name,
    }
    subject = gettext("Did we note it right? %(title)s") % values
    body = (
        gettext(
            "Hello,\n\nthank you for receiving us. This is what we noted in “%(title)s”. "
            "Please confirm what is right and correct what is not:\n\n%(link)s\n\n"
            "You need no account, and it takes a few minutes on a phone. You may send the link on "
            "to others in the region: whoever has it can read and answer.\n\n"
            "With kind regards\n%(organiser)s"
        )
        % values
    )
    return {
        "subject": subject,
        "body": body,
        "url": f"mailto:?subject={quote(subject)}&body={quote(body)}",
    }


def _place(dialogue_id: int, statement_id: int | None = 0) -> str:
    """The notebook, at a statement if one is given; None is at the notes that belong to none."""
    page = reverse("dialogue:notebook", args=[dialogue_id])
    if statement_id == 0:
        return page
    return f"{page}#entry-{statement_id or 'free'}"


def _crumbs(dialogue: Any) -> list[tuple[str, str]]:
    place = reverse("dialogue:dialogue_detail", args=[dialogue.pk])
    return [(gettext("Dialogues"), reverse("dialogue:dialogue_list")), (dialogue.title, place)]
