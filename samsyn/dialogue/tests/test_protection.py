"""What is told of people who vote by phone: nothing about one to four of them."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from samsyn.dialogue.rules.analysis import analyse
from samsyn.dialogue.rules.analysis_data import as_data
from samsyn.dialogue.rules.ballots import ballots_of
from samsyn.dialogue.rules.both_voices import Came, Unlike, unlike
from samsyn.dialogue.rules.phones import LEAST_SHOWN
from samsyn.dialogue.rules.protection import FINDINGS, is_told, protected, unlinkable
from samsyn.dialogue.tests.rooms import room, two_camps

VOTES = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(1, 5)), st.sampled_from([-1, 0, 1]), max_size=40
)


@pytest.mark.parametrize(
    ("parts", "told"),
    [([], True), ([5, 5], True), ([5, 0], True), ([9, 4], False), ([9, 9, 1], False)],
)
def test_no_part_of_one_to_four_is_told(parts, told):
    assert is_told(parts) is told


@given(VOTES)
def test_rows_do_not_tell_which_phone_it_was(votes):
    """Other keys, given in another order, make the very same rows."""
    cast = [(phone, statement, vote) for (phone, statement), vote in votes.items()]
    others = [(1000 - 7 * phone, statement, vote) for phone, statement, vote in reversed(cast)]
    assert unlinkable(cast) == unlinkable(others)


@given(VOTES)
def test_rows_hold_every_vote_on_what_five_have_voted_on(votes):
    rows = unlinkable((phone, said, vote) for (phone, said), vote in votes.items())
    asked = [said for _phone, said in votes]
    wanted = sorted(
        (str(said), vote)
        for (_phone, said), vote in votes.items()
        if asked.count(said) >= LEAST_SHOWN
    )
    assert sorted((said, vote) for _voter, said, vote, _at in rows) == wanted
    voters = {int(voter) for voter, *_rest in rows}
    assert voters == set(range(1, len(voters) + 1))
    assert {at for *_rest, at in rows} <= {0}


def told_of(votes):
    data = as_data(analyse(room(votes)))
    members = [group["members"] for group in data["groups"]]
    cast = {
        str(said): [int((~np.isnan(votes[each, said])).sum()) for each in members]
        for said in range(votes.shape[1])
    }
    return data, protected(data, cast)


def test_groups_of_five_and_more_are_told_whole():
    data, told = told_of(two_camps(6))
    assert told == data


def test_a_small_group_hides_the_shares_of_all_groups():
    """Four against nine: what the nine think would tell what the four do."""
    data, told = told_of(two_camps(9)[5:])
    assert sorted(group["size"] for group in data["groups"]) == [4, 9]
    assert told["groups"] == [{"size": None, "members": [], "representative": []}] * 2
    for finding in FINDINGS:
        for before, after in zip(data[finding], told[finding], strict=True):
            assert (after["by_group"], after["group_aware_consensus"]) == ([], None)
            assert after["agreement"] == before["agreement"]


def test_a_few_outside_the_groups_hide_them_too():
    votes = np.vstack([two_camps(6), np.full((1, 9), np.nan)])
    votes[12, 0] = 1
    data, told = told_of(votes)
    assert len(data["not_placed"]) == 1
    assert told["not_placed"] == []
    assert {group["size"] for group in told["groups"]} == {None}


def test_a_statement_that_few_of_a_group_have_voted_on_has_no_shares_by_group():
    votes = two_camps(6)
    votes[:3, 4] = np.nan
    data, told = told_of(votes)
    listed = {each["statement"]: each for finding in FINDINGS for each in told[finding]}
    assert [said for said, each in listed.items() if not each["by_group"]] == [4]
    apart = {each["statement"] for group in told["groups"] for each in group["representative"]}
    assert 4 in {each["statement"] for group in data["groups"] for each in group["representative"]}
    assert 4 not in apart and apart


def test_people_and_organisations_differ():
    agreed, against, divided = Came(True, "agree"), Came(True, "disagree"), Came(False, "agree")
    people = {1: agreed, 2: agreed, 3: divided, 4: agreed, 5: divided, 6: agreed}
    organisations = {1: agreed, 2: divided, 3: agreed, 4: against, 5: divided}
    assert unlike(people, organisations) == {
        2: Unlike.ORGANISATIONS_DIVIDED,
        3: Unlike.PEOPLE_DIVIDED,
        4: Unlike.OPPOSITE,
    }


def test_the_analysis_of_rows_is_the_same_whatever_the_keys():
    votes = [(phone, said, vote) for phone in range(8) for said, vote in ((1, 1), (2, phone % 2))]
    one = as_data(analyse(ballots_of(unlinkable(votes))))
    other = as_data(analyse(ballots_of(unlinkable((99 - a, b, c) for a, b, c in votes))))
    assert one == other
