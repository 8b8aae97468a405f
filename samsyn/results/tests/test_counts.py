"""Counts: each company once, small figures hidden outside work, every figure opens to its rows."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from samsyn.basics.problem import Problem
from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY, Cast, organisation
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import operator
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.programme.models import Activity, ActivityGoal, Participation
from samsyn.results.queries.counts import count_sheet
from samsyn.results.queries.facts import Filters
from samsyn.results.queries.rows import companies_behind
from samsyn.results.rules.counting import Dimension
from samsyn.strategy.models import Goal

OPERATOR = operator(TODAY)
NOBODY = Filters()


def company(name: str, county: str, size: str = "small", sector: str = "25.620") -> Organisation:
    made = organisation(name, OrganisationKind.COMPANY, False, county)
    made.size_class, made.sector_code, made.sector_version = size, sector, "SNI2007"
    made.save(update_fields=["size_class", "sector_code", "sector_version"])
    return made


def took_part(activity: Activity, who: Organisation, on: date, hours: int | None = 1) -> None:
    Participation.objects.create(
        activity=activity,
        company=who,
        on=on,
        year=on.year,
        women=1,
        hours=None if hours is None else Decimal(hours),
    )


@pytest.fixture
def many(cast: Cast) -> Cast:
    """Twelve companies in Norrbotten, seven in Skåne, three on Gotland; half come back in 2027."""
    Participation.objects.all().delete()
    counties = [("25", 12), ("12", 7), ("09", 3)]
    for county, number in counties:
        for serial in range(number):
            who = company(f"Bolag {county}-{serial}", county)
            took_part(cast.activity, who, date(2026, 3, 1), hours=2)
            if serial % 2 == 0:
                took_part(cast.activity, who, date(2027, 3, 1), hours=3)
    return cast


def by(sheet: object, label: str) -> object:
    return next(line for line in sheet.lines if line.label == label)  # type: ignore[attr-defined]


def test_a_company_counts_once_in_each_cell_and_once_in_the_total(many: Cast) -> None:
    sheet = count_sheet(OPERATOR, "companies", Dimension.COUNTY, Dimension.YEAR, NOBODY)
    skane = by(sheet, "Skåne")
    assert [figure.value for figure in skane.figures] == [7, 4]  # type: ignore[attr-defined]
    assert skane.total.value == 7  # type: ignore[attr-defined]
    assert sheet.totals.total.value == 22


def test_the_sums_are_those_of_the_rows(many: Cast) -> None:
    sheet = count_sheet(OPERATOR, "hours", Dimension.COUNTY, None, NOBODY)
    assert by(sheet, "Skåne").total.value == 7 * 2 + 4 * 3  # type: ignore[attr-defined]
    assert sheet.measures["women"].value == 22 + 12
    assert sheet.measures["men"].value is None  # nobody counted men: not known, not zero
    assert sheet.measures["participations"].value == 34


def test_an_activity_for_two_goals_counts_under_each_and_once_in_all(many: Cast) -> None:
    other = Goal.objects.create(title_sv="Grönare", sort_key=sort_key("Grönare"))
    ActivityGoal.objects.create(activity=many.activity, goal=other)
    sheet = count_sheet(OPERATOR, "hours", Dimension.GOAL, None, NOBODY)
    whole = 22 * 2 + 12 * 3
    named = [line.total.value for line in sheet.lines if line.key]
    assert named == [whole, whole]
    assert sheet.totals.total.value == whole


def test_kronor_count_whole_in_each_county_and_once_in_all(many: Cast) -> None:
    many.grant.counties.add("24")
    sheet = count_sheet(OPERATOR, "sek", Dimension.COUNTY, None, NOBODY)
    assert by(sheet, "Västerbotten").total.value == 3_500_000  # type: ignore[attr-defined]
    assert sheet.totals.total.value == 3_500_000
    by_size = count_sheet(OPERATOR, "sek", Dimension.SIZE, None, NOBODY)
    assert by_size.lines[0].total.value is None  # a grant has no size


def test_outsiders_see_no_cell_under_five_nor_what_gives_it_away(many: Cast) -> None:
    viewer = many.standing("visitor")
    sheet = count_sheet(viewer, "companies", Dimension.COUNTY, None, NOBODY)
    assert not sheet.exact
    assert by(sheet, "Gotland").total.value is None  # type: ignore[attr-defined]
    shown = [line.total.value for line in sheet.lines if line.total.value is not None]
    assert len(shown) < len(sheet.lines) - 1  # one more is hidden, or 22 - 12 - 7 gives it away


def test_those_at_work_see_every_cell(many: Cast) -> None:
    sheet = count_sheet(many.standing("bo"), "companies", Dimension.COUNTY, None, NOBODY)
    assert sheet.exact and sheet.hidden == 0
    assert by(sheet, "Gotland").total.value == 3  # type: ignore[attr-defined]


def test_an_outsider_cannot_filter_her_way_to_a_few_companies(many: Cast) -> None:
    only_gotland = Filters({Dimension.COUNTY: "09"})
    with pytest.raises(Problem) as refusal:
        count_sheet(many.standing("ivar"), "companies", Dimension.YEAR, None, only_gotland)
    assert refusal.value.code == "too-few-to-show"
    sheet = count_sheet(many.standing("bo"), "companies", Dimension.YEAR, None, only_gotland)
    assert sheet.totals.total.value == 3


def test_a_sum_that_one_company_dominates_is_hidden_from_outsiders(many: Cast) -> None:
    for serial in range(8):
        took_part(many.activity, company(f"Bo {serial}", "06"), TODAY, 5000 if not serial else 1)
    viewer = many.standing("visitor")
    hours = count_sheet(viewer, "hours", Dimension.COUNTY, None, NOBODY)
    assert by(hours, "Jönköping").total.value is None  # type: ignore[attr-defined]
    companies = count_sheet(viewer, "companies", Dimension.COUNTY, None, NOBODY)
    assert by(companies, "Jönköping").total.value == 8  # type: ignore[attr-defined]


def test_a_figure_opens_to_its_rows_for_those_who_may(many: Cast) -> None:
    filters = Filters({Dimension.COUNTY: "09", Dimension.YEAR: "2027"})
    assert companies_behind(many.standing("bo"), filters).count() == 2
    with pytest.raises(Problem) as refusal:
        companies_behind(many.standing("ivar"), filters)
    assert refusal.value.code == "not-allowed"


def test_rows_and_columns_must_differ(many: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        count_sheet(OPERATOR, "companies", Dimension.YEAR, Dimension.YEAR, NOBODY)
    assert refusal.value.code == "same-dimension"


def test_the_page_hides_and_the_excel_hides_the_same(many: Cast, client: Client) -> None:
    page = client.get("/results/counts/?rows=county")
    assert page.status_code == 200 and "••" in page.content.decode()
    sent = client.get("/results/counts/?rows=county&format=xlsx")
    sheet = load_workbook(BytesIO(b"".join(sent.streaming_content))).active
    cells = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert cells["Gotland"] == "••"


def test_the_page_says_what_it_is_cut_by_when_nothing_was_asked(many: Cast, client: Client) -> None:
    page = client.get("/results/counts/").content.decode()
    assert '<option value="county" selected>' in page
    assert "Bolag" not in page
    assert client.get("/results/counts/?rows=moon&measure=cheese").status_code == 200


def test_the_page_opens_its_figures_for_those_at_work(many: Cast, client: Client) -> None:
    client.force_login(many.people["bo"], backend="sesame.backends.ModelBackend")
    page = client.get("/results/counts/?rows=county&columns=year").content.decode()
    assert "/results/counts/rows/?county=09&amp;year=2026" in page
    rows = client.get("/results/counts/rows/?county=09&year=2026")
    assert "Bolag 09-0" in rows.content.decode()


def test_kronor_open_to_their_grants_for_anybody(many: Cast, client: Client) -> None:
    page = client.get("/results/counts/?rows=county&measure=sek").content.decode()
    assert 'href="/funding/?county=25"' in page
    assert many.grant.title in client.get("/funding/?county=25").content.decode()
    assert "/results/counts/rows/" not in page


def test_a_table_of_nobody_says_what_to_do(cast: Cast, client: Client) -> None:
    Participation.objects.all().delete()
    cast.grant.counties.clear()
    assert client.get("/results/counts/?rows=size").status_code == 200


def test_the_api_hides_as_the_page_does(many: Cast, client: Client) -> None:
    figures = client.get("/api/results/counts/?rows=county").json()["figures"]
    gotland = next(figure for figure in figures if figure["row"] == "09")
    assert gotland["value"] is None and gotland["hidden"] is True
