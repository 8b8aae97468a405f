"""Plan a tour, go to more regions: action, page and API."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.dialogue.actions import add_regions, change_dialogue
from samsyn.dialogue.models import Dialogue, Statement, Tour
from samsyn.dialogue.rules.kinds import DialogueKind, PointKind
from samsyn.dialogue.rules.tours import LONGEST_TITLE, Point
from samsyn.dialogue.tests.tours import POINTS, planned, region
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"


def typed(**changes):
    today = timezone.localdate()
    return {
        "title": "Inför utlysningen",
        "question": "Vad behöver företagen i länet?",
        "needs": "Tid att leda\nFolk som kan svetsa\n",
        "criteria": "Vem tar hand om företaget sedan?",
        "statements": "",
        "county_ids": ["25", "12"],
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
    } | changes


def test_a_tour_has_a_dialogue_with_the_same_points_in_every_county(cast):
    tour = planned(cast)
    assert tour.organiser == cast.organisations["agency"]
    dialogues = list(tour.dialogues.all())
    assert len({dialogue.county_id for dialogue in dialogues}) == len(dialogues) == 21
    assert {dialogue.kind for dialogue in dialogues} == {DialogueKind.REGION_DIALOGUE}
    north = region(tour, "25")
    assert north.title == "Inför utlysningen: Norrbotten"
    assert (north.question, north.organiser) == (tour.question, tour.organiser)
    said = [(one.text, one.tour_point.text, one.organisation) for one in north.statements.all()]
    assert said == [(point.text, point.text, tour.organiser) for point in POINTS]


def test_twenty_one_regions_with_twelve_points_are_written_in_few_questions(cast):
    points = [Point(PointKind.NEED, f"Behov {number}") for number in range(12)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tour = planned(cast, points=points)
    assert Statement.objects.filter(dialogue__tour=tour).count() == 21 * 12
    assert len(asked) <= 16


def test_the_journal_tells_of_the_tour_and_of_each_dialogue(cast):
    tour = planned(cast)
    line = JournalLine.objects.get(deed="plan tour")
    assert (line.subject_key, line.person) == (tour.pk, cast.people["astrid"])
    assert JournalLine.objects.filter(deed="hold dialogue").count() == 21


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_nobody_but_leaders_may_plan_a_tour(cast, name):
    with pytest.raises(Problem) as refusal:
        planned(cast, name)
    assert refusal.value.code == "not-allowed"


def test_the_operator_acts_for_no_organisation_and_plans_none(cast):
    with pytest.raises(Problem) as refusal:
        planned(cast, "operator")
    assert refusal.value.code == "no-organisation"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"points": []}, "tour-without-points"),
        ({"points": [POINTS[0], POINTS[0]]}, "point-twice"),
        ({"county_ids": []}, "tour-county"),
        ({"county_ids": ["25", "99"]}, "tour-county"),
        ({"closes_on": TODAY - timedelta(days=1)}, "dialogue-days"),
    ],
)
def test_a_refused_tour_leaves_nothing_behind(cast, changes, code):
    lines = JournalLine.objects.count()
    with pytest.raises(Problem) as refusal:
        planned(cast, **changes)
    assert refusal.value.code == code
    assert (Tour.objects.count(), Dialogue.objects.count()) == (0, 1)
    assert JournalLine.objects.count() == lines


def test_a_long_title_leaves_room_for_the_county(cast):
    tour = planned(cast, title="T" * LONGEST_TITLE)
    for dialogue in tour.dialogues.all():
        dialogue.full_clean()


def test_a_region_follows_its_own_days_but_not_its_own_question(cast):
    north = region(planned(cast), "25")
    held = {
        "title": north.title,
        "question": north.question,
        "kind": DialogueKind.REGION_DIALOGUE,
        "county_id": "25",
        "opens_on": TODAY + timedelta(days=30),
        "closes_on": TODAY + timedelta(days=31),
    }
    by = cast.standing("astrid")
    change_dialogue(by=by, dialogue_id=north.pk, **held)
    assert Dialogue.objects.get(pk=north.pk).opens_on == TODAY + timedelta(days=30)
    for changes in ({"question": "En annan?"}, {"county_id": "24"}, {"kind": "workshop"}):
        with pytest.raises(Problem) as refusal:
            change_dialogue(by=by, dialogue_id=north.pk, **(held | changes))
        assert refusal.value.code == "region-as-its-tour"


def test_more_regions_are_asked_the_same(cast):
    tour = planned(cast, county_ids=["25"])
    days = {"opens_on": TODAY + timedelta(days=3), "closes_on": TODAY + timedelta(days=9)}
    made = add_regions(by=cast.standing("astrid"), tour_id=tour.pk, county_ids=["12", "14"], **days)
    assert [dialogue.county_id for dialogue in made] == ["12", "14"]
    assert region(tour, "12").statements.count() == len(POINTS)
    assert region(tour, "12").opens_on == days["opens_on"]
    for codes, code in ((["25"], "region-on-tour"), (["88"], "tour-county"), ([], "tour-county")):
        with pytest.raises(Problem) as refusal:
            add_regions(by=cast.standing("astrid"), tour_id=tour.pk, county_ids=codes, **days)
        assert refusal.value.code == code
    assert tour.dialogues.count() == 3


def test_only_the_organiser_goes_to_more_regions(cast):
    tour = planned(cast, county_ids=["25"])
    days = {"opens_on": TODAY, "closes_on": TODAY}
    with pytest.raises(Problem) as refusal:
        add_regions(by=cast.standing("ivar"), tour_id=tour.pk, county_ids=["12"], **days)
    assert refusal.value.code == "not-yours"


def test_the_page_plans_a_tour_and_shows_it(cast, client):
    client.force_login(cast.people["astrid"], backend=BACKEND)
    page = client.get(reverse("dialogue:tour_add"))
    assert page.content.decode().count(" checked") == 21  # all counties unless some are left out
    answer = client.post(reverse("dialogue:tour_add"), typed(), follow=True)
    assert answer.status_code == 200
    assert [one.code for one in answer.context["sheet"].regions] == ["25", "12"]
    kinds = Tour.objects.get().points.values_list("kind", flat=True)
    assert list(kinds) == ["need", "need", "criterion"]


def test_the_page_says_why_points_are_refused(cast, client):
    client.force_login(cast.people["astrid"], backend=BACKEND)
    answer = client.post(reverse("dialogue:tour_add"), typed(statements="tid att LEDA"))
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "point-twice")
    assert not Tour.objects.exists()


def test_the_page_goes_to_more_regions(cast, client):
    tour = planned(cast, county_ids=["25"])
    client.force_login(cast.people["astrid"], backend=BACKEND)
    address = reverse("dialogue:tour_regions", args=[tour.pk])
    assert "Norrbotten" not in client.get(address).content.decode().split("<form")[-1]
    chosen = {name: typed()[name] for name in ("opens_on", "closes_on")} | {"county_ids": ["12"]}
    assert client.post(address, chosen).status_code == 302
    assert client.post(address, chosen).status_code == 422  # no longer among the choices
    assert tour.dialogues.count() == 2


def test_the_api_plans_a_tour_and_goes_further(cast, client):
    client.force_login(cast.people["astrid"], backend=BACKEND)
    sent = typed(points=[{"kind": "need", "text": "Tid att leda"}])
    answer = client.post("/api/dialogues/tours/", sent, content_type="application/json")
    assert answer.status_code == 201
    made = answer.json()
    assert [one["stage"] for one in made["regions"]] == ["planned", "planned"]
    further = {"county_ids": ["14"]} | {name: sent[name] for name in ("opens_on", "closes_on")}
    address = f"/api/dialogues/tours/{made['id']}/regions/"
    answer = client.post(address, further, content_type="application/json")
    assert len(answer.json()["regions"]) == 3
    refused = client.post(address, further, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "region-on-tour")
