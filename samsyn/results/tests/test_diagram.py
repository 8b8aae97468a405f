"""The layered diagram: true widths, nothing over anything else, one picture whatever the order."""

import random
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, strategies as st

from samsyn.results.rules.diagram import (
    MORE,
    Flow,
    Layout,
    Look,
    Node,
    Room,
    crossings,
    fold,
    grouped,
    lay_out,
    spread,
)

LAYERS = 4
ROOM = Room()
TRUE = Room(least_bar=0, least_ribbon=0)
"""A room without least widths, to measure the truth of the others."""


@st.composite
def pictures(draw: st.DrawFn, hidden: bool = True) -> tuple[list[Node], list[Flow]]:
    """Layers of a few things and ties that are never larger than what they tie."""
    nodes, flows = [], []
    sizes = st.integers(0, 5000)
    for layer in range(LAYERS):
        for number in range(draw(st.integers(1, 6))):
            shown = draw(st.booleans()) or not hidden
            amount = Decimal(draw(sizes)) if shown else None
            nodes.append(Node(layer, f"k{number}", f"n{number}", amount))
    at = {node.place: node for node in nodes}
    for node in nodes:
        for other in nodes:
            if other.layer == node.layer + 1 and draw(st.booleans()):
                ends = at[node.place].amount, at[other.place].amount
                if None in ends and draw(st.booleans()):
                    amount = None
                else:
                    most = min(int(end) for end in (*ends, Decimal(5000)) if end is not None)
                    amount = Decimal(draw(st.integers(0, most)))
                flows.append(Flow(node.layer, node.key, other.key, amount))
    return nodes, flows


@given(pictures(), st.randoms(use_true_random=False))
def test_the_same_things_in_any_order_give_the_same_picture(
    picture: tuple[list[Node], list[Flow]], chance: random.Random
) -> None:
    nodes, flows = picture
    drawn = lay_out(LAYERS, nodes, flows)
    chance.shuffle(nodes)
    chance.shuffle(flows)
    again = lay_out(LAYERS, nodes, flows)
    assert set(drawn.boxes) == set(again.boxes)
    assert {ribbon.path for ribbon in drawn.ribbons} == {ribbon.path for ribbon in again.ribbons}


@given(pictures())
def test_no_two_nodes_lie_on_one_another_and_each_label_has_its_room(
    picture: tuple[list[Node], list[Flow]],
) -> None:
    drawn = lay_out(LAYERS, *picture)
    columns = defaultdict(list)
    for box in drawn.boxes:
        columns[box.node.layer].append(box)
    for boxes in columns.values():
        boxes.sort(key=lambda box: box.y)
        for above, below in pairwise(boxes):
            assert above.y + above.height <= below.y
            assert below.middle - above.middle >= ROOM.slot


@given(pictures(hidden=False))
def test_every_width_is_true_to_its_number(picture: tuple[list[Node], list[Flow]]) -> None:
    drawn = lay_out(LAYERS, *picture, room=TRUE)
    for ribbon in drawn.ribbons:
        assert ribbon.width == min(
            float(ribbon.flow.amount or 0) * drawn.scale, ribbon.width + 1e-9
        )
    for box in drawn.boxes:
        assert abs(box.height - float(box.node.amount or 0) * drawn.scale) < 1e-6
    for box, ribbons in _at_bars(drawn):
        share = sum(float(ribbon.flow.amount or 0) for ribbon in ribbons)
        if box.node.amount:
            share /= float(box.node.amount)
            assert abs(sum(r.width for r in ribbons) - box.height * share) < 1e-6


def _at_bars(drawn: Layout) -> list[tuple[object, list[object]]]:
    """Every bar with the ribbons that leave it to the right."""
    leaving = defaultdict(list)
    for ribbon in drawn.ribbons:
        leaving[ribbon.flow.layer, ribbon.flow.source].append(ribbon)
    return [(box, leaving[box.node.place]) for box in drawn.boxes]


@given(pictures())
def test_ribbons_meet_bars_where_the_bars_are(picture: tuple[list[Node], list[Flow]]) -> None:
    drawn = lay_out(LAYERS, *picture)
    boxes = {box.node.place: box for box in drawn.boxes}
    for ribbon in drawn.ribbons:
        source = boxes[ribbon.flow.layer, ribbon.flow.source]
        target = boxes[ribbon.flow.layer + 1, ribbon.flow.target]
        half = ribbon.width / 2
        assert source.y - 1e-6 <= ribbon.y - half
        assert ribbon.y + half <= source.y + source.height + 1e-6
        assert target.y - 1e-6 <= ribbon.to_y - half
        assert ribbon.to_y + half <= target.y + target.height + 1e-6


