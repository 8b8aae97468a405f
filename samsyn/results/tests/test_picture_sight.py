"""No outsider reads, or works out, a count of one to four companies from a picture."""

from itertools import product

import pytest
from django.test import Client

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.company.models import Improvement
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import operator
from samsyn.funding.models import Application, Call, Decision, Grant
from samsyn.programme.models import ImprovementActivity, Participation, Programme
from samsyn.results.queries.pictures import Picture, View, thread_picture
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.diagram import MORE
from samsyn.results.tests.test_pictures import activity, company, goal, took_part

API = "/api/results/pictures/thread/"
SIZES = {"micro": 20, "small": 15, "medium": 9, "large": 3}


def crowd(cast: Cast, sizes: dict[str, int]) -> None:
    """So many companies of each size in the cast's activity, and nobody else."""
    Participation.objects.all().delete()
    ImprovementActivity.objects.all().delete()
    for size, number in sizes.items():
        took_part(cast.activity, *[company(f"{size} {serial}", size) for serial in range(number)])


def figures(picture: Picture) -> list[int]:
    things = [*picture.nodes, *picture.flows]
    return [int(thing.amount) for thing in things if thing.amount is not None]


def everything_sent(client: Client) -> list[bytes]:
    """All that a visitor can get of the picture, in every form."""
    addresses = [f"/results/?format={form}" for form in ("svg", "png")]
    sent = [client.get(address).content for address in addresses]
    page = client.get("/results/?view=table").content
    figure = page[page.index(b'<figure class="picture" id="picture"') :]
    return [*sent, figure[: figure.index(b"</figure>")], client.get(API).content]


@pytest.mark.parametrize("name", ["visitor", "cilla", "ivar", "eva"])
def test_no_figure_of_one_to_four_is_in_an_outsiders_picture(cast: Cast, name: str) -> None:
    crowd(cast, SIZES)
    picture = thread_picture(cast.standing(name))
    assert not picture.exact
    assert not {1, 2, 3, 4} & set(figures(picture))
    group = {node.key: node.amount for node in picture.nodes if node.layer == 4}
    assert group["large"] is None
    assert list(group.values()).count(None) > 1


def test_those_at_work_see_them(cast: Cast) -> None:
    crowd(cast, SIZES)
    picture = thread_picture(cast.standing("bo"))
    assert 3 in figures(picture)


@pytest.mark.parametrize("large", [1, 2, 4])
def test_pictures_that_differ_only_in_what_is_hidden_are_the_same_to_the_byte(
    cast: Cast, client: Client, large: int
) -> None:
    crowd(cast, SIZES)
    before = everything_sent(client)
    moved = Organisation.objects.filter(size_class="large" if large < 3 else "medium")
    to = "medium" if large < 3 else "large"
    Organisation.objects.filter(
        pk__in=list(moved.values_list("pk", flat=True)[: abs(3 - large)])
    ).update(size_class=to)
    assert thread_picture(operator(TODAY)).total == sum(SIZES.values())
    assert everything_sent(client) == before


def test_what_stands_together_is_hidden_where_one_of_it_is(cast: Cast) -> None:
    crowd(cast, SIZES)
    for number in range(12):
        lone = activity(cast, "course", goal(f"Mål {number:02}"), programme=cast.programme)
        took_part(lone, *Organisation.objects.filter(size_class="micro")[: 2 if number > 9 else 8])
    picture = thread_picture(cast.standing("visitor"))
    together = next(node for node in picture.nodes if node.key == MORE)
    assert together.layer == 0 and together.amount is None
    assert not [flow for flow in picture.flows if MORE in (flow.source, flow.target)]


def test_no_way_of_opening_and_cutting_shows_a_small_figure(cast: Cast) -> None:
    crowd(cast, SIZES)
    kinds = ["seminar", "workshop", "course", "coaching", "network", "study"]
    for number in range(12):
        programme = Programme.objects.create(
            title_sv=f"P{number}", sort_key="p", host=cast.organisations["navet"], starts_on=TODAY
        )
        made = activity(cast, kinds[number % 6], goal(f"M{number}"), programme=programme)
        took_part(made, *Organisation.objects.filter(size_class="micro")[number : number * 2 + 1])
    viewer = cast.standing("visitor")
    for by, goal_from, programme_from in product(
        (Dimension.SIZE, Dimension.COUNTY), (0, 8), (0, 3, 8)
    ):
        skip = {"goal": goal_from, "programme": programme_from}
        picture = thread_picture(viewer, None, View(by=by, skip=skip))
        assert not {1, 2, 3, 4} & set(figures(picture)), (by, skip)


def test_money_that_pays_one_hidden_programme_is_hidden_too(cast: Cast) -> None:
    crowd(cast, SIZES)
    small = Programme.objects.create(
        title_sv="Litet", sort_key="l", host=cast.organisations["navet"], starts_on=TODAY
    )
    call = Call.objects.create(
        title_sv="Liten utlysning",
        sort_key="l",
        owner=cast.organisations["agency"],
        opens_on=TODAY,
        closes_on=TODAY,
        budget_sek=1,
    )
    application = Application.objects.create(
        call=call,
        applicant=cast.organisations["navet"],
        title="L",
        asked_sek=1,
        starts_on=TODAY,
        ends_on=TODAY,
    )
    decision = Decision.objects.create(
        application=application, granted_sek=1, decided_on=TODAY, reason="-"
    )
    Grant.objects.create(
        number="9",
        title="L",
        sort_key="l",
        recipient=cast.organisations["navet"],
        granted_sek=1,
        decision=decision,
        programme=small,
    )
    took_part(
        activity(cast, "study", cast.goal, programme=small),
        *Organisation.objects.filter(size_class="small")[:2],
    )
    seen = {node.place: node.amount for node in thread_picture(cast.standing("visitor")).nodes}
    assert seen[2, str(small.pk)] is None
    assert seen[1, f"call {call.pk}"] is None


def test_a_picture_of_a_few_companies_is_refused_but_its_money_is_public(
    cast: Cast, client: Client
) -> None:
    start = ("programme", cast.programme.pk)
    with pytest.raises(Problem) as refusal:
        thread_picture(cast.standing("visitor"), start)
    assert refusal.value.code == "too-few-to-show"
    assert thread_picture(cast.standing("visitor"), start, View("sek")).total == 3_500_000
    address = f"/results/thread/programme/{cast.programme.pk}/"
    page = client.get(address)
    assert page.status_code == 200 and 'class="diagram"' not in page.content.decode()
    assert client.get(f"{address}?format=svg").status_code == 422
    asked = f"/api/results/pictures/thread/?programme={cast.programme.pk}"
    assert client.get(asked).status_code == 422


def test_results_are_hidden_from_those_who_may_not_see_improvements(cast: Cast) -> None:
    crowd(cast, SIZES)
    for each in Organisation.objects.filter(size_class="micro")[:6]:
        noted = Improvement.objects.create(
            company=each, title="Bättre", happened_on=TODAY, hours_saved_per_year=1
        )
        ImprovementActivity.objects.create(improvement=noted, activity=cast.activity)
    at_work = thread_picture(cast.standing("diyar"))
    assert {node.key: node.amount for node in at_work.nodes if node.layer == 5}["saved"] == 6
    cells = [flow.amount for flow in at_work.flows if flow.layer == 4]
    assert set(cells) == {None}  # she knows that three are large, and could work cells out
    sees = thread_picture(operator(TODAY))
    assert {(f.source, f.target): f.amount for f in sees.flows}["micro", "saved"] == 6


def test_an_empty_store_hides_nothing(db: None) -> None:
    assert thread_picture(operator(TODAY)).exact
