"""Made-up conversations for the tests of the analysis: votes as tables of people by statements."""

import numpy as np
from numpy.typing import NDArray

from samsyn.dialogue.rules.ballots import Ballots, ballots_of

Row = tuple[str, str, int, int]
MIXED = np.array([1.0, -1, 1, -1, 1, -1, 1, -1, 1])
"""What one camp thinks of nine statements; the other thinks the opposite."""


def rows_of(votes: NDArray[np.float64]) -> list[Row]:
    """A row for each vote in a table of people by statements; NaN is no vote."""
    return [
        (str(person), str(statement), int(votes[person, statement]), 0)
        for person, statement in zip(*np.nonzero(~np.isnan(votes)), strict=True)
    ]


def room(votes: NDArray[np.float64]) -> Ballots:
    """The ballots of a table of people by statements, with all its statements."""
    return ballots_of(rows_of(votes), (str(number) for number in range(votes.shape[1])))


def unanimous(people: int = 8, statements: int = 9) -> NDArray[np.float64]:
    return np.ones((people, statements))


def two_camps(each: int = 4, pattern: NDArray[np.float64] = MIXED) -> NDArray[np.float64]:
    return np.concatenate([np.tile(pattern, (each, 1)), np.tile(-pattern, (each, 1))])


def one_opinion(people: int, statements: int, seed: int) -> NDArray[np.float64]:
    """Everybody votes alike by chance: each statement has a share, and nothing else tells."""
    chance = np.random.default_rng(seed)
    shares = chance.beta(2, 1, statements)
    votes = np.where(chance.random((people, statements)) < shares, 1.0, -1.0)
    votes[chance.random((people, statements)) < 0.1] = 0
    votes[chance.random((people, statements)) < 0.1] = np.nan
    return votes


def camps_with_doubt(
    people: int, statements: int, strength: float, seed: int
) -> NDArray[np.float64]:
    """Two halves that lean opposite ways, each vote with some chance."""
    chance = np.random.default_rng(seed)
    side = np.where(np.arange(people) < people // 2, 1, -1)[:, None]
    lean = strength * side * chance.choice([-1, 1], statements)
    return np.where(chance.random((people, statements)) < 1 / (1 + np.exp(-lean)), 1.0, -1.0)
