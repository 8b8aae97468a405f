"""Where everybody stands: votes drawn in the two directions in which opinions differ most.

Principal components of the votes, where a vote that was not cast is the mean of its statement:
after centring it is exactly zero, so only the votes that exist are touched. Two differences from
Polis: the eigenproblem is solved exactly, and statements that a moderator took out are not there.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh
from scipy.sparse import csr_matrix

from samsyn.dialogue.rules.ballots import Ballots, Flags, Floats

BLOCK = 2048
"""Voters whose votes are written out in full at a time."""
SPARSE_COST = 50.0
"""What one product of two votes costs among those that exist, when one in a full table costs 1."""


@dataclass(frozen=True)
class OpinionMap:
    """`centre`, shape (statements,), is the mean vote; NaN where nobody has voted.

    `components`, shape (2, statements), are unit vectors or zero where there is no such direction;
    `projection`, shape (voters, 2), is where each voter stands; `variances`, shape (2,), are the
    eigenvalues and `variance` their sum over all directions.
    """

    centre: Floats
    components: Floats
    projection: Floats
    variances: Floats
    variance: float


def opinion_map(ballots: Ballots, weights: Floats | None = None) -> OpinionMap:
    """The two directions in which the ballots differ most, and where each voter stands in them.

    A voter who has answered few statements is moved outwards by sqrt(statements / answered), as
    Polis does. `weights`, shape (voters,), counts a voter several times or not at all.
    """
    many = len(ballots.statements)
    weight = np.ones(len(ballots.voters)) if weights is None else weights
    centre, centred = from_the_mean(ballots, weight)
    products = _products(ballots, centred * np.sqrt(weight[ballots.voter]))
    variances, components = _largest_two(products)
    stretch = np.sqrt(many / np.maximum(ballots.votes_by_voter, 1))
    projection = np.array(
        [
            np.bincount(ballots.voter, centred * row[ballots.statement], len(ballots.voters))
            * stretch
            for row in components
        ]
    ).T
    turn = np.where(_leans_left(projection, weight), -1.0, 1.0)
    return OpinionMap(
        centre, components * turn[:, None], projection * turn, variances, float(np.trace(products))
    )


def from_the_mean(ballots: Ballots, weight: Floats) -> tuple[Floats, Floats]:
    """The mean vote on each statement, and each vote less the mean of its statement."""
    many = len(ballots.statements)
    per_vote = weight[ballots.voter]
    vote = ballots.vote.astype(np.float64)
    cast = np.bincount(ballots.statement, per_vote, many)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.bincount(ballots.statement, per_vote * vote, many) / cast
    centred = vote - centre[ballots.statement]
    centred[per_vote == 0] = 0.0
    return centre, centred


def first_share(ballots: Ballots, weight: Floats, *, beyond_readiness: bool = False) -> float:
    """How much of all difference of opinion lies in one direction: 0 to 1.

    With `beyond_readiness` after each voter's own mean is taken away: what is left is *what* one
    agrees with, not how readily.
    """
    _centre, centred = from_the_mean(ballots, weight)
    if beyond_readiness:
        own = np.bincount(ballots.voter, centred, len(ballots.voters))
        centred -= (own / np.maximum(ballots.votes_by_voter, 1))[ballots.voter]
    products = _products(ballots, centred * np.sqrt(weight[ballots.voter]))
    whole = float(np.trace(products))
    return float(_largest_two(products)[0][0]) / whole if whole > 0 else 0.0


def _products(ballots: Ballots, value: Floats) -> Floats:
    """For each two statements the sum over voters of the products of their values."""
    voters, many = len(ballots.voters), len(ballots.statements)
    answered = ballots.votes_by_voter.astype(np.float64)
    if float(answered @ answered) * SPARSE_COST < float(voters) * many * many:
        starts = np.concatenate([[0], np.cumsum(ballots.votes_by_voter)])
        sparse = csr_matrix((value, ballots.statement, starts), shape=(voters, many))
        product: Floats = (sparse.T @ sparse).toarray()
        return product
    total = np.zeros((many, many))
    for start in range(0, voters, BLOCK):
        size = min(BLOCK, voters - start)
        begin, end = np.searchsorted(ballots.voter, [start, start + size])
        full = np.zeros((size, many))
        full[ballots.voter[begin:end] - start, ballots.statement[begin:end]] = value[begin:end]
        total += full.T @ full
    return total


def _largest_two(products: Floats) -> tuple[Floats, Floats]:
    """The two largest eigenvalues and their vectors as rows; zero where there are fewer."""
    many = len(products)
    variances, components = np.zeros(2), np.zeros((2, many))
    if many == 0:
        return variances, components
    asked = min(2, many)
    values, vectors = eigh(products, subset_by_index=[many - asked, many - 1])
    least = 1e-12 * max(float(np.trace(products)), 1.0)
    for place in range(asked):
        value = float(values[asked - 1 - place])
        if value > least:
            variances[place] = value
            components[place] = vectors[:, asked - 1 - place]
    return variances, components


def _leans_left(projection: Floats, weight: Floats) -> Flags:
    """Which directions point away from their longer tail: which way is right is a convention.

    The sum of cubes does not depend on what voters and statements are called.
    """
    leans: Flags = weight @ projection**3 < 0
    return leans
