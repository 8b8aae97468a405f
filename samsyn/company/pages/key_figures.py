"""The list of key figures, a new one, and a correction."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.company.actions.closeness import require_close
from samsyn.company.actions.key_figures import change_key_figure, note_key_figure
from samsyn.company.forms import KeyFigureChangeForm, KeyFigureFilters, KeyFigureForm
from samsyn.company.pages.tabs import own_deed, tabs, way_to
from samsyn.company.queries.companies import companies_for
from samsyn.company.queries.key_figures import (
    key_figure_rows,
    key_figures_for,
    key_figures_narrowed,
)
from samsyn.directory.actions.journal import require
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import count_of, page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def key_figure_list(request: Request) -> HttpResponseBase:
    """The key figures that the viewer may read, the latest year first."""
    filters = KeyFigureFilters(request.GET)
    chosen = filters.chosen()
    everything = key_figures_for(request.standing)
    rows = key_figures_narrowed(
        everything,
        text=chosen.get("search", ""),
        year=chosen.get("year"),
        kind=chosen.get("kind", ""),
    )
    if request.GET.get("format") == "xlsx":
        return excel(gettext("key figures.xlsx"), _headers(), key_figure_rows(rows))
    return answer(
        request,
        "company/key_figure_list.html",
        page=page_of(
            request, rows, order_asked(request, "-year", year=("year", "id")), keys_first=True
        ),
        total=count_of(request, everything),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        tabs=tabs("key_figure_list"),
        actions=own_deed(request.standing, "key_figure_add", gettext("New key figure")),
    )


def _headers() -> list[str]:
    return [
        gettext("Organisation number"),
        gettext("Company"),
        gettext("Year"),
        gettext("Key figure"),
        gettext("Figure"),
        gettext("Source"),
    ]


@require_http_methods(["GET", "POST"])
def key_figure_add(request: Request, organisation_id: int) -> HttpResponse:
    """Note a key figure of a company; one that stands for the same year and kind is changed."""
    company = companies_for(request.standing).get(pk=organisation_id)
    require(by=request.standing, deed="note key figure")
    require_close(by=request.standing, company=company)
    form = KeyFigureForm(request.POST or None, initial={"year": request.standing.on.year - 1})
    if form.is_valid():
        try:
            note_key_figure(by=request.standing, company=company, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The key figure is noted."))
            return redirect("company:company_detail", organisation_id)
    return answer(
        request,
        "company/key_figure_add.html",
        form=form,
        company=company,
        crumbs=way_to(company.pk, company.name),
    )


@require_http_methods(["GET", "POST"])
def key_figure_change(request: Request, key_figure_id: int) -> HttpResponse:
    """Correct a key figure or its source."""
    key_figure = key_figures_for(request.standing).get(pk=key_figure_id)
    require(by=request.standing, deed="note key figure")
    form = KeyFigureChangeForm(
        request.POST or None,
        initial={"figure": key_figure.figure, "source": key_figure.source},
    )
    if form.is_valid():
        try:
            change_key_figure(by=request.standing, key_figure=key_figure, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The key figure is changed."))
            return redirect("company:company_detail", key_figure.company_id)
    return answer(
        request,
        "company/key_figure_change.html",
        form=form,
        key_figure=key_figure,
        crumbs=way_to(key_figure.company_id, key_figure.company.name),
    )
