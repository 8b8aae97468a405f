"""The people of one's own organisation and their roles, as pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.directory.actions.people import change_roles, end_role
from samsyn.directory.forms.people import EndForm, PersonFilters, RolesForm
from samsyn.directory.queries.people import (
    invitations_for,
    may_give_roles,
    may_invite,
    memberships_for,
    people_for,
    people_like,
    person_sheet,
)
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def person_list(request: Request) -> HttpResponseBase:
    """The people of one's own organisation with their roles, and open invitations."""
    viewer = request.standing
    filters = PersonFilters(request.GET)
    chosen = filters.chosen()
    seen = people_for(viewer, ended=chosen.pop("ended", False))
    rows = people_like(seen, **chosen)
    if request.GET.get("format") == "xlsx":
        headers = [gettext("Name"), gettext("E-mail"), gettext("Role"), gettext("From")]
        return excel("people.xlsx", [*headers, gettext("Until")], _cells(rows))
    invite = (reverse("directory:invitation_add"), gettext("Invite somebody"), "mail")
    return answer(
        request,
        "directory/person_list.html",
        page=page_of(request, rows, order_asked(request, "name", name=("name", "pk"))),
        total=seen.count(),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        invitations=invitations_for(viewer),
        actions=[invite] if may_invite(viewer) else [],
        may_give_roles=may_give_roles(viewer),
    )


def _cells(rows: Any) -> Any:
    for person in rows:
        for role in person.roles_here:
            yield [
                *(person.name, person.email, role.get_role_display()),
                *(role.from_on, role.until_on),
            ]


@require_http_methods(["GET", "POST"])
def person_roles(request: Request, person_id: int) -> HttpResponse:
    """Give a person of one's own organisation other roles."""
    by = request.standing
    sheet = person_sheet(by, person_id)
    require(by=by, deed="change roles", owner_id=sheet.organisation_id)
    form = RolesForm(request.POST or None, initial={"roles": sheet.roles})
    if form.is_valid():
        try:
            change_roles(
                by=by,
                organisation_id=sheet.organisation_id,
                person_id=person_id,
                roles=form.chosen_roles(),
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The roles are changed, from today."))
            return redirect("directory:person_list")
    return answer(request, "directory/person_roles.html", part="form", sheet=sheet, form=form)


@require_http_methods(["GET", "POST"])
def membership_end(request: Request, membership_id: int) -> HttpResponse:
    """End one role of a person, after a plain question."""
    by = request.standing
    membership = memberships_for(by).get(pk=membership_id)
    require(by=by, deed="change roles", owner_id=membership.organisation_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_role(by=by, membership_id=membership_id, reason=form.cleaned_data["reason"])
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The role has ended."))
            return redirect("directory:person_list")
    return answer(
        request, "directory/membership_end.html", part="form", membership=membership, form=form
    )
