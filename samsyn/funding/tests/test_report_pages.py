"""Reports on grants as pages, as a list and as answers of the API."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.cast import Cast
from samsyn.funding.models import Grant, GrantReport
from samsyn.funding.tests.conftest import SignIn

TEXT = "Tolv företag har gått startprogrammet."


def asked(cast: Cast, days: int = 10, **held: object) -> GrantReport:
    today = timezone.localdate()
    due_on = today + timedelta(days=days)
    made: dict[str, object] = {
        "grant": cast.grant,
        "kind": "progress",
        "until_on": due_on - timedelta(days=30),
        "due_on": due_on,
        "asked_on": today - timedelta(days=90),
    }
    return GrantReport.objects.create(**(made | held))


def sent(cast: Cast, days: int = 10, **held: object) -> GrantReport:
    on = timezone.localdate()
    return asked(cast, days, **({"sent_on": on, "text": TEXT} | held))


def test_the_grantor_confirms_the_proposed_days(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    ends_on = today + timedelta(days=500)
    Grant.objects.update(starts_on=today, ends_on=ends_on)
    browser = sign_in("astrid")
    address = reverse("funding:report_ask", args=[cast.grant.pk])
    page = reverse("funding:grant_detail", args=[cast.grant.pk])
    assert address in browser.get(page).content.decode()
    form = browser.get(address).context["form"]
    proposed = {field.html_name: field.value() for row in form.rows for field in row}
    assert form.row_count == 4
    assert (proposed["kind_2"], proposed["until_2"]) == ("final", ends_on)
    typed = {name: "" if value is None else str(value) for name, value in proposed.items()}
    typed["kind_0"] = ""
    done = browser.post(address, typed, follow=True).content.decode()
    assert "2 reports are asked for." in done
    assert [each.kind for each in GrantReport.objects.order_by("until_on")] == ["progress", "final"]
    assert browser.get(address).context["form"].row_count == 2


def test_a_row_that_is_asked_for_needs_its_days(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("astrid")
    address = reverse("funding:report_ask", args=[cast.grant.pk])
    refused = browser.post(address, {"kind_0": "final", "until_0": "2030-01-01", "due_0": ""})
    assert refused.status_code == 422
    assert refused.context["form"].has_error("due_0")
    nothing = browser.post(address, {"kind_0": ""})
    assert nothing.context["form"].has_error("__all__", "no-report-asked")
    late = {"kind_0": "final", "until_0": "2020-01-01", "due_0": "2020-02-01"}
    assert browser.post(address, late).context["form"].has_error("__all__", "report-due-passed")
    assert not GrantReport.objects.exists()


def test_where_the_end_is_not_known_nothing_is_proposed(cast: Cast, sign_in: SignIn) -> None:
    Grant.objects.update(ends_on=None)
    page = sign_in("astrid").get(reverse("funding:report_ask", args=[cast.grant.pk]))
    assert page.context["form"].row_count == 1
    assert "Nothing is proposed" in page.content.decode()


def test_the_recipient_sends_and_is_told_that_it_becomes_a_public_record(
    cast: Cast, sign_in: SignIn
) -> None:
    report = asked(cast)
    browser = sign_in("ivar")
    address = reverse("funding:report_send", args=[report.pk])
    assert "It then becomes a public record" in browser.get(address).content.decode()
    assert browser.post(address, {"text": ""}).status_code == 422
    done = browser.post(address, {"text": TEXT}, follow=True).content.decode()
    assert "It is no longer changed." in done
    assert TEXT in done
    again = browser.get(address).content.decode()
    assert "is not changed any more" in again
    assert "<textarea" not in again


def test_the_grantor_moves_a_day_and_the_recipient_reads_why(cast: Cast, sign_in: SignIn) -> None:
    report = asked(cast)
    browser = sign_in("astrid")
    address = reverse("funding:report_move", args=[report.pk])
    assert (
        address in browser.get(reverse("funding:report_detail", args=[report.pk])).content.decode()
    )
    refused = browser.post(address, {"due_on": report.due_on, "reason": "Semester."})
    assert refused.context["form"].has_error("__all__", "report-not-moved")
    due_on = report.due_on + timedelta(days=30)
    done = browser.post(address, {"due_on": due_on, "reason": "Semester."}, follow=True)
    assert "The day has been moved" in done.content.decode()
    seen = sign_in("ivar").get(reverse("funding:report_detail", args=[report.pk])).content.decode()
    assert "Semester." in seen and address not in seen
    held = {"due_on": str(due_on + timedelta(days=1)), "reason": "Igen."}
    place = f"/api/funding/reports/{report.pk}/day"
    moved = sign_in("astrid").put(place, held, content_type="application/json").json()
    assert moved["first_due_on"] == str(report.due_on) and moved["moved_why"] == "Igen."


def test_what_is_sent_cannot_be_moved_and_says_so(cast: Cast, sign_in: SignIn) -> None:
    report = sent(cast)
    page = sign_in("astrid").get(reverse("funding:report_move", args=[report.pk]))
    assert "so its day stands" in page.content.decode() and "<textarea" not in page.content.decode()


def test_the_grantor_asks_again_and_both_reports_lead_to_each_other(
    cast: Cast, sign_in: SignIn
) -> None:
    report = sent(cast)
    browser = sign_in("astrid")
    address = reverse("funding:report_answer", args=[report.pk])
    refused = browser.post(address, {"accept": "no", "answer": "Timmarna saknas."})
    assert refused.context["form"].has_error("__all__", "report-again-without-day")
    due_on = timezone.localdate() + timedelta(days=30)
    said = {"accept": "no", "answer": "Timmarna saknas.", "due_on": due_on}
    done = browser.post(address, said, follow=True).content.decode()
    new = GrantReport.objects.get(earlier=report)
    assert reverse("funding:report_detail", args=[new.pk]) in done
    assert "Timmarna saknas." in done
    other = browser.get(reverse("funding:report_detail", args=[new.pk])).content.decode()
    assert reverse("funding:report_detail", args=[report.pk]) in other


def test_the_grantor_accepts(cast: Cast, sign_in: SignIn) -> None:
    report = sent(cast)
    browser = sign_in("astrid")
    address = reverse("funding:report_answer", args=[report.pk])
    done = browser.post(address, {"accept": "yes"}, follow=True).content.decode()
    assert "The report is accepted." in done
    assert "It is answered already." in browser.get(address).content.decode()
    unsent = reverse("funding:report_answer", args=[asked(cast, 99).pk])
    assert "there is nothing to answer" in browser.get(unsent).content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("hanna", 200), ("bo", 404), ("frida", 404), ("cilla", 404)]
)
def test_a_report_is_for_recipient_and_grantor(
    cast: Cast, sign_in: SignIn, name: str, status: int
) -> None:
    report = sent(cast)
    browser = sign_in(name)
    assert browser.get(reverse("funding:report_detail", args=[report.pk])).status_code == status
    page = browser.get(reverse("funding:grant_detail", args=[cast.grant.pk])).content.decode()
    assert ("Seen by the recipient and the grantor." in page) is (status == 200)
    for deed in ("send", "answer"):
        got = browser.get(reverse(f"funding:report_{deed}", args=[report.pk])).status_code
        assert got == (403 if status == 200 else 404)


def test_the_grants_page_says_when_no_report_was_asked_for(cast: Cast, sign_in: SignIn) -> None:
    page = reverse("funding:grant_detail", args=[cast.grant.pk])
    said = "no report has been asked for"
    Grant.objects.update(starts_on=timezone.localdate() - timedelta(days=400), ends_on=None)
    assert said in sign_in("ivar").get(page).content.decode()
    assert said not in sign_in("visitor").get(page).content.decode()
    asked(cast, -40)
    assert "40 days late" in sign_in("ivar").get(page).content.decode()


def listed(browser: object, **wanted: object) -> list[date]:
    answer = browser.get(reverse("funding:report_list"), wanted)  # type: ignore[attr-defined]
    return [line.report.due_on for line in answer.context["lines"]]


def test_the_newest_due_comes_first_and_filters_narrow(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    other = Grant.objects.create(
        number="2",
        title="En till",
        sort_key="1",
        recipient=cast.organisations["region"],
        grantor=cast.organisations["agency"],
        granted_sek=1,
    )
    due, late = asked(cast, 20).due_on, asked(cast, -20).due_on
    waiting = sent(cast, 5, text="Ställtider", grant=other).due_on
    accepted = sent(cast, -50, accepted_on=today).due_on
    again = sent(cast, -60, asked_again_on=today, answer="Mer.").due_on
    browser = sign_in("ivar")
    assert listed(browser) == [due, waiting, late, accepted, again]
    assert listed(browser, state="due") == [due, late]
    assert listed(browser, state="late") == [late]
    assert listed(browser, state="sent") == [waiting]
    assert listed(browser, state="accepted") == [accepted]
    assert listed(browser, state="asked_again") == [again]
    assert listed(browser, grant=other.pk) == [waiting]
    assert listed(browser, programme=cast.programme.pk) == [due, late, accepted, again]
    assert listed(browser, search="ställtider") == [waiting]
    assert listed(browser, search="norrvik smart") == [due, late, accepted, again]
    assert listed(sign_in("frida")) == []


def test_the_list_asks_as_often_for_sixty_as_for_one(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    browser = sign_in("astrid")
    for number in range(60):
        asked(cast, number)
    with django_assert_max_num_queries(14):  # type: ignore[operator]  # a fixture
        assert len(listed(browser)) == 50
    address = reverse("funding:report_list")
    following = browser.get(browser.get(address).context["page"].next_url)
    assert len(following.context["lines"]) == 10
    sheet = browser.get(address, {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


def test_the_api_asks_sends_and_answers(cast: Cast, sign_in: SignIn) -> None:
    astrid, ivar, bo = sign_in("astrid"), sign_in("ivar"), sign_in("bo")
    address = f"/api/funding/grants/{cast.grant.pk}/reports"
    today = timezone.localdate()
    wanted = {"kind": "final", "until_on": str(today), "due_on": str(today + timedelta(days=9))}
    made = astrid.post(address, {"reports": [wanted]}, content_type="application/json")
    assert (made.status_code, made.json()["rows"][0]["state"]) == (201, "due")
    twice = astrid.post(address, {"reports": [wanted]}, content_type="application/json")
    assert (twice.status_code, twice.json()["code"]) == (422, "report-asked-twice")
    one = f"/api/funding/reports/{made.json()['rows'][0]['id']}"
    assert bo.get(one).status_code == 404
    text = {"text": TEXT}
    assert astrid.put(f"{one}/sent", text, content_type="application/json").status_code == 403
    went = ivar.put(f"{one}/sent", text, content_type="application/json").json()
    assert (went["state"], went["text"]) == ("sent", TEXT)
    again = {"accept": False, "answer": "Mer.", "due_on": wanted["due_on"]}
    answered = astrid.put(f"{one}/answer", again, content_type="application/json").json()
    assert answered["state"] == "asked_again"
    listed_now = ivar.get("/api/funding/reports", {"state": "due"}).json()
    assert (listed_now["total"], listed_now["rows"][0]["earlier_id"]) == (1, answered["id"])
    assert bo.get("/api/funding/reports").json()["rows"] == []
