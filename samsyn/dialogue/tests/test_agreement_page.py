"""The worked examples of docs/methods/agreement.md, figure by figure."""

import numpy as np
import pytest

from samsyn.dialogue.rules.agreement import Finding
from samsyn.dialogue.rules.analysis import analyse
from samsyn.dialogue.rules.analysis_data import as_data
from samsyn.dialogue.rules.groupings import Border
from samsyn.dialogue.rules.samsyn_figure import change_of, samsyn_of, samsyn_of_room
from samsyn.dialogue.rules.shares import bounds, room_bounds, surely_more
from samsyn.dialogue.tests.rooms import room, two_camps


def twelve_people() -> np.ndarray:
    """Statement 0: all agree. 1: eleven against one. 2: six against six."""
    votes = np.ones((12, 3))
    votes[0, 1] = -1
    votes[:6, 2] = -1
    return votes


def test_two_camps_of_four():
    analysis = analyse(room(two_camps(4)))
    data = as_data(analysis)
    assert [group["size"] for group in data["groups"]] == [4, 4]
    assert [group["members"] for group in data["groups"]] == [[4, 5, 6, 7], [0, 1, 2, 3]]
    grouping = analysis.grouping
    cloud = grouping.bars.cloud
    apart = cloud.stands_out(np.array([camp.silhouette for camp in grouping.found[1:]]))
    assert grouping.border is Border.GAP
    assert grouping.bars.together == pytest.approx(0.445, abs=5e-4)
    assert apart == pytest.approx([2.96], abs=5e-3)
    assert cloud.apart == pytest.approx(1.76, abs=5e-3)
    assert len(data["divides"]) == 9
    first = data["divides"][0]
    assert (first["agreement"], first["interval"]) == (0.5, [0.239298, 0.760702])
    assert first["group_aware_consensus"] == round(5 / 36, 6)
    for group, listed in zip(data["groups"], analysis.representative, strict=True):
        assert len(group["representative"]) == len(listed) == 9
        assert [each.p for each in listed] == pytest.approx([2 / 70] * 9)
    agrees = data["groups"][0]["representative"][1]
    assert (agrees["side"], agrees["share_agree"], agrees["interval"]) == (
        "agree",
        1.0,
        [0.637513, 1.0],
    )
    assert data["samsyn"]["value"] == 0.0
    assert data["samsyn"]["interval"] == [0.0, 0.164803]
    assert data["stability"]["number_of_groups"] == {"2": 1.0}


def test_twelve_people_and_three_statements():
    analysis = analyse(room(twelve_people()))
    assert (analysis.grouping.sizes, analysis.grouping.border) == ((12,), Border.NONE)
    found = [
        (each.finding, each.agree, each.disagree, each.interval.rounded())
        for each in analysis.statements
    ]
    assert found == [
        (Finding.AGREED, 12, 0, [0.854943, 1.0]),
        (Finding.AGREED, 11, 1, [0.716868, 0.985133]),
        (Finding.DIVIDES, 6, 6, [0.27957, 0.72043]),
    ]


def test_the_samsyn_figure_of_the_twelve():
    ballots = room(twelve_people())
    figure = samsyn_of(ballots)
    assert round(figure.value, 3) == 0.525
    assert figure.interval.rounded() == [0.339862, 0.710643]
    assert samsyn_of_room(ballots, 16).interval.rounded() == [0.432557, 0.617948]
    assert samsyn_of_room(ballots, 12).interval.rounded() == [0.525253, 0.525253]


def test_the_change_of_the_twelve():
    """The one against turns on statement 1, and three of the six on statement 2."""
    before = twelve_people()
    after = before.copy()
    after[0, 1] = 1
    after[:3, 2] = 1
    assert round(samsyn_of(room(after)).value, 3) == 0.727
    change, interval, statements = change_of(room(before), room(after))
    assert (round(change, 3), interval.rounded(), statements) == (0.202, [-0.06973, 0.473771], 3)


def test_eleven_of_twelve():
    count, of = np.array([11.0]), np.array([12.0])
    assert [round(float(end[0]), 6) for end in bounds(count, of)] == [0.716868, 0.985133]
    ends = room_bounds(count, of, np.array([[16.0], [12.0]]))
    assert np.array(ends)[:, :, 0].T.tolist() == [[0.8125, 0.9375], [11 / 12, 11 / 12]]


@pytest.mark.parametrize(
    ("people", "more_than_half", "more_than_a_fifth"),
    [(3, 3, 2), (8, 7, 4), (12, 9, 5), (20, 14, 8), (50, 31, 15), (100, 59, 27)],
)
def test_how_many_are_surely_more(people, more_than_half, more_than_a_fifth):
    counts = np.arange(people + 1.0)
    everybody = np.full(people + 1, float(people))
    for bar, least in ((0.5, more_than_half), (0.2, more_than_a_fifth)):
        assert int(np.argmax(surely_more(counts, everybody, bar))) == least
