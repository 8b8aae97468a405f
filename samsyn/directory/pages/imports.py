"""Bringing a list in: choose the file and the columns, look at the preview, take the good rows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.basics.problem import Problem
from samsyn.directory.actions.imports import (
    cancel_import,
    choose_columns,
    forget_file,
    start_check,
    start_take,
    upload_import,
)
from samsyn.directory.actions.journal import require
from samsyn.directory.actions.places import confirm_place
from samsyn.directory.forms.imports import (
    DEEDS,
    LISTS,
    ColumnsForm,
    PlaceForm,
    UploadForm,
    kinds_for,
)
from samsyn.directory.pages.import_parts import (
    figures,
    job_card,
    lines,
    refused_rows,
    refused_sheet_headers,
    tabs,
)
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.imports import import_sheet, imports_for, rows_for, sample_for
from samsyn.directory.rules.kinds import Verdict
from samsyn.directory.rules.places import PlaceKind
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel

REMARKED = "remarked"


@require_GET
def import_list(request: Request) -> HttpResponse:
    """The lists that one's organisation has brought in, the newest first."""
    page = page_of(request, imports_for(request.standing), ("-pk",))
    deed = (reverse("directory:import_add"), gettext("Bring in a list"), "upload")
    return answer(
        request,
        "directory/import_list.html",
        page=page,
        total=page.total,
        actions=[deed] if kinds_for(request.standing) else [],
    )


@require_http_methods(["GET", "POST"])
def import_add(request: Request) -> HttpResponse:
    """Choose a file. A file that cannot be read is refused here, and nothing of it is kept."""
    by = request.standing
    if not kinds_for(by):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, viewer=by)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = upload_import(
                by=by,
                list_kind=LISTS[form.cleaned_data["kind"]],
                file_name=file.name,
                chunks=file.chunks(),
                options=form.options(),
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            return redirect("directory:import_columns", made.pk)
    return answer(request, "directory/import_add.html", part="form", form=form)


@require_http_methods(["GET", "POST"])
def import_columns(request: Request, import_id: int) -> HttpResponse:
    """Say which column is which, and begin the check."""
    by = request.standing
    the_import = imports_for(by).get(pk=import_id)
    list_kind = LISTS[the_import.kind]
    require(by=by, deed=list_kind.deed)
    form = ColumnsForm(
        request.POST or None,
        list_kind=list_kind,
        headers=the_import.headers,
        columns=the_import.columns,
        may_save=may_do(by, "save mapping"),
    )
    if form.is_valid():
        title = form.cleaned_data.get("title", "")
        asked: dict[str, Any] = {"by": by, "import_id": import_id, "list_kind": list_kind}
        try:
            choose_columns(**asked, columns=form.columns(), title=title)
            start_check(**asked)
        except Problem as problem:
            show_problem(form, problem)
        else:
            return redirect("directory:import_detail", import_id)
    samples = sample_for(by, the_import, list_kind)
    return answer(
        request,
        "directory/import_columns.html",
        part="form",
        the_import=the_import,
        form=form,
        samples=samples,
    )


@require_GET
def import_detail(request: Request, import_id: int) -> HttpResponseBase:
    """How far a list has come, what becomes of its rows, and what to do next."""
    viewer = request.standing
    sheet = import_sheet(viewer, import_id, DEEDS)
    shown = request.GET.get("show", "")
    verdict = shown if shown in set(Verdict) else ""
    rows = rows_for(viewer, sheet.the_import, verdict=verdict, remarked=shown == REMARKED)
    if request.GET.get("format") == "xlsx":
        refused = rows_for(viewer, sheet.the_import, verdict=Verdict.REFUSED)
        headers = refused_sheet_headers(sheet.the_import)
        return excel("refused.xlsx", headers, refused_rows(sheet.the_import, refused))
    page = page_of(request, rows, ("number", "pk"))
    return answer(
        request,
        "directory/import_detail.html",
        part="rows",
        sheet=sheet,
        the_import=sheet.the_import,
        job=job_card(sheet),
        figures=figures(sheet),
        tabs=tabs(sheet, shown),
        page=page,
        table=lines(sheet.the_import, LISTS[sheet.the_import.kind], page.rows),
    )


@require_GET
def import_progress(request: Request, import_id: int) -> HttpResponse:
    """The part of the page that tells how far the job has come; asked for again and again."""
    sheet = import_sheet(request.standing, import_id, DEEDS)
    return render(request, "parts/progress.html", {"job": job_card(sheet)})


@require_POST
def import_check(request: Request, import_id: int) -> HttpResponse:
    """Check the list, again or for the first time."""
    return _asked(request, import_id, start_check)


@require_POST
def import_take(request: Request, import_id: int) -> HttpResponse:
    """Take the good rows in."""
    return _asked(request, import_id, start_take)


@require_POST
def import_cancel(request: Request, import_id: int) -> HttpResponse:
    """Stop the check or the taking-in."""
    return _asked(request, import_id, cancel_import)


@require_POST
def import_forget(request: Request, import_id: int) -> HttpResponse:
    """Take the uploaded file away."""
    return _asked(request, import_id, forget_file)


def _asked(request: Request, import_id: int, deed: Callable[..., Any]) -> HttpResponse:
    """Do it and go back to the list; a refusal is said there."""
    the_import = imports_for(request.standing).get(pk=import_id)
    deed(by=request.standing, import_id=import_id, list_kind=LISTS[the_import.kind])
    return redirect("directory:import_detail", import_id)


@require_http_methods(["GET", "POST"])
def place_confirm(request: Request) -> HttpResponse:
    """Say which place a misspelt name means, for this list and every list to come."""
    require(by=request.standing, deed="confirm place")
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("kind", PlaceKind.MUNICIPALITY)
    first = {name: given.get(name, "") for name in ("kind", "spelling", "belongs_to")}
    form = PlaceForm(request.POST or None, kind=kind, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        try:
            place = PlaceKind(said["kind"])
            confirm_place(
                by=request.standing, kind=place, spelling=said["spelling"], code=said["code"]
            )
        except Problem as problem:
            show_problem(form, problem)
        else:
            return _remembered(request, said["spelling"], said["belongs_to"])
    spelling = given.get("spelling", "")
    return answer(
        request, "directory/place_confirm.html", part="form", form=form, spelling=spelling
    )


def _remembered(request: Request, spelling: str, import_id: int | None) -> HttpResponse:
    said = gettext("“%(spelling)s” is remembered. Check the list again when all places are said.")
    messages.success(request, said % {"spelling": spelling})
    if import_id is None:
        return redirect("directory:import_list")
    return redirect("directory:import_detail", import_id)
