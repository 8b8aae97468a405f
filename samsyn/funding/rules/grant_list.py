"""A financier's list of granted projects, row by row: what is taken, refused or to be confirmed.

The columns are those of the managing authority's public project list of the
European Regional Development Fund 2014-2020 (Regulation (EU) 1303/2013, article
115(2) and annex XII say what it must hold), under their own and other names.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.directory.rules.identifiers import Number, read_organisation_number
from samsyn.directory.rules.imports import ListKind
from samsyn.directory.rules.kinds import ImportKind
from samsyn.directory.rules.mapping import Columns, Field, refuse_shifted
from samsyn.directory.rules.places import (
    COUNTY_BY_CODE,
    MUNICIPALITY_BY_CODE,
    PlaceKind,
    Proposal,
    Unknown,
    read_places,
)
from samsyn.directory.rules.tables import (
    Cell,
    Remark,
    Repeats,
    Row,
    as_day,
    as_moment,
    as_sek,
    as_text,
)

GRANT_FIELDS: tuple[Field, ...] = (
    Field(
        "case_number",
        words("Case number"),
        True,
        ("Ärende-id", "Ärendenummer", "Diarienummer", "Dnr", "Projekt-id", "Case id"),
    ),
    Field(
        "recipient",
        words("Recipient"),
        True,
        (
            "Stödmottagare",
            "Bidragsmottagare",
            "Mottagare",
            "Projektägare",
            "Sökande",
            "Beneficiary",
        ),
    ),
    Field(
        "granted_sek",
        words("Granted amount"),
        True,
        ("Beviljat belopp", "Beviljat stöd", "Beviljat", "Beslutat belopp", "Belopp", "Amount"),
    ),
    Field(
        "title",
        words("Project name"),
        True,
        ("Projektnamn", "Projekttitel", "Projekt", "Benämning", "Title", "Project"),
    ),
    Field(
        "counties",
        words("Counties"),
        True,
        ("Län", "Region", "Regioner", "County"),
    ),
    Field(
        "starts_on",
        words("Starts on"),
        False,
        ("Projekt starttid", "Startdatum", "Projektstart", "Starttid", "Start", "Start date"),
    ),
    Field(
        "ends_on",
        words("Ends on"),
        False,
        ("Projekt sluttid", "Slutdatum", "Projektslut", "Sluttid", "Slut", "End date"),
    ),
    Field(
        "municipalities",
        words("Municipalities"),
        False,
        ("Kommuner", "Kommun", "Municipality"),
    ),
    Field(
        "programme_area",
        words("Programme area"),
        False,
        ("Område", "Programområde", "Programme"),
    ),
    Field(
        "priority",
        words("Priority"),
        False,
        ("Insatsområde", "Prioritering", "Priority axis"),
    ),
    Field(
        "objective",
        words("Thematic objective"),
        False,
        ("Tematiskt mål", "Mål", "Objective"),
    ),
    Field(
        "updated_at",
        words("Updated"),
        False,
        ("Uppdateringsdatum", "Uppdaterad", "Senast ändrad", "Last updated"),
    ),
    Field(
        "organisation_number",
        words("Organisation number"),
        False,
        ("Organisationsnummer", "Orgnr", "Org.nr", "Company registration number"),
    ),
)
"""What a grant list can tell; the first five columns must be there."""
GRANT_LIST = ListKind(
    ImportKind.GRANTS,
    "import grants",
    GRANT_FIELDS,
    shipped={
        # The header of the managing authority's own file, as it is downloaded.
        "Projektbanken 2014–2020": {
            "case_number": "ärende-id",
            "recipient": "stödmottagare",
            "granted_sek": "beviljat_belopp_sek",
            "title": "projektnamn",
            "counties": "län",
            "starts_on": "projekt_starttid",
            "ends_on": "projekt_sluttid",
            "municipalities": "kommuner",
            "programme_area": "område",
            "priority": "insatsområde",
            "objective": "tematiskt_mål",
            "updated_at": "uppdateringsdatum",
        }
    },
)


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A place name that is no place's: left out until a person has said what was meant."""

    kind: PlaceKind
    spelling: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One granted project as the list tells it; None where it does not."""

    number: int
    """The row in the file."""
    case_number: str
    recipient: str
    organisation_number: Number | None
    granted_sek: Decimal
    title: str
    starts_on: date | None
    ends_on: date | None
    county_codes: tuple[str, ...]
    municipality_codes: tuple[str, ...]
    programme_area: str | None
    priority: str | None
    objective: str | None
    updated_at: datetime | None
    to_confirm: tuple[ToConfirm, ...]
    remarks: tuple[Remark, ...]


def read_grant_row(
    row: Row,
    columns: Columns,
    county_aliases: Mapping[str, str] | None = None,
    municipality_aliases: Mapping[str, str] | None = None,
) -> GrantRow:
    """The grant of the row, or a Problem that says why it cannot be taken.

    A misspelt municipality does not refuse the row: it is left out and stands
    in `to_confirm`. A municipality outside the listed counties is taken as
    written, with a remark, because projects do reach over county borders.
    """
    refuse_shifted(row)
    case_number = _needed(row, columns, "case_number", "case-number-missing", _NO_CASE_NUMBER)
    recipient = _needed(row, columns, "recipient", "recipient-missing", _NO_RECIPIENT)
    title = _needed(row, columns, "title", "title-missing", _NO_TITLE)
    granted_sek = columns.read(row, "granted_sek", as_sek)
    if granted_sek is None:
        raise Problem("amount-missing", _NO_AMOUNT, column=columns.header("granted_sek"))
    starts_on = columns.read(row, "starts_on", as_day)
    ends_on = columns.read(row, "ends_on", as_day)
    _refuse_backwards(starts_on, ends_on)
    counties, unknown_counties = _counties(row, columns, county_aliases)
    listed = columns.read(row, "municipalities", _listed)
    municipalities = read_places(listed, municipality_aliases, kind=PlaceKind.MUNICIPALITY)
    return GrantRow(
        number=row.number,
        case_number=case_number,
        recipient=recipient,
        organisation_number=columns.read(row, "organisation_number", _organisation_number),
        granted_sek=granted_sek,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        county_codes=counties,
        municipality_codes=municipalities.codes,
        programme_area=columns.read(row, "programme_area", as_text),
        priority=columns.read(row, "priority", as_text),
        objective=columns.read(row, "objective", as_text),
        updated_at=columns.read(row, "updated_at", as_moment),
        to_confirm=_to_confirm(unknown_counties, municipalities.unknown),
        remarks=_outside(municipalities.codes, counties),
    )


def repeats(grant: GrantRow, seen: Repeats) -> int | None:
    """The number of an earlier row of the file that says just the same; None if there is none.

    Raises Problem("case-number-twice") when an earlier row says something else.
    """
    verdict, first = seen.verdict(folded(grant.case_number), _content(grant), grant.number)
    if verdict == "changed":
        raise Problem(
            "case-number-twice",
            words(
                "Case number %(case_number)s stands in row %(first)s too, with other contents. "
                "Keep the row that is right and remove the other."
            ),
            case_number=grant.case_number,
            first=first,
        )
    return first if verdict == "unchanged" else None


_NO_CASE_NUMBER = words("The case number is missing. Write the number of the decision.")
_NO_RECIPIENT = words("The recipient is missing. Write the name of the organisation.")
_NO_TITLE = words("The project name is missing. Write what the project is called.")
_NO_AMOUNT = words("The granted amount is missing. Write it in kronor; write 0 if it is zero.")


def _needed(row: Row, columns: Columns, field: str, code: str, sentence: str) -> str:
    text = columns.read(row, field, as_text)
    if text is None:
        raise Problem(code, sentence, column=columns.header(field))
    return text


def _refuse_backwards(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Problem(
            "end-before-start",
            words(
                "The project ends %(ends_on)s, before it starts %(starts_on)s. "
                "Correct one of the days."
            ),
            starts_on=starts_on.isoformat(),
            ends_on=ends_on.isoformat(),
        )


def _counties(
    row: Row, columns: Columns, aliases: Mapping[str, str] | None
) -> tuple[tuple[str, ...], tuple[Unknown, ...]]:
    text = columns.read(row, "counties", _listed)
    read = read_places(text, aliases, kind=PlaceKind.COUNTY)
    if text is None:
        raise Problem(
            "county-missing",
            words("No county is given. Write at least one, for example Dalarna or Dalarnas län."),
            column=columns.header("counties"),
        )
    if not read.codes:
        raise Problem(
            "county-unknown",
            words(
                "“%(text)s” names no county of today. Write at least one, for example Dalarna, "
                "or confirm what was meant."
            ),
            text=text[:100],
            column=columns.header("counties"),
        )
    return read.codes, read.unknown


def _listed(cell: Cell) -> str | None:
    """The cell's text with its line breaks kept, for they separate places; None if it is empty."""
    if isinstance(cell, str) and as_text(cell) is not None:
        return cell
    return as_text(cell)


