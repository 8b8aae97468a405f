"""The red thread on one page: every strand from one kind of thing to the next, and why it is there.

Read it from top to bottom: what we think together becomes what we want, what we want becomes
money and work, and work meets companies. Where two kinds are tied both straight and by way of a
third, the thread takes the shortest way, so that nothing is counted by a detour.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of thing that the thread runs through, from the widest to the nearest."""

    DIALOGUE = "dialogue"
    STATEMENT = "statement"
    JOINT_DECISION = "joint_decision"
    GOAL = "goal"
    CALL = "call"
    APPLICATION = "application"
    GRANT = "grant"
    PROGRAMME = "programme"
    ACTIVITY = "activity"
    COMPANY = "company"
    IMPROVEMENT = "improvement"


class Cardinality(StrEnum):
    """How many on the upper side meet how many on the lower."""

    ONE_TO_ONE = "1:1"
    ONE_TO_MANY = "1:n"
    MANY_TO_ONE = "n:1"
    MANY_TO_MANY = "n:m"


@dataclass(frozen=True, slots=True)
class Strand:
    """One tie between two kinds, and why it is there.

    `steps` is how long a way it counts as. Where a thing of one kind can be tied to one of another
    both straight and by way of a third, and both are meant, the straight one is as long.
    """

    above: Kind
    below: Kind
    cardinality: Cardinality
    why: str
    steps: int = 1


_ONE, _MANY = Cardinality.ONE_TO_MANY, Cardinality.MANY_TO_MANY

STRANDS: tuple[Strand, ...] = (
    # what we think together
    Strand(Kind.DIALOGUE, Kind.STATEMENT, _ONE, "said in it"),
    Strand(Kind.DIALOGUE, Kind.JOINT_DECISION, _ONE, "decided in it"),
    Strand(Kind.STATEMENT, Kind.JOINT_DECISION, _MANY, "the decision builds on it"),
    # what we want
    Strand(Kind.STATEMENT, Kind.GOAL, _MANY, "the goal rests on it"),
    Strand(Kind.JOINT_DECISION, Kind.GOAL, _ONE, "the goal was decided by it"),
    # who gets money
    Strand(Kind.GOAL, Kind.CALL, _MANY, "the call aims at it"),
    Strand(Kind.STATEMENT, Kind.CALL, _MANY, "a criterion of the call rests on it", steps=2),
    Strand(Kind.CALL, Kind.APPLICATION, _ONE, "answers it"),
    Strand(Kind.APPLICATION, Kind.GRANT, Cardinality.ONE_TO_ONE, "was granted"),
    Strand(Kind.GOAL, Kind.GRANT, _MANY, "the grant serves it"),
    Strand(Kind.GRANT, Kind.PROGRAMME, Cardinality.MANY_TO_ONE, "pays for it"),
    # what we do
    Strand(Kind.GOAL, Kind.PROGRAMME, _MANY, "the programme serves it"),
    Strand(Kind.PROGRAMME, Kind.ACTIVITY, _ONE, "is held in it"),
    Strand(Kind.GOAL, Kind.ACTIVITY, _MANY, "the activity serves it"),
    # what came of it
    Strand(Kind.ACTIVITY, Kind.COMPANY, _MANY, "took part in it"),
    Strand(Kind.ACTIVITY, Kind.IMPROVEMENT, _MANY, "came after it"),
    Strand(Kind.COMPANY, Kind.IMPROVEMENT, _ONE, "happened there"),
)
"""Goals stand under goals too: whoever follows a goal follows all the goals below it."""

BAR: tuple[Kind, ...] = (
    Kind.DIALOGUE,
    Kind.GOAL,
    Kind.CALL,
    Kind.GRANT,
    Kind.PROGRAMME,
    Kind.ACTIVITY,
    Kind.COMPANY,
    Kind.IMPROVEMENT,
)
"""The knots of the thread bar, from left to right."""


def ways(start: Kind, *, down: bool) -> dict[Kind, tuple[Strand, ...]]:
    """For every kind that can be reached from `start` in one direction: its last strands.

    Only the shortest ways count. Kinds come in the order in which they are to be followed.

    >>> [str(strand.above) for strand in ways(Kind.GOAL, down=True)[Kind.COMPANY]]
    ['activity']
    >>> list(ways(Kind.DIALOGUE, down=False))
    []
    """
    ahead, distance = {start: 0}, dict[Kind, int]()
    last: dict[Kind, list[Strand]] = {}
    while ahead:
        here = min(ahead, key=lambda kind: ahead[kind])
        distance[here] = ahead.pop(here)
        for strand in STRANDS:
            near, far = (strand.above, strand.below) if down else (strand.below, strand.above)
            if near is not here or far in distance:
                continue
            length = distance[here] + strand.steps
            if length < ahead.get(far, length + 1):
                ahead[far], last[far] = length, []
            if length == ahead[far]:
                last[far].append(strand)
    return {kind: tuple(last[kind]) for kind in sorted(last, key=lambda kind: distance[kind])}
