"""Participant lists: which rows are taken, which are refused and why, and who stays unseen."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samsyn.basics.problem import Problem
from samsyn.directory.rules.mapping import (
    ColumnMapping,
    Columns,
    check,
    known_headers,
    propose,
)
from samsyn.directory.rules.masking import masked, shown_back
from samsyn.directory.rules.tables import Row, Table, open_table
from samsyn.programme.rules.attendance import Attendance
from samsyn.programme.rules.participant_list import (
    PARTICIPANT_FIELDS,
    ParticipantRow,
    read_participant_row,
    row_key,
)
from samsyn.programme.tests.dirt import (
    HEADER_ROW,
    HEADERS,
    PERSONAL_NUMBER,
    TODAY,
    dirty_rows,
    make_dirty_list,
    number,
)

SECRET = b"a secret for tests"


def columns_of(headers: tuple[str, ...]) -> Columns:
    proposed = propose(headers, PARTICIPANT_FIELDS)
    chosen = {field: header for field, header in proposed.items() if header is not None}
    return check(ColumnMapping("participants", chosen), headers, PARTICIPANT_FIELDS)


def opened(path: Path) -> Table:
    return open_table(path, name=path.name, known_headers=known_headers(PARTICIPANT_FIELDS))


def verdicts(path: Path) -> dict[int, str]:
    table = opened(path)
    columns = columns_of(table.headers)
    attendance = Attendance()
    found = {}
    read = {}
    for row in table.rows():
        try:
            read[row.number] = read_participant_row(row, columns, TODAY)
            attendance.add(read[row.number])
        except Problem as problem:
            found[row.number] = problem.code
    for at, each in read.items():
        try:
            found[at] = "taken" if attendance.repeats(each) is None else "unchanged"
        except Problem as problem:
            found[at] = problem.code
    return found


PLAIN = ("Organisationsnummer", "Aktivitet", "Datum", "E-post", "Timmar", "Kvinnor", "Män")
COLUMNS = columns_of(PLAIN)


def read(*cells: object) -> ParticipantRow:
    padded = (*cells, *[None] * (len(PLAIN) - len(cells)))
    return read_participant_row(Row(2, padded), COLUMNS, TODAY)  # type: ignore[arg-type]


def refused(*cells: object) -> str:
    with pytest.raises(Problem) as caught:
        read(*cells)
    return caught.value.code


def test_the_dirty_list_has_more_than_a_dozen_kinds_of_dirt() -> None:
    assert len({dirt for dirt, _, _ in dirty_rows()}) > 12


def test_every_row_of_the_dirty_list_comes_to_what_it_should(tmp_path: Path) -> None:
    expected = make_dirty_list(tmp_path / "deltagare.xlsx")
    found = verdicts(tmp_path / "deltagare.xlsx")
    assert found == {row.number: row.verdict for row in expected}


def test_the_sheet_with_the_list_is_found_behind_a_cover_and_a_hidden_sheet(tmp_path: Path) -> None:
    make_dirty_list(tmp_path / "deltagare.xlsx")
    table = opened(tmp_path / "deltagare.xlsx")
    assert (table.sheet, table.other_sheets) == ("Deltagare", ("Läs mig",))
    assert (table.header_number, table.headers) == (HEADER_ROW, HEADERS)


def test_a_personal_number_stands_in_no_refusal_and_in_no_row_shown_back(tmp_path: Path) -> None:
    make_dirty_list(tmp_path / "deltagare.xlsx")
    table = opened(tmp_path / "deltagare.xlsx")
    columns = columns_of(table.headers)
    said = []
    for row in table.rows():
        said.extend(shown_back(row, columns))
        try:
            said.append(repr(read_participant_row(row, columns, TODAY)))
        except Problem as problem:
            said.extend((str(problem), repr(problem.values)))
            assert problem.__cause__ is None
            assert problem.__context__ is None
    assert len(said) > 300
    for secret in (PERSONAL_NUMBER, "880320", "880320-0017", "8803200016"):
        assert not [text for text in said if secret in text], secret


@pytest.mark.parametrize(
    "text", ["880320-0016", "8803200016", "19880320-0016", "198803200016", "880320 0016"]
)
def test_a_personal_number_is_masked_however_it_is_written(text: str) -> None:
    assert masked(f"nr {text}, tack") == "nr ******-****, tack"


def test_an_organisation_number_is_not_masked() -> None:
    row = Row(2, (number(5), "Leandag 2026-03-12", None, None, None, None, None))
    assert shown_back(row, COLUMNS)[:2] == (number(5), "Leandag 2026-03-12")


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (("Datum", "Orgnr", "Aktivitet"), ("on", "organisation_number", "activity")),
        (
            ("Activity", "Date", "Company registration number"),
            ("activity", "on", "organisation_number"),
        ),
        (
            ("Org nr", "Activity", "Date", "Hours"),
            ("organisation_number", "activity", "on", "hours"),
        ),
        (
            ("E-postadress", "Företagsnamn", "Organisationsnummer:", "Aktivitet*", "DATUM"),
            ("email", "company_name", "organisation_number", "activity", "on"),
        ),
        (
            ("Organisationsnumer", "Aktivitet", "Datum", "Antal timmar (h)", "Ej angivet"),
            ("organisation_number", "activity", "on", "hours", "not_stated"),
        ),
    ],
)
def test_headers_are_known_in_any_order_and_in_both_languages(
    headers: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    found = propose(headers, PARTICIPANT_FIELDS)
    assert {found[field]: field for field in fields} == dict(zip(headers, fields, strict=True))


def test_a_row_says_what_its_cells_say() -> None:
    row = read(number(3), " Leandag ", "2026-03-12", "Info@Exempel.se", "7,5", 2, "0")
    assert row.organisation_number.digits == number(3).replace("-", "")
    assert (row.activity, row.on, row.email) == ("Leandag", date(2026, 3, 12), "info@exempel.se")
    assert (row.hours, row.women, row.men, row.not_stated) == (Decimal("7.5"), 2, 0, None)
    assert row.remarks == ()


def test_what_is_not_told_is_not_known_and_not_zero() -> None:
    row = read(number(3), "Leandag", "2026-03-12", "a@exempel.se")
    assert (row.hours, row.women, row.men) == (None, None, None)


def test_today_counts_as_past_and_tomorrow_does_not() -> None:
    assert read(number(3), "Leandag", "2026-05-04").on == TODAY
    assert refused(number(3), "Leandag", "2026-05-05") == "day-in-future"


def test_a_day_before_the_programmes_is_refused() -> None:
    assert refused(number(3), "Leandag", "1926-05-05") == "day-too-early"


def test_a_missing_email_is_remarked_and_a_faulty_one_refused() -> None:
    assert [remark.code for remark in read(number(3), "Leandag", "2026-03-12").remarks] == [
        "email-missing"
    ]
    assert refused(number(3), "Leandag", "2026-03-12", "info(a)exempel.se") == "email-unreadable"


@pytest.mark.parametrize(
    ("hours", "women", "codes"),
    [(24, 1, []), (24.5, 1, ["hours-many"]), (48, 2, []), (49, 2, ["hours-many"]), (2000, 100, [])],
)
def test_more_than_a_day_for_each_person_is_taken_with_a_remark(
    hours: float, women: int, codes: list[str]
) -> None:
    row = read(number(3), "Leandag", "2026-03-12", "a@exempel.se", hours, women)
    assert [remark.code for remark in row.remarks] == codes


def test_hours_stop_at_two_thousand() -> None:
    assert refused(number(3), "Leandag", "2026-03-12", None, 2000.01) == "hours-too-many"


@pytest.mark.parametrize(
    "word", ["Summa", "SUMMA:", "Totalt", "Total", "Summa timmar", "Delsumma 3"]
)
def test_a_total_is_no_participant(word: str) -> None:
    assert refused(None, word, None, None, 40) == "total-row"
    assert refused(word, None, None, None, 40) == "total-row"


def test_a_company_called_total_is_no_total() -> None:
    assert refused(None, "Total Energi AB", "2026-03-12") == "number-missing"
    assert read(number(3), "Total", "2026-03-12").activity == "Total"


def test_the_key_is_the_same_in_every_file_and_does_not_show_the_number() -> None:
    one = read(number(3), "Leandag", "2026-03-12", "a@exempel.se", 3)
    other = read(number(3).replace("-", ""), " LEANDAG", "12 mar 2026", "a@exempel.se", "3,0")
    assert row_key(one, SECRET) == row_key(other, SECRET)
    assert row_key(one, SECRET) != row_key(one, b"another secret")
    assert number(3)[:6] not in row_key(one, SECRET)


def test_other_hours_change_the_content_and_another_day_the_key() -> None:
    one = read(number(3), "Leandag", "2026-03-12", "a@exempel.se", 3)
    longer = read(number(3), "Leandag", "2026-03-12", "a@exempel.se", 4)
    later = read(number(3), "Leandag", "2026-03-13", "a@exempel.se", 3)
    assert row_key(one, SECRET) == row_key(longer, SECRET)
    assert row_key(one, SECRET) != row_key(later, SECRET)


def test_a_shifted_row_of_a_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deltagare.csv"
    path.write_text(
        f"Orgnr,Aktivitet,Datum,Timmar\n{number(1)},Lean,2026-03-12,7,5\n{number(1)},Lean,2026-03-12,7\n"
    )
    assert verdicts(path) == {2: "row-shifted", 3: "taken"}
