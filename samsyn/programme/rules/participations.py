"""Who took part: what one row holds, when it may stand, and how two rows about the same agree.

A company takes part in an activity once a day; people are counted as women, men and not
stated, never derived from a personal number. None is not counted, which is not zero.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from samsyn.basics.period import covers
from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.kinds import Verdict

MOST_PEOPLE = 32_767
"""The most people of one group that a row can hold: a column of sixteen bits."""
MOST_HOURS = Decimal("999999.99")


@dataclass(frozen=True, slots=True)
class NewParticipation:
    """One row: which company took part in which activity on which day, and how much."""

    activity_id: int
    company_id: int
    on: date
    women: int | None = None
    men: int | None = None
    not_stated: int | None = None
    hours: Decimal | None = None
    contact_email: str = ""

    @property
    def key(self) -> tuple[int, int, date]:
        """What makes a row the same row: the activity, the company and the day."""
        return (self.activity_id, self.company_id, self.on)


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of many rows: new ones, changed ones, and those that said nothing new.

    `verdicts` says so of each, by its key.
    """

    taken: int
    changed: int
    unchanged: int
    verdicts: dict[tuple[int, int, date], Verdict] = field(default_factory=dict)


def merged(stands: NewParticipation, new: NewParticipation) -> NewParticipation:
    """The row that stands, with what the new one knows; an empty cell erases nothing.

    >>> day = date(2026, 10, 5)
    >>> merged(NewParticipation(1, 2, day, women=3), NewParticipation(1, 2, day, men=0)).women
    3
    """
    return replace(
        stands,
        women=stands.women if new.women is None else new.women,
        men=stands.men if new.men is None else new.men,
        not_stated=stands.not_stated if new.not_stated is None else new.not_stated,
        hours=stands.hours if new.hours is None else new.hours,
        contact_email=new.contact_email or stands.contact_email,
    )


def check_day(on: date, starts_on: date, ends_on: date | None) -> None:
    """Raise Problem("day-outside-activity") unless the activity was held on the day.

    An activity without a last day has no known end, so any day from its first one fits.

    >>> check_day(date(2026, 10, 5), date(2026, 10, 5), None)
    """
    if covers(on, starts_on, ends_on):
        return
    if ends_on is None:
        raise Problem(
            "day-outside-activity",
            words(
                "%(on)s is before the activity started on %(starts_on)s. "
                "Change the day, or the days of the activity."
            ),
            on=on,
            starts_on=starts_on,
        )
    raise Problem(
        "day-outside-activity",
        words(
            "%(on)s is not between %(starts_on)s and %(ends_on)s, the days of the activity. "
            "Change the day, or the days of the activity."
        ),
        on=on,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def check_figures(row: NewParticipation) -> None:
    """Raise Problem("figure-out-of-range") when people or hours are below 0 or beyond a row.

    >>> check_figures(NewParticipation(1, 2, date(2026, 10, 5), women=0, hours=Decimal("7.5")))
    """
    for people in (row.women, row.men, row.not_stated):
        if people is not None and not 0 <= people <= MOST_PEOPLE:
            raise Problem(
                "figure-out-of-range",
                words(
                    "%(figure)s people cannot stand in one row: write 0 to %(most)s, "
                    "or leave the box empty when they were not counted."
                ),
                figure=people,
                most=MOST_PEOPLE,
            )
    if row.hours is not None and not 0 <= row.hours <= MOST_HOURS:
        raise Problem(
            "figure-out-of-range",
            words(
                "%(figure)s hours cannot stand in one row: write 0 or more, "
                "or leave the box empty when they are not known."
            ),
            figure=row.hours,
        )
