"""The thread as a picture: each company once in every node and ribbon, and as files."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from openpyxl import load_workbook

from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY, Cast, organisation
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import operator
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.funding.models import Grant, GrantGoal
from samsyn.programme.models import Activity, ActivityGoal, Participation, Programme
from samsyn.results.queries.pictures import Picture, View, thread_picture
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.diagram import MORE, Look
from samsyn.strategy.models import Goal

OPERATOR = operator(TODAY)


def amounts(picture: Picture, layer: str) -> dict[str, Decimal | None]:
    at = picture.layers.index(layer)
    return {node.key: node.amount for node in picture.nodes if node.layer == at}


def ties(picture: Picture, layer: str) -> dict[tuple[str, str], Decimal | None]:
    at = picture.layers.index(layer)
    return {(f.source, f.target): f.amount for f in picture.flows if f.layer == at}


def looks(picture: Picture, layer: str) -> dict[str, Look]:
    at = picture.layers.index(layer)
    return {node.key: node.look for node in picture.nodes if node.layer == at}


def goal(title: str, above: Goal | None = None) -> Goal:
    return Goal.objects.create(title_sv=title, sort_key=sort_key(title), above=above)


def activity(cast: Cast, kind: str, *goals: Goal, programme: Programme | None = None) -> Activity:
    made = Activity.objects.create(
        title=kind, sort_key=kind, kind=kind, starts_on=TODAY, programme=programme
    )
    for each in goals:
        ActivityGoal.objects.create(activity=made, goal=each)
    return made


def company(name: str, size: str = "small") -> Organisation:
    made = organisation(name, OrganisationKind.COMPANY, False, "25")
    made.size_class = size
    made.save(update_fields=["size_class"])
    return made


def took_part(made: Activity, *companies: Organisation) -> None:
    for each in companies:
        Participation.objects.create(activity=made, company=each, on=TODAY, year=TODAY.year)


def test_the_cast_is_one_thread_through_every_layer(cast: Cast) -> None:
    picture = thread_picture(OPERATOR)
    assert picture.total == 1 and picture.exact
    assert [len(ties(picture, layer)) for layer in picture.layers[:-1]] == [1, 1, 1, 1, 1]
    assert set(ties(picture, "goal")) == {(str(cast.goal.pk), f"call {cast.call.pk}")}
    assert amounts(picture, "result") == {"saved": 1}


def test_a_company_in_two_kinds_counts_once_in_each_and_once_in_the_programme(cast: Cast) -> None:
    course = activity(cast, "course", cast.goal, programme=cast.programme)
    took_part(course, cast.organisations["norrfors"], company("B"))
    picture = thread_picture(OPERATOR)
    assert amounts(picture, "programme") == {str(cast.programme.pk): 2}
    assert amounts(picture, "kind") == {"start_programme": 1, "course": 2}
    assert picture.total == 2


def test_coming_twice_is_one_company(cast: Cast) -> None:
    again = activity(cast, "start_programme", cast.goal, programme=cast.programme)
    took_part(again, cast.organisations["norrfors"])
    assert amounts(thread_picture(OPERATOR), "kind") == {"start_programme": 1}


def test_companies_found_to_be_the_same_count_once(cast: Cast) -> None:
    twin = company("Norrfors Mek")
    took_part(cast.activity, twin)
    assert thread_picture(OPERATOR).total == 2
    Organisation.objects.filter(pk=twin.pk).update(merged_into=cast.organisations["norrfors"])
    assert thread_picture(OPERATOR).total == 1


def test_goals_count_under_the_goal_at_the_top_and_apart_when_it_is_opened(cast: Cast) -> None:
    top = goal("Stark industri")
    other = goal("Grönare", top)
    Goal.objects.filter(pk=cast.goal.pk).update(above=top)
    took_part(activity(cast, "course", other, cast.goal), cast.organisations["norrfors"])
    assert amounts(thread_picture(OPERATOR), "goal") == {str(top.pk): 1}
    opened = amounts(thread_picture(OPERATOR, ("goal", top.pk)), "goal")
    assert opened == {str(cast.goal.pk): 1, str(other.pk): 1, str(top.pk): 0}


def test_a_goal_with_nothing_is_a_loose_end_and_one_with_a_call_is_not(cast: Cast) -> None:
    lonely = goal("Ensamt")
    Participation.objects.all().delete()
    found = looks(thread_picture(OPERATOR), "goal")
    assert found == {str(lonely.pk): Look.LOOSE, str(cast.goal.pk): Look.THING}


def test_a_kind_that_nobody_came_to_is_a_loose_end(cast: Cast) -> None:
    activity(cast, "network", cast.goal, programme=cast.programme)
    picture = thread_picture(OPERATOR)
    assert looks(picture, "kind")["network"] is Look.LOOSE
    assert ties(picture, "programme")[str(cast.programme.pk), "network"] == 0


def test_a_programme_without_money_and_an_activity_without_goal_are_shown_as_lacks(
    cast: Cast,
) -> None:
    bare = Programme.objects.create(
        title_sv="Utan pengar", sort_key="u", host=cast.organisations["navet"], starts_on=TODAY
    )
    took_part(activity(cast, "study", programme=bare), company("B"))
    picture = thread_picture(OPERATOR)
    assert ties(picture, "money")["", str(bare.pk)] == 1
    assert amounts(picture, "goal")[""] == 1
    assert looks(picture, "money")[""] is Look.NOTHING


def test_kronor_count_whole_at_each_goal_and_county_and_once_in_all(cast: Cast) -> None:
    other = goal("Grönare")
    GrantGoal.objects.create(grant=cast.grant, goal=other)
    cast.grant.counties.add("24")
    picture = thread_picture(OPERATOR, None, View("sek"))
    whole = Decimal(3_500_000)
    assert picture.total == whole
    assert amounts(picture, "goal") == {str(cast.goal.pk): whole, str(other.pk): whole}
    assert amounts(picture, "county") == {"24": whole, "25": whole}


def test_a_grant_without_a_programme_ends_in_a_lack(cast: Cast) -> None:
    Grant.objects.update(programme=None)
    picture = thread_picture(OPERATOR, None, View("grants"))
    assert amounts(picture, "programme")[""] == 1


def test_activities_reach_from_goals_to_counties(cast: Cast) -> None:
    picture = thread_picture(OPERATOR, None, View("activities"))
    assert picture.layers == ("goal", "programme", "kind", "county")
    assert amounts(picture, "county") == {"25": 1}


def test_companies_stand_by_county_where_that_is_asked_for(cast: Cast) -> None:
    picture = thread_picture(OPERATOR, None, View(by=Dimension.COUNTY))
    assert amounts(picture, "group") == {"25": 1}


def test_what_stands_together_is_a_union_and_opens(cast: Cast) -> None:
    for number in range(12):
        programme = Programme.objects.create(
            title_sv=f"P{number:02}",
            sort_key=f"p{number:02}",
            host=cast.organisations["navet"],
            starts_on=TODAY,
        )
        took_part(
            activity(cast, "course", cast.goal, programme=programme),
            *[cast.organisations["norrfors"], company(f"C{number}")][: 2 if number < 8 else 1],
        )
    picture = thread_picture(OPERATOR)
    together = next(node for node in picture.nodes if node.key == MORE)
    assert (together.holds, together.amount) == (5, 1)  # the same company in all five
    opened = thread_picture(OPERATOR, None, View(skip={"programme": 8}))
    assert len(amounts(opened, "programme")) == 6  # five, and the first eight together


def test_the_picture_of_a_programme_is_of_that_programme(cast: Cast) -> None:
    bare = Programme.objects.create(
        title_sv="Annat", sort_key="a", host=cast.organisations["navet"], starts_on=TODAY
    )
    took_part(activity(cast, "study", programme=bare), company("B"), company("C"))
    picture = thread_picture(OPERATOR, ("programme", cast.programme.pk))
    assert amounts(picture, "programme") == {str(cast.programme.pk): 1}
    assert picture.title == "Lyftet"


@pytest.mark.parametrize("start", [("goal", 999), ("programme", 999), ("company", 1), ("moon", 1)])
def test_a_picture_of_what_is_not_there_is_not_found(cast: Cast, start: tuple[str, int]) -> None:
    with pytest.raises(ObjectDoesNotExist):
        thread_picture(OPERATOR, start)


def test_an_empty_store_has_an_empty_picture(db: None, client: Client) -> None:
    assert thread_picture(OPERATOR).empty
    assert client.get("/results/").status_code == 200
    assert client.get("/results/?format=svg").status_code == 200


@pytest.mark.parametrize("measure", ["companies", "sek", "grants", "activities"])
def test_a_picture_asks_a_fixed_number_of_questions(
    cast: Cast, measure: str, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        made = activity(cast, "course", goal(f"M{number}"), programme=cast.programme)
        took_part(made, company(f"C{number}"))
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        thread_picture(OPERATOR, None, View(measure))


def signed_in(client: Client, cast: Cast, name: str) -> Client:
    client.force_login(cast.people[name], backend="sesame.backends.ModelBackend")
    return client


def test_the_page_draws_links_tells_and_lists_the_picture(cast: Cast, client: Client) -> None:
    page = signed_in(client, cast, "bo").get("/results/?view=table").content.decode()
    assert 'class="diagram"' in page
    assert (
        f'href="/results/thread/programme/{cast.programme.pk}/" class="node"><title>Program: '
        in page
    )
    assert 'class="drawn-as-list' in page
    assert '<details class="more" open>' in page
    assert "?format=svg" in page and "?format=png" in page and "?format=xlsx" in page


def test_each_measure_has_an_address_and_says_how_far_it_reaches(
    cast: Cast, client: Client
) -> None:
    page = client.get("/results/?measure=sek", headers={"accept-language": "en"}).content.decode()
    assert "No krona is tied to one activity" in page
    nonsense = "/results/?measure=moon&by=cheese&goal_from=x&programme_from=99999999999999"
    assert client.get(nonsense).status_code == 200


@pytest.mark.parametrize("where", ["/results/", "/results/thread/goal/{goal}/"])
def test_the_picture_comes_as_files(cast: Cast, client: Client, where: str) -> None:
    signed_in(client, cast, "bo")
    address = where.format(goal=cast.goal.pk)
    svg = client.get(f"{address}?format=svg")
    assert svg["Content-Type"] == "image/svg+xml"
    drawn = svg.content.decode()
    assert 'role="img"' in drawn and "<desc>" in drawn and "class=" not in drawn
    assert client.get(f"{address}?format=png").content.startswith(b"\x89PNG")
    sheet = load_workbook(
        BytesIO(b"".join(client.get(f"{address}?format=xlsx").streaming_content))
    ).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert ["Lyftet", 1] in [[row[1], row[4]] for row in rows]


def test_the_api_gives_nodes_and_ribbons(cast: Cast, client: Client) -> None:
    signed_in(client, cast, "bo")
    sent = client.get("/api/results/pictures/thread/").json()
    assert sent["layers"][0] == "goal"
    assert {"layer": "programme", "key": str(cast.programme.pk)}.items() <= next(
        node for node in sent["nodes"] if node["layer"] == "programme"
    ).items()
    one = client.get(f"/api/results/pictures/thread/?programme={cast.programme.pk}&measure=sek")
    assert Decimal(one.json()["total"]) == 3_500_000
    assert client.get("/api/results/pictures/thread/?goal=999").status_code == 404


def test_long_names_are_cut_in_the_drawing_and_whole_in_the_table(
    cast: Cast, client: Client
) -> None:
    long = "Kunskapsuppbyggnad och omställning i små och medelstora industriföretag i norr" * 2
    Programme.objects.update(title_sv=long[:200])
    page = signed_in(client, cast, "bo").get("/results/").content.decode()
    assert "…</text>" in page and page.count(long[:200]) > 1
