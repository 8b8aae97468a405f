"""A map of Sweden as SVG: on a page with links and classes, or standing alone for a file."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from samsyn.directory.rules.outlines import (
    VIEW_BOX,
    box_of,
    county_outlines,
    municipality_outlines,
)
from samsyn.results.queries.maps import Area, MapSheet
from samsyn.results.rules.shades import limits, shade_of
from samsyn.web.drawing import Pen, in_lines

HEIGHT, MARGIN, WORDS = 640.0, 24, 250
Legend = list[tuple[int | None, str]]


def source() -> str:
    """Whose boundaries they are; a page that shows them says so."""
    return _("Boundaries: Statistics Sweden (SCB).")


def map_classes(sheet: MapSheet) -> list[tuple[Decimal, Decimal]]:
    """The classes of what is shown; hidden figures have no part in them."""
    return limits(area.value for area in sheet.areas if area.value is not None)


def map_svg(
    sheet: MapSheet,
    *,
    alone: bool,
    words: Mapping[str, str],
    title: str,
    description: str,
    urls: Mapping[str, str] | None = None,
    legend: Sequence[tuple[int | None, str]] = (),
) -> str:
    """The map; `words` say each area by code: "Dalarna: 12 companies", `urls` where it leads."""
    pen = Pen(alone=alone)
    classes = map_classes(sheet)
    paths = municipality_outlines(sheet.county or None) if sheet.by_municipality else None
    outlines = county_outlines() if paths is None else paths
    shapes = [
        _shape(pen, area, outlines[area.code], shade_of(area.value, classes), words, urls or {})
        for area in sheet.areas
    ]
    if sheet.by_municipality and not sheet.county:
        shapes.append(pen.tag("path", d="".join(county_outlines().values()), look="county-edge"))
    left, top, width, height = _window(sheet)
    window = f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
    drawn = [pen.tag("defs", _hatch(pen, height / HEIGHT)), *shapes]
    if not alone:
        return pen.tag(
            "svg", *drawn, viewBox=window, look="drawn-map", role="group", aria_label=title
        )
    wide = HEIGHT * width / height
    inside = pen.tag(
        "svg", *drawn, x=MARGIN, y=56, width=wide, height=HEIGHT, viewBox=window, fill="#eeece6"
    )
    lines = in_lines(title, wide + WORDS, 16, most=2)
    return pen.picture(
        wide + WORDS + 2 * MARGIN,
        HEIGHT + 104,
        title,
        description,
        *(pen.text(line, MARGIN, 30 + number * 20, "title") for number, line in enumerate(lines)),
        inside,
        *_legend(pen, legend, wide + 2 * MARGIN),
        pen.text(in_lines(source(), wide + WORDS, 11)[0], MARGIN, HEIGHT + 86, "minor"),
    )


def _hatch(pen: Pen, scale: float) -> str:
    """What fills an area whose figure is hidden: lines that look alike however large the map is."""
    return pen.tag(
        "pattern",
        pen.tag("path", d="M0 0v6", look="hatch"),
        id="not-known",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform=f"scale({scale:.3f}) rotate(45)",
    )


def _shape(
    pen: Pen,
    area: Area,
    path: str,
    shade: int | None,
    words: Mapping[str, str],
    urls: Mapping[str, str],
) -> str:
    look = "area not-known" if shade is None else f"area shade-{shade}"
    effect = {"vector-effect": "non-scaling-stroke"}
    shape = pen.tag("path", d=path, look=look, **effect)
    return pen.link(urls.get(area.code, ""), pen.title(words[area.code]), shape)


def _window(sheet: MapSheet) -> tuple[float, float, float, float]:
    """All of Sweden, or one county with a little around it."""
    if not sheet.county:
        left, top, width, height = (float(part) for part in VIEW_BOX.split())
        return left, top, width, height
    left, top, width, height = box_of(sheet.county)
    edge = max(width, height) * 0.03
    return left - edge, top - edge, width + 2 * edge, height + 2 * edge


def _legend(pen: Pen, legend: Sequence[tuple[int | None, str]], x: float) -> list[str]:
    drawn = []
    for number, (shade, text) in enumerate(legend):
        y = 70 + number * 24
        look = "area not-known" if shade is None else f"area shade-{shade}"
        drawn.append(pen.tag("rect", x=x, y=y, width=22, height=15, look=look))
        drawn.append(pen.tag("rect", x=x, y=y, width=22, height=15, look="edge"))
        drawn.append(pen.text(text, x + 30, y + 12, "label"))
    return drawn


def legend_of(sheet: MapSheet, written: Mapping[Decimal, str]) -> Legend:
    """Every shade with the figures it stands for; none and hidden only where they are."""
    values = [area.value for area in sheet.areas]
    found: Legend = []
    if Decimal(0) in values:
        found.append((0, written[Decimal(0)]))
    for number, (low, high) in enumerate(map_classes(sheet), start=1):
        text = written[low] if low == high else f"{written[low]} – {written[high]}"
        found.append((number, text))
    if None in values:
        found.append((None, _("hidden")))
    return found
