"""The rules of tours: the points, how far a region has come, what is to be done next."""

from datetime import date, timedelta

import pytest

from samsyn.basics.problem import Problem
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.tours import (
    NextStep,
    Point,
    Progress,
    RegionStage,
    check_points,
    next_step,
    points_in,
    region_stage,
)

OPENS, CLOSES = date(2026, 9, 1), date(2026, 9, 30)
BEFORE, DURING, AFTER = OPENS - timedelta(days=1), OPENS, CLOSES + timedelta(days=1)
STAGE, STEP = RegionStage, NextStep


@pytest.mark.parametrize(
    ("on", "there", "stage", "step"),
    [
        (BEFORE, {}, STAGE.PLANNED, STEP.WAIT),
        (DURING, {}, STAGE.PLANNED, STEP.ASK),
        (CLOSES, {}, STAGE.PLANNED, STEP.ASK),
        (AFTER, {}, STAGE.HELD, STEP.NOTE),
        (DURING, {"most_organisations": 2}, STAGE.HELD, STEP.MORE_VOTES),
        (AFTER, {"most_organisations": 2}, STAGE.HELD, STEP.NOTE),
        (DURING, {"most_organisations": 3}, STAGE.ANALYSED, STEP.READ),
        (DURING, {"most_people": 9}, STAGE.HELD, STEP.MORE_VOTES),
        (DURING, {"most_people": 4, "are_people_shown": True}, STAGE.HELD, STEP.MORE_VOTES),
        (DURING, {"most_people": 5, "are_people_shown": True}, STAGE.ANALYSED, STEP.READ),
        (BEFORE, {"notes": 2}, STAGE.HELD, STEP.CONFIRM),
        (AFTER, {"notes": 2, "answered": 1}, STAGE.ANALYSED, STEP.CONFIRM),
        (AFTER, {"notes": 2, "answered": 2}, STAGE.ANALYSED, STEP.READ),
        (AFTER, {"notes": 1, "most_organisations": 7}, STAGE.ANALYSED, STEP.CONFIRM),
    ],
)
def test_how_far_a_region_has_come_and_what_is_next(on, there, stage, step):
    region = Progress(OPENS, CLOSES, **there)
    assert (region_stage(on, region), next_step(on, region)) == (stage, step)


def points(*texts):
    return [Point(PointKind.NEED, text) for text in texts]


@pytest.mark.parametrize(
    ("new", "there", "code"),
    [
        ([], [], "tour-without-points"),
        (["Tid"], ["tid"], "point-twice"),
        (["Tid", " TID"], [], "point-twice"),
        (["x" * 301], [], "point-too-long"),
        ([str(number) for number in range(61)], [], "points-too-many"),
        (["Ny"], [str(number) for number in range(60)], "points-too-many"),
    ],
)
def test_points_that_a_tour_cannot_have(new, there, code):
    with pytest.raises(Problem) as refusal:
        check_points(points(*new), there)
    assert refusal.value.code == code


def test_points_that_it_can_have():
    check_points(points("Tid att leda", "x" * 300), ["Folk"])
    check_points([], ["Folk"])


def test_a_point_is_a_line():
    typed = "  Tid   att leda \r\n\r\nFolk\n"
    assert points_in(PointKind.CRITERION, typed) == [
        Point(PointKind.CRITERION, "Tid att leda"),
        Point(PointKind.CRITERION, "Folk"),
    ]
