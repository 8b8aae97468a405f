"""What ties neighbouring layers together, and how it is added up, everything once.

Companies are crowds: for every tie a number whose bits are its companies, so a union of crowds is
one operation, however large they are. Grants and activities are paths: the set of ties that one of
them has, and how much stands behind it. Both give each thing once to every node and every ribbon
that it touches, however things are put together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Pair = tuple[str, str]
Path = frozenset[Pair]
Gap = Counter[Path]
"""How much stands behind every path between a layer and the next: grants, kronor, activities."""


class Crowds(dict[Pair, int]):
    """The companies of every tie between a layer and the next, as the bits of a number."""

    def gather(self, pair: Pair, crowd: int) -> None:
        """Let the companies of the crowd be tied so too."""
        self[pair] = self.get(pair, 0) | crowd


Place = tuple[int, str]
Tie = tuple[int, str, str]


@dataclass(slots=True)
class Sums:
    """What every node and every ribbon comes to."""

    nodes: dict[Place, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    ties: dict[Tie, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def pairs_of(gap: Gap | Crowds) -> set[Pair]:
    """The ties of a gap."""
    return set(gap) if isinstance(gap, Crowds) else {pair for path in gap for pair in path}


def added_up(
    gaps: Sequence[Gap | Crowds], names: Sequence[Mapping[str, str]] | None = None
) -> Sums:
    """Every node and ribbon, each thing once in each; `names` puts several keys under one.

    A node between two gaps is counted in the one to its right, and the last in the one to its left.

    >>> gap: Gap = Counter({frozenset({("a", "x"), ("b", "x")}): 3, frozenset({("a", "x")}): 2})
    >>> sums = added_up([gap])
    >>> int(sums.nodes[0, "a"]), int(sums.nodes[1, "x"]), int(sums.ties[0, "b", "x"])
    (5, 5, 3)
    >>> sums = added_up([Crowds({("a", "x"): 0b011, ("b", "x"): 0b110})])
    >>> int(sums.nodes[0, "a"]), int(sums.nodes[1, "x"]), int(sums.ties[0, "b", "x"])
    (2, 3, 2)
    """
    sums = Sums()
    for at, gap in enumerate(gaps):
        left = names[at] if names else {}
        right = names[at + 1] if names else {}
        last = at == len(gaps) - 1
        if isinstance(gap, Crowds):
            _add_crowds(sums, at, gap, left, right, last=last)
        else:
            _add_paths(sums, at, gap, left, right, last=last)
    return sums


def _add_paths(
    sums: Sums, at: int, gap: Gap, left: Mapping[str, str], right: Mapping[str, str], *, last: bool
) -> None:
    for path, amount in gap.items():
        pairs = {(left.get(one, one), right.get(other, other)) for one, other in path}
        for one, other in pairs:
            sums.ties[at, one, other] += amount
        for one in {one for one, _other in pairs}:
            sums.nodes[at, one] += amount
        if last:
            for other in {other for _one, other in pairs}:
                sums.nodes[at + 1, other] += amount


def _add_crowds(
    sums: Sums,
    at: int,
    crowds: Crowds,
    left: Mapping[str, str],
    right: Mapping[str, str],
    *,
    last: bool,
) -> None:
    ties: dict[Tie, int] = defaultdict(int)
    nodes: dict[Place, int] = defaultdict(int)
    for (one, other), crowd in crowds.items():
        ties[at, left.get(one, one), right.get(other, other)] |= crowd
        nodes[at, left.get(one, one)] |= crowd
        if last:
            nodes[at + 1, right.get(other, other)] |= crowd
    for tie, crowd in ties.items():
        sums.ties[tie] = Decimal(crowd.bit_count())
    for place, crowd in nodes.items():
        sums.nodes[place] = Decimal(crowd.bit_count())


def whole(gap: Gap | Crowds) -> Decimal:
    """Everything in a gap, each once."""
    if not isinstance(gap, Crowds):
        return Decimal(sum(gap.values()))
    together = 0
    for crowd in gap.values():
        together |= crowd
    return Decimal(together.bit_count())


def through(crowds: Crowds, middle: Mapping[str, Iterable[str]]) -> tuple[Crowds, Crowds]:
    """A layer put between two: `middle` says by way of what each thing on the right is reached.

    >>> first, second = through(Crowds({("goal", "programme"): 7}), {"programme": ["call"]})
    >>> first, second
    ({('goal', 'call'): 7}, {('call', 'programme'): 7})
    """
    first, second = Crowds(), Crowds()
    for (one, other), crowd in crowds.items():
        for way in middle.get(other, ("",)):
            first.gather((one, way), crowd)
            second.gather((way, other), crowd)
    return first, second
