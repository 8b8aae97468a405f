"""Programmes as doors read them. Programmes and their parties are open to all."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import may
from samsyn.programme.models import Activity, Party, Programme, ProgrammeGoal
from samsyn.programme.queries.activities import activities_for
from samsyn.programme.queries.work import programmes_at_work
from samsyn.programme.rules.kinds import PartyRole
from samsyn.strategy.models import Goal
from samsyn.strategy.queries import goals_for

LATEST = 8
"""Activities shown on the page of a programme."""


def programmes_for(viewer: Standing) -> QuerySet[Programme]:
    """The programmes that the viewer may see, in Swedish order."""
    return (
        Programme.objects.filter(may_see(viewer, "programme", owner="host", programme="pk"))
        .select_related("host")
        .order_by("sort_key", "pk")
    )


def programmes_counted(viewer: Standing) -> QuerySet[Programme]:
    """The programmes of `programmes_for`, each with `party_count` of today and `goal_count`."""
    now = Q(parties__until_on__isnull=True) | Q(parties__until_on__gte=viewer.on)
    return programmes_for(viewer).annotate(
        party_count=Count(
            "parties", filter=now & Q(parties__from_on__lte=viewer.on), distinct=True
        ),
        goal_count=Count("goal_links", distinct=True),
    )


def programmes_narrowed(
    rows: QuerySet[Programme], viewer: Standing, *, text: str = "", when: str = ""
) -> QuerySet[Programme]:
    """The programmes among the rows that fit. `when` is running, coming or ended."""
    if text:
        rows = rows.filter(holds(text, "title_sv", "title_en", "host__name"))
    if when == "running":
        open_end = Q(ends_on__isnull=True) | Q(ends_on__gte=viewer.on)
        rows = rows.filter(open_end, starts_on__lte=viewer.on)
    elif when == "coming":
        rows = rows.filter(starts_on__gt=viewer.on)
    elif when == "ended":
        rows = rows.filter(ends_on__lt=viewer.on)
    return rows


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """The parties of one role today."""

    role: PartyRole
    parties: list[Party]


@dataclass(frozen=True, slots=True)
class ProgrammeSheet:
    """All that the public page of a programme shows from this room.

    `activities` is None for those outside the house; `activity_count` goes with it.
    """

    programme: Programme
    party_groups: list[PartyGroup]
    ended_parties: list[Party]
    goal_links: list[ProgrammeGoal]
    activities: list[Activity] | None
    activity_count: int | None
    may_change: bool
    may_name_party: bool
    may_plan: bool


def programme_sheet(viewer: Standing, programme_id: int) -> ProgrammeSheet:
    """The sheet of a programme; DoesNotExist when there is none."""
    programme = programmes_for(viewer).get(pk=programme_id)
    parties = list(
        Party.objects.filter(programme=programme)
        .select_related("organisation")
        .order_by("organisation__sort_key", "pk")
    )
    ended = [p for p in parties if p.until_on is not None and p.until_on < viewer.on]
    today = [p for p in parties if p not in ended]
    in_house = viewer.support or viewer.operator
    activities = activities_for(viewer).filter(programme=programme) if in_house else None
    own = viewer.operator or programme.host_id == viewer.organisation_id
    return ProgrammeSheet(
        programme=programme,
        party_groups=[
            PartyGroup(role, [p for p in today if p.role == role])
            for role in PartyRole
            if any(p.role == role for p in today)
        ],
        ended_parties=ended,
        goal_links=list(
            ProgrammeGoal.objects.filter(programme=programme)
            .select_related("goal")
            .order_by("goal__sort_key", "pk")
        ),
        activities=None if activities is None else list(activities[:LATEST]),
        activity_count=None if activities is None else activities.count(),
        may_change=viewer.operator or (own and may(viewer.roles, "change programme")),
        may_name_party=viewer.operator or (own and may(viewer.roles, "name party")),
        may_plan=viewer.operator
        or (
            may(viewer.roles, "plan activity")
            and programmes_at_work(viewer).filter(pk=programme_id).exists()
        ),
    )


def party_of(viewer: Standing, party_id: int) -> Party:
    """One party of a programme; DoesNotExist when there is none."""
    return (
        Party.objects.filter(may_see(viewer, "party", owner="programme__host"))
        .select_related("programme", "organisation")
        .get(pk=party_id)
    )


def goals_proposed(viewer: Standing, programme_id: int | None) -> list[tuple[Goal, str]]:
    """The goals of a programme with their reasons, proposed for what is planned in it."""
    if programme_id is None:
        return []
    links = ProgrammeGoal.objects.filter(
        programme__in=programmes_for(viewer), programme=programme_id
    )
    return [(link.goal, link.reason) for link in links.select_related("goal").order_by("pk")]


def goal_asked_for(viewer: Standing, text: str) -> list[tuple[Goal, str]]:
    """The goal whose key stands in an address, proposed; nothing when there is no such goal."""
    if not (text.isascii() and text.isdigit()):
        return []
    return [(goal, "") for goal in goals_for(viewer).filter(pk=int(text))]


def goal_reasons(viewer: Standing, reasons: dict[int, str]) -> list[tuple[Goal, str]]:
    """The goals with these keys, each with its reason; DoesNotExist when one is not there."""
    goals = goals_for(viewer).in_bulk(list(reasons))
    if len(goals) < len(reasons):
        raise Goal.DoesNotExist
    return [(goals[key], reason) for key, reason in reasons.items()]
