"""When a dialogue is open, and what may be done in it when."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as some

from samsyn.basics.problem import Problem
from samsyn.dialogue.rules.stages import (
    Stage,
    check_days,
    check_may_say,
    check_may_vote,
    stage_on,
)

FIRST, LAST = date(2026, 8, 21), date(2026, 12, 31)
BEFORE, DURING, AFTER = date(2026, 8, 20), date(2026, 10, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (BEFORE, Stage.COMING),
        (FIRST, Stage.OPEN),
        (DURING, Stage.OPEN),
        (LAST, Stage.OPEN),  # until midnight of the last day
        (AFTER, Stage.CLOSED),
    ],
)
def test_both_ends_count_as_open(on, stage):
    assert stage_on(on, FIRST, LAST) is stage


@given(some.dates(), some.integers(0, 400), some.integers(-500, 500))
def test_one_may_vote_exactly_when_the_dialogue_is_open(first, length, later):
    last = min(first, date.max - timedelta(days=1000)) + timedelta(days=length)
    first = min(first, date.max - timedelta(days=1000))
    on = first + timedelta(days=later) if first.toordinal() + later > 0 else first
    try:
        check_may_vote(on, first, last)
        may_vote = True
    except Problem:
        may_vote = False
    assert may_vote is (stage_on(on, first, last) is Stage.OPEN)


def test_a_late_vote_is_refused_with_the_day_voting_closed():
    with pytest.raises(Problem) as refusal:
        check_may_vote(AFTER, FIRST, LAST)
    assert refusal.value.code == "vote-too-late"
    assert str(refusal.value) == (
        "Voting closed on 2026-12-31, so your vote stays as it was. "
        "If more time is needed, ask the organiser to move the last day."
    )


@pytest.mark.parametrize(
    ("on", "is_organiser", "code"),
    [
        (BEFORE, True, None),
        (BEFORE, False, "statement-too-early"),
        (DURING, False, None),
        (AFTER, False, "statement-too-late"),
        (AFTER, True, "statement-too-late"),
    ],
)
def test_only_the_organiser_speaks_before_and_nobody_after(on, is_organiser, code):
    try:
        check_may_say(on, FIRST, LAST, is_organiser=is_organiser)
        said = None
    except Problem as problem:
        said = problem.code
    assert said == code


def test_a_dialogue_may_open_and_close_on_one_day():
    check_days(FIRST, FIRST)
    with pytest.raises(Problem) as refusal:
        check_days(LAST, FIRST)
    assert refusal.value.code == "dialogue-days"
