"""The list of programmes, the public page of one, and its parties."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import model_to_dict
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.directory.rules.roles import may
from samsyn.funding.queries.grants import grants_for
from samsyn.programme.actions.programmes import (
    change_programme,
    end_party,
    name_party,
    start_programme,
)
from samsyn.programme.forms import PartyEndForm, PartyForm, ProgrammeFilters, ProgrammeForm
from samsyn.programme.pages.tabs import tabs, way_to_programme
from samsyn.programme.queries.programmes import (
    goal_asked_for,
    party_of,
    programme_sheet,
    programmes_counted,
    programmes_narrowed,
)
from samsyn.programme.reports import programme_cells, programme_headers
from samsyn.results.queries import bar_of
from samsyn.results.queries.loose_ends import loose_marks
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@login_not_required
@require_GET
def programme_list(request: Request) -> HttpResponseBase:
    """All programmes, in Swedish order; open to all."""
    viewer = request.standing
    filters = ProgrammeFilters(request.GET)
    chosen = filters.chosen()
    everything = programmes_counted(viewer)
    rows = programmes_narrowed(
        everything, viewer, text=chosen.get("search", ""), when=chosen.get("when", "")
    )
    if request.GET.get("format") == "xlsx":
        return excel(gettext("programmes.xlsx"), programme_headers(), programme_cells(rows))
    page = page_of(request, rows, order_asked(request, "name", name=("sort_key", "pk")))
    return answer(
        request,
        "programme/programme_list.html",
        page=page,
        loose=loose_marks(viewer, "programme", [programme.pk for programme in page.rows]),
        total=everything.count(),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        tabs=tabs(viewer, "programme_list"),
        actions=[(reverse("programme:programme_add"), gettext("New programme"), "add")]
        if may(viewer.roles, "start programme")
        else [],
    )


@login_not_required
@require_GET
def programme_detail(request: Request, programme_id: int) -> HttpResponse:
    """The public page of a programme: parties, goals, grants; the house sees its activities."""
    viewer = request.standing
    return answer(
        request,
        "programme/programme_detail.html",
        sheet=programme_sheet(viewer, programme_id),
        bar=bar_of(viewer, "programme", programme_id),
        grants=list(grants_for(viewer).filter(programme=programme_id)),
        crumbs=way_to_programme(),
    )


@require_http_methods(["GET", "POST"])
def programme_add(request: Request) -> HttpResponse:
    """Start a programme, hosted by the organisation one acts for. `?goal=` proposes the goal."""
    viewer = request.standing
    require(by=viewer, deed="start programme")
    form = ProgrammeForm(
        request.POST or None,
        viewer=viewer,
        chosen=goal_asked_for(viewer, request.GET.get("goal", "")),
        initial={"starts_on": viewer.on},
    )
    if form.is_valid():
        try:
            made = start_programme(by=viewer, **form.said())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The programme is started."))
            return redirect("programme:programme_detail", made.pk)
    return answer(request, "programme/programme_add.html", form=form, crumbs=way_to_programme())


@require_http_methods(["GET", "POST"])
def programme_change(request: Request, programme_id: int) -> HttpResponse:
    """Change the texts, days and goals of one's own programme."""
    viewer = request.standing
    sheet = programme_sheet(viewer, programme_id)
    require(by=viewer, deed="change programme", owner_id=sheet.programme.host_id)
    form = ProgrammeForm(
        request.POST or None,
        viewer=viewer,
        chosen=[(link.goal, link.reason) for link in sheet.goal_links],
        initial=model_to_dict(sheet.programme),
    )
    if form.is_valid():
        try:
            change_programme(by=viewer, programme=sheet.programme, **form.said())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The programme is changed."))
            return redirect("programme:programme_detail", programme_id)
    return answer(
        request,
        "programme/programme_change.html",
        form=form,
        sheet=sheet,
        crumbs=way_to_programme(programme_id, sheet.programme.title),
    )


@require_http_methods(["GET", "POST"])
def party_add(request: Request, programme_id: int) -> HttpResponse:
    """Name a partner, stakeholder or financier of one's own programme."""
    viewer = request.standing
    sheet = programme_sheet(viewer, programme_id)
    require(by=viewer, deed="name party", owner_id=sheet.programme.host_id)
    form = PartyForm(request.POST or None, viewer=viewer, initial={"from_on": viewer.on})
    if form.is_valid():
        try:
            name_party(by=viewer, programme=sheet.programme, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The party is named."))
            return redirect("programme:programme_detail", programme_id)
    return answer(
        request,
        "programme/party_add.html",
        form=form,
        sheet=sheet,
        crumbs=way_to_programme(programme_id, sheet.programme.title),
    )


@require_http_methods(["GET", "POST"])
def party_end(request: Request, party_id: int) -> HttpResponse:
    """End an organisation's part in a programme."""
    viewer = request.standing
    party = party_of(viewer, party_id)
    require(by=viewer, deed="name party", owner_id=party.programme.host_id)
    form = PartyEndForm(request.POST or None, initial={"until_on": viewer.on})
    if form.is_valid():
        try:
            end_party(by=viewer, party=party, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The part is ended."))
            return redirect("programme:programme_detail", party.programme_id)
    return answer(
        request,
        "programme/party_end.html",
        form=form,
        party=party,
        crumbs=way_to_programme(party.programme_id, party.programme.title),
    )
