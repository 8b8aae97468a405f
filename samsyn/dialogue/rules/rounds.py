"""Two rounds of one dialogue: whether more is shared now than before, over the same statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from samsyn.dialogue.rules.ballots import Ballots, ballots_of
from samsyn.dialogue.rules.samsyn_figure import (
    Samsyn,
    change_of,
    in_both,
    over_statements,
    samsyn_of,
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


def rounds_compared(before: Ballots, after: Ballots) -> RoundChange | None:
    """How the samsyn figure changed; None when no statement has two votes in both rounds.

    Statements are the same where they have the same name, and so are voters.
    """
    found = change_of(before, after)
    common = in_both(before, after)
    figures = [samsyn_of(over_statements(each, common)) for each in (before, after)]
    earlier, later = figures
    if found is None or earlier is None or later is None:
        return None
    change, interval, statements = found
    both = len(set(before.voters) & set(after.voters))
    return RoundChange(earlier, later, change, interval, statements, both)


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
