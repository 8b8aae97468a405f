"""Votes become ballots: the last one counts, whatever the order of the rows."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from samsyn.dialogue.rules.ballots import Ballots, ballots_of

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "10", "a"]),
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from([-1, 0, 1]),
        st.integers(0, 3),
    ),
    max_size=30,
)


def as_table(ballots: Ballots) -> dict[tuple[str, str], int]:
    return {
        (ballots.voters[voter], ballots.statements[statement]): int(vote)
        for voter, statement, vote in zip(
            ballots.voter, ballots.statement, ballots.vote, strict=True
        )
    }


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([("a", "s", 1, 0), ("a", "s", -1, 1)], -1),  # the later one
        ([("a", "s", -1, 1), ("a", "s", 1, 0)], -1),  # whichever stands first
        ([("a", "s", 1, 5), ("a", "s", 1, 5)], 1),  # twice the same
        ([("a", "s", 1, 5), ("a", "s", -1, 5)], 0),  # nobody can tell: a pass
        ([("a", "s", 1, 5), ("a", "s", 0, 5)], 0),
        ([("a", "s", 1, 5), ("a", "s", -1, 5), ("a", "s", 1, 6)], 1),  # a later one settles it
        ([("a", "s", -1, -3), ("a", "s", 1, -4)], -1),  # timestamps may be below zero
    ],
)
def test_the_last_vote_counts(rows, counts):
    assert as_table(ballots_of(rows)) == {("a", "s"): counts}


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, chance):
    ballots = ballots_of(rows)
    chance.shuffle(rows)
    again = ballots_of(rows)
    assert (again.voters, again.statements) == (ballots.voters, ballots.statements)
    for name in ("voter", "statement", "vote"):
        assert np.array_equal(getattr(again, name), getattr(ballots, name))


@given(ROWS)
def test_votes_stand_in_order_and_once(rows):
    ballots = ballots_of(rows)
    cells = list(zip(ballots.voter.tolist(), ballots.statement.tolist(), strict=True))
    assert cells == sorted(set(cells))
    assert len(cells) == len({(row[0], row[1]) for row in rows})
    assert (ballots.votes_by_voter > 0).all()


def test_a_statement_may_be_without_votes_and_a_voter_may_not():
    rows = [("a", "1", 1, 0), ("b", "2", 1, 0)]
    ballots = ballots_of(rows, ["1", "3"])
    assert ballots.statements == ("1", "3")
    assert ballots.voters == ("a",)
    assert ballots_of([]).voters == ()
    assert ballots_of([], ["1"]).statements == ("1",)


def test_only_some_voters():
    ballots = ballots_of([("a", "1", 1, 0), ("b", "1", -1, 0), ("c", "2", 0, 0)])
    kept = ballots.only(np.array([False, True, True]))
    assert as_table(kept) == {("b", "1"): -1, ("c", "2"): 0}
    assert kept.statements == ("1", "2")
