"""Make an agreed statement a goal: rule, action, pages, API, and the thread that it ties."""

from datetime import timedelta

import numpy as np
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.dialogue.models import Statement
from samsyn.dialogue.rules.agreed import Stand, agreeing
from samsyn.dialogue.rules.tally import Tally
from samsyn.dialogue.tests.halls import crowd, hall
from samsyn.directory.models import JournalLine
from samsyn.results.queries import bar_of
from samsyn.strategy.actions.statements import goal_from_statement
from samsyn.strategy.models import Goal

BACKEND = "sesame.backends.ModelBackend"
TITLE = "Ett gemensamt program"


@pytest.fixture
def said(cast) -> list[Statement]:
    """Twelve organisations: eleven agree on the first, nobody on the second, half on the third.

    Two have voted on the fourth. The statement that the cast's own goal rests on stands before.
    """
    votes = np.ones((12, 5))
    votes[11, 1] = -1
    votes[:, 2] = -1
    votes[6:, 3] = -1
    votes[2:, 4] = np.nan
    hall(cast, votes, ("", "Helheten först", "Inget av detta", "Checkar före coachning", "Nytt"))
    return list(cast.dialogue.statements.order_by("pk")[1:])


def make(cast, statement, name="frida", title_sv=TITLE, **changes):
    by = cast.standing(name)
    return goal_from_statement(by=by, statement_id=statement.pk, title_sv=title_sv, **changes)


@pytest.mark.parametrize(
    ("tally", "taking_part", "unites", "code"),
    [
        (Tally(11, 1, 0), 12, False, None),
        (Tally(9, 0, 1), 10, False, None),  # nine of ten, and one passes
        (Tally(8, 2, 0), 10, True, None),  # the analysis says that it unites
        (Tally(8, 2, 0), 10, False, "statement-not-agreed"),
        (Tally(1, 11, 0), 12, False, "statement-not-agreed"),  # united against
        (Tally(0, 0, 5), 5, False, "statement-not-agreed"),
        (Tally(2, 0, 0), 2, False, "statement-few-votes"),
        (Tally(5, 0, 0), 12, False, "statement-few-votes"),
        (None, 12, False, "statement-few-votes"),
    ],
)
def test_a_statement_is_carried_on_when_it_is_agreed(tally, taking_part, unites, code):
    stands = [Stand(tally, taking_part, unites=unites)]
    if code is None:
        assert agreeing(stands) is stands[0]
        return
    with pytest.raises(Problem) as refusal:
        agreeing(stands)
    assert refusal.value.code == code


def test_one_voice_that_agrees_is_enough_and_none_is_refused():
    people = Stand(Tally(40, 2, 0), 42, is_people=True)
    assert agreeing([Stand(Tally(1, 3, 0), 4), people]) is people
    with pytest.raises(Problem) as refusal:
        agreeing([])
    assert refusal.value.code == "statement-few-votes"


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 200))
def test_nothing_that_most_are_against_is_carried_on_by_counting(agree, disagree, passed, more):
    voters = agree + disagree + passed
    stand = Stand(Tally(agree, disagree, passed) if voters else None, voters + more)
    if stand.agrees:
        assert 10 * agree >= 9 * voters and voters >= 3 and 2 * voters >= stand.taking_part


def test_the_goal_rests_on_the_statement_and_says_how_many_agree(cast, said):
    goal = make(cast, said[0], title_en="One programme")
    ground = goal.grounds.get()
    assert (ground.statement, goal.owner) == (said[0], cast.organisations["institute"])
    assert ground.reason.startswith("11 ") and " 12 " in ground.reason
    assert goal.title_en == "One programme"
    assert JournalLine.objects.get(deed="set goal").reason == ground.reason


@pytest.mark.parametrize(
    ("number", "code"),
    [(1, "statement-not-agreed"), (2, "statement-not-agreed"), (3, "statement-few-votes")],
)
def test_what_is_not_agreed_is_refused_and_leaves_nothing(cast, said, number, code):
    with pytest.raises(Problem) as refusal:
        make(cast, said[number])
    assert refusal.value.code == code
    assert Goal.objects.get() == cast.goal
    assert not JournalLine.objects.filter(deed="set goal").exists()


def test_the_same_goal_is_not_made_twice(cast, said):
    make(cast, said[0])
    with pytest.raises(Problem) as refusal:
        make(cast, said[0], title_sv=TITLE.upper())
    assert refusal.value.code == "goal-from-statement-twice"
    assert make(cast, said[0], title_sv="Ett annat mål").grounds.count() == 1
    assert Goal.objects.count() == 3


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_nobody_but_leaders_makes_a_goal_of_it(cast, said, name):
    with pytest.raises(Problem) as refusal:
        make(cast, said[0], name)
    assert refusal.value.code == "not-allowed"


