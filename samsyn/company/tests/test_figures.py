"""What may be written down about improvements and key figures."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.company.rules.figures import (
    check_happened,
    check_measured,
    check_saving,
    check_year,
)
from samsyn.company.rules.sectors import DIVISIONS, division

TODAY = date(2026, 11, 23)


@given(saved=st.none() | st.decimals(min_value=0, allow_nan=False, allow_infinity=False))
def test_a_saving_of_nothing_or_more_may_stand(saved):
    assert check_saving(saved, None) is None
    assert check_saving(None, saved) is None


@given(saved=st.decimals(max_value=Decimal("-0.1"), allow_nan=False, allow_infinity=False))
def test_a_saving_below_zero_is_refused(saved):
    with pytest.raises(Problem) as refusal:
        check_saving(None, saved)
    assert refusal.value.code == "saving-negative"


@pytest.mark.parametrize(
    ("hours", "sek", "how", "refused"),
    [
        (None, None, "", False),
        (Decimal(0), None, "", True),  # a measured zero was measured somehow
        (None, Decimal(1000), "  ", True),
        (Decimal(120), None, "timed", False),
    ],
)
def test_a_saving_says_how_it_was_measured(hours, sek, how, refused):
    if not refused:
        assert check_measured(hours, sek, how) is None
        return
    with pytest.raises(Problem) as refusal:
        check_measured(hours, sek, how)
    assert refusal.value.code == "how-measured-missing"


def test_nothing_has_improved_tomorrow():
    assert check_happened(TODAY, on=TODAY) is None
    with pytest.raises(Problem) as refusal:
        check_happened(date(2026, 11, 24), on=TODAY)
    assert refusal.value.code == "not-happened-yet"


@pytest.mark.parametrize(
    ("year", "stands"), [(1989, False), (1990, True), (2026, True), (2027, False)]
)
def test_a_key_figure_is_of_a_year_that_has_begun(year, stands):
    if stands:
        assert check_year(year, on=TODAY) is None
        return
    with pytest.raises(Problem) as refusal:
        check_year(year, on=TODAY)
    assert refusal.value.code == "year-out-of-range"
    assert str(refusal.value).startswith(f"{year} is not a year between 1990 and 2026")


@given(code=st.sampled_from(sorted(DIVISIONS)), rest=st.text(alphabet="0123456789.", max_size=4))
def test_the_first_two_figures_name_the_division(code, rest):
    assert division(code + rest) == DIVISIONS[code]


def test_a_sector_outside_manufacturing_has_no_division():
    assert division("62.010") == ""
