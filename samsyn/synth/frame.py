"""What the made-up store has so far, its chance, and how rows are written in bulk."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from django.db.models import Model

from samsyn.directory.models import Organisation, Person

Row = TypeVar("Row", bound=Model)

MADE_UP = "Påhittat"
"""Stands as the register of every list, and first in every summary."""
AT_ONCE = 5_000
DAYS = 1_200
"""So long ago the made-up story begins."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is asked for. All else follows in proportion."""

    companies: int
    participations: int

    @property
    def activities(self) -> int:
        return max(self.participations // 18, 20)

    @property
    def grants(self) -> int:
        return min(max(self.companies // 20, 20), 5_000)

    @property
    def improvements(self) -> int:
        return self.companies * 6 // 10

    @property
    def journal_lines(self) -> int:
        return self.companies * 6 // 10 + 50


@dataclass
class Frame:
    """The sizes, the day, the cast, and the keys of what stands so far."""

    size: Size
    seed: int
    on: date
    people: dict[str, Person]
    homes: dict[str, Organisation]
    say: Callable[[str], None]
    companies: list[int] = field(default_factory=list)
    houses: list[int] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    goals: list[int] = field(default_factory=list)
    programmes: list[int] = field(default_factory=list)
    goals_of: dict[int, list[int]] = field(default_factory=dict)
    activities: list[tuple[int, date]] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)  # noqa: S311  # not a secret

    def a_day(self) -> date:
        """A day of the story, more often a late one."""
        return self.on - timedelta(days=int(DAYS * self.chance.random() ** 1.5))

    def write(self, what: str, rows: Iterable[Row]) -> list[Row]:
        """Write the rows in batches and return them with their keys."""
        return [row for some in self._batches(what, rows) for row in some]

    def pour(self, what: str, rows: Iterable[Row]) -> None:
        """Write very many rows and forget them."""
        for _some in self._batches(what, rows):
            pass

    def _batches(self, what: str, rows: Iterable[Row]) -> Iterable[list[Row]]:
        rows, count = iter(rows), 0
        while some := list(itertools.islice(rows, AT_ONCE)):
            yield type(some[0])._default_manager.bulk_create(some)
            count += len(some)
            if count % 100_000 == 0:
                self.say(f"{count:,} {what} …")
        self.written[what] = count
        self.say(f"{count:,} {what}")
