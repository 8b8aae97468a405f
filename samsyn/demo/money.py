"""Who gets money: two calls, the regions' applications, decisions, and grants."""

from datetime import timedelta
from decimal import Decimal

from samsyn.demo.houses import REGIONS
from samsyn.demo.stage import Stage
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import visitor
from samsyn.funding.actions.applications import (
    decide_application,
    submit_application,
    write_application,
)
from samsyn.funding.actions.calls import open_call
from samsyn.funding.actions.criteria import set_criterion
from samsyn.funding.models import Application, Grant

CALL = 930
"""How many days ago the first call opened."""
SMALLEST = 6
"""The statement of the workshop that a criterion rests on."""


def pay(stage: Stage) -> None:
    """Open the calls; seven regions are granted money, one is refused, one still waits."""
    first = open_call(
        by=stage.standing("astrid", CALL),
        title_sv="Smart industri i länen",
        title_en="Smart industry in the counties",
        summary="Förnyelse och omställning i små och medelstora industriföretag.",
        opens_on=stage.ago(CALL),
        closes_on=stage.ago(CALL - 60),
        budget_sek=Decimal(60_000_000),
        goals={
            stage.goals["flow"].pk: "Flöden först",
            stage.goals["digital"].pk: "Digitala verktyg där de gör nytta",
            stage.goals["skills"].pk: "Företagen ska klara sig själva efteråt",
        },
    )
    stage.calls["first"] = first
    _judge_by(stage, first.pk, CALL)
    _decide_on_all(stage, first.pk)
    stage.calls["second"] = open_call(
        by=stage.standing("astrid", 120),
        title_sv="Nästa steg för nätverken",
        title_en="Next step for the networks",
        summary="Nätverk som fortsätter av egen kraft.",
        opens_on=stage.ago(120),
        closes_on=stage.ago(30),
        budget_sek=Decimal(12_000_000),
        goals={stage.goals["network"].pk: "Nätverken ska leva vidare"},
    )
    _apply(stage, "Övre Norrland", stage.calls["second"].pk, 40)
    coming = open_call(
        by=stage.standing("astrid", 7),
        title_sv="Förstudier inför nästa period",
        title_en="Pre-studies for the next period",
        summary="Korta förstudier av behov i länen.",
        opens_on=stage.ago(7),
        closes_on=stage.on + timedelta(days=40),
        budget_sek=Decimal(5_000_000),
        goals={stage.goals["start"].pk: ""},
        tour_id=stage.tour.pk if stage.tour else None,
    )
    _judge_by(stage, coming.pk, 7)


def _decide_on_all(stage: Stage, call_id: int) -> None:
    """Every region applies; one is refused."""
    for number, place in enumerate(REGIONS):
        application = _apply(stage, place, call_id, CALL - 40)
        asked = application.asked_sek
        if place == "Stockholm":
            _decide(stage, application, Decimal(0), "Planen säger inte hur de minsta nås.")
            continue
        granted = asked if number % 3 else asked - Decimal(500_000)
        reason = "Väl förankrad i regionen, tydlig förändringsteori."
        _decide(stage, application, granted, reason)
        stage.grants[place] = Grant.objects.get(decision__application=application)


def _judge_by(stage: Stage, call_id: int, ago: int) -> None:
    """Two things that the applications are judged by; one rests on what was agreed on."""
    by = stage.standing("astrid", ago)
    set_criterion(
        by=by,
        call_id=call_id,
        text_sv="Planen visar hur de minsta företagen nås, med format som passar dem",
        text_en="The plan shows how the smallest companies are reached, in ways that suit them",
        statement_id=stage.statements[SMALLEST].pk,
    )
    set_criterion(
        by=by,
        call_id=call_id,
        text_sv="Det framgår vem som gör vad, och hur resultaten följs upp",
        text_en="It says who does what, and how the results are followed up",
    )


def _apply(stage: Stage, place: str, call_id: int, ago: int) -> Application:
    """The region's leader writes and submits."""
    leader = standing_of(stage.people[f"leader {place}"], None, visitor(stage.ago(ago)))
    asked = Decimal(3_500_000 + 500_000 * len(REGIONS[place]))
    application = write_application(
        by=leader,
        call_id=call_id,
        title=f"Smart industri {place}" if ago > 100 else f"Nätverk {place}",
        summary="Vi bygger vidare på det som redan fungerar, tillsammans med noden och facket.",
        asked_sek=asked,
        starts_on=stage.ago(ago - 120),
        ends_on=stage.ago(ago - 120) + timedelta(days=900),
        county_codes=REGIONS[place],
    )
    return submit_application(by=leader, application_id=application.pk)


def _decide(stage: Stage, application: Application, granted: Decimal, reason: str) -> None:
    decide_application(
        by=stage.standing("astrid", CALL - 80),
        application_id=application.pk,
        granted_sek=granted,
        reason=reason,
    )
