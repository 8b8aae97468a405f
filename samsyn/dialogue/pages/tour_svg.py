"""A tour drawn: the map of its regions by how far they have come, and the samsyn figures as a plot.

A stage has a pattern as well as a colour. The knots on the map tell of the money: an open one that
somebody has applied for the county, a filled one that a grant has been made there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samsyn.dialogue.rules.comparison import Figure
from samsyn.dialogue.rules.tours import RegionStage
from samsyn.directory.rules.outlines import VIEW_BOX, box_of, county_outlines
from samsyn.results.pages.map_svg import HEIGHT, MARGIN, map_alone
from samsyn.web.drawing import Pen, in_lines
from samsyn.web.templatetags.samsyn import number

WORDS = 260.0
KNOT = 80.0
"""The radius of a knot, in units of the map: 200 metres."""
LOOKS = {
    RegionStage.ABSENT: "shade-0",
    RegionStage.PLANNED: "stage-planned",
    RegionStage.HELD: "stage-held",
    RegionStage.ANALYSED: "shade-4",
}
OPEN_KNOT, FULL_KNOT = "map-knot", "map-knot map-knot-full"
Legend = Sequence[tuple[str, str]]
"""Pairs of a look and what it means."""

PLOT_WIDTH, NAMES, VALUES, ROW = 400.0, 122.0, 46.0, 25.0
"""Of the plot: the whole, the names to the left, the values to the right, and a row's height."""


def tour_map(
    stages: Mapping[str, RegionStage],
    knots: Mapping[str, bool],
    *,
    alone: bool,
    words: Mapping[str, str],
    urls: Mapping[str, str],
    title: str,
    description: str,
    legend: Legend,
) -> str:
    """The map; all mappings are by the code of the county. `knots` say whether one is filled."""
    pen = Pen(alone=alone)
    _left, _top, width, height = (float(part) for part in VIEW_BOX.split())
    shapes = [
        pen.link(
            urls.get(code, ""),
            pen.title(words[code]),
            pen.tag(
                "path",
                d=path,
                look=f"area {LOOKS[stages[code]]}",
                **{"vector-effect": "non-scaling-stroke"},
            ),
        )
        for code, path in county_outlines().items()
    ]
    shapes += [_knot(pen, code, is_full=is_full) for code, is_full in sorted(knots.items())]
    drawn = [pen.tag("defs", *_patterns(pen, height / HEIGHT)), *shapes]
    if not alone:
        return pen.tag(
            "svg", *drawn, viewBox=VIEW_BOX, look="drawn-map", role="group", aria_label=title
        )
    wide = HEIGHT * width / height
    inside = pen.tag("svg", *drawn, x=MARGIN, y=56, width=wide, height=HEIGHT, viewBox=VIEW_BOX)
    beside = _legend(pen, legend, wide + 2 * MARGIN, 90)
    return map_alone(pen, inside, beside, wide + WORDS, title=title, description=description)


def sign(pen: Pen, look: str, x: float = 0, y: float = 0) -> str:
    """A look of the map for its legend, 16 by 16."""
    if look.startswith(OPEN_KNOT):
        return pen.tag("circle", cx=x + 8, cy=y + 8, r=5, look=look)
    under = {"stage-planned": "shade-1", "stage-held": "shade-2"}.get(look, look)
    drawn = pen.tag("rect", x=x, y=y, width=16, height=16, look=under)
    if look == "stage-planned":
        places = [(dx, dy) for dx in (3, 8, 13) for dy in (3, 8, 13)]
        for dx, dy in places:
            drawn += pen.tag("circle", cx=x + dx, cy=y + dy, r=1.3, look="stage-ink")
    if look == "stage-held":
        for d in (f"M{x} {y + 8}l8 -8", f"M{x} {y + 16}l16 -16", f"M{x + 8} {y + 16}l8 -8"):
            drawn += pen.tag("path", d=d, look="stage-line")
    return drawn + pen.tag("rect", x=x, y=y, width=16, height=16, look="edge")


