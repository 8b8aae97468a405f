"""The days of reports: what is proposed, what can be asked for, and what a report is on a day."""

from datetime import date, timedelta

import pytest

from samsyn.basics.problem import Problem
from samsyn.funding.rules.reports import (
    AskedReport,
    ReportKind,
    ReportState,
    check_asked,
    months_after,
    proposed_reports,
    state_on,
)

PROGRESS, FINAL = ReportKind.PROGRESS, ReportKind.FINAL
ON = date(2026, 11, 23)


def test_a_report_every_half_year_and_a_final_one_three_months_after_the_end() -> None:
    """The worked example of docs/methods/report-days.md."""
    assert proposed_reports(date(2027, 1, 1), date(2028, 12, 31), ON) == [
        AskedReport(PROGRESS, date(2027, 6, 30), date(2027, 7, 30)),
        AskedReport(PROGRESS, date(2027, 12, 31), date(2028, 1, 31)),
        AskedReport(PROGRESS, date(2028, 6, 30), date(2028, 7, 30)),
        AskedReport(FINAL, date(2028, 12, 31), date(2029, 3, 31)),
    ]


def test_the_last_progress_report_is_left_to_the_final_one_within_three_months() -> None:
    kinds = [
        [report.until_on for report in proposed_reports(date(2027, 1, 1), ends_on, ON)]
        for ends_on in (date(2027, 9, 29), date(2027, 9, 30))
    ]
    assert kinds == [
        [date(2027, 9, 29)],
        [date(2027, 6, 30), date(2027, 9, 30)],
    ]


def test_what_was_due_before_today_is_not_proposed() -> None:
    proposed = proposed_reports(date(2024, 1, 1), date(2027, 6, 30), ON)
    assert [report.due_on for report in proposed] == [date(2027, 1, 31), date(2027, 9, 30)]
    (final,) = proposed_reports(date(2020, 1, 1), date(2022, 1, 1), ON)
    assert final == AskedReport(FINAL, date(2022, 1, 1), date(2026, 12, 23))


def test_what_is_asked_for_is_not_proposed_again() -> None:
    asked = [
        AskedReport(PROGRESS, date(2027, 6, 30), date(2027, 9, 1)),
        AskedReport(FINAL, date(2028, 1, 31), date(2028, 2, 28)),
    ]
    proposed = proposed_reports(date(2027, 1, 1), date(2027, 12, 31), ON, asked)
    assert proposed == []


def test_without_a_last_day_nothing_and_without_a_first_the_final_is_proposed() -> None:
    assert proposed_reports(date(2027, 1, 1), None, ON) == []
    assert [report.kind for report in proposed_reports(None, date(2028, 1, 1), ON)] == [FINAL]


def test_a_month_without_that_day_ends_on_its_last() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 5), 1) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("until_on", "due_on", "code"),
    [
        (ON, ON - timedelta(days=1), "report-due-too-early"),
        (date(2026, 1, 1), date(2026, 11, 22), "report-due-passed"),
        (date(2027, 6, 30), date(2027, 8, 1), "report-asked-twice"),
    ],
)
def test_impossible_days_are_refused(until_on: date, due_on: date, code: str) -> None:
    asked = [AskedReport(PROGRESS, date(2027, 6, 30), date(2027, 7, 30))]
    with pytest.raises(Problem) as refusal:
        check_asked([AskedReport(PROGRESS, until_on, due_on)], ON, asked)
    assert refusal.value.code == code


def test_a_grant_has_one_final_report() -> None:
    both = [
        AskedReport(FINAL, date(2028, 6, 30), date(2028, 9, 30)),
        AskedReport(FINAL, date(2028, 12, 31), date(2029, 3, 31)),
    ]
    with pytest.raises(Problem) as refusal:
        check_asked(both, ON)
    assert refusal.value.code == "report-asked-twice"
    check_asked(both[:1], ON)


def test_none_and_too_many_are_refused() -> None:
    many = [
        AskedReport(PROGRESS, ON + timedelta(days=number), ON + timedelta(days=90))
        for number in range(21)
    ]
    for reports, code in (([], "no-report-asked"), (many, "too-many-reports")):
        with pytest.raises(Problem) as refusal:
            check_asked(reports, ON)
        assert refusal.value.code == code


@pytest.mark.parametrize(
    ("on", "sent", "accepted", "again", "state"),
    [
        (ON, None, None, None, ReportState.DUE),
        (ON + timedelta(days=1), None, None, None, ReportState.LATE),
        (ON + timedelta(days=1), ON, None, None, ReportState.SENT),
        (ON, ON, ON, None, ReportState.ACCEPTED),
        (ON, ON, None, ON, ReportState.ASKED_AGAIN),
    ],
)
def test_a_report_is_late_from_the_day_after(
    on: date, sent: date | None, accepted: date | None, again: date | None, state: ReportState
) -> None:
    found = state_on(on, ON, sent_on=sent, accepted_on=accepted, asked_again_on=again)
    assert found is state
