"""Where on a picture each voter of an opinion map is drawn: none hides another.

The map keeps its shape: both directions have the same scale. Those who have voted alike stand on
the same place of the map; in the picture they stand beside each other, around that place.
"""

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

GOLDEN = pi * (3 - sqrt(5))
"""Turned by this angle each time, places on a spiral fill a disc evenly."""
MANY = 600
"""Above so many spots they may lie on each other: the eye sees a cloud."""

Place = tuple[float, float]


def spots(places: Sequence[Place], *, width: float, height: float, size: float) -> list[Place]:
    """The middle of each spot, in pixels from the upper left, whole inside the picture.

    `size` is how far apart two spots must be.

    >>> spots([(-1.0, 0.0), (1.0, 0.0)], width=100, height=50, size=10)
    [(10.0, 25.0), (90.0, 25.0)]
    """
    if not places:
        return []
    margin = size
    reach = [max(abs(place[way]) for place in places) for way in (0, 1)]
    rooms = ((width / 2 - margin, reach[0]), (height / 2 - margin, reach[1]))
    scale = min((room / far for room, far in rooms if far > 0), default=0.0)
    wanted = [(width / 2 + x * scale, height / 2 - y * scale) for x, y in places]
    if len(places) > MANY:
        return wanted
    order = sorted(range(len(places)), key=lambda at: (*wanted[at], at))
    taken: list[Place] = []
    found: dict[int, Place] = {}
    for at in order:
        found[at] = _free(wanted[at], taken, size, (width, height))
        taken.append(found[at])
    return [found[at] for at in range(len(places))]


def _free(wanted: Place, taken: Sequence[Place], size: float, room: Place) -> Place:
    """The first place on a spiral around the wanted one that touches nobody's."""
    place = wanted
    for step in range(60 * (len(taken) + 1)):
        far = size * 0.35 * sqrt(step)
        place = (wanted[0] + far * cos(step * GOLDEN), wanted[1] + far * sin(step * GOLDEN))
        inside = all(size / 2 <= place[way] <= room[way] - size / 2 for way in (0, 1))
        if inside and all(_apart(place, other) >= size for other in taken):
            return place
    return place


def _apart(one: Place, other: Place) -> float:
    return sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)
