"""The list of companies, one company, and a new one."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.company.forms import CompanyFilters, CompanyForm
from samsyn.company.pages.tabs import tabs, way_to
from samsyn.company.queries.companies import (
    CompanySheet,
    companies_for,
    company_rows,
    company_sheet,
    narrowed,
    numbers_of,
)
from samsyn.company.queries.key_figures import KEY_FIGURE_WORDS
from samsyn.company.reports import company_headers
from samsyn.company.rules.sectors import division
from samsyn.directory.actions.journal import require
from samsyn.directory.actions.organisations import add_organisation
from samsyn.directory.queries.groupings import counties_of
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import may
from samsyn.programme.queries.met_once import keys_met_once
from samsyn.programme.queries.participations import (
    CompanyThread,
    met_without_coach,
    met_without_next_step,
    onlookers_of,
    participations_for,
    participations_narrowed,
    threads_of,
    without_participation,
)
from samsyn.results.queries import bar_of
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import count_of, page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query

LATEST = 10
"""Participations shown on the page of a company."""


@require_GET
def company_list(request: Request) -> HttpResponseBase:
    """The companies that the viewer may see, with how far each has come."""
    viewer = request.standing
    filters = CompanyFilters(request.GET, viewer=viewer)
    everything = companies_for(viewer)
    rows = _filtered(viewer, everything, filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("companies.xlsx"), company_headers(), company_rows(rows))
    page = page_of(request, rows, order_asked(request, "name", name=("sort_key", "pk")))
    numbers = numbers_of(viewer, page.rows)
    threads = threads_of(viewer, [company.pk for company in page.rows])
    return answer(
        request,
        "company/company_list.html",
        page=page,
        lines=_lines(page.rows, numbers, threads),
        total=count_of(request, everything),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        tabs=tabs("company_list"),
        actions=[(reverse("company:company_add"), gettext("New company"), "add")]
        if may(viewer.roles, "add organisation")
        else [],
    )


def _filtered(viewer: Standing, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    county = chosen.get("county")
    region = counties_of(viewer, chosen.get("region"))
    if region is not None:
        rows = rows.filter(county__in=region)
    rows = narrowed(
        rows,
        text=chosen.get("search", ""),
        county_codes=[county.pk] if county else [],
        division_code=chosen.get("division", ""),
        size_class=chosen.get("size", ""),
    )
    if met_in := chosen.get("met_once"):
        rows = rows.filter(pk__in=keys_met_once(viewer, None if met_in == "on" else int(met_in)))
    for name, lacking in _LACKING.items():
        rows = lacking(viewer, rows) if chosen.get(name) else rows
    return rows


_LACKING = {
    "without_participation": without_participation,
    "without_next_step": met_without_next_step,
    "without_coach": met_without_coach,
}


def _lines(
    companies: list[Any], numbers: dict[int, str], threads: dict[int, CompanyThread]
) -> list[dict[str, Any]]:
    """The rows of the list: a company, its number and sector in words, its small thread."""
    labels = gettext("took part"), gettext("improvement"), gettext("key figures")
    return [
        {
            "company": company,
            "number": numbers[company.pk],
            "division": division(company.sector_code),
            "mini": [
                {"label": label, "on": on}
                for label, on in zip(labels, threads[company.pk].knots, strict=True)
            ],
        }
        for company in companies
    ]


@require_GET
def company_detail(request: Request, organisation_id: int) -> HttpResponse:
    """One company: its thread, what it took part in, what came of it, and who sees what."""
    viewer = request.standing
    sheet = company_sheet(viewer, organisation_id)
    took_part = participations_narrowed(participations_for(viewer), company_id=organisation_id)
    return answer(
        request,
        "company/company_detail.html",
        sheet=sheet,
        bar=bar_of(viewer, "company", organisation_id),
        participations=list(took_part[:LATEST]),
        participation_count=count_of(request, took_part),
        figure_names=list(KEY_FIGURE_WORDS.values()),
        figure_lines=_figure_lines(sheet),
        onlookers=onlookers_of(viewer, organisation_id) if sheet.is_close else [],
        crumbs=way_to(),
    )


def _figure_lines(sheet: CompanySheet) -> list[dict[str, Any]]:
    """The key figures of each year beside the names of their kinds."""
    names = KEY_FIGURE_WORDS.values()
    return [
        {"year": str(line.year), "cells": list(zip(names, line.figures, strict=True))}
        for line in sheet.figure_years
    ]


@require_http_methods(["GET", "POST"])
def company_add(request: Request) -> HttpResponse:
    """Add a company to the directory."""
    require(by=request.standing, deed="add organisation")
    form = CompanyForm(request.POST or None)
    if form.is_valid():
        try:
            company = add_organisation(by=request.standing, new=form.said())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("%(name)s is added.") % {"name": company.name})
            return redirect("company:company_detail", company.pk)
    return answer(request, "company/company_add.html", form=form, crumbs=way_to())
