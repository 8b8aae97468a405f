"""Indicators and what is measured, as pages: reading is open to all."""

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
from samsyn.directory.actions.journal import require
from samsyn.strategy.actions.indicators import (
    IndicatorText,
    change_indicator,
    correct_measurement,
    note_measurement,
    set_indicator,
)
from samsyn.strategy.forms import (
    STATE_NAMES,
    CorrectionForm,
    IndicatorFilters,
    IndicatorForm,
    MeasurementForm,
)
from samsyn.strategy.pages.tabs import tabs
from samsyn.strategy.queries.goals import goals_for
from samsyn.strategy.queries.indicators import (
    indicator_sheet,
    indicators_for,
    indicators_narrowed,
    line_of,
    measurement_to_correct,
)
from samsyn.strategy.rules.drawing import HEIGHT, WIDTH, drawing_of
from samsyn.strategy.rules.indicators import IndicatorState
from samsyn.web.answer import Request, answer, show_problem
from samsyn.web.paging import page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

COLOURS = {
    IndicatorState.NOT_MEASURED: "",
    IndicatorState.BEHIND: "warn",
    IndicatorState.ON_THE_WAY: "info",
    IndicatorState.REACHED: "good",
}
"""The class of the small sign that says how an indicator stands, beside its words."""


@login_not_required
@require_GET
def indicator_list(request: Request) -> HttpResponseBase:
    """All indicators, with the latest value of each and how it stands."""
    viewer = request.standing
    filters = IndicatorFilters(request.GET, viewer=viewer)
    everything = indicators_for(viewer)
    rows = indicators_narrowed(everything, viewer, **filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel(gettext("indicators") + ".xlsx", _headers(), _cells(request, rows))
    page = page_of(request, rows, ("sort_key", "pk"))
    return answer(
        request,
        "strategy/indicator_list.html",
        **tabs(viewer, "indicator_list"),
        filters=filters,
        chips=filters.chips(),
        page=page,
        lines=in_words([line_of(viewer, indicator) for indicator in page.rows]),
        total=everything.count(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def in_words(lines: list[Any]) -> list[dict[str, Any]]:
    """Lines of indicators with how each stands as words and as the class of its sign."""
    return [
        {"line": line, "state": STATE_NAMES[line.state], "colour": COLOURS[line.state]}
        for line in lines
    ]


def _headers() -> list[str]:
    return [
        gettext("Indicator"),
        gettext("Goal"),
        gettext("Owner"),
        gettext("What is measured, and how"),
        gettext("Unit"),
        gettext("Baseline"),
        gettext("Day of the baseline"),
        gettext("Target"),
        gettext("To be reached on"),
        gettext("Measured"),
        gettext("Latest value"),
        gettext("Latest day"),
        gettext("How it stands"),
        gettext("Due to be measured"),
    ]


def _cells(request: Request, rows: Any) -> Iterator[list[Any]]:
    for one in rows.iterator(chunk_size=2000):
        line = line_of(request.standing, one)
        yield [
            one.title,
            one.goal.title,
            one.goal.owner.name if one.goal.owner else None,
            one.measured,
            one.unit,
            one.baseline_value,
            one.baseline_on,
            one.target_value,
            one.target_on,
            str(one.get_interval_months_display()),
            line.latest_value,
            line.latest_on,
            str(STATE_NAMES[line.state]),
            line.due_on,
        ]


@login_not_required
@require_GET
def indicator_detail(request: Request, indicator_id: int) -> HttpResponse:
    """One indicator: where it starts, where it is to be, and what has been measured."""
    sheet = indicator_sheet(request.standing, indicator_id)
    indicator = sheet.line.indicator
    return answer(
        request,
        "strategy/indicator_detail.html",
        sheet=sheet,
        stands=in_words([sheet.line])[0],
        drawing=drawing_of(indicator.course, sheet.standing),
        width=WIDTH,
        height=HEIGHT,
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def indicator_add(request: Request, goal_id: int) -> HttpResponse:
    """Set an indicator for a goal of the organisation one acts for."""
    viewer = request.standing
    goal = goals_for(viewer).get(pk=goal_id)
    require(by=viewer, deed="set indicator", owner_id=goal.owner_id)
    form = IndicatorForm(request.POST or None, initial={"baseline_on": viewer.on})
    if form.is_valid():
        try:
            made = set_indicator(by=viewer, goal_id=goal_id, said=_said(form))
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The indicator is set."))
            return redirect("strategy:indicator_detail", made.pk)
    back = reverse("strategy:goal_detail", args=[goal_id])
    crumbs = [(gettext("Goals"), reverse("strategy:goal_list")), (goal.title, back)]
    return answer(
        request, "strategy/indicator_form.html", form=form, goal=goal, back=back, crumbs=crumbs
    )


def _said(form: IndicatorForm) -> IndicatorText:
    said: IndicatorText = form.cleaned_data  # type: ignore[assignment]  # fields of these names
    return said


@require_http_methods(["GET", "POST"])
def indicator_change(request: Request, indicator_id: int) -> HttpResponse:
    """Change an indicator of a goal of the organisation one acts for."""
    viewer = request.standing
    indicator = indicator_sheet(viewer, indicator_id).line.indicator
    require(by=viewer, deed="change indicator", owner_id=indicator.goal.owner_id)
    held = {name: getattr(indicator, name) for name in IndicatorForm.base_fields}
    form = IndicatorForm(request.POST or None, initial=held)
    if form.is_valid():
        try:
            change_indicator(by=viewer, indicator_id=indicator_id, said=_said(form))
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The indicator is changed."))
            return redirect("strategy:indicator_detail", indicator_id)
    back = reverse("strategy:indicator_detail", args=[indicator_id])
    return answer(
        request,
        "strategy/indicator_form.html",
        form=form,
        goal=indicator.goal,
        indicator=indicator,
        back=back,
        crumbs=_crumbs(indicator),
    )


@require_http_methods(["GET", "POST"])
def measurement_add(request: Request, indicator_id: int) -> HttpResponse:
    """Note what an indicator was on a day."""
    viewer = request.standing
    indicator = indicator_sheet(viewer, indicator_id).line.indicator
    require(by=viewer, deed="note measurement", owner_id=indicator.goal.owner_id)
    form = MeasurementForm(request.POST or None, initial={"on": viewer.on})
    if form.is_valid():
        try:
            note_measurement(by=viewer, indicator_id=indicator_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The value is noted."))
            return redirect("strategy:indicator_detail", indicator_id)
    return answer(
        request,
        "strategy/measurement_form.html",
        form=form,
        indicator=indicator,
        crumbs=_crumbs(indicator),
    )


@require_http_methods(["GET", "POST"])
def measurement_correct(request: Request, measurement_id: int) -> HttpResponse:
    """Put another value in the place of one that was wrong; the old one stays to be read."""
    viewer = request.standing
    wrong = measurement_to_correct(viewer, measurement_id)
    indicator = wrong.indicator
    require(by=viewer, deed="correct measurement", owner_id=indicator.goal.owner_id)
    held = {name: getattr(wrong, name) for name in MeasurementForm.base_fields}
    form = CorrectionForm(request.POST or None, initial=held)
    if form.is_valid():
        try:
            correct_measurement(by=viewer, measurement_id=measurement_id, **form.cleaned_data)
        except Problem as problem:
            show_problem(form, problem)
        else:
            messages.success(request, gettext("The value is corrected."))
            return redirect("strategy:indicator_detail", indicator.pk)
    return answer(
        request,
        "strategy/measurement_form.html",
        form=form,
        indicator=indicator,
        wrong=wrong,
        crumbs=_crumbs(indicator),
    )


def _crumbs(indicator: Any = None) -> list[tuple[str, str]]:
    crumbs = [(gettext("Indicators"), reverse("strategy:indicator_list"))]
    if indicator is not None:
        here = reverse("strategy:indicator_detail", args=[indicator.pk])
        crumbs.append((indicator.title, here))
    return crumbs
