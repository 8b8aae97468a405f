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
    drawn = _shapes(pen, sheet, words, urls or {})
    if not alone:
        window = _window(sheet)[0]
        return pen.tag(
            "svg", *drawn, viewBox=window, look="drawn-map", role="group", aria_label=title
        )
    inside, wide = _inside(pen, sheet, drawn, x=MARGIN, y=56)
    beside = _legend(pen, legend, wide + 2 * MARGIN, 70)
    return map_alone(pen, inside, beside, wide + WORDS, title=title, description=description)


def map_alone(
    pen: Pen, inside: str, legend: Sequence[str], wide: float, *, title: str, description: str
) -> str:
    """A drawn map as a file of its own: its title above, and whose boundaries they are below.

    `wide` is what map and legend take together; the map stands at MARGIN, 56.
    """
    lines = in_lines(title, wide, 16, most=2)
    return pen.picture(
        wide + 2 * MARGIN,
        HEIGHT + 104,
        title,
        description,
        *(pen.text(line, MARGIN, 30 + number * 20, "title") for number, line in enumerate(lines)),
        inside,
        *legend,
        pen.text(in_lines(source(), wide, 11)[0], MARGIN, HEIGHT + 86, "minor"),
    )


def map_in_paper(
    sheet: MapSheet, *, title: str, description: str, head: str, legend: Legend
) -> str:
    """All of Sweden for a paper that says around it what it is; what the shades mean is in it.

    The legend stands in the upper left, where there is no land.
    """
    pen = Pen(alone=True)
    words = {area.code: area.name for area in sheet.areas}
    inside, wide = _inside(pen, sheet, _shapes(pen, sheet, words, {}), x=0, y=0)
    said = [pen.text(head, 0, 12, "head"), *_legend(pen, legend, 0, 24)]
    return pen.picture(wide, HEIGHT, title, description, inside, *said)


def _shapes(
    pen: Pen, sheet: MapSheet, words: Mapping[str, str], urls: Mapping[str, str]
) -> list[str]:
    """Every area in its shade, and the hatching of those whose figure is hidden."""
    classes = map_classes(sheet)
    paths = municipality_outlines(sheet.county or None) if sheet.by_municipality else None
    outlines = county_outlines() if paths is None else paths
    shapes = [
        _shape(pen, area, outlines[area.code], shade_of(area.value, classes), words, urls)
        for area in sheet.areas
    ]
    if sheet.by_municipality and not sheet.county:
        shapes.append(pen.tag("path", d="".join(county_outlines().values()), look="county-edge"))
    return [pen.tag("defs", _hatch(pen, _window(sheet)[2] / HEIGHT)), *shapes]


def _inside(
    pen: Pen, sheet: MapSheet, drawn: Sequence[str], *, x: float, y: float
) -> tuple[str, float]:
    """The areas as a part of a picture, and how wide that is."""
    window, width, height = _window(sheet)
    wide = HEIGHT * width / height
    inside = pen.tag(
        "svg", *drawn, x=x, y=y, width=wide, height=HEIGHT, viewBox=window, fill="#eeece6"
    )
    return inside, wide


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


def _window(sheet: MapSheet) -> tuple[str, float, float]:
    """All of Sweden, or one county with a little around it: the view box, width and height."""
    if not sheet.county:
        left, top, width, height = (float(part) for part in VIEW_BOX.split())
    else:
        left, top, width, height = box_of(sheet.county)
        edge = max(width, height) * 0.03
        left, top, width, height = left - edge, top - edge, width + 2 * edge, height + 2 * edge
    return f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}", width, height


def _legend(
    pen: Pen, legend: Sequence[tuple[int | None, str]], x: float, first: float
) -> list[str]:
    """What the shades mean, one under another from `first` down."""
    drawn = []
    for number, (shade, text) in enumerate(legend):
        y = first + number * 24
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
