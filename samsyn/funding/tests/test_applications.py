"""Writing, changing, submitting and reading applications."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import PEOPLE, TODAY, Cast
from samsyn.directory.models import JournalLine, Organisation
from samsyn.funding.actions.applications import (
    change_application,
    submit_application,
    write_application,
)
from samsyn.funding.models import Application, Call
from samsyn.funding.queries.applications import application_sheet, applications_for
from samsyn.funding.rules.steps import Step
from samsyn.funding.tests.conftest import SignIn

VALUES: dict[str, Any] = {
    "title": "Kompetens i Norrvik",
    "asked_sek": Decimal("250000.50"),
    "starts_on": date(2027, 1, 1),
    "ends_on": date(2027, 12, 31),
    "county_codes": ["25"],
}
APPLY = ["bo", "frida", "gustav", "ivar"]
"""Those of the cast who lead something at another support organisation than the call's owner."""


@pytest.mark.parametrize("name", APPLY)
def test_a_support_organisation_writes_a_draft(cast: Cast, open_now: Call, name: str) -> None:
    by = cast.standing(name)
    application = write_application(by=by, call_id=open_now.pk, **VALUES)
    assert application.step == Step.DRAFT
    assert application.applicant_id == by.organisation_id
    assert [county.pk for county in application.counties.all()] == ["25"]
    assert JournalLine.objects.get(deed="write application").subject_key == application.pk


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("astrid", "own-call"),
        ("hanna", "own-call"),
        ("cilla", "not-allowed"),
        ("diyar", "not-allowed"),
        ("eva", "not-allowed"),
        ("visitor", "not-allowed"),
        ("operator", "act-for-an-organisation"),
    ],
)
def test_the_others_do_not_apply(cast: Cast, open_now: Call, name: str, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        write_application(by=cast.standing(name), call_id=open_now.pk, **VALUES)
    assert refusal.value.code == code


def test_a_commercial_organisation_does_not_apply(cast: Cast, open_now: Call) -> None:
    Organisation.objects.filter(pk=cast.organisations["navet"].pk).update(commercial=True)
    with pytest.raises(Problem) as refusal:
        write_application(by=cast.standing("bo"), call_id=open_now.pk, **VALUES)
    assert refusal.value.code == "support-organisations-apply"


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"asked_sek": Decimal(0)}, "asked-nothing"),
        ({"ends_on": date(2026, 12, 31)}, "ends-before-it-starts"),
        ({"county_codes": []}, "county-missing"),
        ({"county_codes": ["25", "99"]}, "place-unknown"),
    ],
)
def test_a_refused_draft_leaves_nothing(
    cast: Cast, open_now: Call, stated: dict[str, Any], code: str
) -> None:
    before = Application.objects.count()
    with pytest.raises(Problem) as refusal:
        write_application(by=cast.standing("ivar"), call_id=open_now.pk, **VALUES | stated)
    assert refusal.value.code == code
    assert Application.objects.count() == before


def test_a_closed_call_takes_no_draft(cast: Cast, open_now: Call) -> None:
    late = cast.standing("ivar", on=open_now.closes_on + timedelta(days=1))
    with pytest.raises(Problem) as refusal:
        write_application(by=late, call_id=open_now.pk, **VALUES)
    assert refusal.value.code == "call-closed"


def test_a_draft_is_changed_but_not_what_was_sent(cast: Cast, draft: Application) -> None:
    by = cast.standing("ivar")
    change_application(by=by, application_id=draft.pk, **VALUES)
    draft.refresh_from_db()
    assert (draft.title, draft.asked_sek) == (VALUES["title"], VALUES["asked_sek"])
    assert [county.pk for county in draft.counties.all()] == ["25"]
    submit_application(by=by, application_id=draft.pk)
    with pytest.raises(Problem) as refusal:
        change_application(by=by, application_id=draft.pk, **VALUES)
    assert refusal.value.code == "application-submitted"


