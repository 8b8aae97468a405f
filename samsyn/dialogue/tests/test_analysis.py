"""The whole analysis: the same votes give the same answer, and little gives sensible words."""

import json
import random
import subprocess
import sys

import numpy as np
import pytest

from samsyn.dialogue.rules.analysis import analyse
from samsyn.dialogue.rules.analysis_data import as_data
from samsyn.dialogue.rules.ballots import ballots_of
from samsyn.dialogue.tests.rooms import (
    camps_with_doubt,
    one_opinion,
    room,
    rows_of,
    two_camps,
    unanimous,
)

LISTS = ("agreed", "divides", "unsure", "mixed")


def data_of(rows, **more):
    return as_data(analyse(ballots_of(rows, **more)))


@pytest.mark.parametrize(
    ("votes", "groups", "agreed", "divides"),
    [
        (unanimous(8), [8], 9, 0),
        (two_camps(4), [4, 4], 0, 9),
        (unanimous(1), [], 0, 0),
        (unanimous(2), [], 0, 0),
        (np.zeros((8, 9)), [], 0, 0),
        (np.full((8, 9), np.nan), [], 0, 0),
        (np.full((0, 9), np.nan), [], 0, 0),
        (np.full((0, 0), np.nan), [], 0, 0),
        (np.diag(np.ones(8)) + np.where(np.eye(8) == 1, 0, np.nan), [], 0, 0),  # one vote each
    ],
)
def test_little_gives_sensible_words(votes, groups, agreed, divides):
    data = as_data(analyse(room(votes)))
    assert [group["size"] for group in data["groups"]] == groups
    assert (len(data["agreed"]), len(data["divides"])) == (agreed, divides)
    assert sum(len(data[name]) for name in LISTS) == data["statements"] == votes.shape[1]
    assert json.loads(json.dumps(data, allow_nan=False)) == data


@pytest.mark.parametrize("votes", [camps_with_doubt(14, 9, 2, 1), one_opinion(9, 7, 2)])
def test_the_order_of_rows_does_not_matter(votes):
    rows = rows_of(votes)
    first = data_of(rows)
    random.Random(1).shuffle(rows)
    assert data_of(rows) == first


def test_a_doubled_row_changes_nothing():
    rows = rows_of(one_opinion(9, 7, 2))
    assert data_of(rows + rows[::3]) == data_of(rows)


def test_other_names_give_the_same_figures():
    votes = camps_with_doubt(24, 9, 3, 1)
    rows = rows_of(votes)
    renamed = [(f"v{99 - int(row[0])}", f"s{row[1]}", *row[2:]) for row in rows]
    first, second = data_of(rows), data_of(renamed)
    assert [group["size"] for group in second["groups"]] == [
        group["size"] for group in first["groups"]
    ]
    assert second["samsyn"]["value"] == first["samsyn"]["value"]
    for name in LISTS:
        assert [
            (f"s{each['statement']}", each["agreement"], each["interval"], each["by_group"])
            for each in first[name]
        ] == [
            (each["statement"], each["agreement"], each["interval"], each["by_group"])
            for each in second[name]
        ]


def test_a_restart_gives_the_same_answer():
    program = (
        "import json, numpy as np\n"
        "from samsyn.dialogue.rules.analysis import analyse\n"
        "from samsyn.dialogue.rules.analysis_data import as_data\n"
        "from samsyn.dialogue.tests.rooms import camps_with_doubt, room\n"
        "print(json.dumps(as_data(analyse(room(camps_with_doubt(30, 9, 2, 1))))))\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _time in range(2)
    ]
    assert said[0].stdout == said[1].stdout
    assert json.loads(said[0].stdout) == as_data(analyse(room(camps_with_doubt(30, 9, 2, 1))))


def test_who_is_in_no_group_is_named():
    votes = np.concatenate([two_camps(10), np.ones((2, 9)), np.zeros((1, 9))])
    data = as_data(analyse(room(votes)))
    assert data["agree_with_everything"] == [20, 21]
    assert data["not_placed"] == [22]
    members = [member for group in data["groups"] for member in group["members"]]
    assert sorted(members) == list(range(20))


def test_ids_are_numbers_only_where_all_are():
    data = data_of([("a", "7", 1, 0), ("12", "8", 1, 0), ("13", "8", 1, 0)])
    assert {each["statement"] for each in data["unsure"]} == {7, 8}
    assert set(data["not_placed"]) | {m for g in data["groups"] for m in g["members"]} == {
        "12",
        "13",
        "a",
    }
    assert data_of([("007", "1", 1, 0)])["not_placed"] == ["007"]


def test_steadiness_is_a_share_of_the_redraws():
    data = as_data(analyse(room(two_camps(10))))
    assert data["stability"] == {
        "redraws": 100,
        "redraws_that_tell": 100,
        "number_of_groups": {"2": 1.0},
        "members": 1.0,
    }
    assert all(each["steady"] > 0.9 for each in data["divides"])
    assert all(each["steady"] > 0.9 for each in data["groups"][0]["representative"])


def test_one_opinion_is_steadily_one():
    data = as_data(analyse(room(one_opinion(20, 9, 4))))
    assert len(data["groups"]) == 1
    assert data["stability"]["number_of_groups"]["1"] > 0.8


def test_the_model_is_said():
    votes = unanimous(8)
    assert as_data(analyse(room(votes)))["method"]["model"] == "sample of a larger public"
    known = as_data(analyse(room(votes), room=8))
    assert known["method"]["model"] == "everybody is known"
    assert known["samsyn"]["interval"] == [1.0, 1.0]


def test_in_a_room_that_has_answered_a_count_is_a_fact():
    """Five of eight are more than half of eight, and nothing is left to be unsure of."""
    votes = np.ones((8, 1))
    votes[:3] = -1
    public, fact = (as_data(analyse(room(votes), room=people)) for people in (None, 8))
    assert [each["interval"] for each in public["unsure"]] == [[0.342825, 0.849893]]
    assert fact["unsure"] == []
    (divided,) = fact["divides"]  # a fifth, and more, on either side
    assert divided["interval"] == [0.625, 0.625]
    larger = as_data(analyse(room(votes), room=30))
    low, high = larger["unsure"][0]["interval"]
    assert 0.342825 < low < 0.625 < high < 0.849893


@pytest.mark.parametrize("seed", range(4))
def test_three_camps_are_three(seed):
    """Each leans its own way on a third of the statements."""
    chance = np.random.default_rng(seed)
    lean = np.full((60, 12), -1.5)
    for camp in range(3):
        lean[20 * camp : 20 * camp + 20, 4 * camp : 4 * camp + 4] = 2.5
    votes = np.where(chance.random((60, 12)) < 1 / (1 + np.exp(-lean)), 1.0, -1.0)
    data = as_data(analyse(room(votes)))
    assert [group["size"] for group in data["groups"]] == pytest.approx([20, 20, 20], abs=3)


def test_what_fewer_than_half_of_the_redraws_find_is_not_kept():
    for seed in range(12):
        data = as_data(analyse(room(camps_with_doubt(12, 9, 1.2, seed)), seed=seed))
        number = len(data["groups"])
        share = data["stability"]["number_of_groups"].get(str(number), 0.0)
        assert number == 1 or share >= 0.5
