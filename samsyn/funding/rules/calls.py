"""When a call is open, by the days it opens and closes.

The last day counts until midnight, as the agencies' own application portals have it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.basics.problem import Problem, words


class CallState(StrEnum):
    """Where a day lies in the life of a call."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CallTime:
    """The state of a call on a day, and the days until it opens, until it closes, since it closed.

    `days` is never negative: 0 means today.
    """

    state: CallState
    days: int


def time_of(opens_on: date, closes_on: date, on: date) -> CallTime:
    """Whether a call is coming, open or closed on the day, and how many days off the turn is.

    >>> time_of(date(2026, 9, 1), date(2026, 12, 15), on=date(2026, 12, 15))
    CallTime(state=<CallState.OPEN: 'open'>, days=0)
    """
    if on < opens_on:
        return CallTime(CallState.COMING, (opens_on - on).days)
    if on <= closes_on:
        return CallTime(CallState.OPEN, (closes_on - on).days)
    return CallTime(CallState.CLOSED, (on - closes_on).days)


def check_open(opens_on: date, closes_on: date, on: date) -> None:
    """Raise Problem unless the call takes applications on the day; the last day counts.

    >>> check_open(date(2026, 9, 1), date(2026, 12, 15), on=date(2026, 12, 15))
    """
    if on < opens_on:
        raise Problem(
            "call-not-open-yet",
            words("The call opens on %(opens_on)s. Keep the draft and submit it from that day."),
            opens_on=opens_on,
        )
    if on > closes_on:
        raise Problem(
            "call-closed",
            words(
                "The call closed on %(closes_on)s, at midnight, and takes no more applications. "
                "Look for another open call, or ask the call's owner."
            ),
            closes_on=closes_on,
        )


def check_days(opens_on: date, closes_on: date) -> None:
    """Raise Problem if a call would close before it opens."""
    if closes_on < opens_on:
        raise Problem(
            "call-closes-before-it-opens",
            words(
                "The call would close on %(closes_on)s, before it opens on %(opens_on)s. "
                "Choose a later last day."
            ),
            opens_on=opens_on,
            closes_on=closes_on,
        )
