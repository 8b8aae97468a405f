"""Changing and renaming organisations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.directory.actions.organisations import (
    add_organisation,
    change_organisation,
    rename_organisation,
)
from samsyn.directory.models import JournalLine, Organisation
from samsyn.directory.queries.numbers import organisation_of_number
from samsyn.directory.queries.organisation_sheets import organisation_sheet
from samsyn.directory.queries.organisations import organisations_for, search
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.identifiers import MASK, made_up_number
from samsyn.directory.rules.kinds import OrganisationKind, SizeClass
from samsyn.directory.rules.organisations import NewOrganisation, OrganisationFacts

SIGN_IN = "sesame.backends.ModelBackend"


def change(cast: Cast, by: str = "bo", **facts: object) -> Organisation:
    said = OrganisationFacts(**{"kind": OrganisationKind.COMPANY, **facts})
    key = cast.organisations["norrfors"].pk
    return change_organisation(by=cast.standing(by), organisation_id=key, facts=said)


def rename(cast: Cast, name: str, from_on: date, by: str = "bo") -> Organisation:
    key = cast.organisations["norrfors"].pk
    return rename_organisation(
        by=cast.standing(by), organisation_id=key, name=name, from_on=from_on
    )


def test_a_change_is_saved_found_and_journalled(cast: Cast) -> None:
    changed = change(
        cast,
        number=made_up_number(4),
        municipality_code="2582",
        sector_code="25620",
        sector_version="SNI2007",
        size_class=SizeClass.SMALL,
        publicly_controlled=False,
    )
    changed.refresh_from_db()
    assert (changed.sector_code, changed.size_class) == ("25.620", "small")
    assert changed.publicly_controlled is False
    assert changed.commercial is None
    bo = cast.standing("bo")
    assert list(search(organisations_for(bo), "Boden norrfors")) == [changed]
    assert JournalLine.objects.filter(
        deed="change organisation", subject_key=changed.pk, person=cast.people["bo"]
    ).exists()


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_only_staff_may_change_or_rename(cast: Cast, name: str) -> None:
    for deed in (lambda: change(cast, by=name), lambda: rename(cast, "Nytt AB", TODAY, by=name)):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == "not-allowed"


def test_one_cannot_change_what_one_cannot_see(cast: Cast) -> None:
    member = _at_the_consultancy(cast)
    facts = OrganisationFacts(kind=OrganisationKind.COMPANY)
    with pytest.raises(Organisation.DoesNotExist):
        change_organisation(
            by=member, organisation_id=cast.organisations["norrfors"].pk, facts=facts
        )


def _at_the_consultancy(cast: Cast) -> Standing:
    robot = cast.organisations["consultancy"]
    return replace(cast.standing("bo"), organisation_id=robot.pk, support=False)


def test_the_number_of_another_is_refused(cast: Cast) -> None:
    new = NewOrganisation(name="Annan AB", kind=OrganisationKind.COMPANY, number=made_up_number(4))
    add_organisation(by=cast.standing("bo"), new=new)
    with pytest.raises(Problem) as refusal:
        change(cast, number=made_up_number(4))
    assert refusal.value.code == "number-taken"


def test_a_masked_number_left_alone_stays_and_an_empty_one_goes(cast: Cast) -> None:
    change(cast, number="880320-0016")
    change(cast, number=MASK)
    assert organisation_of_number("880320-0016") == cast.organisations["norrfors"]
    change(cast, number="")
    assert organisation_of_number("880320-0016") is None


def test_swerea_became_rise_and_both_names_find_it(cast: Cast) -> None:
    renamed = rename(cast, "RISE", date(2018, 6, 1))
    bo = cast.standing("bo")
    assert list(search(organisations_for(bo), "norrfors mek")) == [renamed]
    assert list(search(organisations_for(bo), "rise")) == [renamed]
    sheet = organisation_sheet(bo, renamed.pk)
    assert [(line.name, line.until_on) for line in sheet.former_names] == [
        ("Norrfors Mek AB", date(2018, 5, 31))
    ]
    assert sheet.name_from_on == date(2018, 6, 1)
    assert JournalLine.objects.get(deed="rename organisation").subject_text == (
        "Norrfors Mek AB → RISE"
    )


def test_a_changed_place_does_not_forget_a_former_name(cast: Cast) -> None:
    rename(cast, "RISE", date(2018, 6, 1))
    changed = change(cast, county_code="14")
    assert "norrfors mek ab" in changed.search_text


@pytest.mark.parametrize(
    ("name", "from_on", "code"),
    [
        ("Norrfors Mek AB", TODAY, "name-unchanged"),
        ("Nytt AB", TODAY + timedelta(days=1), "name-not-yet"),
        ("", TODAY, "name-missing"),
    ],
)
def test_a_name_that_cannot_be_is_refused(cast: Cast, name: str, from_on: date, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        rename(cast, name, from_on)
    assert refusal.value.code == code


def test_a_name_begins_after_the_one_before_it(cast: Cast) -> None:
    rename(cast, "Ett", date(2020, 1, 1))
    with pytest.raises(Problem) as refusal:
        rename(cast, "Två", date(2020, 1, 1))
    assert refusal.value.code == "name-before-the-last"
    assert rename(cast, "Två", date(2020, 1, 2)).name == "Två"


def test_the_pages_change_and_rename(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    key = cast.organisations["navet"].pk
    url = reverse("directory:organisation_change", args=[key])
    assert client.get(url).status_code == 200
    sent = client.post(url, {"kind": "iuc_company", "commercial": "no", "county": "25"})
    assert sent.status_code == 302
    assert Organisation.objects.get(pk=key).commercial is False
    url = reverse("directory:organisation_rename", args=[key])
    assert client.get(url).status_code == 200
    today = timezone.localdate().isoformat()
    assert client.post(url, {"name": "Navet Nord", "from_on": today}).status_code == 302
    page = client.get(reverse("directory:organisation_detail", args=[key])).content.decode()
    assert "Navet Nord" in page
    assert "Navet Norr" in page


def test_the_page_says_why_a_name_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    url = reverse("directory:organisation_rename", args=[cast.organisations["navet"].pk])
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    sent = client.post(url, {"name": "Ny", "from_on": tomorrow}, headers={"HX-Request": "true"})
    assert sent.status_code == 422


def test_the_api_changes_and_renames(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    key = cast.organisations["norrfors"].pk
    url = f"/api/directory/organisations/{key}"
    body = {"kind": "company", "county_code": "24"}
    assert client.put(url, body, content_type="application/json").json()["county"] == "24"
    body = {"name": "RISE", "from_on": "2018-06-01"}
    sent = client.post(f"{url}/name", body, content_type="application/json")
    assert sent.json()["name"] == "RISE"
    assert client.get(url).json()["former_names"][0]["name"] == "Norrfors Mek AB"
    missing = "/api/directory/organisations/999999"
    body = {"kind": "company"}
    assert client.put(missing, body, content_type="application/json").status_code == 404
