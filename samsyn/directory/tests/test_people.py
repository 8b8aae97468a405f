"""Inviting people, accepting, changing and ending roles."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.directory.actions.people import (
    accept_invitation,
    change_roles,
    end_role,
    invite_person,
    withdraw_invitation,
)
from samsyn.directory.models import Invitation, JournalLine, Membership, Person
from samsyn.directory.queries.people import invitation_of, invitations_for, people_for
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import visitor
from samsyn.directory.rules.roles import Role

SIGN_IN = "sesame.backends.ModelBackend"
PASSWORD = "nio snälla älgar i skogen"
Invite = Callable[..., tuple[str, Invitation]]


def token_in_mail() -> str:
    match = re.search(r"/directory/invitation/([^/\s]+)/", mail.outbox[-1].body)
    assert match is not None
    return match[1]


@pytest.fixture
def invite(cast: Cast, django_capture_on_commit_callbacks) -> Invite:
    """Invites somebody to the agency and gives the token of the mail, and the invitation."""

    def by(name: str = "hanna", on: date = TODAY, **changed: object) -> tuple[str, Invitation]:
        said = {
            "organisation_id": cast.organisations["agency"].pk,
            "email": "Ny@Example.org",
            "roles": [Role.ANALYST],
            "site": "https://samsyn.test",
            **changed,
        }
        with django_capture_on_commit_callbacks(execute=True):
            made = invite_person(by=cast.standing(name, on), **said)
        return token_in_mail(), made

    return by


def accept(token: str, on: date = TODAY, **typed: str) -> Person:
    said = {"name": "Nils Ny", "password": PASSWORD, **typed}
    return accept_invitation(by=visitor(on), token=token, **said)


def test_an_invited_person_gets_a_mail_and_comes_in_with_her_roles(
    cast: Cast, invite: Invite
) -> None:
    token, made = invite(roles=[Role.ANALYST, Role.COACH])
    assert mail.outbox[-1].to == ["ny@example.org"]
    assert "https://samsyn.test/directory/invitation/" in mail.outbox[-1].body
    person = accept(token)
    standing = standing_of(person, None, visitor(TODAY))
    assert standing.organisation_id == cast.organisations["agency"].pk
    assert standing.roles == {Role.ANALYST, Role.COACH}
    assert person.check_password(PASSWORD)
    deeds = JournalLine.objects.filter(subject_kind="invitation", subject_key=made.pk)
    assert [line.deed for line in deeds.order_by("pk")] == ["invite person", "accept invitation"]


def test_the_token_is_kept_as_a_digest_only(invite: Invite) -> None:
    token, made = invite()
    assert token not in "".join(str(value) for value in vars(made).values())


def test_a_rolled_back_invitation_sends_nothing(cast: Cast, invite: Invite) -> None:
    with pytest.raises(Problem):
        invite(roles=[])
    assert mail.outbox == []
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["astrid", "bo", "cilla", "diyar", "eva", "gustav", "visitor"])
def test_only_administrators_and_directors_may_invite(
    cast: Cast, invite: Invite, name: str
) -> None:
    with pytest.raises(Problem) as refusal:
        invite(name)
    assert refusal.value.code == "not-allowed"


def test_nobody_invites_to_another_organisation(cast: Cast, invite: Invite) -> None:
    with pytest.raises(Problem) as refusal:
        invite("ivar")
    assert refusal.value.code == "not-yours"


def test_a_director_who_is_no_administrator_makes_none(cast: Cast, invite: Invite) -> None:
    frida = cast.people["frida"]
    Membership.objects.filter(person=frida, role=Role.ADMINISTRATOR).delete()
    home = cast.organisations["institute"].pk
    with pytest.raises(Problem) as refusal:
        invite("frida", organisation_id=home, roles=[Role.COACH, Role.ADMINISTRATOR])
    assert refusal.value.code == "invitation-administrator"
    assert invite("frida", organisation_id=home, roles=[Role.COACH])


@pytest.mark.parametrize("days", [0, 14])
def test_the_link_works_for_fourteen_days(invite: Invite, days: int) -> None:
    token, _made = invite()
    assert accept(token, on=TODAY + timedelta(days=days)).pk


def test_a_link_that_does_not_work_says_why(cast: Cast, invite: Invite) -> None:
    withdrawn, made = invite()
    withdraw_invitation(by=cast.standing("hanna"), invitation_id=made.pk)
    used, _made = invite()
    accept(used)
    fresh, _made = invite(email="annan@example.org")
    for token, on, code in [
        ("fel", TODAY, "invitation-unknown"),
        (withdrawn, TODAY, "invitation-withdrawn"),
        (used, TODAY, "invitation-used"),
        (fresh, TODAY + timedelta(days=15), "invitation-expired"),
    ]:
        for look in (lambda: accept(token, on=on), lambda: invitation_of(visitor(on), token)):  # noqa: B023
            with pytest.raises(Problem) as refusal:
                look()
            assert refusal.value.code == code


def test_somebody_signed_in_joins_as_herself(cast: Cast, invite: Invite) -> None:
    token, _made = invite()
    person = accept_invitation(by=cast.standing("bo"), token=token)
    assert person == cast.people["bo"]
    homes = {row.organisation for row in person.memberships.all()}
    assert homes == {cast.organisations["navet"], cast.organisations["agency"]}


def test_a_known_address_signs_in_first(cast: Cast, invite: Invite) -> None:
    token, _made = invite(email=cast.people["bo"].email)
    with pytest.raises(Problem) as refusal:
        accept(token)
    assert refusal.value.code == "invitation-sign-in"


@pytest.mark.parametrize("password", ["kort", "password1234", "nilsny@example.org"])
def test_a_weak_password_is_refused_and_nobody_is_made(invite: Invite, password: str) -> None:
    token, _made = invite(email="nilsny@example.org")
    before = Person.objects.count()
    with pytest.raises(Problem) as refusal:
        accept(token, password=password)
    assert refusal.value.code == "password-weak"
    assert Person.objects.count() == before


def test_the_pages_invite_and_accept(
    cast: Cast, client: Client, django_capture_on_commit_callbacks
) -> None:
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    url = reverse("directory:invitation_add")
    assert client.get(url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(url, {"email": "ny@example.org", "roles": ["coach"]})
    assert sent.status_code == 302
    assert "ny@example.org" in client.get(reverse("directory:person_list")).content.decode()
    client.logout()
    link = reverse("directory:invitation_accept", args=[token_in_mail()])
    assert client.get(link).status_code == 200
    typed = {"name": "Nils Ny", "password": PASSWORD, "again": "något annat"}
    assert client.post(link, typed).status_code == 422
    assert client.post(link, {**typed, "again": PASSWORD}).status_code == 302
    me = client.get("/api/directory/me").json()
    assert (me["name"], me["roles"]) == ("Nils Ny", ["coach"])
    client.logout()
    assert client.get(link).status_code == 422


def test_the_page_joins_the_one_signed_in(cast: Cast, client: Client, invite: Invite) -> None:
    token, _made = invite(on=timezone.localdate())
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    link = reverse("directory:invitation_accept", args=[token])
    assert "Bo Lind" in client.get(link).content.decode()
    assert client.post(link).status_code == 302
    acts_for = client.get("/api/directory/me").json()["acts_for"]
    assert acts_for["id"] == cast.organisations["agency"].pk


def test_the_page_withdraws(cast: Cast, client: Client, invite: Invite) -> None:
    _token, made = invite(on=timezone.localdate())
    url = reverse("directory:invitation_withdraw", args=[made.pk])
    client.force_login(cast.people["ivar"], backend=SIGN_IN)
    assert client.post(url).status_code == 404
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert not invitations_for(cast.standing("hanna")).exists()


# Roles


def role_of(cast: Cast, name: str, role: Role) -> Membership:
    return Membership.objects.get(person=cast.people[name], role=role)


def test_an_ended_role_opens_nothing_from_the_same_day(cast: Cast) -> None:
    coach = role_of(cast, "bo", Role.COACH)
    end_role(by=cast.standing("operator"), membership_id=coach.pk, reason="Slutat")
    assert cast.standing("bo").roles == {Role.REGIONAL_LEADER}
    coach.refresh_from_db()
    assert coach.until_on == TODAY - timedelta(days=1)
    assert JournalLine.objects.get(deed="end role").reason == "Slutat"


def test_a_role_ends_once(cast: Cast) -> None:
    analyst = role_of(cast, "diyar", Role.ANALYST)
    end_role(by=cast.standing("hanna"), membership_id=analyst.pk)
    with pytest.raises(Problem) as refusal:
        end_role(by=cast.standing("hanna"), membership_id=analyst.pk)
    assert refusal.value.code == "role-ended"


def test_the_last_administrator_stays_until_there_is_another(cast: Cast) -> None:
    hanna = cast.standing("hanna")
    role = role_of(cast, "hanna", Role.ADMINISTRATOR)
    agency = cast.organisations["agency"].pk
    for deed in (
        lambda: end_role(by=hanna, membership_id=role.pk),
        lambda: change_roles(
            by=hanna,
            organisation_id=agency,
            person_id=cast.people["hanna"].pk,
            roles=[Role.UNIT_HEAD],
        ),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == "last-administrator"
    change_roles(
        by=hanna,
        organisation_id=agency,
        person_id=cast.people["astrid"].pk,
        roles=[Role.CASE_HANDLER, Role.ADMINISTRATOR],
    )
    assert cast.standing("astrid").roles == {Role.CASE_HANDLER, Role.ADMINISTRATOR}
    end_role(by=hanna, membership_id=role.pk)
    assert cast.standing("hanna").roles == {Role.UNIT_HEAD}


@pytest.mark.parametrize("name", ["bo", "astrid", "cilla", "gustav", "eva", "ivar"])
def test_nobody_else_ends_a_role_at_the_agency(cast: Cast, name: str) -> None:
    role = role_of(cast, "diyar", Role.ANALYST)
    with pytest.raises(Membership.DoesNotExist):
        end_role(by=cast.standing(name), membership_id=role.pk)
    with pytest.raises(Problem) as refusal:
        change_roles(
            by=cast.standing(name),
            organisation_id=cast.organisations["agency"].pk,
            person_id=cast.people["diyar"].pk,
            roles=[Role.COACH],
        )
    assert refusal.value.code in {"not-allowed", "not-yours"}


@pytest.mark.parametrize(
    ("name", "people"),
    [("hanna", 3), ("frida", 2), ("ivar", 1), ("astrid", 0), ("cilla", 0), ("eva", 0)],
)
def test_people_are_seen_by_their_own_administrators(cast: Cast, name: str, people: int) -> None:
    assert people_for(cast.standing(name)).count() == people


def test_the_pages_change_and_end_roles(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    url = reverse("directory:person_roles", args=[cast.people["diyar"].pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"roles": ["coach"]}).status_code == 302
    coach = Membership.objects.get(person=cast.people["diyar"], until_on=None)
    assert coach.role == "coach"
    url = reverse("directory:membership_end", args=[coach.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 302
    page = client.get(reverse("directory:person_list")).content.decode()
    assert "Diyar Aslan" not in page
    page = client.get(reverse("directory:person_list"), {"ended": "on"}).content.decode()
    assert "Diyar Aslan" in page


def test_the_page_refuses_to_end_the_last_administrator(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    role = role_of(cast, "hanna", Role.ADMINISTRATOR)
    url = reverse("directory:membership_end", args=[role.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    stranger = reverse("directory:person_roles", args=[cast.people["bo"].pk])
    assert client.get(stranger).status_code == 404


def test_sixty_people_cost_no_more_statements_than_a_few(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(60):
        person = Person.objects.create(name=f"Person {number:02}", email=f"p{number}@example.org")
        Membership.objects.create(
            person=person,
            organisation=cast.organisations["agency"],
            role=Role.COACH,
            from_on=date(2026, 1, 1),
        )
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    with django_assert_max_num_queries(13):
        page = client.get(reverse("directory:person_list")).content.decode()
    assert page.count("<tr>") == 51


def test_the_journal_names_nobody_so_that_a_person_can_be_forgotten(
    cast: Cast, invite: Invite
) -> None:
    hanna = cast.standing("hanna")
    token, _made = invite()
    person = accept(token)
    agency = cast.organisations["agency"].pk
    change_roles(by=hanna, organisation_id=agency, person_id=person.pk, roles=[Role.COACH])
    end_role(by=hanna, membership_id=Membership.objects.get(person=person, until_on=None).pk)
    told = "".join(f"{line.subject_text} {line.reason}" for line in JournalLine.objects.all())
    assert "Nils" not in told
    assert "@" not in told
