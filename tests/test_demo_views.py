"""The demo has a dialogue that is worth looking at: twelve actors, nine statements, two views."""

from samsyn.demo.views import STATEMENTS, VOTE, VOTES
from samsyn.dialogue.rules.analysis import analyse
from samsyn.dialogue.rules.analysis_data import as_data
from samsyn.dialogue.rules.ballots import ballots_of


def test_they_agree_on_five_things_and_are_two_groups() -> None:
    assert {len(votes) for votes in VOTES.values()} == {len(STATEMENTS)} == {9}
    rows = [
        (actor, str(number), int(VOTE[sign]), 0)
        for actor, votes in VOTES.items()
        for number, sign in enumerate(votes)
    ]
    data = as_data(analyse(ballots_of(rows)))
    assert [group["size"] for group in data["groups"]] == [6, 6]
    assert len(data["agreed"]) == 5
    assert len(data["divides"]) == 3
