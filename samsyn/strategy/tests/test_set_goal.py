"""Set a goal: action, page and API."""

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.dialogue.models import Statement
from samsyn.directory.models import JournalLine
from samsyn.strategy.actions.goals import set_goal
from samsyn.strategy.models import Goal
from samsyn.strategy.rules.levels import GoalLevel

BACKEND = "sesame.backends.ModelBackend"
TITLE = "Fler företag har en plan"


def put(cast, name="frida", **changes):
    return set_goal(by=cast.standing(name), **({"title_sv": TITLE} | changes))


def test_a_goal_from_a_decision_rests_on_its_statements(cast):
    goal = put(
        cast,
        joint_decision_id=cast.joint_decision.pk,
        level=GoalLevel.OUTPUT,
        above_id=cast.goal.pk,
        reason="De flesta höll med",
    )
    assert goal.owner == cast.organisations["institute"]
    assert (goal.above, goal.level) == (cast.goal, "output")
    ground = goal.grounds.get()
    assert (ground.statement, ground.reason) == (cast.statement, "De flesta höll med")
    assert JournalLine.objects.get(deed="set goal").subject_key == goal.pk


def test_one_may_choose_that_it_rests_on_none_of_them(cast):
    goal = put(cast, joint_decision_id=cast.joint_decision.pk, statement_ids=[])
    assert not goal.grounds.exists()


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_nobody_but_leaders_may_set_a_goal(cast, name):
    with pytest.raises(Problem) as refusal:
        put(cast, name)
    assert refusal.value.code == "not-allowed"
    assert Goal.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"from_year": 2030, "until_year": 2027}, "goal-years"),
        ({"above_id": 999}, "goal-unknown"),
        ({"joint_decision_id": 999}, "joint-decision-unknown"),
        ({"statement_ids": [999]}, "statement-unknown"),
    ],
)
def test_a_refused_goal_leaves_nothing_behind(cast, changes, code):
    lines = JournalLine.objects.count()
    with pytest.raises(Problem) as refusal:
        put(cast, **changes)
    assert refusal.value.code == code
    assert (Goal.objects.count(), JournalLine.objects.count()) == (1, lines)


def test_the_page_proposes_what_the_decision_rests_on(cast, client):
    other = Statement.objects.create(
        dialogue=cast.dialogue, text="Något annat", said_on=cast.dialogue.opens_on
    )
    client.force_login(cast.people["frida"], backend=BACKEND)
    address = f"{reverse('strategy:goal_add')}?joint_decision={cast.joint_decision.pk}"
    form = client.get(address).context["form"]
    assert form["joint_decision_id"].value() == cast.joint_decision.pk
    assert form["statement_ids"].value() == [cast.statement.pk]
    assert [key for key, _ in form.fields["statement_ids"].choices] == [
        cast.statement.pk,
        other.pk,
    ]
    sent = {
        "title_sv": TITLE,
        "joint_decision_id": cast.joint_decision.pk,
        "statement_ids": [other.pk],
        "reason": "Så sades det",
    }
    answer = client.post(address, sent)
    goal = Goal.objects.get(title_sv=TITLE)
    assert answer.url == reverse("strategy:goal_detail", args=[goal.pk])
    assert [ground.statement for ground in goal.grounds.all()] == [other]


def test_without_a_decision_in_the_address_the_chosen_one_brings_its_statements(cast, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    sent = {"title_sv": TITLE, "joint_decision_id": cast.joint_decision.pk}
    assert client.post(reverse("strategy:goal_add"), sent).status_code == 302
    goal = Goal.objects.get(title_sv=TITLE)
    assert [ground.statement for ground in goal.grounds.all()] == [cast.statement]


@pytest.mark.parametrize("proposed", ["joint_decision=999", "above=999", "above=x&joint_decision="])
def test_an_address_made_by_hand_proposes_nothing(cast, client, proposed):
    client.force_login(cast.people["frida"], backend=BACKEND)
    answer = client.get(f"{reverse('strategy:goal_add')}?{proposed}")
    assert (answer.status_code, answer.context["form"].initial) == (200, {})


def test_the_page_says_why_the_years_are_refused(cast, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    sent = {"title_sv": TITLE, "from_year": "2030", "until_year": "2027"}
    answer = client.post(reverse("strategy:goal_add"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "goal-years")


def test_the_page_is_closed_to_those_who_may_not(cast, client):
    assert client.get(reverse("strategy:goal_add")).status_code == 302
    client.force_login(cast.people["diyar"], backend=BACKEND)
    assert client.get(reverse("strategy:goal_add")).status_code == 403


def test_the_api_sets_a_goal(cast, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    sent = {"title_sv": TITLE, "level": "output", "joint_decision_id": cast.joint_decision.pk}
    answer = client.post("/api/strategy/goals/", sent, content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["owner_id"] == cast.organisations["institute"].pk
    read = client.get(f"/api/strategy/goals/{answer.json()['id']}/").json()
    assert [one["statement_id"] for one in read["grounds"]] == [cast.statement.pk]
    refused = client.post(
        "/api/strategy/goals/", sent | {"above_id": 999}, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "goal-unknown")
