"""Goals under goals: what lies below, and circles."""

import pytest
from hypothesis import given, strategies as some

from samsyn.strategy.rules.tree import ancestors, descendants, in_order, would_circle

PAIRS = [(1, None), (2, 1), (5, 2), (3, 1), (4, None)]


@some.composite
def trees(draw):
    """Trees of up to thirty keys: each stands under an earlier one or at the top."""
    size = draw(some.integers(1, 30))
    return [
        (key, draw(some.sampled_from([None, *range(key)])) if key else None) for key in range(size)
    ]


@pytest.mark.parametrize(("key", "below"), [(1, {1, 2, 3, 5}), (2, {2, 5}), (4, {4}), (99, {99})])
def test_below_a_goal_are_all_under_it_and_itself(key, below):
    assert descendants(PAIRS, key) == below


@pytest.mark.parametrize(
    ("key", "above", "circle"),
    [
        (1, 5, True),  # two steps down
        (1, 1, True),  # itself
        (5, 1, False),  # up is no circle
        (1, 4, False),
        (1, None, False),
    ],
)
def test_a_goal_cannot_stand_under_itself(key, above, circle):
    assert would_circle(PAIRS, key, above) is circle


def test_a_circle_that_has_come_in_is_walked_once():
    assert descendants([(1, 2), (2, 1)], 1) == {1, 2}
    assert ancestors([(1, 2), (2, 1)], 1) == [2]


def test_the_order_of_reading_is_each_followed_by_those_under_it():
    assert [(at.key, at.depth, at.below) for at in in_order(PAIRS)] == [
        (1, 0, 3),
        (2, 1, 1),
        (5, 2, 0),
        (3, 1, 0),
        (4, 0, 0),
    ]


@given(trees())
def test_every_goal_is_read_once_with_as_many_below_as_there_are(pairs):
    places = in_order(pairs)
    assert sorted(place.key for place in places) == sorted(key for key, _ in pairs)
    for place in places:
        assert place.below == len(descendants(pairs, place.key)) - 1
        assert place.depth == len(ancestors(pairs, place.key))


@given(trees(), some.data())
def test_moving_where_it_would_not_circle_keeps_a_tree(pairs, data):
    key = data.draw(some.sampled_from([key for key, _ in pairs]))
    above = data.draw(some.sampled_from([None, *(key for key, _ in pairs)]))
    moved = [(one, above if one == key else old) for one, old in pairs]
    whole = len(in_order(moved)) == len(pairs)
    assert whole is not would_circle(pairs, key, above)
