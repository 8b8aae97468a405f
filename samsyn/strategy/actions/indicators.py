"""Set an indicator of a goal, change it, note what is measured, and correct that."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.db import transaction
from django.db.models import QuerySet

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.strategy.models import Indicator, Measurement
from samsyn.strategy.queries.goals import goals_for
from samsyn.strategy.queries.indicators import indicators_for, measurements_for
from samsyn.strategy.rules.indicators import INTERVALS, Course, check_course


class IndicatorText(TypedDict):
    """What a person says of an indicator; values in its own unit."""

    title_sv: str
    title_en: str
    unit: str
    measured: str
    baseline_value: Decimal
    baseline_on: date
    target_value: Decimal
    target_on: date
    interval_months: int


@transaction.atomic
def set_indicator(*, by: Standing, goal_id: int, said: IndicatorText) -> Indicator:
    """Say how one sees that a goal comes true. A first measurement is waited for from today."""
    goal = goals_for(by).get(pk=goal_id)
    require(by=by, deed="set indicator", owner_id=goal.owner_id)
    _check(said)
    indicator = Indicator.objects.create(
        goal=goal,
        sort_key=sort_key(said["title_sv"]),
        begun_on=max(by.on, said["baseline_on"]),
        **said,
    )
    note(by=by, deed="set indicator", subject=indicator)
    return indicator


@transaction.atomic
def change_indicator(
    *, by: Standing, indicator_id: int, said: IndicatorText, reason: str = ""
) -> Indicator:
    """Change what an indicator says. Its measurements stay as they are."""
    indicator = indicators_for(by).get(pk=indicator_id)
    require(by=by, deed="change indicator", owner_id=indicator.goal.owner_id)
    _check(said)
    for name, value in said.items():
        setattr(indicator, name, value)
    indicator.sort_key = sort_key(said["title_sv"])
    indicator.save(update_fields=[*said, "sort_key"])
    note(by=by, deed="change indicator", subject=indicator, reason=reason)
    return indicator


@transaction.atomic
def note_measurement(
    *, by: Standing, indicator_id: int, on: date, value: Decimal, source: str
) -> Measurement:
    """Note what an indicator was on a day. A day that has a value is corrected instead."""
    indicator = indicators_for(by).get(pk=indicator_id)
    require(by=by, deed="note measurement", owner_id=indicator.goal.owner_id)
    standing = _standing_measurements(by, indicator)
    _check_day(by, on, standing)
    made = Measurement.objects.create(indicator=indicator, on=on, value=value, source=source)
    note(by=by, deed="note measurement", subject=indicator, text=str(made))
    return made


@transaction.atomic
def correct_measurement(
    *, by: Standing, measurement_id: int, on: date, value: Decimal, source: str, reason: str
) -> Measurement:
    """Put a new line in the place of a measurement that was wrong; the old one stays to be read."""
    wrong = measurements_for(by).select_related("indicator__goal").get(pk=measurement_id)
    require(by=by, deed="correct measurement", owner_id=wrong.indicator.goal.owner_id)
    standing = _standing_measurements(by, wrong.indicator)
    if not standing.filter(pk=wrong.pk).exists():
        raise Problem(
            "measurement-corrected",
            words(
                "This value has been corrected already. Open the indicator and correct the "
                "value that stands there now."
            ),
        )
    _check_day(by, on, standing.exclude(pk=wrong.pk))
    made = Measurement.objects.create(
        indicator=wrong.indicator, on=on, value=value, source=source, corrects=wrong, reason=reason
    )
    note(by=by, deed="correct measurement", subject=wrong.indicator, reason=reason, text=str(made))
    return made


def _standing_measurements(by: Standing, indicator: Indicator) -> QuerySet[Measurement]:
    """Those of an indicator that no later line corrects. Locks the indicator on the way."""
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    return measurements_for(by).filter(indicator=indicator, corrected_by__isnull=True)


def _check_day(by: Standing, on: date, standing: QuerySet[Measurement]) -> None:
    if on > by.on:
        raise Problem(
            "measured-later",
            words("%(on)s has not been yet. Choose the day it was measured, today at the latest."),
            on=on,
        )
    if standing.filter(on=on).exists():
        raise Problem(
            "measured-already",
            words("There is a value for %(on)s already. Correct that one, or choose another day."),
            on=on,
        )


def _check(said: IndicatorText) -> None:
    check_course(
        Course(said["baseline_value"], said["baseline_on"], said["target_value"], said["target_on"])
    )
    if said["interval_months"] not in INTERVALS:
        raise Problem(
            "indicator-interval",
            words("It cannot be measured every %(months)s months. Choose among: %(choices)s."),
            months=said["interval_months"],
            choices=", ".join(str(months) for months in INTERVALS),
        )
