"""What comes first as SVG: a line for each proposal, with its mean, its interval and its dots."""

from collections import Counter

from django.utils.translation import gettext as _

from samsyn.dialogue.pages.focus_words import points_words, rank_words
from samsyn.dialogue.queries import FocusVoice, PlacedProposal
from samsyn.web.drawing import Pen, in_lines, text_width

WIDTH = 380.0
"""Narrow, so that its words can be read on a phone."""
LEFT, RIGHT = 40.0, 16.0
MARGIN = 20.0
"""Around a picture that stands alone."""
LINE, ROW = 16.0, 46.0
"""How high a line of text is, and a strip of points under it."""
STEP = 10
"""The axis ends at a whole number of these."""


def has_picture(voice: FocusVoice | None) -> bool:
    """Whether anything has points."""
    return voice is not None and any(one.mean is not None for one in voice.proposals)


def focus_svg(voice: FocusVoice, *, alone: bool, title: str, description: str) -> str:
    """The order in the active language. Each organisation is a dot; a person never is."""
    pen = Pen(alone=alone)
    ranked = [one for one in voice.proposals if one.mean is not None]
    end, drawn, y = _end(ranked), [], 4.0
    for one in ranked:
        lines = in_lines(one.text, WIDTH - LEFT - RIGHT, 12, most=2)
        drawn.append(_row(pen, one, lines, y, end))
        y += len(lines) * LINE + ROW
    drawn.append(_axis(pen, y, end))
    height = y + 26
    if not alone:
        return pen.picture(WIDTH, height, title, description, *drawn, look="order")
    heads = in_lines(title, WIDTH, 16, most=2)
    top = MARGIN + len(heads) * 21
    foot = in_lines(description, WIDTH, 11, most=4)
    under = top + height + 20
    return pen.picture(
        WIDTH + 2 * MARGIN,
        under + len(foot) * 15,
        title,
        description,
        *(pen.text(line, MARGIN, MARGIN + 12 + at * 21, "title") for at, line in enumerate(heads)),
        pen.tag("g", *drawn, transform=f"translate({MARGIN} {top})"),
        *(pen.text(line, MARGIN, under + at * 15, "minor") for at, line in enumerate(foot)),
    )


def _end(ranked: list[PlacedProposal]) -> float:
    most = [
        max(one.high or 0, one.mean or 0, *(weight.points for weight in one.weights), 0)
        for one in ranked
    ]
    return min(100.0, STEP * (max(most, default=0) // STEP + 1))


def _x(points: float, end: float) -> float:
    return LEFT + points / end * (WIDTH - LEFT - RIGHT)


def _row(pen: Pen, one: PlacedProposal, lines: list[str], y: float, end: float) -> str:
    """The rank, the text, and under it the strip."""
    foot = y + len(lines) * LINE
    middle = foot + 14
    drawn = [pen.text(rank_words(one), 0, y + 12, "figure")]
    drawn += [pen.text(line, LEFT, y + 12 + at * LINE, "label") for at, line in enumerate(lines)]
    drawn.append(pen.tag("path", d=f"M{LEFT} {middle}H{WIDTH - RIGHT}", look="line"))
    if one.low is not None and one.high is not None:
        low, high = _x(one.low, end), _x(one.high, end)
        drawn.append(
            pen.tag("rect", x=low, y=middle - 6, width=high - low, height=12, rx=3, look="shade-2")
        )
    mean = one.mean or 0.0
    drawn.append(pen.tag("circle", cx=_x(mean, end), cy=middle, r=6, look="spot spot-1"))
    drawn.append(_dots(pen, one, middle, end))
    text = points_words(mean)
    at = min(_x(mean, end) - text_width(text, 11) / 2, WIDTH - RIGHT)
    drawn.append(pen.text(text, at, middle + 22, "minor"))
    return pen.tag("g", *drawn)


def _dots(pen: Pen, one: PlacedProposal, middle: float, end: float) -> str:
    """A ring for each organisation, with its name; those with as many points above each other."""
    many, before = Counter(weight.points for weight in one.weights), Counter[int]()
    drawn = []
    for weight in one.weights:
        number, at = many[weight.points], before[weight.points]
        before[weight.points] += 1
        beside = (at - (number - 1) / 2) * min(5.5, 24 / max(number - 1, 1))
        words = _("%(name)s: %(points)s") % {"name": weight.name, "points": weight.points}
        x = _x(weight.points, end)
        drawn.append(
            pen.tag("circle", pen.title(words), cx=x, cy=middle + beside, r=2.5, look="dot")
        )
    return pen.tag("g", *drawn) if drawn else ""


def _axis(pen: Pen, y: float, end: float) -> str:
    step = 5 if end <= 20 else 10 if end <= 60 else 20
    drawn = [pen.tag("path", d=f"M{LEFT} {y}H{WIDTH - RIGHT}", look="line")]
    for points in range(0, int(end) + 1, step):
        words = str(points)
        x = _x(points, end)
        drawn.append(pen.tag("path", d=f"M{x} {y}v4", look="line"))
        drawn.append(pen.text(words, x - text_width(words, 11) / 2, y + 18, "minor"))
    return pen.tag("g", *drawn)
