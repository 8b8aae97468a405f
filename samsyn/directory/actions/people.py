"""Letting people in, changing their roles, letting them go."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.journal import note, require
from samsyn.directory.actions.tell import tell
from samsyn.directory.models import Invitation, Membership, Organisation, Person
from samsyn.directory.models.people import ROLE_NAMES
from samsyn.directory.queries.people import invitations_for, memberships_for, state_of
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.memberships import (
    check_open,
    check_roles_given,
    check_still_administered,
    last_day,
    token_digest,
    unknown_link,
)
from samsyn.directory.rules.organisations import checked_name
from samsyn.directory.rules.roles import Role


@transaction.atomic
def invite_person(
    *, by: Standing, organisation_id: int, email: str, roles: Collection[Role], site: str
) -> Invitation:
    """Invite somebody by e-mail to an organisation, with roles there. The link works once.

    `site` is the address of this store, as "https://samsyn.example". Only a digest of the
    link is kept: nobody can read it afterwards, and a lost one is replaced by a new invitation.
    """
    require(by=by, deed="invite person", owner_id=organisation_id)
    if not by.operator:
        check_roles_given(by.roles, roles)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        organisation=Organisation.objects.get(pk=organisation_id),
        roles=[role.value for role in Role if role in roles],
        invited_by_id=by.person_id,
        invited_on=by.on,
        until_on=last_day(by.on),
        token_digest=token_digest(token),
    )
    known = Person.objects.filter(email__iexact=invitation.email).first()
    tell(
        by=by,
        to=invitation.email,
        template="directory/mail/invitation.txt",
        language=known.language if known else get_language() or "sv",
        invitation=invitation,
        roles=[ROLE_NAMES[Role(role)] for role in invitation.roles],
        inviter=by.person_name,
        link=f"{site}{reverse('directory:invitation_accept', args=[token])}",
    )
    note(by=by, deed="invite person", subject=invitation, text=_roles_in_words(roles))
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: Standing, invitation_id: int) -> Invitation:
    """Take an invitation back; its link says so from now on."""
    seen = invitations_for(by).get(pk=invitation_id)
    require(by=by, deed="invite person", owner_id=seen.organisation_id)
    invitation = Invitation.objects.select_for_update().get(pk=seen.pk)
    check_open(state_of(invitation), by.on)
    invitation.withdrawn = True
    invitation.save(update_fields=["withdrawn"])
    note(
        by=by,
        deed="withdraw invitation",
        subject=invitation,
        text=_roles_in_words([Role(role) for role in invitation.roles]),
    )
    return invitation


@transaction.atomic
def accept_invitation(*, by: Standing, token: str, name: str = "", password: str = "") -> Person:
    """Take up an invitation: as the one signed in, or as a new person with name and password.

    An address that already signs in here must do so first: a link in a mail opens no account.
    """
    invitation = (
        Invitation.objects.select_for_update().filter(token_digest=token_digest(token)).first()
    )
    if invitation is None:
        raise unknown_link()
    check_open(state_of(invitation), by.on)
    if by.person_id is not None:
        person = Person.objects.get(pk=by.person_id)
    else:
        person = _new_person(invitation.email, name, password)
    for role in invitation.roles:
        _start_role(by, person, invitation.organisation_id, Role(role))
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_by"])
    note(
        by=_as(by, person, invitation),
        deed="accept invitation",
        subject=invitation,
        text=_roles_in_words([Role(role) for role in invitation.roles]),
    )
    return person


@transaction.atomic
def change_roles(
    *, by: Standing, organisation_id: int, person_id: int, roles: Collection[Role]
) -> None:
    """Give a person exactly these roles at an organisation, from today; those left out end."""
    require(by=by, deed="change roles", owner_id=organisation_id)
    current = list(
        _current(by, organisation_id).select_for_update().filter(person=person_id).order_by("pk")
    )
    if not current:
        raise Membership.DoesNotExist
    ended = [row for row in current if Role(row.role) not in roles]
    _end(by, organisation_id, ended)
    held = {Role(row.role) for row in current}
    for role in Role:
        if role in roles and role not in held:
            _start_role(by, current[0].person, organisation_id, role)
    note(by=by, deed="change roles", subject=current[0].person, text=_roles_in_words(roles))


@transaction.atomic
def end_role(*, by: Standing, membership_id: int, reason: str = "") -> Membership:
    """End one role of a person: from now on it opens nothing. The row stays, with its last day."""
    seen = memberships_for(by).get(pk=membership_id)
    require(by=by, deed="change roles", owner_id=seen.organisation_id)
    membership = Membership.objects.select_for_update().get(pk=seen.pk)
    if membership.until_on is not None and membership.until_on < by.on:
        raise Problem(
            "role-ended",
            words("The role ended on %(until_on)s already. Nothing needs to be done."),
            until_on=membership.until_on,
        )
    _end(by, membership.organisation_id, [membership])
    ended = _roles_in_words([Role(membership.role)])
    note(by=by, deed="end role", subject=membership.person, reason=reason, text=ended)
    return membership


def _roles_in_words(roles: Collection[Role]) -> str:
    """The roles for the journal, which never names a person: it points at her by key.

    So erasing a person leaves nothing of her in lines that cannot be changed.
    """
    return ", ".join(role.value.replace("_", " ") for role in Role if role in roles)


def _current(by: Standing, organisation_id: int) -> "QuerySet[Membership]":
    today = Q(until_on__isnull=True) | Q(until_on__gte=by.on)
    return Membership.objects.filter(today, organisation=organisation_id)


def _end(by: Standing, organisation_id: int, memberships: Collection[Membership]) -> None:
    """Let yesterday be the last day of the roles, so that they open nothing today."""
    ended = [Role(row.role) for row in memberships]
    keys = [row.pk for row in memberships]
    if not by.operator:
        others = _current(by, organisation_id).select_for_update().exclude(pk__in=keys)
        administrators = others.filter(role=Role.ADMINISTRATOR, person__is_active=True)
        check_still_administered(ended, len(administrators))
    for row in memberships:
        row.until_on = by.on - timedelta(days=1)
        row.save(update_fields=["until_on"])


def _start_role(by: Standing, person: Person, organisation_id: int, role: Role) -> None:
    Membership.objects.get_or_create(
        person=person,
        organisation_id=organisation_id,
        role=role,
        until_on=None,
        defaults={"from_on": by.on},
    )


def _new_person(email: str, name: str, password: str) -> Person:
    if Person.objects.filter(email__iexact=email).exists():
        raise Problem(
            "invitation-sign-in",
            words(
                "%(email)s already signs in here. Sign in first, then open the link again, "
                "so that the new roles are added to the same person."
            ),
            email=email,
        )
    person = Person(email=email, name=checked_name(name), language=get_language() or "sv")
    try:
        validate_password(password, person)
    except ValidationError as refused:
        raise Problem(
            "password-weak",
            words("The password is not accepted. %(why)s"),
            why=" ".join(refused.messages),
        ) from refused
    person.set_password(password)
    person.save()
    return person


def _as(by: Standing, person: Person, invitation: Invitation) -> Standing:
    """The standing that the journal names: the one who accepts, for the one that invited."""
    return Standing(
        on=by.on,
        person_id=person.pk,
        person_name=str(person),
        organisation_id=invitation.organisation_id,
    )
