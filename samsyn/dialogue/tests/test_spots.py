"""Spots on a picture: the map keeps its shape, and none hides another."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given, strategies as st

from samsyn.dialogue.rules.spots import MANY, spots

SIZE = 20.0
BOX = {"width": 640.0, "height": 400.0, "size": SIZE}
PLACES = st.lists(
    st.tuples(st.floats(-9, 9).map(lambda x: round(x, 1)), st.floats(-9, 9)), max_size=40
)


@given(PLACES)
def test_none_hides_another_and_all_are_inside(places):
    drawn = spots(places, **BOX)
    assert len(drawn) == len(places)
    assert all(0 <= x <= 640 and 0 <= y <= 400 for x, y in drawn)
    assert all(dist(one, other) >= SIZE - 1e-9 for one, other in combinations(drawn, 2))


@pytest.mark.parametrize("places", [[], [(0.0, 0.0)], [(0.0, 0.0)] * 16, [(2.0, 0.0)] * 3])
def test_those_who_vote_alike_stand_beside_each_other(places):
    drawn = spots(places, **BOX)
    assert len(set(drawn)) == len(places)
    assert all(dist(one, other) < 6 * SIZE for one, other in combinations(drawn, 2))


def test_both_directions_have_one_scale():
    (left, middle), (right, _), (_x, top) = spots([(-2.0, 0.0), (2.0, 0.0), (0.0, 1.0)], **BOX)
    assert (right - left) / 4 == pytest.approx(middle - top)


def test_a_crowd_is_drawn_where_it_stands():
    places = [(float(x % 7), float(x % 5)) for x in range(MANY + 1)]
    assert len(set(spots(places, **BOX))) == 35
