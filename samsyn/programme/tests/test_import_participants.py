"""A participant list taken in: companies, activities, who took part, and nothing twice."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.models import Import, ImportRow, JournalLine, Organisation
from samsyn.directory.queries.numbers import number_shown
from samsyn.directory.rules.identifiers import MASK, made_up_number
from samsyn.directory.tests.importing import checked, counted, csv_of, taken, verdicts
from samsyn.programme.actions.activities import ActivityText, change_activity
from samsyn.programme.models import Activity, Participation
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.programme.rules.listed import Held, meant
from samsyn.programme.tests.dirt import PERSONAL_NUMBER, make_dirty_list

HEADERS = (
    *("Orgnr", "Aktivitet", "Datum", "E-post", "Timmar", "Kvinnor", "Män"),
    *("Deltagare", "Företag", "Kommun"),
)


def line(serial: int, **said: Any) -> tuple[Any, ...]:
    usual = {
        "number": made_up_number(serial),
        "activity": "Leandag",
        "on": "2026-03-12",
        "email": f"info@exempel{serial}.se",
        "hours": "7,5",
        "women": "1",
        "men": "",
        "person": "",
        "company": f"Exempel {serial} AB",
        "place": "",
    }
    return tuple((usual | said).values())


def brought(
    cast: Cast, *lines: tuple[Any, ...], by: str = "frida", take: bool = True, **options: Any
) -> Import:
    bring = taken if take else checked
    return bring(cast.standing(by), csv_of(*lines, headers=HEADERS), options=options)


def test_a_row_becomes_a_company_an_activity_and_a_participation(cast: Cast) -> None:
    done = brought(cast, line(1), programme=cast.programme.pk)
    activity = Activity.objects.get(title="Leandag")
    row = Participation.objects.get(activity=activity)
    assert verdicts(done) == {2: "taken"}
    assert (activity.programme, activity.from_list) == (cast.programme, True)
    assert (activity.starts_on, activity.ends_on) == (date(2026, 3, 12), date(2026, 3, 12))
    assert (row.company.name, row.company.kind) == ("Exempel 1 AB", "company")
    assert (row.women, row.men, row.hours, row.year) == (1, None, Decimal("7.5"), 2026)
    assert row.contact_email == "info@exempel1.se"
    assert done.found == {"companies": 1, "activities": 1}


def test_without_a_programme_the_activity_is_a_loose_end_of_ones_own(cast: Cast) -> None:
    brought(cast, line(1))
    activity = Activity.objects.get(title="Leandag")
    assert (activity.programme, activity.organiser) == (None, cast.organisations["institute"])
    brought(cast, line(2), by="bo")
    assert Activity.objects.filter(title="Leandag").count() == 2


def test_the_dirty_list_comes_to_what_it_should_and_again_to_nothing_new(
    cast: Cast, tmp_path: Path
) -> None:
    expected = {row.number: row.verdict for row in make_dirty_list(tmp_path / "d.xlsx")}
    frida, path = cast.standing("frida"), tmp_path / "d.xlsx"
    preview = checked(frida, path, name="deltagare.xlsx")
    assert verdicts(preview) == expected
    assert not Activity.objects.filter(title="Leandag").exists()
    assert verdicts(taken(frida, path, name="deltagare.xlsx")) == expected
    again = verdicts(taken(frida, path, name="deltagare.xlsx"))
    assert again == {
        number: "unchanged" if verdict == "taken" else verdict
        for number, verdict in expected.items()
    }
    assert Participation.objects.filter(activity__title="Leandag").count() == 11


def test_a_personal_number_is_sealed_and_stands_nowhere_in_the_open(
    cast: Cast, tmp_path: Path
) -> None:
    make_dirty_list(tmp_path / "d.xlsx")
    taken(cast.standing("frida"), tmp_path / "d.xlsx", name="deltagare.xlsx")
    trader = Organisation.objects.get(personal_number_digest__isnull=False)
    assert (trader.number, number_shown(trader), trader.name) == (None, MASK, "Ek Konsult")
    kept = [repr(row) for row in ImportRow.objects.values_list("cells", "values", "remarks")]
    kept += [repr(row) for row in JournalLine.objects.values_list("subject_text", "reason")]
    kept += [repr(row) for row in Organisation.objects.values_list("name", "search_text")]
    assert not [text for text in kept if "880320" in text or PERSONAL_NUMBER in text]


def test_a_nameless_company_is_called_by_its_number_and_a_sole_trader_is_not(cast: Cast) -> None:
    brought(cast, line(1, company=""), line(2, number=PERSONAL_NUMBER, company=""))
    names = set(
        Participation.objects.exclude(pk=cast.participation.pk).values_list("company__name")
    )
    digits = made_up_number(1)
    assert {name for (name,) in names} == {f"{digits[:6]}-{digits[6:]}", "Enskild firma"}


def test_a_name_that_differs_is_a_remark_and_never_a_change(cast: Cast) -> None:
    norrfors = cast.organisations["norrfors"]
    Organisation.objects.filter(pk=norrfors.pk).update(number=made_up_number(1))
    done = brought(cast, line(1, company="Norrfors Mekaniska"), line(2, company="exempel 2 ab"))
    codes = [remark["code"] for row in done.rows.all() for remark in row.remarks]
    assert codes == ["company-name-differs"]
    assert Organisation.objects.get(pk=norrfors.pk).name == "Norrfors Mek AB"


def test_a_number_of_an_agency_refuses_its_row_only(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.organisations["agency"].pk).update(number=made_up_number(1))
    assert verdicts(brought(cast, line(1), line(2))) == {2: "not-a-company", 3: "taken"}


def test_a_place_of_a_new_company_is_read_or_asked(cast: Cast) -> None:
    done = brought(
        cast, line(1, place="Falun"), line(2, place="Borlenge"), line(3, place="Sundborn")
    )
    companies = {row.company.name: row.company for row in Participation.objects.all()}
    assert companies["Exempel 1 AB"].municipality_id == "2080"
    assert companies["Exempel 1 AB"].county_id == "20"
    assert companies["Exempel 2 AB"].municipality is None
    asked = {row.number: [each["value"] for each in row.to_confirm] for row in done.rows.all()}
    assert asked == {2: [], 3: ["Borlenge"], 4: []}


def test_rows_of_persons_are_added_together_and_again_unchanged(cast: Cast) -> None:
    lines = [
        line(1, person="Eva", women="1", hours="4"),
        line(2),
        line(1, person="Bo", women="", men="1", hours="3,5"),
        line(1, person="Eva", women="1", hours="4"),
        line(1, person="Eva", women="1", hours="5"),
    ]
    expected = ["taken", "taken", "taken", "unchanged", "participation-twice"]
    assert list(verdicts(brought(cast, *lines, take=False)).values()) == expected
    assert list(verdicts(brought(cast, *lines)).values()) == expected
    row = Participation.objects.get(company__name="Exempel 1 AB")
    assert (row.women, row.men, row.hours) == (1, 1, Decimal("7.5"))
    again = brought(cast, *lines)
    assert list(verdicts(again).values()) == ["unchanged"] * 4 + ["participation-twice"]
    more = brought(cast, *lines[:3], line(1, person="Cilla", women="1", hours="1"))
    assert list(verdicts(more).values()) == ["changed", "unchanged", "changed", "changed"]


def test_rows_of_one_sum_in_different_batches_share_their_fate(cast: Cast) -> None:
    many = [line(serial) for serial in range(10, 610)]
    lines = [line(1, person="Eva"), *many, line(1, person="Bo")]
    for verdict in ("taken", "unchanged"):
        found = verdicts(brought(cast, *lines))
        assert {found[2], found[603]} == {verdict}
    row = Participation.objects.get(company__name="Exempel 1 AB")
    assert (row.women, row.hours) == (2, Decimal(15))


def test_days_of_an_activity_that_a_list_made_are_widened(cast: Cast) -> None:
    brought(cast, line(1, on="2026-03-12"), line(1, on="2026-04-02"))
    brought(cast, line(1, activity="LEANDAG", on="2026-02-02"), line(1, on="2025-02-02"))
    days = Activity.objects.filter(title="Leandag").values_list("starts_on", "ends_on")
    assert sorted(days) == [
        (date(2025, 2, 2), date(2025, 2, 2)),
        (date(2026, 2, 2), date(2026, 4, 2)),
    ]


def test_days_that_a_person_has_changed_are_widened_no_more(cast: Cast) -> None:
    brought(cast, line(1))
    activity = Activity.objects.get(title="Leandag")
    same = {"title": "Leandag", "kind": ActivityKind.COURSE, "starts_on": activity.starts_on}
    frida = cast.standing("frida")
    change_activity(
        by=frida, activity=activity, said=ActivityText(**same, ends_on=activity.ends_on)
    )
    assert counted(brought(cast, line(1, on="2026-03-13"))) == (1, 0, 0, 0)
    change_activity(
        by=frida, activity=activity, said=ActivityText(**same, ends_on=date(2026, 3, 20))
    )
    assert verdicts(brought(cast, line(1, on="2026-03-21"))) == {2: "day-outside-activity"}


def test_an_activity_that_people_planned_keeps_its_days(cast: Cast) -> None:
    activity = cast.activity
    Activity.objects.filter(pk=activity.pk).update(ends_on=activity.starts_on)
    done = brought(
        cast,
        line(1, activity=" startprogram i NORRVIK", on="2026-10-05"),
        line(2, activity="Startprogram i Norrvik", on="2026-10-06"),
        programme=cast.programme.pk,
    )
    assert verdicts(done) == {2: "taken", 3: "day-outside-activity"}
    assert Participation.objects.filter(activity=activity).count() == 2


@pytest.mark.parametrize(
    ("standing", "on", "key"),
    [
        ([Held(1, date(2026, 1, 1), None, False)], date(2027, 5, 5), 1),  # no known last day
        (
            [
                Held(1, date(2026, 1, 1), date(2026, 1, 1), False),
                Held(2, date(2026, 2, 1), date(2026, 2, 1), True),
            ],
            date(2026, 3, 1),
            2,
        ),
        ([Held(1, date(2026, 1, 1), date(2026, 1, 1), False)], date(2026, 3, 1), 1),
        ([Held(1, date(2026, 1, 1), date(2026, 1, 1), True)], date(2025, 3, 1), None),
    ],
)
def test_the_activity_meant_is_the_one_held_that_day_or_that_year(
    standing: list[Held], on: date, key: int | None
) -> None:
    found = meant(standing, on)
    assert (found and found.key) == key


def test_what_a_list_does_not_say_erases_nothing(cast: Cast) -> None:
    brought(cast, line(1, women="2", men="3"))
    assert counted(brought(cast, line(1, women="", men="", hours=""))) == (0, 0, 1, 0)
    row = Participation.objects.get(company__name="Exempel 1 AB")
    assert (row.women, row.men, row.hours) == (2, 3, Decimal("7.5"))


def test_each_row_counts_one_person_where_somebody_said_so(cast: Cast) -> None:
    brought(cast, line(1, women=""), row_is_person=True)
    row = Participation.objects.get(company__name="Exempel 1 AB")
    assert (row.women, row.not_stated) == (None, 1)


def test_the_questions_to_the_store_do_not_grow_with_the_rows(cast: Cast) -> None:
    def questions(rows: int, start: int) -> int:
        lines = [line(serial) for serial in range(start, start + rows)]
        with CaptureQueriesContext(connection) as seen:
            brought(cast, *lines)
        return sum(not each["sql"].startswith("INSERT") for each in seen)

    questions(10, 1)
    # Inserts are left out: SQLite takes them in pieces of 999 values.
    assert questions(400, 10_000) == questions(50, 1_000)


@pytest.mark.parametrize("name", ["cilla", "eva", "diyar", "hanna"])
def test_others_bring_no_participants_in(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        brought(cast, line(1), by=name)
    assert refusal.value.code == "not-allowed"


def test_a_list_for_a_programme_of_others_takes_nothing(cast: Cast) -> None:
    done = brought(cast, line(1), by="ivar", programme=cast.programme.pk)
    assert (done.step, done.job.problem_code) == ("failed", "programme-not-yours")
    assert Participation.objects.count() == 1
