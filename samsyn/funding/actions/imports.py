"""Taking a list of grants in: goals, recipients, places and the grants themselves."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from samsyn.basics.problem import Problem
from samsyn.directory.actions.duplicates import propose_pairs
from samsyn.directory.models import Import
from samsyn.directory.queries.likely_pairs import LikelyPair, Named, likely_pairs
from samsyn.directory.queries.places import confirmed_spellings
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.imports import Confirm, Findings, Outcome, refused, said_again
from samsyn.directory.rules.mapping import Columns
from samsyn.directory.rules.organisations import checked_name
from samsyn.directory.rules.places import PlaceKind, read_places
from samsyn.directory.rules.tables import Repeats, Row, as_text
from samsyn.funding.actions.grants import enter_grants
from samsyn.funding.actions.recipients import Recipient, recipients_of_list
from samsyn.funding.rules.grant_list import GrantRow, read_grant_row, repeats
from samsyn.funding.rules.grants import LONGEST_REGISTER, NewGrant, check_new_grant
from samsyn.strategy.actions import check_goal_title, goals_of_register
from samsyn.strategy.rules.tree import GoalPath


class GrantTaker:
    """Takes the rows of one list of grants on behalf of `by`."""

    def __init__(self, by: Standing, the_import: Import, columns: Columns) -> None:
        self._by = by
        self._columns = columns
        title = the_import.options.get("mapping") or PurePath(the_import.file_name).stem
        self._register: str = title[:LONGEST_REGISTER]
        self._counties = confirmed_spellings(PlaceKind.COUNTY)
        self._municipalities = confirmed_spellings(PlaceKind.MUNICIPALITY)
        self._seen = Repeats()
        self._recipients: dict[str, Named] = {}
        self._goals: set[GoalPath] = set()
        self._pairs: list[LikelyPair] = []

    def survey(self, row: Row) -> None:
        try:
            grant = self._read(row)
            repeats(grant, self._seen)
        except Problem:
            return
        recipient = _recipient(grant)
        number = grant.organisation_number
        named = Named(recipient.name, "" if number is None else number.digits, row.number)
        self._recipients.setdefault(recipient.key, named)
        self._goals |= {path[:deep] for path in [_path(grant)] for deep in (1, 2) if path[:deep]}

    def take(self, rows: Sequence[Row]) -> list[Outcome]:
        outcomes: dict[int, Outcome] = {}
        good: list[GrantRow] = []
        for row in rows:
            try:
                grant = self._read(row)
                repeated = repeats(grant, self._seen)
            except Problem as problem:
                asked = self._unknown_counties(row, problem)
                outcomes[row.number] = refused(row.number, problem, to_confirm=asked)
                continue
            if repeated is not None:
                outcomes[row.number] = said_again(row.number, repeated, grant.case_number)
            else:
                good.append(grant)
        outcomes |= self._entered(good)
        return [outcomes[row.number] for row in rows]

    def look_back(self) -> Findings:
        self._pairs = likely_pairs(self._by, list(self._recipients.values()))
        others: dict[Named, list[str]] = {}
        for pair in self._pairs:
            others.setdefault(pair.named, []).append(pair.other)
        asked = {
            named.row: (Confirm("organisation", named.name, tuple(("", name) for name in names)),)
            for named, names in others.items()
        }
        found = {"recipients": len(self._recipients), "goals": len(self._goals)}
        return Findings(found, asked)

    def write_back(self) -> None:
        propose_pairs(by=self._by, pairs=self._pairs)

    def _read(self, row: Row) -> GrantRow:
        """The grant of the row, refused also for what the store itself cannot hold."""
        grant = read_grant_row(row, self._columns, self._counties, self._municipalities)
        checked_name(grant.recipient)
        for title in _path(grant):
            check_goal_title(by=self._by, title=title)
        check_new_grant(self._new(grant))
        return grant

    def _new(self, grant: GrantRow) -> NewGrant:
        return NewGrant(
            number=grant.case_number,
            register=self._register,
            title=grant.title,
            recipient_id=0,
            grantor_id=None,
            granted_sek=grant.granted_sek,
            starts_on=grant.starts_on,
            ends_on=grant.ends_on,
            area=grant.programme_area or "",
            county_codes=grant.county_codes,
            municipality_codes=grant.municipality_codes,
        )

    def _entered(self, grants: Sequence[GrantRow]) -> dict[int, Outcome]:
        recipients = recipients_of_list(by=self._by, named={_recipient(grant) for grant in grants})
        paths = {path for grant in grants if (path := _path(grant))}
        goals = goals_of_register(by=self._by, register=self._register, paths=paths)
        new = [
            replace(
                self._new(grant),
                recipient_id=recipients[_recipient(grant).key].pk,
                goal_ids=(goals[path].pk,) if (path := _path(grant)) else (),
            )
            for grant in grants
        ]
        entered = enter_grants(by=self._by, new=new)
        return {
            grant.number: Outcome(
                number=grant.number,
                verdict=entered.verdicts[self._register, grant.case_number],
                row_key=grant.case_number,
                remarks=grant.remarks,
                to_confirm=tuple(
                    Confirm(
                        str(each.kind),
                        each.spelling,
                        tuple((place.code, place.name) for place in each.proposals),
                    )
                    for each in grant.to_confirm
                ),
            )
            for grant in grants
        }

    def _unknown_counties(self, row: Row, problem: Problem) -> tuple[Confirm, ...]:
        """The counties that refused a row because none of them is known: asked all the same."""
        if problem.code != "county-unknown":
            return ()
        text = as_text(self._columns.cell(row, "counties"))
        read = read_places(text, self._counties, kind=PlaceKind.COUNTY)
        return tuple(
            Confirm(
                "county",
                name.spelling,
                tuple((place.code, place.name) for place in name.proposals),
            )
            for name in read.unknown
        )


def _recipient(grant: GrantRow) -> Recipient:
    return Recipient(" ".join(grant.recipient.split()), grant.organisation_number)


def _path(grant: GrantRow) -> GoalPath:
    """The goals that the grant serves, from the top: its objective, and the priority under it."""
    return tuple(title for title in (grant.objective, grant.priority) if title is not None)
