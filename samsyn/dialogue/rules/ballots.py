"""The votes of a conversation as arrays, in an order that no file and no clock decides."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Ballots:
    """Who thinks what: one vote at most for a voter and a statement.

    `voters` and `statements` are ids in order; `voter`, `statement` and `vote` (-1, 0, 1) are as
    long as there are votes, ordered by voter and then statement. A statement may be without
    votes; a voter has at least one.
    """

    voters: tuple[str, ...]
    statements: tuple[str, ...]
    voter: Ints
    statement: Ints
    vote: NDArray[np.int8]

    @cached_property
    def votes_by_voter(self) -> Ints:
        """How many statements each voter has voted on, passes included. Shape (voters,)."""
        return np.bincount(self.voter, minlength=len(self.voters))

    @cached_property
    def stances_by_voter(self) -> Ints:
        """How many statements each voter has agreed or disagreed with. Shape (voters,)."""
        return np.bincount(self.voter[self.vote != 0], minlength=len(self.voters))

    def only(self, voters: Flags) -> "Ballots":
        """The same statements with the flagged voters' votes only. `voters`: shape (voters,)."""
        kept = voters[self.voter]
        number = np.cumsum(voters) - 1
        return replace(
            self,
            voters=tuple(name for name, stays in zip(self.voters, voters, strict=True) if stays),
            voter=number[self.voter[kept]],
            statement=self.statement[kept],
            vote=self.vote[kept],
        )

    def with_votes(self, vote: NDArray[np.int8]) -> "Ballots":
        """The same voters have voted on the same statements, otherwise."""
        return replace(self, vote=vote)


def ballots_of(
    rows: Iterable[tuple[str, str, int, int]], statements: Iterable[str] | None = None
) -> Ballots:
    """Ballots from rows of (voter, statement, vote, timestamp) in any order.

    A voter's last vote on a statement counts, by its timestamp. Where two different votes bear
    the same last timestamp nobody can tell which came last: then it is a pass. With `statements`,
    votes on others are left out and those without votes are kept.
    """
    rows = list(rows)
    voters = in_order({row[0] for row in rows})
    known = in_order({row[1] for row in rows} if statements is None else set(statements))
    voter_number = {name: number for number, name in enumerate(voters)}
    statement_number = {name: number for number, name in enumerate(known)}
    # One list of whole numbers becomes an array much quicker than rows of them.
    numbers = [
        number
        for voter, statement, vote, timestamp in rows
        if statement in statement_number
        for number in (voter_number[voter], statement_number[statement], vote, timestamp)
    ]
    columns = np.array(numbers, dtype=np.int64).reshape(-1, 4).T
    whole = Ballots(
        voters, known, *_last_votes(columns[0], columns[1], columns[2].astype(np.int8), columns[3])
    )
    return whole.only(whole.votes_by_voter > 0)


def in_order(names: set[str]) -> tuple[str, ...]:
    """Ids in one order everywhere: whole numbers by size, then the others by their letters.

    >>> in_order({"b", "10", "9", "a"})
    ('9', '10', 'a', 'b')
    """
    return tuple(sorted(names, key=_place))


def _place(name: str) -> tuple[bool, int, str]:
    number = name.isascii() and name.isdigit()
    return not number, int(name) if number else 0, name


def _last_votes(
    voter: Ints, statement: Ints, vote: NDArray[np.int8], timestamp: NDArray[np.int64]
) -> tuple[Ints, Ints, NDArray[np.int8]]:
    order = np.lexsort((vote, timestamp, statement, voter))
    voter, statement, vote, timestamp = (
        voter[order],
        statement[order],
        vote[order],
        timestamp[order],
    )
    ends_cell = _ends(voter, statement)
    ends_moment = _ends(voter, statement, timestamp)
    # The first row of each moment holds its least vote and the last row its greatest.
    starts_moment = np.roll(ends_moment, 1) if len(vote) else ends_moment
    least = vote[starts_moment][np.cumsum(ends_moment)[ends_cell] - 1]
    greatest = vote[ends_cell]
    return (
        voter[ends_cell],
        statement[ends_cell],
        np.where(least == greatest, greatest, 0).astype(np.int8),
    )


def _ends(*columns: NDArray[np.intp] | NDArray[np.int64]) -> Flags:
    """Which rows are the last ones with the same values in all columns."""
    if len(columns[0]) == 0:
        return np.zeros(0, dtype=np.bool_)
    differs = np.zeros(len(columns[0]) - 1, dtype=np.bool_)
    for column in columns:
        differs |= column[1:] != column[:-1]
    return np.append(differs, True)
