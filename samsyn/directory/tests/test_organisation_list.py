"""The list of organisations: who sees what, search, filters, Excel, proposals, many rows."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.actions.organisations import enter_organisations
from samsyn.directory.queries.organisation_sheets import organisation_sheet
from samsyn.directory.queries.organisations import (
    choices_for,
    organisation_named,
    organisations_for,
)
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.organisations import NewOrganisation

SIGN_IN = "sesame.backends.ModelBackend"
LIST = "/directory/"


def sixty(cast: Cast) -> None:
    enter_organisations(
        by=cast.standing("bo"),
        new=[
            NewOrganisation(
                name=f"Verkstad {n:02}",
                kind=OrganisationKind.COMPANY,
                number=made_up_number(n),
                municipality_code="2482" if n % 2 else "",
            )
            for n in range(60)
        ],
    )


@pytest.mark.parametrize(
    ("name", "companies"),
    [("visitor", 0), ("eva", 0), ("cilla", 1), ("bo", 2), ("astrid", 2), ("operator", 2)],
)
def test_supporters_are_open_and_companies_are_for_the_house(
    cast: Cast, name: str, companies: int
) -> None:
    seen = organisations_for(cast.standing(name))
    assert seen.exclude(kind="company").count() == 5
    assert seen.filter(kind="company").count() == companies


def test_a_visitor_reads_the_list_and_not_a_company(cast: Cast, client: Client) -> None:
    page = client.get(LIST)
    assert page.status_code == 200
    assert "Navet Norr" in page.content.decode()
    assert "Norrfors" not in page.content.decode()
    open_one = reverse("directory:organisation_detail", args=[cast.organisations["navet"].pk])
    closed = reverse("directory:organisation_detail", args=[cast.organisations["norrfors"].pk])
    assert client.get(open_one).status_code == 200
    assert client.get(closed).status_code == 404


@pytest.mark.parametrize(
    ("filters", "found", "not_found"),
    [
        ({"search": "plåt älvsbro"}, "Älvsbro", "Norrfors"),
        ({"kind": "agency"}, "Industrimyndigheten", "Navet"),
        ({"county": "24"}, "Älvsbro", "Norrfors"),
        ({"publicly_controlled": "yes"}, "Region Norrvik", "Navet"),
        ({"commercial": "yes"}, "Robotråd", "Navet"),
        ({"commercial": "no"}, "Navet", "Robotråd"),
    ],
)
def test_filters_live_in_the_address(
    cast: Cast, client: Client, filters: dict[str, str], found: str, not_found: str
) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    rows = {row.name for row in client.get(LIST, filters).context["page"].rows}
    assert any(found in name for name in rows)
    assert not any(not_found in name for name in rows)


def test_sixty_rows_cost_no_more_statements_than_a_few(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    sixty(cast)
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    with django_assert_max_num_queries(12):
        page = client.get(LIST, {"kind": "company"}).content.decode()
    assert page.count("<tr>") == 51
    with django_assert_max_num_queries(12):
        assert client.get(LIST, {"kind": "company", "after": "~"}).status_code == 200


def test_excel_holds_the_filtered_rows(cast: Cast, client: Client) -> None:
    sixty(cast)
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    sent = client.get(LIST, {"search": "verkstad", "format": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(sent.streaming_content)), read_only=True).active
    rows = list(sheet.values)
    assert len(rows) == 61
    assert rows[1][0] == "Verkstad 00"


def test_an_empty_list_says_what_to_do(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    page = client.get(LIST, {"search": "finns inte"}).content.decode()
    assert 'class="empty"' in page
    assert reverse("directory:organisation_add") in page


def test_programmes_and_grants_are_counted_each_once(cast: Cast) -> None:
    sheet = organisation_sheet(cast.standing("visitor"), cast.organisations["agency"].pk)
    assert (sheet.programmes, sheet.grants, sheet.people) == (1, 1, None)
    assert organisation_sheet(cast.standing("bo"), cast.organisations["agency"].pk).people == 3


def test_a_proposal_finds_exactly_what_was_proposed(cast: Cast) -> None:
    bo = cast.standing("bo")
    twins = [
        NewOrganisation(name="Tvilling AB", kind=OrganisationKind.COMPANY, number=number)
        for number in (made_up_number(1), "", "880320-0016")
    ]
    made = enter_organisations(by=bo, new=twins)
    choices = choices_for(bo, "tvill")
    assert len({choice.value for choice in choices}) == 3
    assert [organisation_named(bo, choice.value) for choice in choices] == made
    assert "0320" not in "".join(choice.value + choice.label for choice in choices)
    with pytest.raises(Problem) as refusal:
        organisation_named(bo, "tvilling ab")
    assert refusal.value.code == "organisation-unclear"


@pytest.mark.parametrize("text", ["Älvsbro Plåt & Svets AB", "älvsbro plåt & svets ab", "älvsbro"])
def test_a_name_is_found_whatever_the_case_of_its_letters(cast: Cast, text: str) -> None:
    assert organisation_named(cast.standing("bo"), text) == cast.organisations["alvsbro"]


def test_nothing_is_named_that_one_may_not_see(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        organisation_named(cast.standing("eva"), "Norrfors Mek AB")
    assert refusal.value.code == "organisation-unknown"


def test_the_field_asks_for_proposals_of_its_kinds(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    url = reverse("directory:organisation_choices")
    options = client.get(url, {"q": "nor", "kinds": "company"}).content.decode()
    assert 'value="Norrfors Mek AB"' in options
    assert "Region Norrvik" not in options
    assert "<option" not in client.get(url, {"q": "n"}).content.decode()


def test_the_api_lists_page_by_page_what_one_may_see(cast: Cast, client: Client) -> None:
    url = "/api/directory/organisations"
    first = client.get(url, {"limit": 3}).json()
    rest = client.get(url, {"limit": 3, "after": first["after"]}).json()
    assert [len(first["rows"]), len(rest["rows"]), rest["after"]] == [3, 2, None]
    assert client.get(f"{url}/{cast.organisations['norrfors'].pk}").status_code == 404
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    found = client.get(url, {"search": "älvsbro"}).json()["rows"]
    assert [row["name"] for row in found] == ["Älvsbro Plåt & Svets AB"]
