"""Calls as doors read them, with what is left of their money."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from samsyn.dialogue.models import Tour
from samsyn.dialogue.queries.tours import tours_for
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Application, Call, CallGoal, Decision
from samsyn.funding.queries.applications import applications_for
from samsyn.funding.queries.criteria import CriterionLine, criterion_lines, submitted_to
from samsyn.funding.queries.deeds import may_apply
from samsyn.funding.rules.budget import left_sek
from samsyn.funding.rules.calls import CallState, CallTime, time_of
from samsyn.funding.rules.steps import Step

SHOWN = 20
"""Applications that a call's own page lists; the rest stand in the list of applications."""
ORE = Decimal("0.01")


def calls_for(viewer: Standing) -> QuerySet[Call]:
    """The calls that the viewer may see, newest first: calls are open to all."""
    return (
        Call.objects.filter(may_see(viewer, "call"))
        .select_related("owner")
        .order_by("-opens_on", "-pk")
    )


def open_calls_for(viewer: Standing) -> QuerySet[Call]:
    """The calls that take applications today, those that close first first."""
    return calls_for(viewer).filter(_in_state(viewer, CallState.OPEN)).order_by("closes_on", "pk")


def calls_to_judge_by(viewer: Standing) -> QuerySet[Call]:
    """The calls whose criteria the viewer may write: her own, not closed, nobody has applied."""
    own = calls_for(viewer).filter(owner=viewer.organisation_id, closes_on__gte=viewer.on)
    applied = Application.objects.exclude(step=Step.DRAFT).order_by().values("call")
    return own.exclude(pk__in=applied)


def calls_of(viewer: Standing, applications: QuerySet[Application]) -> list[tuple[int, str]]:
    """Key and title of the calls that the applications answer, newest first."""
    rows = calls_for(viewer).filter(pk__in=applications.order_by().values("call"))
    return [(call.pk, call.title) for call in rows]


def calls_within(
    viewer: Standing, rows: QuerySet[Call], *, search: str = "", state: str = ""
) -> QuerySet[Call]:
    """The rows that hold every word of the text and are in the state today."""
    if state:
        rows = rows.filter(_in_state(viewer, CallState(state)))
    return rows.filter(holds(search, "title_sv", "title_en", "summary", "owner__search_text"))


def _in_state(viewer: Standing, state: CallState) -> Q:
    if state is CallState.COMING:
        return Q(opens_on__gt=viewer.on)
    if state is CallState.CLOSED:
        return Q(closes_on__lt=viewer.on)
    return Q(opens_on__lte=viewer.on, closes_on__gte=viewer.on)


def granted_from(call_ids: Collection[int]) -> dict[int, Decimal]:
    """Kronor granted so far from each of the calls, by key; a call without grants is not there."""
    sums = (
        Decision.objects.filter(application__call__in=call_ids)
        .values_list("application__call")
        .annotate(Sum("granted_sek"))
        .order_by()
    )
    return {key: Decimal(granted).quantize(ORE) for key, granted in sums}


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in a list: where today lies in its life, and the kronor left."""

    call: Call
    time: CallTime
    left_sek: Decimal


def call_lines(viewer: Standing, rows: Iterable[Call]) -> list[CallLine]:
    """The calls of a page with their money left, in one query more."""
    calls = list(rows)
    granted = granted_from([call.pk for call in calls])
    return [
        CallLine(
            call,
            time_of(call.opens_on, call.closes_on, viewer.on),
            left_sek(call.budget_sek, [granted.get(call.pk, Decimal(0))]),
        )
        for call in calls
    ]


@dataclass(frozen=True, slots=True)
class CallSheet:
    """All that the page about a call shows; `tour` only where the viewer may see it."""

    call: Call
    tour: Tour | None
    time: CallTime
    granted_sek: Decimal
    left_sek: Decimal
    goal_links: list[CallGoal]
    criteria: list[CriterionLine]
    applications: list[Application]
    application_count: int
    may_change: bool
    may_set_criterion: bool
    may_apply: bool


def call_sheet(viewer: Standing, call_id: int) -> CallSheet:
    """One call, with the goals it aims at and the applications the viewer may see."""
    call = calls_for(viewer).get(pk=call_id)
    time = time_of(call.opens_on, call.closes_on, viewer.on)
    granted = granted_from([call.pk]).get(call.pk, Decimal(0))
    applications = applications_for(viewer).filter(call=call)
    return CallSheet(
        call=call,
        tour=tours_for(viewer).filter(pk=call.tour_id).first() if call.tour_id else None,
        time=time,
        granted_sek=granted,
        left_sek=left_sek(call.budget_sek, [granted]),
        goal_links=list(goal_links_of(call)),
        criteria=criterion_lines(viewer, call.pk),
        applications=list(applications[:SHOWN]),
        application_count=applications.count(),
        may_change=may_do(viewer, "change call", call.owner_id),
        may_set_criterion=(
            may_do(viewer, "set criterion", call.owner_id) and submitted_to(call) == 0
        ),
        may_apply=(
            time.state is CallState.OPEN
            and may_apply(viewer)
            and viewer.organisation_id != call.owner_id
        ),
    )


def goal_links_of(call: Call) -> QuerySet[CallGoal]:
    """The goals a call aims at, with the reasons, in Swedish order."""
    return call.goal_links.select_related("goal").order_by("goal__sort_key", "pk")


def calls_of_tour(viewer: Standing, tour_id: int) -> list[Call]:
    """The calls that came of a tour, newest first."""
    return list(calls_for(viewer).filter(tour=tour_id))


@dataclass(frozen=True, slots=True)
class CountyAnswers:
    """How many have applied for work in a county, of what the viewer may see, and been granted."""

    applied: int
    granted: int


def answers_by_county(viewer: Standing, call_ids: Collection[int]) -> dict[str, CountyAnswers]:
    """What calls have come to, by code of the county; grants are open to all."""
    seen = applications_for(viewer).filter(call__in=call_ids).exclude(step=Step.DRAFT)
    applied = dict(
        Application.objects.filter(pk__in=seen.order_by().values("pk"), counties__isnull=False)
        .values_list("counties")
        .annotate(Count("pk", distinct=True))
        .order_by()
    )
    granted = dict(
        Decision.objects.filter(
            application__call__in=call_ids, granted_sek__gt=0, application__counties__isnull=False
        )
        .values_list("application__counties")
        .annotate(Count("pk", distinct=True))
        .order_by()
    )
    return {
        code: CountyAnswers(applied.get(code, 0), granted.get(code, 0))
        for code in sorted(applied.keys() | granted.keys())
    }
