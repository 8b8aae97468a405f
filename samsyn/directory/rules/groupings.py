"""Free divisions of the counties: a county lies in at most one area of a grouping."""

import re
from collections.abc import Collection, Mapping
from functools import cache

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.outlines import county_outlines
from samsyn.directory.rules.places import COUNTY_BY_CODE

SHADES = 6
"""How many shades a map has; 0 is nearly the paper's and stands for counties in no area."""


def checked_areas(areas: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    """The areas with their county codes in order; refused when a county lies in two.

    Areas without a county are left out; a grouping needs at least one area.

    >>> checked_areas({"Norr ": ["25", "24"], "Tom": []})
    {'Norr': ('24', '25')}
    """
    checked: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    for title, codes in areas.items():
        clean = " ".join(title.split())
        if not codes:
            continue
        if not clean or clean in checked:
            raise Problem(
                "grouping-area-title",
                words("Each area needs a name of its own. Name the one with %(counties)s."),
                counties=", ".join(_name(code) for code in sorted(codes)),
            )
        for code in codes:
            county = _name(code)
            if code in taken:
                raise Problem(
                    "grouping-county-twice",
                    words(
                        "%(county)s lies in both %(first)s and %(second)s, and a county lies in "
                        "at most one area of a grouping. Take it out of one of them."
                    ),
                    county=county,
                    first=taken[code],
                    second=clean,
                )
            taken[code] = clean
        checked[clean] = tuple(sorted(codes))
    if not checked:
        raise Problem(
            "grouping-empty",
            words("A grouping needs at least one area with a county in it. Name an area."),
        )
    return checked


def shades(areas: Mapping[str, Collection[str]]) -> dict[str, int]:
    """A shade 1-5 for each area, so that areas with a border in common differ.

    The area with most shades around it chooses next (Brélaz 1979), the first from the north,
    and takes the first shade that is free. Should all five ever be taken, it shares the last.

    >>> shades({"Söder": ["12"], "Norr": ["24", "25"]})
    {'Norr': 1, 'Söder': 1}
    """
    left, shade = in_order(areas), dict[str, int]()
    beside = {title: _beside(title, areas) for title in left}
    while left:
        taken = {title: {shade[other] for other in beside[title] & set(shade)} for title in left}
        title = max(left, key=lambda one: (len(taken[one]), len(beside[one])))
        left.remove(title)
        shade[title] = next((n for n in range(1, SHADES) if n not in taken[title]), SHADES - 1)
    return {title: shade[title] for title in in_order(areas)}


def _beside(title: str, areas: Mapping[str, Collection[str]]) -> set[str]:
    """The other areas that have a border in common with this one."""
    around = {other for code in areas[title] for other in neighbours()[code]}
    return {other for other in areas if other != title and around & set(areas[other])}


def in_order(areas: Mapping[str, Collection[str]]) -> list[str]:
    """The areas from north to south, near enough: county codes grow from the south to the north."""
    return sorted(areas, key=lambda title: (max(areas[title], default=""), title), reverse=True)


@cache
def neighbours() -> Mapping[str, frozenset[str]]:
    """The counties that share a border on the map, by county code.

    >>> sorted(neighbours()["25"])
    ['24']
    """
    corners = {code: _corners(path) for code, path in county_outlines().items()}
    return {
        code: frozenset(
            other
            for other, theirs in corners.items()
            if other != code and len(mine & theirs) >= LEAST_IN_COMMON
        )
        for code, mine in corners.items()
    }


LEAST_IN_COMMON = 2
"""Corners that make a border; one alone is a point where four counties meet."""


def _corners(path: str) -> set[tuple[int, int]]:
    """The corners of an outline: each ring begins with M and goes on by steps."""
    corners = set()
    for ring in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            corners.add((x, y))
    return corners


def _name(code: str) -> str:
    if code not in COUNTY_BY_CODE:
        raise Problem(
            "place-unknown",
            words(
                "%(code)s is the code of no county (two figures) or municipality (four figures). "
                "Choose one from the list."
            ),
            code=code,
        )
    return COUNTY_BY_CODE[code].name
