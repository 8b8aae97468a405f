"""Whether 90 % is 90 % and one opinion stays one: `python -m benchmarks honesty`.

Seeded publics from which rooms of 8, 12, 20 and 50 people are drawn. Prints the tables of
docs/methods/agreement.md and docs/methods/priorities.md.
"""

import argparse
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks import priorities
from samsyn.dialogue.rules.analysis import analyse
from samsyn.dialogue.rules.ballots import Ballots, ballots_of
from samsyn.dialogue.rules.groupings import grouping
from samsyn.dialogue.rules.samsyn_figure import samsyn_of
from samsyn.dialogue.rules.shares import bounds

ROOMS = (8, 12, 20, 50)
STATEMENTS = (9, 25)
PASSES, NOT_CAST = 0.1, 0.1
Public = Callable[[np.random.Generator, int, int], tuple[NDArray[np.float64], NDArray[np.float64]]]
"""Chance and size to (probability of agreeing, people × statements; its mean in the public)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rooms", type=int, default=1000, help="drawn of each kind and size")


def run(args: argparse.Namespace) -> Iterator[str]:
    yield (
        "| a share of a larger public | "
        + " | ".join(f"{people} people" for people in ROOMS)
        + " |"
    )
    yield "|---" * (len(ROOMS) + 1) + "|"
    yield table_row("any share equally likely", [share_coverage(people) for people in ROOMS])
    yield ""
    yield "| the samsyn figure | " + " | ".join(f"{people} people" for people in ROOMS) + " |"
    yield "|---" * (len(ROOMS) + 1) + "|"
    held = {
        name: [figure_coverage(public, n, args.rooms) for n in ROOMS]
        for name, public in ALL.items()
    }
    for name, shares in held.items():
        yield table_row(name, shares)
    yield table_row("mean", np.mean(list(held.values()), axis=0).tolist())
    yield ""
    yield "| split although there is one opinion | " + " | ".join(map(str, ROOMS)) + " |"
    yield "|---" * (len(ROOMS) + 1) + "|"
    for name in ("shares differ", "most agree", "some agree more readily"):
        yield table_row(name, [split_rate(ALL[name], n, args.rooms // 2) for n in ROOMS])
    yield ""
    yield from priorities.run(args.rooms)


def table_row(name: str, shares: list[float]) -> str:
    return f"| {name} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"


def share_coverage(people: int) -> float:
    """How often the interval holds the true share, exactly, when any share is equally likely."""
    shares = (np.arange(20_000) + 0.5) / 20_000
    count = np.arange(people + 1.0)
    low, high = bounds(count, np.full(people + 1, float(people)))
    chance = np.ones((len(shares), 1))
    for _person in range(people):  # the binomial distribution, a person at a time
        more, fewer = chance * shares[:, None], chance * (1 - shares[:, None])
        chance = np.pad(fewer, ((0, 0), (0, 1))) + np.pad(more, ((0, 0), (1, 0)))
    holds = (low <= shares[:, None]) & (shares[:, None] <= high)
    return float((chance * holds).sum(axis=1).mean())


def figure_coverage(public: Public, people: int, rooms: int) -> float:
    chance = np.random.default_rng(people)
    held = 0
    for draw in range(rooms):
        ballots, mean = drawn(public, chance, people, STATEMENTS[draw % 2])
        figure = samsyn_of(ballots)
        true = float((((2 * mean - 1) * (1 - PASSES)) ** 2).mean())
        held += figure is not None and figure.interval.low <= true <= figure.interval.high
    return held / rooms


def split_rate(public: Public, people: int, rooms: int) -> float:
    """To the end: also after what fewer than half of the redraws find is not kept."""
    chance = np.random.default_rng(people)
    split = 0
    for draw in range(rooms):
        ballots, _mean = drawn(public, chance, people, STATEMENTS[draw % 2])
        if grouping(ballots, draw).number > 1:
            split += analyse(ballots, seed=draw).grouping.number > 1
    return split / rooms


def drawn(
    public: Public, chance: np.random.Generator, people: int, statements: int
) -> tuple[Ballots, NDArray[np.float64]]:
    probability, mean = public(chance, people, statements)
    votes = np.where(chance.random((people, statements)) < probability, 1, -1)
    votes[chance.random((people, statements)) < PASSES] = 0
    cast = chance.random((people, statements)) >= NOT_CAST
    rows = [
        (str(person), str(statement), int(votes[person, statement]), 0)
        for person, statement in zip(*np.nonzero(cast), strict=True)
    ]
    return ballots_of(rows), mean


def logistic(value: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-value))


def beta(a: float, b: float) -> Public:
    def public(
        chance: np.random.Generator, people: int, statements: int
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        mean = chance.beta(a, b, statements)
        return np.broadcast_to(mean, (people, statements)), mean

    return public


def readiness(
    chance: np.random.Generator, people: int, statements: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    ease = chance.normal(0.8, 1.2, statements)
    place = np.linspace(-4, 4, 401)
    weight = np.exp(-(place**2) / 2)
    mean = weight @ logistic(place[:, None] + ease) / weight.sum()
    return logistic(chance.standard_normal((people, 1)) + ease), mean


def camps(
    chance: np.random.Generator, people: int, statements: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    side = chance.choice([-1, 1], (people, 1))
    ease = chance.normal(0.5, 1, statements)
    lean = 1.5 * chance.choice([-1, 1], statements)
    mean = (logistic(ease + lean) + logistic(ease - lean)) / 2
    return logistic(ease + side * lean), mean


ALL: dict[str, Public] = {
    "shares differ": beta(2, 1),
    "most agree": beta(8, 1),
    "some agree more readily": readiness,
    "two camps": camps,
}
