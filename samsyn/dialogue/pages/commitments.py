"""Commitments, "we take it", as pages: open to all; made, changed and ended by one's own people."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import change_commitment, commit, end_commitment
from samsyn.dialogue.forms.commitments import (
    COMMITMENT_STATE_NAMES,
    CommitForm,
    CommitmentChangeForm,
    CommitmentEndForm,
    CommitmentFilters,
)
from samsyn.dialogue.pages.dialogues import crumbs_to
from samsyn.dialogue.pages.tabs import tabs_of
from samsyn.dialogue.queries import (
    commitment_lines,
    commitment_sheet,
    commitments_for,
    commitments_narrowed,
    dialogue_sheet,
    proposals_for,
)
from samsyn.directory.actions.journal import require
from samsyn.results.queries.loose_ends import loose_marks
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.sorting import order_asked
from samsyn.web.templatetags.samsyn import changed_query


@login_not_required
@require_GET
def commitment_list(request: Request) -> HttpResponseBase:
    """All commitments, newest due first, with what each is today."""
    viewer = request.standing
    filters = CommitmentFilters(request.GET, viewer=viewer)
    rows = commitments_narrowed(commitments_for(viewer), viewer, **filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("commitments") + ".xlsx", _headers(), _cells(viewer, rows))
    page = page_of(request, rows, order_asked(request, "-due", due=("due_on", "pk")))
    return answer(
        request,
        "dialogue/commitment_list.html",
        tabs=tabs_of(viewer, "commitment_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        lines=list(commitment_lines(viewer, page.rows)),
        loose=loose_marks(viewer, "commitment", [commitment.pk for commitment in page.rows]),
        total=commitments_for(viewer).count() if filters.chosen() else page.total,
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _headers() -> list[str]:
    return [
        gettext("Commitment"),
        gettext("Organisation"),
        gettext("Responsible"),
        gettext("Joint decision"),
        gettext("Made"),
        gettext("First promised for"),
        gettext("Done by"),
        gettext("State"),
        gettext("Days past its day"),
        gettext("Ended"),
        gettext("How, or why"),
    ]


def _cells(viewer: Any, rows: Any) -> Iterator[list[Any]]:
    for line in commitment_lines(viewer, rows.iterator(chunk_size=2000)):
        made = line.commitment
        yield [
            made.text,
            made.organisation.name,
            made.responsible,
            made.joint_decision.text if made.joint_decision else None,
            made.noted_on,
            made.first_due_on,
            made.due_on,
            str(COMMITMENT_STATE_NAMES[line.state]),
            line.days_past,
            made.ended_on,
            made.ended_how,
        ]


@login_not_required
@require_GET
def commitment_detail(request: Request, commitment_id: int) -> HttpResponse:
    """One commitment: who, what, by when, what it answers, and how it ended."""
    sheet = commitment_sheet(request.standing, commitment_id)
    return answer(
        request,
        "dialogue/commitment_detail.html",
        sheet=sheet,
        line=sheet.line,
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def commitment_add(request: Request, dialogue_id: int) -> HttpResponse:
    """Commit the organisation one acts for: "we take it"."""
    viewer = request.standing
    sheet = dialogue_sheet(viewer, dialogue_id)
    require(by=viewer, deed="commit")
    proposals = list(proposals_for(viewer).filter(dialogue=dialogue_id))
    asked = request.GET.get("proposal", "")
    form = CommitForm(
        request.POST or None,
        decisions=sheet.joint_decisions,
        proposals=proposals,
        initial={
            "joint_decision_id": request.GET.get("joint_decision", ""),
            "proposal_id": asked,
            "text": next((one.text for one in proposals if str(one.pk) == asked), ""),
        },
    )
    if form.is_valid():
        try:
            made = commit(by=viewer, dialogue_id=dialogue_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("Thank you. All can see that you take it."))
            if made.proposal_id is not None:
                place = reverse("dialogue:focus", args=[dialogue_id])
                return redirect(f"{place}#proposal-{made.proposal_id}")
            return redirect("dialogue:commitment_detail", made.pk)
    return answer(
        request, "dialogue/commitment_add.html", form=form, sheet=sheet, crumbs=crumbs_to(sheet)
    )


@require_http_methods(["GET", "POST"])
def commitment_change(request: Request, commitment_id: int) -> HttpResponse:
    """Change a commitment of one's own organisation, or move its day."""
    viewer = request.standing
    sheet = commitment_sheet(viewer, commitment_id)
    made = sheet.commitment
    require(by=viewer, deed="change commitment", owner_id=made.organisation_id)
    held = {name: getattr(made, name) for name in ("text", "due_on", "responsible")}
    form = CommitmentChangeForm(request.POST or None, initial=held)
    if form.is_valid():
        try:
            change_commitment(by=viewer, commitment_id=commitment_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The commitment is changed."))
            return redirect("dialogue:commitment_detail", commitment_id)
    return answer(
        request, "dialogue/commitment_form.html", form=form, sheet=sheet, crumbs=_crumbs(made)
    )


@require_http_methods(["GET", "POST"])
def commitment_end(request: Request, commitment_id: int) -> HttpResponse:
    """Say that a commitment of one's own organisation is kept or given up."""
    viewer = request.standing
    sheet = commitment_sheet(viewer, commitment_id)
    made = sheet.commitment
    require(by=viewer, deed="end commitment", owner_id=made.organisation_id)
    form = CommitmentEndForm(request.POST or None, initial={"ended_on": viewer.on})
    if form.is_valid():
        try:
            end_commitment(by=viewer, commitment_id=commitment_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("It is written down how the commitment ended."))
            return redirect("dialogue:commitment_detail", commitment_id)
    return answer(
        request, "dialogue/commitment_end.html", form=form, sheet=sheet, crumbs=_crumbs(made)
    )


def _crumbs(made: Any = None) -> list[tuple[str, str]]:
    crumbs = [(gettext("Commitments"), reverse("dialogue:commitment_list"))]
    if made is not None:
        crumbs.append((made.text, reverse("dialogue:commitment_detail", args=[made.pk])))
    return crumbs
