"""When a knot of the thread bar is a loose end, and which deed ties it."""

from collections.abc import Callable
from dataclasses import dataclass

from samsyn.basics.problem import words
from samsyn.results.rules.strands import Kind


@dataclass(frozen=True, slots=True)
class Mend:
    """The deed that ties a loose end: its words, its name in the table of roles, its address.

    The key is that of the thing one stands on. It stands in the path of the address, or in
    its query under the name `query`; with neither, the address takes none. `owners` are the
    fields of the thing that hold whose it is, for a deed that is done to one's own.
    """

    text: str
    deed: str
    address: str
    in_path: bool = True
    query: str = ""
    owners: tuple[str, ...] = ()

    def url_for(self, reverse: Callable[..., str], key: int) -> str:
        """The address for one thing; `reverse` makes addresses of their names."""
        url = reverse(self.address, args=[key] if self.in_path else [])
        return f"{url}?{self.query}={key}" if self.query else url


def new_deed(text: str, deed: str, address: str, query: str = "") -> Mend:
    """A deed that makes something new; its address names under `query` what it is made for."""
    return Mend(text, deed, address, in_path=False, query=query)


_SAY_GOAL = words("Say which goal it serves")
_CALL = new_deed(words("Open a call"), "open call", "funding:call_add", "goal")
_PLAN = words("Plan an activity")
_OWNER, _HOST, _GRANTOR = ("owner_id",), ("host_id",), ("grantor_id",)

MENDS: dict[tuple[Kind, Kind], Mend] = {
    (Kind.DIALOGUE, Kind.GOAL): new_deed(words("Set a goal"), "set goal", "strategy:goal_add"),
    (Kind.JOINT_DECISION, Kind.GOAL): new_deed(
        words("Set a goal"), "set goal", "strategy:goal_add", "joint_decision"
    ),
    (Kind.GOAL, Kind.DIALOGUE): Mend(
        words("Say what it rests on"), "change goal", "strategy:goal_change", owners=_OWNER
    ),
    (Kind.GOAL, Kind.CALL): _CALL,
    (Kind.GOAL, Kind.GRANT): _CALL,
    (Kind.GOAL, Kind.PROGRAMME): new_deed(
        words("Start a programme"), "start programme", "programme:programme_add", "goal"
    ),
    (Kind.GOAL, Kind.ACTIVITY): new_deed(_PLAN, "plan activity", "programme:activity_add", "goal"),
    (Kind.CALL, Kind.GOAL): Mend(
        words("Say which goal it aims at"), "change call", "funding:call_change", owners=_OWNER
    ),
    (Kind.GRANT, Kind.GOAL): Mend(
        _SAY_GOAL, "change grant", "funding:grant_change", owners=_GRANTOR
    ),
    (Kind.GRANT, Kind.PROGRAMME): Mend(
        words("Say which programme it pays for"),
        "pay for programme",
        "funding:grant_programme",
        owners=("grantor_id", "recipient_id"),
    ),
    (Kind.PROGRAMME, Kind.GOAL): Mend(
        _SAY_GOAL, "change programme", "programme:programme_change", owners=_HOST
    ),
    (Kind.PROGRAMME, Kind.ACTIVITY): new_deed(
        _PLAN, "plan activity", "programme:activity_add", "programme"
    ),
    (Kind.ACTIVITY, Kind.GOAL): Mend(_SAY_GOAL, "change activity", "programme:activity_change"),
    (Kind.ACTIVITY, Kind.PROGRAMME): Mend(
        words("Say which programme it belongs to"), "change activity", "programme:activity_change"
    ),
    (Kind.ACTIVITY, Kind.COMPANY): Mend(
        words("Note who took part"), "note participation", "programme:participation_add"
    ),
    (Kind.COMPANY, Kind.IMPROVEMENT): Mend(
        words("Note an improvement"), "note improvement", "company:improvement_add"
    ),
    (Kind.IMPROVEMENT, Kind.ACTIVITY): Mend(
        words("Say which activity it came after"), "note improvement", "programme:improvement_tie"
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
