"""Until when the criteria of a call may be written: until somebody has applied by them."""

from samsyn.basics.problem import Problem, words


def check_open_for_criteria(submitted: int) -> None:
    """Raise Problem once applications have been submitted; `submitted` is how many.

    >>> check_open_for_criteria(0)
    """
    if submitted > 0:
        raise Problem(
            "criteria-stand",
            words(
                "The call has submitted applications: %(submitted)s. They are judged by "
                "the criteria that stood when they were written, so these stand now. Write what "
                "is new in the next call."
            ),
            submitted=submitted,
        )