def _organisation_number(cell: Cell) -> Number | None:
    text = as_text(cell)
    return None if text is None else read_organisation_number(text)


def _to_confirm(
    counties: Sequence[Unknown], municipalities: Sequence[Unknown]
) -> tuple[ToConfirm, ...]:
    waiting = [(PlaceKind.COUNTY, name) for name in counties]
    waiting += [(PlaceKind.MUNICIPALITY, name) for name in municipalities]
    return tuple(ToConfirm(kind, name.spelling, name.proposals) for kind, name in waiting)


def _outside(
    municipality_codes: tuple[str, ...], county_codes: tuple[str, ...]
) -> tuple[Remark, ...]:
    """A remark for each municipality that lies in none of the listed counties."""
    remarks = []
    for code in municipality_codes:
        municipality = MUNICIPALITY_BY_CODE[code]
        if municipality.county_code not in county_codes:
            remarks.append(
                Remark(
                    "municipality-outside",
                    words(
                        "%(municipality)s lies in %(county)s, which the row does not list. It is "
                        "taken as written; check that the county is not forgotten."
                    ),
                    {
                        "municipality": municipality.name,
                        "county": COUNTY_BY_CODE[municipality.county_code].full_name,
                    },
                )
            )
    return tuple(remarks)


def _content(grant: GrantRow) -> str:
    """A mark of all that the row says; two rows that say the same give the same.

    Not the text itself: a hundred thousand of them are held while a list is read.
    """
    said = (
        grant.recipient,
        None if grant.organisation_number is None else grant.organisation_number.digits,
        grant.granted_sek.normalize(),
        grant.title,
        grant.starts_on,
        grant.ends_on,
        grant.county_codes,
        grant.municipality_codes,
        grant.programme_area,
        grant.priority,
        grant.objective,
        tuple((name.kind, name.spelling) for name in grant.to_confirm),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]
