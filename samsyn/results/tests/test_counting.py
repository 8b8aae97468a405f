"""The sentence beside a figure says truthfully by which rule it counts."""

import pytest
from hypothesis import given, strategies as st

from samsyn.results.rules.counting import (
    PARTITIONS,
    Dimension,
    Measure,
    are_companies_parted,
    counting_rule,
    overlap_sentence,
)


@pytest.mark.parametrize(
    ("dimensions", "says"),
    [
        ([], "counts once."),
        ([Dimension.COUNTY], "add up to the total"),
        ([Dimension.COUNTY, Dimension.SIZE], "add up to the total"),
        ([Dimension.PROGRAMME], "more than the total"),
        ([Dimension.COUNTY, Dimension.YEAR], "more than the total"),
    ],
)
def test_companies_add_up_only_where_they_are_parted(dimensions, says):
    text, _ = counting_rule(Measure.COMPANIES, dimensions)
    assert says in text
    assert are_companies_parted(dimensions) == ("more than" not in text)


def test_every_measure_has_a_sentence_for_every_dimension_but_kronor_by_sector_and_size():
    for measure in Measure:
        for dimension in Dimension:
            rule = counting_rule(measure, [dimension])
            cut_away = measure is Measure.GRANTED and dimension in (
                Dimension.SECTOR,
                Dimension.SIZE,
            )
            assert (rule is None) == cut_away, (measure, dimension)
            if rule is not None:
                text, values = rule
                assert (text % values).endswith(".")


def test_a_grant_over_several_counties_counts_whole_in_each_and_once_in_the_total():
    text, _ = counting_rule(Measure.GRANTED, [Dimension.COUNTY, Dimension.YEAR])
    assert "whole in each of them and once in the total" in text


def test_kronor_cannot_be_cut_by_sector_even_beside_a_county():
    assert counting_rule(Measure.GRANTED, [Dimension.COUNTY, Dimension.SECTOR]) is None


def test_years_programmes_and_goals_overlap():
    assert set(Dimension) - PARTITIONS == {Dimension.YEAR, Dimension.PROGRAMME, Dimension.GOAL}


def test_why_287_and_not_342():
    text, values = overlap_sentence([96, 142, 104], 287)
    assert text % values == (
        "96 + 142 + 104 = 342, which is 55 more than the 287 companies: between 28 and 55 of them "
        "count in several, and each counts once in 287."
    )


def test_with_two_programmes_the_surplus_is_the_companies_in_both():
    text, values = overlap_sentence([96, 142], 230)
    assert text % values == "96 + 142 = 238, but 8 of the companies count in several: together 230."


def test_when_nothing_overlaps_the_sentence_says_so():
    text, values = overlap_sentence([3, 4], 7)
    assert text % values == "3 + 4 = 7: no company is in several."


@pytest.mark.parametrize(("parts", "total"), [([3, 4], 8), ([9, 1], 5), ([], 1)])
def test_a_total_that_no_companies_make_is_a_mistake_in_the_counting(parts, total):
    with pytest.raises(ValueError, match="no companies make"):
        overlap_sentence(parts, total)


@given(st.lists(st.sets(st.integers(0, 3), min_size=1), min_size=1, max_size=40))
def test_the_sentence_is_true_whatever_the_companies_are_in(companies):
    parts = [sum(part in company for company in companies) for part in range(4)]
    _, values = overlap_sentence(parts, len(companies))
    in_several = sum(len(company) > 1 for company in companies)
    assert values["surplus"] == sum(len(company) - 1 for company in companies)
    assert values.get("least", 0) <= in_several <= values.get("most", 0)
