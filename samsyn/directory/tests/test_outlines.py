"""The map: every place has an outline, and the outlines fit on each other."""

import re

import pytest

from samsyn.directory.rules.outlines import (
    ORIGIN,
    VIEW_BOX,
    county_outlines,
    municipality_outlines,
)
from samsyn.directory.rules.places import COUNTY_BY_CODE, MUNICIPALITIES, MUNICIPALITY_BY_CODE

RING = re.compile(r"M(\d+) (\d+)l([-\d ]+)z")

Point = tuple[int, int]


def rings(path: str) -> list[list[Point]]:
    """The rings of a path as absolute points."""
    assert RING.sub("", path) == ""
    drawn = []
    for east, south, steps in RING.findall(path):
        points = [(int(east), int(south))]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            points.append((points[-1][0] + right, points[-1][1] + down))
        drawn.append(points)
    return drawn


def area(path: str) -> float:
    """Square kilometres inside the path: outer rings and holes turn opposite ways."""
    doubled = sum(
        a[0] * b[1] - b[0] * a[1]
        for ring in rings(path)
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return abs(doubled) / 2 * 0.2 * 0.2


def test_every_place_has_an_outline() -> None:
    assert set(county_outlines()) == set(COUNTY_BY_CODE)
    assert set(municipality_outlines()) == set(MUNICIPALITY_BY_CODE)


def test_the_municipalities_of_one_county_can_be_drawn_alone() -> None:
    of_skane = {place.code for place in MUNICIPALITIES if place.county_code == "12"}
    assert set(municipality_outlines("12")) == of_skane


def test_the_maps_stay_small_enough_to_send_with_a_page() -> None:
    assert sum(map(len, county_outlines().values())) <= 25_000
    assert sum(map(len, municipality_outlines().values())) <= 90_000


def test_every_outline_is_closed_rings_inside_the_view_box() -> None:
    left, top, width, height = (int(number) for number in VIEW_BOX.split())
    for path in (*county_outlines().values(), *municipality_outlines().values()):
        assert rings(path) != []
        for ring in rings(path):
            assert len(ring) >= 3
            assert all(left <= x <= left + width and top <= y <= top + height for x, y in ring)


@pytest.mark.parametrize("code", sorted(COUNTY_BY_CODE))
def test_a_county_is_as_large_as_its_municipalities_together(code: str) -> None:
    together = sum(area(path) for path in municipality_outlines(code).values())
    assert area(county_outlines()[code]) == pytest.approx(together, rel=1e-9)


def test_the_map_has_the_size_of_sweden() -> None:
    # Land is 407,000 km² and land with lakes 447,000; the seven largest waters are left open.
    assert 430_000 < sum(area(path) for path in county_outlines().values()) < 450_000


def test_neighbouring_municipalities_have_the_same_points_on_their_boundary() -> None:
    """Every county boundary is a boundary of its municipalities, point by point."""
    for code, path in county_outlines().items():
        of_municipalities = {
            point
            for outline in municipality_outlines(code).values()
            for ring in rings(outline)
            for point in ring
        }
        assert {point for ring in rings(path) for point in ring} <= of_municipalities


def test_the_source_of_the_boundaries_is_named() -> None:
    assert "SCB" in ORIGIN
