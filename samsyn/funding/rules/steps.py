"""The life of an application, and the only ways from one step to the next."""

from enum import StrEnum

from samsyn.basics.problem import Problem, words


class Step(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    GRANTED = "granted"
    REJECTED = "rejected"


NEXT: dict[Step, frozenset[Step]] = {
    Step.DRAFT: frozenset({Step.SUBMITTED}),
    Step.SUBMITTED: frozenset({Step.GRANTED, Step.REJECTED}),
    Step.GRANTED: frozenset(),
    Step.REJECTED: frozenset(),
}


NAMES: dict[Step, str] = {
    Step.DRAFT: words("draft"),
    Step.SUBMITTED: words("submitted"),
    Step.GRANTED: words("granted"),
    Step.REJECTED: words("rejected"),
}
"""The steps as they stand inside a sentence."""


def check_step(now: Step, wanted: Step) -> None:
    """Raise Problem unless an application may go from the one step to the other.

    >>> check_step(Step.DRAFT, Step.SUBMITTED)
    """
    if wanted not in NEXT[now]:
        raise Problem(
            "wrong-step",
            words(
                "An application that is %(now)s cannot become %(wanted)s. "
                "Open it to see what can be done next."
            ),
            now=NAMES[now],
            wanted=NAMES[wanted],
        )
