"""One row per company or one per person: what is added together, and what nobody can tell."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.directory.rules.identifiers import made_up_number, read_organisation_number
from samsyn.programme.rules.attendance import MOST_ROWS, Attendance, Sum
from samsyn.programme.rules.participant_list import ParticipantRow

ON = date(2026, 3, 12)


def row(number: int, **said: Any) -> ParticipantRow:
    usual: dict[str, Any] = {
        "organisation_number": read_organisation_number(made_up_number(1)),
        "email": None,
        "company_name": None,
        "activity": "Leandag",
        "on": ON,
        "hours": None,
        "women": None,
        "men": None,
        "not_stated": None,
        "municipality": None,
        "person_name": None,
        "remarks": (),
    }
    return ParticipantRow(number=number, **usual | said)


def told(*rows: ParticipantRow, row_is_person: bool = False) -> tuple[list[Any], Sum]:
    """What each row comes to, "added" or the row it repeats or a code; and the sum of all."""
    attendance = Attendance(row_is_person=row_is_person)
    for each in rows:
        attendance.add(each)
    found: list[Any] = []
    for each in rows:
        try:
            repeated = attendance.repeats(each)
            found.append("added" if repeated is None else repeated)
        except Problem as problem:
            found.append(problem.code)
    return found, attendance.sum(rows[0])


TWICE = "participation-twice"


@pytest.mark.parametrize(
    ("one", "other", "comes_to"),
    [
        ({"person_name": "Eva"}, {"person_name": "Bo"}, "added"),
        ({"person_name": "Eva"}, {"person_name": " EVA "}, 2),
        ({"person_name": "Eva", "hours": Decimal(3)}, {"person_name": "Eva"}, TWICE),
        # A shared address tells nothing when both are named.
        (
            {"person_name": "Eva", "email": "i@a.se"},
            {"person_name": "Bo", "email": "i@a.se"},
            "added",
        ),
        (
            {"person_name": "Eva", "email": "e@a.se"},
            {"person_name": "Eva", "email": "f@a.se"},
            "added",
        ),
        ({"email": "e@a.se"}, {"email": "f@a.se"}, "added"),
        ({"email": "e@a.se"}, {"email": "e@a.se"}, 2),
        ({"email": "e@a.se"}, {"email": "e@a.se", "women": 1}, TWICE),
        # One named, one not: nobody can tell.
        ({"person_name": "Eva", "email": "e@a.se"}, {"email": "f@a.se"}, TWICE),
        ({"person_name": "Eva"}, {}, TWICE),
        ({}, {}, 2),
        ({"hours": Decimal(4)}, {"hours": Decimal("4.5")}, TWICE),
    ],
)
def test_rows_are_added_when_they_are_surely_about_others(
    one: dict[str, Any], other: dict[str, Any], comes_to: Any
) -> None:
    assert told(row(2, **one), row(3, **other))[0] == ["added", comes_to]


def test_another_day_activity_or_company_is_another_sum() -> None:
    others = [
        {"on": date(2026, 3, 13)},
        {"activity": "Ställtid"},
        {"organisation_number": read_organisation_number(made_up_number(2))},
    ]
    for other in others:
        assert told(row(2), row(3, hours=Decimal(1), **other))[0] == ["added", "added"]
    assert told(row(2), row(3, activity=" LEANDAG "))[0] == ["added", 2]


def test_people_and_hours_of_persons_are_summed() -> None:
    _found, said = told(
        row(2, person_name="Eva", women=1, hours=Decimal("7.5")),
        row(3, person_name="Bo", men=1, hours=Decimal("4.25"), email="bo@a.se"),
    )
    assert said == Sum(women=1, men=1, not_stated=None, hours=Decimal("11.75"), email="bo@a.se")


def test_people_are_not_known_where_a_single_row_does_not_say() -> None:
    assert told(row(2, person_name="Eva"))[1] == Sum(None, None, None, None, "")
    assert told(row(2, women=0))[1].women == 0


def test_two_persons_without_counts_are_two_not_stated() -> None:
    _found, said = told(row(2, person_name="Eva"), row(3, person_name="Bo"))
    assert (said.women, said.men, said.not_stated) == (None, None, 2)


def test_somebody_may_say_that_each_row_is_one_person() -> None:
    assert told(row(2), row_is_person=True)[1].not_stated == 1
    assert told(row(2, women=1), row_is_person=True)[1] == Sum(1, None, None, None, "")


PERSONS = st.lists(
    st.tuples(
        st.sampled_from(["Eva", "Bo", "Cilla", None]),
        st.sampled_from(["a@a.se", "b@a.se", None]),
        st.sampled_from([None, Decimal(0), Decimal("2.5"), Decimal(7)]),
        st.sampled_from([None, 0, 1]),
    ),
    min_size=1,
    max_size=8,
)


@given(PERSONS)
def test_the_sum_is_that_of_the_rows_that_were_added(persons: list[tuple[Any, ...]]) -> None:
    rows = [
        row(number, person_name=name, email=email, hours=hours, women=women)
        for number, (name, email, hours, women) in enumerate(persons, start=2)
    ]
    found, said = told(*rows)
    added = [each for each, came_to in zip(rows, found, strict=True) if came_to == "added"]
    hours = [each.hours for each in added if each.hours is not None]
    assert said.hours == (sum(hours) if hours else None)
    assert found[0] == "added"
    again, _sum = told(
        *rows, *[row(100 + place, **_facts(each)) for place, each in enumerate(rows)]
    )
    assert again[: len(rows)] == found
    assert "added" not in again[len(rows) :]


def _facts(each: ParticipantRow) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("person_name", "email", "hours", "women")}


def test_rows_beyond_what_a_company_can_have_are_refused_and_not_added() -> None:
    rows = [row(number, person_name=f"Nils {number}") for number in range(1, MOST_ROWS + 3)]

    found, said = told(*rows)

    assert found == ["added"] * MOST_ROWS + ["participation-rows-too-many"] * 2
    assert said.not_stated == MOST_ROWS
