"""Votes counted."""

import pytest
from hypothesis import given, strategies as some

from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.tally import Tally, tally

COUNTS = some.dictionaries(some.sampled_from(Vote), some.integers(0, 10_000))


@pytest.mark.parametrize(
    ("votes", "counted"),
    [
        ({}, None),  # nobody has voted: not known, which is not "none agree"
        ({Vote.AGREE: 0, Vote.PASS: 0}, None),
        ({Vote.PASS: 2}, Tally(0, 0, 2)),  # passing is voting
        ({Vote.DISAGREE: 1}, Tally(0, 1, 0)),
        ({Vote.AGREE: 11, Vote.DISAGREE: 1}, Tally(11, 1, 0)),
    ],
)
def test_votes_are_counted_by_kind(votes, counted):
    assert tally(votes) == counted


@given(COUNTS)
def test_every_vote_is_counted_once(votes):
    counted = tally(votes)
    assert (counted.voters if counted else 0) == sum(votes.values())


@given(COUNTS)
def test_the_strips_lie_end_to_end_over_all_who_voted(votes):
    counted = tally(votes)
    if counted is None:
        return
    end = 0
    for _name, start, length in counted.strips:
        assert start == end
        end = start + length
    assert end == counted.voters
