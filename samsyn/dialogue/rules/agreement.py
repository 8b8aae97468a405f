"""What all agree on, what divides, what a group stands for, and what we know too little about.

Every statement comes out as one of four, by what the intervals of its shares bear
(docs/methods/agreement.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isnan

import numpy as np

from samsyn.dialogue.rules.ballots import Ballots, Flags, Floats, Ints
from samsyn.dialogue.rules.contrasts import differs
from samsyn.dialogue.rules.shares import Interval, bounds, hold_together, room_bounds, surely_more

LEVEL_OF_FALSE = 0.05
"""The share of false ones among all that are said to be representative."""
EACH_SIDE = 0.20
"""What divides has, surely, at least a fifth on either side."""
WIDE = 0.25
"""An interval wider than this, with one half in it, says that we know too little."""
MOST_LISTED = 10


class Finding(StrEnum):
    AGREED = "agreed"
    DIVIDES = "divides"
    UNSURE = "unsure"
    MIXED = "mixed"
    """Known well enough, and neither shared by all nor dividing: many pass, say."""


class Side(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True)
class Counts:
    """Votes counted; each array has the shape (groups, statements).

    `room`, shape (groups, 1), is how many there are in each where everybody is known; None where
    those who voted are a sample of a larger public.
    """

    agree: Floats
    disagree: Floats
    cast: Floats
    room: Floats | None = None

    def of_all(self) -> "Counts":
        """The same with everybody as one group: shape (1, statements)."""
        return Counts(
            self.agree.sum(axis=0, keepdims=True),
            self.disagree.sum(axis=0, keepdims=True),
            self.cast.sum(axis=0, keepdims=True),
            None if self.room is None else self.room.sum(axis=0, keepdims=True),
        )

    def bounds(self, count: Floats) -> tuple[Floats, Floats]:
        """Between what the share `count` of those cast lies; `count` has the shape of `cast`."""
        if self.room is None:
            return bounds(count, self.cast)
        return room_bounds(count, self.cast, self.room)

    def surely_more(self, count: Floats, than: float) -> Flags:
        """Whether the share surely lies above `than`."""
        if self.room is None:
            return surely_more(count, self.cast, than)
        sure: Flags = (self.cast > 0) & (room_bounds(count, self.cast, self.room)[0] > than)
        return sure


@dataclass(frozen=True, slots=True)
class StatementResult:
    """A statement: how many agree, disagree and pass, and what that bears.

    `share` is the share of all its votes on the `side` it leans to, `interval` holds it;
    `by_group` is that share in each group (None where nobody of the group voted), and `consensus`
    the product over groups of (agree + 1) / (votes + 2), as Polis computes it.
    """

    statement: str
    agree: int
    disagree: int
    passed: int
    side: Side
    share: float | None
    interval: Interval
    by_group: tuple[float | None, ...]
    consensus: float
    finding: Finding

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement on which a group surely answers otherwise than the rest, on one side."""

    statement: str
    side: Side
    share_agree: float
    interval: Interval
    """Of the share that agree."""
    rest_share_agree: float | None
    p: float


def everybody_of(
    ballots: Ballots, *, room: int | None = None, weights: Floats | None = None
) -> Counts:
    """The votes of all, those in no group among them: one row. `room` is how many there are."""
    counts = counts_of(ballots, np.zeros(len(ballots.voters), dtype=np.intp), 1, weights=weights)
    if room is None:
        return counts
    return replace(counts, room=np.array([[float(max(room, len(ballots.voters)))]]))


def counts_of(
    ballots: Ballots,
    group: Ints,
    groups: int,
    *,
    is_room: bool = False,
    weights: Floats | None = None,
) -> Counts:
    """Votes by group and statement. `group`, shape (voters,), is -1 for those in no group.

    With `is_room` a group's members are all there are of it.
    """
    many = len(ballots.statements)
    home = group[ballots.voter]
    there = home >= 0
    cell = home[there] * many + ballots.statement[there]
    weight = None if weights is None else weights[ballots.voter[there]]
    vote = ballots.vote[there]

    def counted(which: Flags | slice) -> Floats:
        found = np.bincount(cell[which], None if weight is None else weight[which], groups * many)
        return found.astype(np.float64).reshape(groups, many)

    members = None
    if is_room:
        named = group >= 0
        own = None if weights is None else weights[named]
        members = np.bincount(group[named], own, groups).astype(np.float64)[:, None]
    return Counts(counted(vote > 0), counted(vote < 0), counted(slice(None)), members)


def group_aware_consensus(counts: Counts) -> Floats:
    """How probable, by this count, that one from each group all agree. Shape (statements,).

    >>> one = np.array([[3.0], [2.0]])
    >>> group_aware_consensus(Counts(one, 0 * one, np.array([[3.0], [2.0]]))).tolist()
    [0.6000000000000001]
    """
    product: Floats = np.prod((counts.agree + 1) / (counts.cast + 2), axis=0)
    return product


@dataclass(frozen=True)
class Leaning:
    """The side each statement leans to: agreement or not, how many are on it, and the interval.

    Each array has the shape (statements,).
    """

    agrees: Flags
    count: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, everybody: Counts) -> "Leaning":
        """From counts with one row, those who are in no group among them."""
        agrees = everybody.agree[0] >= everybody.disagree[0]
        count = np.where(agrees, everybody.agree[0], everybody.disagree[0])
        low, high = everybody.bounds(count[None, :])
        return cls(agrees, count, low[0], high[0])


