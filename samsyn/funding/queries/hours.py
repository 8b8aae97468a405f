"""Companies' own hours and the one grant they belong to."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantHours
from samsyn.programme.models import Participation

ORE = Decimal("0.01")


def hours_for(viewer: Standing) -> QuerySet[GrantHours]:
    """Which grant each participation's hours belong to, where the viewer takes part."""
    return GrantHours.objects.filter(
        may_see(
            viewer,
            "hours",
            owner="grant__recipient",
            grant="grant",
            programme="participation__activity__programme",
        )
    )


def may_see_hours(viewer: Standing, grant: Grant) -> bool:
    """Whether the viewer takes part in the grant or in the programme it pays for."""
    seen = may_see(viewer, "hours", owner="recipient", grant="pk", programme="programme")
    return Grant.objects.filter(seen, pk=grant.pk).exists()


def participations_of(grant: Grant) -> QuerySet[Participation]:
    """The participations of the grant's programme between the grant's days; an open end is open."""
    rows = Participation.objects.filter(activity__programme=grant.programme_id)
    if grant.programme_id is None:
        return rows.none()
    if grant.starts_on is not None:
        rows = rows.filter(on__gte=grant.starts_on)
    if grant.ends_on is not None:
        rows = rows.filter(on__lte=grant.ends_on)
    return rows


def with_holder(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """The participations with `held_by`: the key of the grant their hours belong to, or None."""
    links = GrantHours.objects.filter(participation=OuterRef("pk"))
    return rows.annotate(held_by=Subquery(links.values("grant")[:1]))


@dataclass(frozen=True, slots=True)
class HoursFigures:
    """A grant's own hours: those it has, and those of its programme and days it could have."""

    assigned: int
    assigned_hours: Decimal
    free: int
    free_hours: Decimal
    elsewhere: int
    unknown: int


def hours_of(grant: Grant) -> HoursFigures:
    """The figures of a grant's own hours, in hours and in numbers of participations."""
    has = GrantHours.objects.filter(grant=grant).aggregate(
        number=Count("pk"), hours=Sum("participation__hours")
    )
    free = Q(held_by__isnull=True, hours__isnull=False)
    could = with_holder(participations_of(grant)).aggregate(
        free=Count("pk", filter=free),
        free_hours=Sum("hours", filter=free),
        elsewhere=Count("pk", filter=Q(held_by__isnull=False) & ~Q(held_by=grant.pk)),
        unknown=Count("pk", filter=Q(held_by__isnull=True, hours__isnull=True)),
    )
    return HoursFigures(
        assigned=has["number"],
        assigned_hours=exact(has["hours"]),
        free=could["free"],
        free_hours=exact(could["free_hours"]),
        elsewhere=could["elsewhere"],
        unknown=could["unknown"],
    )


def exact(total: Decimal | None) -> Decimal:
    """A sum from the database to the hundredth; no rows are a measured zero."""
    return (total or Decimal(0)).quantize(ORE)
