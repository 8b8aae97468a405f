"""Which activity a row of a list means: by its title and day among those that stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samsyn.basics.period import covers


@dataclass(frozen=True, slots=True)
class Held:
    """An activity with the right title. `from_list`: a list made it, so lists widen its days."""

    key: int
    starts_on: date
    ends_on: date | None
    from_list: bool


def meant(standing: Sequence[Held], on: date) -> Held | None:
    """The activity that is meant by its title on a day; None when there is none.

    One that is held on the day; else one of that year that a list made; else one of that year
    that people planned, whose days then refuse the row. Activities of other years are others.

    >>> spring = Held(1, date(2026, 3, 2), date(2026, 3, 2), False)
    >>> meant([spring], date(2026, 3, 2)).key, meant([spring], date(2025, 3, 2))
    (1, None)
    """
    that_year = [one for one in standing if one.starts_on.year == on.year]
    choices = (
        [one for one in standing if covers(on, one.starts_on, one.ends_on)],
        [one for one in that_year if one.from_list],
        that_year,
    )
    for found in choices:
        if found:
            return min(found, key=lambda one: one.key)
    return None
