"""Who stands close to a company: itself, its coach, and whom it has given permission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samsyn.directory.models import Membership, Person, Tie
from samsyn.directory.queries.sight import tied_keys
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.directory.rules.roles import Role, may

CLOSE = (TieRole.COACH, TieRole.PERMITTED)


@dataclass(frozen=True, slots=True)
class CloseOne:
    """A coach, or an organisation with permission, and between which days."""

    tie_id: int
    name: str
    role: TieRole
    from_on: date
    until_on: date | None
    may_end: bool


def stands_close(viewer: Standing, company_id: int) -> bool:
    """Whether the viewer is the company, its coach, permitted by it, or the operator."""
    if viewer.operator or company_id == viewer.organisation_id:
        return True
    return tied_keys(viewer, TieKind.COMPANY, *CLOSE).filter(key=company_id).exists()


def close_ones(
    viewer: Standing, company_id: int, roles: Sequence[TieRole] = CLOSE
) -> list[CloseOne]:
    """The coaches and permitted organisations of a company today, coaches first."""
    ties = (
        Tie.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
            kind=TieKind.COMPANY,
            key=company_id,
            role__in=roles,
        )
        .select_related("organisation", "person")
        .order_by("role", "pk")
    )
    own = viewer.operator or (
        company_id == viewer.organisation_id and may(viewer.roles, "give permission")
    )
    mine: set[int | None] = set()
    if may(viewer.roles, "name coach"):
        mine.update(coaches_at(viewer).values_list("pk", flat=True))
    return [
        CloseOne(
            tie_id=tie.pk,
            name=str(tie.organisation or tie.person),
            role=TieRole(tie.role),
            from_on=tie.from_on,
            until_on=tie.until_on,
            may_end=own or (tie.role == TieRole.COACH and tie.person_id in mine),
        )
        for tie in ties
    ]


def coaches_at(viewer: Standing) -> QuerySet[Person]:
    """The people who coach at the organisation that the viewer acts for, today."""
    at_work = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        from_on__lte=viewer.on,
        role=Role.COACH,
    )
    if not viewer.operator:
        at_work = at_work.filter(organisation=viewer.organisation_id)
    return Person.objects.filter(pk__in=at_work.values("person"), is_active=True).order_by(
        "name", "pk"
    )


def tie_to_end(viewer: Standing, tie_id: int) -> Tie:
    """A coach's or permitted organisation's tie that the viewer may end, else DoesNotExist."""
    tie = Tie.objects.get(pk=tie_id, kind=TieKind.COMPANY, role__in=CLOSE)
    if not any(one.tie_id == tie_id and one.may_end for one in close_ones(viewer, tie.key)):
        raise Tie.DoesNotExist
    return tie
