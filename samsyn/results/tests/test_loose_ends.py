"""What hangs loose is said in a sentence: whose it is, since when, and the deed that ties it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.basics.swedish import sort_key
from samsyn.cast import TODAY, Cast
from samsyn.dialogue.models import Commitment, Question
from samsyn.directory.rules.access import operator
from samsyn.funding.models import Application, Call, Grant, GrantQuestion, GrantReport
from samsyn.programme.models import Activity, ActivityGoal, Participation
from samsyn.results.queries.bar import Knot, bar_of
from samsyn.results.queries.log.week import week_told
from samsyn.results.queries.loose_ends import LooseEnd, loose_ends_for
from samsyn.results.queries.loose_ends.gather import RULES
from samsyn.results.rules.log_draft import monday_of
from samsyn.results.rules.loose import MENDS, is_loose
from samsyn.results.rules.strands import Kind
from samsyn.strategy.models import Goal, Indicator
from samsyn.strategy.queries.goals import goals_for, goals_narrowed

OPERATOR = operator(TODAY)


def sentences() -> list[str]:
    return [end.sentence for end in loose_ends_for(OPERATOR)]


def goal(cast: Cast, title: str, **facts: Any) -> Goal:
    """A goal that was decided together and so rests on something."""
    held = {"joint_decision": cast.joint_decision} | facts
    return Goal.objects.create(title_sv=title, sort_key=sort_key(title), **held)


def activity(title: str, **facts: Any) -> Activity:
    held = {"starts_on": TODAY} | facts
    return Activity.objects.create(title=title, sort_key=sort_key(title), kind="seminar", **held)


def test_nothing_hangs_loose_in_the_cast(cast: Cast) -> None:
    assert sentences() == []


# each puts one loose end into the cast


def a_goal_nothing_serves(cast: Cast) -> None:
    goal(cast, "Ensamt mål", owner=cast.organisations["agency"])


def a_goal_resting_on_nothing(cast: Cast) -> None:
    cast.goal.grounds.all().delete()
    Goal.objects.update(joint_decision=None)


def money_without_a_programme(cast: Cast) -> None:
    Grant.objects.update(programme=None)


def a_waiting_application(cast: Cast) -> None:
    Application.objects.update(step="submitted")
    Call.objects.update(closes_on=TODAY - timedelta(days=12))


def a_grant_without_a_report(cast: Cast) -> None:
    Grant.objects.update(starts_on=date(2025, 1, 1), ends_on=date(2026, 6, 30))


def a_late_report(cast: Cast) -> None:
    GrantReport.objects.create(
        grant=cast.grant,
        kind="progress",
        until_on=TODAY - timedelta(days=60),
        due_on=TODAY - timedelta(days=20),
        asked_on=TODAY - timedelta(days=90),
    )


def an_activity_without_a_programme(cast: Cast) -> None:
    alone = activity("Ensam", organiser=cast.organisations["navet"])
    ActivityGoal.objects.create(activity=alone, goal=cast.goal)


def an_activity_without_a_goal(cast: Cast) -> None:
    activity("Ensam", programme=cast.programme, organiser=cast.organisations["navet"])


def an_activity_nobody_came_to(cast: Cast) -> None:
    been = activity(
        "Varit",
        programme=cast.programme,
        organiser=cast.organisations["navet"],
        starts_on=TODAY - timedelta(days=30),
        ends_on=TODAY - timedelta(days=9),
    )
    ActivityGoal.objects.create(activity=been, goal=cast.goal)


def a_commitment_past_its_day(cast: Cast) -> None:
    Commitment.objects.create(
        dialogue=cast.dialogue,
        organisation=cast.organisations["institute"],
        text="Vi gör en kalender",
        first_due_on=TODAY - timedelta(days=40),
        due_on=TODAY - timedelta(days=21),
        noted_on=TODAY - timedelta(days=60),
    )


def a_question_without_an_answer(cast: Cast) -> None:
    asked = Question.objects.create(
        text="Hur många har börjat?",
        asker=cast.organisations["agency"],
        answerer=cast.organisations["region"],
        asked_on=TODAY - timedelta(days=15),
    )
    asked.lines.create(kind="note", text="Vi väntar.", organisation=asked.asker, said_on=TODAY)
    GrantQuestion.objects.create(question=asked, grant=cast.grant)


def an_indicator_nobody_measures(cast: Cast) -> None:
    Indicator.objects.create(
        goal=cast.goal,
        title_sv="Nöjda företag",
        sort_key="nojda",
        unit="procent",
        measured="Enkät",
        baseline_value=0,
        baseline_on=date(2025, 11, 23),
        target_value=10,
        target_on=date(2027, 1, 1),
        interval_months=6,
        begun_on=date(2025, 11, 23),
    )


def a_company_met_once(cast: Cast) -> None:
    Participation.objects.update(on=date(2026, 3, 23))


CASES: list[tuple[str, Callable[[Cast], None], str, str, str, int | None, str, str, str, str]] = [
    # rule, situation, in the sentence, owner, age, stake, who may, the deed, who may not, its link
    (
        "goal-nothing-serves", a_goal_nothing_serves, "Ensamt mål", "agency", "3 månader", None,
        "frida", "programme:programme_add", "astrid", "strategy:goal_detail",
    ),
    (
        "goal-rests-on-nothing", a_goal_resting_on_nothing, "omställningen", "agency", "", None,
        "hanna", "strategy:goal_change", "frida", "strategy:goal_detail",
    ),
    (
        "grant-without-programme", money_without_a_programme, "Smart industri", "region",
        "3 veckor", 3_500_000, "ivar", "funding:grant_programme", "bo", "funding:grant_detail",
    ),
    (
        "application-waits", a_waiting_application, "Smart industri", "agency", "12 dagar",
        4_000_000, "astrid", "funding:application_decide", "hanna", "funding:application_detail",
    ),
    (
        "grant-without-report", a_grant_without_a_report, "Smart industri", "agency",
        "22 månader", 3_500_000, "astrid", "funding:report_ask", "ivar", "funding:grant_detail",
    ),
    (
        "report-late", a_late_report, "Smart industri", "region", "2 veckor", 3_500_000, "ivar",
        "funding:report_send", "astrid", "funding:report_detail",
    ),
    (
        "activity-without-programme", an_activity_without_a_programme, "Ensam", "navet", "0 dagar",
        None, "bo", "programme:activity_change", "ivar", "programme:activity_detail",
    ),
    (
        "activity-without-goal", an_activity_without_a_goal, "Ensam", "navet", "0 dagar", None,
        "bo", "programme:activity_change", "ivar", "programme:activity_detail",
    ),
    (
        "activity-nobody-noted", an_activity_nobody_came_to, "Varit", "navet", "9 dagar", None,
        "bo", "programme:participation_add", "ivar", "programme:activity_detail",
    ),
    (
        "commitment-past", a_commitment_past_its_day, "kalender", "institute", "3 veckor", None,
        "frida", "dialogue:commitment_end", "bo", "dialogue:commitment_detail",
    ),
    (
        "question-unanswered", a_question_without_an_answer, "Hur många", "region", "2 veckor",
        None, "ivar", "funding:question_answer", "astrid", "funding:question_detail",
    ),
    (
        "indicator-nobody-measures", an_indicator_nobody_measures, "Nöjda företag", "agency",
        "12 månader", None, "hanna", "strategy:measurement_add", "bo",
        "strategy:indicator_detail",
    ),
    (
        "company-met-once", a_company_met_once, "Lyftet", "institute", "8 månader", None, "frida",
        "programme:activity_add", "astrid", "programme:programme_detail",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_each_rule_says_what_whose_how_long_and_the_deed(cast: Cast, case: Any) -> None:
    rule, put, words, owner, age, stake_sek, doer, deed, other, link = case
    put(cast)
    (end,) = [one for one in loose_ends_for(cast.standing(doer)) if one.rule == rule]
    assert words in end.sentence and end.sentence.endswith(".")
    assert end.owner == cast.organisations[owner].name
    assert end.owner_id == cast.organisations[owner].pk
    assert (end.age, end.stake_sek, end.count) == (age, stake_sek, 1)
    assert end.is_deed and path(end) == address(deed, end, rule)
    (end,) = [one for one in loose_ends_for(cast.standing(other)) if one.rule == rule]
    assert not end.is_deed and path(end) == address(link, end, rule)


def path(end: LooseEnd) -> str:
    return end.url.partition("?")[0]


def address(name: str, end: LooseEnd, rule: str) -> str:
    takes_none = {"programme:programme_add", "programme:activity_add"}
    key = end.key
    if rule in {"report-late", "question-unanswered"}:  # they hang on a grant and are mended alone
        key = (GrantReport if rule == "report-late" else Question).objects.get().pk
    return reverse(name, args=[] if name in takes_none else [key])


def test_every_rule_is_in_the_table() -> None:
    assert {case[0] for case in CASES} == {rule.name for rule in RULES}


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_two_of_a_kind_are_one_sentence_with_their_number_and_the_list(
    cast: Cast, case: Any, client: Client
) -> None:
    rule = next(rule for rule in RULES if rule.name == case[0])
    for number in (0, 1, 2, 12_345):
        assert str(rule.many % {"n": number, "sek": "1 kr"})
    case[1](cast)
    client.force_login(cast.people["astrid"], backend="sesame.backends.ModelBackend")
    page = client.get(rule.list_address())
    assert page.status_code == 200
    assert page.context["page"].total == 1, "the list shows what the rule found"


def test_a_goal_is_served_by_what_serves_a_goal_below_it(cast: Cast) -> None:
    cast.goal.above = goal(cast, "Ovan")
    cast.goal.save(update_fields=["above"])
    assert sentences() == []


def test_a_branch_that_nothing_serves_is_one_loose_end(cast: Cast) -> None:
    top = goal(cast, "Ensamt")
    goal(cast, "Under", above=goal(cast, "Mellan", above=top))
    (end,) = loose_ends_for(OPERATOR)
    assert (end.key, end.count) == (top.pk, 3) and "2" in end.sentence


def test_much_money_without_a_programme_is_one_sum(cast: Cast) -> None:
    Grant.objects.update(programme=None)
    for number in range(3):
        Grant.objects.create(
            number=str(number),
            register="list",
            title=f"G{number}",
            sort_key="",
            recipient=cast.organisations["region"],
            granted_sek=Decimal(1),
        )
    (end,) = loose_ends_for(OPERATOR)
    assert "4" in end.sentence and "3\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}003" in end.sentence
    assert (end.stake_sek, end.count, end.key) == (Decimal(3_500_003), 4, None)
    assert end.owner == cast.organisations["region"].name  # all are its


def test_an_activity_without_programme_and_goal_is_two_loose_ends(cast: Cast) -> None:
    alone = activity("Ensam", organiser=cast.organisations["navet"])
    assert len(sentences()) == 2
    ActivityGoal.objects.create(activity=alone, goal=cast.goal)
    assert len(sentences()) == 1


def test_on_its_last_day_there_is_still_time_to_note(cast: Cast) -> None:
    been = activity("Varit", programme=cast.programme, starts_on=date(2026, 11, 1), ends_on=TODAY)
    ActivityGoal.objects.create(activity=been, goal=cast.goal)
    assert sentences() == []


def test_an_application_is_known_to_those_who_may_see_it(cast: Cast) -> None:
    a_waiting_application(cast)
    assert loose_ends_for(cast.standing("bo")) == []


def test_a_goal_of_nobodys_is_for_any_leader_to_ground(cast: Cast) -> None:
    a_goal_resting_on_nothing(cast)
    Goal.objects.update(owner=None)
    (end,) = loose_ends_for(cast.standing("ivar"))
    assert end.is_deed and (end.owner, end.owner_id) == ("", None)


def test_a_goal_known_from_a_list_is_not_asked_what_it_rests_on(cast: Cast) -> None:
    old = goal(cast, "Gammalt", register="list", above=cast.goal, joint_decision=None)
    Grant.objects.get().goal_links.create(goal=old)
    assert sentences() == []
    viewer = cast.standing("frida")
    assert not goals_narrowed(goals_for(viewer), viewer, groundless=True).exists()
    assert not dialogue_of("goal", old.pk).loose
    loose = {knot.kind for knot in bar_of(OPERATOR, "goal", old.pk) if knot.loose}
    assert Kind.CALL not in loose
    Goal.objects.update(joint_decision=None)
    cast.goal.grounds.all().delete()
    assert dialogue_of("goal", cast.goal.pk).loose, "it was set here"


def dialogue_of(kind: str, key: int) -> Knot:
    """The knot of the dialogue, in the thread bar of a thing."""
    return next(knot for knot in bar_of(OPERATOR, kind, key) if knot.kind is Kind.DIALOGUE)


def test_a_grant_that_serves_only_goals_from_lists_lacks_no_dialogue(cast: Cast) -> None:
    Goal.objects.update(joint_decision=None)
    cast.goal.grounds.all().delete()
    grant = Grant.objects.create(
        number="1",
        register="list",
        title="G",
        sort_key="",
        recipient=cast.organisations["region"],
        granted_sek=Decimal(1),
    )
    assert dialogue_of("grant", grant.pk).loose, "it serves no goal at all"
    old = goal(cast, "Gammalt", register="list", joint_decision=None)
    grant.goal_links.create(goal=old)
    assert not dialogue_of("grant", grant.pk).loose
    grant.goal_links.create(goal=cast.goal)
    assert dialogue_of("grant", grant.pk).loose, "one of them was set here"


@pytest.mark.parametrize("mend", MENDS.values(), ids=str)
def test_every_deed_that_ties_a_loose_end_has_its_page(
    cast: Cast, client: Client, mend: object
) -> None:
    assert reverse(mend.address, args=[1] if mend.in_path else [])  # type: ignore[attr-defined]


def test_what_is_not_known_is_not_nothing() -> None:
    assert not is_loose(Kind.GOAL, Kind.COMPANY, None)


def test_a_question_hangs_loose_for_its_two_parties_until_it_is_answered(cast: Cast) -> None:
    a_question_without_an_answer(cast)
    for name in ("bo", "frida", "cilla", "gustav", "visitor"):
        assert loose_ends_for(cast.standing(name)) == [], name
    (end,) = loose_ends_for(cast.standing("astrid"))
    assert end.rule == "question-unanswered" and end.key == cast.grant.pk
    asked = Question.objects.get()
    for kind in ("answer", "decision"):
        line = asked.lines.create(
            kind=kind, text="Tolv.", organisation=asked.answerer, said_on=TODAY
        )
        assert loose_ends_for(cast.standing("astrid")) == [], kind
        line.delete()
    Question.objects.update(asked_on=TODAY - timedelta(days=14))
    assert loose_ends_for(cast.standing("astrid")) == []


def test_the_draft_of_the_log_tells_nothing_between_two_parties(cast: Cast) -> None:
    a_question_without_an_answer(cast)
    a_late_report(cast)
    a_commitment_past_its_day(cast)
    ivar = cast.standing("ivar")
    assert len(loose_ends_for(ivar)) == 3
    told = week_told(ivar, monday_of(TODAY)).loose_ends
    assert len(told) == 1 and "kalender" in told[0]
