"""One's own account, and for which organisation one acts, as pages."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.directory.actions.accounts import change_account, sign_out_everywhere
from samsyn.directory.forms.people import AccountForm
from samsyn.directory.queries.people import account_of
from samsyn.directory.queries.sight import homes_of
from samsyn.directory.rules.memberships import ACTING_FOR
from samsyn.web.answer import Request, answer, show_problem

A_YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """My name, my language, my organisations and roles."""
    by = request.standing
    sheet = account_of(by)
    known = {"name": sheet.person.name, "language": sheet.person.language}
    form = AccountForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            change_account(by=by, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            return _in_language(request, form.cleaned_data["language"])
    return answer(request, "directory/account.html", part="form", sheet=sheet, form=form)


def _in_language(request: Request, language: str) -> HttpResponse:
    """Back to the account, in the language just chosen."""
    with override(language):
        messages.success(request, gettext("The changes are saved."))
    response = redirect("directory:account")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax")
    return response


@require_POST
def sign_out_all(request: Request) -> HttpResponse:
    """End all sessions of the person, this one too."""
    sign_out_everywhere(by=request.standing)
    request.session.flush()
    messages.success(request, gettext("You are signed out everywhere."))
    return redirect("account_login")


@require_POST
def act_for(request: Request) -> HttpResponse:
    """Act for another of one's organisations, and stay where one was."""
    wanted = request.POST.get("organisation_id", "")
    homes = {str(key): name for key, name in homes_of(request.standing)}
    if wanted in homes:
        request.session[ACTING_FOR] = int(wanted)
        messages.success(
            request, gettext("You now act for %(organisation)s.") % {"organisation": homes[wanted]}
        )
    return redirect(_local(request, request.POST.get("next", "")))


def _local(request: Request, address: str) -> str:
    """The address if it lies in this store, else the front page."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe and address.startswith("/") else "/"
