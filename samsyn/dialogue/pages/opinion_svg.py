"""The opinion map as SVG: a spot for each voter, its group told by shape and by colour."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.dialogue.pages.agreement_words import group_name, voters
from samsyn.dialogue.queries import Place, VoiceAnalysis
from samsyn.dialogue.rules.spots import spots
from samsyn.web.drawing import Pen, in_lines, text_width

WIDTH, HEIGHT = 640.0, 400.0
RADIUS = 9.0
MARGIN, TOP, LINE = 24.0, 56.0, 24.0
LEAST_VOTERS = 4
"""With fewer a map would be a picture of nothing."""
NO_GROUP = 5
"""The look of those in no group, after the five that groups may have."""


def has_map(voice: VoiceAnalysis) -> bool:
    """Whether there are enough who have voted, and not all alike, for a map to say something."""
    return len(voice.places) >= LEAST_VOTERS and any(one.x or one.y for one in voice.places)


def opinion_svg(
    voice: VoiceAnalysis, urls: dict[int, str], *, alone: bool, title: str, description: str
) -> str:
    """The map in the active language; `urls` say where each voter opens, by its key.

    A person's spot has no name and leads nowhere.
    """
    pen = Pen(alone=alone)
    drawn = _spots(pen, voice, urls)
    if not alone:
        return pen.picture(WIDTH, HEIGHT, title, description, *drawn, look="opinion-map")
    foot = in_lines(description, WIDTH, 11, most=3)
    under = TOP + HEIGHT + 28
    last = under + 26
    lines = in_lines(title, WIDTH, 16, most=1)
    return pen.picture(
        WIDTH + 2 * MARGIN,
        last + len(foot) * 15 + 10,
        title,
        description,
        pen.text(lines[0], MARGIN, 34, "title"),
        *_ground(pen, drawn, MARGIN, TOP),
        *_legend(pen, legend_of(voice), under),
        *(pen.text(line, MARGIN, last + at * 15, "minor") for at, line in enumerate(foot)),
    )


def opinion_in_paper(voice: VoiceAnalysis, *, title: str, description: str) -> str:
    """The map and what its signs stand for, for a paper that has its title and its words beside."""
    pen = Pen(alone=True)
    ground = _ground(pen, _spots(pen, voice, {}), 0, 0)
    legend = _legend(pen, legend_of(voice), HEIGHT + 26, begins=0)
    return pen.picture(WIDTH, HEIGHT + 36, title, description, *ground, *legend)


def _spots(pen: Pen, voice: VoiceAnalysis, urls: dict[int, str]) -> list[str]:
    places = spots(
        [(one.x, one.y) for one in voice.places],
        width=WIDTH,
        height=HEIGHT,
        size=2 * RADIUS + 3,
    )
    return [
        _spot(pen, one, urls, mark(pen, NO_GROUP if one.group is None else one.group, *place))
        for one, place in zip(voice.places, places, strict=True)
    ]


def _ground(pen: Pen, drawn: list[str], x: float, y: float) -> list[str]:
    return [
        pen.tag("rect", x=x, y=y, width=WIDTH, height=HEIGHT, look="map-ground"),
        pen.tag("g", *drawn, transform=f"translate({x} {y})"),
    ]


def _spot(pen: Pen, one: Place, urls: dict[int, str], drawn: str) -> str:
    if one.member is None:
        return drawn
    named = pen.title(f"{one.member.name}, {_group_words(one.group)}")
    return pen.link(urls.get(one.member.key, ""), named, drawn)


def legend_of(voice: VoiceAnalysis) -> list[tuple[int, str]]:
    """Each look on the map with the group it stands for and how many are in it."""
    if not voice.groups_told:
        return [(0, voters(voice.kind, voice.voters))]
    one_view = _("In the common view: %(number)s")
    found = [
        (
            group.number,
            f"{_group_words(group.number)}: {group.size}"
            if len(voice.groups) > 1
            else one_view % {"number": group.size},
        )
        for group in voice.groups
    ]
    if voice.outside:
        found.append((NO_GROUP, _("In no group: %(number)s") % {"number": voice.outside}))
    return found


def mark(pen: Pen, look: int, x: float, y: float, size: float = RADIUS) -> str:
    """A spot: circle, square, triangle, diamond, cross, and a ring for those in no group."""
    named = f"spot spot-{look + 1}"
    if look in (0, NO_GROUP):
        radius = size if look == 0 else size - 1.5
        return pen.tag("circle", cx=x, cy=y, r=radius, look=named)
    corners = {
        1: [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        2: [(0, -1.1), (1.08, 0.84), (-1.08, 0.84)],
        3: [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
        4: _cross(0.4, 1.05),
    }[look]
    path = "L".join(f"{x + dx * size:.1f} {y + dy * size:.1f}" for dx, dy in corners)
    return pen.tag("path", d=f"M{path}Z", look=named)


def _cross(arm: float, reach: float) -> list[tuple[float, float]]:
    quarter = [(arm, -reach), (arm, -arm), (reach, -arm)]
    found = []
    for _turn in range(4):
        found += quarter
        quarter = [(-y, x) for x, y in quarter]
    return found


def _group_words(group: int | None) -> str:
    return _("in no group") if group is None else group_name(group)


def _legend(
    pen: Pen, legend: Sequence[tuple[int, str]], y: float, *, begins: float = MARGIN
) -> list[str]:
    drawn, x = [], begins + RADIUS
    for look, text in legend:
        drawn.append(mark(pen, look, x, y - 4, 7))
        drawn.append(pen.text(text, x + 14, y, "label"))
        x += 14 + text_width(text, 12) + 34
    return drawn
