"""The outlines of counties and municipalities as SVG paths, for maps drawn on the server.

Source: boundaries of Statistics Sweden (SCB); a page that shows them says so (`ORIGIN`).
`outlines.json` beside this file is drawn by scripts/make_outlines.py, which tells how.
Coordinates are SWEREF 99 TM, north up, 200 metres to the unit, the same for both maps: county
outlines fit exactly on those of their municipalities. Large lakes are left open.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@cache
def _drawn() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("outlines.json").read_text(encoding="utf-8")
    drawn: dict[str, Any] = json.loads(text)
    return drawn


VIEW_BOX: str = _drawn()["view_box"]
"""The SVG viewBox of all of Sweden, in units of 200 metres."""
ORIGIN: str = _drawn()["origin"]


@cache
def county_outlines() -> Mapping[str, str]:
    """SVG path data by county code.

    >>> len(county_outlines())
    21
    """
    return MappingProxyType(_drawn()["counties"])


@cache
def municipality_outlines(county_code: str | None = None) -> Mapping[str, str]:
    """SVG path data by municipality code: of one county, or of all without a county code.

    >>> sorted(municipality_outlines("10"))
    ['1060', '1080', '1081', '1082', '1083']
    """
    outlines: dict[str, str] = _drawn()["municipalities"]
    return MappingProxyType(
        {
            code: path
            for code, path in outlines.items()
            if county_code is None or code.startswith(county_code)
        }
    )


@cache
def box_of(county_code: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of a county in the map's units.

    >>> box_of("09")[2] < box_of("25")[2]
    True
    """
    across: list[float] = []
    down: list[float] = []
    for part in _drawn()["counties"][county_code].split("M")[1:]:
        x = y = 0.0
        for place in re.findall(r"(-?[\d.]+)[ ,]?(-?[\d.]+)", part):
            x, y = x + float(place[0]), y + float(place[1])
            across.append(x)
            down.append(y)
    left, top = min(across), min(down)
    return left, top, max(across) - left, max(down) - top
