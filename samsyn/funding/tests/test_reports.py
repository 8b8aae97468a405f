"""Ask for reports on a grant, send them, answer them: the actions, and who sees what."""

from datetime import date, timedelta

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.directory.models import JournalLine
from samsyn.funding.actions.reports import (
    answer_report,
    ask_for_report,
    move_report,
    send_report,
)
from samsyn.funding.models import Grant, GrantReport
from samsyn.funding.queries.reports import (
    grants_without_a_report,
    reports_for,
    reports_late,
    reports_of_grant,
)
from samsyn.funding.rules.reports import AskedReport, ReportKind

PROGRESS = AskedReport(ReportKind.PROGRESS, date(2027, 6, 30), date(2027, 7, 30))
FINAL = AskedReport(ReportKind.FINAL, date(2028, 12, 31), date(2029, 3, 31))
TEXT = "Tolv företag har gått startprogrammet."
GONE = GrantReport.DoesNotExist


def ask(cast: Cast, name: str = "astrid", *reports: AskedReport) -> list[GrantReport]:
    wanted = reports or (PROGRESS, FINAL)
    return ask_for_report(by=cast.standing(name), grant_id=cast.grant.pk, reports=wanted)


def send(cast: Cast, report: GrantReport, name: str = "ivar", text: str = TEXT) -> GrantReport:
    return send_report(by=cast.standing(name), report_id=report.pk, text=text)


def answer(cast: Cast, report: GrantReport, name: str = "astrid", **said: object) -> GrantReport:
    asked = {"accept": True} | said
    return answer_report(by=cast.standing(name), report_id=report.pk, **asked)  # type: ignore[arg-type]


def test_the_grantor_asks_for_several_at_once(cast: Cast) -> None:
    progress, final = ask(cast)
    assert (progress.kind, progress.until_on, progress.due_on) == (
        ReportKind.PROGRESS,
        date(2027, 6, 30),
        date(2027, 7, 30),
    )
    assert (final.kind, final.asked_on, final.sent_on) == (ReportKind.FINAL, TODAY, None)
    lines = JournalLine.objects.filter(deed="ask for report")
    assert {line.subject_key for line in lines} == {progress.pk, final.pk}


def test_one_that_cannot_stand_leaves_none(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        ask(cast, "astrid", PROGRESS, PROGRESS)
    assert refusal.value.code == "report-asked-twice"
    assert not GrantReport.objects.exists()
    assert not JournalLine.objects.filter(deed="ask for report").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bo", "not-allowed"),
        ("cilla", "not-allowed"),
        ("diyar", "not-allowed"),
        ("frida", "not-allowed"),
        ("hanna", "not-allowed"),
        ("ivar", "not-allowed"),
        ("visitor", "not-allowed"),
    ],
)
def test_only_the_grantors_case_handlers_and_call_owners_ask(
    cast: Cast, name: str, code: str
) -> None:
    with pytest.raises(Problem) as refusal:
        ask(cast, name)
    assert refusal.value.code == code
    assert not GrantReport.objects.exists()


def test_another_organisations_case_handler_does_not_ask(cast: Cast) -> None:
    Grant.objects.update(grantor=cast.organisations["institute"])
    with pytest.raises(Problem) as refusal:
        ask(cast)
    assert refusal.value.code == "not-yours"


def test_where_nobody_knows_who_granted_nobody_asks(cast: Cast) -> None:
    Grant.objects.update(grantor=None)
    with pytest.raises(Problem) as refusal:
        ask(cast, "operator")
    assert refusal.value.code == "grantor-not-known"


def test_the_recipient_sends_once(cast: Cast) -> None:
    report, _final = ask(cast)
    sent = send(cast, report)
    assert (sent.text, sent.sent_on) == (TEXT, TODAY)
    assert JournalLine.objects.get(deed="send report").subject_key == report.pk
    with pytest.raises(Problem) as refusal:
        send(cast, report, text="Nej, tretton.")
    assert refusal.value.code == "report-sent"
    report.refresh_from_db()
    assert report.text == TEXT


def test_an_empty_report_is_not_sent(cast: Cast) -> None:
    report, _final = ask(cast)
    with pytest.raises(Problem) as refusal:
        send(cast, report, text=" \n")
    assert refusal.value.code == "report-empty"
    report.refresh_from_db()
    assert report.sent_on is None
    assert not JournalLine.objects.filter(deed="send report").exists()


