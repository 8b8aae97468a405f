"""Maps by county and municipality: the figures of the counts, and nothing that tells of a few."""

import re
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given, strategies as st
from openpyxl import load_workbook

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast, organisation
from samsyn.directory.models import Municipality, Organisation
from samsyn.directory.rules.access import operator
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.outlines import box_of, municipality_outlines
from samsyn.programme.models import Participation
from samsyn.results.queries.counts import Figure, Line
from samsyn.results.queries.facts import Filters
from samsyn.results.queries.maps import MapSheet, map_sheet
from samsyn.results.reports.pictures import drawn
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.disclosure.tables import Reason
from samsyn.results.rules.shades import limits, shade_of

OPERATOR = operator(TODAY)
NOBODY = Filters()


def company(municipality: str) -> Organisation:
    made = organisation("B", OrganisationKind.COMPANY, False, municipality[:2])
    if len(municipality) > 2:
        made.municipality_id = municipality
        made.save(update_fields=["municipality"])
    return made


@pytest.fixture
def spread(cast: Cast) -> Cast:
    """Norrbotten: 12 in Luleå, 7 in Piteå, 2 in Boden, 6 without municipality; Gotland 30."""
    Participation.objects.all().delete()
    places = [("2580", 12), ("2581", 7), ("2582", 2), ("25", 6), ("0980", 30)]
    for municipality, number in places:
        for _serial in range(number):
            Participation.objects.create(
                activity=cast.activity, company=company(municipality), on=TODAY, year=TODAY.year
            )
    return cast


def values(sheet: MapSheet) -> dict[str, Decimal | None]:
    return {area.code: area.value for area in sheet.areas}


def test_every_county_is_on_the_map_also_those_with_none(spread: Cast) -> None:
    sheet = map_sheet(OPERATOR, "companies", NOBODY)
    found = values(sheet)
    assert len(found) == 21
    assert (found["25"], found["09"], found["01"], sheet.total) == (27, 30, 0, 57)


def test_a_county_opens_to_all_its_municipalities(spread: Cast) -> None:
    sheet = map_sheet(OPERATOR, "companies", NOBODY, county="25")
    found = values(sheet)
    assert len(found) == 14
    assert (found["2580"], found["2582"], found["2505"]) == (12, 2, 0)
    assert (sheet.total, sheet.without_place) == (27, 6)


def test_gotland_is_both_a_county_and_a_municipality(spread: Cast) -> None:
    assert values(map_sheet(OPERATOR, "companies", NOBODY, county="09")) == {"0980": 30}
    assert list(municipality_outlines("09")) == ["0980"]


def test_the_whole_country_by_municipality_has_all_290(spread: Cast) -> None:
    sheet = map_sheet(OPERATOR, "participations", NOBODY, by_municipality=True)
    assert len(sheet.areas) == 290
    assert sum(value or 0 for value in values(sheet).values()) + 6 == 57
    assert sheet.without_place == 6


def test_kronor_count_whole_in_each_municipality_and_what_names_none_is_said(
    spread: Cast,
) -> None:
    sheet = map_sheet(OPERATOR, "sek", NOBODY, county="25")
    assert sheet.without_place == 3_500_000
    spread.grant.municipalities.add("2580", "2581")
    sheet = map_sheet(OPERATOR, "sek", NOBODY, county="25")
    assert values(sheet)["2580"] == values(sheet)["2581"] == 3_500_000
    assert (sheet.total, sheet.without_place) == (3_500_000, 0)


@pytest.mark.parametrize("measure", ["companies", "participations"])
@pytest.mark.parametrize("name", ["visitor", "cilla", "ivar"])
def test_outsiders_see_no_municipality_of_a_few_nor_what_gives_it_away(
    spread: Cast, name: str, measure: str
) -> None:
    viewer = spread.standing(name)
    found = values(map_sheet(viewer, measure, NOBODY, county="25"))
    assert found["2582"] is None
    assert not {1, 2, 3, 4} & {int(value) for value in found.values() if value is not None}
    sheet = map_sheet(viewer, measure, NOBODY, county="25")
    hidden = [value for value in (*found.values(), sheet.without_place) if value is None]
    assert len(hidden) > 1  # 27 - 12 - 7 - 6 would tell
    country = map_sheet(viewer, measure, NOBODY, by_municipality=True)
    assert {code: value for code, value in values(country).items() if code[:2] == "25"} == found


def test_the_municipalities_of_a_hidden_county_are_hidden_zeros_too(spread: Cast) -> None:
    for _serial in range(3):
        Participation.objects.create(
            activity=spread.activity, company=company("1080"), on=TODAY, year=TODAY.year
        )
    viewer = spread.standing("visitor")
    assert values(map_sheet(viewer, "companies", NOBODY))["10"] is None
    assert set(values(map_sheet(viewer, "companies", NOBODY, county="10")).values()) == {None}


