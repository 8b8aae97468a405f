"""Applications as doors read them: a draft is its applicant's alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from samsyn.directory.models import County
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Application, CallGoal, Decision, Grant
from samsyn.funding.queries.criteria import CriterionLine, criterion_lines
from samsyn.funding.rules.budget import left_sek
from samsyn.funding.rules.calls import CallState, CallTime, time_of
from samsyn.funding.rules.steps import Step


def applications_for(viewer: Standing) -> QuerySet[Application]:
    """The applications that the viewer may read, newest first.

    The applicant's people read all of its own; the people of the call's owner read what
    has been submitted. A draft is seen by its applicant alone.
    """
    seen = may_see(viewer, "application", owner="applicant")
    if viewer.organisation_id is not None:
        seen |= Q(call__owner=viewer.organisation_id) & ~Q(step=Step.DRAFT)
    return (
        Application.objects.filter(seen)
        .select_related("call", "applicant", "decision")
        .order_by("-pk")
    )


def applications_within(
    rows: QuerySet[Application],
    *,
    search: str = "",
    step: str = "",
    call_id: int | None = None,
    closed_before: date | None = None,
) -> QuerySet[Application]:
    """The rows that hold every word of the text, at the step and under the call.

    With `closed_before`, those that wait for a decision though the call closed before that day.
    """
    if closed_before is not None:
        rows = rows.filter(step=Step.SUBMITTED, call__closes_on__lt=closed_before)
    if step:
        rows = rows.filter(step=step)
    if call_id is not None:
        rows = rows.filter(call=call_id)
    return rows.filter(holds(search, "title", "call__title_sv", "applicant__search_text"))


def decision_of(application: Application) -> Decision | None:
    """The decision on an application, or None before there is one."""
    return getattr(application, "decision", None)


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """All that the pages about one application show, and what may be done with it."""

    application: Application
    time: CallTime
    left_sek: Decimal
    counties: list[County]
    goal_links: list[CallGoal]
    criteria: list[CriterionLine]
    decision: Decision | None
    grant: Grant | None
    may_change: bool
    may_submit: bool
    may_decide: bool


def application_sheet(viewer: Standing, application_id: int) -> ApplicationSheet:
    """One application with its call's days and money, and its decision when there is one."""
    application = (
        applications_for(viewer)
        .select_related("call__owner", "decision__decided_by")
        .get(pk=application_id)
    )
    call, decision = application.call, decision_of(application)
    time = time_of(call.opens_on, call.closes_on, viewer.on)
    granted = Decision.objects.filter(application__call=call).aggregate(sek=Sum("granted_sek"))
    draft = application.step == Step.DRAFT
    applicant_id = application.applicant_id
    return ApplicationSheet(
        application=application,
        time=time,
        left_sek=left_sek(call.budget_sek, [granted["sek"] or Decimal(0)]),
        counties=list(application.counties.all()),
        goal_links=list(call.goal_links.select_related("goal").order_by("goal__sort_key", "pk")),
        criteria=criterion_lines(viewer, call.pk),
        decision=decision,
        grant=Grant.objects.filter(decision=decision).first() if decision else None,
        may_change=draft and may_do(viewer, "write application", applicant_id),
        may_submit=(
            draft
            and time.state is CallState.OPEN
            and may_do(viewer, "submit application", applicant_id)
        ),
        may_decide=(
            application.step == Step.SUBMITTED
            and may_do(viewer, "decide application", call.owner_id)
        ),
    )
