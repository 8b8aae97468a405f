"""Groups of opinion: how many there are, one common view included, and who is in which.

Three questions, in this order (docs/methods/agreement.md):

1. Do opinions hang together at all? The first direction of the votes is compared with the same
   votes shuffled within each statement. If chance does as much, there is one common view.
2. Are there camps with a gap between them? How far apart the camps are is compared with one
   single cloud as long and as wide. The fewest groups that are further apart than chance makes
   them are the answer, or more where they stand out clearly more.
3. Or do people, without a gap, differ in *what* they agree with, and not only in how readily they
   agree? Then the line between left and right is cut once, and said to be gradual.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samsyn.dialogue.rules.ballots import Ballots, Flags, Floats, Ints
from samsyn.dialogue.rules.camps import LEAST_SIZE, Camps, camps, one_camp
from samsyn.dialogue.rules.opinion_map import OpinionMap, first_share, opinion_map

MOST_GROUPS = 5
ENOUGH_VOTES = 7
"""Who has voted on fewer (or, of few statements, on less than half) is on no side yet."""
CLEARLY_MORE = 2.0
"""Deviations by which more groups must stand out than fewer do."""
MANY_VOTES = 20_000
"""With more votes than this chance is asked less often: it varies less, and each time costs."""


@dataclass(frozen=True, slots=True)
class Draws:
    """How often chance is asked, and how many of the draws may do as much as the real votes."""

    together: int
    apart: int
    allowed: int

    @classmethod
    def for_votes(cls, votes: int) -> "Draws":
        """Three of 60 and three of 120: 5 % and 2.5 %; with many votes one of 20: 5 %."""
        return cls(19, 19, 0) if votes > MANY_VOTES else cls(59, 119, 2)

    def bar(self, drawn: Floats) -> float:
        """What must be surpassed, from what chance did."""
        return float(np.sort(drawn)[-1 - self.allowed])


class Border(StrEnum):
    """What lies between the groups."""

    NONE = "one common view"
    GRADUAL = "gradual"
    GAP = "gap"


@dataclass(frozen=True)
class Cloud:
    """Silhouettes of 2, 3, … camps cut out of one single cloud: mean and deviation for each.

    `apart` is how many deviations above its mean one of them comes by chance.
    """

    mean: Floats
    deviation: Floats
    apart: float

    def stands_out(self, silhouettes: Floats) -> Floats:
        """How far each number of camps is above the cloud's, in deviations."""
        many = len(silhouettes)
        found: Floats = (silhouettes - self.mean[:many]) / self.deviation[:many]
        return found


@dataclass(frozen=True)
class Bars:
    """What the votes must surpass before they are said to be more than one common view.

    Each bar is what chance does with the same voters, statements and gaps. It is worked out when
    it is asked for, from a seed of its own, so that it is the same whenever that is.
    """

    ballots: Ballots
    seed: tuple[int, ...]
    before: "Bars | None" = None
    """Given for voters drawn anew, as in the bootstrap. Voters drawn twice hang together by
    themselves, so more is asked of the first direction; camps do not come apart by it, so of them
    as much is asked as before."""

    @cached_property
    def together(self) -> float:
        """The share that the first direction has in shuffled votes."""
        return self._of_shuffles(0, self._draws.together, beyond_readiness=False)

    @cached_property
    def beyond(self) -> float:
        """The same after readiness to agree is taken away."""
        return self._of_shuffles(1, self._draws.apart, beyond_readiness=True)

    @cached_property
    def cloud(self) -> Cloud:
        """What camps cut out of one single cloud look like."""
        if self.before is not None:
            return self.before.cloud
        chance = np.random.default_rng((*self.seed, 2))
        one_each = np.ones(len(self.ballots.voters))
        chances = _chances(self.ballots, opinion_map(self.ballots))
        drawn = np.full((self._draws.apart, MOST_GROUPS - 1), np.nan)
        for draw in range(self._draws.apart):
            made = self.ballots.with_votes(chances.votes(self.ballots, chance))
            found = scan(opinion_map(made).projection, one_each, MOST_GROUPS)[1:]
            drawn[draw, : len(found)] = [camp.silhouette for camp in found]
        counted = np.maximum((~np.isnan(drawn)).sum(axis=0), 1)
        mean = np.nansum(drawn, axis=0) / counted
        deviation = np.sqrt(np.nansum((drawn - mean) ** 2, axis=0) / counted)
        deviation = np.maximum(deviation, 1e-6)
        highest = np.nan_to_num((drawn - mean) / deviation, nan=-np.inf).max(axis=1)
        return Cloud(mean, deviation, self._draws.bar(highest))

    @property
    def _draws(self) -> Draws:
        return Draws.for_votes(len(self.ballots.vote))

    def _of_shuffles(self, which: int, times: int, *, beyond_readiness: bool) -> float:
        chance = np.random.default_rng((*self.seed, which))
        voters = len(self.ballots.voters)
        shares = np.zeros(times)
        for draw in range(times):
            weights = np.ones(voters)
            if self.before is not None:
                weights = drawn_anew(chance, voters)
            shares[draw] = first_share(
                shuffled(self.ballots, chance), weights, beyond_readiness=beyond_readiness
            )
        return self._draws.bar(shares)


