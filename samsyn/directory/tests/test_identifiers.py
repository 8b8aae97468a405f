"""Organisation numbers as people and spreadsheets write them.

The tables VECTORS and PERSONS are copied from the shared vectors `identifiers.json`, made with
python-stdnum 2.2, organisationsnummer 1.0.1 and personnummer 3.2.1 on 2026-11-23.
"""

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.directory.rules.identifiers import (
    MADE_UP_NUMBERS,
    MASK,
    NumberKind,
    is_made_up,
    made_up_number,
    read_organisation_number,
    shown,
    vat_number,
)

VECTORS = [
    ("556036-0793", "aktiebolag", "SE556036079301"),
    ("5560360793", "aktiebolag", "SE556036079301"),
    ("16556036-0793", "aktiebolag", "SE556036079301"),
    ("202100-6073", "stat, region, kommun, församling", "SE202100607301"),
    ("212000-0142", "stat, region, kommun, församling", "SE212000014201"),
    ("969663-7033", "handelsbolag/kommanditbolag/enkelt bolag", "SE969663703301"),
    ("802002-4280", "ideell förening/stiftelse", "SE802002428001"),
    ("880320-0016", "enskild firma", "SE880320001601"),
    ("SE556036079301", "aktiebolag", "SE556036079301"),
]
PERSONS = [
    ("880320-0016", "198803200016"),
    ("19900101-0017", "199001010017"),
    ("121212+1212", "191212121212"),
    ("701063-2391", "197010632391"),
]
REFUSED = [
    (None, "number-missing"),
    ("", "number-missing"),
    (" \u00a0 ", "number-missing"),
    (float("nan"), "number-missing"),
    ("556036-0794", "number-check-digit"),
    ("123456-7890", "number-check-digit"),
    ("SE556036079401", "number-check-digit"),
    ("SE556036079302", "number-vat-ending"),
    ("55603607", "number-length"),
    (101010009, "number-length"),
    ("5,56036E+09", "number-rounded"),
    ("5.56036e9", "number-rounded"),
    ("Verkstaden AB", "number-not-a-number"),
    (5560360793.5, "number-not-a-number"),
    (-5560360793, "number-not-a-number"),
    (float("inf"), "number-not-a-number"),
    (True, "number-not-a-number"),
    ("٥٥٦٠٣٦٠٧٩٣", "number-not-a-number"),
    ("19556036-0793", "number-impossible"),
    ("16880320-0016", "number-impossible"),
    ("001332-0007", "number-impossible"),
    ("052000-0001", "number-impossible"),
]


@pytest.mark.parametrize(("written", "form", "vat"), VECTORS)
def test_the_shared_vectors_are_read(written: str, form: str, vat: str) -> None:
    number = read_organisation_number(written)
    assert number.form == form
    assert vat_number(number) == vat


@pytest.mark.parametrize(("written", "digits"), PERSONS)
def test_a_personal_number_is_a_sole_traders_and_keeps_its_century(
    written: str, digits: str
) -> None:
    number = read_organisation_number(written)
    assert number.kind is NumberKind.SOLE_TRADER
    assert number.digits == digits


@pytest.mark.parametrize(("written", "code"), REFUSED)
def test_what_cannot_be_a_number_is_refused_by_its_own_code(
    written: str | float | None, code: str
) -> None:
    with pytest.raises(Problem) as refusal:
        read_organisation_number(written)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "written",
    [
        5560360793,
        5560360793.0,
        "5560360793.0",
        "5560360793,0",
        "'5560360793",
        " 556036 0793 ",
        "556036\u00a00793",
        "556036\u20130793",
        "556036\u22120793",
        "556036\u20110793",
        "165560360793",
        165560360793,
        "SE 556036-0793 01",
        "se556036079301",
    ],
)
def test_a_number_is_the_same_however_it_was_typed(written: str | float) -> None:
    assert read_organisation_number(written).digits == "5560360793"


def test_a_sole_traders_number_is_never_seen_in_part() -> None:
    number = read_organisation_number("880320-0016")
    assert shown(number) == MASK
    assert "8803" not in repr(number)
    assert "0016" not in repr(number)


@pytest.mark.parametrize("written", ["880320-0017", "881320-0006", "8,80320E+09"])
def test_a_refusal_does_not_repeat_what_may_be_a_personal_number(written: str) -> None:
    with pytest.raises(Problem) as refusal:
        read_organisation_number(written)
    assert "88" not in str(refusal.value)


def test_a_plus_sign_makes_a_person_a_hundred_years_older() -> None:
    assert read_organisation_number("121212-1212").digits == "201212121212"
    assert read_organisation_number("121212+1212").digits == "191212121212"


@given(st.integers(0, MADE_UP_NUMBERS - 1))
def test_a_made_up_number_passes_every_check_and_has_no_legal_form(serial: int) -> None:
    number = read_organisation_number(made_up_number(serial))
    assert number.digits == made_up_number(serial)
    assert number.kind is NumberKind.LEGAL_PERSON
    assert number.form is None
    assert is_made_up(number)


def test_made_up_numbers_do_not_repeat() -> None:
    assert len({made_up_number(serial) for serial in range(0, MADE_UP_NUMBERS, 5)}) == 200_000


@pytest.mark.parametrize("serial", [-1, MADE_UP_NUMBERS])
def test_there_are_no_made_up_numbers_outside_the_range(serial: int) -> None:
    with pytest.raises(ValueError, match="Serial"):
        made_up_number(serial)


def test_a_real_company_is_not_made_up() -> None:
    assert not is_made_up(read_organisation_number("556036-0793"))


@given(st.integers(0, MADE_UP_NUMBERS - 1), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(serial: int, place: int, added: int) -> None:
    digits = list(made_up_number(serial))
    digits[place] = str((int(digits[place]) + added) % 10)
    with pytest.raises(Problem) as refusal:
        read_organisation_number("".join(digits))
    assert refusal.value.code == "number-check-digit"


@given(st.integers(0, MADE_UP_NUMBERS - 1))
def test_what_is_shown_is_read_back(serial: int) -> None:
    number = read_organisation_number(made_up_number(serial))
    assert read_organisation_number(shown(number)) == number


@given(st.one_of(st.none(), st.text(), st.floats(), st.integers()))
def test_any_cell_is_read_or_refused_with_a_sentence(value: str | float | None) -> None:
    try:
        number = read_organisation_number(value)
    except Problem as problem:
        assert problem.code.startswith("number-")
        assert str(problem).endswith(".")
    else:
        assert len(number.digits) == (10 if number.kind is NumberKind.LEGAL_PERSON else 12)
