"""A participant list as projects keep it in Excel, row by row: what is taken and what is refused.

The financier asks for organisation number and e-mail address of every company
that takes part (Tillväxtverket's handbook for national project funds, chapter
on requests for payment). A sole trader's organisation number is a personal
number: it never stands in a sentence, a remark or a row that is shown back.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.directory.rules.identifiers import Number, read_organisation_number
from samsyn.directory.rules.imports import ListKind
from samsyn.directory.rules.kinds import ImportKind
from samsyn.directory.rules.mapping import Columns, Field, refuse_shifted
from samsyn.directory.rules.masking import masked
from samsyn.directory.rules.tables import (
    Cell,
    Remark,
    Row,
    as_count,
    as_day,
    as_email,
    as_hours,
    as_text,
)

EARLIEST_ON = date(1995, 1, 1)
"""The year Sweden joined the Union, and with it these programmes; an earlier day is a slip."""
MOST_HOURS = Decimal(2000)
"""More than a working year (1,720 hours) and its overtime is not one participation."""
HOURS_A_DAY = 24

PARTICIPANT_FIELDS: tuple[Field, ...] = (
    Field(
        "organisation_number",
        words("Organisation number"),
        True,
        (
            *("Organisationsnummer", "Org.nr", "Orgnr", "Org nummer", "Orgnummer"),
            *("Organisations-/personnummer", "Company registration number", "Org no"),
            *("Registration number", "Corporate identity number"),
        ),
    ),
    Field(
        "activity",
        words("Activity"),
        True,
        ("Aktivitet", "Aktivitetens namn", "Insats", "Aktivitet/insats", "Event"),
    ),
    Field(
        "on",
        words("Day"),
        True,
        ("Datum", "Date", "Dag", "Aktivitetsdatum", "Datum för aktivitet"),
    ),
    Field(
        "email",
        words("E-mail"),
        False,
        ("E-post", "E-postadress", "Epost", "Mejl", "Mejladress", "Mail", "E-mail address"),
    ),
    Field(
        "company_name",
        words("Company"),
        False,
        ("Företag", "Företagsnamn", "Företagets namn", "Bolag", "Firma", "Company name"),
    ),
    Field(
        "hours",
        words("Hours"),
        False,
        ("Timmar", "Antal timmar", "Tim", "Antal tim", "Tid", "Number of hours"),
    ),
    Field("women", words("Women"), False, ("Kvinnor", "Antal kvinnor", "Number of women")),
    Field("men", words("Men"), False, ("Män", "Antal män", "Number of men")),
    Field(
        "not_stated",
        words("Not stated"),
        False,
        ("Ej angivet", "Ej angivet kön", "Kön ej angivet", "Vill ej ange", "Annat/ej angivet"),
    ),
    Field("municipality", words("Municipality"), False, ("Kommun", "Ort")),
    Field(
        "person_name",
        words("Participant"),
        False,
        ("Deltagare", "Namn", "Kontaktperson", "Deltagarens namn", "Name"),
    ),
)
"""What a participant list can tell; the first three columns must be there."""
PARTICIPANT_LIST = ListKind(
    ImportKind.PARTICIPANTS, "import participants", PARTICIPANT_FIELDS, shipped={}
)

_TOTAL_CELL = re.compile(
    r"(?:(?:del|total)?summ(?:a|or)|summering|totalt|totaler|total|sub ?total|grand total|sum)"
    r"(?: (?:antal|timmar|deltagare|företag|kvinnor|män|hours))*[ :=]*[\d.,: ]*"
)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One company's participation in one activity as the list tells it; None where it does not."""

    number: int
    """The row in the file."""
    organisation_number: Number
    email: str | None
    company_name: str | None
    activity: str
    on: date
    hours: Decimal | None
    women: int | None
    men: int | None
    not_stated: int | None
    municipality: str | None
    person_name: str | None
    remarks: tuple[Remark, ...]


