"""Taking a participant list in: companies, activities and who took part."""

from collections.abc import Sequence

from django.conf import settings

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.company.rules.companies import check_is_company
from samsyn.directory.actions.organisations import enter_organisations
from samsyn.directory.models import Import, Organisation
from samsyn.directory.queries.numbers import organisations_of_numbers
from samsyn.directory.queries.places import confirmed_spellings
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.identifiers import Number, NumberKind, shown
from samsyn.directory.rules.imports import Confirm, Findings, Outcome, refused, said_again
from samsyn.directory.rules.kinds import OrganisationKind, Verdict
from samsyn.directory.rules.mapping import Columns
from samsyn.directory.rules.organisations import NewOrganisation, checked_name
from samsyn.directory.rules.places import PlaceKind, read_places
from samsyn.directory.rules.tables import Remark, Row
from samsyn.programme.actions.listed_activities import activities_called
from samsyn.programme.actions.participations import note_participations
from samsyn.programme.models import Activity
from samsyn.programme.queries.work import programmes_at_work
from samsyn.programme.rules.attendance import Attendance
from samsyn.programme.rules.participant_list import (
    ParticipantRow,
    read_participant_row,
    row_key,
)
from samsyn.programme.rules.participations import NewParticipation, check_day, check_figures
from samsyn.programme.rules.scratch import Scratch

LONGEST_ACTIVITY = 200
NAMELESS_SOLE_TRADER = "Enskild firma"
"""What a sole trader is called whose name no row tells: the number may not be its name."""


def check_programme_of_list(*, by: Standing, programme_id: int | None) -> None:
    """Refuse a list for a programme in which `by` takes no part."""
    if programme_id is None or programmes_at_work(by).filter(pk=programme_id).exists():
        return
    raise Problem(
        "programme-not-yours",
        words(
            "There is no programme %(key)s in which your organisation takes part. Choose "
            "another, leave it out, or ask the programme's host to name you a partner."
        ),
        key=programme_id,
    )


