"""The two directions in which votes differ most, however the table is shaped and kept."""

import numpy as np
import pytest

from samsyn.dialogue.rules import directions
from samsyn.dialogue.rules.directions import two_directions
from samsyn.dialogue.rules.opinion_map import from_the_mean
from samsyn.dialogue.tests.rooms import camps_with_doubt, one_opinion, room, unanimous


def plainly(votes: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """All eigenvalues of the centred table, written out, by the plainest way there is."""
    centred = np.nan_to_num(votes - np.nanmean(votes, axis=0))
    _left, roots, right = np.linalg.svd(centred, full_matrices=False)
    return roots[:2] ** 2, right[:2], float((centred**2).sum())


def found(votes: np.ndarray) -> directions.Directions:
    ballots = room(votes)
    return two_directions(ballots, from_the_mean(ballots, np.ones(len(ballots.voters)))[1])


WAYS = {
    "written out": {},
    "only the votes, products written out": {"FEW_CELLS": 0},
    "only the votes, products of the votes": {"FEW_CELLS": 0, "SPARSE_COST": 0.0},
    "in blocks": {"FEW_CELLS": 0, "SPARSE_COST": 1e9, "BLOCK": 7},
    "large": {"LARGE": 5},
    "large, only the votes": {"LARGE": 5, "FEW_CELLS": 0},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("people", "statements"), [(60, 12), (12, 60), (25, 25)])
def test_every_way_gives_the_same_directions(monkeypatch, way, people, statements):
    for name, value in WAYS[way].items():
        monkeypatch.setattr(directions, name, value)
    votes = camps_with_doubt(people, statements, 1.5, 3)
    votes[np.random.default_rng(1).random(votes.shape) < 0.3] = np.nan
    variances, components, whole = plainly(votes)
    ours = found(votes)
    assert np.allclose(ours.variances, variances, rtol=1e-9)
    assert ours.whole == pytest.approx(whole)
    assert 0 < ours.first_share < 1
    for one, other in zip(ours.components, components, strict=True):
        assert min(abs(one - other).max(), abs(one + other).max()) < 1e-7


@pytest.mark.parametrize("way", WAYS)
def test_the_same_table_gives_the_same_bits(monkeypatch, way):
    for name, value in WAYS[way].items():
        monkeypatch.setattr(directions, name, value)
    votes = one_opinion(40, 30, 2)
    assert np.array_equal(found(votes).components, found(votes).components)


@pytest.mark.parametrize(
    "votes", [unanimous(8), np.zeros((0, 4)), np.zeros((4, 0)), np.ones((1, 1))]
)
def test_where_nobody_differs_there_is_no_direction(votes):
    ours = found(votes)
    assert (ours.whole, ours.first_share) == (0.0, 0.0)
    assert not ours.components.any()
    assert ours.components.shape == (2, votes.shape[1])


def test_one_statement_is_one_direction():
    ours = found(np.array([[1.0], [-1], [1]]))
    assert ours.first_share == 1.0
    assert ours.components[0].tolist() in ([1.0], [-1.0])
    assert not ours.components[1].any()
