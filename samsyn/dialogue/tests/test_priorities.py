"""What comes first: points, their intervals, the order with its ties, and what may be told."""

import math
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from samsyn.basics.problem import Problem
from samsyn.dialogue.rules.kinds import When
from samsyn.dialogue.rules.point_sheets import Sheet, check_sheet
from samsyn.dialogue.rules.priorities import placed
from samsyn.dialogue.rules.protection import quartiles_told, told_proposals

WORKED = [
    # coaches, calendar, data, fairs: the worked example of docs/methods/priorities.md
    (50, 25, 20, 5),
    (45, 30, 20, 5),
    (60, 20, 15, 5),
    (40, 25, 30, 5),
    (50, 20, 25, 5),
    (55, 20, 20, 5),
    (45, 25, 30, 0),
    (50, 30, 15, 5),
]


def sheets_of(rows):
    return [Sheet(dict(enumerate(row, start=1))) for row in rows]


@st.composite
def rooms(draw):
    """Some sheets over up to five proposals: whole, without points, or from before the last."""
    many = draw(st.integers(1, 5))
    found = []
    for _voter in range(draw(st.integers(0, 9))):
        over = draw(st.integers(0, many))
        cuts = (
            sorted(draw(st.lists(st.integers(0, 100), min_size=over - 1, max_size=over - 1)))
            if over
            else []
        )
        points = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)] if over else []
        when = draw(st.dictionaries(st.integers(1, many), st.sampled_from(When), max_size=many))
        found.append(Sheet(dict(enumerate(points, start=1)), when))
    return list(range(1, many + 1)), found


# Properties ------------------------------------------------------------------------------------


@given(rooms(), st.randoms())
def test_the_order_of_rows_changes_nothing(room, chance: Random):
    proposals, sheets = room
    before = placed(proposals, sheets)
    chance.shuffle(sheets)
    assert placed(proposals, sheets) == before


@settings(deadline=None)
@given(rooms())
def test_every_figure_is_possible(room):
    proposals, sheets = room
    found = placed(proposals, sheets)
    assert sorted(one.proposal for one in found) == proposals
    for one in found:
        said = sum(one.proposal in sheet.when for sheet in sheets)
        assert said == (one.said.number if one.said else 0)
        if one.mean is None:
            assert (one.voters, one.interval, one.rank) == (0, None, None)
            continue
        assert one.rank <= one.last_rank
        if one.interval is not None:
            assert 0 <= one.interval.low <= one.mean <= one.interval.high <= 100
    means = [one.mean for one in found if one.mean is not None]
    assert means == sorted(means, reverse=True)
    ranks = [(one.rank, one.last_rank) for one in found if one.rank is not None]
    for rank, last in ranks:
        assert ranks.count((rank, last)) == last - rank + 1


@given(rooms())
def test_other_keys_for_the_proposals_give_the_same_figures(room):
    proposals, sheets = room
    moved = [
        Sheet(
            {key + 70: points for key, points in sheet.points.items()},
            {key + 70: when for key, when in sheet.when.items()},
        )
        for sheet in sheets
    ]
    again = placed([key + 70 for key in proposals], moved)
    assert [replace(one, proposal=one.proposal - 70) for one in again] == placed(proposals, sheets)


@given(rooms())
def test_who_has_spread_nothing_is_not_a_zero(room):
    proposals, sheets = room
    assert placed(proposals, [*sheets, Sheet()]) == placed(proposals, sheets)


# Small rooms -----------------------------------------------------------------------------------


def test_nobody_has_spread_points():
    assert [(one.mean, one.rank, one.said) for one in placed([1, 2], [])] == [(None,) * 3] * 2
    assert placed([], []) == []


def test_one_voter_tells_of_nobody_else():
    found = placed([1, 2], [Sheet({1: 10, 2: 90})])
    assert [one.proposal for one in found] == [2, 1]
    assert [one.interval for one in found] == [None, None]
    assert [(one.rank, one.last_rank) for one in found] == [(1, 2), (1, 2)]


def test_eight_who_are_all_alike_are_nearly_but_not_wholly_certain():
    found = placed([1, 2, 3], sheets_of([(60, 30, 10)] * 8))
    assert [one.rank for one in found] == [1, 2, 3]
    assert not any(one.is_tied for one in found)
    assert all(1 < one.interval.high - one.interval.low < 20 for one in found)


