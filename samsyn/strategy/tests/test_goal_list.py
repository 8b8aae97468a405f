"""The tree of goals, the list and the page of one; and what other rooms ask."""

import pytest
from django.urls import reverse

from samsyn.basics.swedish import sort_key
from samsyn.strategy.models import Goal
from samsyn.strategy.queries.goals import (
    BRANCHES,
    INDENT,
    goal_choices,
    goals_for,
    goals_under,
    top_goals_for,
)

BACKEND = "sesame.backends.ModelBackend"


def add(cast, title, above=None, **held):
    return Goal.objects.create(title_sv=title, sort_key=sort_key(title), above=above, **held)


def shape(branches):
    return [(branch.goal.title_sv, branch.below, shape(branch.branches)) for branch in branches]


@pytest.fixture
def tree(cast):
    top = add(cast, "Ökad konkurrenskraft", level="impact")
    cast.goal.above = top
    cast.goal.save()
    add(cast, "Tio företag om året", cast.goal, level="output")
    add(cast, "Annat resultat", top, level="outcome")
    return top


@pytest.mark.parametrize("name", ["astrid", "cilla", "eva", "operator", "visitor"])
def test_goals_are_open_to_all(cast, name):
    assert goals_for(cast.standing(name)).count() == 1


def test_the_first_page_is_a_tree_with_counts(cast, tree, client):
    context = client.get(reverse("strategy:goal_list")).context
    assert shape(context["tree"]) == [
        (
            "Ökad konkurrenskraft",
            3,
            [
                ("Annat resultat", 0, []),
                (cast.goal.title_sv, 1, [("Tio företag om året", 0, [])]),
            ],
        )
    ]


def test_a_search_answers_with_a_list(cast, tree, client):
    address = reverse("strategy:goal_list")

    def found(**asked):
        context = client.get(address, asked).context
        assert context["tree"] == []
        return [goal.title_sv for goal in context["page"].rows]

    assert found(search="ökad") == ["Ökad konkurrenskraft"]
    assert found(search="manage transition") == [cast.goal.title_sv]
    assert found(level="output") == ["Tio företag om året"]
    assert found(under_id=cast.goal.pk) == [cast.goal.title_sv, "Tio företag om året"]


def test_a_large_branch_shows_the_first_and_leads_to_the_rest(cast, tree, client):
    for number in range(60):
        add(cast, f"Delmål {number:02}", tree)
    branch = client.get(reverse("strategy:goal_list")).context["tree"][0]
    assert (branch.below, branch.unshown) == (63, 63 - BRANCHES)
    rest = client.get(reverse("strategy:goal_list"), {"under_id": tree.pk}).context
    assert rest["page"].total == 64


def test_the_tree_asks_as_often_for_sixty_as_for_one(cast, client, django_assert_max_num_queries):
    for number in range(60):
        add(cast, f"Delmål {number}", add(cast, f"Mål {number}"))
    with django_assert_max_num_queries(10):
        context = client.get(reverse("strategy:goal_list")).context
    assert (len(context["tree"]), context["page"].total) == (20, 61)
    with django_assert_max_num_queries(10):
        assert (
            len(client.get(reverse("strategy:goal_list"), {"search": "mål"}).context["page"].rows)
            == 50
        )
    sheet = client.get(reverse("strategy:goal_list"), {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


def test_other_rooms_ask_for_keys_tops_and_choices(cast, tree):
    viewer = cast.standing("visitor")
    assert len(goals_under(viewer, tree.pk)) == 4
    assert goals_under(viewer, cast.goal.pk) < goals_under(viewer, tree.pk)
    assert list(top_goals_for(viewer)) == [tree]
    assert [title for _key, title in goal_choices(viewer)] == [
        "Ökad konkurrenskraft",
        f"{INDENT}Annat resultat",
        f"{INDENT}{cast.goal.title}",
        f"{INDENT * 2}Tio företag om året",
    ]


def test_a_visitor_reads_the_goal_and_not_what_was_said(cast, tree, client):
    address = reverse("strategy:goal_detail", args=[cast.goal.pk])
    answer = client.get(address)
    text = answer.content.decode()
    assert cast.joint_decision.text in text
    assert cast.statement.text not in text
    assert [goal.title_sv for goal in answer.context["sheet"].above] == ["Ökad konkurrenskraft"]
    assert answer.context["sheet"].hidden_grounds == 1


def test_the_house_reads_what_it_rests_on_and_what_serves_it(cast, tree, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    answer = client.get(reverse("strategy:goal_detail", args=[tree.pk]))
    served = {one.first[0][0] for one in answer.context["serving"]}
    # what serves the goal below serves the top goal too
    assert {cast.call.title, cast.grant.title, cast.programme.title, cast.activity.title} == served
    below = client.get(reverse("strategy:goal_detail", args=[cast.goal.pk]))
    assert cast.statement.text in below.content.decode()


def test_a_goal_that_is_not_there_is_not_found(cast, client):
    assert client.get(reverse("strategy:goal_detail", args=[999])).status_code == 404


def test_the_api_reads_goals_openly(cast, tree, client):
    first = client.get("/api/strategy/goals/", {"limit": 2}).json()
    assert [one["id"] for one in first["items"]] == [cast.goal.pk, tree.pk]
    rest = client.get("/api/strategy/goals/", {"after": first["next"]}).json()
    assert (len(rest["items"]), rest["next"]) == (2, None)
    one = client.get(f"/api/strategy/goals/{cast.goal.pk}/").json()
    assert (one["above_ids"], one["hidden_grounds"]) == ([tree.pk], 1)
    assert len(one["under_ids"]) == 2
    assert client.get("/api/strategy/goals/999/").status_code == 404
