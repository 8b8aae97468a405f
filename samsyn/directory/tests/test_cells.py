"""What a cell says: taken where it is certain, refused where it would be a guess."""

# A workbook's days have no time zone.
# ruff: noqa: DTZ001

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.directory.rules.tables import (
    Formula,
    as_count,
    as_day,
    as_email,
    as_hours,
    as_moment,
    as_sek,
    as_text,
    csv_safe,
)

READERS: tuple[Callable[[Any], Any], ...] = (
    *(as_text, as_day, as_moment, as_sek, as_hours, as_count, as_email),
)
NOVEMBER = date(2016, 11, 1)


def code_of(reader: Callable[[Any], Any], cell: Any) -> str:
    with pytest.raises(Problem) as caught:
        reader(cell)
    assert str(caught.value).endswith(".")
    return caught.value.code


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("cell", [None, "", "   ", "-", "–", " — ", "\u00a0", "\u200b"])
def test_a_cell_that_says_nothing_is_not_known(reader: Callable[[Any], Any], cell: Any) -> None:
    assert reader(cell) is None


@pytest.mark.parametrize("reader", READERS)
def test_errors_and_missing_results_are_refused_by_every_reader(
    reader: Callable[[Any], Any],
) -> None:
    assert code_of(reader, "#N/A") == "cell-error"
    assert code_of(reader, "#SAKNAS!") == "cell-error"
    assert code_of(reader, Formula("=A1")) == "formula-without-value"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a \u00a0 b\r\nc ", "a b c"),
        ("=1+1", "=1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("A\u030akeri", "Åkeri"),
        ("ta\u00adbell\ufeff", "tabell"),
        (0, "0"),
        (5560360793.0, "5560360793"),
        (7.5, "7.5"),
        (date(2016, 11, 1), "2016-11-01"),
        (datetime(2016, 11, 1), "2016-11-01"),
    ],
)
def test_texts_are_trimmed_and_never_computed(cell: Any, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(
    "cell",
    [
        *("2016-11-01", "2016-11-01 01:17:38", "2016-11-01T01:17:38Z", "2016/11/1", "20161101"),
        *("1 nov 2016", "1 november 2016", "den 1 Nov. 2016", "Nov 1, 2016", "1.11.2016"),
        *("2016.11.01", 42675, 42675.75, "42675", 20161101, 20161101.0),
        *(NOVEMBER, datetime(2016, 11, 1, 23, 59)),
    ],
)
def test_a_day_is_read_in_all_usual_ways(cell: Any) -> None:
    assert as_day(cell) == NOVEMBER


def test_a_stroke_is_taken_where_only_one_day_is_possible() -> None:
    assert as_day("13/11/2016") == as_day("11/13/2016") == date(2016, 11, 13)
    assert as_day("11/11/2016") == date(2016, 11, 11)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("03/04/2016", "day-ambiguous"),
        ("3-4-2016", "day-ambiguous"),
        ("13/11/16", "day-ambiguous"),
        ("2016-13-01", "day-unreadable"),
        ("2016-02-30", "day-unreadable"),
        ("30/30/2016", "day-ambiguous"),
        ("1 foo 2016", "day-unreadable"),
        ("våren 2016", "day-unreadable"),
        ("2016", "day-unreadable"),
        ("161101", "day-unreadable"),
        (7, "day-unreadable"),
        (True, "day-unreadable"),
        (time(7, 30), "day-unreadable"),
        ("0016-11-01", "day-unreadable"),
        (float("nan"), "day-unreadable"),
    ],
)
def test_what_is_no_certain_day_is_refused(cell: Any, code: str) -> None:
    if cell == "30/30/2016":
        code = "day-unreadable"
    assert code_of(as_day, cell) == code


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)))
def test_every_day_written_by_the_standard_comes_back(day: date) -> None:
    assert as_day(day.isoformat()) == as_day(f"{day:%Y%m%d}") == as_day(day) == day


def test_a_moment_keeps_its_time_of_day() -> None:
    assert as_moment("2016-10-14 01:17:38") == datetime(2016, 10, 14, 1, 17, 38)
    assert as_moment("2016-10-14 01:17") == datetime(2016, 10, 14, 1, 17)
    assert as_moment("2016-10-14") == as_moment(date(2016, 10, 14)) == datetime(2016, 10, 14)
    assert code_of(as_moment, "2016-10-14 31:17:38") == "day-unreadable"


@pytest.mark.parametrize(
    ("cell", "sek"),
    [
        ("3 929 285 kr", "3929285"),
        ("3\u00a0929\u00a0285 SEK", "3929285"),
        ("SEK 3929285", "3929285"),
        ("3929285kr", "3929285"),
        ("3.929.285,50", "3929285.50"),
        ("3,929,285.50", "3929285.50"),
        ("3929285,5", "3929285.5"),
        ("3'929'285:-", "3929285"),
        ("7.500", "7500"),
        ("12,50 kronor", "12.50"),
        ("0", "0"),
        (0, "0"),
        (3929285.0, "3929285"),
        (1234.567, "1234.57"),
    ],
)
def test_kronor_are_read_in_swedish_and_english_writing(cell: Any, sek: str) -> None:
    assert as_sek(cell) == Decimal(sek)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3,5 mnkr", "amount-unit"),
        ("350 tkr", "amount-unit"),
        ("3,5 MSEK", "amount-unit"),
        ("100 EUR", "amount-unit"),
        ("€100", "amount-unit"),
        ("100 %", "amount-unit"),
        ("1e6", "amount-unit"),
        ("-5", "number-negative"),
        ("\u2212500 kr", "number-negative"),
        ("(500)", "number-negative"),
        ("500-", "number-negative"),
        (-5, "number-negative"),
        (-0.5, "number-negative"),
        ("enligt avtal", "amount-unreadable"),
        ("3.929.28", "amount-unreadable"),
        ("3 92 928", "amount-unreadable"),
        ("0,500", "amount-unreadable"),
        ("1,2345", "amount-unreadable"),
        ("NaN", "amount-unreadable"),
        (float("nan"), "amount-unreadable"),
        (float("inf"), "amount-unreadable"),
        (1e300, "amount-unreadable"),
        ("9" * 60, "amount-unreadable"),
        (Decimal("sNaN"), "amount-unreadable"),
        (Decimal("9" * 40 + ".5"), "amount-unreadable"),
        (True, "amount-unreadable"),
        (NOVEMBER, "amount-unreadable"),
    ],
)
def test_what_is_no_certain_amount_is_refused(cell: Any, code: str) -> None:
    assert code_of(as_sek, cell) == code


