"""What the agency and one region ask each other about their grant, and when they met."""

from datetime import timedelta

from samsyn.demo.promises import LATE
from samsyn.demo.stage import Stage
from samsyn.dialogue.actions import answer_question, decide_question
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import Standing, visitor
from samsyn.funding.actions.check_ins import hold_check_in
from samsyn.funding.actions.grants import change_grant
from samsyn.funding.actions.questions import ask_about_grant
from samsyn.funding.models import Grant

MET = 34
"""So many days ago they last checked in."""


def talk(stage: Stage) -> None:
    """Ask, answer, decide and meet, so that the next agenda has something of each."""
    grant = stage.grants[LATE]
    _is_operating(stage, grant)
    moved = _ask(stage, _leader(stage, MET + 20), "Får vi flytta pengar från resor till tolkning?")
    answer_question(
        by=stage.standing("astrid", MET + 12),
        question_id=moved,
        text="Ja, om summan är densamma. Vi tar det på avstämningen.",
    )
    decide_question(
        by=stage.standing("astrid", MET), question_id=moved, text="50 000 kr flyttas till tolkning."
    )
    hold_check_in(
        by=stage.standing("astrid", MET),
        grant_id=grant.pk,
        held_on=stage.ago(MET),
        notes="Rekryteringen i inlandet går långsamt. Vi följer antalet företag per kommun.",
        next_on=stage.on + timedelta(days=18),
    )
    asked = _ask(
        stage, stage.standing("astrid", 20), "Hur många företag i inlandet har börjat sedan sist?"
    )
    answer_question(
        by=_leader(stage, 6),
        question_id=asked,
        text="Tre, två i Jokkmokk och ett i Arjeplog.",
    )
    goal = grant.goal_links.order_by("pk").first()
    ask_about_grant(
        by=stage.standing("astrid", 17),
        grant_id=grant.pk,
        text="Vad talar för att målet nås före sommaren?",
        goal_id=goal.goal_id if goal else None,
    )
    _ask(stage, _leader(stage, 4), "Vilken mall gäller för slutrapporten?")


def _ask(stage: Stage, by: Standing, text: str) -> int:
    grant = stage.grants[LATE]
    return ask_about_grant(by=by, grant_id=grant.pk, text=text).question_id


def _leader(stage: Stage, ago: int) -> Standing:
    return standing_of(stage.people[f"leader {LATE}"], None, visitor(stage.ago(ago)))


def _is_operating(stage: Stage, grant: Grant) -> None:
    change_grant(
        by=stage.standing("astrid", MET + 30),
        grant_id=grant.pk,
        title=grant.title,
        area=grant.area,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        goals={link.goal_id: link.reason for link in grant.goal_links.all()},
        county_codes=[county.pk for county in grant.counties.all()],
        municipality_codes=[place.pk for place in grant.municipalities.all()],
        is_operating=True,
    )