def _patterns(pen: Pen, scale: float) -> list[str]:
    """Dots for what is planned and stripes for what is held, alike however large the map is."""
    whole: dict[str, Any] = {"patternUnits": "userSpaceOnUse", "width": 7, "height": 7}
    ground: dict[str, Any] = {"x": 0, "y": 0, "width": 7, "height": 7}
    dot = pen.tag("circle", cx=3.5, cy=3.5, r=1.2, look="stage-ink")
    stripe = pen.tag("path", d="M3.5 0v7", look="stage-line")
    return [
        pen.tag(
            "pattern",
            pen.tag("rect", look="shade-1", **ground),
            dot,
            id="stage-planned",
            patternTransform=f"scale({scale:.3f})",
            **whole,
        ),
        pen.tag(
            "pattern",
            pen.tag("rect", look="shade-2", **ground),
            stripe,
            id="stage-held",
            patternTransform=f"scale({scale:.3f}) rotate(45)",
            **whole,
        ),
    ]


def _knot(pen: Pen, code: str, *, is_full: bool) -> str:
    left, top, width, height = box_of(code)
    place = {"cx": left + width / 2, "cy": top + height / 2, "r": KNOT}
    look = FULL_KNOT if is_full else OPEN_KNOT
    return pen.tag("circle", look=look, **place, **{"vector-effect": "non-scaling-stroke"})


def _legend(pen: Pen, legend: Legend, x: float, first: float) -> list[str]:
    drawn = []
    for at, (look, text) in enumerate(legend):
        y = first + at * 26
        drawn += [sign(pen, look, x, y), pen.text(text, x + 26, y + 12, "label")]
    return drawn


def figure_plot(
    figures: Sequence[tuple[str, str, Figure]], *, alone: bool, title: str, description: str
) -> str:
    """The samsyn figures, the highest first: each a dot on its interval, from 0 to 1.

    A figure comes with its region's name and with what it says of it.
    """
    pen = Pen(alone=alone)
    heads = in_lines(title, PLOT_WIDTH - 2, 16, most=3) if alone else []
    top = 24.0 + 20 * len(heads)
    height = top + ROW * len(figures)
    start, end = NAMES + 8, PLOT_WIDTH - VALUES
    drawn = [pen.text(line, 0, 20 + at * 20, "title") for at, line in enumerate(heads)]
    for step in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = start + step * (end - start)
        drawn.append(pen.tag("line", x1=x, x2=x, y1=top, y2=height, look="grid-line"))
        drawn.append(pen.text(number(step), x, top - 8, "minor", text_anchor="middle"))
    for at, (name, said, figure) in enumerate(figures):
        y = top + ROW * at + ROW / 2
        low, dot, high = (
            start + value * (end - start) for value in (figure.low, figure.value, figure.high)
        )
        drawn.append(
            pen.tag(
                "g",
                pen.title(f"{name}: {said}"),
                pen.text(in_lines(name, NAMES, 12, most=1)[0], 0, y + 4, "label"),
                pen.tag("line", x1=low, x2=high, y1=y, y2=y, look="whisker"),
                pen.tag("circle", cx=dot, cy=y, r=5.5, look="spot spot-1"),
                pen.text(number(figure.value, 2), PLOT_WIDTH, y + 4, "label", text_anchor="end"),
            )
        )
    return pen.picture(PLOT_WIDTH, height + 6, title, description, *drawn, look="chart figure-plot")


def legend_of(
    stages: Mapping[str, RegionStage], names: Mapping[RegionStage, str]
) -> list[tuple[str, str]]:
    """Every look that is on the map with its name and how many counties have it."""
    found = []
    for stage, name in names.items():
        counties = sum(one is stage for one in stages.values())
        if counties:
            text = _("%(stage)s: %(number)s") % {"stage": name, "number": counties}
            found.append((LOOKS[stage], text))
    return found
