"""What words of a text may stand for, and what makes it doubtful."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.results.rules.log_kinds import KnotKind


class Doubt(StrEnum):
    """Why a proposal is put as a question."""

    SEVERAL = "several"
    EARLIER_NAME = "earlier_name"
    SHORT_NAME = "short_name"
    INITIALS = "initials"
    YEAR = "year"
    WEEK = "week"
    WEEKDAY = "weekday"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that words may stand for: a thing by its key, a day or days, or a role."""

    kind: KnotKind
    key: int | None = None
    on: date | None = None
    until_on: date | None = None
    role: str = ""
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text, by their place in it, and what they may stand for, likeliest first."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing: today's, an earlier one, or its initials. `on` is the thing's day."""

    words: str
    kind: KnotKind
    key: int | None = None
    role: str = ""
    on: date | None = None
    doubt: Doubt | None = None


def separate(mentions: list[Mention]) -> list[Mention]:
    """Those that do not overlap, in the order of the text: longer before shorter, then earlier.

    Of two at the same place the one that comes first in the list stays.
    """
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda each: (each.start - each.end, each.start)):
        place = range(mention.start, mention.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(mention)
    return sorted(kept, key=lambda each: each.start)
