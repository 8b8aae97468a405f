"""The strands hang together, and the shortest way is taken."""

import pytest

from samsyn.results.queries.reach import THINGS, TIES
from samsyn.results.rules.strands import BAR, STRANDS, Kind, ways


def test_every_strand_goes_down_the_staircase() -> None:
    order = list(Kind)
    for strand in STRANDS:
        assert order.index(strand.above) < order.index(strand.below), strand


def test_every_strand_has_its_table_and_no_table_is_without_a_strand() -> None:
    assert {(strand.above, strand.below) for strand in STRANDS} == set(TIES)
    assert set(THINGS) == set(Kind)


def test_every_knot_of_the_bar_is_reached_from_the_dialogue() -> None:
    assert set(BAR) - {Kind.DIALOGUE} <= set(ways(Kind.DIALOGUE, down=True))


@pytest.mark.parametrize(
    ("start", "down", "far", "by_way_of"),
    [
        (Kind.GOAL, True, Kind.ACTIVITY, [Kind.GOAL]),  # straight, not by way of programmes
        (Kind.GOAL, True, Kind.COMPANY, [Kind.ACTIVITY]),
        (Kind.CALL, True, Kind.PROGRAMME, [Kind.GRANT]),
        (Kind.IMPROVEMENT, False, Kind.GOAL, [Kind.ACTIVITY]),
        (Kind.GOAL, False, Kind.DIALOGUE, [Kind.STATEMENT, Kind.JOINT_DECISION]),  # equally short
        (Kind.CALL, False, Kind.DIALOGUE, [Kind.STATEMENT, Kind.JOINT_DECISION]),
        (Kind.CALL, False, Kind.STATEMENT, [Kind.CALL, Kind.GOAL]),  # a criterion's, and a goal's
        (Kind.DIALOGUE, True, Kind.CALL, [Kind.STATEMENT, Kind.GOAL]),  # both ways are meant
        (Kind.DIALOGUE, True, Kind.GRANT, [Kind.GOAL]),
    ],
)
def test_the_shortest_way_is_taken(
    start: Kind, down: bool, far: Kind, by_way_of: list[Kind]
) -> None:
    strands = ways(start, down=down)[far]
    near = [strand.above if down else strand.below for strand in strands]
    assert near == by_way_of


def test_nobody_goes_up_and_then_down() -> None:
    assert Kind.GRANT not in ways(Kind.ACTIVITY, down=True)
    assert Kind.COMPANY not in ways(Kind.ACTIVITY, down=False)
