"""Naming a coach, giving permission, and ending either."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.company.actions.closeness import end_closeness, give_permission, name_coach
from samsyn.company.queries.closeness import stands_close
from samsyn.company.tests.people import EVERYBODY, coach, permit, signed_in
from samsyn.directory.models import JournalLine, Tie


def named(cast, by="bo", person="bo"):
    return name_coach(
        by=cast.standing(by),
        company=cast.organisations["norrfors"],
        person=cast.people[person],
    )


def given(cast, by="cilla", organisation="agency", days=30):
    standing = cast.standing(by)
    return give_permission(
        by=standing,
        company=cast.organisations["norrfors"],
        organisation=cast.organisations[organisation],
        until_on=standing.on + timedelta(days=days),
    )


def test_a_leader_names_a_coach_who_then_stands_close(cast):
    norrfors = cast.organisations["norrfors"].pk
    assert not stands_close(cast.standing("bo"), norrfors)
    named(cast)
    assert stands_close(cast.standing("bo"), norrfors)
    assert JournalLine.objects.get(deed="name coach").subject_key == norrfors


def test_naming_twice_is_one_tie(cast):
    assert named(cast).pk == named(cast).pk


def test_only_leaders_and_directors_name_a_coach(cast):
    for name in (*EVERYBODY, "visitor"):
        if name == "bo":
            continue
        with pytest.raises(Problem) as refusal:
            named(cast, by=name)
        expected = "not-a-coach" if name in ("frida", "ivar") else "not-allowed"
        assert refusal.value.code == expected, name
    assert not Tie.objects.filter(role="coach").exists()


def test_permission_opens_and_its_last_day_closes(cast):
    norrfors = cast.organisations["norrfors"].pk
    given(cast, days=30)
    standing = cast.standing("astrid")
    assert stands_close(standing, norrfors)
    assert stands_close(cast.standing("astrid", standing.on + timedelta(days=30)), norrfors)
    assert not stands_close(cast.standing("astrid", standing.on + timedelta(days=31)), norrfors)


def test_permission_given_again_gets_the_new_last_day(cast):
    first, second = given(cast, days=30), given(cast, days=60)
    assert first.pk == second.pk
    assert second.until_on - first.until_on == timedelta(days=30)


def test_nobody_else_gives_the_companys_permission(cast):
    for name in (*EVERYBODY, "visitor"):
        if name == "cilla":
            continue
        with pytest.raises(Problem) as refusal:
            given(cast, by=name)
        assert refusal.value.code == "not-allowed", name


@pytest.mark.parametrize(
    ("organisation", "days", "code"),
    [("norrfors", 30, "permission-to-itself"), ("agency", -1, "permission-ends-in-the-past")],
)
def test_a_permission_without_meaning_is_refused(cast, organisation, days, code):
    with pytest.raises(Problem) as refusal:
        given(cast, organisation=organisation, days=days)
    assert refusal.value.code == code
    assert not Tie.objects.filter(role="permitted").exists()


def test_a_manager_gives_permission_for_her_own_company_only(cast):
    with pytest.raises(Problem) as refusal:
        give_permission(
            by=cast.standing("cilla"),
            company=cast.organisations["alvsbro"],
            organisation=cast.organisations["agency"],
            until_on=cast.standing("cilla").on,
        )
    assert refusal.value.code == "not-yours"


def test_what_is_ended_opens_nothing_the_same_day(cast):
    norrfors = cast.organisations["norrfors"].pk
    end_closeness(by=cast.standing("cilla"), tie=given(cast))
    assert not stands_close(cast.standing("astrid"), norrfors)
    assert JournalLine.objects.filter(deed="give permission").count() == 2


def test_the_company_ends_its_coach_and_so_does_who_named_her(cast):
    for name in ("cilla", "bo"):
        end_closeness(by=cast.standing(name), tie=named(cast))
        assert not stands_close(cast.standing("bo"), cast.organisations["norrfors"].pk), name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("frida", "not-yours"),
        ("ivar", "not-yours"),
        ("astrid", "not-allowed"),
        ("eva", "not-allowed"),
    ],
)
def test_nobody_else_ends_a_coach(cast, name, code):
    tie = named(cast)
    with pytest.raises(Problem) as refusal:
        end_closeness(by=cast.standing(name), tie=tie)
    assert refusal.value.code == code
    assert stands_close(cast.standing("bo"), cast.organisations["norrfors"].pk)


def test_nobody_but_the_company_ends_a_permission(cast):
    tie = given(cast)
    for name in ("bo", "astrid", "frida", "hanna"):
        with pytest.raises(Problem) as refusal:
            end_closeness(by=cast.standing(name), tie=tie)
        assert refusal.value.code == "not-allowed", name


def test_the_pages_name_and_permit(client, cast):
    norrfors = cast.organisations["norrfors"]
    signed_in(client, cast, "bo")
    address = reverse("company:coach_add", args=[norrfors.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"person": cast.people["bo"].pk}).status_code == 302
    signed_in(client, cast, "cilla")
    address = reverse("company:permission_add", args=[norrfors.pk])
    assert client.get(address).status_code == 200
    last = timezone.localdate() + timedelta(days=90)
    said = {"organisation": "Industrimyndigheten", "until_on": last}
    assert client.post(address, said).status_code == 302
    page = client.get(reverse("company:company_detail", args=[norrfors.pk])).content.decode()
    assert "Industrimyndigheten" in page
    assert "Bo Lind" in page
    refused = client.post(address, said | {"until_on": timezone.localdate() - timedelta(days=1)})
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "permission-ends-in-the-past")


def test_the_page_ends_it_for_those_who_may_and_is_not_there_for_others(client, cast):
    tie = permit(cast, "agency", "norrfors")
    address = reverse("company:permission_end", args=[tie.pk])
    for name, status in (("bo", 404), ("astrid", 404), ("cilla", 302)):
        signed_in(client, cast, name)
        assert client.post(address).status_code == status, name
    tie.refresh_from_db()
    assert tie.until_on < timezone.localdate()


def test_a_tie_to_a_programme_cannot_be_ended_here(client, cast):
    tie = Tie.objects.filter(kind="programme").first()
    signed_in(client, cast, "cilla")
    assert client.post(reverse("company:permission_end", args=[tie.pk])).status_code == 404


def test_the_api_names_permits_and_ends(client, cast):
    root = f"/api/companies/{cast.organisations['norrfors'].pk}"
    signed_in(client, cast, "bo")
    said = {"person_id": cast.people["bo"].pk}
    assert client.post(f"{root}/coaches", said, "application/json").status_code == 201
    signed_in(client, cast, "cilla")
    last = (timezone.localdate() + timedelta(days=9)).isoformat()
    said = {"organisation_id": cast.organisations["agency"].pk, "until_on": last}
    made = client.post(f"{root}/permissions", said, "application/json")
    assert made.status_code == 201
    assert client.delete(f"/api/companies/ties/{made.json()['id']}").status_code == 204


def test_a_coach_outside_the_house_sees_the_companies_she_coaches(client, cast):
    coach(cast, "eva", "norrfors")
    assert stands_close(cast.standing("eva"), cast.organisations["norrfors"].pk)
