"""The thread from any thing, its bar, and the whole from the top."""

from decimal import Decimal

import pytest
from django.test import Client

from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY, Cast
from samsyn.directory.models import Organisation, Tie
from samsyn.directory.rules.access import operator
from samsyn.funding.models import Grant, GrantGoal
from samsyn.programme.models import Activity, ActivityGoal, Participation, ProgrammeGoal
from samsyn.results.queries.bar import bar_of
from samsyn.results.queries.thread import thread_of, thread_top
from samsyn.strategy.models import Goal

OPERATOR = operator(TODAY)


def counts(kind: str, key: int) -> dict[str, int | None]:
    return {str(knot.kind): knot.count for knot in bar_of(OPERATOR, kind, key)}


def test_the_worked_example_of_the_method_page(cast: Cast) -> None:
    one_of_each = dict.fromkeys(
        ["dialogue", "call", "grant", "programme", "activity", "company", "improvement"], 1
    )
    assert counts("goal", cast.goal.pk) == {**one_of_each, "goal": None}
    norrfors = cast.organisations["norrfors"]
    assert counts("company", norrfors.pk) == {**one_of_each, "goal": 1, "company": None}
    alvsbro = counts("company", cast.organisations["alvsbro"].pk)
    assert {kind: n for kind, n in alvsbro.items() if n} == {}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("dialogue", "dialogue"),
        ("statement", "statement"),
        ("joint_decision", "joint_decision"),
        ("goal", "goal"),
        ("call", "call"),
        ("application", "application"),
        ("grant", "grant"),
        ("programme", "programme"),
        ("activity", "activity"),
        ("improvement", "improvement"),
    ],
)
def test_the_thread_runs_through_every_kind_of_thing(cast: Cast, kind: str, name: str) -> None:
    knots = bar_of(OPERATOR, kind, getattr(cast, name).pk)
    assert len(knots) == 8
    assert not [knot for knot in knots if knot.loose]


def test_a_programme_does_not_lend_its_activities_to_its_other_goal(cast: Cast) -> None:
    other = Goal.objects.create(title_sv="Grönare industri", sort_key=sort_key("Grönare"))
    ProgrammeGoal.objects.create(programme=cast.programme, goal=other)
    assert counts("goal", other.pk)["programme"] == 1
    assert counts("goal", other.pk)["activity"] == 0


def test_standing_on_a_goal_is_standing_on_all_goals_below(cast: Cast) -> None:
    above = Goal.objects.create(title_sv="Stark industri", sort_key=sort_key("Stark industri"))
    cast.goal.above = above
    cast.goal.save(update_fields=["above"])
    assert counts("goal", above.pk)["company"] == 1
    assert {str(goal.key) for goal in thread_top(OPERATOR).goals} == {str(above.pk)}


def test_a_loose_end_has_the_deed_that_ties_it_for_those_who_may(cast: Cast) -> None:
    alone = Activity.objects.create(
        title="Ensam",
        sort_key=sort_key("Ensam"),
        kind="seminar",
        starts_on=TODAY,
        organiser=cast.organisations["navet"],
    )
    knots = {str(k.kind): k for k in bar_of(cast.standing("bo"), "activity", alone.pk)}
    assert knots["goal"].loose and knots["goal"].deed_url.endswith(f"/{alone.pk}/change/")
    assert not knots["call"].loose
    for name in ("visitor", "cilla", "ivar"):
        knots = {str(k.kind): k for k in bar_of(cast.standing(name), "activity", alone.pk)}
        assert knots["goal"].loose and knots["goal"].deed_url == "", name


def test_nobody_is_offered_a_deed_on_what_belongs_to_others(cast: Cast) -> None:
    other = cast.organisations["alvsbro"].pk
    Participation.objects.update(company=other)
    Tie.objects.create(
        kind="company", key=other, person=cast.people["bo"], role="coach", from_on=TODAY
    )
    offered = {
        name: {str(k.kind): k.deed_url for k in bar_of(cast.standing(name), "company", other)}
        for name in ("bo", "frida")
    }
    assert offered["bo"]["improvement"].endswith(f"/{other}/improvements/new/")
    assert offered["frida"]["improvement"] == ""


def test_so_few_companies_are_not_told_to_outsiders(cast: Cast) -> None:
    seen = {str(k.kind): k.count for k in bar_of(cast.standing("visitor"), "goal", cast.goal.pk)}
    assert seen["company"] is None and seen["improvement"] is None
    inside = {str(k.kind): k.count for k in bar_of(cast.standing("bo"), "goal", cast.goal.pk)}
    assert inside["company"] == 1


