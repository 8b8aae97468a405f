"""The samsyn figure: two people taken at random, and how sure we are."""

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from samsyn.dialogue.rules.ballots import ballots_of
from samsyn.dialogue.rules.samsyn_figure import change_of, samsyn_of, samsyn_of_room
from samsyn.dialogue.tests.rooms import one_opinion, room, rows_of, two_camps, unanimous


def by_pairs(votes: np.ndarray) -> float:
    """The definition, pair by pair and statement by statement."""
    figures = []
    for column in votes.T:
        cast = [vote for vote in column if not np.isnan(vote)]
        pairs = [a * b for a, b in itertools.permutations(cast, 2)]
        if pairs:
            figures.append(sum(pairs) / len(pairs))
    return min(max(sum(figures) / len(figures), 0.0), 1.0)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_its_words_say(seed):
    votes = one_opinion(9, 7, seed)
    assert samsyn_of(room(votes)).value == pytest.approx(by_pairs(votes))


def test_the_worked_example():
    """docs/methods/agreement.md: twelve people, three statements."""
    votes = np.ones((12, 3))
    votes[0, 1] = -1  # eleven against one
    votes[:6, 2] = -1  # six against six
    figure = samsyn_of(room(votes))
    assert figure.value == pytest.approx((1 + (55 - 11) / 66 + (30 - 36) / 66) / 3)
    assert (figure.statements, figure.people) == (3, 12)


@pytest.mark.parametrize(
    ("votes", "value"),
    [(unanimous(8), 1.0), (-unanimous(8), 1.0), (two_camps(4), 0.0), (np.zeros((8, 3)), 0.0)],
)
def test_the_ends(votes, value):
    figure = samsyn_of(room(votes))
    assert figure.value == value
    assert figure.interval.low <= value <= figure.interval.high
    assert figure.interval.low < figure.interval.high, "nothing is certain about a larger public"


def test_nothing_is_said_of_one_vote():
    assert samsyn_of(room(np.full((0, 3), np.nan))) is None
    assert samsyn_of(ballots_of([("a", "s", 1, 0), ("b", "t", 1, 0)])) is None


def test_a_room_that_has_answered_is_certain():
    ballots = room(one_opinion(8, 9, 1))
    public, half, whole = (
        samsyn_of(ballots),
        samsyn_of_room(ballots, 16),
        samsyn_of_room(ballots, 8),
    )
    assert whole.interval.low == whole.interval.high == whole.value == public.value
    width = public.interval.high - public.interval.low
    assert half.interval.high - half.interval.low == pytest.approx(width * np.sqrt(0.5))
    assert samsyn_of_room(ballots, 3) == whole, "more have answered than were counted"


@pytest.mark.parametrize("people", [8, 12, 20, 50])
def test_ninety_percent_holds_about_ninety_percent(people):
    """200 seeded publics; the method page has the large table."""
    held = 0
    for seed in range(200):
        chance = np.random.default_rng(seed)
        shares = chance.beta(2, 1, 12)
        votes = np.where(chance.random((people, 12)) < shares, 1.0, -1.0)
        interval = samsyn_of(room(votes)).interval
        held += interval.low <= ((2 * shares - 1) ** 2).mean() <= interval.high
    assert 0.84 <= held / 200 <= 0.96


def test_a_change_is_seen_over_the_same_statements_only():
    before, after = two_camps(6), unanimous(12)
    change, interval, statements = change_of(room(before), room(after))
    assert change == 1.0  # 1 + 1/11 before it is cut off
    assert interval.low > 0
    assert statements == 9
    other = ballots_of([(row[0], f"new {row[1]}", *row[2:]) for row in rows_of(after)])
    assert change_of(room(before), other) is None


def test_no_change_is_within_its_interval():
    votes = one_opinion(20, 9, 3)
    change, interval, _statements = change_of(room(votes), room(votes))
    assert change == 0
    assert interval.low < 0 < interval.high


def test_a_change_of_the_same_people_is_surer_than_of_others():
    before = one_opinion(20, 9, 5)
    after = before.copy()
    after[:3] = 1
    same = change_of(room(before), room(after))[1]
    others = ballots_of([(f"x{row[0]}", *row[1:]) for row in rows_of(after)])
    different = change_of(room(before), others)[1]
    assert same.high - same.low < different.high - different.low


@given(st.integers(0, 1000))
def test_it_lies_within_its_interval_and_within_bounds(seed):
    figure = samsyn_of(room(one_opinion(7, 4, seed)))
    assert 0 <= figure.interval.low <= figure.value <= figure.interval.high <= 1
