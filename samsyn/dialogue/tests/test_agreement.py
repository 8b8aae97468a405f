"""What all agree on, what divides, and what a group stands for."""

import numpy as np
import pytest

from samsyn.dialogue.rules.agreement import (
    Counts,
    Finding,
    Side,
    counts_of,
    group_aware_consensus,
    representative_of,
    results_of,
)
from samsyn.dialogue.tests.rooms import MIXED, room, two_camps


def counted(*groups: tuple[int, int, int]) -> Counts:
    """One statement; for each group how many agree, disagree and pass."""
    agree, disagree, passed = (
        np.array(each, dtype=float)[:, None] for each in zip(*groups, strict=True)
    )
    return Counts(agree, disagree, agree + disagree + passed)


@pytest.mark.parametrize(
    ("groups", "finding", "side"),
    [
        ([(8, 0, 0)], Finding.AGREED, Side.AGREE),
        ([(0, 8, 0)], Finding.AGREED, Side.DISAGREE),  # all reject it: they agree too
        ([(11, 1, 0)], Finding.AGREED, Side.AGREE),
        ([(3, 0, 0)], Finding.AGREED, Side.AGREE),  # the least that says more than a coin
        ([(2, 0, 0)], Finding.UNSURE, Side.AGREE),
        ([(4, 4, 0)], Finding.DIVIDES, Side.AGREE),
        ([(5, 3, 0)], Finding.UNSURE, Side.AGREE),
        ([(0, 0, 0)], Finding.UNSURE, Side.AGREE),
        ([(0, 0, 8)], Finding.MIXED, Side.AGREE),  # surely few take a stand
        ([(130, 70, 0)], Finding.DIVIDES, Side.AGREE),  # more than half, and a third against
        ([(130, 20, 50)], Finding.MIXED, Side.AGREE),  # not two thirds
        ([(7, 1, 0)], Finding.AGREED, Side.AGREE),
        ([(6, 2, 0)], Finding.UNSURE, Side.AGREE),
        ([(150, 50, 300)], Finding.MIXED, Side.AGREE),  # many pass
        ([(60, 140, 0)], Finding.DIVIDES, Side.DISAGREE),
        ([(4, 0, 0), (0, 4, 0)], Finding.DIVIDES, Side.AGREE),
        ([(100, 0, 0), (1, 4, 0)], Finding.MIXED, Side.AGREE),  # not the small group
        ([(100, 0, 0), (0, 5, 0)], Finding.DIVIDES, Side.AGREE),  # the small group is against
        ([(100, 0, 0), (0, 0, 0)], Finding.UNSURE, Side.AGREE),  # it was never asked
        ([(10, 0, 0), (9, 0, 1)], Finding.AGREED, Side.AGREE),
    ],
)
def test_every_statement_is_one_of_four(groups, finding, side):
    counts = counted(*groups)
    result = results_of(one_statement(), counts.of_all(), counts)[0]
    assert (result.finding, result.side) == (finding, side)
    assert result.votes == sum(sum(group) for group in groups)
    assert 0 <= result.interval.low <= (result.share or 0) <= result.interval.high <= 1


def one_statement():
    return room(np.full((0, 1), np.nan))


def test_consensus_needs_every_group():
    counts = counted((9, 0, 0), (0, 9, 0))
    assert group_aware_consensus(counts)[0] == pytest.approx(10 / 11 * 1 / 11)


def test_two_camps_are_told_apart_by_every_statement():
    ballots = room(two_camps(4))
    counts = counts_of(ballots, np.repeat([0, 1], 4), 2)
    first, second = representative_of(ballots.statements, counts)
    assert {each.statement: each.side for each in first} == {
        str(place): Side.AGREE if vote > 0 else Side.DISAGREE for place, vote in enumerate(MIXED)
    }
    assert [each.statement for each in second] == [each.statement for each in first]
    assert all(each.rest_share_agree == 1 - each.share_agree for each in first)


def test_a_difference_that_chance_makes_is_not_representative():
    chance = np.random.default_rng(0)
    ballots = room(np.where(chance.random((40, 60)) < 0.6, 1.0, -1.0))
    counts = counts_of(ballots, np.repeat([0, 1], 20), 2)
    assert sum(map(len, representative_of(ballots.statements, counts))) <= 2


def test_most_of_the_group_stand_where_it_is_said_to():
    """40 % against 5 % is a clear difference; the group as a whole does not agree for that."""
    counts = counted((40, 60, 0), (5, 95, 0))
    first, second = representative_of(["s"], counts)
    assert first == []
    assert [each.side for each in second] == [Side.DISAGREE]


def test_one_common_view_is_what_most_surely_think():
    counts = counted((8, 0, 0))
    (only,) = representative_of(["s"], counts)
    assert [(each.side, each.share_agree, each.rest_share_agree) for each in only] == [
        (Side.AGREE, 1.0, None)
    ]


def test_who_is_in_no_group_is_counted_in_none():
    ballots = room(np.ones((5, 2)))
    counts = counts_of(ballots, np.array([0, 0, 0, -1, -1]), 1)
    assert counts.agree.tolist() == [[3, 3]]
    assert counts_of(
        ballots, np.zeros(5, dtype=int), 1, weights=np.array([2.0, 0, 0, 0, 1])
    ).cast.tolist() == [[3, 3]]
