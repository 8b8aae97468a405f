"""Naming and ending the parties of a programme."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.directory.models import JournalLine, Tie
from samsyn.directory.queries.sight import tied_keys
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.programme.actions.programmes import end_party, name_party
from samsyn.programme.models import Party
from samsyn.programme.queries.participations import participations_for
from samsyn.programme.queries.programmes import programme_sheet
from samsyn.programme.queries.work import WORK_ROLES
from samsyn.programme.rules.kinds import PartyRole
from samsyn.programme.tests.people import EVERYBODY, signed_in


def named(cast, name="frida", organisation="region", role=PartyRole.PARTNER, from_on=None):
    by = cast.standing(name)
    return name_party(
        by=by,
        programme=cast.programme,
        organisation=cast.organisations[organisation],
        role=role,
        from_on=from_on or by.on,
    )


@pytest.mark.parametrize(
    ("role", "count"),
    [(PartyRole.PARTNER, 1), (PartyRole.STAKEHOLDER, 0), (PartyRole.FINANCIER, 0)],
)
def test_only_a_partner_sees_who_took_part(cast, role, count):
    assert not participations_for(cast.standing("ivar")).exists()
    named(cast, role=role)
    assert Tie.objects.filter(organisation=cast.organisations["region"], role=role.value).exists()
    assert participations_for(cast.standing("ivar")).count() == count


def test_a_partner_from_a_later_day_sees_nothing_before_it(cast):
    named(cast, from_on=cast.standing("frida").on + timedelta(days=7))
    assert not participations_for(cast.standing("ivar")).exists()


def test_the_same_part_twice_is_refused_and_another_part_is_not(cast):
    named(cast)
    with pytest.raises(Problem) as refusal:
        named(cast)
    assert refusal.value.code == "party-twice"
    assert named(cast, role=PartyRole.FINANCIER).role == "financier"


def test_nobody_else_names_a_party(cast):
    for name in (*EVERYBODY, "visitor"):
        if name in ("frida", "gustav"):
            continue
        with pytest.raises(Problem) as refusal:
            named(cast, name)
        expected = "not-yours" if name in ("bo", "ivar") else "not-allowed"
        assert refusal.value.code == expected, name
    assert Party.objects.count() == 1


def test_an_ended_partner_stands_among_the_ended_and_sees_no_more(cast):
    party = named(cast, from_on=date(2026, 11, 1))
    by = cast.standing("frida")
    end_party(by=by, party=party, until_on=by.on - timedelta(days=1))
    assert not participations_for(cast.standing("ivar")).exists()
    sheet = programme_sheet(by, cast.programme.pk)
    assert [one.pk for one in sheet.ended_parties] == [party.pk]
    assert JournalLine.objects.filter(deed="name party").count() == 2


def test_a_part_is_ended_once_and_not_before_it_began(cast):
    party = named(cast)
    by = cast.standing("frida")
    with pytest.raises(Problem) as refusal:
        end_party(by=by, party=party, until_on=by.on - timedelta(days=9))
    assert refusal.value.code == "ends-before-it-starts"
    end_party(by=by, party=party, until_on=by.on)
    with pytest.raises(Problem) as refusal:
        end_party(by=by, party=party, until_on=by.on)
    assert refusal.value.code == "party-ended-already"


def test_an_organisation_that_is_back_is_named_again(cast):
    by = cast.standing("frida")
    end_party(by=by, party=named(cast), until_on=by.on)
    assert named(cast).until_on is None


def test_the_roles_at_work_are_those_that_open_participations(cast):
    opened = set()
    for role in TieRole:
        tie = Tie.objects.create(
            kind="programme",
            key=cast.programme.pk,
            organisation=cast.organisations["region"],
            role=role,
            from_on=date(2026, 1, 1),
        )
        if participations_for(cast.standing("ivar")).exists():
            opened.add(role)
        tie.delete()
    assert opened == set(WORK_ROLES)


def test_pages_name_and_end(client, cast):
    signed_in(client, cast, "frida")
    today = timezone.localdate()
    address = reverse("programme:party_add", args=[cast.programme.pk])
    assert client.get(address).status_code == 200
    said = {"organisation": "Region Norrvik", "role": "financier", "from_on": today}
    assert client.post(address, said).status_code == 302
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "party-twice")
    party = Party.objects.get(role="financier")
    end = reverse("programme:party_end", args=[party.pk])
    assert client.get(end).status_code == 200
    assert client.post(end, {"until_on": today}).status_code == 302
    party.refresh_from_db()
    assert party.until_on == today


def test_the_api_names_and_ends(client, cast):
    signed_in(client, cast, "frida")
    today = TODAY.isoformat()
    root = f"/api/programmes/{cast.programme.pk}/parties"
    said = {
        "organisation_id": cast.organisations["region"].pk,
        "role": "partner",
        "from_on": today,
    }
    made = client.post(root, said, "application/json")
    assert made.status_code == 201
    assert cast.programme.pk in tied_keys(cast.standing("ivar"), TieKind.PROGRAMME)
    end = f"/api/programmes/parties/{made.json()['id']}/end"
    ended = client.put(end, {"until_on": today}, "application/json")
    assert ended.json()["until_on"] == today
    twice = client.put(end, {"until_on": today}, "application/json")
    assert (twice.status_code, twice.json()["code"]) == (422, "party-ended-already")
