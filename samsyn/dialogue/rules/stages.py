"""When a dialogue is open: between two days, both included, until midnight of the last."""

from datetime import date
from enum import StrEnum

from samsyn.basics.problem import Problem, words


class Stage(StrEnum):
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


def stage_on(on: date, opens_on: date, closes_on: date) -> Stage:
    """Where in its life a dialogue is on a day.

    >>> stage_on(date(2026, 12, 31), date(2026, 8, 21), date(2026, 12, 31))
    <Stage.OPEN: 'open'>
    """
    if on < opens_on:
        return Stage.COMING
    return Stage.OPEN if on <= closes_on else Stage.CLOSED


def check_days(opens_on: date, closes_on: date) -> None:
    """Raise Problem("dialogue-days") unless the dialogue closes on or after the day it opens."""
    if closes_on < opens_on:
        raise Problem(
            "dialogue-days",
            words(
                "The dialogue would close on %(closes_on)s, before it opens on %(opens_on)s. "
                "Choose a last day on or after the first."
            ),
            opens_on=opens_on,
            closes_on=closes_on,
        )


def check_may_vote(on: date, opens_on: date, closes_on: date) -> None:
    """Raise Problem("vote-too-early") or ("vote-too-late") on a day when one may not vote."""
    stage = stage_on(on, opens_on, closes_on)
    if stage is Stage.COMING:
        raise Problem(
            "vote-too-early",
            words("Voting opens on %(opens_on)s. Come back on that day."),
            opens_on=opens_on,
        )
    if stage is Stage.CLOSED:
        raise Problem(
            "vote-too-late",
            words(
                "Voting closed on %(closes_on)s, so your vote stays as it was. "
                "If more time is needed, ask the organiser to move the last day."
            ),
            closes_on=closes_on,
        )


def check_may_say(on: date, opens_on: date, closes_on: date, *, is_organiser: bool) -> None:
    """Raise a Problem on a day when a statement may not be added.

    The organiser may prepare statements before the dialogue opens; nobody may add one to a
    dialogue that has closed, because nobody could vote on it.
    """
    stage = stage_on(on, opens_on, closes_on)
    if stage is Stage.COMING and not is_organiser:
        raise Problem(
            "statement-too-early",
            words(
                "The dialogue opens on %(opens_on)s; until then only its organiser adds "
                "statements. Come back on that day, or send your statement to the organiser."
            ),
            opens_on=opens_on,
        )
    if stage is Stage.CLOSED:
        raise Problem(
            "statement-too-late",
            words(
                "The dialogue closed on %(closes_on)s and takes no more statements. "
                "If more time is needed, ask the organiser to move the last day."
            ),
            closes_on=closes_on,
        )
