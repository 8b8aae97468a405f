"""The samsyn figure: how much oftener two people taken at random stand together than against.

For a statement it is the chance that two voters are on the same side less the chance that they
are on opposite sides; a pass is on no side. 1 is "all on one side", 0 is "as many pairs against
each other as together", and what is below is shown as 0. The figure is the mean over statements,
so it may only be compared over the same statements (docs/methods/agreement.md).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from samsyn.dialogue.rules.ballots import Ballots, Flags, Floats
from samsyn.dialogue.rules.shares import Interval

NINETY = 1.6448536269514722
"""Two-sided 90 % of the normal distribution."""
OF_THE_LEAST = 0.9
"""How much of the variance that independent statements would have is the least: set by simulation
so that 90 % is 90 % for 8 to 50 people."""
FEW = 300
"""Above so many people the differences between pairs alone no longer count."""


@dataclass(frozen=True, slots=True)
class Samsyn:
    """`value` and between what it lies, over `statements` that two people or more have voted on."""

    value: float
    interval: Interval
    statements: int
    people: int


@dataclass(frozen=True)
class _Pairs:
    """Per statement the figure; per vote what becomes of it when that voter is left out."""

    figure: Floats
    known: Flags
    without: Floats
    cast: Floats
    total: Floats
    squares: Floats

    def known_names(self, ballots: Ballots) -> set[str]:
        """The statements that have a figure."""
        return {
            name for name, is_known in zip(ballots.statements, self.known, strict=True) if is_known
        }


def samsyn_of(ballots: Ballots) -> Samsyn | None:
    """The figure as a sample of a larger public; None when no statement has two votes.

    The interval is from the jackknife over people, less what a jackknife counts twice. It is never
    narrower than the differences between pairs alone make it, nor than nine tenths of what
    statements that have nothing to do with each other would give: so that eight who agree in
    everything are not certain, and neither are four against four.
    """
    pairs = _pairs(ballots)
    many = int(pairs.known.sum())
    if many == 0:
        return None
    value = float(pairs.figure[pairs.known].sum()) / many
    people = len(ballots.voters)
    spread = _jackknife(_left_out(ballots, pairs), people)
    alone, least = _of_pairs(ballots, pairs), _of_independent(pairs)
    half = NINETY * float(np.sqrt(max(spread - alone, alone, OF_THE_LEAST * least)))
    return Samsyn(_within(value), _interval(value, half), many, people)


def samsyn_of_room(ballots: Ballots, room: int) -> Samsyn | None:
    """The figure when the `room` is everybody concerned: certain once all of them have voted.

    The interval of a larger public, narrowed by the finite-population factor sqrt(1 - n / N).
    """
    public = samsyn_of(ballots)
    if public is None:
        return None
    narrower = float(np.sqrt(max(1 - public.people / max(room, public.people), 0.0)))
    low = public.value - (public.value - public.interval.low) * narrower
    high = public.value + (public.interval.high - public.value) * narrower
    return replace(public, interval=Interval(low, high))


def in_both(before: Ballots, after: Ballots) -> set[str]:
    """The statements that have a figure in both rounds: two votes or more in each."""
    return _pairs(before).known_names(before) & _pairs(after).known_names(after)


def change_of(before: Ballots, after: Ballots) -> tuple[float, Interval, int] | None:
    """How the figure changed over the statements that both rounds have voted on, and how many.

    A voter who took part in both rounds is left out of both at once by the jackknife, so that the
    same people are compared with themselves. None when no statement has two votes in both.
    """
    common = in_both(before, after)
    if not common:
        return None
    rounds = [over_statements(each, common) for each in (before, after)]
    voters = sorted({*before.voters, *after.voters})
    number = {name: place for place, name in enumerate(voters)}
    values, changes = [], np.zeros((2, len(voters)))
    for place, each in enumerate(rounds):
        pairs = _pairs(each)
        values.append(float(pairs.figure.mean()))
        own = np.array([number[name] for name in each.voters], dtype=np.intp)
        changes[place, own] = _left_out(each, pairs)
    spread = _jackknife(changes[1] - changes[0], len(voters))
    least = sum(_of_independent(_pairs(each)) for each in rounds)
    half = NINETY * float(np.sqrt(max(spread, OF_THE_LEAST * least)))
    change = values[1] - values[0]
    # Of a whole public the figure is never below 0, so its change is at most 1 either way.
    ends = (min(max(end, -1.0), 1.0) for end in (change - half, change + half))
    return min(max(change, -1.0), 1.0), Interval(*ends), len(common)


def _pairs(ballots: Ballots) -> _Pairs:
    many = len(ballots.statements)
    vote = ballots.vote.astype(np.float64)
    cast = np.bincount(ballots.statement, minlength=many).astype(np.float64)
    total: Floats = np.bincount(ballots.statement, vote, many).astype(np.float64)
    squares: Floats = np.bincount(ballots.statement, vote**2, many).astype(np.float64)
    known = cast >= 2
    figure = np.where(known, (total**2 - squares) / np.maximum(cast * (cast - 1), 1), 0.0)
    at = ballots.statement
    others = cast[at] - 1
    rest = (total[at] - vote) ** 2 - (squares[at] - vote**2)
    without = np.where(others >= 2, rest / np.maximum(others * (others - 1), 1), figure[at])
    return _Pairs(figure, known, without, cast, total, squares)


def _left_out(ballots: Ballots, pairs: _Pairs) -> Floats:
    """How much the figure changes when each voter is left out. Shape (voters,)."""
    many = max(int(pairs.known.sum()), 1)
    change = np.where(
        pairs.known[ballots.statement], pairs.without - pairs.figure[ballots.statement], 0.0
    )
    return np.bincount(ballots.voter, change, len(ballots.voters)) / many


def _jackknife(changes: Floats, people: int) -> float:
    """The jackknife's variance (Efron & Stein 1981, Annals of Statistics 9:586)."""
    return (people - 1) / max(people, 1) * float(((changes - changes.mean()) ** 2).sum())


