"""Lists of granted projects: what is taken, what is refused, what a person must confirm."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from samsyn.basics.problem import Problem
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.mapping import (
    ColumnMapping,
    Columns,
    check,
    known_headers,
    propose,
)
from samsyn.directory.rules.places import PlaceKind
from samsyn.directory.rules.tables import Repeats, Row, open_table
from samsyn.funding.rules.grant_list import (
    GRANT_FIELDS,
    GrantRow,
    ToConfirm,
    read_grant_row,
    repeats,
)

REAL = Path(__file__).parents[4] / "shared" / "data" / "grants" / "projektbank_2014-2020.csv"
HEADERS = (
    *("Ärende-id", "Stödmottagare", "Beviljat belopp (kr)", "Projektnamn", "Start", "Slut"),
    *("Län", "Kommuner", "Insatsområde", "Tematiskt mål", "Orgnr", "Uppdateringsdatum"),
)
USUAL = {
    "case_number": "20200940",
    "recipient": "Arjeplogs kommun",
    "granted_sek": "3 929 285",
    "title": "Ortsammanbindande  nät",
    "starts_on": "2017-01-02",
    "ends_on": "2020-04-30",
    "counties": "Norrbotten",
    "municipalities": "Arjeplog",
    "priority": " Bredband ",
    "objective": "IKT",
    "organisation_number": None,
    "updated_at": "2016-10-14 01:17:38",
}


def columns_of(headers: tuple[str, ...]) -> Columns:
    proposed = propose(headers, GRANT_FIELDS)
    chosen = {field: header for field, header in proposed.items() if header is not None}
    return check(ColumnMapping("grants", chosen), headers, GRANT_FIELDS)


COLUMNS = columns_of(HEADERS)


def row(number: int = 2, **changed: str | None) -> Row:
    told = {**USUAL, **changed}
    fields = {COLUMNS.positions[name]: cell for name, cell in told.items()}
    return Row(number, tuple(fields[position] for position in range(len(HEADERS))))


def read(**changed: str | None) -> GrantRow:
    return read_grant_row(row(**changed), COLUMNS)


def refused(**changed: str | None) -> str:
    with pytest.raises(Problem) as caught:
        read(**changed)
    return caught.value.code


def test_a_row_says_what_its_cells_say() -> None:
    grant = read(organisation_number=made_up_number(1))
    assert (grant.case_number, grant.recipient) == ("20200940", "Arjeplogs kommun")
    assert (grant.title, grant.granted_sek) == ("Ortsammanbindande nät", Decimal(3929285))
    assert (grant.starts_on, grant.ends_on) == (date(2017, 1, 2), date(2020, 4, 30))
    assert (grant.county_codes, grant.municipality_codes) == (("25",), ("2506",))
    assert (grant.priority, grant.objective, grant.programme_area) == ("Bredband", "IKT", None)
    assert grant.updated_at == datetime(2016, 10, 14, 1, 17, 38)  # noqa: DTZ001 - as written
    assert grant.organisation_number is not None
    assert grant.organisation_number.digits == made_up_number(1)
    assert (grant.to_confirm, grant.remarks) == ((), ())


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("case_number", " ", "case-number-missing"),
        ("recipient", None, "recipient-missing"),
        ("title", "–", "title-missing"),
        ("granted_sek", "", "amount-missing"),
        ("granted_sek", "-5", "number-negative"),
        ("granted_sek", "3,5 mnkr", "amount-unit"),
        ("granted_sek", "stort", "amount-unreadable"),
        ("starts_on", "03/04/2017", "day-ambiguous"),
        ("ends_on", "2016-12-31", "end-before-start"),
        ("counties", None, "county-missing"),
        ("counties", "Mordor", "county-unknown"),
        ("organisation_number", "5560360794", "number-check-digit"),
        ("title", "#REF!", "cell-error"),
    ],
)
def test_a_row_that_cannot_be_taken_has_a_code(field: str, cell: str | None, code: str) -> None:
    assert refused(**{field: cell}) == code


def test_a_grant_of_nothing_and_a_project_of_one_day_are_taken() -> None:
    assert read(granted_sek="0").granted_sek == 0
    assert read(ends_on="2017-01-02").ends_on == date(2017, 1, 2)


def test_days_that_are_not_told_are_not_known() -> None:
    grant = read(starts_on=None, ends_on="-", updated_at="")
    assert (grant.starts_on, grant.ends_on, grant.updated_at) == (None, None, None)


def test_a_misspelt_municipality_is_left_out_and_waits_for_a_person() -> None:
    grant = read(counties="Skåne", municipalities="Lund, ÖstraGöinge")
    assert grant.municipality_codes == ("1281",)
    (waiting,) = grant.to_confirm
    assert (waiting.kind, waiting.spelling) == (PlaceKind.MUNICIPALITY, "ÖstraGöinge")
    assert waiting.proposals[0].name == "Östra Göinge"


def test_what_a_person_confirmed_is_known_the_next_time() -> None:
    wrong = row(counties="Skåne", municipalities="ÖstraGöinge")
    grant = read_grant_row(wrong, COLUMNS, {}, {"östragöinge": "1256"})
    assert (grant.municipality_codes, grant.to_confirm) == (("1256",), ())


def test_an_unknown_county_beside_a_known_one_waits_for_a_person() -> None:
    grant = read(counties="Norrbotten, Mordor")
    assert grant.county_codes == ("25",)
    assert grant.to_confirm == (ToConfirm(PlaceKind.COUNTY, "Mordor", ()),)


def test_a_municipality_outside_the_counties_is_taken_with_a_remark() -> None:
    grant = read(municipalities="Arjeplog, Umeå")
    assert grant.municipality_codes == ("2480", "2506")
    assert [remark.code for remark in grant.remarks] == ["municipality-outside"]
    assert "Umeå" in str(grant.remarks[0])
    assert "Västerbottens län" in str(grant.remarks[0])


def test_the_same_case_twice_is_unchanged_if_it_says_the_same() -> None:
    seen = Repeats()
    assert repeats(read_grant_row(row(2), COLUMNS), seen) is None
    again = row(3, title="Ortsammanbindande nät ", granted_sek="3929285 kr")
    assert repeats(read_grant_row(again, COLUMNS), seen) == 2


def test_the_same_case_with_other_contents_is_refused_and_tells_the_first_row() -> None:
    seen = Repeats()
    repeats(read_grant_row(row(2), COLUMNS), seen)
    with pytest.raises(Problem) as caught:
        repeats(read_grant_row(row(7, granted_sek="1"), COLUMNS), seen)
    assert (caught.value.code, caught.value.values["first"]) == ("case-number-twice", 2)


def test_a_list_without_counties_cannot_be_read() -> None:
    with pytest.raises(Problem) as caught:
        columns_of(HEADERS[:6])
    assert caught.value.code == "column-missing"


@pytest.mark.skipif(not REAL.exists(), reason="the real project list is not beside the repository")
def test_all_374_real_projects_are_read() -> None:
    table = open_table(REAL, name=REAL.name, known_headers=known_headers(GRANT_FIELDS))
    columns = columns_of(table.headers)
    seen = Repeats()
    grants = [read_grant_row(row, columns) for row in table.rows()]
    assert (table.encoding, table.delimiter, len(columns.positions)) == ("utf-8", ";", 12)
    assert len(grants) == 374
    assert sum(grant.granted_sek for grant in grants) == Decimal(4_354_438_151)
    assert not any(repeats(grant, seen) for grant in grants)
    assert len({grant.objective for grant in grants}) == 6
    assert len({(grant.objective, grant.priority) for grant in grants}) == 25
    assert not [remark for grant in grants for remark in grant.remarks]
    waiting = {name.spelling: name for grant in grants for name in grant.to_confirm}
    assert {spelling: name.proposals[0].name for spelling, name in waiting.items()} == {
        "UpplandsVäsby": "Upplands Väsby",
        "LillaEdet": "Lilla Edet",
        "ÖstraGöinge": "Östra Göinge",
        "Stenungssund": "Stenungsund",
    }
