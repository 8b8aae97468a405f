"""The made-up store: as large as asked, the same for the same seed, true to the house's rules."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Count

from samsyn.basics.problem import Problem
from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY
from samsyn.cli.synth import check_is_untouched
from samsyn.directory.models import Organisation, Store
from samsyn.directory.rules.access import operator, visitor
from samsyn.directory.rules.identifiers import is_made_up, read_organisation_number
from samsyn.directory.rules.organisations import search_text
from samsyn.programme.models import Participation
from samsyn.results.queries.counts import count_sheet
from samsyn.results.queries.facts import Filters
from samsyn.results.queries.thread import thread_top
from samsyn.results.rules.counting import Dimension
from samsyn.synth import make_synth
from tests.test_commands import call, home

__all__ = ["home"]


def made(companies: int = 200, participations: int = 1_500, seed: int = 1) -> dict[str, int]:
    return make_synth(
        companies=companies,
        participations=participations,
        seed=seed,
        on=TODAY,
        say=lambda _text: None,
    ).rows


@pytest.mark.django_db
def test_it_is_as_large_as_asked_and_marked_as_made_up() -> None:
    written = made()
    companies = Organisation.objects.filter(kind="company", number__isnull=False)
    assert (written["companies"], companies.count()) == (200, 200)
    assert (written["participations"], Participation.objects.count()) == (1_500, 1_500)
    numbers = [read_organisation_number(company.number) for company in companies]
    assert all(is_made_up(number) for number in numbers)
    assert Store.objects.get().made_by_demo


@pytest.mark.django_db
def test_names_sort_and_search_as_those_that_people_write() -> None:
    made()
    for company in Organisation.objects.filter(kind="company").exclude(number=None)[:50]:
        places = dict.fromkeys([company.county.name, company.municipality.name])
        assert company.sort_key == sort_key(company.name)
        assert company.search_text == search_text([company.name], company.number, places)


@pytest.mark.django_db
def test_few_take_part_often_and_small_figures_are_hidden() -> None:
    made(companies=600)
    times = Counter(
        row["n"] for row in Participation.objects.values("company").annotate(n=Count("pk"))
    )
    usual = sorted(times.elements())[sum(times.values()) // 2]
    assert times[1] > 5
    assert max(times) > 5 * usual
    outside = count_sheet(visitor(TODAY), "companies", Dimension.COUNTY, Dimension.SIZE, Filters())
    inside = count_sheet(operator(TODAY), "companies", Dimension.COUNTY, Dimension.SIZE, Filters())
    assert outside.hidden > 0
    assert inside.hidden == 0
    assert thread_top(operator(TODAY)).companies == sum(times.values())


@pytest.mark.django_db
def test_it_writes_into_an_empty_store_only(cast: object) -> None:
    with pytest.raises(Problem) as refusal:
        check_is_untouched()
    assert refusal.value.code == "store-not-empty"


def test_the_command_says_what_it_wrote_and_the_same_again(home: dict[str, str]) -> None:
    given = ("synth", "--companies", "30", "--participations", "200", "--json")
    first, refused = call(home, *given), call(home, *given)
    assert (first.returncode, "30 companies" in first.stderr) == (0, True)
    assert (refused.returncode, json.loads(refused.stdout)["refused"]) == (1, "store-not-empty")
    again = call(home, *given, "--reset")
    rows = [json.loads(ran.stdout)["written"] for ran in (first, again)]
    assert rows[0] == rows[1]
    assert Path(home["SAMSYN_HOME"]).exists()
