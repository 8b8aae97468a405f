"""What ties neighbouring layers together, one line per kind of path, and how it is added up.

A path is all that one company (or grant, or activity) has between two layers: a set of pairs.
Those with the same path are counted together, so a million participations become a few hundred
lines. A company is added once to every node and once to every ribbon that its path touches:
that is what makes each figure a number of companies, however things are put together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Pair = tuple[str, str]
Path = frozenset[Pair]
Gap = Counter[Path]
"""How much stands behind every path between a layer and the next: companies, grants or kronor."""
Place = tuple[int, str]
Tie = tuple[int, str, str]


@dataclass(slots=True)
class Sums:
    """What every node and every ribbon comes to."""

    nodes: dict[Place, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    ties: dict[Tie, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def added_up(gaps: Sequence[Gap], names: Sequence[Mapping[str, str]] | None = None) -> Sums:
    """Every node and ribbon, each company once in each; `names` puts several keys under one.

    A node between two gaps is counted in the one to its right, and the last in the one to its left.

    >>> gap: Gap = Counter({frozenset({("a", "x"), ("b", "x")}): 3, frozenset({("a", "x")}): 2})
    >>> sums = added_up([gap])
    >>> int(sums.nodes[0, "a"]), int(sums.nodes[1, "x"]), int(sums.ties[0, "b", "x"])
    (5, 5, 3)
    """
    sums = Sums()
    for at, gap in enumerate(gaps):
        left = names[at] if names else {}
        right = names[at + 1] if names else {}
        # Whole numbers and short keys while it adds, for there may be a hundred thousand paths.
        ties: dict[Pair, Decimal | int] = defaultdict(int)
        ones: dict[str, Decimal | int] = defaultdict(int)
        others: dict[str, Decimal | int] = defaultdict(int)
        for path, amount in gap.items():
            pairs: Iterable[Pair] = path
            if names:
                pairs = {(left.get(one, one), right.get(other, other)) for one, other in path}
            for pair in pairs:
                ties[pair] += amount
            for one in {one for one, _other in pairs}:
                ones[one] += amount
            if at == len(gaps) - 1:
                for other in {other for _one, other in pairs}:
                    others[other] += amount
        sums.ties |= {(at, *pair): Decimal(amount) for pair, amount in ties.items()}
        sums.nodes |= {(at, one): Decimal(amount) for one, amount in ones.items()}
        sums.nodes |= {(at + 1, other): Decimal(amount) for other, amount in others.items()}
    return sums


def whole(gap: Gap) -> Decimal:
    """Everything that stands behind the paths of a gap, each once."""
    return Decimal(sum(gap.values()))


def through(gap: Gap, middle: Mapping[str, Sequence[str]]) -> tuple[Gap, Gap]:
    """A layer put between two: `middle` says by way of what each thing on the right is reached.

    >>> gap: Gap = Counter({frozenset({("goal", "programme")}): 7})
    >>> first, second = through(gap, {"programme": ["call"]})
    >>> list(first), list(second)
    ([frozenset({('goal', 'call')})], [frozenset({('call', 'programme')})])
    """
    first: Gap = Counter()
    second: Gap = Counter()
    for path, amount in gap.items():
        ways = [(one, way, other) for one, other in path for way in middle.get(other, ("",))]
        first[frozenset((one, way) for one, way, _other in ways)] += amount
        second[frozenset((way, other) for _one, way, other in ways)] += amount
    return first, second
