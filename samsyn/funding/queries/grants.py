"""Grants as doors read them: open to all, with the hours they pay for to those who take part."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from samsyn.directory.models import County, Municipality, Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.kept import kept
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see, tied_keys
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.funding.models import Application, Decision, Grant, GrantGoal
from samsyn.funding.queries.applications import applications_for
from samsyn.funding.queries.hours import HoursFigures, hours_of, may_see_hours
from samsyn.programme.models import Programme

ORE = Decimal("0.01")
PAYABLE = (
    TieRole.HOST,
    TieRole.PARTNER,
    TieRole.FINANCIER,
    TieRole.GRANTOR,
    TieRole.RECIPIENT,
)
"""Parts in a programme that let a grant pay for it: its host has let them in by name."""


def grants_for(viewer: Standing) -> QuerySet[Grant]:
    """The grants that the viewer may see, by title: grants are open to all."""
    return (
        Grant.objects.filter(may_see(viewer, "grant"))
        .select_related("recipient", "grantor", "programme")
        .order_by("sort_key", "pk")
    )


def grants_within(
    rows: QuerySet[Grant],
    *,
    search: str = "",
    goal_ids: Collection[int] | None = None,
    county: str = "",
    kind: str = "",
    year: int | None = None,
    register: str = "",
    without_programme: bool = False,
    grantor: Organisation | None = None,
) -> QuerySet[Grant]:
    """The rows that fit everything asked for. `year` is the year a grant starts."""
    if goal_ids is not None:
        serving = GrantGoal.objects.filter(goal__in=goal_ids)
        rows = rows.filter(pk__in=serving.values("grant"))
    if county:
        places = Grant.counties.through.objects.filter(county=county)
        rows = rows.filter(pk__in=places.values("grant"))
    if kind:
        rows = rows.filter(recipient__kind=kind)
    if year is not None:
        rows = rows.filter(starts_on__year=year)
    if register:
        rows = rows.filter(register=register)
    if without_programme:
        rows = rows.filter(programme__isnull=True)
    if grantor is not None:
        rows = rows.filter(grantor=grantor)
    return rows.filter(holds(search, "title", "number", "recipient__search_text"))


def grant_sum(rows: QuerySet[Grant]) -> tuple[int, Decimal]:
    """How many grants the rows are, and their kronor together."""
    total = rows.order_by().aggregate(number=Count("pk"), sek=Sum("granted_sek"))
    return total["number"], (total["sek"] or Decimal(0)).quantize(ORE)


WORTH = 0.003
"""Seconds: where there are so few grants that their years are found quicker, they are not kept."""


def grant_years(viewer: Standing) -> list[int]:
    """The years in which grants start, latest first."""
    seen = Grant.objects.filter(may_see(viewer, "grant"))

    def found() -> list[int]:
        days = seen.dates("starts_on", "year", order="DESC")
        return [day.year for day in days if day is not None]

    return kept(viewer, "grant years", (), found, worth_seconds=WORTH)


def grant_registers(viewer: Standing) -> list[str]:
    """The lists that grants have come from, by name."""
    rows = Grant.objects.filter(may_see(viewer, "grant")).exclude(register="").order_by("register")
    return list(rows.values_list("register", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class GrantSheet:
    """All that the page about a grant shows. `hours` is None for those who may not see them."""

    grant: Grant
    decision: Decision | None
    application: Application | None
    goal_links: list[GrantGoal]
    counties: list[County]
    municipalities: list[Municipality]
    hours: HoursFigures | None
    may_change: bool
    may_name_programme: bool
    may_assign: bool


def grant_sheet(viewer: Standing, grant_id: int) -> GrantSheet:
    """One grant: why it was given, for what, where, and what it pays for."""
    grant = grants_for(viewer).select_related("decision__decided_by").get(pk=grant_id)
    decision = grant.decision
    application = None
    if decision is not None:
        application = applications_for(viewer).filter(pk=decision.application_id).first()
    parties = (grant.recipient_id, grant.grantor_id)
    return GrantSheet(
        grant=grant,
        decision=decision,
        application=application,
        goal_links=list(goal_links_of(grant)),
        counties=list(grant.counties.all()),
        municipalities=list(grant.municipalities.select_related("county")),
        hours=hours_of(grant) if may_see_hours(viewer, grant) else None,
        may_change=grant.grantor_id is not None and may_do(viewer, "change grant", grant.grantor_id)
        if not viewer.operator
        else True,
        may_name_programme=may_do(viewer, "pay for programme", *parties),
        may_assign=may_do(viewer, "assign hours", *parties),
    )


def goal_links_of(grant: Grant) -> QuerySet[GrantGoal]:
    """The goals a grant serves, with the reasons, in Swedish order."""
    return grant.goal_links.select_related("goal").order_by("goal__sort_key", "pk")


def payable_for(viewer: Standing, grant: Grant) -> QuerySet[Programme]:
    """The programmes that a grant may be said to pay for.

    A grant opens a programme's participations to its grantor and recipient, so the host must
    have let in one of them by name before. Of a grant that a list names, only the
    organisation that one acts for counts: a list proves no agreement between the two.
    """
    programmes = Programme.objects.filter(may_see(viewer, "programme"))
    if viewer.operator:
        return programmes
    agreed = grant.decision_id is not None
    parties = {grant.recipient_id, grant.grantor_id} if agreed else {viewer.organisation_id}
    keys: set[int] = set()
    for organisation_id in parties - {None}:
        holder = Standing(on=viewer.on, organisation_id=organisation_id)
        keys |= set(tied_keys(holder, TieKind.PROGRAMME, *PAYABLE))
    return programmes.filter(pk__in=keys)
