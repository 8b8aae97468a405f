"""Pairs of organisations that may be the same, as pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from samsyn.basics.problem import Problem
from samsyn.directory.actions.duplicates import (
    confirm_duplicate,
    point_out_duplicate,
    undo_duplicate_answer,
)
from samsyn.directory.forms.organisations import AnswerForm, DuplicateFilters, PairForm
from samsyn.directory.pages.tabs import tabs_of
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.duplicates import (
    DuplicateSheet,
    duplicate_sheet,
    duplicates_for,
    pairs_like,
)
from samsyn.directory.queries.numbers import number_shown
from samsyn.web.answer import Request, answer, deed_done, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

DIFFERENT = "different"


@require_http_methods(["GET", "POST"])
def duplicate_list(request: Request) -> HttpResponseBase:
    """The pairs still to be answered, or those answered; and a form to point out another pair."""
    viewer = request.standing
    filters = DuplicateFilters(request.GET)
    seen = duplicates_for(viewer)
    rows = pairs_like(seen, **filters.chosen())
    form = PairForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        try:
            pair = _point_out(request, form)
        except Problem as problem:
            show_problem(form, problem)
        else:
            return redirect("directory:duplicate_answer", pair.pk)
    if request.GET.get("format") == "xlsx":
        return excel("duplicates.xlsx", _headers(), _cells(rows))
    page = page_of(request, rows, ("-likeness", "-pk"))
    return answer(
        request,
        "directory/duplicate_list.html",
        tabs=tabs_of(viewer, "duplicate_list"),
        page=page,
        lines=[_line(pair) for pair in page.rows],
        total=seen.count(),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
        form=form,
        may_answer=may_do(viewer, "confirm duplicate"),
    )


def _line(pair: Any) -> tuple[Any, str, str]:
    return pair, number_shown(pair.first), number_shown(pair.second)


def _point_out(request: Request, form: PairForm) -> Any:
    return point_out_duplicate(
        by=request.standing,
        first_id=form.cleaned_data["first"].pk,
        second_id=form.cleaned_data["second"].pk,
    )


def _headers() -> list[str]:
    return [
        *(gettext("One organisation"), gettext("Organisation number of the one")),
        *(gettext("The other organisation"), gettext("Organisation number of the other")),
        *(gettext("Likeness"), gettext("Reason"), gettext("Answer")),
    ]


def _cells(rows: Any) -> Any:
    for pair in rows.iterator(chunk_size=2000):
        yield [
            *(pair.first.name, number_shown(pair.first)),
            *(pair.second.name, number_shown(pair.second)),
            *(pair.likeness, gettext(pair.reason), pair.get_answer_display()),
        ]


@require_http_methods(["GET", "POST"])
def duplicate_answer(request: Request, pair_id: int) -> HttpResponse:
    """Two organisations beside each other: the same, different, or the answer taken back."""
    sheet = duplicate_sheet(request.standing, pair_id)
    form = AnswerForm(request.POST or None, choices=_choices(sheet))
    if form.is_valid():
        try:
            _answer(request, sheet, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            return redirect("directory:duplicate_answer", pair_id)
    return answer(request, "directory/duplicate_answer.html", part="pair", sheet=sheet, form=form)


def _choices(sheet: DuplicateSheet) -> list[tuple[str, str]]:
    if sheet.is_answered:
        return [("undo", gettext("Take the answer back"))]
    same = [
        (
            str(side.organisation.pk),
            gettext("The same. Keep %(name)s") % {"name": _told_apart(side.organisation)},
        )
        for side in sheet.sides
    ]
    return [*same, (DIFFERENT, gettext("Different organisations"))]


def _told_apart(organisation: Any) -> str:
    number = number_shown(organisation)
    return (
        f"{organisation.name} ({number})" if number else f"{organisation.name} (#{organisation.pk})"
    )


def _answer(request: Request, sheet: DuplicateSheet, answer: str, reason: str) -> None:
    by = request.standing
    if answer == "undo":
        undo_duplicate_answer(by=by, pair_id=sheet.pair.pk, reason=reason)
        said = gettext("The answer is taken back. Both stand on their own again.")
        messages.success(request, said)
        return
    keep_id = None if answer == DIFFERENT else int(answer)
    confirm_duplicate(by=by, pair_id=sheet.pair.pk, keep_id=keep_id, reason=reason)
    said = (
        gettext("They are different. The pair is not proposed again.")
        if keep_id is None
        else gettext("They are the same and count once. What was written on either stays there.")
    )
    page = reverse("directory:duplicate_answer", args=[sheet.pair.pk])
    deed_done(request, said, page, answer="undo", reason=gettext("Undone at once."))
