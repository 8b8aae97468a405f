"""What a call can bear: its budget is the ceiling of everything granted from it."""

from collections.abc import Iterable
from decimal import Decimal

from samsyn.basics.problem import Problem, words


def left_sek(budget: Decimal, granted: Iterable[Decimal]) -> Decimal:
    """Kronor of the budget not yet granted, never below 0.

    >>> left_sek(Decimal(80), [Decimal(30), Decimal("7.50")])
    Decimal('42.50')
    """
    return max(budget - sum(granted, start=Decimal(0)), Decimal(0))


def check_budget(budget: Decimal, granted: Iterable[Decimal]) -> None:
    """Raise Problem if a budget is negative or smaller than what is granted from it already."""
    if budget < 0:
        raise Problem(
            "budget-negative",
            words("A budget cannot be negative. State the kronor that can be granted, or 0."),
        )
    total = sum(granted, start=Decimal(0))
    if budget < total:
        raise Problem(
            "budget-below-granted",
            words(
                "%(granted)s kronor are already granted from this call, "
                "so the budget cannot be %(budget)s kronor. State at least what is granted."
            ),
            granted=total,
            budget=budget,
        )


def check_granted(granted: Decimal, *, asked: Decimal, left: Decimal) -> None:
    """Raise Problem unless the kronor granted are neither below 0, above what was asked, nor left.

    >>> check_granted(Decimal(0), asked=Decimal(100), left=Decimal(0))
    """
    if granted < 0:
        raise Problem(
            "granted-negative",
            words("Less than 0 kronor cannot be granted. State 0 to reject the application."),
        )
    if granted > asked:
        raise Problem(
            "granted-above-asked",
            words(
                "%(granted)s kronor are more than the %(asked)s kronor applied for. "
                "Grant at most what was asked."
            ),
            granted=granted,
            asked=asked,
        )
    if granted > left:
        raise Problem(
            "granted-above-budget",
            words(
                "%(granted)s kronor are more than the %(left)s kronor left of the call's budget. "
                "Grant less, or raise the budget of the call first."
            ),
            granted=granted,
            left=left,
        )
