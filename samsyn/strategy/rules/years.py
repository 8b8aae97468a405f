"""The years between which a goal is to be reached."""

from samsyn.basics.problem import Problem, words


def check_years(from_year: int | None, until_year: int | None) -> None:
    """Raise Problem("goal-years") when the last year comes before the first. Either may be open.

    >>> check_years(2027, 2030), check_years(2027, None)
    (None, None)
    """
    if from_year is not None and until_year is not None and until_year < from_year:
        raise Problem(
            "goal-years",
            words(
                "The goal would end in %(until_year)s, before it begins in %(from_year)s. "
                "Choose a last year in or after the first."
            ),
            from_year=str(from_year),
            until_year=str(until_year),
        )
