"""Naming a coach, giving permission, and ending either."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.company.actions.closeness import end_closeness, give_permission, name_coach
from samsyn.company.forms import CoachForm, PermissionForm
from samsyn.company.pages.tabs import way_to
from samsyn.company.queries.closeness import tie_to_end
from samsyn.company.queries.companies import companies_for
from samsyn.directory.actions.journal import require
from samsyn.web.answer import Request, answer, show_problem

PROPOSED = timedelta(days=365)
"""How long a permission is proposed to last."""


@require_http_methods(["GET", "POST"])
def coach_add(request: Request, organisation_id: int) -> HttpResponse:
    """Name one of one's own coaches the company's coach."""
    viewer = request.standing
    company = companies_for(viewer).get(pk=organisation_id)
    require(by=viewer, deed="name coach")
    form = CoachForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        try:
            name_coach(by=viewer, company=company, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The coach is named."))
            return redirect("company:company_detail", organisation_id)
    return answer(
        request,
        "company/coach_add.html",
        form=form,
        company=company,
        crumbs=way_to(company.pk, company.name),
    )


@require_http_methods(["GET", "POST"])
def permission_add(request: Request, organisation_id: int) -> HttpResponse:
    """Let an organisation see more of one's own company, until a last day."""
    viewer = request.standing
    company = companies_for(viewer).get(pk=organisation_id)
    require(by=viewer, deed="give permission", owner_id=company.pk)
    form = PermissionForm(
        request.POST or None, viewer=viewer, initial={"until_on": viewer.on + PROPOSED}
    )
    if form.is_valid():
        try:
            give_permission(by=viewer, company=company, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The permission is given."))
            return redirect("company:company_detail", organisation_id)
    return answer(
        request,
        "company/permission_add.html",
        form=form,
        company=company,
        crumbs=way_to(company.pk, company.name),
    )


@require_POST
def permission_end(request: Request, tie_id: int) -> HttpResponse:
    """End a permission or a coach's tie, from now on."""
    tie = tie_to_end(request.standing, tie_id)
    end_closeness(by=request.standing, tie=tie)
    messages.success(request, gettext("Ended: it opens nothing from now on."))
    return redirect("company:company_detail", tie.key)
