"""Check-ins about grants, as pages: the agenda of the next one, and those that were held."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.funding.actions.check_ins import hold_check_in
from samsyn.funding.forms.questions import CheckInForm
from samsyn.funding.queries.check_ins import agenda_sheet, check_in_sheet, check_ins_of_grant
from samsyn.funding.queries.grants import grant_sheet
from samsyn.funding.queries.parties import party_of
from samsyn.web.answer import Request, answer, show_problem


@require_GET
def agenda(request: Request, grant_id: int) -> HttpResponse:
    """The agenda of the next check-in about a grant, to read or to print."""
    sheet = agenda_sheet(request.standing, grant_id)
    return answer(
        request,
        "funding/agenda.html",
        sheet=sheet,
        check_ins=sheet.check_ins,
        crumbs=_crumbs(sheet.grant),
    )


@require_http_methods(["GET", "POST"])
def check_in_add(request: Request, grant_id: int) -> HttpResponse:
    """Write down that a check-in was held: the day, notes, and the next day."""
    viewer = request.standing
    grant = grant_sheet(viewer, grant_id).grant
    require(by=viewer, deed="hold check-in", owner_id=party_of(grant, viewer))
    form = CheckInForm(request.POST or None, initial={"held_on": viewer.on})
    if form.is_valid():
        try:
            held = hold_check_in(by=viewer, grant_id=grant_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The check-in is written down."))
            return redirect("funding:check_in_detail", held.pk)
    return answer(
        request,
        "funding/check_in_add.html",
        form=form,
        grant=grant,
        check_ins=check_ins_of_grant(viewer, grant),
        crumbs=_crumbs(grant, agenda=True),
    )


@require_GET
def check_in_detail(request: Request, check_in_id: int) -> HttpResponse:
    """One check-in: its notes, what was decided that day, what was promised, the next day."""
    sheet = check_in_sheet(request.standing, check_in_id)
    crumbs = _crumbs(sheet.check_in.grant, agenda=True)
    return answer(request, "funding/check_in_detail.html", sheet=sheet, crumbs=crumbs)


def _crumbs(grant: Any, *, agenda: bool = False) -> list[tuple[str, str]]:
    crumbs = [
        (gettext("Grants"), reverse("funding:grant_list")),
        (grant.title, reverse("funding:grant_detail", args=[grant.pk])),
    ]
    if agenda:
        crumbs.append((gettext("Check-ins"), reverse("funding:agenda", args=[grant.pk])))
    return crumbs