def drawn_anew(chance: np.random.Generator, voters: int) -> Floats:
    """How often each voter is drawn when as many are drawn as there are, with replacement."""
    return chance.multinomial(voters, np.full(voters, 1 / voters)).astype(np.float64)


@dataclass(frozen=True)
class Grouping:
    """`group`, shape (voters,): a number from 0, larger groups first, or -1 where not placed.

    `placed` voters have said enough to be on a side; of them the `acquiescent` agree even with
    statements that exclude each other, and are in no group. `number` is 0
    when fewer than three are.
    """

    group: Ints
    placed: Flags
    acquiescent: Flags
    map: OpinionMap
    number: int
    border: Border
    silhouette: float
    found: tuple[Camps, ...]
    """The sided voters in one camp, two, three …, in the order of `sided`."""
    bars: Bars | None
    """What chance did; None where there was nothing to ask it."""

    @property
    def sided(self) -> Flags:
        """Who is in a group: placed and not acquiescent."""
        return self.placed & ~self.acquiescent

    def cut_into(self, number: int) -> "Grouping":
        """The same voters in another number of groups, of those that were found.

        There is a gap between them only if so many stand out of one single cloud.
        """
        number = min(number, len(self.found))
        border = Border.NONE
        if number > 1 and self.bars is not None:
            cloud = self.bars.cloud
            apart = cloud.stands_out(np.array([each.silhouette for each in self.found[1:number]]))
            border = Border.GAP if apart[-1] > cloud.apart else Border.GRADUAL
        camp = self.found[number - 1]
        group = np.full(len(self.placed), -1, dtype=np.intp)
        group[self.sided] = largest_first(camp.label, self.map.projection[self.sided])
        return replace(self, group=group, number=number, border=border, silhouette=camp.silhouette)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many voters are in each group."""
        there = self.group[self.group >= 0]
        return tuple(int(size) for size in np.bincount(there, minlength=self.number))


def grouping(ballots: Ballots, seed: int = 0) -> Grouping:
    """The groups of opinion of the ballots; the same for the same ballots and seed."""
    placed, acquiescent = who_is_placed(ballots)
    sided = placed & ~acquiescent
    chart = opinion_map(ballots, sided.astype(np.float64))
    points = chart.projection[sided]
    enough = len(points) >= LEAST_SIZE
    found = scan(points, np.ones(len(points)), MOST_GROUPS) if enough else []
    number, border, bars = min(len(found), 1), Border.NONE, None
    if len(found) > 1:
        within = ballots.only(sided)
        bars = Bars(within, (seed,))
        number, border = number_of(within, np.ones(len(points)), found, bars)
    group = np.full(len(ballots.voters), -1, dtype=np.intp)
    if number:
        group[sided] = largest_first(found[number - 1].label, points)
    silhouette = found[number - 1].silhouette if number else 0.0
    return Grouping(
        group, placed, acquiescent, chart, number, border, silhouette, tuple(found), bars
    )


def number_of(
    ballots: Ballots, weights: Floats, found: Sequence[Camps], bars: Bars
) -> tuple[int, Border]:
    """How many groups there are, and what lies between them: the three questions in order."""
    if len(found) == 1 or first_share(ballots, weights) <= bars.together:
        return 1, Border.NONE
    apart = bars.cloud.stands_out(np.array([camp.silhouette for camp in found[1:]]))
    if apart.max() > bars.cloud.apart:
        return _which_stands_out(apart, bars.cloud.apart), Border.GAP
    if first_share(ballots, weights, beyond_readiness=True) > bars.beyond:
        return 2, Border.GRADUAL
    return 1, Border.NONE


def _which_stands_out(apart: Floats, bar: float) -> int:
    """The fewest groups that stand out, or more where they stand out by two deviations more."""
    number = int(np.argmax(apart > bar))
    for more in range(number + 1, len(apart)):
        if apart[more] > apart[number] + CLEARLY_MORE:
            number = more
    return number + 2


def who_is_placed(ballots: Ballots) -> tuple[Flags, Flags]:
    """Who has said enough to be on a side, and who of them agrees with what excludes itself."""
    most = len(ballots.statements)
    placed = (ballots.votes_by_voter >= min(ENOUGH_VOTES, -(-most // 2))) & (
        ballots.stances_by_voter > 0
    )
    return placed, placed & _agrees_with_opposites(ballots, placed)


def _agrees_with_opposites(ballots: Ballots, placed: Flags) -> Flags:
    """Who agrees with everything, opposites among it.

    Two statements are opposites when of the others at least three agree with the one and disagree
    with the other, at least three the other way round, and of all who do either or agree with both
    no more than one in four agree with both.
    """
    many, voters = len(ballots.statements), len(ballots.voters)
    agrees = np.bincount(ballots.voter[ballots.vote > 0], minlength=voters)
    everything = placed & (agrees == ballots.votes_by_voter)
    if not everything.any() or everything.sum() == placed.sum():
        return np.zeros(voters, dtype=np.bool_)
    others = ballots.only(placed & ~everything)
    # A statement can be an opposite only where enough of the others stand on either side.
    suspects = ballots.only(everything)
    wanted = np.bincount(suspects.statement, minlength=many) > 0
    for side in (1, -1):
        wanted &= np.bincount(others.statement[others.vote == side], minlength=many) >= LEAST_SIZE
    column = np.cumsum(wanted) - 1

    def table(who: Ballots, votes: Flags) -> NDArray[np.float32]:
        kept = votes & wanted[who.statement]
        full = np.zeros((len(who.voters), int(wanted.sum())), dtype=np.float32)
        full[who.voter[kept], column[who.statement[kept]]] = 1
        return full

    agree = table(others, others.vote > 0)
    one_way = agree.T @ table(others, others.vote < 0)
    both = agree.T @ agree
    opposite = (np.minimum(one_way, one_way.T) >= LEAST_SIZE) & (3 * both <= one_way + one_way.T)
    answered = table(suspects, np.ones(len(suspects.vote), dtype=np.bool_))
    flagged = np.zeros(voters, dtype=np.bool_)
    flagged[everything] = ((answered @ opposite.astype(np.float32)) * answered).any(axis=1)
    return flagged


def scan(points: Floats, weights: Floats, most: int) -> list[Camps]:
    """The points in one camp, in two, and so on up to `most` or as many as there can be."""
    found = [one_camp(points, weights)]
    for number in range(2, most + 1):
        camp = camps(points, weights, found[-1], number)
        if camp is None:
            break
        found.append(camp)
    return found


def largest_first(label: Ints, points: Floats) -> Ints:
    """The same groups numbered by size; equals from left to right."""
    size = np.bincount(label)
    middle = np.bincount(label, points[:, 0]) / np.maximum(size, 1)
    rank = np.empty(len(size), dtype=np.intp)
    rank[np.lexsort((middle, -size))] = np.arange(len(size))
    return rank[label]


def shuffled(ballots: Ballots, chance: np.random.Generator) -> Ballots:
    """The votes on each statement dealt out anew among those who voted on it."""
    by_statement = np.argsort(ballots.statement, kind="stable")
    drawn = chance.random(len(ballots.vote))
    dealt = np.lexsort((drawn, ballots.statement))
    vote = np.empty_like(ballots.vote)
    vote[by_statement] = ballots.vote[dealt]
    return ballots.with_votes(vote)


@dataclass(frozen=True)
class Chances:
    """How the voters of one single cloud vote: the mean vote is centre + place · slope.

    Each draw gives every voter a place in a normal cloud as long and as wide as the real one, and
    votes by that place on the statements the voter has voted on. So few statements, votes not
    cast and few voters leave the traces that they always leave.
    """

    centre: Floats
    slope: Floats
    """Shape (2, statements): what one deviation along each direction does to the mean vote."""
    stances: Floats
    """The share of votes on each statement that are not passes."""

    def votes(self, ballots: Ballots, chance: np.random.Generator) -> NDArray[np.int8]:
        """A vote for each vote there is, by voters with new places."""
        place = chance.standard_normal((len(ballots.voters), 2))
        mean = self.centre[ballots.statement]
        for direction in (0, 1):
            mean = mean + place[ballots.voter, direction] * self.slope[direction][ballots.statement]
        stance = self.stances[ballots.statement]
        mean = np.clip(mean, -stance, stance)
        drawn = chance.random(len(mean))
        agrees, takes_no_stance = (stance + mean) / 2, 1 - stance
        return np.where(
            drawn < agrees, 1, np.where(drawn < agrees + takes_no_stance, 0, -1)
        ).astype(np.int8)


def _chances(ballots: Ballots, chart: OpinionMap) -> Chances:
    """The cloud's length and width: what the votes vary less what votes vary by themselves."""
    many, voters = len(ballots.statements), len(ballots.voters)
    cast = np.maximum(np.bincount(ballots.statement, minlength=many), 1)
    vote = ballots.vote.astype(np.float64)
    centre = np.nan_to_num(chart.centre)
    own = np.bincount(ballots.statement, vote**2, many) / cast - centre**2
    slope = np.zeros((2, many))
    for direction in (0, 1):
        squares = chart.components[direction] ** 2
        reach = np.bincount(ballots.voter, squares[ballots.statement], voters)
        noise = float((squares * own) @ np.bincount(ballots.statement, minlength=many))
        # The noise counts what the cloud itself adds to the variance of each vote as well.
        noise *= max(1.0 - float(chart.variances.sum()) / max(chart.variance, 1e-12), 0.0)
        room = max(float(chart.variances[direction]) - noise, 0.0)
        slope[direction] = chart.components[direction] * np.sqrt(
            room / max(float(reach @ reach), 1e-12)
        )
    stances = np.bincount(ballots.statement, vote != 0, many) / cast
    return Chances(centre, slope, stances)
