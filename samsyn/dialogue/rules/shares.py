"""Shares with their intervals: honest for eight people, and said with the number they rest on.

Two models, and the reader is told which one (docs/methods/agreement.md):

- *a larger public*: those who voted are a sample of many more;
- *the room*: everybody concerned is known, and some of them have not voted yet. When all have
  voted nothing is uncertain.

Both are Bayesian with Jeffreys' prior, Beta(1/2, 1/2), and equal tails. Averaged over all shares
that prior expects, an interval of 90 % holds the true share in 90 % of cases, for any number of
people (Brown, Cai & DasGupta 2001, Statistical Science 16:101).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaincinv, betaln, gammaln

from samsyn.dialogue.rules.ballots import Flags, Floats

LEVEL = 0.90
TAIL = (1 - LEVEL) / 2


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included; it holds the true value with probability LEVEL."""

    low: float
    high: float

    def rounded(self) -> list[float]:
        """Both ends to six decimals, for files.

        >>> Interval(0.12345678, 1.0).rounded()
        [0.123457, 1.0]
        """
        return [round(self.low, 6), round(self.high, 6)]


def bounds(count: Floats, of: Floats) -> tuple[Floats, Floats]:
    """The lower and the upper end for shares of a larger public, for many shares at once.

    None of all begins at 0, all of all ends at 1.

    >>> low, high = bounds(np.array([8.0]), np.array([8.0]))
    >>> round(float(low[0]), 3), float(high[0])
    (0.792, 1.0)
    """
    low: Floats = np.where(count > 0, betaincinv(count + 0.5, of - count + 0.5, TAIL), 0.0)
    high: Floats = np.where(count < of, betaincinv(count + 0.5, of - count + 0.5, 1 - TAIL), 1.0)
    return low, high


def surely_more(count: Floats, of: Floats, than: float) -> Flags:
    """Whether the lower end of each share lies above `than`, without working out where it lies.

    >>> surely_more(np.array([3.0, 2.0]), np.array([3.0, 2.0]), 0.5).tolist()
    [True, False]
    """
    sure: Flags = (count > 0) & (betainc(count + 0.5, of - count + 0.5, than) < TAIL)
    return sure


def room_bounds(count: Floats, of: Floats, room: Floats) -> tuple[Floats, Floats]:
    """The ends for shares of a room: `count` of the `of` who have answered, `room` are all.

    How many of the others would agree follows the beta-binomial distribution; the ends are shares
    of everybody in the room. When all have answered both ends are the share itself. A room that
    was counted too low is as large as its answers.

    >>> low, high = room_bounds(*(np.array([n]) for n in (8.0, 8.0, 12.0)))
    >>> round(float(low[0]), 6), float(high[0])
    (0.916667, 1.0)
    """
    count, of, room = np.broadcast_arrays(count, of, room)
    others = np.maximum(room - of, 0.0)
    k = np.arange(int(others.max(initial=0.0)) + 1)
    n = others[..., None]
    a, b = (count + 0.5)[..., None], (of - count + 0.5)[..., None]
    inside = k <= n
    rest = np.where(inside, n - k, 0.0)
    log_chance = (
        gammaln(n + 1) - gammaln(k + 1) - gammaln(rest + 1) + betaln(k + a, rest + b) - betaln(a, b)
    )
    below = np.cumsum(np.where(inside, np.exp(log_chance), 0.0), axis=-1)
    low = (below <= TAIL * (1 + 1e-12)).sum(axis=-1)
    high = np.minimum((below < (1 - TAIL) * (1 - 1e-12)).sum(axis=-1), others)
    everybody = np.maximum(of + others, 1.0)
    return (count + low) / everybody, (count + high) / everybody


def hold_together(p_values: Sequence[float] | Floats, level: float) -> Flags:
    """Which of many tests hold when the share of false ones is to stay below `level`.

    Benjamini & Hochberg 1995 (JRSS B 57:289).

    >>> hold_together([0.01, 0.04, 0.03, 0.5], 0.05).tolist()
    [True, False, False, False]
    """
    p = np.asarray(p_values, dtype=np.float64)
    if len(p) == 0:
        return np.zeros(0, dtype=np.bool_)
    order = np.argsort(p, kind="stable")
    passes = np.flatnonzero(p[order] <= level * np.arange(1, len(p) + 1) / len(p))
    holds = np.zeros(len(p), dtype=np.bool_)
    if len(passes):
        holds[order[: passes[-1] + 1]] = True
    return holds
