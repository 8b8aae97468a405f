"""The log: its list, writing and changing an entry, and the entry itself."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.journal import require
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.results.actions.log import change_log, write_log
from samsyn.results.actions.log_draft import draft_log, preview
from samsyn.results.forms import LogFilters, LogForm, WeekForm
from samsyn.results.pages.log_words import around_entry, plain_paragraphs
from samsyn.results.pages.tabs import tabs
from samsyn.results.queries.log.entries import entries_for, entries_narrowed, entry_sheet
from samsyn.results.rules.log_draft import monday_of
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

ROWS = 20


def may_write(viewer: Standing) -> bool:
    """Whether the viewer may write an entry: her role allows it, and she acts for somebody."""
    return may_do(viewer, "write log") and viewer.organisation_id is not None


@login_not_required
@require_GET
def log_list(request: Request) -> HttpResponseBase:
    """The published entries and one's own drafts, newest first."""
    viewer = request.standing
    filters = LogFilters(request.GET, viewer=viewer)
    seen = entries_for(viewer)
    rows = entries_narrowed(seen, **filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(_("log") + ".xlsx", _headers(), _cells(rows))
    return answer(
        request,
        "results/log_list.html",
        tabs=tabs(viewer, "log_list")["tabs"],
        filters=filters,
        chips=filters.chips(),
        page=page_of(request, rows, ("-on", "-pk"), ROWS),
        total=seen.count(),
        actions=_deeds(viewer),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _deeds(viewer: Standing) -> list[tuple[str, str, str]]:
    if not may_write(viewer):
        return []
    return [
        (reverse("results:log_add"), _("Write log"), "edit"),
        (reverse("results:log_draft"), _("Draft from a week"), "calendar"),
    ]


def _headers() -> list[str]:
    return [
        _("Title"),
        _("Day"),
        _("Until"),
        _("Organisation"),
        _("Programme"),
        _("State"),
        _("Text"),
    ]


def _cells(rows: Any) -> Iterator[list[Any]]:
    for entry in rows.iterator(chunk_size=500):
        yield [
            entry.title,
            entry.on,
            entry.until_on,
            entry.organisation.name,
            entry.programme.title if entry.programme else None,
            entry.get_state_display(),
            entry.text,
        ]


@require_http_methods(["GET", "POST"])
def log_add(request: Request) -> HttpResponse:
    """Write an entry, or paste one: it becomes a draft, and its knots are proposed."""
    viewer = request.standing
    require(by=viewer, deed="write log")
    first = {"on": viewer.on, "language": (get_language() or "sv")[:2]}
    form = LogForm(request.POST or None, viewer=viewer, initial=first)
    if form.is_valid():
        try:
            entry = write_log(by=viewer, new=form.entry())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, _("The draft is saved. Only your organisation reads it."))
            return redirect("results:log_detail", entry.pk)
    return answer(request, "results/log_form.html", form=form, crumbs=_crumbs())


@login_not_required
@require_GET
def log_detail(request: Request, entry_id: int) -> HttpResponse:
    """One entry with its thread; for those who write, with what is proposed in it."""
    sheet = entry_sheet(request.standing, entry_id)
    return answer(
        request, "results/log_detail.html", part="entry", **around_entry(request.standing, sheet)
    )


@require_http_methods(["GET", "POST"])
def log_change(request: Request, entry_id: int) -> HttpResponse:
    """Change an entry of one's own organisation."""
    viewer = request.standing
    entry = entries_for(viewer).get(pk=entry_id)
    require(by=viewer, deed="write log", owner_id=entry.organisation_id)
    names = ("title", "text", "on", "language", "programme_id")
    held = {name: getattr(entry, name) for name in names} | {"whole_week": bool(entry.until_on)}
    form = LogForm(request.POST or None, viewer=viewer, initial=held)
    if form.is_valid():
        try:
            change_log(by=viewer, entry_id=entry_id, new=form.entry())
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, _("The entry is changed."))
            return redirect("results:log_detail", entry_id)
    place = (entry.title, reverse("results:log_detail", args=[entry_id]))
    return answer(
        request, "results/log_form.html", form=form, entry=entry, crumbs=[*_crumbs(), place]
    )


@require_http_methods(["GET", "POST"])
def log_draft(request: Request) -> HttpResponse:
    """Begin a draft from what is written down about a week: look first, then make it."""
    viewer = request.standing
    require(by=viewer, deed="write log")
    form = WeekForm(request.POST if request.method == "POST" else request.GET, viewer)
    asked = form.asked()
    if request.method == "POST":
        entry = draft_log(by=viewer, **asked)
        messages.success(request, _("The draft is made. Change it as you like."))
        return redirect("results:log_detail", entry.pk)
    draft = preview(by=viewer, **asked)
    return answer(
        request,
        "results/log_draft.html",
        part="draft",
        filters=form,
        asked=asked,
        week=monday_of(asked["on"]),
        paragraphs=plain_paragraphs(draft.text),
        ties=len(draft.ties),
        crumbs=_crumbs(),
    )


def _crumbs() -> list[tuple[str, str]]:
    return [(_("The log"), reverse("results:log_list"))]
