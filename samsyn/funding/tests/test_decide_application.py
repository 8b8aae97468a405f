"""Deciding on an application, and the grant it makes."""

from decimal import Decimal
from typing import Any

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import PEOPLE, TODAY, Cast
from samsyn.directory.models import JournalLine, Tie
from samsyn.funding.actions.applications import decide_application
from samsyn.funding.models import Application, Call, Decision, Grant
from samsyn.funding.queries.applications import application_sheet
from samsyn.funding.rules.steps import Step
from samsyn.funding.tests.conftest import SignIn


def decide(cast: Cast, application: Application, sek: float = 600_000, **stated: Any) -> Decision:
    values: dict[str, Any] = {"reason": "Stark plan."} | stated
    by = cast.standing(values.pop("name", "astrid"))
    return decide_application(
        by=by, application_id=application.pk, granted_sek=Decimal(str(sek)), **values
    )


def test_a_grant_takes_over_goals_counties_days_and_both_parts(
    cast: Cast, submitted: Application
) -> None:
    decision = decide(cast, submitted)
    grant = Grant.objects.get(decision=decision)
    assert grant.number == f"2026-{decision.pk:04d}"
    assert (grant.recipient, grant.grantor) == (
        cast.organisations["region"],
        cast.organisations["agency"],
    )
    assert grant.granted_sek == 600_000
    assert (grant.starts_on, grant.ends_on) == (submitted.starts_on, submitted.ends_on)
    assert [(link.goal, link.reason) for link in grant.goal_links.all()] == [
        (cast.goal, "Helheten.")
    ]
    assert {county.pk for county in grant.counties.all()} == {"24", "25"}
    ties = Tie.objects.filter(kind="grant", key=grant.pk, from_on=TODAY, until_on=None)
    assert set(ties.values_list("role", "organisation")) == {
        ("recipient", grant.recipient_id),
        ("grantor", grant.grantor_id),
    }


def test_a_decision_says_who_when_and_why(cast: Cast, submitted: Application) -> None:
    decision = decide(cast, submitted, reason=" Stark plan. ")
    assert (decision.decided_by, decision.decided_on, decision.reason) == (
        cast.people["astrid"],
        TODAY,
        "Stark plan.",
    )
    submitted.refresh_from_db()
    assert submitted.step == Step.GRANTED
    line = JournalLine.objects.get(deed="decide application")
    assert (line.subject_key, line.reason) == (submitted.pk, "Stark plan.")


def test_nothing_granted_rejects_and_makes_no_grant(cast: Cast, submitted: Application) -> None:
    decision = decide(cast, submitted, sek=0)
    submitted.refresh_from_db()
    assert submitted.step == Step.REJECTED
    assert not Grant.objects.filter(decision=decision).exists()


def test_half_an_ore_short_of_nothing_is_still_a_grant(cast: Cast, submitted: Application) -> None:
    decide(cast, submitted, sek=0.01)
    submitted.refresh_from_db()
    assert submitted.step == Step.GRANTED


@pytest.mark.parametrize("name", sorted({*PEOPLE, "visitor"} - {"astrid"}))
def test_nobody_but_a_case_handler_of_the_owner_decides(
    cast: Cast, submitted: Application, name: str
) -> None:
    with pytest.raises(Problem) as refusal:
        decide(cast, submitted, name=name)
    assert refusal.value.code == "not-allowed"


def test_a_case_handler_elsewhere_does_not_decide(cast: Cast, submitted: Application) -> None:
    Call.objects.filter(pk=submitted.call_id).update(owner=cast.organisations["institute"])
    with pytest.raises(Problem) as refusal:
        decide(cast, submitted)
    assert refusal.value.code == "not-yours"


@pytest.mark.parametrize(
    ("sek", "reason", "code"),
    [
        (-1, "Nej.", "granted-negative"),
        (800_000.01, "Ja.", "granted-above-asked"),
        (600_000, "  ", "reason-missing"),
    ],
)
def test_a_refused_decision_leaves_nothing(
    cast: Cast, submitted: Application, sek: float, reason: str, code: str
) -> None:
    before = Decision.objects.count(), Grant.objects.count()
    with pytest.raises(Problem) as refusal:
        decide(cast, submitted, sek=sek, reason=reason)
    assert refusal.value.code == code
    assert (Decision.objects.count(), Grant.objects.count()) == before
    submitted.refresh_from_db()
    assert submitted.step == Step.SUBMITTED
    assert not JournalLine.objects.filter(deed="decide application").exists()


def test_a_draft_is_not_decided_and_a_decision_is_written_once(
    cast: Cast, draft: Application
) -> None:
    with pytest.raises(Problem) as refusal:
        decide(cast, draft)
    assert refusal.value.code == "wrong-step"
    Application.objects.filter(pk=draft.pk).update(step=Step.SUBMITTED)
    decide(cast, draft)
    with pytest.raises(Problem) as refusal:
        decide(cast, draft, sek=0)
    assert refusal.value.code == "wrong-step"
    assert Decision.objects.filter(application=draft).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_call_is_never_overdrawn(cast: Cast, submitted: Application) -> None:
    second = Application.objects.create(
        call=submitted.call,
        applicant=cast.organisations["navet"],
        title="En till",
        asked_sek=Decimal(800_000),
        starts_on=TODAY,
        ends_on=TODAY,
        step=Step.SUBMITTED,
    )
    decide(cast, submitted, sek=600_000)
    with pytest.raises(Problem) as refusal:
        decide(cast, second, sek=400_000.01)
    assert refusal.value.code == "granted-above-budget"
    assert refusal.value.values["left"] == 400_000
    decide(cast, second, sek=400_000)
    assert application_sheet(cast.standing("astrid"), second.pk).left_sek == 0


def test_the_page_shows_money_left_and_takes_the_decision(
    cast: Cast, submitted: Application, sign_in: SignIn
) -> None:
    browser = sign_in("astrid")
    address = f"/funding/applications/{submitted.pk}/decide/"
    page = browser.get(address).content.decode()
    assert "SEK\xa01,000,000</b> left" in page
    sent = browser.post(address, {"granted_sek": "600 000", "reason": "Stark plan."})
    assert sent.url == f"/funding/applications/{submitted.pk}/"
    assert "600" in browser.get(sent.url).content.decode()
    assert "<form" not in browser.get(address).content.decode().partition('id="decision"')[2]


def test_a_refusal_is_put_into_the_part_that_htmx_asked_for(
    submitted: Application, sign_in: SignIn
) -> None:
    page = sign_in("astrid").post(
        f"/funding/applications/{submitted.pk}/decide/",
        {"granted_sek": "900000", "reason": "Ja."},
        headers={"hx-request": "true"},
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert "more than the 800,000" in text
    assert "<html" not in text


def test_the_applicant_sees_no_form_of_decision(submitted: Application, sign_in: SignIn) -> None:
    address = f"/funding/applications/{submitted.pk}/decide/"
    assert sign_in("ivar").get(address).status_code == 403
    assert sign_in("bo").get(address).status_code == 404


def test_the_api_decides(submitted: Application, sign_in: SignIn) -> None:
    address = f"/api/funding/applications/{submitted.pk}/decision"
    values = {"granted_sek": "800000.01", "reason": "Ja."}
    browser = sign_in("astrid")
    refused = browser.post(address, values, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "granted-above-asked")
    values["granted_sek"] = "800000"
    decided = browser.post(address, values, content_type="application/json")
    assert decided.status_code == 201
    assert decided.json()["grant_id"] == Grant.objects.get(decision__application=submitted).pk
