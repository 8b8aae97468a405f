"""Inviting people and accepting, as pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.directory.actions.people import (
    accept_invitation,
    invite_person,
    withdraw_invitation,
)
from samsyn.directory.forms.people import InvitationForm, NewPersonForm
from samsyn.directory.queries.people import invitation_of
from samsyn.directory.rules.memberships import ACTING_FOR
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.forms import HouseForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "POST"])
def invitation_add(request: Request) -> HttpResponse:
    """Invite somebody by e-mail to the organisation one acts for."""
    by = request.standing
    require(by=by, deed="invite person", owner_id=by.organisation_id)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            invite_person(
                by=by,
                organisation_id=by.organisation_id,
                email=form.cleaned_data["email"],
                roles=form.chosen_roles(),
                site=request.build_absolute_uri("/").rstrip("/"),
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The invitation is on its way."))
            return redirect("directory:person_list")
    return answer(request, "directory/invitation_add.html", part="form", form=form)


@require_POST
def invitation_withdraw(request: Request, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    withdraw_invitation(by=request.standing, invitation_id=invitation_id)
    messages.success(request, gettext("The invitation is withdrawn."))
    return redirect("directory:person_list")


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_accept(request: Request, token: str) -> HttpResponse:
    """Take up an invitation: with name and password, or as the one already signed in."""
    by = request.standing
    sheet = invitation_of(by, token)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            typed = form.cleaned_data
            name, password = typed.get("name", ""), typed.get("password", "")
            person = accept_invitation(by=by, token=token, name=name, password=password)
        except Problem as problem:
            show_problem(form, problem)
        else:
            _come_in(request, person, sheet.invitation.organisation_id)
            return redirect("/")
    return answer(request, "directory/invitation_accept.html", sheet=sheet, form=form, token=token)


def _form(request: Request) -> HouseForm:
    """Nothing needs to be typed by somebody who is signed in."""
    kind = HouseForm if request.user.is_authenticated else NewPersonForm
    return kind(request.POST if request.method == "POST" else None)


def _come_in(request: Request, person: Any, organisation_id: int) -> None:
    """Sign a new person in, and let her act for the organisation that invited her."""
    if not request.user.is_authenticated:
        login(request, person, backend=BACKEND)
    request.session[ACTING_FOR] = organisation_id
    messages.success(
        request, gettext("Welcome. You now act for the organisation that invited you.")
    )
