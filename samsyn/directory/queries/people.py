"""People, their roles and invitations, as the organisation's own administrators read them."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from samsyn.directory.models import Invitation, Membership, Person
from samsyn.directory.models.people import ROLE_NAMES
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import is_demo_store, may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.memberships import (
    InvitationState,
    check_open,
    token_digest,
    unknown_link,
)
from samsyn.directory.rules.roles import Role, may

DEMO_ADDRESS = "@demo.example"
"""What the e-mail addresses of the cast end with; no real address can."""


def memberships_for(viewer: Standing) -> QuerySet[Membership]:
    """The roles at the viewer's own organisation, for those who may see its people."""
    return Membership.objects.filter(
        may_see(viewer, "person", owner="organisation")
    ).select_related("person", "organisation")


def people_for(viewer: Standing, *, ended: bool = False) -> QuerySet[Person]:
    """The people with a role at the viewer's organisation today, or those whose roles have ended.

    Each has `roles_here`: the roles to show.
    """
    roles = memberships_for(viewer)
    today = Q(until_on__isnull=True) | Q(until_on__gte=viewer.on)
    current = roles.filter(today)
    shown = roles.exclude(today) if ended else current
    rows = Person.objects.filter(pk__in=shown.order_by().values("person"))
    if ended:
        rows = rows.exclude(pk__in=current.order_by().values("person"))
    prefetch = Prefetch("memberships", shown.order_by("from_on", "pk"), to_attr="roles_here")
    return rows.prefetch_related(prefetch).order_by("name", "pk")


def people_like(rows: QuerySet[Person], *, search: str = "", role: str = "") -> QuerySet[Person]:
    """The people that the filters of the list leave; an empty filter leaves all."""
    rows = rows.filter(holds(search, "name", "email"))
    return rows.filter(memberships__role=role).distinct() if role else rows


def invitations_for(viewer: Standing) -> QuerySet[Invitation]:
    """The invitations to the viewer's organisation that still wait for an answer."""
    return (
        Invitation.objects.filter(
            may_see(viewer, "invitation", owner="organisation"),
            accepted_by__isnull=True,
            withdrawn=False,
            until_on__gte=viewer.on,
        )
        .select_related("organisation", "invited_by")
        .order_by("-pk")
    )


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """A person at the viewer's organisation, with her roles there today."""

    person: Person
    roles: list[Role]
    organisation_id: int
    organisation_name: str


def person_sheet(viewer: Standing, key: int) -> PersonSheet:
    """One person of the viewer's organisation; DoesNotExist when not to be seen."""
    current = list(
        memberships_for(viewer)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=viewer.on), person=key)
        .order_by("pk")
    )
    if not current:
        raise Person.DoesNotExist
    here = current[0].organisation
    return PersonSheet(
        person=current[0].person,
        roles=[Role(row.role) for row in current if row.organisation_id == here.pk],
        organisation_id=here.pk,
        organisation_name=here.name,
    )


def may_give_roles(viewer: Standing) -> bool:
    return viewer.operator or may(viewer.roles, "change roles")


def may_invite(viewer: Standing) -> bool:
    return viewer.organisation_id is not None and may(viewer.roles, "invite person")


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """An invitation as the one who was invited sees it."""

    invitation: Invitation
    role_names: list[str]
    has_account: bool
    """Whether somebody with the invited address already signs in here."""


def invitation_of(viewer: Standing, token: str) -> InvitationSheet:
    """The invitation behind a link, still open; refuses one that is not, and says why."""
    invitation = (
        Invitation.objects.filter(token_digest=token_digest(token))
        .select_related("organisation", "invited_by")
        .first()
    )
    if invitation is None:
        raise unknown_link()
    check_open(state_of(invitation), viewer.on)
    return InvitationSheet(
        invitation=invitation,
        role_names=[str(ROLE_NAMES[Role(role)]) for role in invitation.roles],
        has_account=Person.objects.filter(email__iexact=invitation.email).exists(),
    )


def state_of(invitation: Invitation) -> InvitationState:
    return InvitationState(
        until_on=invitation.until_on,
        withdrawn=invitation.withdrawn,
        accepted=invitation.accepted_by_id is not None,
    )


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """A person's own account."""

    person: Person
    memberships: list[Membership]
    has_password: bool


def account_of(viewer: Standing) -> AccountSheet:
    """The viewer's own account, with all her roles everywhere, ended ones last."""
    if viewer.person_id is None:
        raise Person.DoesNotExist
    person = Person.objects.get(pk=viewer.person_id)
    rows = person.memberships.select_related("organisation").order_by(
        "organisation__sort_key", "from_on", "pk"
    )
    return AccountSheet(
        person=person,
        memberships=sorted(rows, key=lambda row: row.until_on is not None),
        has_password=person.has_usable_password(),
    )


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the cast, to be signed in as with one press."""

    name: str
    person: Person
    lines: list[str]


def demo_people(viewer: Standing) -> list[DemoPerson]:
    """The made-up people; DoesNotExist in production and in stores that the demo did not make."""
    if settings.PRODUCTION or not is_demo_store(viewer):
        raise Person.DoesNotExist
    current = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on), from_on__lte=viewer.on
    ).select_related("organisation")
    people = Person.objects.filter(email__endswith=DEMO_ADDRESS, is_active=True).prefetch_related(
        Prefetch("memberships", current.order_by("pk"), to_attr="roles_here")
    )
    return [
        DemoPerson(
            name=person.email.removesuffix(DEMO_ADDRESS),
            person=person,
            lines=_lines(person.roles_here),
        )
        for person in people.order_by("name", "pk")
    ]


def demo_person(viewer: Standing, name: str) -> Person:
    """One of the made-up people by her name in the demo; DoesNotExist where there is no demo."""
    for someone in demo_people(viewer):
        if someone.name == name:
            return someone.person
    raise Person.DoesNotExist


def _lines(memberships: list[Membership]) -> list[str]:
    """Her roles in words, organisation by organisation."""
    by_home: dict[str, list[str]] = {}
    for row in memberships:
        by_home.setdefault(row.organisation.name, []).append(str(row.get_role_display()))
    return [f"{', '.join(roles)} – {home}" for home, roles in by_home.items()]
