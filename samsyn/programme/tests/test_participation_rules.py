"""When a row may stand, and how two rows about the same agree."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.programme.rules.days import check_days, widened
from samsyn.programme.rules.participations import (
    NewParticipation,
    check_day,
    check_figures,
    merged,
)

DAY = date(2026, 10, 5)
people = st.none() | st.integers(min_value=0, max_value=200)
rows = st.builds(
    NewParticipation,
    activity_id=st.just(1),
    company_id=st.just(2),
    on=st.just(DAY),
    women=people,
    men=people,
    not_stated=people,
    hours=st.none() | st.decimals(min_value=0, max_value=100, places=2),
    contact_email=st.sampled_from(["", "anna@demo.example"]),
)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@given(stands=rows)
def test_a_row_that_knows_nothing_changes_nothing(stands):
    assert merged(stands, NewParticipation(1, 2, DAY)) == stands


@given(stands=rows, new=rows)
def test_what_a_new_row_knows_is_taken_and_the_same_row_again_changes_nothing(stands, new):
    joined = merged(stands, new)
    assert merged(joined, new) == joined
    for name in ("women", "men", "not_stated", "hours"):
        known = getattr(new, name)
        assert getattr(joined, name) == (getattr(stands, name) if known is None else known)


def test_a_measured_none_replaces_what_stood():
    assert merged(NewParticipation(1, 2, DAY, men=4), NewParticipation(1, 2, DAY, men=0)).men == 0


@pytest.mark.parametrize(
    ("on", "ends_on", "stands"),
    [
        (DAY, None, True),
        (DAY + timedelta(days=400), None, True),  # no known end
        (DAY - timedelta(days=1), None, False),
        (DAY, DAY, True),
        (DAY + timedelta(days=1), DAY, False),
    ],
)
def test_a_company_takes_part_on_the_days_of_the_activity(on, ends_on, stands):
    if stands:
        assert check_day(on, DAY, ends_on) is None
        return
    with pytest.raises(Problem) as refusal:
        check_day(on, DAY, ends_on)
    assert refusal.value.code == "day-outside-activity"


@given(row=rows)
def test_people_and_hours_of_nought_or_more_may_stand(row):
    assert check_figures(row) is None


@pytest.mark.parametrize(
    "change",
    [{"women": -1}, {"men": 32_768}, {"not_stated": -5}, {"hours": Decimal("-0.5")}],
)
def test_people_and_hours_out_of_range_are_refused(change):
    with pytest.raises(Problem) as refusal:
        check_figures(replace(NewParticipation(1, 2, DAY), **change))
    assert refusal.value.code == "figure-out-of-range"


@given(starts_on=days, length=st.none() | st.integers(min_value=0, max_value=900), on=days)
def test_widened_days_hold_the_day_and_all_they_held(starts_on, length, on):
    ends_on = None if length is None else starts_on + timedelta(days=length)
    first, last = widened(starts_on, ends_on, on)
    assert check_day(on, first, last) is None
    assert first <= starts_on
    assert (last is None) == (ends_on is None)
    assert last is None or last >= max(on, ends_on)


def test_the_last_day_is_not_before_the_first():
    assert check_days(DAY, DAY) is None
    with pytest.raises(Problem) as refusal:
        check_days(DAY, DAY - timedelta(days=1))
    assert refusal.value.code == "ends-before-it-starts"
