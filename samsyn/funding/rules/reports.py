"""Reports on grants: what one is on a day, and which days to ask for them.

Proposed days are the house's own habit, not a rule of any funder: a progress report for every
six months, due a month after they end, and a final report three months after the grant ends.
The grantor confirms or changes each.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samsyn.basics.problem import Problem, words

MONTHS_BETWEEN = 6
MONTHS_TO_WRITE = 1
MONTHS_AFTER_THE_END = 3
MOST_AT_ONCE = 20
LONGEST_WITHOUT = 12
"""A grant that has run for more months than this without any report is a loose end."""


class ReportKind(StrEnum):
    PROGRESS = "progress"
    FINAL = "final"


class ReportState(StrEnum):
    DUE = "due"
    LATE = "late"
    SENT = "sent"
    ACCEPTED = "accepted"
    ASKED_AGAIN = "asked_again"


@dataclass(frozen=True, slots=True)
class AskedReport:
    """A report to ask for: what it tells of until which day, and the last day to send it."""

    kind: ReportKind
    until_on: date
    due_on: date


def state_on(
    on: date,
    due_on: date,
    *,
    sent_on: date | None,
    accepted_on: date | None,
    asked_again_on: date | None,
) -> ReportState:
    """What a report is on a day; it is late from the day after it was due."""
    if accepted_on is not None:
        return ReportState.ACCEPTED
    if asked_again_on is not None:
        return ReportState.ASKED_AGAIN
    if sent_on is not None:
        return ReportState.SENT
    return ReportState.LATE if due_on < on else ReportState.DUE


def months_after(day: date, months: int) -> date:
    """The same day so many months later or, below 0, earlier; the month's last if it is shorter.

    >>> months_after(date(2027, 8, 31), 6)
    datetime.date(2028, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def proposed_reports(
    starts_on: date | None, ends_on: date | None, on: date, asked: Collection[AskedReport] = ()
) -> list[AskedReport]:
    """The reports that a grant still needs, in order; none when its last day is not known.

    A progress report is left out when it was due before today, when one until the same day is
    asked for already, and when the grant ends within three months of it: then the final report
    tells of that time. A final report whose day has passed may be sent a month from today.
    """
    if ends_on is None:
        return []
    proposed = []
    if starts_on is not None:
        latest = months_after(ends_on, -MONTHS_AFTER_THE_END)
        for number in range(1, MOST_AT_ONCE * 10):
            until_on = months_after(starts_on, MONTHS_BETWEEN * number) - timedelta(days=1)
            if until_on > latest:
                break
            due_on = months_after(until_on, MONTHS_TO_WRITE)
            if due_on >= on:
                proposed.append(AskedReport(ReportKind.PROGRESS, until_on, due_on))
    due_on = months_after(ends_on, MONTHS_AFTER_THE_END)
    final = due_on if due_on >= on else months_after(on, MONTHS_TO_WRITE)
    proposed = proposed[: MOST_AT_ONCE - 1]
    proposed.append(AskedReport(ReportKind.FINAL, ends_on, final))
    return [report for report in proposed if not _stands(report, asked)]


def _stands(report: AskedReport, asked: Iterable[AskedReport]) -> bool:
    """Whether such a report is asked for already. A grant has one final report."""
    return any(
        other.kind == report.kind
        and (other.until_on == report.until_on or report.kind is ReportKind.FINAL)
        for other in asked
    )


def check_asked(
    new: Collection[AskedReport], on: date, asked: Collection[AskedReport] = ()
) -> None:
    """Raise a Problem unless the reports can be asked for, beside those that already are."""
    if not new:
        raise Problem(
            "no-report-asked",
            words("No report is chosen. Choose at least one kind and its days."),
        )
    if len(new) > MOST_AT_ONCE:
        raise Problem(
            "too-many-reports",
            words("%(number)s reports are asked for at once. Ask for at most %(most)s at a time."),
            number=len(new),
            most=MOST_AT_ONCE,
        )
    standing = list(asked)
    for report in new:
        check_days(report.until_on, report.due_on, on)
        if _stands(report, standing):
            raise Problem(
                "report-asked-twice",
                words(
                    "A report of that kind until %(until_on)s is asked for already; a grant has "
                    "one final report. Take that row away, or choose another day."
                ),
                until_on=report.until_on,
            )
        standing.append(report)


def check_days(until_on: date, due_on: date, on: date) -> None:
    """Raise a Problem unless a report can be written by the day on which it is due."""
    if due_on < until_on:
        raise Problem(
            "report-due-too-early",
            words(
                "The report covers the time until %(until_on)s and would be due before that, on "
                "%(due_on)s. Choose a later day."
            ),
            until_on=until_on,
            due_on=due_on,
        )
    if due_on < on:
        raise Problem(
            "report-due-passed",
            words("%(due_on)s has passed, so nobody can send by then. Choose today or later."),
            due_on=due_on,
        )


def check_move(due_on: date, new_due_on: date, reason: str) -> None:
    """Raise a Problem unless the day is another, and those who wait for it can read why."""
    if new_due_on == due_on:
        raise Problem(
            "report-not-moved",
            words("The report is due on %(due_on)s already. Choose another day, or leave it."),
            due_on=due_on,
        )
    if not reason.strip():
        raise Problem(
            "report-move-without-reason",
            words(
                "The day is moved from %(due_on)s to %(new_due_on)s. "
                "Write why: the recipient reads the reason."
            ),
            due_on=due_on,
            new_due_on=new_due_on,
        )