@given(st.integers(0, 10**14))
def test_every_amount_comes_back_from_swedish_writing(cents: int) -> None:
    whole, rest = divmod(cents, 100)
    written = f"{whole:,}".replace(",", " ") + f",{rest:02d} kr"
    assert as_sek(written) == Decimal(cents) / 100


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("7,5", "7.5"),
        ("7.5", "7.5"),
        ("7:30", "7.5"),
        ("7:30:00", "7.5"),
        ("7,5 tim", "7.5"),
        ("7.5h", "7.5"),
        ("7 timmar", "7"),
        ("7 tim 30 min", "7.5"),
        ("7,500", "7.5"),
        ("1 500,5", "1500.5"),
        ("0,333", "0.33"),
        (7.5, "7.5"),
        (0, "0"),
        (time(7, 30), "7.5"),
        (timedelta(hours=31, minutes=30), "31.5"),
    ],
)
def test_hours_are_read_in_all_usual_ways(cell: Any, hours: str) -> None:
    assert as_hours(cell) == Decimal(hours)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-2", "number-negative"),
        (-2, "number-negative"),
        (timedelta(hours=-1), "number-negative"),
        ("7:75", "hours-unreadable"),
        ("halvdag", "hours-unreadable"),
        ("7,5,5", "hours-unreadable"),
        ("1.500,5", "hours-unreadable"),
        ("9" * 60, "hours-unreadable"),
        (float("inf"), "hours-unreadable"),
        (datetime(1900, 1, 1, 7), "hours-unreadable"),
        (True, "hours-unreadable"),
    ],
)
def test_what_are_no_hours_is_refused(cell: Any, code: str) -> None:
    assert code_of(as_hours, cell) == code


@pytest.mark.parametrize(
    ("cell", "count"),
    [("12", 12), ("12 st", 12), ("1 200", 1200), (12.0, 12), (0, 0), ("3 personer", 3)],
)
def test_counts_are_whole(cell: Any, count: int) -> None:
    assert as_count(cell) == count


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,5", "count-unreadable"),
        (1.5, "count-unreadable"),
        (True, "count-unreadable"),
        ("många", "count-unreadable"),
        (float("nan"), "count-unreadable"),
        ("-1", "number-negative"),
        (10**10, "count-unreadable"),
        ("9" * 5000, "count-unreadable"),
    ],
)
def test_what_is_no_count_is_refused(cell: Any, code: str) -> None:
    assert code_of(as_count, cell) == code


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("Eva.Ek@Exempel.SE", "eva.ek@exempel.se"),
        ("mailto:eva@exempel.se", "eva@exempel.se"),
        ("Eva Ek <eva@exempel.se>;", "eva@exempel.se"),
        ("eva+lean@sub.exempel.co.uk", "eva+lean@sub.exempel.co.uk"),
        ("info@åkeri.se", "info@åkeri.se"),
    ],
)
def test_addresses_are_cleaned(cell: str, address: str) -> None:
    assert as_email(cell) == address


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("eva(a)exempel.se", "email-unreadable"),
        ("eva @exempel.se", "email-unreadable"),
        ("eva@exempel", "email-unreadable"),
        ("eva@exempel..se", "email-unreadable"),
        ("eva@-exempel.se", "email-unreadable"),
        ("pär@exempel.se", "email-unreadable"),
        (".eva@exempel.se", "email-unreadable"),
        ("e" * 250 + "@exempel.se", "email-unreadable"),
        ("a@exempel.se, b@exempel.se", "email-several"),
        (5, "email-unreadable"),
    ],
)
def test_what_is_no_address_is_refused(cell: Any, code: str) -> None:
    assert code_of(as_email, cell) == code


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@a", "\t=1", " =1", "＝1"])
def test_what_a_spreadsheet_would_compute_is_disarmed_on_the_way_out(text: str) -> None:
    assert csv_safe(text) == "'" + text


def test_ordinary_text_goes_out_as_it_is() -> None:
    assert csv_safe("AB Ek = Bok") == "AB Ek = Bok"


@given(
    st.sampled_from(READERS),
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet="0123456789 .,:-/krhEN@", max_size=20),
        st.text(alphabet="0123456789", min_size=25, max_size=60),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
        st.decimals(),
    ),
)
def test_any_cell_is_read_or_refused(reader: Callable[[Any], Any], cell: Any) -> None:
    try:
        reader(cell)
    except Problem as problem:
        assert str(problem).endswith(".")
