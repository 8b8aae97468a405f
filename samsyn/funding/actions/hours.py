"""Own hours of companies: every participation's hours belong to exactly one grant."""

from django.db import transaction
from django.db.models import Count, Q, Sum

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantHours
from samsyn.funding.queries.hours import exact, participations_of, with_holder
from samsyn.funding.queries.parties import party_of
from samsyn.funding.rules.grants import Assigned
from samsyn.programme.models import Programme

IN_ONE_GO = 5_000


@transaction.atomic
def assign_hours(*, by: Standing, grant_id: int) -> Assigned:
    """Let all unassigned own hours of the grant's programme, between the grant's days, be its own.

    Hours that belong to another grant stay there and are counted. The row of the programme
    is locked, so that two grants cannot take the same hours at once.
    """
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    require(by=by, deed="assign hours", owner_id=party_of(grant, by))
    if grant.programme_id is None:
        raise Problem(
            "grant-without-programme",
            words(
                "Grant %(number)s does not say which programme it pays for, so no hours can "
                "belong to it. Name the programme first."
            ),
            number=grant.number,
        )
    Programme.objects.select_for_update().get(pk=grant.programme_id)
    rows = with_holder(participations_of(grant))
    free = Q(held_by__isnull=True, hours__isnull=False)
    counts = rows.aggregate(
        taken=Count("pk", filter=free),
        sum_of_hours=Sum("hours", filter=free),
        already=Count("pk", filter=Q(held_by=grant.pk)),
        elsewhere=Count("pk", filter=Q(held_by__isnull=False) & ~Q(held_by=grant.pk)),
        unknown=Count("pk", filter=Q(held_by__isnull=True, hours__isnull=True)),
    )
    hours = exact(counts.pop("sum_of_hours"))
    assigned = Assigned(hours=hours, **counts)
    if assigned.taken == 0:
        raise Problem(
            "no-hours-to-assign",
            words(
                "No own hours of the programme between the grant's days are unassigned: "
                "%(already)s participations belong to this grant, %(elsewhere)s to another, "
                "and %(unknown)s have no hours noted. Note hours, or release them elsewhere."
            ),
            already=assigned.already,
            elsewhere=assigned.elsewhere,
            unknown=assigned.unknown,
        )
    keys = list(rows.filter(free).values_list("pk", flat=True))
    GrantHours.objects.bulk_create(
        (GrantHours(participation_id=key, grant=grant) for key in keys), batch_size=IN_ONE_GO
    )
    note(by=by, deed="assign hours", subject=grant, text=f"{grant}: {assigned.hours} hours")
    return assigned


@transaction.atomic
def release_hours(*, by: Standing, grant_id: int) -> int:
    """Take all own hours from the grant, so that they belong to none; how many participations."""
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    require(by=by, deed="assign hours", owner_id=party_of(grant, by))
    released, _kinds = GrantHours.objects.filter(grant=grant).delete()
    if released == 0:
        raise Problem(
            "no-hours-to-release",
            words("No own hours belong to grant %(number)s, so there are none to release."),
            number=grant.number,
        )
    note(by=by, deed="release hours", subject=grant, text=f"{grant}: {released} participations")
    return released
