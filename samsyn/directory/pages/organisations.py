"""Organisations, as pages."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.duplicates import propose_duplicates
from samsyn.directory.actions.journal import require
from samsyn.directory.actions.organisations import (
    add_organisation,
    change_organisation,
    rename_organisation,
)
from samsyn.directory.forms.organisations import (
    FactsForm,
    OrganisationFilters,
    OrganisationForm,
    RenameForm,
)
from samsyn.directory.pages.tabs import tabs_of
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.numbers import number_shown
from samsyn.directory.queries.organisation_sheets import (
    merged_target,
    organisation_sheet,
)
from samsyn.directory.queries.organisations import (
    choices_for,
    filtered,
    organisations_for,
)
from samsyn.results.queries import bar_of
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import count_of, page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@login_not_required
@require_GET
def organisation_list(request: Request) -> HttpResponseBase:
    """The organisations one may see, filtered, in Swedish order; also as Excel."""
    viewer = request.standing
    filters = OrganisationFilters(request.GET)
    seen = organisations_for(viewer)
    rows = filtered(seen, **filters.wanted())
    if request.GET.get("format") == "xlsx":
        return excel("organisations.xlsx", _headers(), _cells(rows))
    page = page_of(request, rows, order_asked(request, "name", name=("sort_key", "pk")))
    return answer(
        request,
        "directory/organisation_list.html",
        tabs=tabs_of(viewer, "organisation_list"),
        page=page,
        lines=[(row, number_shown(row)) for row in page.rows],
        total=count_of(request, seen),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        actions=_deeds(viewer),
    )


def _deeds(viewer: Any) -> list[tuple[str, str, str]]:
    add = (reverse("directory:organisation_add"), gettext("Add organisation"), "add")
    return [add] if may_do(viewer, "add organisation") else []


def _headers() -> list[str]:
    return [
        *(gettext("Name"), gettext("Organisation number"), gettext("Kind")),
        *(gettext("Municipality"), gettext("County")),
        *(gettext("Publicly controlled"), gettext("Commercial")),
        *(gettext("Sector code"), gettext("Version"), gettext("Size as declared")),
    ]


def _cells(rows: Any) -> Iterator[list[Any]]:
    yes_no = {True: gettext("Yes"), False: gettext("No"), None: None}
    for row in rows.iterator(chunk_size=2000):
        yield [
            *(row.name, number_shown(row), row.get_kind_display()),
            *(row.municipality, row.county),
            *(yes_no[row.publicly_controlled], yes_no[row.commercial]),
            *(row.sector_code, row.sector_version, row.get_size_class_display()),
        ]


@login_not_required
@require_GET
def organisation_detail(request: Request, organisation_id: int) -> HttpResponse:
    """One organisation; one that was merged leads to what it turned out to be."""
    viewer = request.standing
    target = merged_target(viewer, organisation_id)
    if target is not None:
        return redirect("directory:organisation_detail", target)
    sheet = organisation_sheet(viewer, organisation_id)
    bar = bar_of(viewer, "company", organisation_id) if sheet.organisation.is_company else []
    return answer(request, "directory/organisation_detail.html", sheet=sheet, bar=bar)


@require_http_methods(["GET", "POST"])
def organisation_add(request: Request) -> HttpResponse:
    """Add an organisation; those it may be the same as are pointed out afterwards."""
    by = request.standing
    require(by=by, deed="add organisation")
    known = {"name": request.GET.get("name", ""), "kind": request.GET.get("kind", "company")}
    form = OrganisationForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            made = add_organisation(by=by, new=form.as_new())
        except Problem as problem:
            show_problem(form, problem)
        else:
            _say_added(request, propose_duplicates(by=by, organisations=[made]))
            return redirect("directory:organisation_detail", made.pk)
    return answer(request, "directory/organisation_add.html", part="form", form=form)


def _say_added(request: Request, alike: int) -> None:
    messages.success(request, gettext("The organisation is added."))
    if alike:
        messages.warning(
            request, gettext("It may be here already: look at the possible duplicates.")
        )


@require_http_methods(["GET", "POST"])
def organisation_change(request: Request, organisation_id: int) -> HttpResponse:
    """Change what is said about an organisation."""
    by = request.standing
    require(by=by, deed="change organisation")
    sheet = organisation_sheet(by, organisation_id)
    form = FactsForm.of(sheet, request.POST or None)
    if form.is_valid():
        try:
            change_organisation(by=by, organisation_id=organisation_id, facts=form.as_facts())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The changes are saved."))
            return redirect("directory:organisation_detail", organisation_id)
    return answer(
        request, "directory/organisation_change.html", part="form", sheet=sheet, form=form
    )


@require_http_methods(["GET", "POST"])
def organisation_rename(request: Request, organisation_id: int) -> HttpResponse:
    """Give an organisation a new name from a day on."""
    by = request.standing
    require(by=by, deed="rename organisation")
    sheet = organisation_sheet(by, organisation_id)
    form = RenameForm(request.POST or None, initial={"from_on": by.on})
    if form.is_valid():
        try:
            rename_organisation(by=by, organisation_id=organisation_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The new name is saved. The old one still finds it."))
            return redirect("directory:organisation_detail", organisation_id)
    return answer(
        request, "directory/organisation_rename.html", part="form", sheet=sheet, form=form
    )


@require_GET
def organisation_choices(request: Request) -> HttpResponse:
    """Proposals for a field that names an organisation: <option>s for its list."""
    kinds = [kind for kind in request.GET.get("kinds", "").split(",") if kind]
    choices = choices_for(request.standing, request.GET.get("q", ""), kinds)
    return render(request, "directory/organisation_choices.html", {"choices": choices})