@pytest.mark.parametrize("name", sorted({*PEOPLE, "visitor"} - {"ivar"}))
def test_only_the_applicant_changes_and_submits(cast: Cast, draft: Application, name: str) -> None:
    by = cast.standing(name)
    with pytest.raises(Problem) as refusal:
        change_application(by=by, application_id=draft.pk, **VALUES)
    assert refusal.value.code in {"not-allowed", "not-yours"}
    with pytest.raises(Problem) as refusal:
        submit_application(by=by, application_id=draft.pk)
    assert refusal.value.code in {"not-allowed", "not-yours"}
    draft.refresh_from_db()
    assert draft.step == Step.DRAFT


def test_submitting_notes_the_day_and_the_journal(cast: Cast, draft: Application) -> None:
    submit_application(by=cast.standing("ivar"), application_id=draft.pk)
    draft.refresh_from_db()
    assert (draft.step, draft.submitted_on) == (Step.SUBMITTED, TODAY)
    assert JournalLine.objects.get(deed="submit application").subject_key == draft.pk


@pytest.mark.parametrize(("days", "taken"), [(0, True), (1, False)])
def test_the_last_day_counts_until_midnight(
    cast: Cast, draft: Application, days: int, taken: bool
) -> None:
    by = cast.standing("ivar", on=draft.call.closes_on + timedelta(days=days))
    if taken:
        submit_application(by=by, application_id=draft.pk)
    else:
        with pytest.raises(Problem) as refusal:
            submit_application(by=by, application_id=draft.pk)
        assert refusal.value.code == "call-closed"
    draft.refresh_from_db()
    assert draft.step == (Step.SUBMITTED if taken else Step.DRAFT)


def test_an_application_is_submitted_once(cast: Cast, submitted: Application) -> None:
    with pytest.raises(Problem) as refusal:
        submit_application(by=cast.standing("ivar"), application_id=submitted.pk)
    assert refusal.value.code == "wrong-step"


@pytest.mark.parametrize("name", [*PEOPLE, "visitor"])
def test_a_draft_is_its_applicants_alone(cast: Cast, draft: Application, name: str) -> None:
    seen = applications_for(cast.standing(name)).filter(pk=draft.pk).exists()
    assert seen == (name == "ivar")


@pytest.mark.parametrize("name", [*PEOPLE, "visitor"])
def test_what_is_submitted_the_calls_owner_reads_too(
    cast: Cast, submitted: Application, name: str
) -> None:
    seen = applications_for(cast.standing(name)).filter(pk=submitted.pk).exists()
    assert seen == (name in {"ivar", "astrid", "diyar", "hanna"})


@pytest.mark.parametrize(
    ("name", "may_change", "may_submit"), [("ivar", True, True), ("operator", True, True)]
)
def test_a_draft_offers_to_change_and_submit(
    cast: Cast, draft: Application, name: str, may_change: bool, may_submit: bool
) -> None:
    sheet = application_sheet(cast.standing(name), draft.pk)
    assert (sheet.may_change, sheet.may_submit, sheet.may_decide) == (may_change, may_submit, False)
    late = cast.standing(name, on=draft.call.closes_on + timedelta(days=1))
    assert not application_sheet(late, draft.pk).may_submit


FORM: dict[str, Any] = {
    "title": "Kompetens i Norrvik",
    "asked_sek": "250 000",
    "starts_on": "2027-01-01",
    "ends_on": "2027-12-31",
    "county_codes": ["25", "24"],
}


def test_the_pages_write_change_and_submit(cast: Cast, open_now: Call, sign_in: SignIn) -> None:
    browser = sign_in("ivar")
    assert open_now.title_sv in browser.get("/funding/applications/add/").content.decode()
    address = f"/funding/applications/add/?call={open_now.pk}"
    assert browser.get(address).status_code == 200
    sent = browser.post(address, FORM)
    application = Application.objects.get(title="Kompetens i Norrvik")
    assert sent.url == f"/funding/applications/{application.pk}/"
    assert application.asked_sek == 250_000
    assert browser.get(sent.url).status_code == 200
    changing = sent.url + "change/"
    assert browser.get(changing).status_code == 200
    browser.post(changing, FORM | {"title": "Nytt namn"})
    application.refresh_from_db()
    assert application.title == "Nytt namn"
    done = browser.post(sent.url + "submit/", follow=True)
    assert "Submitted to Industrimyndigheten on" in done.content.decode()
    application.refresh_from_db()
    assert application.step == Step.SUBMITTED


