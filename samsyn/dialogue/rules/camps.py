"""Points on a plane into a given number of camps: k-means without chance, none too small."""

from dataclasses import dataclass

import numpy as np

from samsyn.dialogue.rules.ballots import Floats, Ints

LEAST_SIZE = 3
"""Fewer than three are persons, not a group. It is also the least number whose agreement says
more than a coin: the 90 % interval of three of three lies above one half."""
FIRST_ROUNDS, MOST_ROUNDS = 4, 100


@dataclass(frozen=True)
class Camps:
    """`label`, shape (points,), is a number from 0; `centres`, shape (camps, 2).

    `inertia` is the sum of squared distances, and `silhouette` how much nearer, on average, a
    point is to its own centre than to the next one: 1 is perfectly apart, 0 not at all.
    """

    label: Ints
    centres: Floats
    inertia: float
    silhouette: float


def camps(points: Floats, weights: Floats, before: Camps | None, number: int) -> Camps | None:
    """`points`, shape (points, 2), in `number` camps of at least three; None if that cannot be.

    Two starts, the better of the two ends: the widest camp of `before` (the answer for one camp
    fewer) cut in two, and as many equal parts along the first direction. A camp that comes out
    too small is made of outliers: the centres are found without them, and each then goes to the
    nearest.
    """
    weight = weights.copy()
    while weight.sum() >= number * LEAST_SIZE:
        centres = _best(points, weight, before, number)
        if centres is None:
            return None
        label, distances = _nearest(points, centres)
        size = np.bincount(label, weight, number)
        small = size < LEAST_SIZE
        if not small.any():
            return _told(points, weights, centres, label, distances)
        out = small[label] & (weight > 0)
        if not out.any():
            return None  # an empty camp: there are not so many different places
        weight[out] = 0.0
    return None


def settled_from(points: Floats, weights: Floats, before: Camps) -> Camps | None:
    """The same camps in points that have moved a little or count otherwise, from where they were.

    None when one of them is gone or has become too small.
    """
    number = len(before.centres)
    size = np.bincount(before.label, weights, number)
    if not size.all():
        return None
    start = np.stack(
        [np.bincount(before.label, weights * points[:, axis], number) / size for axis in (0, 1)],
        axis=1,
    )
    centres, _inertia = _settled(points, weights, start)
    label, distances = _nearest(points, centres)
    if number > 1 and (np.bincount(label, weights, number) < LEAST_SIZE).any():
        return None
    if number == 1:
        return one_camp(points, weights)
    return _told(points, weights, centres, label, distances)


def one_camp(points: Floats, weights: Floats) -> Camps:
    """Everybody in one camp, around the middle."""
    centre = np.average(points, axis=0, weights=weights)[None, :]
    label, distances = _nearest(points, centre)
    return Camps(label, centre, float(weights @ distances[0]), 0.0)


def _best(points: Floats, weight: Floats, before: Camps | None, number: int) -> Floats | None:
    """The better of the two starts after a few rounds, and that one to the end."""
    begun = [
        _settled(points, weight, start, FIRST_ROUNDS)
        for start in (_cut_widest(points, weight, before), _in_parts(points, weight, number))
        if start is not None and len(start) == number
    ]
    if not begun:
        return None
    (centres, least), *others = begun
    for other, inertia in others:
        if inertia < least * (1 - 1e-9):
            centres, least = other, inertia
    return _settled(points, weight, centres)[0]


def _settled(
    points: Floats, weight: Floats, centres: Floats, rounds: int = MOST_ROUNDS
) -> tuple[Floats, float]:
    """Lloyd's rounds until nobody changes camp; the centres and the inertia.

    A point exactly between two centres pulls at both.
    """
    across = np.ascontiguousarray(points.T)
    weighted = np.concatenate([across * weight, weight[None, :]]).T
    belongs = np.zeros((len(centres), len(points)), dtype=np.bool_)
    for _round in range(rounds):
        near = _nearness(across, centres)
        fresh = near == near.max(axis=0)
        if (fresh == belongs).all():
            break
        belongs = fresh
        sums = fresh.astype(np.float64) @ weighted
        if not sums[:, 2].all():
            break
        centres = sums[:, :2] / sums[:, 2:]
    squared = (across**2).sum(axis=0) - 2 * _nearness(across, centres).max(axis=0)
    return centres, float(weight @ squared)


def _nearness(across: Floats, centres: Floats) -> Floats:
    """Larger the nearer: half of what is lacking in the squared distance. Shape (camps, points)."""
    nearness: Floats = centres @ across - (centres**2).sum(axis=1)[:, None] / 2
    return nearness


def _nearest(points: Floats, centres: Floats) -> tuple[Ints, Floats]:
    """The nearest centre of each point, and all squared distances, shape (camps, points)."""
    across = points.T
    distances = (across[0] - centres[:, :1]) ** 2 + (across[1] - centres[:, 1:]) ** 2
    return np.argmin(distances, axis=0), distances


def _cut_widest(points: Floats, weight: Floats, before: Camps | None) -> Floats | None:
    """The centres of `before`, the widest one moved both ways along its length."""
    if before is None:
        return None
    number = len(before.centres)
    apart = ((points - before.centres[before.label]) ** 2).sum(axis=1)
    widest = int(np.argmax(np.bincount(before.label, weight * apart, number)))
    inside = (before.label == widest) & (weight > 0)
    if not inside.any():
        return None
    around = points[inside] - before.centres[widest]
    share = weight[inside] / weight[inside].sum()
    values, vectors = np.linalg.eigh(around.T @ (around * share[:, None]))
    step = vectors[:, 1] * np.sqrt(max(float(values[1]), 0.0))
    kept = np.delete(before.centres, widest, axis=0)
    return np.concatenate([kept, [before.centres[widest] - step, before.centres[widest] + step]])


def _in_parts(points: Floats, weight: Floats, number: int) -> Floats | None:
    """The middles of equally large parts, from left to right."""
    there = np.flatnonzero(weight > 0)
    order = there[np.lexsort((points[there, 1], points[there, 0]))]
    upto = np.cumsum(weight[order])
    part = np.minimum((upto - weight[order] / 2) * number / upto[-1], number - 1e-9).astype(int)
    size = np.bincount(part, weight[order], number)
    if not size.all():
        return None
    return np.stack(
        [np.bincount(part, weight[order] * points[order, axis], number) / size for axis in (0, 1)],
        axis=1,
    )


def _told(points: Floats, weight: Floats, centres: Floats, label: Ints, squared: Floats) -> Camps:
    distances = np.sqrt(squared)
    own = distances[label, np.arange(len(points))]
    distances[label, np.arange(len(points))] = np.inf
    other = distances.min(axis=0)
    largest = np.maximum(np.maximum(own, other), 1e-300)
    silhouette = float(weight @ ((other - own) / largest) / weight.sum())
    return Camps(label, centres, float(weight @ own**2), silhouette)
