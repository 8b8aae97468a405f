"""The table of figures, the dated rule about hiding, and the answer: which figures are hidden.

Source of the p % rule: Hundepool et al., *Handbook on Statistical Disclosure Control*, chapter 4.2,
which recommends it over the (n, k) dominance rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

PEOPLE = ("people", "women", "men", "not_stated")
"""Sums hidden together: each could be worked out from the other three."""


class Reason(StrEnum):
    """Why a figure is hidden; what each reason tells an outsider is part of the audit."""

    SMALL = "small"
    """Fewer than five companies, and at least one."""
    COMPLEMENTARY = "complementary"
    """Five companies or more, hidden because a small figure could be worked out from it."""
    WITHHELD = "withheld"
    """Hidden with its whole row, column or table, zeros too: it may be any number."""
    DOMINATED = "dominated"
    """One company makes up so much of the sum that another could work out its part."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The thresholds in force from a day, and where they come from.

    `dominance_percent` is the p of the p % rule: a sum is hidden when the sum without its two
    largest companies is less than p per cent of the largest company's part.
    """

    from_on: date
    least_companies: int
    dominance_percent: Decimal
    source: str

    def __post_init__(self) -> None:
        if self.least_companies < 3:
            raise ValueError("with fewer than three companies there is nothing to hide among")


RULES: tuple[Rule, ...] = (
    Rule(
        from_on=date(2000, 1, 1),
        least_companies=5,
        dominance_percent=Decimal(10),
        source=(
            "Five companies: Samsyn's own rule; the Handbook on Statistical Disclosure Control, "
            "chapter 4.2, says three is the usual least. Ten per cent: its p % rule."
        ),
    ),
)


def rule_on(day: date, rules: Sequence[Rule] = RULES) -> Rule:
    """The rule in force on the day: the latest that has begun.

    >>> rule_on(date(2026, 3, 1)).least_companies
    5
    """
    return max((rule for rule in rules if rule.from_on <= day), key=lambda rule: rule.from_on)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over the companies of a cell, with the parts of its two largest companies.

    `None` is not known. A sum whose largest parts are not known is treated as dominated.
    """

    value: Decimal | None
    largest: Decimal | None
    second_largest: Decimal | None

    def is_dominated(self, percent: Decimal) -> bool:
        """Whether the second largest company could work out the largest too closely.

        >>> Sum(Decimal(100), Decimal(50), Decimal(49)).is_dominated(Decimal(10))
        True
        >>> Sum(Decimal(100), Decimal(50), Decimal(30)).is_dominated(Decimal(10))
        False
        """
        if self.value is None or self.value == 0:
            return False
        if self.largest is None or self.second_largest is None:
            return True
        rest = self.value - self.largest - self.second_largest
        return rest < self.largest * percent / 100


@dataclass(frozen=True, slots=True)
class Cell:
    """Companies in a cell, each once, and the sums over them by name (`hours`, `women`, …)."""

    companies: int
    sums: Mapping[str, Sum] = field(default_factory=dict)


class Place(NamedTuple):
    """A figure's place by its keys; `None` is the total over that side of the table."""

    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of companies with its totals; with no column keys it has one dimension.

    `rows_partition` says that a company is in exactly one row (county, sector, size); otherwise it
    may be in several (year, programme, goal) and the totals are smaller than the sums of the cells.
    A table whose totals cannot be true is a mistake in the counting and raises `ValueError`: the
    protection is only proven for a table that some companies could give.
    """

    row_keys: tuple[str, ...]
    column_keys: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell
    rows_partition: bool
    columns_partition: bool = True

    def __post_init__(self) -> None:
        rows, columns = len(self.row_keys), len(self.column_keys)
        if len(set(self.row_keys)) != rows or len(set(self.column_keys)) != columns:
            raise ValueError("two rows or two columns have the same key")
        if len(self.cells) != rows or any(len(line) != columns for line in self.cells):
            raise ValueError("the cells do not fit the keys")
        if len(self.row_totals) != rows or len(self.column_totals) != columns:
            raise ValueError("the totals do not fit the keys")
        down = [*zip(*self.cells, strict=True)] if rows else []
        lines = [(self.row_totals, self.total, self.rows_partition)]
        lines += [
            (line, total, self.rows_partition)
            for line, total in zip(down, self.column_totals, strict=False)
        ]
        if columns:
            lines += [(self.column_totals, self.total, self.columns_partition)]
            lines += [
                (line, total, self.columns_partition)
                for line, total in zip(self.cells, self.row_totals, strict=True)
            ]
        for line, total, partition in lines:
            _check_line([cell.companies for cell in line], total.companies, partition)

    def cell(self, place: Place) -> Cell:
        """The cell or total at the place."""
        if place.row is None and place.column is None:
            return self.total
        if place.row is None:
            return self.column_totals[self.column_keys.index(place.column or "")]
        row = self.row_keys.index(place.row)
        if place.column is None:
            return self.row_totals[row]
        return self.cells[row][self.column_keys.index(place.column)]


def _check_line(counts: list[int], total: int, partition: bool) -> None:
    fits = sum(counts) == total if partition else max(counts, default=0) <= total <= sum(counts)
    if not fits or min(counts, default=0) < 0:
        raise ValueError(f"the total {total} does not fit the figures {counts}")


@dataclass(frozen=True, slots=True)
class Shown:
    """Which figures are hidden, and why; a place that is not named is shown.

    `sums` has one mapping per name of a sum. Pages for outsiders show one and the same mark for
    every reason: the reasons would tell more to one who runs this program on guessed tables.
    """

    companies: Mapping[Place, Reason]
    sums: Mapping[str, Mapping[Place, Reason]]

    def hides(self, place: Place, name: str | None = None) -> Reason | None:
        """Why the number of companies, or the named sum, is hidden there; `None` if shown."""
        hidden = self.companies if name is None else self.sums.get(name, {})
        return hidden.get(place)