class ParticipantTaker:
    """Takes the rows of one participant list on behalf of `by`."""

    def __init__(self, by: Standing, the_import: Import, columns: Columns) -> None:
        self._by = by
        self._columns = columns
        self._secret = settings.SAMSYN_SEALING_KEY.encode()
        self._programme_id: int | None = the_import.options.get("programme")
        check_programme_of_list(by=by, programme_id=self._programme_id)
        people = bool(the_import.options.get("row_is_person"))
        self._attendance = Attendance(row_is_person=people)
        self._names = Scratch()
        self._activities = Scratch()
        self._places = confirmed_spellings(PlaceKind.MUNICIPALITY)

    def survey(self, row: Row) -> None:
        try:
            read = self._read(row)
        except Problem:
            return
        self._attendance.add(read)
        self._activities.put(folded(read.activity), b"")
        digits = read.organisation_number.digits
        if not self._names.get(digits):
            self._names.put(digits, (read.company_name or "").encode())

    def take(self, rows: Sequence[Row]) -> list[Outcome]:
        outcomes: dict[int, Outcome] = {}
        leading: list[ParticipantRow] = []
        for row in rows:
            try:
                read = self._read(row)
                key = row_key(read, self._secret)
                repeated = self._attendance.repeats(read)
            except Problem as problem:
                outcomes[row.number] = refused(row.number, problem)
                continue
            first = self._attendance.first(read)
            if repeated is not None:
                outcomes[row.number] = said_again(row.number, repeated, key)
            elif first == row.number:
                leading.append(read)
            else:
                outcomes[row.number] = Outcome(
                    row.number, Verdict.TAKEN, key, remarks=read.remarks, like=first
                )
        outcomes |= self._noted(leading)
        return [outcomes[row.number] for row in rows]

    def look_back(self) -> Findings:
        found = {"companies": len(self._names), "activities": len(self._activities)}
        return Findings(found, {})

    def write_back(self) -> None:
        """A participant list leaves no questions about itself as a whole."""

    def _read(self, row: Row) -> ParticipantRow:
        read = read_participant_row(row, self._columns, self._by.on)
        if len(read.activity) > LONGEST_ACTIVITY:
            raise Problem(
                "activity-too-long",
                words(
                    "The activity's name has %(letters)s letters; at most %(most)s are kept. "
                    "Shorten it in the same way in all its rows."
                ),
                letters=len(read.activity),
                most=LONGEST_ACTIVITY,
                column=self._columns.header("activity"),
            )
        if read.company_name is not None:
            checked_name(read.company_name)
        return read

    def _noted(self, rows: Sequence[ParticipantRow]) -> dict[int, Outcome]:
        """Write the rows that lead: the first about each company, activity and day."""
        companies, fresh = self._companies(rows)
        activities = activities_called(
            by=self._by,
            programme_id=self._programme_id,
            called={(read.activity, read.on) for read in rows},
        )
        outcomes: dict[int, Outcome] = {}
        good: dict[int, tuple[ParticipantRow, NewParticipation]] = {}
        for read in rows:
            company = companies[read.organisation_number.digits]
            activity = activities[folded(read.activity), read.on]
            try:
                good[read.number] = read, self._participation(read, company, activity)
            except Problem as problem:
                key = row_key(read, self._secret)
                outcomes[read.number] = refused(read.number, problem, key)
        noted = note_participations(by=self._by, rows=[new for _read, new in good.values()])
        for read, new in good.values():
            digits = read.organisation_number.digits
            outcomes[read.number] = Outcome(
                number=read.number,
                verdict=noted.verdicts[new.key],
                row_key=row_key(read, self._secret),
                remarks=(*read.remarks, *self._name_remark(read, companies[digits])),
                to_confirm=self._place_asked(read) if digits in fresh else (),
            )
        return outcomes

    def _participation(
        self, read: ParticipantRow, company: Organisation, activity: Activity
    ) -> NewParticipation:
        check_is_company(company.kind, company.name)
        if not activity.from_list:
            check_day(read.on, activity.starts_on, activity.ends_on)
        said = self._attendance.sum(read)
        new = NewParticipation(
            activity_id=activity.pk,
            company_id=company.pk,
            on=read.on,
            women=said.women,
            men=said.men,
            not_stated=said.not_stated,
            hours=said.hours,
            contact_email=said.email,
        )
        check_figures(new)
        return new

    def _companies(
        self, rows: Sequence[ParticipantRow]
    ) -> tuple[dict[str, Organisation], set[str]]:
        """The companies by the digits of their numbers, and those of them that are new."""
        numbers = {read.organisation_number.digits: read.organisation_number for read in rows}
        found = organisations_of_numbers(numbers.values(), followed=False)
        new: dict[str, NewOrganisation] = {}
        for read in rows:
            digits = read.organisation_number.digits
            if digits not in found and digits not in new:
                new[digits] = NewOrganisation(
                    kind=OrganisationKind.COMPANY,
                    name=self._names.get(digits).decode() or _name_of(read.organisation_number),
                    number=digits,
                    municipality_code=self._municipality(read) or "",
                )
        made = enter_organisations(by=self._by, new=list(new.values()))
        return found | dict(zip(new, made, strict=True)), set(new)

    def _municipality(self, read: ParticipantRow) -> str | None:
        places = read_places(read.municipality, self._places, kind=PlaceKind.MUNICIPALITY)
        return places.codes[0] if len(places.codes) == 1 and not places.unknown else None

    def _place_asked(self, read: ParticipantRow) -> tuple[Confirm, ...]:
        """The place of a new company that is no municipality's name but much like one."""
        places = read_places(read.municipality, self._places, kind=PlaceKind.MUNICIPALITY)
        return tuple(
            Confirm(
                "municipality",
                name.spelling,
                tuple((each.code, each.name) for each in name.proposals),
            )
            for name in places.unknown
            if name.proposals
        )

    def _name_remark(self, read: ParticipantRow, company: Organisation) -> tuple[Remark, ...]:
        """A remark when the list calls the company otherwise; for those who may know its name."""
        same = read.company_name is None or folded(read.company_name) == folded(company.name)
        if same or not (self._by.support or self._by.operator):
            return ()
        return (
            Remark(
                "company-name-differs",
                words(
                    "The list says %(listed)s; in the directory the company is called %(name)s. "
                    "Nothing was changed: rename it there if the list is right."
                ),
                {"listed": read.company_name, "name": company.name},
            ),
        )


def _name_of(number: Number) -> str:
    return NAMELESS_SOLE_TRADER if number.kind is NumberKind.SOLE_TRADER else shown(number)
