"""Two rounds of one dialogue: whether more is shared now than before, over the same statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from samsyn.dialogue.rules.ballots import Ballots, ballots_of
from samsyn.dialogue.rules.samsyn_figure import (
    Samsyn,
    change_of,
    in_both,
    over_statements,
    samsyn_of,
    samsyn_of_room,
)
from samsyn.dialogue.rules.shares import Interval


class Turned(StrEnum):
    """Which way the figure surely went; UNSURE where its change may be either way."""

    MORE = "more"
    LESS = "less"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class RoundChange:
    """The samsyn figure of both rounds over the statements of both, and its change.

    `interval` holds the change with 90 %, and `both` is how many voters took part twice.
    """

    before: Samsyn
    after: Samsyn
    change: float
    interval: Interval
    statements: int
    both: int

    @property
    def turned(self) -> Turned:
        if self.interval.low > 0:
            return Turned.MORE
        return Turned.LESS if self.interval.high < 0 else Turned.UNSURE


def rounds_compared(
    before: Ballots, after: Ballots, rooms: tuple[int, int] | None = None
) -> RoundChange | None:
    """How the samsyn figure changed; None when no statement has two votes in both rounds.

    Statements are the same where they have the same name, and so are voters. `rooms` is how many
    everybody concerned was and is: once all of them have voted both times the change is certain.
    """
    found = change_of(before, after)
    common = in_both(before, after)
    rounds = [over_statements(each, common) for each in (before, after)]
    earlier, later = (
        samsyn_of(each) if rooms is None else samsyn_of_room(each, rooms[place])
        for place, each in enumerate(rounds)
    )
    if found is None or earlier is None or later is None:
        return None
    change, interval, statements = found
    if rooms is not None:
        interval = _narrowed(change, interval, (earlier.people, later.people), rooms)
    both = len(set(before.voters) & set(after.voters))
    return RoundChange(earlier, later, change, interval, statements, both)


def _narrowed(
    change: float, interval: Interval, voted: tuple[int, int], rooms: tuple[int, int]
) -> Interval:
    """By the finite-population factor sqrt(1 - n / N) of the round that fewer have answered."""
    missing = max(1 - people / max(room, people) for people, room in zip(voted, rooms, strict=True))
    low, high = (change + (end - change) * sqrt(missing) for end in (interval.low, interval.high))
    return Interval(low, high)


def named_alike(
    rows: Iterable[tuple[str, str, int, int]], texts: dict[str, str], voters: str = ""
) -> Ballots:
    """Ballots whose statements go by what they say, as their keys differ between rounds.

    `voters` is put before their ids where the same id is not the same voter in both rounds. What
    has no text is left out.
    """
    return ballots_of(
        (voters + voter, texts[statement], vote, at)
        for voter, statement, vote, at in rows
        if statement in texts
    )
