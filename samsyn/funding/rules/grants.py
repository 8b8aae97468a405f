"""Grants as numbers and lists have them, and the days on which hours belong to one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.kinds import Verdict

LONGEST_NUMBER = 40
LONGEST_REGISTER = 80
LONGEST_TITLE = 300
LONGEST_AREA = 120
MOST_SEK = Decimal(10) ** 12
"""A grant of a million million kronor or more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class NewGrant:
    """One grant as a list states it. `register` names the list; with the number it is the key.

    What the list does not say is None, "" or (); it never takes away what is known.
    """

    number: str
    register: str
    title: str
    recipient_id: int
    grantor_id: int | None
    granted_sek: Decimal
    starts_on: date | None = None
    ends_on: date | None = None
    area: str = ""
    goal_ids: tuple[int, ...] = ()
    county_codes: tuple[str, ...] = ()
    municipality_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """How many grants of a list were new, stood otherwise before, and stood so already.

    `verdicts` says so of each, by register and number.
    """

    taken: int
    changed: int
    unchanged: int
    verdicts: Mapping[tuple[str, str], Verdict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of a programme's participations when a grant took their own hours.

    `taken` of them with `hours` in all. Left where they were: `already` belonged to this
    grant, `elsewhere` to another one, and of `unknown` nobody has noted the hours.
    """

    taken: int
    hours: Decimal
    already: int
    elsewhere: int
    unknown: int


def grant_number(year: int, serial: int) -> str:
    """The case number of a grant decided here: the year and the decision's own number.

    >>> grant_number(2026, 17)
    '2026-0017'
    """
    return f"{year}-{serial:04d}"


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Raise Problem if a grant or a project would end before it starts."""
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Problem(
            "ends-before-it-starts",
            words(
                "It would end on %(ends_on)s, before it starts on %(starts_on)s. "
                "Choose a later last day."
            ),
            starts_on=starts_on,
            ends_on=ends_on,
        )


def check_new_grant(new: NewGrant) -> None:
    """Raise Problem unless a grant from a list can be entered as it stands."""
    if not new.register.strip() or not new.number.strip():
        raise Problem(
            "grant-without-number",
            words(
                "A grant from a list needs the name of the list and a number in it. "
                "Map the column that holds the case number."
            ),
        )
    if not new.title.strip():
        raise Problem(
            "grant-without-title",
            words("Grant %(number)s has no title. Map the column that holds it."),
            number=new.number,
        )
    lengths = (
        (new.number, LONGEST_NUMBER),
        (new.register, LONGEST_REGISTER),
        (new.title, LONGEST_TITLE),
        (new.area, LONGEST_AREA),
    )
    for text, longest in lengths:
        if len(text) > longest:
            raise Problem(
                "grant-text-too-long",
                words(
                    "“%(start)s…” of grant %(number)s is longer than %(longest)s characters. "
                    "Shorten it in the list."
                ),
                start=text[:30],
                number=new.number[:LONGEST_NUMBER],
                longest=longest,
            )
    if not 0 <= new.granted_sek < MOST_SEK:
        raise Problem(
            "grant-amount-impossible",
            words(
                "Grant %(number)s is said to be %(granted)s kronor. "
                "State an amount from 0 up to below a million million."
            ),
            number=new.number,
            granted=new.granted_sek,
        )
    check_period(new.starts_on, new.ends_on)
