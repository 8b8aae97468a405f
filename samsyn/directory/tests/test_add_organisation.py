"""Adding organisations: one by hand, many at once; numbers, places and personal numbers."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.actions.organisations import add_organisation, enter_organisations
from samsyn.directory.models import JournalLine, Organisation, OrganisationName
from samsyn.directory.queries.numbers import number_shown, organisation_of_number
from samsyn.directory.queries.organisations import organisations_for, search
from samsyn.directory.rules.identifiers import MASK, made_up_number
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.organisations import NewOrganisation

SIGN_IN = "sesame.backends.ModelBackend"
PERSONAL = "880320-0016"


def new(name: str = "Bygdsiljum Trä AB", **facts: object) -> NewOrganisation:
    return NewOrganisation(**{"name": name, "kind": OrganisationKind.COMPANY, **facts})


def add(cast: Cast, by: str = "bo", **facts: object) -> Organisation:
    return add_organisation(by=cast.standing(by), new=new(**facts))


def test_a_new_organisation_has_its_name_its_place_and_a_line_in_the_journal(cast: Cast) -> None:
    made = add(cast, number=made_up_number(7), municipality_code="2482")
    assert (made.county_id, made.number) == ("24", made_up_number(7))
    assert [row.name for row in OrganisationName.objects.filter(organisation=made)] == [made.name]
    line = JournalLine.objects.get(subject_kind="organisation", subject_key=made.pk)
    assert (line.deed, line.person) == ("add organisation", cast.people["bo"])


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_only_staff_may_add(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        add(cast, by=name)
    assert refusal.value.code == "not-allowed"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": "  "}, "name-missing"),
        ({"name": "x" * 201}, "name-too-long"),
        ({"name": f"Ek {PERSONAL}"}, "name-holds-personal-number"),
        ({"number": "556036-0794"}, "number-check-digit"),
        ({"municipality_code": "2482", "county_code": "25"}, "municipality-outside-county"),
        ({"county_code": "99"}, "place-unknown"),
        ({"municipality_code": "9999"}, "place-unknown"),
        ({"sector_code": "metall", "sector_version": "SNI2007"}, "sector-code-form"),
        ({"sector_code": "25.620"}, "sector-version-missing"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(
    cast: Cast, facts: dict[str, str], code: str
) -> None:
    before = Organisation.objects.count()
    with pytest.raises(Problem) as refusal:
        add(cast, **facts)
    assert refusal.value.code == code
    assert Organisation.objects.count() == before


def test_a_number_belongs_to_one_organisation(cast: Cast) -> None:
    add(cast, number=made_up_number(1))
    with pytest.raises(Problem) as refusal:
        add(cast, name="Annan AB", number=f"16{made_up_number(1)}")
    assert refusal.value.code == "number-taken"


def test_who_has_a_number_is_told_only_to_those_who_may_see_it(cast: Cast) -> None:
    add(cast, name="Hemlig Verkstad AB", number=made_up_number(1))
    outsider = replace(
        cast.standing("bo"), organisation_id=cast.organisations["consultancy"].pk, support=False
    )
    for by, told in ((cast.standing("bo"), True), (outsider, False)):
        with pytest.raises(Problem) as refusal:
            add_organisation(by=by, new=new("Annan AB", number=made_up_number(1)))
        assert refusal.value.code == "number-taken"
        assert ("Hemlig" in str(refusal.value)) is told


def test_a_sole_trader_is_sealed_masked_and_found_again_by_the_number(cast: Cast) -> None:
    made = add(cast, name="Eks Smide", number=PERSONAL)
    made.refresh_from_db()
    assert (made.number, number_shown(made)) == (None, MASK)
    assert b"0320" not in bytes(made.personal_number_sealed)
    for text in (PERSONAL, "19880320-0016", "198803200016"):
        assert organisation_of_number(text) == made
        assert list(search(organisations_for(cast.standing("bo")), text)) == [made]
    with pytest.raises(Problem) as refusal:
        add(cast, name="Eks igen", number="198803200016")
    assert refusal.value.code == "number-taken"
    assert "0320" not in str(refusal.value)


def test_search_text_never_holds_a_personal_number(cast: Cast) -> None:
    made = add(cast, name="Eks Smide", number=PERSONAL)
    digits = "".join(letter for letter in made.search_text if letter.isdigit())
    assert digits == ""


def test_a_hundred_come_in_with_few_statements(cast: Cast, django_assert_max_num_queries) -> None:
    many = [new(f"Företag {n}", number=made_up_number(n)) for n in range(100)]
    with django_assert_max_num_queries(8):
        made = enter_organisations(by=cast.standing("bo"), new=many)
    assert [row.name for row in made] == [each.name for each in many]
    assert JournalLine.objects.filter(deed="add organisation").count() == 100


def test_a_number_that_stands_twice_stops_them_all(cast: Cast) -> None:
    before = Organisation.objects.count()
    twice = [new("Ett AB", number=made_up_number(1)), new("Två AB", number=made_up_number(1))]
    with pytest.raises(Problem) as refusal:
        enter_organisations(by=cast.standing("bo"), new=twice)
    assert refusal.value.code == "number-twice"
    assert Organisation.objects.count() == before


def test_the_page_adds_and_points_out_what_it_may_be_the_same_as(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    url = reverse("directory:organisation_add")
    assert client.get(url).status_code == 200
    sent = client.post(url, {"name": "Norrfors Mek", "kind": "company"}, follow=True)
    assert sent.status_code == 200
    made = Organisation.objects.get(name="Norrfors Mek")
    assert sent.redirect_chain[-1][0] == reverse("directory:organisation_detail", args=[made.pk])
    assert reverse("directory:duplicate_list") in sent.content.decode()


def test_a_refused_form_comes_back_as_its_part_with_422(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    sent = client.post(
        reverse("directory:organisation_add"),
        {"name": "Trä AB", "kind": "company", "number": "556036-0794"},
        headers={"HX-Request": "true"},
    )
    assert sent.status_code == 422
    assert sent.content.decode().strip().startswith("<form")
    assert not Organisation.objects.filter(name="Trä AB").exists()


@pytest.mark.parametrize(("name", "status"), [("cilla", 403), ("eva", 403), ("bo", 200)])
def test_the_page_is_closed_to_those_who_may_not(
    cast: Cast, client: Client, name: str, status: int
) -> None:
    client.force_login(cast.people[name], backend=SIGN_IN)
    assert client.get(reverse("directory:organisation_add")).status_code == status


def test_the_api_adds_and_answers_with_the_code_of_the_problem(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    body = {"name": "Trä AB", "kind": "company", "number": made_up_number(3)}
    url = "/api/directory/organisations"
    sent = client.post(url, body, content_type="application/json")
    assert (sent.status_code, sent.json()["number"][:6]) == (201, made_up_number(3)[:6])
    sent = client.post(url, body, content_type="application/json")
    assert (sent.status_code, sent.json()["code"]) == (422, "number-taken")
    client.force_login(cast.people["eva"], backend=SIGN_IN)
    sent = client.post(url, body, content_type="application/json")
    assert (sent.status_code, sent.json()["code"]) == (403, "not-allowed")
