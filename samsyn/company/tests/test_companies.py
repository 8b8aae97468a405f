"""The list of companies, one company, and a new one."""

import io

import openpyxl
import pytest
from django.urls import reverse

from samsyn.company.queries.companies import companies_for, company_sheet, narrowed
from samsyn.company.tests.people import coach, permit, signed_in, sixty_companies, today_as
from samsyn.directory.models import Organisation


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("bo", {"norrfors", "alvsbro"}),
        ("astrid", {"norrfors", "alvsbro"}),
        ("operator", {"norrfors", "alvsbro"}),
        ("cilla", {"norrfors"}),
        ("eva", set()),
        ("visitor", set()),
    ],
)
def test_the_house_sees_all_companies_and_a_company_itself(cast, name, seen):
    found = set(companies_for(cast.standing(name)))
    assert found == {cast.organisations[key] for key in seen}


def test_a_company_sees_another_that_has_permitted_it(cast):
    permit(cast, "norrfors", "alvsbro")
    assert companies_for(cast.standing("cilla")).count() == 2


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"text": "verkstad 07"}, 1),
        ({"county_codes": ["25"]}, 61),
        ({"county_codes": ["24"]}, 1),
        ({"division_code": "25"}, 60),
        ({"division_code": "10"}, 0),
        ({"size_class": "small"}, 60),
    ],
)
def test_filters_narrow_the_list(cast, filters, names):
    sixty_companies()
    assert narrowed(companies_for(cast.standing("bo")), **filters).count() == names


def test_the_list_asks_as_many_questions_for_sixty_as_for_two(
    client, cast, django_assert_max_num_queries
):
    signed_in(client, cast, "bo")
    with django_assert_max_num_queries(12):
        few = client.get(reverse("company:company_list"))
    sixty_companies()
    with django_assert_max_num_queries(12):
        many = client.get(reverse("company:company_list"))
    assert (len(few.context["lines"]), len(many.context["lines"])) == (2, 50)
    assert many.context["page"].total == 62


def test_the_small_thread_shows_only_what_the_viewer_may_see(client, cast):
    rows = {}
    for name in ("bo", "ivar", "cilla"):
        signed_in(client, cast, name)
        lines = client.get(reverse("company:company_list")).context["lines"]
        line = next(one for one in lines if one["company"].name == "Norrfors Mek AB")
        rows[name] = [knot["on"] for knot in line["mini"]]
    assert rows == {
        "bo": [True, False, False],
        "ivar": [False, False, False],
        "cilla": [True, True, False],
    }


def test_without_participation_counts_only_what_the_viewer_may_see(client, cast):
    address = reverse("company:company_list") + "?without_participation=on"
    totals = {}
    for name in ("bo", "ivar"):
        signed_in(client, cast, name)
        totals[name] = client.get(address).context["page"].total
    assert totals == {"bo": 1, "ivar": 2}


def test_the_list_as_excel_has_every_row(client, cast):
    sixty_companies()
    signed_in(client, cast, "bo")
    answer = client.get(reverse("company:company_list") + "?format=xlsx&search=verkstad")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet.max_row == 61
    assert sheet.cell(2, 2).value == "Verkstad 00 AB"


def test_the_page_of_a_company_says_who_sees_what(client, cast):
    address = reverse("company:company_detail", args=[cast.organisations["norrfors"].pk])
    signed_in(client, cast, "cilla")
    page = client.get(address)
    assert [one.programme for one in page.context["onlookers"]] == [cast.programme]
    assert page.context["onlookers"][0].names == [
        "Industrimyndigheten",
        "Navet Norr",
        "Produktionsinstitutet",
    ]
    assert "Halverad ställtid i svetsen" in page.content.decode()
    signed_in(client, cast, "bo")
    page = client.get(address)
    assert page.context["onlookers"] == []
    assert "Startprogram i Norrvik" in page.content.decode()
    assert "Halverad ställtid i svetsen" not in page.content.decode()
    signed_in(client, cast, "ivar")
    assert "Startprogram i Norrvik" not in client.get(address).content.decode()


def test_a_company_finds_no_other_company(client, cast):
    signed_in(client, cast, "cilla")
    address = reverse("company:company_detail", args=[cast.organisations["alvsbro"].pk])
    assert client.get(address).status_code == 404


def test_pages_are_closed_to_visitors(client, cast):
    for name in ("company_list", "improvement_list", "key_figure_list", "company_add"):
        assert client.get(reverse(f"company:{name}")).status_code == 302, name


@pytest.mark.parametrize(
    ("name", "deeds"),
    [
        ("cilla", (True, True, False, True)),
        ("bo", (False, False, True, False)),
        ("astrid", (False, False, False, False)),
        ("operator", (True, True, True, True)),
    ],
)
def test_deeds_are_offered_to_those_who_may(cast, name, deeds):
    sheet = company_sheet(cast.standing(name), cast.organisations["norrfors"].pk)
    offered = (
        sheet.may_note_improvement,
        sheet.may_note_key_figure,
        sheet.may_name_coach,
        sheet.may_permit,
    )
    assert offered == deeds


def test_a_coach_is_offered_the_deeds_of_one_who_stands_close(cast):
    coach(cast, "bo", "norrfors")
    sheet = company_sheet(today_as(cast, "bo"), cast.organisations["norrfors"].pk)
    assert (sheet.is_close, sheet.may_note_improvement, sheet.may_permit) == (True, True, False)
    assert [one.name for one in sheet.coaches] == ["Bo Lind"]


def test_a_company_is_added_and_twice_is_refused(client, cast):
    signed_in(client, cast, "bo")
    address = reverse("company:company_add")
    assert client.get(address).status_code == 200
    said = {"name": "Kusttryck i Norrvik AB", "number": "556036-0793", "county": "25"}
    answer = client.post(address, said)
    made = Organisation.objects.get(name="Kusttryck i Norrvik AB")
    assert (answer.status_code, made.kind, made.number) == (302, "company", "5560360793")
    assert client.post(address, said | {"name": "En annan AB"}).status_code == 422
    assert not Organisation.objects.filter(name="En annan AB").exists()


def test_a_company_manager_adds_no_company(client, cast):
    signed_in(client, cast, "cilla")
    answer = client.post(reverse("company:company_add"), {"name": "Ny AB"})
    assert answer.status_code == 403
    assert answer.context["code"] == "not-allowed"


def test_the_api_lists_adds_and_shows(client, cast):
    assert client.get("/api/companies/").status_code == 401
    signed_in(client, cast, "bo")
    made = client.post("/api/companies/", {"name": "Ny AB"}, "application/json")
    assert made.status_code == 201
    listed = client.get("/api/companies/?limit=2").json()
    assert (listed["total"], len(listed["rows"])) == (3, 2)
    assert client.get(f"/api/companies/{made.json()['id']}").json()["name"] == "Ny AB"
    signed_in(client, cast, "cilla")
    assert client.get(f"/api/companies/{made.json()['id']}").status_code == 404


@pytest.mark.parametrize("name", ["improvement_list", "key_figure_list"])
def test_other_lists_answer_empty_and_as_excel(client, cast, name):
    signed_in(client, cast, "ivar")
    page = client.get(reverse(f"company:{name}"))
    assert (page.status_code, page.context["total"]) == (200, 0)
    assert client.get(reverse(f"company:{name}") + "?format=xlsx").status_code == 200
