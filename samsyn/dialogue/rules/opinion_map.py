"""Where everybody stands: votes drawn in the two directions in which opinions differ most.

Principal components of the votes, where a vote that was not cast is the mean of its statement:
after centring it is exactly zero, so only the votes that exist are touched. Two differences from
Polis: the eigenproblem is solved exactly, and statements that a moderator took out are not there.
"""

from dataclasses import dataclass

import numpy as np

from samsyn.dialogue.rules.ballots import Ballots, Flags, Floats
from samsyn.dialogue.rules.directions import two_directions


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
    found = two_directions(ballots, centred * np.sqrt(weight[ballots.voter]))
    stretch = np.sqrt(many / np.maximum(ballots.votes_by_voter, 1))
    projection = np.array(
        [
            np.bincount(ballots.voter, centred * row[ballots.statement], len(ballots.voters))
            * stretch
            for row in found.components
        ]
    ).T
    away = _points_away(projection, found.components, weight)
    turn = np.where(away, -1.0, 1.0)
    return OpinionMap(
        centre, found.components * turn[:, None], projection * turn, found.variances, found.whole
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
    return two_directions(ballots, centred * np.sqrt(weight[ballots.voter])).first_share


def _points_away(projection: Floats, components: Floats, weight: Floats) -> Flags:
    """Which directions point away from their longer tail: which way is right is a convention.

    The sum of cubes does not depend on what voters and statements are called. Where both tails
    are alike, the first of the statements that weigh most decides.
    """
    if components.shape[1] == 0:
        return np.zeros(2, dtype=np.bool_)
    cubes = weight @ projection**3
    alike = np.abs(cubes) <= 1e-9 * (weight @ np.abs(projection) ** 3)
    size = np.abs(components)
    first = np.argmax(size >= size.max(axis=1, initial=0.0)[:, None] * (1 - 1e-9), axis=1)
    against = components[np.arange(2), first] < 0
    away: Flags = np.where(alike, against, cubes < 0)
    return away
