"""Days of a call, money left, numbers of grants."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.funding.rules.budget import check_budget, check_granted, left_sek
from samsyn.funding.rules.calls import CallState, CallTime, check_days, check_open, time_of
from samsyn.funding.rules.grants import NewGrant, check_new_grant, check_period, grant_number

OPENS, CLOSES = date(2026, 9, 1), date(2026, 12, 15)
SEK = st.decimals(min_value=0, max_value=10**11, places=2)


@pytest.mark.parametrize(
    ("on", "time"),
    [
        (date(2026, 8, 31), CallTime(CallState.COMING, 1)),
        (date(2026, 9, 1), CallTime(CallState.OPEN, 105)),
        (date(2026, 12, 14), CallTime(CallState.OPEN, 1)),
        (date(2026, 12, 15), CallTime(CallState.OPEN, 0)),  # the last day counts until midnight
        (date(2026, 12, 16), CallTime(CallState.CLOSED, 1)),
    ],
)
def test_the_last_day_counts_until_midnight(on: date, time: CallTime) -> None:
    assert time_of(OPENS, CLOSES, on) == time


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2026, 8, 31), "call-not-open-yet"), (date(2026, 12, 16), "call-closed")],
)
def test_outside_its_days_a_call_takes_no_applications(on: date, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        check_open(OPENS, CLOSES, on)
    assert refusal.value.code == code


@given(on=st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_call_takes_applications_exactly_when_it_is_open(on: date) -> None:
    try:
        check_open(OPENS, CLOSES, on)
        taken = True
    except Problem:
        taken = False
    assert taken == (time_of(OPENS, CLOSES, on).state is CallState.OPEN)


def test_a_call_may_be_open_for_one_day_but_not_less() -> None:
    check_days(OPENS, OPENS)
    with pytest.raises(Problem) as refusal:
        check_days(OPENS, OPENS - timedelta(days=1))
    assert refusal.value.code == "call-closes-before-it-opens"


@given(budget=SEK, granted=st.lists(SEK, max_size=6))
def test_what_is_left_and_what_is_granted_make_up_the_budget(
    budget: Decimal, granted: list[Decimal]
) -> None:
    left = left_sek(budget, granted)
    assert left >= 0
    assert left + sum(granted) == max(budget, sum(granted))


@given(asked=SEK, left=SEK, granted=SEK)
def test_a_grant_that_passes_is_within_what_was_asked_and_left(
    asked: Decimal, left: Decimal, granted: Decimal
) -> None:
    try:
        check_granted(granted, asked=asked, left=left)
        passed = True
    except Problem as problem:
        assert problem.code in {"granted-above-asked", "granted-above-budget"}
        passed = False
    assert passed == (granted <= min(asked, left))


def test_less_than_nothing_is_not_granted() -> None:
    with pytest.raises(Problem) as refusal:
        check_granted(Decimal(-1), asked=Decimal(5), left=Decimal(5))
    assert refusal.value.code == "granted-negative"


@pytest.mark.parametrize(
    ("budget", "granted", "code"),
    [(-1, [], "budget-negative"), (9, [4, 6], "budget-below-granted")],
)
def test_a_budget_bears_what_is_granted(budget: int, granted: list[int], code: str) -> None:
    with pytest.raises(Problem) as refusal:
        check_budget(Decimal(budget), [Decimal(sek) for sek in granted])
    assert refusal.value.code == code


def test_a_budget_may_be_zero_or_all_granted() -> None:
    check_budget(Decimal(0), [])
    check_budget(Decimal(10), [Decimal(4), Decimal(6)])


@given(first=st.integers(1, 10**7), second=st.integers(1, 10**7), year=st.integers(2000, 2100))
def test_two_serials_never_make_the_same_number(first: int, second: int, year: int) -> None:
    assert (grant_number(year, first) == grant_number(year, second)) == (first == second)


def test_a_period_may_be_open_but_not_turned_round() -> None:
    check_period(None, OPENS)
    check_period(OPENS, None)
    check_period(OPENS, OPENS)
    with pytest.raises(Problem) as refusal:
        check_period(CLOSES, OPENS)
    assert refusal.value.code == "ends-before-it-starts"


def new_grant(**stated: object) -> NewGrant:
    values: dict[str, object] = {
        "number": "1",
        "register": "Lista A",
        "title": "Ett projekt",
        "recipient_id": 1,
        "grantor_id": None,
        "granted_sek": Decimal(5),
    }
    return NewGrant(**values | stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"number": " "}, "grant-without-number"),
        ({"register": ""}, "grant-without-number"),
        ({"title": ""}, "grant-without-title"),
        ({"title": "x" * 301}, "grant-text-too-long"),
        ({"number": "x" * 41}, "grant-text-too-long"),
        ({"granted_sek": Decimal(-1)}, "grant-amount-impossible"),
        ({"granted_sek": Decimal(10**12)}, "grant-amount-impossible"),
        ({"starts_on": CLOSES, "ends_on": OPENS}, "ends-before-it-starts"),
    ],
)
def test_a_row_that_cannot_stand_is_refused(stated: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refusal:
        check_new_grant(new_grant(**stated))
    assert refusal.value.code == code


def test_a_row_may_leave_out_what_it_does_not_know() -> None:
    check_new_grant(new_grant(granted_sek=Decimal(0)))
