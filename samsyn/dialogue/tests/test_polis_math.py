"""Against the Polis server's own mathematics, and on the five real conversations.

Three small conversations from the test fixtures of red-dwarf (MPL-2.0) with what the server had
worked out (`math-pca2.json`). They lie beside the repository and are never committed.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from samsyn.dialogue.rules.agreement import counts_of, group_aware_consensus
from samsyn.dialogue.rules.analysis import analyse
from samsyn.dialogue.rules.analysis_data import as_data
from samsyn.dialogue.rules.ballots import Ballots, ballots_of
from samsyn.dialogue.rules.opinion_map import opinion_map
from samsyn.dialogue.rules.vote_file import read_statements, read_votes

VOTES = Path(__file__).parents[4] / "shared" / "data" / "votes"
pytestmark = pytest.mark.skipif(
    not VOTES.exists(), reason="the real votes are not beside the repository"
)

NOT_EXPORTED = {"50ptpt-3gp-strict-no-meta": [(50, statement) for statement in (1, 4, 12, 20)]}
"""Votes that the server counted and the file lacks: its centre and its count of that voter's votes
leave one answer, disagree on these four."""


def server(name: str) -> dict:
    return json.loads((VOTES / "polis-math" / name / "math-pca2.json").read_text("utf-8"))


def rows_of(name: str) -> list[tuple[str, str, int, int]]:
    votes = json.loads((VOTES / "polis-math" / name / "votes.json").read_text("utf-8"))
    rows = [
        (
            str(each.get("pid", each.get("participant_id"))),
            str(each.get("tid", each.get("statement_id"))),
            each["vote"],
            int(float(each["modified"])),
        )
        for each in votes
    ]
    return rows + [
        (str(voter), str(statement), -1, 0) for voter, statement in NOT_EXPORTED.get(name, [])
    ]


def as_the_server_sees_it(name: str) -> Ballots:
    """The server writes a pass for everybody on every statement that was taken out."""
    math, rows = server(name), rows_of(name)
    out = {str(statement) for statement in math["mod-out"]}
    voters = {row[0] for row in rows} | set(math["user-vote-counts"])
    rows = [row for row in rows if row[1] not in out]
    rows += [(voter, statement, 0, 0) for voter in voters for statement in out]
    return ballots_of(rows, (str(statement) for statement in math["tids"]))


CONVERSATIONS = ["25ptpt-3gp-no-strict-with-meta", "50ptpt-3gp-strict-no-meta", "below-100-ptpts"]


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_centre_and_components(name):
    math, chart = server(name), opinion_map(as_the_server_sees_it(name))
    # On the server agreeing is -1.
    assert np.allclose(-chart.centre, math["pca"]["center"], atol=1e-12)
    for ours, theirs in zip(chart.components, np.array(math["pca"]["comps"]), strict=True):
        assert min(abs(ours - theirs).max(), abs(ours + theirs).max()) < 1e-12


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_projection(name):
    math, ballots = server(name), as_the_server_sees_it(name)
    chart = opinion_map(ballots)
    turn = [
        -1 if abs(ours - theirs).max() < 1e-9 else 1
        for ours, theirs in zip(chart.components, np.array(math["pca"]["comps"]), strict=True)
    ]
    place = {voter: number for number, voter in enumerate(ballots.voters)}
    base = math["base-clusters"]
    for members, x, y in zip(base["members"], base["x"], base["y"], strict=True):
        ours = chart.projection[[place[str(voter)] for voter in members]].mean(axis=0) * turn
        assert np.allclose(ours, [x, y], atol=1e-9), members


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_group_aware_consensus(name):
    math = server(name)
    ballots = ballots_of(rows_of(name), (str(statement) for statement in math["tids"]))
    members = dict(zip(math["base-clusters"]["id"], math["base-clusters"]["members"], strict=True))
    group = np.full(len(ballots.voters), -1)
    for number, each in enumerate(math["group-clusters"]):
        for base in each["members"]:
            for voter in members[base]:
                group[ballots.voters.index(str(voter))] = number
    ours = group_aware_consensus(counts_of(ballots, group, len(math["group-clusters"])))
    theirs = math["group-aware-consensus"]
    assert np.allclose(ours, [theirs[name] for name in ballots.statements], atol=1e-12)


FIVE = {
    "vtaiwan.uberx": ([804, 374], "gap"),
    "scoop-hivemind.biodiversity": ([344, 90], "gap"),
    "brexit-consensus": ([98, 91], "gradual"),
    "15-per-hour-seattle": ([69, 61], "gradual"),
    "london.youth.policing": ([24], "one common view"),
}
"""docs/methods/agreement.md explains each beside what red-dwarf and the server say."""


@pytest.mark.parametrize("name", FIVE)
def test_the_real_conversations(name):
    rows = read_votes(VOTES / name / "votes.csv")
    said = read_statements(VOTES / name / "comments.csv")
    wanted = {row[1] for row in rows} | set(said)
    wanted -= {statement for statement, each in said.items() if each.taken_out}
    data = as_data(analyse(ballots_of(rows, wanted)))
    assert ([group["size"] for group in data["groups"]], data["border"]) == FIVE[name]
    assert json.loads(json.dumps(data, allow_nan=False)) == data
