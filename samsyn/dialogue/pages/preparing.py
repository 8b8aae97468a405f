"""Preparing a dialogue, as pages: who is invited and who is missing, and what to begin with."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions.preparing import (
    add_statements,
    invite_organisations,
    take_back_invitation,
    translate_statements,
)
from samsyn.dialogue.forms.preparing import (
    InviteForm,
    StatementsForm,
    ToInviteFilters,
    TranslationsForm,
    kind_names,
)
from samsyn.dialogue.pages.dialogues import crumbs_to
from samsyn.dialogue.pages.tabs import parts_of
from samsyn.dialogue.queries import dialogue_sheet
from samsyn.dialogue.queries.invited import (
    invited_sheet,
    organisations_to_invite,
)
from samsyn.dialogue.queries.translations import translation_sheet
from samsyn.dialogue.reports import invited_cells, invited_headers
from samsyn.directory.actions.journal import require
from samsyn.web.answer import Request, answer, deed_done, show_problem
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import count


@require_GET
def invited_list(request: Request, dialogue_id: int) -> HttpResponseBase:
    """Who is invited, who of them has not answered, and of what nobody is there."""
    sheet = invited_sheet(request.standing, dialogue_id)
    if request.GET.get("format") == "xlsx":
        return excel(gettext("invited") + ".xlsx", invited_headers(), invited_cells(sheet))
    return answer(
        request,
        "dialogue/invited_list.html",
        tabs=parts_of(request.standing, sheet.dialogue, "invited_list"),
        sheet=sheet,
        kinds=kind_names(sheet.kinds),
        crumbs=crumbs_to(sheet),
    )


@require_http_methods(["GET", "POST"])
def invited_add(request: Request, dialogue_id: int) -> HttpResponse:
    """Invite several organisations at once: ticked in a list, or by name."""
    viewer = request.standing
    sheet = invited_sheet(viewer, dialogue_id)
    require(by=viewer, deed="invite organisations", owner_id=sheet.dialogue.organiser_id)
    filters = ToInviteFilters(request.GET)
    proposed, more = organisations_to_invite(viewer, sheet.dialogue, **filters.wanted())
    form = InviteForm(request.POST or None, viewer=viewer, proposed=proposed)
    if form.is_valid():
        try:
            fresh = invite_organisations(
                by=viewer, dialogue_id=dialogue_id, organisation_ids=form.chosen()
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            text = ngettext(
                "%(number)s organisation is invited.",
                "%(number)s organisations are invited.",
                len(fresh),
            )
            messages.success(request, text % {"number": count(len(fresh))})
            return redirect("dialogue:invited_list", dialogue_id)
    return answer(
        request,
        "dialogue/invited_add.html",
        sheet=sheet,
        form=form,
        filters=filters,
        proposed=proposed,
        more=more,
        crumbs=_crumbs(sheet),
    )


@require_POST
def invitation_take_back(request: Request, dialogue_id: int, organisation_id: int) -> HttpResponse:
    """Take an organisation off the list; it can be put there again at once."""
    gone = take_back_invitation(
        by=request.standing, dialogue_id=dialogue_id, organisation_id=organisation_id
    )
    deed_done(
        request,
        gettext("%(organisation)s is not invited any more.") % {"organisation": gone.name},
        reverse("dialogue:invited_add", args=[dialogue_id]),
        organisation_ids=str(gone.pk),
    )
    return redirect("dialogue:invited_list", dialogue_id)


@require_http_methods(["GET", "POST"])
def statements_add(request: Request, dialogue_id: int) -> HttpResponse:
    """Write several statements to begin with, one on each line."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    require(by=viewer, deed="add statements", owner_id=sheet.dialogue.organiser_id)
    form = StatementsForm(request.POST or None)
    if form.is_valid():
        lines = form.cleaned_data["text"].splitlines()
        try:
            said = add_statements(
                by=viewer, dialogue_id=dialogue_id, lines=lines, reads=get_language()
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            text = ngettext(
                "%(number)s statement is added.", "%(number)s statements are added.", len(said)
            )
            messages.success(request, text % {"number": count(len(said))})
            return redirect("dialogue:dialogue_detail", dialogue_id)
    return answer(
        request, "dialogue/statements_add.html", sheet=sheet, form=form, crumbs=crumbs_to(sheet)
    )


@require_http_methods(["GET", "POST"])
def translations(request: Request, dialogue_id: int) -> HttpResponse:
    """All statements of a dialogue beside what they are in its other language."""
    viewer = request.standing
    sheet = translation_sheet(viewer, dialogue_id)
    require(by=viewer, deed="translate statement", owner_id=sheet.dialogue.organiser_id)
    form = TranslationsForm(request.POST or None, statements=sheet.statements)
    if form.is_valid():
        try:
            translate_statements(
                by=viewer, dialogue_id=dialogue_id, translations=form.translations()
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The translations are saved."))
            return redirect("dialogue:dialogue_detail", dialogue_id)
    return answer(
        request, "dialogue/translations.html", sheet=sheet, form=form, crumbs=crumbs_to(sheet)
    )


def _crumbs(sheet: Any) -> list[tuple[str, str]]:
    place = reverse("dialogue:invited_list", args=[sheet.dialogue.pk])
    return [*crumbs_to(sheet), (gettext("Invited"), place)]
