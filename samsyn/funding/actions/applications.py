"""What changes applications: written, submitted, decided; a decision to grant makes the grant."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.directory.actions.journal import note, require
from samsyn.directory.actions.ties import tie
from samsyn.directory.models import County
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.funding.models import Application, Call, Decision, Grant, GrantGoal
from samsyn.funding.queries.parties import acting_for
from samsyn.funding.queries.places import counties_with
from samsyn.funding.rules.budget import check_granted, left_sek
from samsyn.funding.rules.calls import check_open
from samsyn.funding.rules.grants import check_period, grant_number
from samsyn.funding.rules.steps import Step, check_step


@transaction.atomic
def write_application(
    *,
    by: Standing,
    call_id: int,
    title: str,
    summary: str = "",
    asked_sek: Decimal,
    starts_on: date,
    ends_on: date,
    county_codes: Collection[str],
) -> Application:
    """Start a draft in an open call, for the support organisation one acts for."""
    require(by=by, deed="write application", owner_id=by.organisation_id)
    applicant_id = acting_for(by)
    call = Call.objects.get(pk=call_id)
    _check_applicant(by, call)
    check_open(call.opens_on, call.closes_on, by.on)
    _check_plan(asked_sek, starts_on, ends_on)
    counties = _counties(county_codes)
    application = Application.objects.create(
        call=call,
        applicant_id=applicant_id,
        title=title,
        summary=summary,
        asked_sek=asked_sek,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    application.counties.set(counties)
    note(by=by, deed="write application", subject=application)
    return application


@transaction.atomic
def change_application(
    *,
    by: Standing,
    application_id: int,
    title: str,
    summary: str = "",
    asked_sek: Decimal,
    starts_on: date,
    ends_on: date,
    county_codes: Collection[str],
) -> Application:
    """Change a draft. What has been submitted stands as it was sent."""
    application = Application.objects.select_for_update().get(pk=application_id)
    require(by=by, deed="write application", owner_id=application.applicant_id)
    if application.step != Step.DRAFT:
        raise Problem(
            "application-submitted",
            words(
                "The application was submitted on %(submitted_on)s and stands as it was sent. "
                "Write to the case handler of the call if something has changed."
            ),
            submitted_on=application.submitted_on,
        )
    _check_plan(asked_sek, starts_on, ends_on)
    counties = _counties(county_codes)
    application.title, application.summary = title, summary
    application.asked_sek = asked_sek
    application.starts_on, application.ends_on = starts_on, ends_on
    application.save(update_fields=["title", "summary", "asked_sek", "starts_on", "ends_on"])
    application.counties.set(counties)
    note(by=by, deed="write application", subject=application)
    return application


@transaction.atomic
def submit_application(*, by: Standing, application_id: int) -> Application:
    """Send a draft to the call's owner while the call is open; from then on nobody changes it."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=application_id)
    require(by=by, deed="submit application", owner_id=application.applicant_id)
    check_step(Step(application.step), Step.SUBMITTED)
    call = application.call
    check_open(call.opens_on, call.closes_on, by.on)
    application.step = Step.SUBMITTED
    application.submitted_on = by.on
    application.save(update_fields=["step", "submitted_on"])
    note(by=by, deed="submit application", subject=application)
    return application


@transaction.atomic
def decide_application(
    *, by: Standing, application_id: int, granted_sek: Decimal, reason: str
) -> Decision:
    """Grant or reject a submitted application, once; 0 kronor rejects.

    The row of the call is locked first, so that two decisions at once cannot grant more
    than its budget. A grant is made with the goals of the call and the counties applied for.
    """
    call_id = Application.objects.values_list("call", flat=True).get(pk=application_id)
    call = Call.objects.select_for_update().get(pk=call_id)
    require(by=by, deed="decide application", owner_id=call.owner_id)
    application = Application.objects.select_for_update().get(pk=application_id)
    new_step = Step.REJECTED if granted_sek == 0 else Step.GRANTED
    check_step(Step(application.step), new_step)
    _check_reason(reason)
    granted = Decision.objects.filter(application__call=call).values_list("granted_sek", flat=True)
    check_granted(granted_sek, asked=application.asked_sek, left=left_sek(call.budget_sek, granted))
    decision = Decision.objects.create(
        application=application,
        granted_sek=granted_sek,
        decided_on=by.on,
        decided_by_id=by.person_id,
        reason=reason.strip(),
    )
    application.step = new_step
    application.save(update_fields=["step"])
    if new_step is Step.GRANTED:
        _make_grant(by=by, decision=decision)
    note(by=by, deed="decide application", subject=application, reason=decision.reason)
    return decision


def _make_grant(*, by: Standing, decision: Decision) -> Grant:
    """The grant that a decision gives. Its serial is the decision's key, so no two are alike."""
    application = decision.application
    grant = Grant.objects.create(
        number=grant_number(decision.decided_on.year, decision.pk),
        decision=decision,
        title=application.title,
        sort_key=sort_key(application.title),
        recipient_id=application.applicant_id,
        grantor_id=application.call.owner_id,
        granted_sek=decision.granted_sek,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
    )
    GrantGoal.objects.bulk_create(
        GrantGoal(grant=grant, goal_id=link.goal_id, reason=link.reason)
        for link in application.call.goal_links.all()
    )
    grant.counties.set(application.counties.all())
    parts = ((grant.recipient_id, TieRole.RECIPIENT), (grant.grantor_id, TieRole.GRANTOR))
    for organisation_id, role in parts:
        tie(by=by, kind=TieKind.GRANT, key=grant.pk, role=role, organisation_id=organisation_id)
    return grant


def _check_applicant(by: Standing, call: Call) -> None:
    """Raise Problem unless the organisation supports companies and does not own the call."""
    if not by.support:
        raise Problem(
            "support-organisations-apply",
            words(
                "Calls are for organisations that support companies and are not commercial. "
                "Act for such an organisation, or ask one of them to apply with you."
            ),
        )
    if call.owner_id == by.organisation_id:
        raise Problem(
            "own-call",
            words(
                "The call belongs to the organisation you act for, which cannot decide on its "
                "own application. Act for another organisation."
            ),
        )


def _check_plan(asked_sek: Decimal, starts_on: date, ends_on: date) -> None:
    """Raise Problem unless the application asks for money, for a time."""
    if asked_sek <= 0:
        raise Problem(
            "asked-nothing",
            words("An application asks for more than 0 kronor. State how many you ask for."),
        )
    check_period(starts_on, ends_on)


def _counties(codes: Collection[str]) -> list[County]:
    if not codes:
        raise Problem(
            "county-missing",
            words("Name at least one of the 21 counties in which the work will be done."),
        )
    return counties_with(codes)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Problem(
            "reason-missing",
            words("A decision states its reason. Write why, also when nothing is granted."),
        )
