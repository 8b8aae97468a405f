"""Change a tour: its name, more points, points taken away; action, page and API."""

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import add_statement, change_tour
from samsyn.dialogue.models import RegionNote, Statement
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.tours import Point
from samsyn.dialogue.tests.tours import phone_votes, planned, region, votes
from samsyn.strategy.models import GoalGround

BACKEND = "sesame.backends.ModelBackend"
NEW = Point(PointKind.STATEMENT, "Regionen kan samordna")


def change(cast, tour, name="astrid", **changes):
    asked = {"title": tour.title, "purpose": tour.purpose} | changes
    return change_tour(by=cast.standing(name), tour_id=tour.pk, **asked)


def test_regions_follow_the_title_and_purpose_unless_they_have_their_own(cast):
    tour = planned(cast, county_ids=["25", "12"])
    own = region(tour, "12")
    own.title, own.purpose = "Kväll i Malmö", "Eget"
    own.save()
    change(cast, tour, title="Höstturné", purpose="Till utlysningen")
    north, south = region(tour, "25"), region(tour, "12")
    assert (north.title, north.purpose) == ("Höstturné: Norrbotten", "Till utlysningen")
    assert (south.title, south.purpose) == ("Kväll i Malmö", "Eget")


def test_a_new_point_is_asked_in_every_region(cast):
    tour = planned(cast)
    change(cast, tour, points=[NEW])
    assert Statement.objects.filter(tour_point__text=NEW.text).count() == 21


def test_what_a_region_has_said_already_becomes_the_point(cast):
    tour = planned(cast, county_ids=["25", "12"])
    north = region(tour, "25")
    said = add_statement(by=cast.standing("bo"), dialogue_id=north.pk, text="Regionen kan SAMORDNA")
    change(cast, tour, points=[NEW])
    said.refresh_from_db()
    assert said.tour_point.text == NEW.text
    assert north.statements.count() == region(tour, "12").statements.count() == 4


def test_a_point_that_nobody_has_answered_can_be_taken_away(cast):
    tour = planned(cast)
    point = tour.points.all()[1]
    change(cast, tour, point_ids_away=[point.pk])
    assert tour.points.count() == 2
    assert not Statement.objects.filter(text=point.text).exists()


def answered_by_an_organisation(statement):
    votes(statement.dialogue, "+")


def answered_by_a_phone(statement):
    phone_votes(statement.dialogue, "+")


def noted(statement):
    RegionNote.objects.create(
        dialogue=statement.dialogue,
        statement=statement,
        stance="holds",
        text="Så är det.",
        noted_on=statement.said_on,
    )


def a_goal_rests_on_it(statement, cast):
    GoalGround.objects.create(goal=cast.goal, statement=statement)


@pytest.mark.parametrize(
    "answer", [answered_by_an_organisation, answered_by_a_phone, noted, a_goal_rests_on_it]
)
def test_a_point_that_is_answered_or_built_on_stays(cast, answer):
    tour = planned(cast, county_ids=["25", "12"])
    point = tour.points.all()[0]
    statement = region(tour, "25").statements.get(tour_point=point)
    answer(statement, cast) if answer is a_goal_rests_on_it else answer(statement)
    with pytest.raises(Problem) as refusal:
        change(cast, tour, title="Ny", point_ids_away=[point.pk])
    assert refusal.value.code == "point-answered"
    tour.refresh_from_db()
    assert (tour.title, tour.points.count()) == ("Inför utlysningen", 3)
    assert Statement.objects.filter(tour_point=point).count() == 2


def test_the_last_point_stays_and_none_stands_twice(cast):
    tour = planned(cast, county_ids=["25"])
    keys = [point.pk for point in tour.points.all()]
    for changes, code in (
        ({"point_ids_away": keys}, "tour-without-points"),
        ({"points": [Point(PointKind.NEED, "tid att leda")]}, "point-twice"),
    ):
        with pytest.raises(Problem) as refusal:
            change(cast, tour, **changes)
        assert refusal.value.code == code
    assert tour.points.count() == 3


def test_a_point_may_be_exchanged_for_another(cast):
    tour = planned(cast, county_ids=["25"])
    keys = [point.pk for point in tour.points.all()]
    change(cast, tour, points=[NEW], point_ids_away=keys)
    assert [point.text for point in tour.points.all()] == [NEW.text]


@pytest.mark.parametrize(("name", "code"), [("ivar", "not-yours"), ("diyar", "not-allowed")])
def test_only_the_organisers_leaders_change_it(cast, name, code):
    tour = planned(cast, county_ids=["25"])
    with pytest.raises(Problem) as refusal:
        change(cast, tour, name, title="Min")
    assert refusal.value.code == code


def test_the_page_offers_to_take_away_only_what_nobody_answered(cast, client):
    tour = planned(cast, county_ids=["25"])
    first = tour.points.all()[0]
    votes(region(tour, "25"), "+")
    client.force_login(cast.people["astrid"], backend=BACKEND)
    address = reverse("dialogue:tour_change", args=[tour.pk])
    offered = client.get(address).context["form"].fields["point_ids_away"].choices
    assert first.pk not in [key for key, _text in offered]
    sent = {"title": "Ny rubrik", "statements": NEW.text, "point_ids_away": [offered[0][0]]}
    assert client.post(address, sent).status_code == 302
    tour.refresh_from_db()
    assert (tour.title, tour.points.count()) == ("Ny rubrik", 3)
    answer = client.post(address, {"title": "Ny rubrik", "needs": NEW.text})
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "point-twice")


def test_the_api_changes_a_tour(cast, client):
    tour = planned(cast, county_ids=["25"])
    client.force_login(cast.people["astrid"], backend=BACKEND)
    sent = {"title": "Ny", "points": [{"kind": "need", "text": "Ett  till"}]}
    answer = client.put(f"/api/dialogues/tours/{tour.pk}/", sent, content_type="application/json")
    assert answer.status_code == 200
    assert [point["text"] for point in answer.json()["points"]][-1] == "Ett till"
