"""Decide jointly: action, pages and API."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import decide_jointly
from samsyn.dialogue.models import Dialogue, JointDecision, Statement
from samsyn.directory.models import JournalLine
from samsyn.strategy.models import Goal

BACKEND = "sesame.backends.ModelBackend"
WANTED = "Vi vill ha fler coacher"


def decide(cast, name="astrid", text=WANTED, statement_ids=None, on=None):
    by = cast.standing(name) if on is None else cast.standing(name, on)
    ids = [cast.statement.pk] if statement_ids is None else statement_ids
    return decide_jointly(by=by, dialogue_id=cast.dialogue.pk, text=text, statement_ids=ids)


def test_a_joint_decision_rests_on_its_statements(cast):
    decision = decide(cast)
    assert list(decision.statements.all()) == [cast.statement]
    assert decision.organisation == cast.organisations["agency"]
    assert JournalLine.objects.get(deed="decide jointly").subject_key == decision.pk


@pytest.mark.parametrize(
    ("name", "code"),
    [("bo", "not-yours"), ("frida", "not-yours"), ("ivar", "not-yours"), ("diyar", "not-allowed")],
)
def test_nobody_but_a_leader_at_the_organiser_writes_it_down(cast, name, code):
    with pytest.raises(Problem) as refusal:
        decide(cast, name)
    assert refusal.value.code == code
    assert JointDecision.objects.count() == 1


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_those_outside_the_house_do_not_find_the_dialogue(cast, name):
    with pytest.raises(Dialogue.DoesNotExist):
        decide(cast, name)


def test_it_rests_on_something_said_in_the_same_dialogue(cast):
    with pytest.raises(Problem) as refusal:
        decide(cast, statement_ids=[])
    assert refusal.value.code == "joint-decision-without-ground"
    other = Dialogue.objects.create(
        title="En annan",
        sort_key="00",
        question="?",
        kind="workshop",
        organiser=cast.organisations["agency"],
        opens_on=cast.dialogue.opens_on,
        closes_on=cast.dialogue.closes_on,
    )
    elsewhere = Statement.objects.create(
        dialogue=other, text="Sagt där", said_on=cast.dialogue.opens_on
    )
    with pytest.raises(Problem) as refusal:
        decide(cast, statement_ids=[cast.statement.pk, elsewhere.pk])
    assert refusal.value.code == "statement-elsewhere"
    assert JointDecision.objects.count() == 1
    assert not JournalLine.objects.filter(deed="decide jointly").exists()


def test_the_same_is_not_decided_twice(cast):
    with pytest.raises(Problem) as refusal:
        decide(cast, text=cast.joint_decision.text.upper())
    assert refusal.value.code == "joint-decision-twice"


def test_nothing_is_decided_before_anybody_was_asked(cast):
    before = cast.dialogue.opens_on - timedelta(days=1)
    with pytest.raises(Problem) as refusal:
        decide(cast, on=before)
    assert refusal.value.code == "joint-decision-too-early"
    after = cast.dialogue.closes_on + timedelta(days=30)
    assert decide(cast, on=after).decided_on == after


def test_the_page_decides_and_shows_a_loose_end(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    address = reverse("dialogue:joint_decision_add", args=[cast.dialogue.pk])
    assert cast.statement.text in client.get(address).content.decode()
    sent = {"text": WANTED, "statement_ids": [cast.statement.pk]}
    answer = client.post(address, sent, follow=True, HTTP_ACCEPT_LANGUAGE="en")
    text = answer.content.decode()
    assert WANTED in text
    made = JointDecision.objects.get(text=WANTED)
    assert f"{reverse('strategy:goal_add')}?joint_decision={made.pk}" in text
    assert answer.context["goals"] == []


def test_the_page_says_that_a_statement_is_missing(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    address = reverse("dialogue:joint_decision_add", args=[cast.dialogue.pk])
    answer = client.post(address, {"text": WANTED})
    assert answer.status_code == 422
    assert answer.context["form"].has_error("statement_ids")


def test_a_visitor_reads_the_decision_and_not_what_was_said(cast, client):
    address = reverse("dialogue:joint_decision_detail", args=[cast.joint_decision.pk])
    text = client.get(address).content.decode()
    assert cast.joint_decision.text in text
    assert cast.goal.title_sv in text
    assert cast.statement.text not in text
    assert cast.dialogue.title not in text


def test_the_list_tells_which_decisions_have_no_goal(cast, client):
    decide(cast)
    address = reverse("dialogue:joint_decision_list")
    assert [goals for _, goals in client.get(address).context["lines"]] == [[], [cast.goal]]
    loose = client.get(address, {"without_goal": "on"}).context["lines"]
    assert [decision.text for decision, _ in loose] == [WANTED]


def test_the_list_asks_as_often_for_sixty_as_for_one(cast, client, django_assert_max_num_queries):
    address = reverse("dialogue:joint_decision_list")
    for number in range(60):
        decision = decide(cast, text=f"Vi vill {number}")
        Goal.objects.create(title_sv=f"Mål {number}", sort_key="00", joint_decision=decision)
    with django_assert_max_num_queries(8):
        assert len(client.get(address).context["lines"]) == 50
    sheet = client.get(address, {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


def test_the_api_decides_and_lists(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    sent = {"text": WANTED, "statement_ids": [cast.statement.pk]}
    address = f"/api/dialogues/{cast.dialogue.pk}/joint-decisions/"
    made = client.post(address, sent, content_type="application/json")
    assert made.status_code == 201
    again = client.post(address, sent, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (422, "joint-decision-twice")
    client.logout()
    first = client.get("/api/dialogues/joint-decisions/", {"limit": 1}).json()
    assert first["items"][0]["goal_ids"] == [cast.goal.pk]
    rest = client.get("/api/dialogues/joint-decisions/", {"after": first["next"]}).json()
    assert ([one["text"] for one in rest["items"]], rest["next"]) == ([WANTED], None)
    one = client.get(f"/api/dialogues/joint-decisions/{cast.joint_decision.pk}/").json()
    assert (one["statements"], one["hidden"]) == ([], 1)