def test_one_company_in_each_of_some_municipalities_does_not_show_which(cast: Cast) -> None:
    Participation.objects.all().delete()
    codes = Municipality.objects.filter(county="25").values_list("pk", flat=True)
    for code in codes[:7]:
        Participation.objects.create(
            activity=cast.activity, company=company(code), on=TODAY, year=TODAY.year
        )
    for _serial in range(9):
        Participation.objects.create(
            activity=cast.activity, company=company("0980"), on=TODAY, year=TODAY.year
        )
    found = values(map_sheet(cast.standing("visitor"), "companies", NOBODY, county="25"))
    assert set(found.values()) == {None}


def test_counties_with_nobody_are_hidden_where_the_line_of_counties_is(cast: Cast) -> None:
    Participation.objects.all().delete()
    for code in ("0114", "0305", "0428", "0509", "0617", "0760"):
        Participation.objects.create(
            activity=cast.activity, company=company(code), on=TODAY, year=TODAY.year
        )
    sheet = map_sheet(cast.standing("visitor"), "companies", NOBODY)
    assert sheet.total == 6 and set(values(sheet).values()) == {None}


def test_a_map_of_a_few_companies_is_refused(spread: Cast) -> None:
    few = Filters({Dimension.YEAR: "2019"})
    with pytest.raises(Problem) as refusal:
        map_sheet(spread.standing("visitor"), "companies", few)
    assert refusal.value.code == "too-few-to-show"
    assert map_sheet(OPERATOR, "companies", few).total == 0


def test_every_area_of_the_page_is_a_link_with_its_name_and_figure(
    spread: Cast, client: Client
) -> None:
    page = client.get("/results/map/?measure=sek", headers={"accept-language": "en"})
    text = page.content.decode()
    assert text.count('class="node"') == 21
    assert "<title>Norrbotten: SEK" in text
    assert 'href="/results/map/?measure=sek&amp;county=25"' in text
    opened = client.get("/results/map/?measure=sek&county=25").content.decode()
    assert 'id="place-2580"' in opened and "#place-2580" in opened
    assert opened.count('class="node"') == 14


def test_the_page_hides_what_the_sheet_hides_in_every_form(spread: Cast, client: Client) -> None:
    asked = "/results/map/?county=25&by=municipality"
    assert "Boden: dolt" in client.get(asked).content.decode()
    assert "Boden: dolt" in client.get(f"{asked}&format=svg").content.decode()
    assert client.get(f"{asked}&format=png").content.startswith(b"\x89PNG")
    sheet = load_workbook(
        BytesIO(b"".join(client.get(f"{asked}&format=xlsx").streaming_content))
    ).active
    cells = {row[0]: row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert cells["2582"] == "dolt" and len(cells) == 14
    sent = client.get("/api/results/pictures/map/?county=25").json()
    assert {area["code"]: area["value"] for area in sent["areas"]}["2582"] is None


def test_nonsense_in_the_address_falls_back(spread: Cast, client: Client) -> None:
    assert client.get("/results/map/?county=99&measure=x&by=y&year=z").status_code == 200
    assert client.get("/api/results/pictures/map/?year=2019").status_code == 422


def test_an_empty_store_has_a_map(db: None, client: Client) -> None:
    assert client.get("/results/map/").status_code == 200
    assert client.get("/results/map/?format=png").status_code == 200


amounts = st.lists(st.integers(0, 200).map(Decimal), max_size=60)


@given(amounts)
def test_every_figure_lies_in_the_class_of_its_shade(figures: list[Decimal]) -> None:
    classes = limits(figures)
    assert len(classes) <= 5
    for value in figures:
        shade = shade_of(value, classes)
        assert shade is not None
        if value == 0:
            assert shade == 0
        else:
            low, high = classes[shade - 1]
            assert low <= value <= high
    for below, above in pairwise(classes):
        assert below[1] < above[0]


def line(code: str, value: int | None) -> Line:
    """A county with its figure; None is hidden."""
    known = None if value is None else Decimal(value)
    hidden = Reason.SMALL if value is None else None
    return Line(code, code, [], Figure(known, hidden, code, None))


def test_the_map_of_a_report_says_what_its_shades_mean() -> None:
    svg = drawn([line("25", 12), line("23", 40), line("21", None)], "Map", "In words")
    said = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert said == ["Företag", "0", "12", "40", "dolt"]
    assert svg.count("#not-known)") == 2, "Gävleborg, and its place in the legend"
    empty = drawn([], "Map", "In words")
    assert re.findall(r"<text[^>]*>([^<]*)</text>", empty) == ["Företag", "0"]


def test_every_file_of_the_map_has_its_legend(spread: Cast, client: Client) -> None:
    svg = client.get("/results/map/?measure=sek&format=svg").content.decode()
    page = client.get("/results/map/?measure=sek").content.decode()
    legend = re.findall(r'shade-\d" x="\.5"[^>]*/></svg>([^<]+)</li>', page)
    assert legend and all(f">{words}</text>" in svg for words in legend)


def test_a_county_lies_inside_the_country() -> None:
    left, top, width, height = box_of("25")
    assert left >= 0 and top >= 0 and left + width <= 3240 and top + height <= 7720
    assert height > box_of("10")[3]
