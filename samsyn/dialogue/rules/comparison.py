"""What a comparison of regions comes to, in plain figures: what `regions_compared.py` works out."""

from dataclasses import dataclass

from samsyn.dialogue.rules.tally import Tally


@dataclass(frozen=True, slots=True)
class Counted:
    """The votes on a point, in a region or in all, and between what the share that agrees lies."""

    tally: Tally
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share of the votes that agree, 0 to 1; those who pass have voted."""
        return self.tally.agree / self.tally.voters


@dataclass(frozen=True, slots=True)
class Difference:
    """How a point differs between regions, among those in which enough have voted on it.

    `p` is how probable so large a difference is if regions do not matter; `is_sure` says that it
    holds among all points. `lowest` and `highest` are regions.
    """

    p: float
    is_sure: bool
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A samsyn figure, between what it lies, and of how many voters it is."""

    value: float
    low: float
    high: float
    voters: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A tour's regions compared.

    `figures` has the samsyn figure of each region that is compared, over the points in `common`
    only; both are empty when fewer than two regions have answered the same points. `too_few` are
    the regions with votes that are not compared, since too few have voted on half of the points.
    """

    cells: dict[tuple[int, str], Counted]
    totals: dict[str, Counted]
    differences: dict[str, Difference]
    figures: dict[int, Figure]
    common: tuple[str, ...]
    too_few: tuple[int, ...]