@pytest.mark.parametrize(
    "stated", [{"county_codes": []}, {"asked_sek": "0"}, {"ends_on": "2026-01-01"}, {"title": ""}]
)
def test_a_refused_form_answers_422(
    open_now: Call, sign_in: SignIn, stated: dict[str, Any]
) -> None:
    page = sign_in("ivar").post(f"/funding/applications/add/?call={open_now.pk}", FORM | stated)
    assert page.status_code == 422


def test_too_late_is_said_with_the_day(draft: Application, sign_in: SignIn) -> None:
    Call.objects.filter(pk=draft.call_id).update(
        opens_on=date(2020, 1, 1), closes_on=date(2020, 2, 1)
    )
    browser = sign_in("ivar")
    page = browser.post(f"/funding/applications/{draft.pk}/submit/")
    assert page.status_code == 422
    assert "The call closed on" in page.content.decode()
    assert browser.get(f"/funding/applications/{draft.pk}/").status_code == 200


@pytest.mark.parametrize("name", ["bo", "cilla", "astrid", "frida"])
def test_somebody_elses_draft_is_not_found(draft: Application, sign_in: SignIn, name: str) -> None:
    browser = sign_in(name)
    assert browser.get(f"/funding/applications/{draft.pk}/").status_code == 404
    assert browser.get(f"/api/funding/applications/{draft.pk}").status_code == 404
    assert browser.post(f"/funding/applications/{draft.pk}/submit/").status_code == 404


def test_applications_ask_for_sign_in(draft: Application, sign_in: SignIn) -> None:
    assert sign_in("visitor").get("/funding/applications/").status_code == 302


def test_the_owner_of_a_call_reads_but_does_not_change(
    submitted: Application, sign_in: SignIn
) -> None:
    browser = sign_in("astrid")
    assert browser.get(f"/funding/applications/{submitted.pk}/").status_code == 200
    assert browser.get(f"/funding/applications/{submitted.pk}/change/").status_code == 403


def test_the_list_is_narrowed_by_words_step_and_call(
    cast: Cast, draft: Application, sign_in: SignIn
) -> None:
    browser = sign_in("ivar")
    address = "/funding/applications/"
    for query, found in [
        ("", [draft, cast.application]),
        ("?search=ROBOTAR", [draft]),
        ("?step=granted", [cast.application]),
        (f"?call={draft.call_id}", [draft]),
        (f"?call={draft.call_id}&step=granted", []),
        ("?step=nonsense", [draft, cast.application]),
    ]:
        assert browser.get(address + query).context["page"].rows == found, query
    file = browser.get(address + "?format=xlsx")
    assert file["content-type"].endswith("spreadsheetml.sheet")


def test_the_list_costs_the_same_however_many(
    cast: Cast, open_now: Call, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    Application.objects.bulk_create(
        Application(
            call=open_now,
            applicant=cast.organisations["region"],
            title=f"Ansökan {row}",
            asked_sek=Decimal(1),
            starts_on=TODAY,
            ends_on=TODAY,
        )
        for row in range(60)
    )
    browser = sign_in("ivar")
    with django_assert_max_num_queries(16):
        page = browser.get("/funding/applications/")
    assert len(page.context["page"].rows) == 50


def test_the_api_writes_changes_submits_and_lists(
    cast: Cast, open_now: Call, sign_in: SignIn
) -> None:
    browser = sign_in("ivar")
    values = FORM | {"asked_sek": "250000"}
    made = browser.post(
        "/api/funding/applications",
        values | {"call_id": open_now.pk},
        content_type="application/json",
    )
    assert (made.status_code, made.json()["step"]) == (201, "draft")
    address = f"/api/funding/applications/{made.json()['id']}"
    changed = browser.put(address, values | {"title": "Nytt"}, content_type="application/json")
    assert changed.json()["title"] == "Nytt"
    assert browser.post(address + "/submission").json()["step"] == "submitted"
    again = browser.post(address + "/submission")
    assert (again.status_code, again.json()["code"]) == (422, "wrong-step")
    listed = browser.get("/api/funding/applications?step=submitted").json()
    assert [row["title"] for row in listed["rows"]] == ["Nytt"]
