"""Which mapping fits a list, what may follow what, and how sentences are kept."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Listed, Problem
from samsyn.directory.rules.imports import check_may_start, fitting_mapping, plain_values
from samsyn.directory.rules.mapping import Field
from samsyn.directory.rules.masking import masked

FIELDS = (Field("on", "Day", True), Field("hours", "Hours", False), Field("email", "E-mail", False))
HEADERS = ("Dag", "Timmar", "Mejl")


@pytest.mark.parametrize(
    ("known", "title"),
    [
        ([], None),
        ([("Short", {"on": "Dag"}), ("Long", {"on": "Dag", "hours": "Timmar"})], "Long"),
        ([("First", {"on": "Dag"}), ("Second", {"on": "Dag"})], "First"),
        ([("Other", {"on": "Dag", "hours": "Tid"})], None),  # a header that the list lacks
        ([("Halved", {"hours": "Timmar"})], None),  # says nothing of what is needed
        ([("Empty", {})], None),
    ],
)
def test_the_mapping_whose_headers_are_all_there_wins(known: list, title: str | None) -> None:
    fits = fitting_mapping(HEADERS, FIELDS, known)
    assert (fits and fits[0]) == title


@pytest.mark.parametrize(
    ("step", "taking", "there", "code"),
    [
        ("uploaded", False, True, None),
        ("checked", True, True, None),
        ("taken", False, True, None),
        ("checking", False, True, "import-busy"),
        ("taking", True, True, "import-busy"),
        ("checked", True, False, "import-file-gone"),
        ("uploaded", True, True, "import-not-checked"),
        ("taken", True, True, "import-not-checked"),
        ("cancelled", True, True, "import-not-checked"),
    ],
)
def test_a_list_is_taken_in_after_it_has_been_checked(
    step: str, taking: bool, there: bool, code: str | None
) -> None:
    try:
        check_may_start(step, taking=taking, previewed=True, file_is_there=there)
    except Problem as problem:
        assert problem.code == code
    else:
        assert code is None


def test_values_of_sentences_become_json() -> None:
    values = {
        "on": date(2026, 3, 1),
        "hours": Decimal("7.50"),
        "row": 0,
        "names": Listed(["Day", "Hours"]),
        "none": None,
    }
    assert plain_values(values) == {
        "on": "2026-03-01",
        "hours": "7.50",
        "row": 0,
        "names": ["Day", "Hours"],
        "none": None,
    }


@given(
    st.dates(date(1930, 1, 1), date(2008, 12, 31)),
    st.sampled_from(["%y%m%d", "%Y%m%d"]),
    st.sampled_from(["", "-", "+", "–"]),
    st.integers(0, 9999),
)
def test_whatever_has_the_form_of_a_personal_number_is_hidden(
    born: date, form: str, dash: str, last: int
) -> None:
    written = f"{born.strftime(form)}{dash}{last:04d}"
    assert masked(f"nr {written}.") == "nr ******-****."
