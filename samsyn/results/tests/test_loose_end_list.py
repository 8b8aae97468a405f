"""The page of loose ends, its answer as JSON and as Excel, and who gets them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from samsyn.cast import TODAY, Cast
from samsyn.cli.loose_ends import end_data
from samsyn.funding.models import Grant
from samsyn.results.pages.loose_ends import FEW
from samsyn.results.queries.first.short_lists import few_loose_ends
from samsyn.results.queries.loose_ends import Asked, loose_ends_for, loose_groups, stake_of_all
from samsyn.results.tests import test_loose_ends as situations
from samsyn.strategy.models import Goal

PAGE = "/results/loose-ends/"
BACKEND = "sesame.backends.ModelBackend"


@pytest.fixture
def loose(cast: Cast) -> Cast:
    """Three kinds of loose ends: five goals, an activity long ago, and money."""
    for number in range(5):
        situations.goal(cast, f"Ensamt mål {number}", owner=cast.organisations["agency"])
    situations.an_activity_nobody_came_to(cast)
    situations.money_without_a_programme(cast)
    return cast


def groups(client: Client, name: str, cast: Cast, **asked: str) -> list[str]:
    client.force_login(cast.people[name], backend=BACKEND)
    return [one["group"].rule for one in client.get(PAGE, asked).context["groups"]]


def test_the_page_is_for_those_who_have_signed_in(cast: Cast, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(cast.people["frida"], backend=BACKEND)
    page = client.get(PAGE)
    assert page.status_code == 200 and page.context["groups"] == []


def test_the_first_page_is_for_all_and_shows_loose_ends_to_those_inside(
    loose: Cast, client: Client
) -> None:
    assert "5 mål" not in client.get("/").content.decode()
    client.force_login(loose.people["frida"], backend=BACKEND)
    assert "5 mål" in client.get("/").content.decode()


def test_it_stands_by_rule_in_the_order_asked_for(loose: Cast, client: Client) -> None:
    along = ["goal-nothing-serves", "grant-without-programme", "activity-nobody-noted"]
    assert groups(client, "frida", loose) == along
    assert groups(client, "frida", loose, order="money")[0] == "grant-without-programme"
    assert groups(client, "frida", loose, order="age") == [
        "goal-nothing-serves",  # decided in August
        "grant-without-programme",
        "activity-nobody-noted",
    ]


def test_it_is_narrowed_by_rule_owner_and_county(loose: Cast, client: Client) -> None:
    assert groups(client, "frida", loose, owner="mine") == []
    assert groups(client, "bo", loose, owner="mine") == ["activity-nobody-noted"]
    assert groups(client, "hanna", loose, owner="mine") == ["goal-nothing-serves"]
    assert groups(client, "frida", loose, owner="nobody") == []
    assert groups(client, "frida", loose, county="25") == ["grant-without-programme"]
    assert groups(client, "frida", loose, county="01") == []
    assert groups(client, "frida", loose, rule="activity-nobody-noted") == ["activity-nobody-noted"]
    assert len(groups(client, "frida", loose, rule="no-such", county="99")) == 3


def test_a_rule_alone_shows_them_all_and_beside_others_the_first(
    loose: Cast, client: Client
) -> None:
    viewer = loose.standing("frida")
    few = loose_groups(viewer, Asked(), FEW)[0]
    assert (few.count, len(few.ends), few.more) == (5, 3, 2)
    alone = loose_groups(viewer, Asked(rule="goal-nothing-serves"), 100)[0]
    assert (alone.count, len(alone.ends), alone.more) == (5, 5, 0)


def test_a_grant_that_hangs_loose_twice_is_at_stake_once(loose: Cast) -> None:
    Grant.objects.update(starts_on=TODAY - timedelta(days=500))
    viewer = loose.standing("astrid")
    by_rule = {one.rule: one.stake_sek for one in loose_groups(viewer, Asked(), FEW)}
    assert by_rule["grant-without-programme"] == by_rule["grant-without-report"]
    assert stake_of_all(viewer, Asked()) == Decimal(3_500_000)


def test_the_page_asks_as_often_for_many_as_for_a_few(
    loose: Cast, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(loose.people["frida"], backend=BACKEND)
    for number in range(60):
        situations.goal(loose, f"Mål {number}")
        situations.activity(f"Ensam {number}")
    with django_assert_max_num_queries(90):  # type: ignore[operator]
        client.get(PAGE)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        client.get(PAGE)  # kept


def test_excel_has_every_one_of_them(loose: Cast, client: Client) -> None:
    client.force_login(loose.people["frida"], backend=BACKEND)
    sheet = client.get(PAGE, {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_the_api_answers_as_the_page(loose: Cast, client: Client) -> None:
    assert client.get("/api/results/loose-ends/").status_code == 401
    client.force_login(loose.people["bo"], backend=BACKEND)
    found = client.get("/api/results/loose-ends/", {"owner": "mine"}).json()
    assert [(one["rule"], one["count"]) for one in found] == [("activity-nobody-noted", 1)]
    (end,) = found[0]["ends"]
    assert end["is_deed"] and end["owner"] == "Navet Norr"
    assert client.get("/api/results/loose-ends/", {"owner": "x"}).status_code == 422


def test_the_command_says_what_the_page_says(loose: Cast) -> None:
    ends = [end_data(end) for end in loose_ends_for(loose.standing("frida"))]
    assert [(end["rule"], end["count"], end["key"] is None) for end in ends] == [
        ("goal-nothing-serves", 5, True),
        ("grant-without-programme", 1, False),
        ("activity-nobody-noted", 1, False),
    ]
    assert ends[1]["stake_sek"] == 3_500_000 and ends[1]["since"] == "2026-11-02"


def test_a_goal_tied_is_gone_at_once(loose: Cast, client: Client) -> None:
    client.force_login(loose.people["frida"], backend=BACKEND)
    before = client.get(PAGE).context["total"]
    Goal.objects.filter(title_sv="Ensamt mål 0").delete()
    assert client.get(PAGE).context["total"] == before - 1


def test_a_first_screen_has_ours_first_and_says_which_are_others(loose: Cast) -> None:
    ours, others = few_loose_ends(loose.standing("bo"))[0]
    assert [end.rule for end in ours.ends] == ["activity-nobody-noted"]
    assert ours.title and others.title and ours.title != others.title
    along = ["goal-nothing-serves", "grant-without-programme"]
    assert [end.rule for end in others.ends] == along


def test_many_of_ours_open_as_a_list_of_ours(loose: Cast, client: Client) -> None:
    Goal.objects.filter(title_sv__endswith="4").update(owner=loose.organisations["region"])
    shown, total = few_loose_ends(loose.standing("hanna"))
    (end,) = shown[0].ends
    assert (end.count, total) == (4, 7) and "4" in end.sentence
    client.force_login(loose.people["hanna"], backend=BACKEND)
    assert client.get(end.url).context["page"]["total"] == 4
    others = loose_ends_for(loose.standing("hanna"), "others")
    assert [end.count for end in others if end.rule == "goal-nothing-serves"] == [1]


def test_where_nothing_of_ours_hangs_loose_the_screen_says_so(loose: Cast) -> None:
    ours, others = few_loose_ends(loose.standing("frida"))[0]
    assert ours.ends == [] and ours.empty and len(others.ends) == 3
    (every,) = few_loose_ends(loose.standing("operator"))[0]
    assert every.title == "", "who acts for nobody owns nothing"
