"""A layered diagram: which things stand for themselves, where they stand, how wide their ties are.

Pure and without chance: the same things in any order give the same picture. An amount that the
viewer may not know is None and has a width that tells nothing. In prose, with the formulas:
`docs/methods/thread-diagram.md`.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MOST = 8
"""How many things of a layer stand for themselves; the rest stand together."""
SWEEPS = 12


class Look(StrEnum):
    """What a node is: a thing, several, or the lack of one."""

    THING = "thing"
    LOOSE = "loose"
    EARLIER = "earlier"
    MORE = "more"
    NOTHING = "nothing"
    """Of what has no such tie: a programme without money, a grant without a programme."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in its layer. `amount` None is hidden; `holds` is how many things it stands for."""

    layer: int
    key: str
    label: str
    amount: Decimal | None
    look: Look = Look.THING
    holds: int = 1

    @property
    def place(self) -> tuple[int, str]:
        return self.layer, self.key


@dataclass(frozen=True, slots=True)
class Flow:
    """What ties a node to one in the next layer. `amount` None is hidden."""

    layer: int
    source: str
    target: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Folded:
    """Which keys of a layer stand for themselves; those before and after them stand together."""

    earlier: tuple[str, ...]
    shown: tuple[str, ...]
    more: tuple[str, ...]


def fold(nodes: Iterable[Node], most: int = MOST, skip: int = 0) -> Folded:
    """The largest things of one layer, loose ends before other empty ones; `skip` goes on.

    Things of which nothing is known to have come stand together, unless they are loose ends. One
    left over stands for itself: "1 more" would take the same room. Hidden ones come last, in the
    order of their names, so that the order tells nothing of them.

    >>> things = [Node(0, key, key, Decimal(size)) for key, size in (("a", 1), ("b", 5), ("c", 3))]
    >>> fold(things, most=1)
    Folded(earlier=(), shown=('b',), more=('c', 'a'))
    """
    things = sorted((node for node in nodes if node.look is not Look.NOTHING), key=_weightiest)
    nothing = [node.key for node in nodes if node.look is Look.NOTHING]
    keys = [node.key for node in things]
    skip = min(max(skip, 0), max(len(keys) - 1, 0))
    if skip == 1:
        skip = 0
    end = len(keys) if len(keys) - skip <= most + 1 else skip + most
    full = sum(not (node.amount == 0 and node.look is Look.THING) for node in things)
    if not skip and 0 < full <= min(end, len(keys) - 2):
        end = full
    return Folded(tuple(keys[:skip]), (*keys[skip:end], *nothing), tuple(keys[end:]))


def _weightiest(node: Node) -> tuple[bool, Decimal, bool, str, str]:
    return (
        node.amount is None,
        -(node.amount or Decimal(0)),
        node.look is not Look.LOOSE,
        node.label.casefold(),
        node.key,
    )


