"""A list of grants taken in: goals, recipients, places, and nothing twice."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.actions.places import confirm_place
from samsyn.directory.models import DuplicatePair, JournalLine, Organisation, PlaceSpelling
from samsyn.directory.queries.imports import questions_of
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.kinds import ImportKind
from samsyn.directory.rules.places import PlaceKind
from samsyn.directory.tests.importing import (
    checked,
    counted,
    csv_of,
    run,
    taken,
    uploaded,
    verdicts,
)
from samsyn.funding.models import Grant, GrantGoal
from samsyn.strategy.models import Goal

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared" / "data" / "grants" / "projektbank_2014-2020.csv"
real = pytest.mark.skipif(not REAL.exists(), reason=f"the real list is not at {REAL}")
GRANTS = ImportKind.GRANTS
HEADERS = (
    *("Diarienummer", "Stödmottagare", "Beviljat belopp", "Projektnamn", "Län", "Kommuner"),
    *("Insatsområde", "Tematiskt mål", "Organisationsnummer"),
)


def line(number: int, **said: str) -> tuple[str, ...]:
    usual = {
        "number": f"D-{number}",
        "recipient": f"Mottagare {number}",
        "sek": "1000",
        "title": f"Projekt {number}",
        "county": "Dalarna",
        "municipality": "Falun",
        "priority": "Företagande",
        "objective": "Konkurrenskraft",
        "digits": "",
    }
    return tuple((usual | said).values())


def a_list(*lines: tuple[str, ...]) -> bytes:
    return csv_of(*lines, headers=HEADERS)


def brought(cast: Cast, *lines: tuple[str, ...], by: str = "astrid", take: bool = True):
    bring = taken if take else checked
    return bring(cast.standing(by), a_list(*lines), kind=GRANTS, name="beslut.csv")


def asked(the_import) -> dict[str, list[str]]:
    return {
        each.value: [name for _code, name in each.proposals]
        for each in questions_of(the_import.rows.all())
    }


def test_a_grant_comes_with_its_recipient_places_and_goals(cast: Cast) -> None:
    done = brought(cast, line(1, county="Dalarna, Gävleborg", municipality="Falun; Borlänge"))
    grant = Grant.objects.get(register="beslut")
    assert verdicts(done) == {2: "taken"}
    assert (grant.number, grant.granted_sek, grant.grantor) == ("D-1", Decimal(1000), None)
    assert grant.recipient.name == "Mottagare 1"
    assert {county.pk for county in grant.counties.all()} == {"20", "21"}
    assert {place.name for place in grant.municipalities.all()} == {"Falun", "Borlänge"}
    priority = GrantGoal.objects.get(grant=grant).goal
    assert (priority.title_sv, priority.above.title_sv) == ("Företagande", "Konkurrenskraft")
    assert priority.above.above is None
    assert done.found == {"recipients": 1, "goals": 2}


def test_a_priority_under_two_objectives_is_two_goals(cast: Cast) -> None:
    brought(cast, line(1), line(2, objective="Innovation"), line(3, objective=""))
    goals = Goal.objects.filter(title_sv="Företagande")
    assert {goal.above and goal.above.title_sv for goal in goals} == {
        *("Konkurrenskraft", "Innovation", None),
    }


def test_the_check_says_what_the_taking_then_says_and_changes_nothing(cast: Cast) -> None:
    lines = [line(n, recipient=f"Mottagare {n % 3}") for n in range(1, 8)]
    lines += [line(1), line(2, sek="7"), line(9, sek="många"), line(10, county="Atlantis")]
    before = [table.objects.count() for table in (Grant, Goal, Organisation, DuplicatePair)]
    preview = brought(cast, *lines, take=False)
    after = [table.objects.count() for table in (Grant, Goal, Organisation, DuplicatePair)]
    assert after == before
    assert preview.step == "checked"
    done = brought(cast, *lines)
    assert verdicts(done) == verdicts(preview)
    assert counted(done) == (7, 0, 1, 3)
    assert preview.found == done.found


def test_the_same_list_again_changes_nothing_and_another_amount_one_grant(cast: Cast) -> None:
    lines = [line(n) for n in range(1, 6)]
    assert counted(brought(cast, *lines)) == (5, 0, 0, 0)
    assert counted(brought(cast, *lines)) == (0, 0, 5, 0)
    assert counted(brought(cast, *lines[:4], line(5, sek="1001"))) == (0, 1, 4, 0)
    assert counted(brought(cast, *lines[:4], line(5, sek="1001"))) == (0, 0, 5, 0)


def test_rows_that_cannot_be_taken_never_stop_the_others(cast: Cast) -> None:
    done = brought(
        cast,
        line(1),
        line(2, recipient=""),
        line(3, title="x" * 301),
        line(4, objective="y" * 301),
        line(5, recipient="z" * 201),
        line(6, sek="-5"),
        line(7),
        line(7),
        line(7, title="Annat"),
    )
    assert verdicts(done) == {
        2: "taken",
        3: "recipient-missing",
        4: "grant-text-too-long",
        5: "goal-title-too-long",
        6: "name-too-long",
        7: "number-negative",
        8: "taken",
        9: "unchanged",
        10: "case-number-twice",
    }
    assert done.rows.get(number=9).remarks[0]["code"] == "row-repeated"


def test_a_recipient_is_found_by_number_then_by_the_same_name(cast: Cast) -> None:
    digits = made_up_number(4)
    region = cast.organisations["region"]
    navet = cast.organisations["navet"]
    Organisation.objects.filter(pk=region.pk).update(number=digits)
    done = brought(
        cast,
        line(1, recipient="Norrviks region", digits=digits),
        line(2, recipient="  NAVET  norr "),
        line(3, recipient="Region Norrvik", digits=made_up_number(5)),
        line(4, recipient="Ny AB", digits=made_up_number(6)),
        line(5, recipient="Ny AB"),
    )
    assert counted(done) == (5, 0, 0, 0)
    recipients = dict(Grant.objects.exclude(register="").values_list("number", "recipient"))
    assert (recipients["D-1"], recipients["D-2"]) == (region.pk, navet.pk)
    assert recipients["D-3"] not in (region.pk, navet.pk)  # another number is another one
    assert recipients["D-4"] == recipients["D-5"]
    assert Organisation.objects.get(pk=region.pk).name == "Region Norrvik"


def test_a_new_recipient_is_public_only_where_its_name_makes_that_certain(cast: Cast) -> None:
    brought(cast, line(1, recipient="Arjeplogs kommun"), line(2, recipient="Falu Energi AB"))
    kommun = Organisation.objects.get(name="Arjeplogs kommun")
    energi = Organisation.objects.get(name="Falu Energi AB")
    assert (kommun.kind, kommun.publicly_controlled) == ("municipality", True)
    assert (energi.kind, energi.publicly_controlled) == ("other", None)


def test_a_misspelt_place_is_asked_and_once_confirmed_remembered(cast: Cast) -> None:
    lines = [line(1, municipality="Falun; Borlenge"), line(2)]
    first = brought(cast, *lines)
    assert asked(first) == {"Borlenge": ["Borlänge"]}
    confirm_place(
        by=cast.standing("astrid"), kind=PlaceKind.MUNICIPALITY, spelling=" BORLENGE ", code="2081"
    )
    again = brought(cast, *lines)
    assert (counted(again), asked(again)) == ((0, 1, 1, 0), {})
    assert counted(brought(cast, *lines)) == (0, 0, 2, 0)
    assert JournalLine.objects.filter(deed="confirm place").count() == 1


def test_a_county_that_is_none_refuses_its_row_and_is_asked_all_the_same(cast: Cast) -> None:
    done = brought(cast, line(1, county="Dalarne"))
    assert (verdicts(done), asked(done)) == ({2: "county-unknown"}, {"Dalarne": ["Dalarna"]})
    confirm_place(by=cast.standing("astrid"), kind=PlaceKind.COUNTY, spelling="Dalarne", code="20")
    assert counted(brought(cast, line(1, county="Dalarne"))) == (1, 0, 0, 0)


def test_a_place_said_again_is_the_new_one_and_must_be_one(cast: Cast) -> None:
    by = cast.standing("astrid")
    for code in ("2081", "2080"):
        confirm_place(by=by, kind=PlaceKind.MUNICIPALITY, spelling="Dalastan", code=code)
    assert PlaceSpelling.objects.get().municipality_id == "2080"
    for spelling, code in (("Dalastan", "9999"), ("", "2080"), ("x" * 121, "2080")):
        with pytest.raises(Problem) as refusal:
            confirm_place(by=by, kind=PlaceKind.MUNICIPALITY, spelling=spelling, code=code)
        assert refusal.value.code in ("place-unknown", "spelling-length")


def test_likely_duplicates_are_proposed_never_merged_and_not_asked_once_answered(
    cast: Cast,
) -> None:
    lines = [line(1, recipient="Navet Norr AB"), line(2, recipient="Teknikdalen")]
    preview = brought(cast, *lines, take=False)
    assert asked(preview) == {"Navet Norr AB": ["Navet Norr"]}
    assert asked(brought(cast, *lines)) == {"Navet Norr AB": ["Navet Norr"]}
    pair = DuplicatePair.objects.get()
    assert {pair.first, pair.second} == {
        cast.organisations["navet"],
        Organisation.objects.get(name="Navet Norr AB"),
    }
    assert not Organisation.objects.filter(merged_into__isnull=False).exists()
    DuplicatePair.objects.update(answer="different")
    assert asked(brought(cast, *lines)) == {}
    assert DuplicatePair.objects.count() == 1


def test_the_questions_to_the_store_do_not_grow_with_the_rows(cast: Cast) -> None:
    def questions(rows: int, start: int) -> int:
        lines = [line(n) for n in range(start, start + rows)]
        made = uploaded(cast.standing("astrid"), a_list(*lines), kind=GRANTS, name="beslut.csv")
        with CaptureQueriesContext(connection) as seen:
            run(cast.standing("astrid"), made, take=True)
        return sum(not each["sql"].startswith("INSERT") for each in seen)

    questions(10, 1)
    # Inserts are left out: SQLite takes them in pieces of 999 values.
    assert questions(400, 10_000) == questions(50, 1_000)


@pytest.mark.parametrize("name", ["bo", "cilla", "eva", "hanna", "ivar", "gustav"])
def test_others_bring_no_grants_in(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        brought(cast, line(1), by=name)
    assert refusal.value.code == "not-allowed"
    assert not Grant.objects.filter(register="beslut").exists()


@real
def test_all_374_real_grants_are_taken_and_the_second_time_none(cast: Cast) -> None:
    by = cast.standing("operator")
    done = taken(by, REAL, kind=GRANTS, name=REAL.name)
    grants = Grant.objects.filter(register="Projektbanken 2014–2020")
    assert counted(done) == (374, 0, 0, 0)
    assert grants.count() == 374
    assert sum(grant.granted_sek for grant in grants) == Decimal(4_354_438_151)
    tops = Goal.objects.filter(register="Projektbanken 2014–2020", above=None)
    assert sorted(grants.filter(goals__above=top).distinct().count() for top in tops) == [
        6,
        17,
        31,
        70,
        104,
        146,
    ]
    assert done.found == {"recipients": 221, "goals": 31}
    assert set(asked(done)) == {"UpplandsVäsby", "LillaEdet", "Stenungssund", "ÖstraGöinge"}
    assert counted(taken(by, REAL, kind=GRANTS, name=REAL.name)) == (0, 0, 374, 0)
    rows = {value: each.rows for each in questions_of(done.rows.all()) for value in [each.value]}
    for value, code in (("UpplandsVäsby", "0114"), ("Stenungssund", "1415")):
        confirm_place(by=by, kind=PlaceKind.MUNICIPALITY, spelling=value, code=code)
    again = taken(by, REAL, kind=GRANTS, name=REAL.name)
    changed = counted(again)[1]
    assert max(rows["UpplandsVäsby"], rows["Stenungssund"]) <= changed
    assert changed <= rows["UpplandsVäsby"] + rows["Stenungssund"]
    assert set(asked(again)) == {"LillaEdet", "ÖstraGöinge"}
    assert counted(taken(by, REAL, kind=GRANTS, name=REAL.name)) == (0, 0, 374, 0)
