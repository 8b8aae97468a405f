"""Which column is which: proposed, checked, and no column used for two things."""

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.directory.rules.mapping import ColumnMapping, Field, check, known_headers, propose
from samsyn.directory.rules.tables import Row, as_sek, header_key

NUMBER = Field("organisation_number", "Organisation number", True, ("Organisationsnummer", "Orgnr"))
ON = Field("on", "Day", True, ("Datum",))
STARTS = Field("starts_on", "Starts on", False, ("Startdatum",))
AMOUNT = Field("amount_sek", "Amount", False, ("Beviljat belopp", "Belopp"))
FIELDS = (NUMBER, ON, STARTS, AMOUNT)


def refused(columns: dict[str, str], *headers: str) -> Problem:
    with pytest.raises(Problem) as caught:
        check(ColumnMapping("grants", columns), headers, FIELDS)
    return caught.value


@pytest.mark.parametrize(
    "header",
    ["Org.nr", "ORGNR", "org nr:", "Org-nr *", "Organisations-nummer", "Orgnr (10 siffror)"],
)
def test_signs_case_brackets_and_spaces_do_not_matter(header: str) -> None:
    assert propose([header], FIELDS)["organisation_number"] == header


@pytest.mark.parametrize(
    "header", ["Beviljat belopp, kr", "Beviljat belopp (SEK)", "beviljat_belopp_sek", "BELOPP [kr]"]
)
def test_the_unit_after_a_name_does_not_matter(header: str) -> None:
    assert propose([header], FIELDS)["amount_sek"] == header


def test_a_unit_alone_is_still_a_name() -> None:
    assert header_key("SEK") == "sek"
    assert header_key("(kr)") == "kr"


def test_a_misspelt_name_is_proposed_and_a_different_one_is_not() -> None:
    assert propose(["Organisatonsnumer"], FIELDS)["organisation_number"] == "Organisatonsnumer"
    assert propose(["Startdatum"], (ON,)) == {"on": None}
    assert propose(["Anteckningar"], FIELDS) == dict.fromkeys((f.name for f in FIELDS), None)


def test_a_long_known_name_inside_a_header_is_proposed() -> None:
    header = "Det deltagande företagets organisationsnummer"
    assert propose([header], FIELDS)["organisation_number"] == header


def test_the_exact_name_wins_over_the_likely_one_wherever_it_stands() -> None:
    headers = ["Organisationsnumer", "Orgnr"]
    assert propose(headers, FIELDS)["organisation_number"] == "Orgnr"
    assert propose(headers[::-1], FIELDS)["organisation_number"] == "Orgnr"


NAMES = st.sampled_from(["Orgnr", "Org.nr", "Datum", "Startdatum", "Startdatm", "Belopp", "", "X"])


@given(st.lists(NAMES, unique=True))
def test_no_header_is_ever_used_twice(headers: list[str]) -> None:
    used = [header for header in propose(headers, FIELDS).values() if header is not None]
    assert len(used) == len(set(used))
    assert set(used) <= set(headers) - {""}


def test_a_checked_mapping_reads_the_right_cells() -> None:
    columns = check(
        ColumnMapping("grants", {"organisation_number": "Nr", "on": "Dag"}),
        ("Dag", "", "Nr"),
        FIELDS,
    )
    row = Row(2, ("2026-03-12", "x", "5560360793"))
    assert columns.cell(row, "organisation_number") == "5560360793"
    assert columns.cell(row, "on") == "2026-03-12"
    assert columns.cell(row, "amount_sek") is None
    assert (columns.header("on"), columns.header("amount_sek")) == ("Dag", "amount_sek")


def test_a_refused_cell_tells_its_column() -> None:
    mapping = {"organisation_number": "Nr", "on": "Dag", "amount_sek": "Stöd"}
    columns = check(ColumnMapping("grants", mapping), ("Nr", "Dag", "Stöd"), FIELDS)
    with pytest.raises(Problem) as caught:
        columns.read(Row(2, ("1", "2", "-5")), "amount_sek", as_sek)
    assert (caught.value.code, caught.value.values["column"]) == ("number-negative", "Stöd")


def test_missing_columns_are_named_together() -> None:
    problem = refused({"organisation_number": "Nr"}, "Datum", "Annat")
    assert problem.code == "column-missing"
    assert tuple(problem.values["columns"]) == ("Nr", "Day")
    assert "lacks Nr, Day." in str(problem)


def test_a_column_that_the_saved_mapping_has_and_the_file_lacks_is_missed() -> None:
    saved = {"organisation_number": "Nr", "on": "Dag", "amount_sek": "Stöd"}
    assert refused(saved, "Nr", "Dag").values["columns"] == ("Stöd",)


def test_one_column_cannot_be_two_things() -> None:
    saved = {"organisation_number": "Nr", "on": "Nr"}
    assert refused(saved, "Nr").code == "column-used-twice"


def test_known_headers_hold_every_name_of_every_field() -> None:
    assert set(known_headers((ON, STARTS))) == {
        *("Datum", "Day", "on"),
        *("Startdatum", "Starts on", "starts_on"),
    }
