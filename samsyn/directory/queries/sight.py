"""Who may see which rows. Every query that a door reads filters its rows through `may_see`."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from samsyn.directory.models import Membership, Organisation, Person, Store, Tie
from samsyn.directory.rules.access import LEVELS, SEALED_ROLES, Level, Standing, visitor
from samsyn.directory.rules.kinds import SUPPORT_KINDS, TieKind, TieRole
from samsyn.directory.rules.roles import Role

NOBODY = Q(pk__in=[])
EVERYBODY = ~Q(pk__in=[])
"""Not an empty Q(): that would vanish when it is joined with another by `|`."""


def tied_keys(viewer: Standing, kind: TieKind, *roles: TieRole) -> QuerySet[Tie, int]:
    """The keys of the companies, programmes or grants that the viewer is tied to today."""
    holder = Q(pk__in=[])
    if viewer.organisation_id is not None:
        holder |= Q(organisation=viewer.organisation_id)
    if viewer.person_id is not None:
        holder |= Q(person=viewer.person_id)
    ties = Tie.objects.filter(
        holder,
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        kind=kind,
        from_on__lte=viewer.on,
    )
    if roles:
        ties = ties.filter(role__in=roles)
    return ties.values_list("key", flat=True)


def may_see(
    viewer: Standing,
    kind: str,
    *,
    owner: str | None = None,
    programme: str | None = None,
    grant: str | None = None,
    company: str | None = None,
    company_ids: Collection[int] | None = None,
) -> Q:
    """The rows of a kind of record that the viewer may see, as a filter.

    The arguments name the fields that hold the owning organisation and the keys of the
    programme, grant and company that a row belongs to. A kind that is not in the table
    of `directory/rules/access.py` is seen by nobody. With `company_ids`, for rows that are
    known to be of these companies, ties to others are not looked up.
    """
    level = LEVELS.get(kind)
    if level is None:
        return NOBODY
    if viewer.operator or level is Level.OPEN:
        return EVERYBODY
    if viewer.organisation_id is None:
        return NOBODY
    if level is Level.SEALED:
        if owner is None or not (viewer.roles & SEALED_ROLES[kind]):
            return NOBODY
        return Q(**{owner: viewer.organisation_id})
    own = NOBODY
    if owner is not None:
        own |= Q(**{owner: viewer.organisation_id})
    if company is not None:
        own |= Q(**{company: viewer.organisation_id})
    if level is Level.HOUSE:
        return EVERYBODY if viewer.support else own
    if level is Level.COMPANY:
        if company is not None:
            ties = tied_keys(viewer, TieKind.COMPANY, *_CLOSE_TO_A_COMPANY)
            if company_ids is not None:
                ties = ties.filter(key__in=company_ids)
            own |= Q(**{f"{company}__in": ties})
        return own
    if programme is not None:
        own |= Q(**{f"{programme}__in": tied_keys(viewer, TieKind.PROGRAMME, *_AT_WORK)})
    if grant is not None:
        own |= Q(**{f"{grant}__in": tied_keys(viewer, TieKind.GRANT, *_AT_WORK)})
    return own


_CLOSE_TO_A_COMPANY = (TieRole.COACH, TieRole.PERMITTED)
_AT_WORK = (
    TieRole.HOST,
    TieRole.PARTNER,
    TieRole.GRANTOR,
    TieRole.RECIPIENT,
    TieRole.COACH,
)
"""A stakeholder or financier is named on the public page and sees no more than others do."""


def is_support(organisation: Organisation) -> bool:
    """Whether its members belong to the house: it supports companies and is not commercial."""
    return organisation.kind in SUPPORT_KINDS and organisation.commercial is not True


def standing_of(person: Person, wanted: int | None, viewer: Standing) -> Standing:
    """The person's standing: for the wanted organisation if she is at it, else for her first.

    `viewer` brings the day. A person without any role stands for no organisation.
    """
    memberships = list(
        Membership.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
            person=person,
            from_on__lte=viewer.on,
        )
        .select_related("organisation")
        .order_by("pk")
    )
    homes = {m.organisation_id: m.organisation for m in memberships}
    if not homes:
        return Standing(on=viewer.on, person_id=person.pk, person_name=str(person))
    home_id = wanted if wanted in homes else next(iter(homes))
    home = homes[home_id]
    return Standing(
        on=viewer.on,
        person_id=person.pk,
        person_name=str(person),
        organisation_id=home_id,
        organisation_name=home.name,
        support=is_support(home),
        roles=frozenset(Role(m.role) for m in memberships if m.organisation_id == home_id),
    )


def homes_of(viewer: Standing) -> list[tuple[int, str]]:
    """The organisations that the viewer may act for, in order: key and name."""
    if viewer.person_id is None:
        return []
    return list(
        Organisation.objects.filter(
            Q(memberships__until_on__isnull=True) | Q(memberships__until_on__gte=viewer.on),
            memberships__person=viewer.person_id,
            memberships__from_on__lte=viewer.on,
        )
        .distinct()
        .order_by("sort_key", "pk")
        .values_list("pk", "name")
    )


def is_demo_store(viewer: Standing) -> bool:
    """Whether the demo made this store; only then do one-click sign-in links exist."""
    return Store.objects.filter(made_by_demo=True).exists()


__all__ = [
    "homes_of",
    "is_demo_store",
    "is_support",
    "may_see",
    "standing_of",
    "tied_keys",
    "visitor",
]
