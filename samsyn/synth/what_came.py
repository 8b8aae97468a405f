"""What came of it: improvements with their activities, key figures, and the journal's lines."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from samsyn.company.models import Improvement, KeyFigure
from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.directory.models import JournalLine
from samsyn.programme.models import ImprovementActivity
from samsyn.synth.frame import MADE_UP, Frame

TITLES = ("Kortare ställtid", "Mindre spill", "Ny kund", "Färre fel", "Bättre flöde", "Egen robot")
YEARS = 3


def add_improvements(frame: Frame) -> None:
    """Write improvements of companies, and tie every second to an activity."""
    chance = frame.chance
    improvements = frame.write(
        "improvements",
        (
            Improvement(
                company_id=chance.choice(frame.companies),
                title=f"{chance.choice(TITLES)} {number + 1}",
                text=f"{MADE_UP}.",
                happened_on=frame.a_day(),
                hours_saved_per_year=Decimal(chance.randrange(5, 2_000)),
                saved_sek_per_year=None
                if number % 3
                else Decimal(chance.randrange(1, 900) * 1_000),
                work_environment=number % 5 == 0,
                skills=number % 7 == 0,
            )
            for number in range(frame.size.improvements)
        ),
    )
    frame.pour(
        "ties of improvements",
        (
            ImprovementActivity(improvement=row, activity_id=chance.choice(frame.activities)[0])
            for row in improvements[::2]
        ),
    )


def add_key_figures(frame: Frame) -> None:
    """Write turnover and employees of every second company for some years."""
    frame.pour("key figures", _key_figures(frame))


def _key_figures(frame: Frame) -> Iterator[KeyFigure]:
    for company in frame.companies[::2]:
        employees = 1 + int(frame.chance.expovariate(1 / 18))
        for year in range(frame.on.year - YEARS, frame.on.year):
            for kind, each in (
                (KeyFigureKind.TURNOVER_KSEK, 1_700),
                (KeyFigureKind.EMPLOYEES, 1),
            ):
                yield KeyFigure(
                    company_id=company,
                    year=year,
                    kind=kind,
                    figure=Decimal(employees * each),
                    source=MADE_UP,
                )


def add_journal(frame: Frame) -> None:
    """Write lines as if the activities had been planned one by one, by the institute."""
    frida, institute = frame.people["frida"], frame.homes["institute"]
    begin = datetime.combine(frame.on - timedelta(days=400), time(8), UTC)
    lines = frame.size.journal_lines
    step = timedelta(days=399) / lines
    frame.pour(
        "journal lines",
        (
            JournalLine(
                at=begin + step * number,
                person=frida,
                organisation=institute,
                deed="plan activity",
                subject_kind="activity",
                subject_key=frame.activities[number % len(frame.activities)][0],
                subject_text=f"{MADE_UP} rad {number + 1}",
            )
            for number in range(lines)
        ),
    )
