"""Shares and their intervals: 90 % holds 90 %, on average over what may be true."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from scipy.special import betaln, gammaln

from samsyn.dialogue.rules.contrasts import differs
from samsyn.dialogue.rules.shares import (
    bounds,
    hold_together,
    room_bounds,
)


def coverage(people: int, shares: np.ndarray) -> float:
    """How often the interval holds the true share, exactly: the mean over the true shares."""
    count = np.arange(people + 1)
    low, high = bounds(count.astype(float), np.full(people + 1, float(people)))
    log_choose = gammaln(people + 1) - gammaln(count + 1) - gammaln(people - count + 1)
    chance = np.exp(
        log_choose + count * np.log(shares[:, None]) + (people - count) * np.log1p(-shares[:, None])
    )
    holds = (low <= shares[:, None]) & (shares[:, None] <= high)
    return float((chance * holds).sum(axis=1).mean())


@pytest.mark.parametrize("people", [8, 12, 20, 50])
def test_ninety_percent_is_ninety_percent(people):
    evenly = (np.arange(20_000) + 0.5) / 20_000
    assert coverage(people, evenly) == pytest.approx(0.90, abs=0.02)


@pytest.mark.parametrize("room", [9, 12, 20, 50])
def test_in_a_room_it_holds_too(room):
    """Over rooms in which any number may agree, and any eight have answered."""
    answered = 8
    held = 0.0
    for agree in range(room + 1):
        # Jeffreys' prior over rooms: how probable it is that so many agree.
        prior = np.exp(
            gammaln(room + 1)
            - gammaln(agree + 1)
            - gammaln(room - agree + 1)
            + betaln(agree + 0.5, room - agree + 0.5)
            - betaln(0.5, 0.5)
        )
        for count in range(answered + 1):
            others = agree - count
            if not 0 <= others <= room - answered or count > agree:
                continue
            chance = np.exp(
                sum(
                    gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
                    for n, k in ((answered, count), (room - answered, others))
                )
                - (gammaln(room + 1) - gammaln(agree + 1) - gammaln(room - agree + 1))
            )
            low, high = ends(count, answered, room)
            held += prior * chance * (low <= agree / room + 1e-9 <= high + 2e-9)
    assert held >= 0.90 - 1e-6  # a few people make steps, so it is at least what it says


def ends(count: int, of: int, room: int) -> tuple[float, float]:
    low, high = room_bounds(*(np.array([float(number)]) for number in (count, of, room)))
    return float(low[0]), float(high[0])


def test_ends():
    low, high = bounds(np.array([0.0, 8.0]), np.array([8.0, 8.0]))
    assert (low[0], high[1]) == (0.0, 1.0)
    assert ends(5, 8, 8) == (0.625, 0.625)
    assert ends(5, 8, 3) == (0.625, 0.625), "the room was counted too low"
    assert ends(0, 0, 4) == (0.0, 1.0)
    assert ends(8, 8, 12) == (11 / 12, 1.0)


def test_many_rooms_at_once_are_as_one_at_a_time():
    columns = [np.array([5.0, 8, 0, 3]), np.array([8.0, 8, 0, 4]), np.array([[9.0], [30]])]
    low, high = room_bounds(*columns)
    for row, room in enumerate((9, 30)):
        for place in range(4):
            count, of = int(columns[0][place]), int(columns[1][place])
            assert (low[row, place], high[row, place]) == ends(count, of, room)


def exact(count: int, of: int, other: int, other_of: int) -> Fraction:
    """Fisher's exact test in whole numbers: the smaller tail twice, 1 at most."""
    yes = count + other
    ways = comb(of + other_of, of)

    def tail(counts: range) -> Fraction:
        return Fraction(sum(comb(yes, x) * comb(of + other_of - yes, of - x) for x in counts), ways)

    return min(2 * min(tail(range(count, of + 1)), tail(range(count + 1))), Fraction(1))


@pytest.mark.parametrize(
    "table",
    [(3, 4, 1, 4), (4, 4, 0, 4), (0, 4, 4, 4), (7, 10, 2, 12), (1, 3, 40, 90), (5, 9, 3, 9)],
)
def test_two_shares_are_compared_exactly_where_there_are_few(table):
    p = differs(*(np.array([float(number)]) for number in table))[0]
    assert p == pytest.approx(float(exact(*table)))


@pytest.mark.parametrize("table", [(5, 5, 5, 5), (0, 4, 0, 9), (0, 0, 3, 5), (3, 5, 0, 0)])
def test_where_there_is_nothing_to_compare_nothing_differs(table):
    assert differs(*(np.array([float(number)]) for number in table))[0] == 1.0


def test_of_many_the_approximation_is_near_the_exact_answer():
    for table in ((60, 100, 40, 100), (220, 400, 90, 250), (30, 60, 200, 300)):
        p = differs(*(np.array([float(number)]) for number in table))[0]
        assert p == pytest.approx(float(exact(*table)), rel=0.25), table


def test_of_many_tests_few_false_ones_hold():
    assert not hold_together([], 0.05).any()
    assert hold_together([0.04] * 5, 0.05).all()
    assert hold_together([0.2, 0.01], 0.05).tolist() == [False, True]