def _of_pairs(ballots: Ballots, pairs: _Pairs) -> float:
    """The part of the variance that is there even where no person matters more than another.

    It falls with the square of the people; from three hundred on it is nothing.
    """
    people = len(ballots.voters)
    if people > FEW:
        return 0.0
    votes = np.zeros((people, len(ballots.statements)))
    votes[ballots.voter, ballots.statement] = ballots.vote
    votes /= np.sqrt(np.maximum(pairs.cast * (pairs.cast - 1), 1))
    alike = (votes[:, pairs.known] @ votes[:, pairs.known].T)[~np.eye(people, dtype=np.bool_)]
    scale = people * (people - 1) / int(pairs.known.sum())
    return 2 * float(np.var(alike * scale)) / (people * (people - 1))


def _of_independent(pairs: _Pairs) -> float:
    """The variance if statements had nothing to do with each other.

    One vote, a third on each answer, is added, so that what all agree on varies too.
    """
    cast = pairs.cast[pairs.known]
    total, squares = pairs.total[pairs.known], pairs.squares[pairs.known]
    mean = total / (cast + 1)
    variance = (squares + 2 / 3) / (cast + 1) - mean**2
    whole = 4 * mean**2 * variance / cast + 2 * variance**2 / (cast * (cast - 1))
    return float(whole.sum()) / len(cast) ** 2


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _interval(value: float, half: float) -> Interval:
    return Interval(_within(value - half), _within(value + half))


def over_statements(ballots: Ballots, names: Collection[str]) -> Ballots:
    """The same votes on some statements; a voter without any stays, so that counts are equal."""
    stays = np.array([name in names for name in ballots.statements], dtype=np.bool_)
    number = np.cumsum(stays) - 1
    kept = stays[ballots.statement]
    return replace(
        ballots,
        statements=tuple(name for name in ballots.statements if name in names),
        voter=ballots.voter[kept],
        statement=number[ballots.statement[kept]],
        vote=ballots.vote[kept],
    )
