"""When a knot of the thread bar is a loose end, and which deed ties it."""

from dataclasses import dataclass

from samsyn.basics.problem import words
from samsyn.results.rules.strands import Kind


@dataclass(frozen=True, slots=True)
class Mend:
    """The deed that ties a loose end: its words, and the address by name with the key it needs.

    The key is that of the thing one stands on. It stands in the path of the address, or in
    its query under the name `query`; with neither, the address takes none.
    """

    text: str
    address: str
    in_path: bool = True
    query: str = ""


_SAY_GOAL = words("Say which goal it serves")
_CALL = Mend(words("Open a call"), "funding:call_add", in_path=False, query="goal")

MENDS: dict[tuple[Kind, Kind], Mend] = {
    (Kind.DIALOGUE, Kind.GOAL): Mend(words("Set a goal"), "strategy:goal_add", in_path=False),
    (Kind.JOINT_DECISION, Kind.GOAL): Mend(
        words("Set a goal"), "strategy:goal_add", in_path=False, query="joint_decision"
    ),
    (Kind.GOAL, Kind.DIALOGUE): Mend(words("Say what it rests on"), "strategy:goal_change"),
    (Kind.GOAL, Kind.CALL): _CALL,
    (Kind.GOAL, Kind.GRANT): _CALL,
    (Kind.GOAL, Kind.PROGRAMME): Mend(
        words("Start a programme"), "programme:programme_add", in_path=False
    ),
    (Kind.GOAL, Kind.ACTIVITY): Mend(
        words("Plan an activity"), "programme:activity_add", in_path=False
    ),
    (Kind.CALL, Kind.GOAL): Mend(words("Say which goal it aims at"), "funding:call_change"),
    (Kind.GRANT, Kind.GOAL): Mend(_SAY_GOAL, "funding:grant_change"),
    (Kind.GRANT, Kind.PROGRAMME): Mend(
        words("Say which programme it pays for"), "funding:grant_programme"
    ),
    (Kind.PROGRAMME, Kind.GOAL): Mend(_SAY_GOAL, "programme:programme_change"),
    (Kind.PROGRAMME, Kind.ACTIVITY): Mend(
        words("Plan an activity"), "programme:activity_add", in_path=False, query="programme"
    ),
    (Kind.ACTIVITY, Kind.GOAL): Mend(_SAY_GOAL, "programme:activity_change"),
    (Kind.ACTIVITY, Kind.PROGRAMME): Mend(
        words("Say which programme it belongs to"), "programme:activity_change"
    ),
    (Kind.ACTIVITY, Kind.COMPANY): Mend(words("Note who took part"), "programme:participation_add"),
    (Kind.COMPANY, Kind.IMPROVEMENT): Mend(words("Note an improvement"), "company:improvement_add"),
    (Kind.IMPROVEMENT, Kind.ACTIVITY): Mend(
        words("Say which activity it came after"), "programme:improvement_tie"
    ),
}
"""For (the thing one stands on, the kind that is missing): what ties it."""

NEVER_LOOSE: frozenset[tuple[Kind, Kind]] = frozenset(
    {
        (Kind.GRANT, Kind.CALL),
        (Kind.PROGRAMME, Kind.CALL),
        (Kind.ACTIVITY, Kind.CALL),
        (Kind.COMPANY, Kind.CALL),
        (Kind.IMPROVEMENT, Kind.CALL),
    }
)
"""Money known from an old list has no call here; that is not something to mend."""


def is_loose(here: Kind, missing: Kind, count: int | None) -> bool:
    """Whether nothing of a kind is a loose end for whoever stands here. Not known is not nothing.

    >>> is_loose(Kind.GOAL, Kind.GRANT, 0), is_loose(Kind.GOAL, Kind.GRANT, None)
    (True, False)
    """
    return count == 0 and (here, missing) not in NEVER_LOOSE
