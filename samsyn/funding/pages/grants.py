"""Grants, as pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.deeds import may_do
from samsyn.funding.actions.grants import change_grant, pay_for_programme
from samsyn.funding.actions.hours import assign_hours, release_hours
from samsyn.funding.forms.grants import GrantFilters, GrantForm, GrantProgrammeForm
from samsyn.funding.pages.tabs import tabs_of
from samsyn.funding.queries.check_ins import check_ins_of_grant
from samsyn.funding.queries.grants import (
    grant_sheet,
    grant_sum,
    grants_for,
    grants_within,
    payable_for,
)
from samsyn.funding.queries.parties import party_of
from samsyn.funding.queries.questions import questions_of_grant
from samsyn.funding.queries.reports import grants_without_a_report, reports_of_grant
from samsyn.funding.reports import grant_cells, grant_headers
from samsyn.results.queries import bar_of
from samsyn.results.queries.loose_ends import loose_marks
from samsyn.strategy.queries import goals_under
from samsyn.web.answer import Request, answer, in_words, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query, count, hours, sek


@login_not_required
@require_GET
def grant_list(request: Request) -> HttpResponse | FileResponse:
    """All grants, by title or the largest first, and what they are together."""
    viewer = request.standing
    filters = GrantFilters(request.GET, viewer=viewer)
    chosen = filters.chosen()
    goal_id = chosen.pop("goal", None)
    goal_ids = None if goal_id is None else goals_under(viewer, goal_id)
    rows = grants_for(viewer)
    if chosen.pop("without_report", False):
        rows = rows.filter(pk__in=grants_without_a_report(viewer).order_by().values("pk"))
    rows = grants_within(rows, goal_ids=goal_ids, **chosen)
    order = order_asked(request, "title", title=("sort_key", "pk"), granted=("granted_sek", "pk"))
    if request.GET.get("format") == "xlsx":
        return excel(
            gettext("grants") + ".xlsx", grant_headers(), grant_cells(rows.order_by(*order))
        )
    _number, total_sek = grant_sum(rows)
    page = page_of(request, rows, order)
    return answer(
        request,
        "funding/grant_list.html",
        tabs=tabs_of(viewer, "grant_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        loose=loose_marks(viewer, "grant", [grant.pk for grant in page.rows]),
        total=grants_for(viewer).count(),
        scope=gettext("%(sum)s together") % {"sum": sek(total_sek)},
        actions=_bring_in(viewer),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _bring_in(viewer: Any) -> list[tuple[str, str, str]]:
    url = f"{reverse('directory:import_add')}?kind=grants"
    allowed = may_do(viewer, "import grants")
    return [(url, gettext("Read in a list"), "upload")] if allowed else []


@login_not_required
@require_GET
def grant_detail(request: Request, grant_id: int) -> HttpResponse:
    """One grant: why, for what, where, and what it pays for."""
    sheet = grant_sheet(request.standing, grant_id)
    return answer(
        request,
        "funding/grant_detail.html",
        sheet=sheet,
        reports=reports_of_grant(request.standing, sheet.grant),
        check_ins=check_ins_of_grant(request.standing, sheet.grant),
        questions=questions_of_grant(request.standing, sheet.grant),
        bar=bar_of(request.standing, "grant", grant_id),
        crumbs=_crumbs(),
    )


HELD = ("title", "area", "starts_on", "ends_on", "is_operating")


@require_http_methods(["GET", "POST"])
def grant_change(request: Request, grant_id: int) -> HttpResponse:
    """Change title, area, days, goals and places of a grant of one's own organisation."""
    sheet = grant_sheet(request.standing, grant_id)
    grant = sheet.grant
    require(by=request.standing, deed="change grant", owner_id=grant.grantor_id)
    initial = {name: getattr(grant, name) for name in HELD}
    initial["county_codes"] = [county.pk for county in sheet.counties]
    initial["municipality_codes"] = [place.pk for place in sheet.municipalities]
    form = GrantForm(
        request.POST or None,
        viewer=request.standing,
        goals={link.goal_id: link.reason for link in sheet.goal_links},
        initial=initial,
    )
    if form.is_valid():
        try:
            change_grant(by=request.standing, grant_id=grant_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The grant is changed."))
            return redirect("funding:grant_detail", grant_id)
    return answer(request, "funding/grant_form.html", form=form, sheet=sheet, crumbs=_crumbs(grant))


@require_http_methods(["GET", "POST"])
def grant_programme(request: Request, grant_id: int) -> HttpResponse:
    """Say which programme a grant pays for."""
    viewer = request.standing
    sheet = grant_sheet(viewer, grant_id)
    grant = sheet.grant
    require(by=viewer, deed="pay for programme", owner_id=party_of(grant, viewer))
    programmes = {row.pk: row.title for row in payable_for(viewer, grant)}
    if grant.programme is not None:
        programmes.setdefault(grant.programme.pk, grant.programme.title)
    form = GrantProgrammeForm(
        request.POST or None,
        programmes=list(programmes.items()),
        initial={"programme_id": grant.programme_id},
    )
    if form.is_valid():
        try:
            pay_for_programme(by=viewer, grant_id=grant_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("It is written down what the grant pays for."))
            return redirect("funding:grant_detail", grant_id)
    return answer(
        request,
        "funding/grant_programme.html",
        form=form,
        sheet=sheet,
        programmes=programmes,
        crumbs=_crumbs(grant),
    )


@require_http_methods(["GET", "POST"])
def grant_hours(request: Request, grant_id: int) -> HttpResponse:
    """Assign the own hours of the programme's companies to the grant, or release them."""
    viewer = request.standing
    sheet = grant_sheet(viewer, grant_id)
    require(by=viewer, deed="assign hours", owner_id=party_of(sheet.grant, viewer))
    status = 200
    if request.method == "POST":
        try:
            messages.success(request, _moved(request, grant_id))
        except Problem as problem:
            messages.error(request, in_words(problem))
            status = 422
        else:
            return redirect("funding:grant_hours", grant_id)
    page = answer(request, "funding/grant_hours.html", sheet=sheet, crumbs=_crumbs(sheet.grant))
    page.status_code = status
    return page


def _moved(request: Request, grant_id: int) -> str:
    """Do what the button says, and say it with the counts."""
    if request.POST.get("deed") == "release":
        released = release_hours(by=request.standing, grant_id=grant_id)
        return ngettext(
            "The own hours of %(number)s participation are released.",
            "The own hours of %(number)s participations are released.",
            released,
        ) % {"number": count(released)}
    assigned = assign_hours(by=request.standing, grant_id=grant_id)
    return ngettext(
        "%(hours)s of %(number)s participation now belong to this grant; "
        "%(elsewhere)s belong to other grants and were left there.",
        "%(hours)s of %(number)s participations now belong to this grant; "
        "%(elsewhere)s belong to other grants and were left there.",
        assigned.taken,
    ) % {
        "hours": hours(assigned.hours),
        "number": count(assigned.taken),
        "elsewhere": count(assigned.elsewhere),
    }


def _crumbs(grant: Any = None) -> list[tuple[str, str]]:
    crumbs = [(gettext("Grants"), reverse("funding:grant_list"))]
    if grant is not None:
        crumbs.append((grant.title, reverse("funding:grant_detail", args=[grant.pk])))
    return crumbs
