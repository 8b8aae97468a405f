"""Whether a group answers otherwise than the rest: two shares compared, exactly where few."""

import numpy as np
from scipy.special import gammaln, ndtr

from samsyn.dialogue.rules.ballots import Flags, Floats, Ints

ENOUGH_EXPECTED = 10
"""Where every cell of the table is expected to hold this many, the normal approximation does."""


def differs(count: Floats, of: Floats, other_count: Floats, other_of: Floats) -> Floats:
    """Two-sided p-values for many pairs of shares; 1 where one of the two is a share of nobody.

    Fisher's exact test (twice the smaller tail), or chi-square with Yates' correction where every
    expected count is at least ten.

    >>> few = [np.array([float(n)]) for n in (4, 4, 0, 4)]
    >>> round(float(differs(*few)[0]), 6)
    0.028571
    """
    everybody = np.maximum(of + other_of, 1)
    yes = count + other_count
    least = np.minimum(yes, everybody - yes) * np.minimum(of, other_of) / everybody
    p = np.ones(len(count))
    known = (of > 0) & (other_of > 0) & (yes > 0) & (yes < everybody)
    many = known & (least >= ENOUGH_EXPECTED)
    if many.any():
        p[many] = _normal(count[many], of[many], yes[many], everybody[many])
    few = known & ~many
    if few.any():
        p[few] = _exact(count[few], of[few], yes[few], everybody[few])
    return p


def _normal(count: Floats, of: Floats, yes: Floats, everybody: Floats) -> Floats:
    expected = of * yes / everybody
    deviation = np.sqrt(
        expected * (everybody - of) * (everybody - yes) / (everybody * (everybody - 1))
    )
    beyond = np.maximum(np.abs(count - expected) - 0.5, 0.0) / deviation
    p: Floats = np.minimum(2 * ndtr(-beyond), 1.0)
    return p


def _exact(count: Floats, of: Floats, yes: Floats, everybody: Floats) -> Floats:
    """The hypergeometric distribution summed outwards from the count on its own side."""
    up = count * everybody >= of * yes
    # Counting the "no" instead turns the lower tail into an upper one.
    x = np.where(up, count, of - count)
    total = np.where(up, yes, everybody - yes)
    last = np.minimum(of, total)
    steps = np.arange(int((last - x).max()) + 1)
    at = x[:, None] + steps
    inside: Flags = at <= last[:, None]
    at = np.where(inside, at, last[:, None])
    # The logarithms of the factorials up to everybody, looked up instead of computed anew.
    factorial = gammaln(np.arange(int(everybody.max()) + 1) + 1.0)

    def choose(n: Floats, k: Floats | Ints) -> Floats:
        chosen: Floats = (
            factorial[n.astype(np.intp)]
            - factorial[k.astype(np.intp)]
            - factorial[(n - k).astype(np.intp)]
        )
        return chosen

    log = (
        choose(total[:, None], at)
        + choose((everybody - total)[:, None], of[:, None] - at)
        - choose(everybody, of)[:, None]
    )
    tail = np.where(inside, np.exp(log), 0.0).sum(axis=1)
    p: Floats = np.minimum(2 * tail, 1.0)
    return p
