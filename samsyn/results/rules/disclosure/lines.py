"""One line of figures with its total: which to hide, and what the hidden ones can still be.

A line that partitions adds up to its total. In a line that overlaps the total is at least its
largest figure and at most the sum. Both statements are exact: every line of whole numbers that
satisfies them is the line of some companies.
"""

from collections.abc import Sequence

from samsyn.results.rules.disclosure.flows import UNBOUNDED
from samsyn.results.rules.disclosure.grids import Span, is_small, known
from samsyn.results.rules.disclosure.tables import Reason


def protect_line(
    values: Sequence[int], total: int, partition: bool, least: int
) -> list[Reason | None]:
    """Why each figure of the line is hidden; the total stays shown and is `least` or more.

    Small figures are hidden, then the smallest others that let every small figure be anything
    from one to four; where that cannot be, all of the line.

    >>> [reason and reason.value for reason in protect_line([3, 40, 12], 55, True, 5)]
    ['small', None, 'complementary']
    """
    marks = [Reason.SMALL if is_small(value, least) else None for value in values]
    if not any(marks):
        return list(marks)
    smallest_first = sorted(
        (index for index, value in enumerate(values) if value >= least),
        key=lambda index: values[index],
    )
    if partition:
        _hide_to_add_up(values, marks, smallest_first, least)
        safe = _adds_up_safely(values, marks, least)
    else:
        # One companion is always hidden, even if the sum alone leaves room: in a table with two
        # sides it takes over the companies that the small figure might not have.
        for index in smallest_first[:1]:
            marks[index] = Reason.COMPLEMENTARY
        hidden = sum(mark is not None for mark in marks)
        safe = bool(smallest_first) or total <= 1 + (least - 1) * (hidden - 1)
    return list(marks) if safe else [Reason.WITHHELD] * len(values)


def _hide_to_add_up(
    values: Sequence[int], marks: list[Reason | None], smallest_first: list[int], least: int
) -> None:
    while smallest_first and not _adds_up_safely(values, marks, least):
        missing = least - 2 - _room_down(values, marks, least)
        chosen = next(
            (index for index in smallest_first if values[index] - least >= missing),
            smallest_first[-1],
        )
        smallest_first.remove(chosen)
        marks[chosen] = Reason.COMPLEMENTARY


def _room_down(values: Sequence[int], marks: Sequence[Reason | None], least: int) -> int:
    return sum(
        value - known(mark, value, least)[0] for value, mark in zip(values, marks, strict=True)
    )


def _adds_up_safely(values: Sequence[int], marks: Sequence[Reason | None], least: int) -> bool:
    """Whether every small figure can be all of one to four while the sum stays.

    A figure of v can rise to 4 if the others can fall by 4 - v. It can itself fall by v - 1, so
    that all together can fall by 3: one condition for all figures, and one for the other way.
    """
    room_up = sum(
        known(mark, value, least)[1] - value for value, mark in zip(values, marks, strict=True)
    )
    return min(room_up, _room_down(values, marks, least)) >= least - 2


def line_span(
    values: Sequence[int],
    marks: Sequence[Reason | None],
    total: int,
    partition: bool,
    index: int,
    least: int,
) -> Span:
    """Exactly what the figure can be, for one who knows the marks, the total and the rest.

    >>> line_span([3, 40, 12], [Reason.SMALL, None, Reason.COMPLEMENTARY], 55, True, 0, 5)
    (1, 4)
    """
    low, high = known(marks[index], values[index], least)
    if low == high:
        return low, high
    others_low = others_high = 0
    for other, (value, mark) in enumerate(zip(values, marks, strict=True)):
        if other != index:
            span = known(mark, value, least)
            others_low += span[0]
            others_high += min(span[1], total)
    low = max(low, total - others_high)
    high = min(high, total - others_low if partition else total, UNBOUNDED)
    return low, high
