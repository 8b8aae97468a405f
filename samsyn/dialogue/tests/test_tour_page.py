"""The list of tours and the page of one: who sees what, regions, comparison, files, questions."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from samsyn.dialogue.actions import plan_tour
from samsyn.dialogue.models import Dialogue, RegionNote
from samsyn.dialogue.queries.regions_compared import comparison_for
from samsyn.dialogue.queries.tours import tour_sheet, tours_for
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.tours import Point
from samsyn.dialogue.tests.tours import actors, phone_votes, planned, region, votes

BACKEND = "sesame.backends.ModelBackend"


def planned_today(cast, **changes):
    return planned(cast, on=timezone.localdate(), **changes)


def page(client, tour, **asked):
    return client.get(reverse("dialogue:tour_detail", args=[tour.pk]), asked)


@pytest.fixture
def tour(cast):
    """Two regions that disagree on the second point, one with two voters, people in one."""
    made = planned_today(cast)
    votes(region(made, "25"), *["++-"] * 7)
    votes(region(made, "12"), *["+-+"] * 7)
    votes(region(made, "14"), "+++", "++ ")
    phone_votes(region(made, "25"), *["+-+"] * 6)
    return made


@pytest.mark.parametrize(
    ("name", "sees"),
    [("astrid", True), ("bo", True), ("diyar", True), ("operator", True), ("cilla", False),
     ("eva", False), ("visitor", False)],
)  # fmt: skip
def test_the_house_sees_tours(cast, tour, name, sees):
    assert tours_for(cast.standing(name)).exists() is sees


def test_regions_say_how_far_they_have_come(cast, tour):
    today = timezone.localdate()
    closed = {"opens_on": today - timedelta(days=9), "closes_on": today - timedelta(days=2)}
    tour.dialogues.filter(county="01").update(**closed)
    said = {one.code: one for one in tour_sheet(cast.standing("bo", today), tour.pk).regions}
    assert len(said) == 21
    assert [said[code].stage for code in ("25", "14", "01", "09")] == [
        "analysed",
        "held",
        "held",
        "planned",
    ]
    assert [said[code].step for code in ("25", "14", "01", "09")] == [
        "read",
        "more_votes",
        "note",
        "ask",
    ]
    assert (said["25"].organisations, said["25"].people) == (7, None)


def test_notes_that_are_confirmed_make_a_region_analysed(cast, tour):
    dialogue = region(tour, "09")
    note = RegionNote.objects.create(
        dialogue=dialogue, text="Så är det.", stance="holds", noted_on=dialogue.opens_on
    )
    bo = cast.standing("bo", timezone.localdate())

    def now():
        found = next(one for one in tour_sheet(bo, tour.pk).regions if one.code == "09")
        return found.stage, found.step

    assert now() == ("held", "confirm")
    note.answers.create(kind="confirmed", answered_on=dialogue.opens_on)
    note.answers.create(kind="confirmed", answered_on=dialogue.opens_on)
    assert now() == ("analysed", "read")


def test_the_comparison_counts_and_says_what_surely_differs(cast, tour, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    answer = page(client, tour)
    text = answer.content.decode()
    found = answer.context["comparison"]
    assert [one.name for one in found.columns] == ["Norrbotten", "Skåne", "Västra Götaland"]
    second = found.lines[1]
    assert second.difference.is_sure
    assert (found.region(second.difference.highest).code) == "25"
    assert [cell.is_few for cell in second.cells] == [False, False, True]
    assert "7 av 7 håller med" in text
    assert "Regionerna skiljer sig säkert på 2 av 3 punkter" in text
    assert "Från 0 av 7 i Skåne till 7 av 7 i Norrbotten" in text
    assert {one.code for one, _figure in found.figures} == {"25", "12"}
    assert [one.code for one in found.too_few] == ["14"]


def test_points_can_be_read_in_another_order(cast, tour, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    usual = [point.text for point in page(client, tour).context["points"]]
    assert [point.text for point in page(client, tour, sort="differ").context["points"]] == [
        usual[1],
        usual[2],
        usual[0],
    ]
    assert page(client, tour, sort="agree").context["points"][0].text == usual[0]
    assert b"65\xe2\x80\x93100" not in page(client, tour).content
    shown = page(client, tour, show="intervals").content.decode()
    assert "<small>77–100</small>" in shown


def test_people_are_counted_apart_and_only_where_they_are_shown(cast, tour, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    assert page(client, tour, voice="people").context["comparison"].voice == "organisation"
    assert comparison_for(cast.standing("astrid"), tour.pk, "people").voice == "people"
    Dialogue.objects.filter(pk=region(tour, "25").pk).update(results_shown_on=timezone.localdate())
    shown = page(client, tour, voice="people").context["comparison"]
    assert shown.voice == "people"
    assert [(cell.counted.tally.agree, cell.counted.tally.voters) for cell in (
        line.cells[0] for line in shown.lines
    )] == [(6, 6), (0, 6), (6, 6)]  # fmt: skip
    assert shown.figures == ()


def test_nothing_is_told_of_fewer_than_five_people(cast, tour):
    few = region(tour, "12")
    phone_votes(few, *["+++"] * 4)
    found = comparison_for(cast.standing("astrid"), tour.pk, "people")
    assert [one.code for one in found.columns] == ["25"]
    phone_votes_more = found.sheet.regions
    assert next(one.people for one in phone_votes_more if one.code == "12") is None


def test_merged_organisations_are_one_and_their_later_vote_is_not_counted(cast, tour):
    stays, goes = actors(2)
    goes.merged_into = stays
    goes.save()
    found = comparison_for(cast.standing("bo", timezone.localdate()), tour.pk)
    assert found.lines[0].cells[0].counted.tally.voters == 6
    assert found.sheet.regions[0].organisations in (0, 6)
    north = next(one for one in found.sheet.regions if one.code == "25")
    assert north.organisations == 6


def test_a_tour_that_nobody_has_voted_in_says_so(cast, client):
    tour = planned_today(cast)
    client.force_login(cast.people["bo"], backend=BACKEND)
    answer = page(client, tour)
    assert answer.status_code == 200
    assert answer.context["comparison"].columns == ()
    assert 'class="empty"' in answer.content.decode()
    for form in ("xlsx", "svg"):
        assert page(client, tour, picture="map", format=form).status_code == 200


def test_a_full_tour_asks_as_often_as_a_small_one(cast, client, django_assert_max_num_queries):
    points = [Point(PointKind.NEED, f"Behov {number}") for number in range(12)]
    tour = planned_today(cast, points=points)
    for number, dialogue in enumerate(tour.dialogues.all()):
        votes(dialogue, *["+-0+" * 3] * (3 + number % 4))
        phone_votes(dialogue, *["+-0+" * 3] * 6)
    tour.dialogues.update(results_shown_on=timezone.localdate())
    client.force_login(cast.people["bo"], backend=BACKEND)
    for voice in ("organisation", "people"):
        with django_assert_max_num_queries(34):
            answer = page(client, tour, voice=voice)
        assert len(answer.context["comparison"].columns) == 21
        assert len(answer.context["comparison"].figures) == 21


def test_the_comparison_as_excel(cast, tour, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    answer = page(client, tour, format="xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    compared, cells, figures, regions = book.worksheets
    assert compared.max_row == 4
    assert [cell.value for cell in compared[2]][2:6] == [16, 16, 7, 7]
    assert cells.max_row == 1 + 9
    assert figures.max_row == 1 + 2
    assert regions.max_row == 1 + 21


@pytest.mark.parametrize("picture", ["map", "figures"])
def test_the_pictures_as_files(cast, tour, client, picture):
    client.force_login(cast.people["bo"], backend=BACKEND)
    svg = page(client, tour, picture=picture, format="svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert b"<title>" in svg.content and b"class=" not in svg.content
    png = page(client, tour, picture=picture, format="png")
    assert png.content[:4] == b"\x89PNG"


def test_long_names_are_shown_whole(cast, client):
    tour = planned_today(cast, title="Långt " * 28, points=[Point(PointKind.NEED, "Ord " * 75)])
    for dialogue in tour.dialogues.filter(county__in=["25", "12"]):
        votes(dialogue, *["+"] * 3)
    client.force_login(cast.people["bo"], backend=BACKEND)
    assert page(client, tour).status_code == 200
    assert page(client, tour, picture="figures", format="svg").status_code == 200


def test_the_list_counts_and_is_found(cast, tour, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    plan_tour(
        by=cast.standing("ivar", timezone.localdate()),
        title="Åre runt",
        question="Vad nu?",
        points=[Point(PointKind.NEED, "Snö")],
        county_ids=["23"],
        opens_on=timezone.localdate(),
        closes_on=timezone.localdate(),
    )
    address = reverse("dialogue:tour_list")
    rows = client.get(address).context["page"].rows
    assert [row.title for row in rows] == ["Åre runt", "Inför utlysningen"]
    assert (rows[1].point_count, rows[1].region_count, rows[1].held_count) == (3, 21, 3)
    for asked, found in (({"search": "åre"}, 1), ({"county": "25"}, 1), ({"county": "23"}, 2)):
        assert len(client.get(address, asked).context["page"].rows) == found
    sheet = client.get(address, {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


def test_the_list_asks_as_often_for_sixty(cast, client, django_assert_max_num_queries):
    for _number in range(60):
        planned_today(cast, county_ids=["25"])
    client.force_login(cast.people["bo"], backend=BACKEND)
    with django_assert_max_num_queries(12):
        assert len(client.get(reverse("dialogue:tour_list")).context["page"].rows) == 50


def test_the_api_reads_a_tour_and_its_comparison(cast, tour, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    assert [one["id"] for one in client.get("/api/dialogues/tours/").json()["items"]] == [tour.pk]
    assert len(client.get(f"/api/dialogues/tours/{tour.pk}/").json()["regions"]) == 21
    found = client.get(f"/api/dialogues/tours/{tour.pk}/comparison/").json()
    assert found["points"][1]["difference"]["is_sure"] is True
    assert found["points"][0]["all"]["voters"] == 16
    assert len(found["silent_ids"]) == 18
    client.force_login(cast.people["cilla"], backend=BACKEND)
    assert client.get(f"/api/dialogues/tours/{tour.pk}/comparison/").status_code == 404


def test_the_page_of_a_region_leads_back_to_its_tour(cast, tour, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    text = client.get(
        reverse("dialogue:dialogue_detail", args=[region(tour, "25").pk])
    ).content.decode()
    assert f'href="{reverse("dialogue:tour_detail", args=[tour.pk])}">Inför utlysningen' in text
    other = reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk])
    assert "/tours/" + str(tour.pk) not in client.get(other).content.decode()
