"""Dividing the counties into areas."""

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.actions.groupings import change_grouping, make_grouping
from samsyn.directory.models import Grouping, JournalLine
from samsyn.directory.queries.groupings import grouping_sheet
from samsyn.directory.rules.groupings import neighbours, shades
from samsyn.directory.rules.places import COUNTIES

SIGN_IN = "sesame.backends.ModelBackend"
AREAS = {"Norr": ["24", "25"], "Söder": ["12"], "Tom": []}


def make(cast: Cast, by: str = "gustav", **changed: object) -> Grouping:
    said = {"title": "Programregioner", "areas": AREAS, **changed}
    return make_grouping(by=cast.standing(by), **said)


def test_a_grouping_shows_its_areas_from_north_to_south_and_what_lies_outside(cast: Cast) -> None:
    made = make(cast)
    sheet = grouping_sheet(cast.standing("visitor"), made.pk)
    assert [area.title for area in sheet.areas] == ["Norr", "Söder"]
    assert [county.name for county in sheet.areas[0].counties] == ["Norrbotten", "Västerbotten"]
    assert len(sheet.outside) == 18
    assert len(sheet.map_areas) == 21
    assert made.owner == cast.organisations["institute"]
    assert JournalLine.objects.filter(deed="make grouping", subject_key=made.pk).exists()


def test_gotland_is_both_a_county_and_a_municipality(cast: Cast) -> None:
    made = make(cast, areas={"Öar": ["09"]})
    (area,) = grouping_sheet(cast.standing("visitor"), made.pk).areas
    assert [(county.name, county.municipalities) for county in area.counties] == [
        ("Gotland", ["Gotland"])
    ]


@pytest.mark.parametrize(
    ("areas", "code"),
    [
        ({"Norr": ["24"], "Söder": ["24"]}, "grouping-county-twice"),
        ({"": ["24"]}, "grouping-area-title"),
        ({"Norr": ["24"], " Norr": ["25"]}, "grouping-area-title"),
        ({"Norr": ["99"]}, "place-unknown"),
        ({"Norr": []}, "grouping-empty"),
    ],
)
def test_what_cannot_be_divided_so_is_refused(
    cast: Cast, areas: dict[str, list[str]], code: str
) -> None:
    with pytest.raises(Problem) as refusal:
        make(cast, areas=areas)
    assert refusal.value.code == code
    assert not Grouping.objects.exists()


def test_an_area_that_keeps_its_title_keeps_its_key(cast: Cast) -> None:
    made = make(cast)
    before = made.areas.get(title="Norr").pk
    change_grouping(
        by=cast.standing("gustav"),
        grouping_id=made.pk,
        title="Nya regioner",
        areas={"Norr": ["22", "23"], "Mitt": ["20"]},
    )
    made.refresh_from_db()
    assert made.title == "Nya regioner"
    assert made.areas.get(title="Norr").pk == before
    assert {area.title for area in made.areas.all()} == {"Norr", "Mitt"}


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_only_leaders_and_administrators_may_make_one(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        make(cast, by=name)
    assert refusal.value.code == "not-allowed"


def test_another_organisation_may_not_change_it(cast: Cast) -> None:
    made = make(cast)
    with pytest.raises(Problem) as refusal:
        change_grouping(by=cast.standing("bo"), grouping_id=made.pk, title="Vårt", areas=AREAS)
    assert refusal.value.code == "not-yours"


EIGHT = {
    "Norra Norrland": ["24", "25"],
    "Mellersta Norrland": ["22", "23"],
    "Bergslagen": ["17", "18", "20", "21"],
    "Mälardalen": ["01", "03", "04", "19"],
    "Östra Götaland": ["05", "06", "08", "09"],
    "Västra Götaland": ["14"],
    "Halland och Skåne": ["12", "13"],
    "Sydost": ["07", "10"],
}


@pytest.mark.parametrize("areas", [EIGHT, {county.code: [county.code] for county in COUNTIES}])
def test_areas_beside_each_other_have_different_shades(areas: dict[str, list[str]]) -> None:
    shade = shades(areas)
    area = {code: title for title, codes in areas.items() for code in codes}
    borders = [(area[one], area[other]) for one in area for other in neighbours()[one]]
    assert len(borders) > 60
    assert all(shade[one] != shade[other] for one, other in borders if one != other)


def test_an_island_has_no_neighbour() -> None:
    assert neighbours()["09"] == frozenset()


def test_the_pages_make_show_and_change_a_grouping(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["gustav"], backend=SIGN_IN)
    url = reverse("directory:grouping_add")
    assert client.get(url).status_code == 200
    typed = {"title": "Regioner", "county_24": "Norr", "county_25": " Norr ", "county_12": "Söder"}
    assert client.post(url, typed).status_code == 302
    made = Grouping.objects.get()
    assert sorted(area.counties.count() for area in made.areas.all()) == [1, 2]
    page = client.get(reverse("directory:grouping_detail", args=[made.pk])).content.decode()
    assert page.count('class="area') == 21
    url = reverse("directory:grouping_change", args=[made.pk])
    assert 'value="Söder"' in client.get(url).content.decode()
    assert client.post(url, {"title": "Regioner", "county_24": "Norr"}).status_code == 302
    assert made.areas.count() == 1
    client.logout()
    assert "Regioner" in client.get(reverse("directory:grouping_list")).content.decode()


def test_a_refused_form_comes_back_with_what_was_typed(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["gustav"], backend=SIGN_IN)
    sent = client.post(reverse("directory:grouping_add"), {"title": "Regioner"})
    assert sent.status_code == 422
    assert 'value="Regioner"' in sent.content.decode()


def test_sixty_groupings_cost_no_more_statements_than_a_few(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(60):
        make(cast, title=f"Indelning {number:02}")
    with django_assert_max_num_queries(8):
        page = client.get(reverse("directory:grouping_list")).content.decode()
    assert page.count("<tr>") == 51
