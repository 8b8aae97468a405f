"""Opening, changing and reading calls."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.basics.swedish import sort_key
from samsyn.cast import PEOPLE, TODAY, Cast
from samsyn.directory.models import JournalLine
from samsyn.funding.actions.calls import change_call, open_call
from samsyn.funding.models import Application, Call
from samsyn.funding.queries.calls import call_sheet, calls_for, calls_within
from samsyn.funding.rules.calls import CallState
from samsyn.funding.tests.conftest import SignIn

VALUES: dict[str, Any] = {
    "title_sv": "Ny utlysning",
    "opens_on": date(2027, 1, 1),
    "closes_on": date(2027, 3, 1),
    "budget_sek": Decimal(5_000_000),
}


def test_a_call_belongs_to_whom_one_acts_for_and_stands_in_the_journal(cast: Cast) -> None:
    call = open_call(by=cast.standing("astrid"), goals={cast.goal.pk: "Därför."}, **VALUES)
    assert call.owner == cast.organisations["agency"]
    assert [(link.goal, link.reason) for link in call.goal_links.all()] == [(cast.goal, "Därför.")]
    line = JournalLine.objects.get(deed="open call")
    assert (line.subject_key, line.person) == (call.pk, cast.people["astrid"])


@pytest.mark.parametrize("name", sorted({*PEOPLE, "visitor"} - {"astrid"}))
def test_only_those_with_money_may_open_or_change_a_call(cast: Cast, name: str) -> None:
    by = cast.standing(name)
    with pytest.raises(Problem) as refusal:
        open_call(by=by, goals={}, **VALUES)
    assert refusal.value.code == "not-allowed"
    with pytest.raises(Problem) as refusal:
        change_call(by=by, call_id=cast.call.pk, goals={}, **VALUES)
    assert refusal.value.code == "not-allowed"


def test_somebody_elses_call_is_not_changed(cast: Cast) -> None:
    Call.objects.filter(pk=cast.call.pk).update(owner=cast.organisations["region"])
    with pytest.raises(Problem) as refusal:
        change_call(by=cast.standing("astrid"), call_id=cast.call.pk, goals={}, **VALUES)
    assert refusal.value.code == "not-yours"


def test_the_operator_acts_for_no_organisation_and_opens_none(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        open_call(by=cast.standing("operator"), goals={}, **VALUES)
    assert refusal.value.code == "act-for-an-organisation"


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"closes_on": date(2026, 12, 31)}, "call-closes-before-it-opens"),
        ({"budget_sek": Decimal("-0.01")}, "budget-negative"),
        ({"goals": {999_999: ""}}, "goal-unknown"),
    ],
)
def test_a_refused_call_leaves_nothing(cast: Cast, stated: dict[str, Any], code: str) -> None:
    before = Call.objects.count()
    with pytest.raises(Problem) as refusal:
        open_call(by=cast.standing("astrid"), **VALUES | {"goals": {}} | stated)
    assert refusal.value.code == code
    assert Call.objects.count() == before
    assert not JournalLine.objects.filter(deed="open call").exists()


def test_goals_are_added_reasoned_anew_and_taken_away(cast: Cast) -> None:
    by = cast.standing("astrid")
    change_call(by=by, call_id=cast.call.pk, **VALUES, goals={cast.goal.pk: "Nytt skäl."})
    assert cast.call.goal_links.get().reason == "Nytt skäl."
    change_call(by=by, call_id=cast.call.pk, **VALUES, goals={})
    assert not cast.call.goal_links.exists()


def test_a_budget_cannot_fall_below_what_is_granted(cast: Cast) -> None:
    values = VALUES | {"budget_sek": Decimal(3_499_999), "goals": {}}
    with pytest.raises(Problem) as refusal:
        change_call(by=cast.standing("astrid"), call_id=cast.call.pk, **values)
    assert refusal.value.code == "budget-below-granted"


def test_the_sheet_tells_the_money_left_and_the_applications_one_may_see(
    cast: Cast, draft: Application, open_now: Call
) -> None:
    sheet = call_sheet(cast.standing("astrid"), cast.call.pk)
    assert sheet.left_sek == Decimal(76_500_000)
    assert sheet.applications == [cast.application]
    assert call_sheet(cast.standing("visitor"), cast.call.pk).applications == []
    assert call_sheet(cast.standing("astrid"), open_now.pk).applications == []
    assert call_sheet(cast.standing("ivar"), open_now.pk).applications == [draft]


@pytest.mark.parametrize(
    ("name", "may_change", "may_apply"),
    [
        ("astrid", True, False),  # its owner does not apply
        ("ivar", False, True),
        ("bo", False, True),
        ("cilla", False, False),
        ("diyar", False, False),
        ("visitor", False, False),
    ],
)
def test_deeds_are_offered_to_those_who_may(
    cast: Cast, name: str, may_change: bool, may_apply: bool
) -> None:
    sheet = call_sheet(cast.standing(name), cast.call.pk)
    assert (sheet.may_change, sheet.may_apply) == (may_change, may_apply)
    assert not call_sheet(cast.standing(name, on=date(2026, 12, 16)), cast.call.pk).may_apply


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 8, 31), CallState.COMING),
        (date(2026, 12, 15), CallState.OPEN),
        (date(2026, 12, 16), CallState.CLOSED),
    ],
)
def test_calls_are_found_by_state_and_words(cast: Cast, on: date, state: CallState) -> None:
    viewer = cast.standing("visitor", on=on)
    for asked in CallState:
        found = calls_within(viewer, calls_for(viewer), search="LÄNEN industri", state=asked)
        assert list(found) == ([cast.call] if asked is state else [])


def make_calls(cast: Cast, number: int) -> None:
    today = timezone.localdate()
    Call.objects.bulk_create(
        Call(
            title_sv=f"Utlysning {row}",
            sort_key=sort_key(f"Utlysning {row}"),
            owner=cast.organisations["agency"],
            opens_on=today - timedelta(days=row),
            closes_on=today + timedelta(days=row),
            budget_sek=Decimal(row),
        )
        for row in range(number)
    )


def test_the_list_costs_the_same_however_many(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    make_calls(cast, 60)
    browser = sign_in("astrid")
    with django_assert_max_num_queries(16):
        page = browser.get("/funding/calls/")
    assert page.status_code == 200
    assert len(page.context["lines"]) == 50
    following = browser.get(
        "/funding/calls/" + page.context["page"].next_url.partition("/calls/")[2]
    )
    assert len(following.context["lines"]) == 11


def test_anybody_reads_calls_and_their_days_in_words(
    cast: Cast, open_now: Call, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    Call.objects.filter(pk=open_now.pk).update(closes_on=today + timedelta(days=9))
    for name in ["visitor", "cilla", "astrid"]:
        page = sign_in(name).get("/funding/calls/?state=open&search=öppen")
        assert page.status_code == 200
        assert "closes in 9 days" in page.content.decode()
        detail = sign_in(name).get(f"/funding/calls/{open_now.pk}/")
        assert detail.status_code == 200
        assert "closes in 9 days" in detail.content.decode()


def test_the_list_says_what_to_do_when_nothing_fits(sign_in: SignIn, cast: Cast) -> None:
    page = sign_in("visitor").get("/funding/calls/?search=finnsinte")
    assert "Take a filter away" in page.content.decode()


def test_calls_go_out_as_a_spreadsheet(cast: Cast, sign_in: SignIn) -> None:
    file = sign_in("visitor").get("/funding/calls/?format=xlsx")
    assert file["content-type"].endswith("spreadsheetml.sheet")


FORM = {
    "title_sv": "Ny utlysning",
    "opens_on": "2027-01-01",
    "closes_on": "2027-03-01",
    "budget_sek": "5 000 000,50",
}


def test_the_page_opens_a_call_with_goals_and_reasons(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("astrid")
    assert browser.get(f"/funding/calls/add/?goal={cast.goal.pk}").status_code == 200
    sent = browser.post(
        "/funding/calls/add/", FORM | {"goal_0": cast.goal.pk, "reason_0": "Helheten."}
    )
    call = Call.objects.get(title_sv="Ny utlysning")
    assert sent.url == f"/funding/calls/{call.pk}/"
    assert call.budget_sek == Decimal("5000000.50")
    assert call.goal_links.get().reason == "Helheten."


@pytest.mark.parametrize(
    "stated",
    [
        {"closes_on": "2026-12-01"},
        {"budget_sek": "-5"},
        {"reason_0": "Ett skäl utan mål"},
        {"title_sv": ""},
    ],
)
def test_a_refused_form_comes_back_with_what_was_typed(
    cast: Cast, sign_in: SignIn, stated: dict[str, str]
) -> None:
    page = sign_in("astrid").post("/funding/calls/add/", FORM | stated)
    assert page.status_code == 422
    assert not Call.objects.filter(title_sv="Ny utlysning").exists()


def test_the_page_changes_a_call(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("astrid")
    assert browser.get(f"/funding/calls/{cast.call.pk}/change/").status_code == 200
    browser.post(f"/funding/calls/{cast.call.pk}/change/", FORM)
    cast.call.refresh_from_db()
    assert cast.call.title_sv == "Ny utlysning"


def test_those_who_may_not_get_no_form(cast: Cast, sign_in: SignIn) -> None:
    for address in ["/funding/calls/add/", f"/funding/calls/{cast.call.pk}/change/"]:
        assert sign_in("ivar").get(address).status_code == 403
        assert sign_in("visitor").get(address).status_code == 302


def test_the_api_lists_opens_and_changes_calls(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("astrid")
    listed = browser.get("/api/funding/calls?limit=1").json()
    assert (listed["total"], listed["rows"][0]["left_sek"]) == (1, "76500000.00")
    values = {
        "title_sv": "Ny",
        "opens_on": str(TODAY),
        "closes_on": str(TODAY),
        "budget_sek": "100.50",
        "goals": [{"goal_id": cast.goal.pk, "reason": "Ja."}],
    }
    made = browser.post("/api/funding/calls", values, content_type="application/json")
    assert made.status_code == 201
    address = f"/api/funding/calls/{made.json()['id']}"
    assert browser.get(address).json()["goals"] == [{"goal_id": cast.goal.pk, "reason": "Ja."}]
    changed = browser.put(address, values | {"goals": []}, content_type="application/json")
    assert changed.json()["goals"] == []


def test_the_api_refuses_with_a_code(cast: Cast, sign_in: SignIn) -> None:
    values = {"title_sv": "Ny", "opens_on": "2027-01-02", "closes_on": "2027-01-01"}
    sent = sign_in("astrid").post(
        "/api/funding/calls", values | {"budget_sek": 1}, content_type="application/json"
    )
    assert (sent.status_code, sent.json()["code"]) == (422, "call-closes-before-it-opens")
    sent = sign_in("ivar").post(
        "/api/funding/calls", values | {"budget_sek": 1}, content_type="application/json"
    )
    assert (sent.status_code, sent.json()["code"]) == (403, "not-allowed")
    assert sign_in("astrid").get("/api/funding/calls/999999").status_code == 404