@dataclass(frozen=True, slots=True)
class Room:
    """Measures of the paper, in pixels of the drawing."""

    width: float = 1120
    tail: float = 158
    """What the last layer's labels need to the right of it."""
    bar: float = 10
    top: float = 46
    """What the heads of the layers need above."""
    amounts: float = 250
    """How high the layer with the largest amounts is, all its bars together."""
    slot: float = 48
    """What a label needs of height."""
    gap: float = 10
    least_bar: float = 3
    least_ribbon: float = 1
    hidden_bar: float = 16
    hidden_ribbon: float = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A node on the paper: its bar, and what the ribbons at each side come to together."""

    node: Node
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A tie on the paper: a band of one width, from the right of a bar to the left of another."""

    flow: Flow
    x: float
    y: float
    to_x: float
    to_y: float
    width: float

    @property
    def path(self) -> str:
        """Its middle line as SVG path data; level at both ends."""
        half = (self.x + self.to_x) / 2
        return (
            f"M{self.x:.1f} {self.y:.1f}C{half:.1f} {self.y:.1f} "
            f"{half:.1f} {self.to_y:.1f} {self.to_x:.1f} {self.to_y:.1f}"
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture, ready to be drawn. `scale` is pixels per one of the amount."""

    width: float
    height: float
    columns: tuple[float, ...]
    scale: float
    boxes: tuple[Box, ...]
    ribbons: tuple[Ribbon, ...]
    crossings: int


def lay_out(
    layers: int, nodes: Collection[Node], flows: Collection[Flow], room: Room | None = None
) -> Layout:
    """Place nodes and ribbons. Ribbons to nodes that are not there are left out."""
    room = room or Room()
    there = {node.place for node in nodes}
    tied = sorted(
        (
            flow
            for flow in flows
            if (flow.layer, flow.source) in there and (flow.layer + 1, flow.target) in there
        ),
        key=lambda flow: (flow.layer, flow.source, flow.target),
    )
    scale = _scale(nodes, room)
    order = _ordered(layers, nodes, tied)
    columns = _columns(layers, room)
    boxes, height = _stacked(order, columns, scale, room)
    return Layout(
        width=room.width,
        height=height,
        columns=columns,
        scale=scale,
        boxes=tuple(boxes.values()),
        ribbons=tuple(_ribbons(boxes, tied, scale, room)),
        crossings=_all_crossings(order, tied),
    )


def _columns(layers: int, room: Room) -> tuple[float, ...]:
    step = (room.width - room.tail - room.bar) / max(layers - 1, 1)
    return tuple(round(step * layer, 1) for layer in range(layers))


def _scale(nodes: Iterable[Node], room: Room) -> float:
    """Pixels per one: the layer whose known amounts are largest fills the room for amounts."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for node in nodes:
        sums[node.layer] += node.amount or 0
    most = max(sums.values(), default=Decimal(0))
    return room.amounts / float(most) if most else 0.0


Order = list[list[Node]]
_RANK = {Look.EARLIER: 0, Look.THING: 1, Look.LOOSE: 1, Look.MORE: 2, Look.NOTHING: 3}


def _ordered(layers: int, nodes: Collection[Node], flows: Sequence[Flow]) -> Order:
    """The order with the fewest crossings met while sweeping to and fro by barycentre.

    What stands together keeps its place above or below the others. A sweep that ties goes to
    the earlier order, so the picture stays as it is unless something is won.
    """
    order: Order = [[] for _layer in range(layers)]
    for node in sorted(nodes, key=lambda node: (_RANK[node.look], *_weightiest(node))):
        order[node.layer].append(node)
    best, fewest = order, _all_crossings(order, flows)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        order = _swept(order, flows, down=down)
        crossings = _all_crossings(order, flows)
        if crossings < fewest:
            best, fewest = order, crossings
    return best


def _swept(order: Order, flows: Sequence[Flow], *, down: bool) -> Order:
    swept = [list(line) for line in order]
    layers = range(1, len(order)) if down else range(len(order) - 2, -1, -1)
    for layer in layers:
        near = layer - 1 if down else layer
        beside = swept[layer - 1 if down else layer + 1]
        at = {node.key: place for place, node in enumerate(beside)}
        pulls: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for flow in flows:
            if flow.layer == near:
                here, far = (flow.target, flow.source) if down else (flow.source, flow.target)
                pulls[here].append((at[far], float(flow.amount or 0) + 1e-9))
        places = {node.key: float(place) for place, node in enumerate(swept[layer])}
        for key, pull in pulls.items():
            places[key] = sum(at * weight for at, weight in pull) / sum(w for _at, w in pull)
        swept[layer].sort(key=lambda node: (_RANK[node.look], places[node.key]))
    return swept


def _all_crossings(order: Order, flows: Sequence[Flow]) -> int:
    places = {node.place: place for line in order for place, node in enumerate(line)}
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for flow in flows:
        source, target = (flow.layer, flow.source), (flow.layer + 1, flow.target)
        ends[flow.layer].append((places[source], places[target]))
    return sum(crossings(gap) for gap in ends.values())


def crossings(ends: Iterable[tuple[int, int]]) -> int:
    """How many pairs of ribbons between two layers cross, given the places of their ends.

    >>> crossings([(0, 1), (1, 0), (2, 2)])
    1
    """
    seen: list[int] = []
    count = 0
    for _source, target in sorted(ends):
        count += len(seen) - bisect_right(seen, target)
        insort(seen, target)
    return count


def _stacked(
    order: Order, columns: Sequence[float], scale: float, room: Room
) -> tuple[dict[tuple[int, str], Box], float]:
    """Every layer as a pile, in the middle of the height that the highest one needs."""
    heights = [[_bar(node, scale, room) for node in line] for line in order]
    piles = [
        sum(max(bar, room.slot) for bar in bars) + room.gap * max(len(bars) - 1, 0)
        for bars in heights
    ]
    most = max(piles, default=0)
    boxes = {}
    for layer, (line, bars, pile) in enumerate(zip(order, heights, piles, strict=True)):
        y = room.top + (most - pile) / 2
        for node, bar in zip(line, bars, strict=True):
            slot = max(bar, room.slot)
            boxes[node.place] = Box(node, columns[layer], y + (slot - bar) / 2, bar)
            y += slot + room.gap
    return boxes, room.top + most + room.gap


def _bar(node: Node, scale: float, room: Room) -> float:
    if node.amount is None or node.look is Look.LOOSE:
        return room.hidden_bar
    return max(float(node.amount) * scale, room.least_bar)


def _ribbons(
    boxes: Mapping[tuple[int, str], Box], flows: Sequence[Flow], scale: float, room: Room
) -> list[Ribbon]:
    leaving: dict[tuple[int, str], list[Flow]] = defaultdict(list)
    coming: dict[tuple[int, str], list[Flow]] = defaultdict(list)
    widths = {}
    for flow in flows:
        source, target = (flow.layer, flow.source), (flow.layer + 1, flow.target)
        leaving[source].append(flow)
        coming[target].append(flow)
        most = min(boxes[source].height, boxes[target].height)
        widths[flow] = min(_width(flow, scale, room), most)
    begins: dict[Flow, float] = {}
    ends: dict[Flow, float] = {}
    for place, gone in leaving.items():
        gone.sort(key=lambda flow: boxes[flow.layer + 1, flow.target].middle)
        begins |= _along(boxes[place], gone, widths)
    for place, came in coming.items():
        came.sort(key=lambda flow: boxes[flow.layer, flow.source].middle)
        ends |= _along(boxes[place], came, widths)
    ribbons = [
        Ribbon(
            flow,
            boxes[flow.layer, flow.source].x + room.bar,
            begins[flow],
            boxes[flow.layer + 1, flow.target].x,
            ends[flow],
            widths[flow],
        )
        for flow in flows
    ]
    return sorted(ribbons, key=lambda ribbon: -ribbon.width)


def _width(flow: Flow, scale: float, room: Room) -> float:
    if flow.amount is None:
        return room.hidden_ribbon
    return max(float(flow.amount) * scale, room.least_ribbon)


def _along(box: Box, flows: Sequence[Flow], widths: Mapping[Flow, float]) -> dict[Flow, float]:
    """Where along a bar each ribbon's middle meets it."""
    starts = spread(box.height, [widths[flow] for flow in flows])
    return {
        flow: box.y + start + widths[flow] / 2 for flow, start in zip(flows, starts, strict=True)
    }


def spread(height: float, widths: Sequence[float]) -> list[float]:
    """Where each ribbon begins along a bar of the height.

    Ribbons that have room lie side by side from the top: what is left of the bar goes no further.
    If together they are wider than the bar, the same companies are in several: then they lie
    partly on one another, the first at the top and the last at the bottom, and cover the whole bar.

    >>> spread(10, [4, 3])
    [0, 4]
    >>> spread(10, [6, 6])
    [0.0, 4.0]
    """
    together = sum(widths)
    before = [sum(widths[:place]) for place in range(len(widths))]
    if together <= height:
        return before
    return [
        (height - width) * (above / (together - width) if together > width else 0.0)
        for width, above in zip(widths, before, strict=True)
    ]


def grouped(node: Node, folded: Folded) -> str:
    """The key that a thing of the layer is drawn under.

    >>> grouped(Node(0, "a", "a", None), Folded((), ("b",), ("a", "c")))
    '+more'
    """
    if node.key in folded.shown:
        return node.key
    return EARLIER if node.key in folded.earlier else MORE


EARLIER, MORE = "+earlier", "+more"
