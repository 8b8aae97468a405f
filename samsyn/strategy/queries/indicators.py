"""Indicators and what is measured: how each stands, and which nobody measures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.strategy.models import Indicator, Measurement
from samsyn.strategy.queries.goals import goals_under
from samsyn.strategy.rules.indicators import (
    INTERVALS,
    Better,
    Course,
    IndicatorState,
    due_on,
    overdue_before,
    state_of,
)

SHOWN = 50
"""Measurements on the page of an indicator; Excel has them all."""


def indicators_for(viewer: Standing) -> QuerySet[Indicator]:
    """The indicators that the viewer may see, in Swedish order: they are open like goals.

    Each with its latest standing measurement as `latest_on` and `latest_value`, or None.
    """
    latest = Measurement.objects.filter(
        indicator=OuterRef("pk"), corrected_by__isnull=True
    ).order_by("-on", "-pk")
    return (
        Indicator.objects.filter(may_see(viewer, "indicator", owner="goal__owner"))
        .annotate(
            latest_on=Subquery(latest.values("on")[:1]),
            latest_value=Subquery(latest.values("value")[:1]),
        )
        .select_related("goal__owner")
        .order_by("sort_key", "pk")
    )


def measurements_for(viewer: Standing) -> QuerySet[Measurement]:
    """What has been measured, the latest first, corrected lines among them."""
    return Measurement.objects.filter(
        may_see(viewer, "measurement", owner="indicator__goal__owner")
    ).order_by("-on", "-pk")


def indicators_narrowed(
    rows: QuerySet[Indicator],
    viewer: Standing,
    *,
    search: str = "",
    state: str = "",
    goal_id: int | None = None,
    overdue: bool = False,
) -> QuerySet[Indicator]:
    """The indicators among the rows that fit; of a goal are those of goals below it too."""
    if search:
        rows = rows.filter(holds(search, "title_sv", "title_en", "measured"))
    if goal_id is not None:
        rows = rows.filter(goal__in=goals_under(viewer, goal_id))
    if overdue:
        rows = overdue_among(viewer, rows)
    return _in_state(rows, state) if state else rows


def overdue_among(viewer: Standing, rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Those among the rows that nobody measures: the interval has passed since the last time."""
    late = Q(pk__in=[])
    for months in INTERVALS:
        late |= Q(interval_months=months, waited_from__lt=overdue_before(viewer.on, months))
    done = Q(latest_on__isnull=False, latest_on__gte=F("target_on"))
    return rows.annotate(waited_from=Coalesce("latest_on", "begun_on")).filter(late).exclude(done)


def due_day(indicator: Any) -> date:
    """The last day to measure it in time; `date.max` when there is no more to measure."""
    return due_on(
        indicator.latest_on, indicator.begun_on, indicator.interval_months, indicator.target_on
    )


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    reached = Q(target_value__gt=F("baseline_value"), latest_value__gte=F("target_value"))
    reached |= Q(target_value__lt=F("baseline_value"), latest_value__lte=F("target_value"))
    if state == IndicatorState.NOT_MEASURED:
        return rows.filter(latest_value__isnull=True)
    if state == IndicatorState.REACHED:
        return rows.filter(reached)
    # The straight line between two days is beyond databases: the few that are left are asked here.
    left = rows.filter(latest_value__isnull=False).exclude(reached)
    course = ("baseline_value", "baseline_on", "target_value", "target_on")
    found = left.order_by().values_list("pk", "latest_on", "latest_value", *course)
    fits = [key for key, on, value, *rest in found if state_of(Course(*rest), on, value) == state]
    return rows.filter(pk__in=fits)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator as a row of a list: how it stands, and when it is due to be measured again.

    `due_on` is None when it has been measured on or after the day of its target.
    """

    indicator: Indicator
    state: IndicatorState
    latest_on: date | None
    latest_value: Decimal | None
    due_on: date | None
    overdue: bool


def line_of(viewer: Standing, indicator: Any) -> IndicatorLine:
    """How one indicator of `indicators_for` stands today."""
    due = due_day(indicator)
    return IndicatorLine(
        indicator=indicator,
        state=state_of(indicator.course, indicator.latest_on, indicator.latest_value),
        latest_on=indicator.latest_on,
        latest_value=indicator.latest_value,
        due_on=None if due == date.max else due,
        overdue=due < viewer.on,
    )


def indicators_of_goal(viewer: Standing, goal_id: int) -> list[IndicatorLine]:
    """The indicators of one goal itself, in Swedish order."""
    return [line_of(viewer, one) for one in indicators_for(viewer).filter(goal=goal_id)]


@dataclass(frozen=True, slots=True)
class MeasurementLine:
    """A measurement with whether a later line corrects it."""

    measurement: Measurement
    corrected: bool


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """All that the page of an indicator shows; `standing` are values that count, oldest first."""

    line: IndicatorLine
    better: Better
    measurements: list[MeasurementLine]
    more: int
    standing: list[tuple[date, Decimal]]
    may_change: bool
    may_measure: bool
    may_correct: bool


def indicator_sheet(viewer: Standing, indicator_id: int) -> IndicatorSheet:
    """One indicator with what has been measured; DoesNotExist if there is none."""
    indicator = indicators_for(viewer).get(pk=indicator_id)
    owner_id = indicator.goal.owner_id
    rows = list(
        measurements_for(viewer).filter(indicator=indicator).annotate(correction=F("corrected_by"))
    )
    lines = [MeasurementLine(row, row.correction is not None) for row in rows]
    standing = [(one.measurement.on, one.measurement.value) for one in lines if not one.corrected]
    return IndicatorSheet(
        line=line_of(viewer, indicator),
        better=indicator.course.better,
        measurements=lines[:SHOWN],
        more=max(len(lines) - SHOWN, 0),
        standing=standing[::-1],
        may_change=_may(viewer, "change indicator", owner_id),
        may_measure=_may(viewer, "note measurement", owner_id),
        may_correct=_may(viewer, "correct measurement", owner_id),
    )


def measurement_to_correct(viewer: Standing, measurement_id: int) -> Measurement:
    """A measurement with its indicator and goal; DoesNotExist if there is none."""
    return measurements_for(viewer).select_related("indicator__goal").get(pk=measurement_id)


def may_set_indicator(viewer: Standing, goal: Any) -> bool:
    """Whether to show the button: a leader at the goal's owner, any leader where it has none."""
    return _may(viewer, "set indicator", goal.owner_id)


def _may(viewer: Standing, deed: str, owner_id: int | None) -> bool:
    return may_do(viewer, deed) if owner_id is None else may_do(viewer, deed, owner_id)