def test_only_the_recipients_leaders_send(cast: Cast) -> None:
    report, _final = ask(cast)
    for name, code in (("hanna", "not-yours"), ("diyar", "not-allowed")):
        with pytest.raises(Problem) as refusal:
            send(cast, report, name)
        assert refusal.value.code == code
    for name in ("bo", "frida", "cilla", "eva", "visitor"):
        with pytest.raises(GONE):
            send(cast, report, name)


def test_the_grantor_accepts_once(cast: Cast) -> None:
    report, _final = ask(cast)
    with pytest.raises(Problem) as refusal:
        answer(cast, report)
    assert refusal.value.code == "report-not-sent"
    send(cast, report)
    accepted = answer(cast, report, answer="Tydligt.")
    assert (accepted.accepted_on, accepted.answer) == (TODAY, "Tydligt.")
    assert JournalLine.objects.get(deed="answer report").reason == "Tydligt."
    with pytest.raises(Problem) as refusal:
        answer(cast, report)
    assert refusal.value.code == "report-answered"
    assert GrantReport.objects.count() == 2


def move(cast: Cast, report: GrantReport, name: str = "astrid", **said: object) -> GrantReport:
    asked = {"due_on": date(2027, 8, 20), "reason": "Semester hos mottagaren."} | said
    return move_report(by=cast.standing(name), report_id=report.pk, **asked)  # type: ignore[arg-type]


def test_the_grantor_moves_the_day_and_the_first_one_stays(cast: Cast) -> None:
    report, _final = ask(cast)
    moved = move(cast, report)
    assert (moved.due_on, moved.first_due_on) == (date(2027, 8, 20), PROGRESS.due_on)
    again = move(cast, report, due_on=date(2027, 9, 1), reason="Ännu  en månad.")
    assert (again.due_on, again.first_due_on) == (date(2027, 9, 1), PROGRESS.due_on)
    assert again.moved_why == "Ännu en månad."
    lines = JournalLine.objects.filter(deed="move report").order_by("pk")
    assert [line.reason for line in lines] == ["Semester hos mottagaren.", "Ännu en månad."]
    assert "2027-07-30 → 2027-08-20" in lines[0].subject_text


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": " "}, "report-move-without-reason"),
        ({"due_on": PROGRESS.due_on}, "report-not-moved"),
        ({"due_on": date(2027, 6, 29)}, "report-due-too-early"),
    ],
)
def test_a_move_that_says_nothing_or_cannot_be_leaves_the_day(
    cast: Cast, said: dict[str, object], code: str
) -> None:
    report, _final = ask(cast)
    with pytest.raises(Problem) as refusal:
        move(cast, report, **said)
    assert refusal.value.code == code
    report.refresh_from_db()
    assert (report.due_on, report.first_due_on) == (PROGRESS.due_on, None)
    assert not JournalLine.objects.filter(deed="move report").exists()


def test_a_late_report_whose_day_is_moved_is_late_no_more(cast: Cast) -> None:
    report, _final = ask(cast)
    past = TODAY - timedelta(days=3)
    GrantReport.objects.filter(pk=report.pk).update(until_on=past, due_on=past)
    astrid = cast.standing("astrid")
    assert reports_late(astrid).count() == 1
    with pytest.raises(Problem) as refusal:
        move(cast, report, due_on=TODAY - timedelta(days=1))
    assert refusal.value.code == "report-due-passed"
    move(cast, report, due_on=TODAY)
    assert not reports_late(astrid).exists()


def test_what_is_sent_has_its_day(cast: Cast) -> None:
    report, _final = ask(cast)
    send(cast, report)
    with pytest.raises(Problem) as refusal:
        move(cast, report)
    assert refusal.value.code == "report-sent-before-move"


def test_only_the_grantors_case_handlers_and_call_owners_move_the_day(cast: Cast) -> None:
    report, _final = ask(cast)
    for name, code in (("ivar", "not-allowed"), ("hanna", "not-allowed"), ("diyar", "not-allowed")):
        with pytest.raises(Problem) as refusal:
            move(cast, report, name)
        assert refusal.value.code == code, name
    for name in ("bo", "frida", "cilla", "eva", "visitor"):
        with pytest.raises(GONE):
            move(cast, report, name)


