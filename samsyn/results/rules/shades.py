"""Classes of a map's figures: at most five shades, each with the figures it stands for."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal

SHADES = 5


def limits(values: Iterable[Decimal], most: int = SHADES) -> list[tuple[Decimal, Decimal]]:
    """The least and the most of each class: about as many areas in each, and equals together.

    Nothing is in no class: it has a shade of its own. Classes say what is in them and not what
    might have been, so no figure lies outside the legend.

    >>> [(int(low), int(high)) for low, high in limits(map(Decimal, [9, 1, 2, 2, 0, 30]), most=3)]
    [(1, 2), (9, 9), (30, 30)]
    """
    rising = sorted(value for value in values if value > 0)
    different = sorted(set(rising))
    if len(different) <= most:
        return [(value, value) for value in different]
    classes: list[tuple[Decimal, Decimal]] = []
    start = 0
    for left in range(most, 0, -1):
        if start >= len(rising):
            break
        last = rising[start + max(1, round((len(rising) - start) / left)) - 1]
        end = start
        while end < len(rising) and rising[end] <= last:
            end += 1
        classes.append((rising[start], last))
        start = end
    return classes


def shade_of(value: Decimal | None, classes: Sequence[tuple[Decimal, Decimal]]) -> int | None:
    """0 for none, 1 for the least class and up; None for what is not known or hidden.

    >>> shade_of(Decimal(9), [(Decimal(1), Decimal(2)), (Decimal(9), Decimal(9))])
    2
    """
    if value is None or value == 0:
        return None if value is None else 0
    return 1 + bisect_left([high for _low, high in classes], value)