def findings(everybody: Counts, groups: Counts, leaning: Leaning) -> list[Finding]:
    """What each statement is.

    It divides when at least a fifth is surely on either side, or most of one group surely on one
    side and most of another on the other. It is agreed when two thirds of all, and surely more
    than half of every group, are on one side. We know too little where the interval is wide and
    either side may be the larger, or a group has not been asked. The rest is mixed.
    """
    cast = everybody.cast[0]
    group_agree = groups.surely_more(groups.agree, 0.5)
    group_against = groups.surely_more(groups.disagree, 0.5)
    opposed = group_agree.any(axis=0) & group_against.any(axis=0)
    split = (
        everybody.surely_more(everybody.agree, EACH_SIDE)
        & everybody.surely_more(everybody.disagree, EACH_SIDE)
    )[0]
    most = everybody.surely_more(leaning.count[None, :], 0.5)[0]
    each = np.where(leaning.agrees, group_agree, group_against).all(axis=0)
    agreed = most & each & (3 * leaning.count >= 2 * cast)
    silent = (groups.cast == 0).any(axis=0) | (cast == 0)
    wide = (leaning.low <= 0.5) & (leaning.high > 0.5) & (leaning.high - leaning.low > WIDE)
    order = (Finding.DIVIDES, Finding.AGREED, Finding.UNSURE, Finding.MIXED)
    first = np.stack([opposed | split, agreed, silent | wide, np.ones_like(agreed)]).argmax(axis=0)
    return [order[place] for place in first.tolist()]


def results_of(ballots: Ballots, everybody: Counts, groups: Counts) -> list[StatementResult]:
    """Each statement of the ballots in their order."""
    leaning = Leaning.of(everybody)
    with np.errstate(invalid="ignore"):
        by_group = np.where(leaning.agrees, groups.agree, groups.disagree) / groups.cast
    columns = zip(
        ballots.statements,
        everybody.agree[0].astype(np.intp).tolist(),
        everybody.disagree[0].astype(np.intp).tolist(),
        everybody.cast[0].astype(np.intp).tolist(),
        leaning.agrees.tolist(),
        leaning.low.tolist(),
        leaning.high.tolist(),
        by_group.T.tolist(),
        group_aware_consensus(groups).tolist(),
        findings(everybody, groups, leaning),
        strict=True,
    )
    return [
        StatementResult(
            statement=name,
            agree=agree,
            disagree=disagree,
            passed=cast - agree - disagree,
            side=Side.AGREE if agrees else Side.DISAGREE,
            share=_ratio(agree if agrees else disagree, cast),
            interval=Interval(low, high),
            by_group=tuple(None if isnan(share) else share for share in shares),
            consensus=consensus,
            finding=finding,
        )
        for name, agree, disagree, cast, agrees, low, high, shares, consensus, finding in columns
    ]


def representative_of(statements: Sequence[str], groups: Counts) -> list[list[Representative]]:
    """For each group the statements that set it apart, the surest first; ten at most.

    On its side at least half of the group's own votes stand, and the difference to the rest holds
    among all comparisons (Benjamini & Hochberg, 5 %). A single group has no rest: there it is
    what most of it surely thinks.
    """
    if len(groups.cast) == 1:
        return [_of_one_view(statements, groups)]
    agree, against = (_tests(count, groups.cast) for count in (groups.agree, groups.disagree))
    p = np.stack([agree[0], against[0]])
    more = np.stack([agree[1], against[1]])
    holds = hold_together(p.ravel(), LEVEL_OF_FALSE).reshape(p.shape)
    cast = np.maximum(groups.cast, 1)
    half = np.stack([2 * groups.agree >= cast, 2 * groups.disagree >= cast])
    fits = holds & (more > 0) & half
    low, high = groups.bounds(groups.agree)
    all_agree, all_cast = groups.agree.sum(axis=0), groups.cast.sum(axis=0)
    listed = []
    for g in range(len(groups.cast)):
        side, place = np.nonzero(fits[:, g])
        order = np.lexsort((side, place, -more[side, g, place], p[side, g, place]))[:MOST_LISTED]
        listed.append(
            [
                Representative(
                    statements[s],
                    (Side.AGREE, Side.DISAGREE)[way],
                    float(groups.agree[g, s] / cast[g, s]),
                    Interval(float(low[g, s]), float(high[g, s])),
                    _ratio(all_agree[s] - groups.agree[g, s], all_cast[s] - groups.cast[g, s]),
                    float(p[way, g, s]),
                )
                for way, s in zip(side[order].tolist(), place[order].tolist(), strict=True)
            ]
        )
    return listed


def _tests(count: Floats, cast: Floats) -> tuple[Floats, Floats]:
    """For each group and statement the p-value against the rest, and how much more it is."""
    rest, rest_cast = count.sum(axis=0) - count, cast.sum(axis=0) - cast
    p = differs(count.ravel(), cast.ravel(), rest.ravel(), rest_cast.ravel()).reshape(count.shape)
    more = count / np.maximum(cast, 1) - rest / np.maximum(rest_cast, 1)
    return p, more


def _of_one_view(statements: Sequence[str], group: Counts) -> list[Representative]:
    leans = group.agree[0] >= group.disagree[0]
    low, high = (ends[0] for ends in group.bounds(group.agree))
    sure = group.bounds(np.where(leans, group.agree[0], group.disagree[0])[None, :])[0][0]
    listed = np.flatnonzero((sure > 0.5) & (group.cast[0] > 0))
    order = listed[np.lexsort((listed, -sure[listed]))][:MOST_LISTED]
    return [
        Representative(
            statements[s],
            Side.AGREE if leans[s] else Side.DISAGREE,
            float(group.agree[0, s] / group.cast[0, s]),
            Interval(float(low[s]), float(high[s])),
            None,
            0.0,
        )
        for s in order.tolist()
    ]


def _ratio(count: float, of: float) -> float | None:
    return float(count / of) if of else None