def test_companies_found_to_be_the_same_count_once(cast: Cast) -> None:
    norrfors, alvsbro = cast.organisations["norrfors"], cast.organisations["alvsbro"]
    Participation.objects.create(
        activity=cast.activity, company=alvsbro, on=cast.activity.starts_on, year=2026
    )
    assert counts("goal", cast.goal.pk)["company"] == 2
    Organisation.objects.filter(pk=alvsbro.pk).update(merged_into=norrfors)
    assert counts("goal", cast.goal.pk)["company"] == 1
    assert thread_top(OPERATOR).companies == 1


def test_a_grant_under_two_goals_and_in_two_counties_counts_once_in_the_whole(cast: Cast) -> None:
    other = Goal.objects.create(title_sv="Grönare industri", sort_key=sort_key("Grönare"))
    GrantGoal.objects.create(grant=cast.grant, goal=other)
    cast.grant.counties.add("24")
    top = thread_top(OPERATOR)
    assert (top.grants, top.sek) == (1, Decimal(3_500_000))
    assert [goal.grants for goal in top.goals] == [1, 1]
    assert {county.code: county.grants for county in top.counties if county.grants} == {
        "24": 1,
        "25": 1,
    }
    assert len(top.counties) == 21


def test_recipients_confirmed_to_be_the_same_count_once(cast: Cast) -> None:
    Grant.objects.create(
        number="2",
        register="list",
        title="B",
        sort_key=sort_key("B"),
        recipient=cast.organisations["navet"],
        granted_sek=Decimal(1),
    )
    assert thread_top(OPERATOR).recipients == 2
    Organisation.objects.filter(pk=cast.organisations["navet"].pk).update(
        merged_into=cast.organisations["region"]
    )
    assert thread_top(OPERATOR).recipients == 1


def test_the_thread_page_opens_what_one_may_open(cast: Cast, client: Client) -> None:
    page = client.get(f"/results/thread/goal/{cast.goal.pk}/").content.decode()
    assert cast.programme.title_sv in page
    assert cast.activity.title not in page  # activities are for the house
    client.force_login(cast.people["bo"], backend="sesame.backends.ModelBackend")
    page = client.get(f"/results/thread/goal/{cast.goal.pk}/").content.decode()
    assert cast.activity.title in page
    assert cast.improvement.title not in page  # improvements are the company's


@pytest.mark.parametrize("address", ["/results/thread/goal/999/", "/results/thread/moon/1/"])
def test_what_is_not_there_is_not_found(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.get(f"/api{address}").status_code == 404


def test_the_thread_of_a_confidential_thing_is_not_found(cast: Cast, client: Client) -> None:
    address = f"/results/thread/improvement/{cast.improvement.pk}/"
    assert client.get(address).status_code == 404
    client.force_login(cast.people["cilla"], backend="sesame.backends.ModelBackend")
    assert client.get(address).status_code == 200


def test_the_bar_asks_a_fixed_number_of_questions(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(60):
        activity = Activity.objects.create(
            programme=cast.programme,
            title=f"A{number}",
            sort_key="",
            kind="seminar",
            starts_on=TODAY,
        )
        ActivityGoal.objects.create(activity=activity, goal=cast.goal)
    with django_assert_max_num_queries(17):  # type: ignore[operator]  # some keep it
        bar_of(OPERATOR, "goal", cast.goal.pk)


def test_the_api_gives_the_whole_in_the_shape_of_the_command(cast: Cast, client: Client) -> None:
    sent = client.get("/api/results/thread/")
    assert sent.status_code == 200
    assert sent.json()["grants"]["count"] == 1
    one = client.get(f"/api/results/thread/goal/{cast.goal.pk}/").json()
    assert [knot["kind"] for knot in one["knots"]][:2] == ["dialogue", "goal"]


def test_the_thread_page_of_one_thing_names_its_layers(cast: Cast) -> None:
    sheet = thread_of(cast.standing("bo"), "programme", cast.programme.pk)
    assert sheet.title == "Lyftet"
    assert [str(layer.kind) for layer in sheet.layers][-1] == "improvement"


def test_a_kind_with_many_things_opens(cast: Cast, client: Client) -> None:
    for number in range(20):
        activity = Activity.objects.create(
            programme=cast.programme,
            title=f"Träff {number:02}",
            sort_key=sort_key(f"Träff {number:02}"),
            kind="seminar",
            starts_on=TODAY,
        )
        ActivityGoal.objects.create(activity=activity, goal=cast.goal)
    client.force_login(cast.people["bo"], backend="sesame.backends.ModelBackend")
    address = f"/results/thread/goal/{cast.goal.pk}/"
    assert "Träff 19" not in client.get(address).content.decode()
    assert "?open=activity#activity" in client.get(address).content.decode()
    assert "Träff 19" in client.get(f"{address}?open=activity").content.decode()
