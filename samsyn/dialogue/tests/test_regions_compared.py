"""The comparison of regions: counts, the test of differences against an exact one, the figures."""

from itertools import product
from math import comb

import pytest
from hypothesis import given, settings, strategies as st

from samsyn.dialogue.rules.regions_compared import chance_of_difference, compare

FOUR_REGIONS = ([9, 8, 2, 3], [10, 9, 8, 9])
"""The worked example of docs/methods/regions-compared.md."""


def exact(agree, of):
    """Fisher-Freeman-Halton: every way to deal the agreeing votes out, by its chi-square."""
    yes, whole = sum(agree), sum(of)
    found = sum(a * a / n for a, n in zip(agree, of, strict=True))
    total = 0
    for dealt in product(*(range(n + 1) for n in of)):
        if sum(dealt) != yes:
            continue
        if sum(a * a / n for a, n in zip(dealt, of, strict=True)) >= found - 1e-9:
            ways = 1
            for a, n in zip(dealt, of, strict=True):
                ways *= comb(n, a)
            total += ways
    return total / comb(whole, yes)


def rows(votes):
    """Rows of a region from votes by voter: "+-0 " for points 1, 2, 3, 4; a space is no vote."""
    known = {"+": 1, "-": -1, "0": 0}
    return [
        (str(voter), str(point), known[sign], 0)
        for voter, line in enumerate(votes)
        for point, sign in enumerate(line, start=1)
        if sign in known
    ]


@pytest.mark.parametrize(
    ("agree", "of"),
    [
        FOUR_REGIONS,
        ([4, 0], [4, 4]),
        ([3, 2, 4], [5, 5, 5]),
        ([1, 5, 3], [6, 7, 3]),
        ([0, 0, 0], [3, 4, 5]),
        ([7, 1, 6, 2], [7, 6, 8, 5]),
    ],
)
def test_the_drawn_deals_give_the_exact_chance(agree, of):
    assert chance_of_difference(agree, of) == pytest.approx(exact(agree, of), abs=0.015)


def test_the_worked_example_of_the_method_page():
    assert round(exact(*FOUR_REGIONS), 4) == 0.0022
    votes = {
        region: rows("+" * agree + "-" * (of - agree))
        for region, (agree, of) in enumerate(zip(*FOUR_REGIONS, strict=True))
    }
    compared = compare(votes, ["1"], least=3)
    assert [
        (round(one.low, 2), round(one.high, 2)) for _key, one in sorted(compared.cells.items())
    ] == [(0.67, 0.98), (0.64, 0.98), (0.08, 0.54), (0.13, 0.60)]
    assert compared.differences["1"].is_sure
    assert chance_of_difference(*FOUR_REGIONS) == pytest.approx(0.0022, abs=0.001)


@settings(max_examples=25, deadline=None)
@given(
    regions=st.lists(
        st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=2,
        max_size=8,
    ),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_regions_tells_nothing(regions, chance):
    turned = chance.sample(regions, len(regions))
    first = chance_of_difference(*zip(*regions, strict=True))
    assert first == chance_of_difference(*zip(*turned, strict=True))
    assert 0 < first <= 1


def test_one_view_everywhere_does_not_differ():
    votes = {region: rows(["++-+"] * 6) for region in range(21)}
    compared = compare(votes, ["1", "2", "3", "4"], least=3)
    assert {one.p for one in compared.differences.values()} == {1.0}
    assert not any(one.is_sure for one in compared.differences.values())
    assert len(compared.figures) == 21
    assert compared.common == ("1", "2", "3", "4")


def test_what_surely_differs_is_found_and_says_where():
    votes = {7: rows(["++"] * 9), 8: rows(["+-"] * 9), 9: rows(["++"] * 9)}
    compared = compare(votes, ["1", "2"], least=3)
    assert not compared.differences["1"].is_sure
    found = compared.differences["2"]
    assert (found.is_sure, found.lowest, found.highest) == (True, 8, 9)
    cell = compared.cells[8, "2"]
    assert (cell.tally.agree, cell.tally.voters, cell.low) == (0, 9, 0.0)
    assert compared.totals["2"].tally.agree == 18


def test_where_few_have_voted_nothing_is_tested_and_no_figure_told():
    votes = {1: rows(["++"] * 9), 2: rows(["--"] * 2), 3: []}
    compared = compare(votes, ["1", "2"], least=3)
    assert compared.differences == {}
    assert compared.figures == {}
    assert compared.common == ()
    assert compared.too_few == (2,)
    assert compared.cells[2, "1"].tally.voters == 2


def test_figures_rest_on_the_points_that_all_have_answered():
    votes = {1: rows(["+++-"] * 6), 2: rows(["+++ "] * 6), 3: rows(["+   "] * 6)}
    compared = compare(votes, ["1", "2", "3", "4"], least=3)
    assert compared.common == ("1", "2", "3")
    assert set(compared.figures) == {1, 2}
    assert compared.too_few == (3,)
    assert compared.figures[1].value == compared.figures[2].value == 1.0
    assert compared.figures[1].voters == 6


def test_a_tour_without_votes_is_an_answer_too():
    compared = compare({1: [], 2: []}, ["1"], least=3)
    assert (compared.cells, compared.totals, compared.differences) == ({}, {}, {})
    assert compare({}, [], least=3).figures == {}


def test_rows_and_points_in_another_order_give_the_same():
    votes = {1: rows(["+-+0"] * 4 + ["--+0"] * 3), 2: rows(["-++-"] * 5), 3: rows(["0+-+"] * 6)}
    turned = {key: list(reversed(votes[key])) for key in (3, 1, 2)}
    one = compare(votes, ["1", "2", "3", "4"], least=3)
    other = compare(turned, ["4", "3", "2", "1"], least=3)
    assert one.cells == other.cells
    assert one.differences == other.differences
    assert one.figures == other.figures