def test_all_points_on_one():
    first, second = placed([1, 2], sheets_of([(0, 100)] * 8))
    assert (first.proposal, first.mean, first.rank) == (2, 100.0, 1)
    assert (second.mean, second.rank, second.interval.low) == (0.0, 2, 0.0)
    assert 2 < second.interval.high < 30
    alone = placed([1], sheets_of([(100,)] * 8))[0]
    assert alone.interval.high == 100
    assert math.isclose(alone.interval.low, 100, abs_tol=0.01)


def test_two_against_two_are_tied():
    found = placed([1, 2], sheets_of([(100, 0), (100, 0), (0, 100), (0, 100)]))
    assert [(one.mean, one.rank, one.last_rank) for one in found] == [(50, 1, 2)] * 2
    assert [one.proposal for one in found] == [1, 2]


def test_a_tie_goes_on_from_neighbour_to_neighbour():
    """The first surely has more than the last, and all three share a place through the middle."""
    rows = [(34, 26, 40), (38, 26, 36), (44, 38, 18), (44, 36, 20), (36, 26, 38), (44, 24, 32)]
    found = placed([1, 2, 3], sheets_of(rows))
    assert [(one.rank, one.last_rank) for one in found] == [(1, 3)] * 3
    assert [one.ahead_of for one in found] == [1, 0, 0]


def test_a_proposal_that_came_later_is_compared_among_those_who_saw_it():
    early = sheets_of([(80, 20)] * 6)
    late = sheets_of([(40, 10, 50)] * 2)
    third = next(one for one in placed([1, 2, 3], early + late) if one.proposal == 3)
    assert (third.voters, third.mean) == (2, 50.0)
    first = next(one for one in placed([1, 2, 3], early + late) if one.proposal == 1)
    assert (first.voters, first.mean) == (8, 70.0)


def test_the_worked_example_of_the_method_page():
    found = placed([1, 2, 3, 4], sheets_of(WORKED))
    assert [
        (
            one.proposal,
            round(one.mean, 2),
            round(one.interval.low, 1),
            round(one.interval.high, 1),
            (one.rank, one.last_rank),
        )
        for one in found
    ] == [
        (1, 49.38, 41.9, 54.0, (1, 1)),
        (2, 24.38, 20.8, 28.2, (2, 3)),
        (3, 21.88, 17.7, 26.7, (2, 3)),
        (4, 4.38, 2.0, 10.5, (4, 4)),
    ]


# Sheets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ({}, None),
        ({1: 60, 2: 40, 3: 0}, None),
        ({1: 60, 2: 40}, None),  # the third came while the sheet was on its way
        ({1: 60, 3: 40}, "points-missing"),
        ({1: 60, 2: 39, 3: 0}, "points-left"),
        ({1: 60, 2: 41, 3: 0}, "points-too-many"),
        ({1: 120, 2: -20, 3: 0}, "points-out-of-bounds"),
        ({1: 60, 2: 40, 9: 0}, "proposal-gone"),
    ],
)
def test_a_sheet_is_a_whole_hundred_or_nothing(points, code):
    try:
        check_sheet(Sheet(points), [1, 2, 3])
        refused = None
    except Problem as problem:
        refused = problem.code
    assert refused == code


def test_when_may_be_said_of_any_proposal_that_is_there():
    check_sheet(Sheet({}, {2: When.STOP}), [1, 2])
    with pytest.raises(Problem) as refusal:
        check_sheet(Sheet({}, {3: When.STOP}), [1, 2])
    assert refusal.value.code == "proposal-gone"


# People ----------------------------------------------------------------------------------------


@given(st.dictionaries(st.integers(1, 6), st.integers(0, 9), max_size=6))
def test_what_few_people_gave_does_not_follow_from_the_others(voters):
    told = told_proposals(voters)
    assert all(voters[key] >= 5 for key in told)
    hidden = [many for key, many in voters.items() if key not in told and many > 0]
    assert not hidden or max(hidden) >= 5 or not told


def test_a_quarter_is_never_fewer_than_five():
    assert [quartiles_told(people) for people in (5, 19, 20)] == [False, False, True]
