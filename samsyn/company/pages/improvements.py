"""The list of improvements, one improvement, a new one, and a correction."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.company.actions.closeness import require_close
from samsyn.company.actions.improvements import change_improvement, note_improvement
from samsyn.company.forms import ImprovementFilters, ImprovementForm
from samsyn.company.pages.tabs import own_deed, tabs, way_to
from samsyn.company.queries.companies import companies_for
from samsyn.company.queries.improvements import (
    improvement_rows,
    improvement_sheet,
    improvements_for,
    improvements_narrowed,
)
from samsyn.company.reports import improvement_headers
from samsyn.directory.actions.journal import require
from samsyn.programme.queries.activities import activities_tied_to
from samsyn.results.queries import bar_of
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import count_of, page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def improvement_list(request: Request) -> HttpResponseBase:
    """The improvements that the viewer may read, newest first."""
    filters = ImprovementFilters(request.GET)
    chosen = filters.chosen()
    everything = improvements_for(request.standing)
    rows = improvements_narrowed(
        everything,
        text=chosen.get("search", ""),
        year=chosen.get("year"),
        work_environment=chosen.get("work_environment", False),
        skills=chosen.get("skills", False),
        from_on=chosen.get("from_on"),
        until_on=chosen.get("until_on"),
    )
    if request.GET.get("format") == "xlsx":
        return excel(gettext("improvements.xlsx"), improvement_headers(), improvement_rows(rows))
    return answer(
        request,
        "company/improvement_list.html",
        page=page_of(
            request,
            rows,
            order_asked(request, "-when", when=("happened_on", "id")),
            keys_first=True,
        ),
        total=count_of(request, everything),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        tabs=tabs("improvement_list"),
        actions=own_deed(request.standing, "improvement_add", gettext("New improvement")),
    )


@require_GET
def improvement_detail(request: Request, improvement_id: int) -> HttpResponse:
    """One improvement: what it saves, how that was measured, and what came before it."""
    viewer = request.standing
    sheet = improvement_sheet(viewer, improvement_id)
    company = sheet.improvement.company
    return answer(
        request,
        "company/improvement_detail.html",
        sheet=sheet,
        bar=bar_of(viewer, "improvement", improvement_id),
        activities=activities_tied_to(viewer, improvement_id),
        crumbs=way_to(company.pk, company.name),
    )


@require_http_methods(["GET", "POST"])
def improvement_add(request: Request, organisation_id: int) -> HttpResponse:
    """Note an improvement at a company."""
    company = companies_for(request.standing).get(pk=organisation_id)
    require(by=request.standing, deed="note improvement")
    require_close(by=request.standing, company=company)
    form = ImprovementForm(request.POST or None, initial={"happened_on": request.standing.on})
    if form.is_valid():
        try:
            made = note_improvement(by=request.standing, company=company, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The improvement is noted."))
            return redirect("company:improvement_detail", made.pk)
    return answer(
        request,
        "company/improvement_add.html",
        form=form,
        company=company,
        crumbs=way_to(company.pk, company.name),
    )


@require_http_methods(["GET", "POST"])
def improvement_change(request: Request, improvement_id: int) -> HttpResponse:
    """Correct an improvement."""
    improvement = improvement_sheet(request.standing, improvement_id).improvement
    require(by=request.standing, deed="note improvement")
    form = ImprovementForm(request.POST or None, initial=model_to_dict(improvement))
    if form.is_valid():
        try:
            change_improvement(by=request.standing, improvement=improvement, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The improvement is changed."))
            return redirect("company:improvement_detail", improvement_id)
    return answer(
        request,
        "company/improvement_change.html",
        form=form,
        improvement=improvement,
        crumbs=way_to(improvement.company_id, improvement.company.name),
    )