def read_participant_row(row: Row, columns: Columns, today: date) -> ParticipantRow:
    """The participation of the row, or a Problem that says why it cannot be taken.

    A row without e-mail address is taken with a remark, for the company may
    already be known by another; an address that cannot be one is refused.
    """
    refuse_shifted(row)
    _refuse_total(row, columns)
    number = _read(row, columns, "organisation_number", _number)
    activity = _read(row, columns, "activity", _text)
    if activity is None:
        raise Problem(
            "activity-missing",
            words("The activity is missing. Write what the company took part in."),
            column=columns.header("activity"),
        )
    on = _day(_read(row, columns, "on", as_day), today, columns.header("on"))
    email = _read(row, columns, "email", as_email)
    hours = _hours(_read(row, columns, "hours", as_hours), columns.header("hours"))
    women, men, not_stated = (
        _read(row, columns, field, as_count) for field in ("women", "men", "not_stated")
    )
    people = max(sum(count or 0 for count in (women, men, not_stated)), 1)
    return ParticipantRow(
        number=row.number,
        organisation_number=number,
        email=email,
        company_name=_read(row, columns, "company_name", _text),
        activity=activity,
        on=on,
        hours=hours,
        women=women,
        men=men,
        not_stated=not_stated,
        municipality=_read(row, columns, "municipality", _text),
        person_name=_read(row, columns, "person_name", _text),
        remarks=tuple(_remarks(email, hours, people)),
    )


def row_key(row: ParticipantRow, secret: bytes) -> str:
    """The same text for the same company, activity and day, in every file and every run.

    Made with a secret of the installation: without it the few possible personal
    numbers of sole traders could all be tried until one fits the key.
    """
    about = "|".join((row.organisation_number.digits, folded(row.activity), row.on.isoformat()))
    return hmac.new(secret, about.encode(), hashlib.sha256).hexdigest()


def _read(row: Row, columns: Columns, field: str, reader: Callable[[Cell], Value]) -> Value:
    """What the cell says; a refusal's values never hold a personal number."""
    try:
        return columns.read(row, field, reader)
    except Problem as problem:
        values = {
            name: masked(value) if isinstance(value, str) else value
            for name, value in problem.values.items()
        }
        refusal = Problem(problem.code, problem.text, **values)
    # Outside the except block, so that the unmasked refusal does not hang on as its cause.
    raise refusal


def _text(cell: Cell) -> str | None:
    text = as_text(cell)
    return None if text is None else masked(text)


def _number(cell: Cell) -> Number:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return read_organisation_number(cell)
    return read_organisation_number(as_text(cell))


def _day(on: date | None, today: date, column: str) -> date:
    if on is None:
        raise Problem(
            "day-missing",
            words("The day is missing. Write the day of the activity, for example 2026-03-12."),
            column=column,
        )
    if on > today:
        raise Problem(
            "day-in-future",
            words(
                "%(on)s has not been yet (today is %(today)s). Only what has taken place can be "
                "listed. Correct the day, or wait until the activity has taken place."
            ),
            on=on.isoformat(),
            today=today.isoformat(),
            column=column,
        )
    if on < EARLIEST_ON:
        raise Problem(
            "day-too-early",
            words("%(on)s is before %(earliest)s, so the year must be a slip. Correct the day."),
            on=on.isoformat(),
            earliest=EARLIEST_ON.isoformat(),
            column=column,
        )
    return on


def _hours(hours: Decimal | None, column: str) -> Decimal | None:
    if hours is not None and hours > MOST_HOURS:
        raise Problem(
            "hours-too-many",
            words(
                "%(hours)s hours are more than a working year; at most %(most)s are taken in one "
                "row. Correct the number, or give each activity its own row."
            ),
            hours=str(hours),
            most=str(MOST_HOURS),
            column=column,
        )
    return hours


def _remarks(email: str | None, hours: Decimal | None, people: int) -> list[Remark]:
    remarks = []
    if email is None:
        remarks.append(
            Remark(
                "email-missing",
                words(
                    "The row has no e-mail address, which the financier asks for. Add it before "
                    "the list is handed in."
                ),
                {},
            )
        )
    if hours is not None and hours > HOURS_A_DAY * people:
        remarks.append(
            Remark(
                "hours-many",
                words(
                    "%(hours)s hours on one day are more than %(people)s × 24. "
                    "Check the number; several days are better written in several rows."
                ),
                {"hours": str(hours), "people": people},
            )
        )
    return remarks


def _refuse_total(row: Row, columns: Columns) -> None:
    """Refuses a row that sums up the others: no number, and a cell that says "Summa"."""
    number = columns.cell(row, "organisation_number")
    text = "" if number is None else folded(str(number))
    if text and not _TOTAL_CELL.fullmatch(text):
        return
    for cell in row.cells:
        if isinstance(cell, str) and _TOTAL_CELL.fullmatch(folded(cell[:200])):
            raise Problem(
                "total-row",
                words(
                    "The row is a total and no participant, so it is left out. Nothing needs to be "
                    "done: totals are counted anew."
                ),
            )
