"""Change a goal and put it under another: action, page and API."""

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.dialogue.models import JointDecision, Statement
from samsyn.directory.models import JournalLine
from samsyn.strategy.actions.goals import change_goal, goal_of_register, set_goal
from samsyn.strategy.models import Goal

BACKEND = "sesame.backends.ModelBackend"


def change(cast, name="astrid", goal=None, **changes):
    goal = goal or cast.goal
    held = {
        "title_sv": goal.title_sv,
        "title_en": goal.title_en,
        "joint_decision_id": goal.joint_decision_id,
        "above_id": goal.above_id,
    }
    return change_goal(by=cast.standing(name), goal_id=goal.pk, **(held | changes))


def test_a_goal_gets_another_title_and_keeps_what_it_rests_on(cast):
    goal = change(cast, title_sv="Åtta av tio klarar omställningen", from_year=2027)
    goal.refresh_from_db()
    assert (goal.title_sv, goal.from_year) == ("Åtta av tio klarar omställningen", 2027)
    assert goal.sort_key.startswith("7b")  # å stands after z
    assert goal.grounds.get().statement == cast.statement
    assert JournalLine.objects.filter(deed="change goal").count() == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bo", "not-yours"),
        ("frida", "not-yours"),
        ("ivar", "not-yours"),
        ("cilla", "not-allowed"),
        ("diyar", "not-allowed"),
        ("eva", "not-allowed"),
        ("visitor", "not-allowed"),
    ],
)
def test_nobody_but_a_leader_at_the_owner_may_change_it(cast, name, code):
    with pytest.raises(Problem) as refusal:
        change(cast, name, title_sv="Annat")
    assert refusal.value.code == code
    cast.goal.refresh_from_db()
    assert cast.goal.title_sv != "Annat"


def test_what_it_rests_on_is_said_anew(cast):
    other = Statement.objects.create(
        dialogue=cast.dialogue, text="Något annat", said_on=cast.dialogue.opens_on
    )
    change(cast, statement_ids=[other.pk], reason="Det väger tyngre")
    ground = cast.goal.grounds.get()
    assert (ground.statement, ground.reason) == (other, "Det väger tyngre")


def test_a_newly_chosen_decision_brings_its_statements(cast):
    other = Statement.objects.create(
        dialogue=cast.dialogue, text="Något annat", said_on=cast.dialogue.opens_on
    )
    decision = JointDecision.objects.create(
        dialogue=cast.dialogue,
        text="Vi vill något annat",
        decided_on=cast.dialogue.opens_on,
        organisation=cast.organisations["agency"],
    )
    decision.statements.add(other)
    change(cast, joint_decision_id=decision.pk)
    assert {ground.statement for ground in cast.goal.grounds.all()} == {cast.statement, other}


def test_a_goal_is_put_under_another_and_never_under_itself(cast):
    by = cast.standing("astrid")
    top = set_goal(by=by, title_sv="Hela landet")
    low = set_goal(by=by, title_sv="Tio företag", above_id=cast.goal.pk)
    assert change(cast, above_id=top.pk).above == top
    for below in (cast.goal, low):
        with pytest.raises(Problem) as refusal:
            change(cast, above_id=below.pk)
        assert refusal.value.code == "goal-circle"
    cast.goal.refresh_from_db()
    assert cast.goal.above == top


def test_a_goal_from_a_list_keeps_the_title_it_is_found_by(cast):
    by = cast.standing("astrid")
    goal = goal_of_register(by=by, register="Listan", above_id=None, title_sv="Mål 1", level=None)
    for changes in ({"title_sv": "Mål ett"}, {"above_id": cast.goal.pk}):
        with pytest.raises(Problem) as refusal:
            change(cast, goal=goal, **changes)
        assert refusal.value.code == "goal-of-register"
    assert change(cast, goal=goal, title_en="Goal 1").title_en == "Goal 1"


def test_a_goal_of_nobodys_may_be_changed_by_any_leader(cast):
    Goal.objects.update(owner=None)
    assert change(cast, "bo", title_en="In English").title_en == "In English"


def test_the_page_does_not_offer_a_circle(cast, client):
    low = set_goal(by=cast.standing("astrid"), title_sv="Tio företag", above_id=cast.goal.pk)
    top = set_goal(by=cast.standing("astrid"), title_sv="Hela landet")
    client.force_login(cast.people["hanna"], backend=BACKEND)
    address = reverse("strategy:goal_change", args=[cast.goal.pk])
    form = client.get(address).context["form"]
    assert [key for key, _ in form.fields["above_id"].choices] == ["", top.pk]
    sent = {
        "title_sv": cast.goal.title_sv,
        "above_id": top.pk,
        "joint_decision_id": cast.joint_decision.pk,
        "statement_ids": [cast.statement.pk],
    }
    assert client.post(address, sent).status_code == 302
    cast.goal.refresh_from_db()
    assert cast.goal.above == top
    assert client.post(address, sent | {"above_id": low.pk}).status_code == 422


def test_the_page_says_that_the_title_is_the_lists(cast, client):
    cast.goal.register = "Listan"
    cast.goal.save()
    client.force_login(cast.people["hanna"], backend=BACKEND)
    address = reverse("strategy:goal_change", args=[cast.goal.pk])
    answer = client.post(address, {"title_sv": "Annat"})
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "goal-of-register")


@pytest.mark.parametrize("name", ["bo", "diyar", "eva"])
def test_the_page_is_closed_to_others(cast, client, name):
    client.force_login(cast.people[name], backend=BACKEND)
    address = reverse("strategy:goal_change", args=[cast.goal.pk])
    assert client.get(address).status_code == 403


def test_the_api_changes_a_goal_by_the_same_rules(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    address = f"/api/strategy/goals/{cast.goal.pk}/"
    sent = {"title_sv": "Nytt", "level": "impact"}
    answer = client.put(address, sent, content_type="application/json")
    assert (answer.status_code, answer.json()["level"]) == (200, "impact")
    circle = client.put(address, sent | {"above_id": cast.goal.pk}, content_type="application/json")
    assert (circle.status_code, circle.json()["code"]) == (422, "goal-circle")