@given(pictures())
def test_ordering_never_adds_crossings(picture: tuple[list[Node], list[Flow]]) -> None:
    nodes, flows = picture
    by_size = sorted(
        nodes,
        key=lambda node: (
            node.amount is None,
            -(node.amount or 0),
            node.look is not Look.LOOSE,
            node.label,
            node.key,
        ),
    )
    place: dict[tuple[int, str], int] = {}
    for layer in range(LAYERS):
        for at, node in enumerate(node for node in by_size if node.layer == layer):
            place[node.place] = at
    plain = sum(
        crossings(
            (place[f.layer, f.source], place[f.layer + 1, f.target])
            for f in flows
            if f.layer == layer
        )
        for layer in range(LAYERS)
    )
    assert lay_out(LAYERS, nodes, flows).crossings <= plain


@given(pictures())
def test_what_is_hidden_has_one_height_and_width_whatever_it_is(
    picture: tuple[list[Node], list[Flow]],
) -> None:
    drawn = lay_out(LAYERS, *picture)
    assert {b.height for b in drawn.boxes if b.node.amount is None} <= {ROOM.hidden_bar}
    for ribbon in drawn.ribbons:
        if ribbon.flow.amount is None:
            assert ribbon.width <= ROOM.hidden_ribbon


@given(st.floats(1, 500), st.lists(st.floats(0.5, 500), min_size=1, max_size=9))
def test_ribbons_cover_a_bar_or_leave_the_rest_below(height: float, widths: list[float]) -> None:
    widths = [min(width, height) for width in widths]
    starts = spread(height, widths)
    ends = [start + width for start, width in zip(starts, widths, strict=True)]
    assert all(start >= 0 for start in starts) and all(end <= height + 1e-6 for end in ends)
    reached = 0.0
    for start, end in zip(starts, ends, strict=True):
        assert start <= reached + 1e-6  # no gap between one ribbon and the next
        reached = max(reached, end)
    assert reached >= min(height, sum(widths)) - 1e-6


def test_the_worked_example_of_the_method_page() -> None:
    """96 + 142 + 104 = 342 ribbons' worth at a bar of 287: 55 lie on one another."""
    starts = spread(287, [96, 142, 104])
    assert [round(start, 1) for start in starts] == [0.0, 69.6, 183.0]
    covered = [start + width for start, width in zip(starts, [96, 142, 104], strict=True)]
    on_one_another = (covered[0] - starts[1]) + (covered[1] - starts[2])
    assert round(on_one_another, 6) == 342 - 287


def things(*amounts: int | None) -> list[Node]:
    return [
        Node(0, f"k{at}", f"Thing {at:02}", None if amount is None else Decimal(amount))
        for at, amount in enumerate(amounts)
    ]


def test_the_largest_stand_for_themselves_and_the_rest_together() -> None:
    folded = fold(things(5, 90, 20, 70, 10), most=2)
    assert folded.shown == ("k1", "k3")
    assert folded.more == ("k2", "k4", "k0")
    assert grouped(things(5)[0], folded) == MORE


def test_one_left_over_stands_for_itself() -> None:
    assert fold(things(3, 2, 1), most=2).more == ()


def test_opening_goes_on_where_the_picture_ended() -> None:
    folded = fold(things(5, 4, 3, 2, 1), most=2, skip=2)
    assert (folded.earlier, folded.shown, folded.more) == (("k0", "k1"), ("k2", "k3", "k4"), ())
    far = fold(things(5, 4, 3), most=2, skip=999)
    assert far.shown == ("k2",)


def test_things_that_nothing_came_of_stand_together_but_loose_ends_are_shown() -> None:
    nodes = [*things(7, 0, 0, 0), Node(0, "loose", "A", Decimal(0), Look.LOOSE)]
    folded = fold(nodes)
    assert folded.shown == ("k0", "loose")
    assert folded.more == ("k1", "k2", "k3")


def test_hidden_things_stand_in_the_order_of_their_names() -> None:
    assert fold(things(None, 3, None, 9)).shown == ("k3", "k1", "k0", "k2")


def test_what_lacks_a_tie_is_always_shown() -> None:
    nodes = [*things(*range(100, 0, -1)), Node(0, "", "No programme", Decimal(1), Look.NOTHING)]
    assert fold(nodes).shown[-1] == ""


def test_ten_thousand_things_make_a_picture_of_ten() -> None:
    folded = fold(things(*range(10_000)))
    assert len(folded.shown) == 8 and len(folded.more) == 9_992
