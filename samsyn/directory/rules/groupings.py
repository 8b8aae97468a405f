"""Free divisions of the counties: a county lies in at most one area of a grouping."""

from collections.abc import Collection, Mapping

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.places import COUNTY_BY_CODE

SHADES = 6
"""How many shades a map has; areas from north to south take them in turn."""


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
    """A shade 0-5 for each area, so that areas next to each other from north to south differ.

    The county codes grow from Stockholm and the south to the north, which is near enough.

    >>> shades({"Söder": ["12"], "Norr": ["24", "25"]})
    {'Norr': 1, 'Söder': 2}
    """
    in_order = sorted(areas, key=lambda title: max(areas[title], default=""), reverse=True)
    # Shade 0 is nearly the paper's colour and stands for counties in no area.
    return {title: 1 + place % (SHADES - 1) for place, title in enumerate(in_order)}


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
