"""Groups of opinion: one common view is an answer, and nobody is split by chance."""

import numpy as np
import pytest

from samsyn.dialogue.rules.camps import LEAST_SIZE, camps, one_camp
from samsyn.dialogue.rules.groupings import Border, grouping
from samsyn.dialogue.rules.opinion_map import opinion_map
from samsyn.dialogue.tests.rooms import (
    camps_with_doubt,
    one_opinion,
    room,
    two_camps,
    unanimous,
)


@pytest.mark.parametrize(
    ("votes", "sizes"),
    [
        (unanimous(8), (8,)),
        (unanimous(1), ()),
        (unanimous(2), ()),  # two are persons, not a common view
        (unanimous(3), (3,)),
        (two_camps(4), (4, 4)),
        (two_camps(4, np.ones(9)), (4, 4)),  # one camp agrees with all, the other with nothing
        (two_camps(3), (3, 3)),
        (two_camps(20), (20, 20)),
        (np.concatenate([unanimous(6), -unanimous(2)]), (8,)),  # two are persons, not a group
        (np.concatenate([unanimous(7), -unanimous(1)]), (8,)),
        (np.zeros((8, 9)), ()),  # nobody took a stand
        (np.full((0, 9), np.nan), ()),
        (two_camps(4, np.ones(1)), (8,)),  # one statement cannot tell a camp from a chance
    ],
)
def test_how_many_groups(votes, sizes):
    found = grouping(room(votes))
    assert found.sizes == sizes
    assert found.number == len(sizes)


def test_the_members_of_two_camps_are_told_apart():
    group = grouping(room(two_camps(4))).group
    assert len(set(group[:4])) == len(set(group[4:])) == 1
    assert group[0] != group[4]


@pytest.mark.parametrize("people", [8, 12, 20, 50])
def test_one_opinion_is_hardly_ever_split(people):
    """At most 5 % by the rule. Here 60 rooms of each size, seeded: at most four of them split."""
    split = sum(
        grouping(room(one_opinion(people, 12, seed)), seed).number > 1 for seed in range(60)
    )
    assert split <= 4


@pytest.mark.parametrize(("people", "least"), [(12, 17), (20, 20), (50, 20)])
def test_two_camps_with_doubt_are_found(people, least):
    found = [
        grouping(room(camps_with_doubt(people, 12, 2.5, seed)), seed).number for seed in range(20)
    ]
    assert sum(number >= 2 for number in found) >= least


def test_who_only_passes_changes_nothing():
    votes = two_camps(4)
    with_passer = np.concatenate([votes, np.zeros((1, 9))])
    alone, together = grouping(room(votes)), grouping(room(with_passer))
    assert together.group[:8].tolist() == alone.group.tolist()
    assert together.group[8] == -1
    assert not together.placed[8]


def test_who_agrees_with_opposites_is_flagged_and_in_no_group():
    votes = np.concatenate([two_camps(10), np.ones((4, 9))])
    found = grouping(room(votes))
    assert found.acquiescent.tolist() == [False] * 20 + [True] * 4
    assert found.sizes == (10, 10)


def test_who_agrees_with_everything_is_not_flagged_where_nothing_contradicts():
    assert not grouping(room(two_camps(4, np.ones(9)))).acquiescent.any()
    assert not grouping(room(unanimous(8))).acquiescent.any()


def test_a_group_has_at_least_three_members():
    votes = np.concatenate([two_camps(6), np.array([[1.0, 1, 1, 1, -1, -1, -1, -1, 0]])])
    assert min(grouping(room(votes)).sizes) >= LEAST_SIZE


def test_a_gradual_line_is_said_to_be_gradual():
    """People between left and right, most of them in the middle."""
    chance = np.random.default_rng(4)
    place = chance.standard_normal((120, 1))
    lean = place * np.tile([1.6, -1.6], 12)
    votes = np.where(chance.random((120, 24)) < 1 / (1 + np.exp(-lean)), 1.0, -1.0)
    found = grouping(room(votes))
    assert (found.number, found.border) == (2, Border.GRADUAL)


def test_readiness_to_agree_alone_makes_no_camps():
    split = 0
    for seed in range(20):
        chance = np.random.default_rng(seed)
        lean = chance.standard_normal((40, 1)) + chance.normal(0.8, 1, 12)
        votes = np.where(chance.random((40, 12)) < 1 / (1 + np.exp(-lean)), 1.0, -1.0)
        split += grouping(room(votes), seed).number > 1
    assert split <= 3


def test_names_do_not_matter():
    votes = camps_with_doubt(30, 12, 2.5, 1)
    found = grouping(room(votes))
    backwards = grouping(room(votes[::-1, ::-1]))
    assert found.sizes == backwards.sizes
    assert np.array_equal(found.group[::-1], backwards.group)


def test_directions_are_units_and_hold_the_variance():
    chart = opinion_map(room(camps_with_doubt(40, 12, 2, 3)))
    assert np.allclose((chart.components**2).sum(axis=1), 1)
    assert abs(float(chart.components[0] @ chart.components[1])) < 1e-12
    assert chart.variances[0] >= chart.variances[1] > 0
    assert chart.variance >= chart.variances.sum()


@pytest.mark.parametrize(
    "votes", [np.ones((5, 1)), np.full((0, 3), np.nan), two_camps(3, np.ones(1))]
)
def test_maps_of_little(votes):
    chart = opinion_map(room(votes))
    assert np.isfinite(chart.projection).all()
    assert chart.components.shape == (2, votes.shape[1])


def test_camps_leave_outliers_out_and_give_them_back():
    points = np.array([[0.0, 0], [0, 1], [1, 0], [9, 0], [9, 1], [10, 0], [1000, 1000]])
    found = camps(points, np.ones(7), one_camp(points, np.ones(7)), 2)
    assert found is not None
    assert np.bincount(found.label).tolist() in ([3, 4], [4, 3])
    assert len({found.label[0], found.label[3]}) == 2


def test_there_are_not_more_camps_than_places():
    points = np.array([[0.0, 0]] * 5 + [[1.0, 0]] * 5)
    assert camps(points, np.ones(10), one_camp(points, np.ones(10)), 2) is not None
    assert camps(points, np.ones(10), one_camp(points, np.ones(10)), 3) is None


def test_a_number_that_does_not_stand_out_has_no_gap():
    """Three camps with gaps; two of them told as one, two groups are no more than one cloud is."""
    chance = np.random.default_rng(2)
    patterns = np.array([[1.0, -1, -1], [-1, 1, -1], [-1, -1, 1]]).repeat(4, axis=1)
    lean = 2 * np.repeat(patterns, 20, axis=0)
    votes = np.where(chance.random(lean.shape) < 1 / (1 + np.exp(-lean)), 1.0, -1.0)
    three = grouping(room(votes), 2)
    assert (three.number, three.border) == (3, Border.GAP)
    assert three.cut_into(3).border is Border.GAP
    two = three.cut_into(2)
    assert (two.number, two.border) == (2, Border.GRADUAL)
    assert three.cut_into(1).border is Border.NONE