def test_asked_again_a_new_one_takes_its_place_and_the_old_stays(cast: Cast) -> None:
    report, _final = ask(cast)
    send(cast, report)
    due_on = date(2027, 9, 1)
    old = answer(cast, report, accept=False, answer="Timmarna saknas.", due_on=due_on)
    assert (old.text, old.asked_again_on, old.accepted_on) == (TEXT, TODAY, None)
    new = GrantReport.objects.get(earlier=old)
    assert (new.kind, new.until_on, new.due_on) == (old.kind, old.until_on, due_on)
    assert (new.sent_on, new.text) == (None, "")
    send(cast, new, text="Nu med timmar.")
    assert answer(cast, new).accepted_on == TODAY


def test_asking_again_needs_a_reason_and_a_possible_day(cast: Cast) -> None:
    report, _final = ask(cast)
    send(cast, report)
    for said, code in (
        ({"answer": " ", "due_on": date(2027, 9, 1)}, "report-again-without-reason"),
        ({"answer": "Mer."}, "report-again-without-day"),
        ({"answer": "Mer.", "due_on": date(2027, 6, 29)}, "report-due-too-early"),
    ):
        with pytest.raises(Problem) as refusal:
            answer(cast, report, accept=False, **said)
        assert refusal.value.code == code
    report.refresh_from_db()
    assert (report.asked_again_on, report.answer) == (None, "")
    assert GrantReport.objects.count() == 2


def test_only_the_grantor_answers(cast: Cast) -> None:
    report, _final = ask(cast)
    send(cast, report)
    for name in ("ivar", "hanna", "diyar"):
        with pytest.raises(Problem) as refusal:
            answer(cast, report, name)
        assert refusal.value.code == "not-allowed"
    for name in ("bo", "cilla", "eva", "visitor"):
        with pytest.raises(GONE):
            answer(cast, report, name)
    report.refresh_from_db()
    assert report.accepted_on is None


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("astrid", True),
        ("hanna", True),
        ("ivar", True),
        ("operator", True),
        ("bo", False),
        ("cilla", False),
        ("eva", False),
        ("frida", False),
        ("visitor", False),
    ],
)
def test_reports_are_seen_by_recipient_and_grantor(cast: Cast, name: str, sees: bool) -> None:
    ask(cast)
    viewer = cast.standing(name)
    assert reports_for(viewer).exists() is sees
    assert (reports_of_grant(viewer, cast.grant) is not None) is sees


def test_late_are_those_that_were_due_before_today_and_are_not_sent(cast: Cast) -> None:
    report, final = ask(cast)
    assert not reports_late(cast.standing("astrid", report.due_on)).exists()
    later = report.due_on + timedelta(days=1)
    assert list(reports_late(cast.standing("astrid", later))) == [report]
    assert not reports_late(cast.standing("bo", later)).exists()
    send(cast, report)
    assert not reports_late(cast.standing("astrid", later)).exists()
    assert list(reports_late(cast.standing("astrid", date(2030, 1, 1)))) == [final]


def test_a_grant_lacks_a_report_after_twelve_months_or_its_end(cast: Cast) -> None:
    def lacking(name: str, on: date) -> list[Grant]:
        return list(grants_without_a_report(cast.standing(name, on)))

    starts_on = cast.grant.starts_on
    assert starts_on == date(2027, 1, 1)
    assert lacking("astrid", date(2028, 1, 1)) == []
    assert lacking("astrid", date(2028, 1, 2)) == [cast.grant]
    assert lacking("ivar", date(2028, 1, 2)) == [cast.grant]
    for name in ("bo", "frida", "cilla", "visitor"):
        assert lacking(name, date(2028, 1, 2)) == []
    Grant.objects.update(starts_on=date(2027, 11, 1), ends_on=date(2027, 12, 31))
    assert lacking("astrid", date(2027, 12, 31)) == []
    assert lacking("astrid", date(2028, 1, 1)) == [cast.grant]
    ask(cast)
    assert lacking("astrid", date(2028, 1, 2)) == []


def test_an_old_grant_known_only_from_a_list_lacks_nothing(cast: Cast) -> None:
    Grant.objects.update(decision=None, register="Lista A")
    assert not grants_without_a_report(cast.standing("astrid", date(2028, 1, 2))).exists()
