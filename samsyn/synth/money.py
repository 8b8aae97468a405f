"""Calls, applications with their decisions, and grants with the goals and counties they name."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from samsyn.basics.swedish import sort_key
from samsyn.demo.companies import PLACES
from samsyn.directory.models import Tie
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.directory.rules.places import COUNTIES
from samsyn.funding.models import Application, Call, CallGoal, Decision, Grant, GrantGoal
from samsyn.funding.rules.steps import Step
from samsyn.synth.frame import MADE_UP, Frame

CALLS = 60
PAID_FOR = 50
"""One grant in so many pays for a programme."""


def add_grants(frame: Frame) -> None:
    """Write the calls, an application and a decision for each grant, and the grants."""
    calls = frame.write("calls", _calls(frame))
    frame.pour(
        "goals of calls",
        (CallGoal(call=call, goal_id=frame.chance.choice(frame.goals)) for call in calls),
    )
    applications = frame.write("applications", _applications(frame, calls))
    decisions = frame.write(
        "decisions",
        (
            Decision(
                application=each,
                granted_sek=each.asked_sek,
                decided_on=each.starts_on,
                decided_by=frame.people["astrid"],
                reason=f"{MADE_UP}.",
            )
            for each in applications
        ),
    )
    grants = frame.write(
        "grants", (_grant(frame, each, number) for number, each in enumerate(decisions))
    )
    _tie_grants(frame, grants)


def _calls(frame: Frame) -> Iterator[Call]:
    for number in range(CALLS):
        opens_on = frame.a_day()
        title = f"{MADE_UP} utlysning {number}"
        yield Call(
            title_sv=title,
            sort_key=sort_key(title),
            owner=frame.homes["agency"],
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=60),
            budget_sek=Decimal(10_000_000_000),
        )


def _applications(frame: Frame, calls: list[Call]) -> Iterator[Application]:
    for number in range(frame.size.grants):
        call = frame.chance.choice(calls)
        starts_on = call.closes_on + timedelta(days=60)
        yield Application(
            call=call,
            applicant_id=frame.chance.choice(frame.houses),
            title=f"Lyft för {frame.chance.choice(PLACES)}, projekt {number}",
            asked_sek=Decimal(round(frame.chance.lognormvariate(13.5, 1), -3)) + 1000,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=frame.chance.choice((180, 365, 730))),
            step=Step.GRANTED,
            submitted_on=call.closes_on,
        )


def _grant(frame: Frame, decision: Decision, number: int) -> Grant:
    application = decision.application
    return Grant(
        number=f"{MADE_UP[0]}-{application.pk:06d}",
        register=MADE_UP,
        decision=decision,
        title=application.title,
        sort_key=sort_key(application.title),
        recipient_id=application.applicant_id,
        grantor=frame.homes["agency"],
        granted_sek=decision.granted_sek,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        area="Industri",
        programme_id=None if number % PAID_FOR else frame.chance.choice(frame.programmes),
    )


def _tie_grants(frame: Frame, grants: list[Grant]) -> None:
    frame.pour(
        "goals of grants",
        (
            GrantGoal(grant=grant, goal_id=goal)
            for grant in grants
            for goal in frame.chance.sample(frame.goals, frame.chance.choice((1, 1, 2)))
        ),
    )
    through = Grant.counties.through
    frame.pour(
        "counties of grants",
        (
            through(grant_id=grant.pk, county_id=county.code)
            for grant in grants
            for county in frame.chance.sample(COUNTIES, frame.chance.choice((1, 1, 1, 3)))
        ),
    )
    frame.pour(
        "ties to grants",
        (
            Tie(
                kind=TieKind.GRANT,
                key=grant.pk,
                role=role,
                organisation_id=holder,
                from_on=frame.on - timedelta(days=800),
            )
            for grant in grants
            for role, holder in (
                (TieRole.RECIPIENT, grant.recipient_id),
                (TieRole.GRANTOR, grant.grantor_id),
            )
        ),
    )
