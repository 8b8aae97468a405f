"""How many dialogue meetings a grant has in a year, and what the agenda of the next one holds.

Source: Tillväxtverket, handbook for operating grants, "När ni beviljats verksamhetsbidrag":
dialogue meetings (dialogmöten), at most four a year. From when it holds, and which year is meant,
is not known to us; here it holds on every day until a row says otherwise, and a year is a
calendar year. Other grants have no such rule.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from samsyn.basics.problem import Problem, words


@dataclass(frozen=True, slots=True)
class MostMeetings:
    """At most so many dialogue meetings a calendar year, between two days; None is not known."""

    meetings: int
    from_on: date | None
    until_on: date | None
    source: str


MOST_MEETINGS = (
    MostMeetings(
        meetings=4,
        from_on=None,
        until_on=None,
        source=words("Tillväxtverket, handbook for operating grants: when you have the grant"),
    ),
)
"""The rule for operating grants, a row for each time that it has been another."""


def most_meetings_on(on: date, *, is_operating: bool) -> MostMeetings | None:
    """The row that holds on a day; None for a grant that has no such rule.

    >>> row = most_meetings_on(date(2026, 11, 23), is_operating=True)
    >>> row and row.meetings
    4
    >>> most_meetings_on(date(2026, 11, 23), is_operating=False) is None
    True
    """
    if not is_operating:
        return None
    for row in MOST_MEETINGS:
        if (row.from_on is None or row.from_on <= on) and (
            row.until_on is None or on <= row.until_on
        ):
            return row
    return None


def held_in(days: Iterable[date], year: int) -> int:
    """How many of the meetings were held in a calendar year.

    >>> held_in([date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 1)], 2026)
    2
    """
    return sum(day.year == year for day in days)


def check_room(days: Collection[date], held_on: date, *, is_operating: bool) -> None:
    """Raise Problem("meetings-enough") when the year of a new meeting has all it may have."""
    most = most_meetings_on(held_on, is_operating=is_operating)
    if most is not None and held_in(days, held_on.year) >= most.meetings:
        raise Problem(
            "meetings-enough",
            words(
                "%(most)s dialogue meetings were held in %(year)s, and an operating grant has at "
                "most %(most)s a year (%(source)s). Settle the rest on the list of questions, or "
                "meet next year."
            ),
            most=most.meetings,
            year=str(held_on.year),
            source=most.source,
        )


def check_day(days: Collection[date], on: date, held_on: date, next_on: date | None) -> None:
    """Raise a Problem unless a meeting was held by today, once that day, and the next is later."""
    if held_on > on:
        raise Problem(
            "check-in-not-held",
            words(
                "%(held_on)s has not come yet. Write the check-in down when it has been held; "
                "the next day is agreed on the one before."
            ),
            held_on=held_on,
        )
    if held_on in days:
        raise Problem(
            "check-in-twice",
            words(
                "A check-in on %(held_on)s is written down already. "
                "Open that one, or choose another day."
            ),
            held_on=held_on,
        )
    if next_on is not None and next_on <= held_on:
        raise Problem(
            "next-check-in-too-early",
            words("The next check-in must be later than %(held_on)s. Choose a later day."),
            held_on=held_on,
        )


def check_notes(notes: str) -> None:
    """Raise Problem("check-in-without-notes") when a check-in says nothing of what was said."""
    if not notes.strip():
        raise Problem(
            "check-in-without-notes",
            words("There are no notes. Write in a few lines what you talked about."),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is not decided: its key, its day, and when it was answered last."""

    key: int
    asked_on: date
    answered_on: date | None = None


def agenda(asked: Iterable[Asked], last_on: date | None) -> tuple[list[int], list[int]]:
    """The keys of what to talk about: open questions, then those answered since the last time.

    Oldest first. What was answered on the day of the last check-in comes again, in case it was
    answered after it; what was answered before it has been there to talk about.

    >>> monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    >>> agenda([Asked(2, friday), Asked(1, monday), Asked(3, monday, answered_on=friday)], friday)
    ([1, 2], [3])
    >>> agenda([Asked(3, monday, answered_on=monday)], friday)
    ([], [])
    """
    ordered = sorted(asked, key=lambda each: (each.asked_on, each.key))
    still_open = [each.key for each in ordered if each.answered_on is None]
    answered = [
        each.key
        for each in ordered
        if each.answered_on is not None and (last_on is None or each.answered_on >= last_on)
    ]
    return still_open, answered