def test_what_people_think_counts_once_it_is_shown(cast, said):
    crowd(cast, np.ones((8, 5)))
    with pytest.raises(Problem):
        make(cast, said[2])
    type(cast.dialogue).objects.filter(pk=cast.dialogue.pk).update(results_shown_on=TODAY)
    assert make(cast, said[2]).grounds.get().reason.startswith("8 ")


def test_the_bar_of_the_goal_shows_the_dialogue_and_of_the_dialogue_the_goal(cast, said):
    goal = make(cast, said[0])
    viewer = cast.standing("frida")
    knots = {knot.kind: knot for knot in bar_of(viewer, "goal", goal.pk)}
    assert knots["dialogue"].count == 1 and not knots["dialogue"].loose
    assert knots["dialogue"].url == reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk])
    assert {k.kind: k.count for k in bar_of(viewer, "dialogue", cast.dialogue.pk)}["goal"] == 2


def test_the_page_fills_in_the_title_and_sets_the_goal(cast, said, client):
    Statement.objects.filter(pk=said[0].pk).update(translation="Digitalisation is a part")
    client.force_login(cast.people["frida"], backend=BACKEND)
    address = reverse("strategy:statement_goal", args=[said[0].pk])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(address)
    assert page.context["form"]["title_sv"].value() == said[0].text
    assert page.context["form"]["title_en"].value() == "Digitalisation is a part"
    assert "11 of 12 organisations agree" in page.content.decode()
    answer = client.post(address, {"title_sv": TITLE})
    assert answer.url == reverse("strategy:goal_detail", args=[Goal.objects.get(title_sv=TITLE).pk])
    again = client.post(address, {"title_sv": TITLE})
    assert again.status_code == 422
    assert again.context["form"].has_error("__all__", "goal-from-statement-twice")
    assert client.post(address, {"title_sv": ""}).context["form"].has_error("title_sv")


def test_the_page_of_what_is_not_agreed_says_why(cast, said, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    address = reverse("strategy:statement_goal", args=[said[2].pk])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(address)
    assert "6 of the 12 who have voted" in page.content.decode()
    assert "<form class=" not in page.content.decode()
    assert client.post(address, {"title_sv": TITLE}).status_code == 422
    assert Goal.objects.get() == cast.goal


@pytest.mark.parametrize("page", ["dialogue_detail", "dialogue_agreement"])
def test_the_pages_of_the_dialogue_offer_it_and_show_what_came_of_it(cast, said, client, page):
    client.force_login(cast.people["frida"], backend=BACKEND)
    address = reverse(f"dialogue:{page}", args=[cast.dialogue.pk])
    deeds = [reverse("strategy:statement_goal", args=[each.pk]) for each in said]
    text = client.get(address).content.decode()
    assert [deed in text for deed in deeds] == [True, False, False, False]
    goal = make(cast, said[0])
    text = client.get(address).content.decode()
    assert deeds[0] not in text
    assert reverse("strategy:goal_detail", args=[goal.pk]) in text
    client.force_login(cast.people["diyar"], backend=BACKEND)
    goal.delete()
    assert deeds[0] not in client.get(address).content.decode()


def test_a_vote_by_htmx_shows_the_deed_when_it_has_become_agreed(cast, said, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    on = timezone.localdate()
    type(cast.dialogue).objects.filter(pk=cast.dialogue.pk).update(
        opens_on=on - timedelta(days=1), closes_on=on + timedelta(days=1)
    )
    address = reverse("dialogue:vote", args=[said[0].pk])
    part = client.post(address, {"vote": "1"}, HTTP_HX_REQUEST="true").content.decode()
    assert reverse("strategy:statement_goal", args=[said[0].pk]) in part


def test_the_api_makes_a_goal_and_refuses_with_the_same_code(cast, said, client):
    client.force_login(cast.people["frida"], backend=BACKEND)

    def post(statement):
        address = f"/api/strategy/goals/from-statement/{statement.pk}/"
        return client.post(address, {"title_sv": TITLE}, content_type="application/json")

    made = post(said[0])
    assert (made.status_code, made.json()["title_sv"]) == (201, TITLE)
    refused = post(said[1])
    assert (refused.status_code, refused.json()["code"]) == (422, "statement-not-agreed")
    client.force_login(cast.people["cilla"], backend=BACKEND)
    assert post(said[0]).status_code == 403
