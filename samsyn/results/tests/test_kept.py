"""What is kept shows every change at once, whoever makes it and however, and only to its viewer."""

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation

from samsyn.cast import TODAY, Cast
from samsyn.company.actions.closeness import end_closeness, name_coach
from samsyn.directory.actions.duplicates import confirm_duplicate, point_out_duplicate
from samsyn.directory.actions.organisations import rename_organisation
from samsyn.directory.models import DataStamp, Job, KeptResult, Organisation, Person
from samsyn.directory.models.kept import unwatched, watched
from samsyn.directory.queries import kept as keeper
from samsyn.directory.queries.kept import MOST_STAMPS, counter, data_version, kept, kept_for_all
from samsyn.directory.rules.access import Standing, operator
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.tests.importing import csv_of, taken
from samsyn.programme.actions.participations import note_participation
from samsyn.programme.models import Participation
from samsyn.programme.queries.participations import participations_for

VIEWER = operator(TODAY)


def counted(viewer: Standing = VIEWER) -> int:
    """The participations, through the keeper."""
    return kept(viewer, "counted", (), Participation.objects.count)


class Asked:
    """Counts how often the result was computed and not taken from what is kept."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.fixture
def warm(cast: Cast) -> Cast:
    """The first question gives an empty store its first stamp."""
    counted()
    return cast


def test_no_table_is_left_unwatched(db: None) -> None:
    assert unwatched() == set()
    assert len(watched()) > 30


def test_what_was_computed_is_not_computed_again(warm: Cast) -> None:
    asked = Asked()
    assert [kept(VIEWER, "trial", (1,), asked) for _time in range(3)] == [1, 1, 1]
    assert kept(VIEWER, "trial", (2,), asked) == 2


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_language_has_its_own(warm: Cast, language: str) -> None:
    with translation.override("en" if language == "sv" else "sv"):
        kept(VIEWER, "trial", (), lambda: "the other")
    with translation.override(language):
        assert kept(VIEWER, "trial", (), lambda: language) == language


def test_a_change_of_any_row_of_any_table_is_another_version(warm: Cast) -> None:
    frida = warm.standing("frida")
    taken(frida, csv_of((made_up_number(1), "Leandag", "2026-03-12", "", "")))
    unchanged, tried = [], 0
    for table, columns in watched().items():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            if cursor.fetchone()[0] == 0:
                continue
            before = data_version(VIEWER)
            cursor.execute(f'UPDATE "{table}" SET "{columns[-1]}" = "{columns[-1]}"')
        tried += 1
        if data_version(VIEWER) == before:
            unchanged.append(table)
    assert not unchanged
    assert tried > 20


def by_a_deed(cast: Cast) -> None:
    note_participation(
        by=cast.standing("frida"),
        activity=cast.activity,
        company=cast.organisations["alvsbro"],
        on=cast.activity.starts_on,
    )


def by_a_batch_of_an_import(cast: Cast) -> None:
    taken(
        cast.standing("frida"),
        csv_of((made_up_number(1), "Leandag", "2026-03-12", "info@exempel1.se", "7,5")),
        options={"programme": cast.programme.pk},
    )


def by_rows_written_at_once(cast: Cast) -> None:
    Participation.objects.bulk_create(
        [
            Participation(
                activity=cast.activity,
                company=cast.organisations["alvsbro"],
                on=date(2026, 3, 1),
                year=2026,
                hours=Decimal(1),
            )
        ],
        ignore_conflicts=True,
    )


def by_a_row_written_over(cast: Cast) -> None:
    Participation.objects.bulk_create(
        [
            Participation(
                activity=cast.activity,
                company=cast.organisations["alvsbro"],
                on=date(2026, 3, 1),
                year=2026,
            )
        ],
        update_conflicts=True,
        unique_fields=["activity", "company", "on"],
        update_fields=["hours"],
    )


@pytest.mark.parametrize(
    "change",
    [by_a_deed, by_a_batch_of_an_import, by_rows_written_at_once, by_a_row_written_over],
)
def test_one_more_shows_at_once(warm: Cast, change: Callable[[Cast], None]) -> None:
    before = counted()
    change(warm)
    assert counted() == before + 1


def test_a_deed_without_new_rows_shows_too(warm: Cast) -> None:
    names = "trial names"

    def first() -> str:
        return kept_for_all(names, (), lambda: Organisation.objects.get(pk=norrfors.pk).name)

    norrfors = warm.organisations["norrfors"]
    assert first() == "Norrfors Mek AB"
    rename_organisation(
        by=warm.standing("frida"), organisation_id=norrfors.pk, name="Nya Mek AB", from_on=TODAY
    )
    assert first() == "Nya Mek AB"


def test_organisations_found_to_be_the_same_count_anew(warm: Cast) -> None:
    one, other = warm.organisations["norrfors"], warm.organisations["alvsbro"]
    frida, asked = warm.standing("frida"), Asked()
    kept(VIEWER, "trial", (), asked)
    pair = point_out_duplicate(by=frida, first_id=one.pk, second_id=other.pk)
    confirm_duplicate(by=frida, pair_id=pair.pk, keep_id=one.pk)
    assert kept(VIEWER, "trial", (), asked) == 2


def test_what_is_taken_back_is_as_if_never_done(warm: Cast) -> None:
    before = counted()
    with transaction.atomic():
        by_a_deed(warm)
        assert counted() == before + 1
        transaction.set_rollback(True)
    assert counted() == before


def test_a_change_while_it_is_computed_is_never_kept(warm: Cast) -> None:
    def slow() -> int:
        number = Participation.objects.count()
        by_a_deed(warm)
        return number

    late = kept(VIEWER, "trial", ("slow",), slow)
    assert kept(VIEWER, "trial", ("slow",), Participation.objects.count) == late + 1


@pytest.mark.django_db(transaction=True)
def test_what_was_begun_before_and_committed_after_shows_at_once(warm: Cast) -> None:
    """An earlier transaction that ends last: no row counter would notice it."""
    before = counted()
    begun, go_on = threading.Event(), threading.Event()

    def begin_first_and_end_last() -> None:
        try:
            with transaction.atomic():
                by_rows_written_at_once(warm)
                begun.set()
                go_on.wait(20)
        finally:
            connection.close()

    first = threading.Thread(target=begin_first_and_end_last)
    first.start()
    assert begun.wait(20)
    if connection.vendor == "postgresql":  # writers on SQLite queue, so there is none meanwhile
        by_a_deed(warm)
        before += 1
    assert counted() == before
    go_on.set()
    first.join(20)
    assert counted() == before + 1
    assert counted() == Participation.objects.count()


def test_a_job_that_beats_and_somebody_who_signs_in_change_nothing(warm: Cast) -> None:
    before = data_version(VIEWER)
    Job.objects.create(kind="trial", subject_key=1)
    Person.objects.update(last_login=None)
    assert data_version(VIEWER) == before


def test_nobody_gets_what_was_computed_for_another_sight(warm: Cast) -> None:
    asked = Asked()
    names = ["operator", "visitor", "eva", "cilla", "bo", "astrid", "diyar", "frida", "gustav"]
    found = [kept(warm.standing(name), "trial", (), asked) for name in names]
    assert len(set(found)) == len(names), "each of them sees something else"
    again = [kept(warm.standing(name), "trial", (), asked) for name in names]
    assert again == found


def test_a_coach_has_her_own_until_she_is_one_no_more(warm: Cast) -> None:
    bo, asked = warm.standing("bo"), Asked()
    tie = name_coach(by=bo, company=warm.organisations["norrfors"], person=warm.people["bo"])
    one = kept(bo, "trial", (), asked)
    colleague = Standing(
        on=TODAY,
        person_id=warm.people["eva"].pk,
        organisation_id=bo.organisation_id,
        support=bo.support,
        roles=bo.roles,
    )
    assert kept(colleague, "trial", (), asked) != one
    end_closeness(by=bo, tie=tie)
    assert kept(bo, "trial", (), asked) != one


def test_another_day_is_another_result(warm: Cast) -> None:
    asked = Asked()
    kept(VIEWER, "trial", (), asked)
    assert kept(operator(date(2026, 11, 24)), "trial", (), asked) == 2


def test_rows_of_a_table_are_refused(warm: Cast) -> None:
    with pytest.raises(TypeError):
        kept(VIEWER, "trial", (), lambda: Organisation.objects.first())
    with pytest.raises(TypeError):
        kept(VIEWER, "trial", ("all",), lambda: {"rows": [Organisation.objects.all()]})


def test_what_this_program_did_not_sign_is_never_read(warm: Cast) -> None:
    asked = Asked()
    kept(VIEWER, "trial", (), asked)
    KeptResult.objects.filter(name="trial").update(payload=b"x" * 60)
    assert kept(VIEWER, "trial", (), asked) == 2


def test_deleting_it_loses_nothing(warm: Cast) -> None:
    before = counted()
    KeptResult.objects.all().delete()
    assert counted() == before
    DataStamp.objects.all().delete()
    assert counted() == before
    by_a_deed(warm)
    assert counted() == before + 1


def test_there_are_never_more_than_so_many(warm: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "MOST", 5)
    for number in range(20):
        kept(VIEWER, "trial", (number,), lambda: 1)
        assert KeptResult.objects.count() <= 5


def test_stamps_put_together_are_the_same_version(warm: Cast) -> None:
    highest = 2**59 if connection.vendor == "postgresql" else 2**50
    DataStamp.objects.bulk_create(
        [DataStamp(transaction=-7 - n, number=highest + n) for n in range(MOST_STAMPS + 1)]
    )
    before = data_version(VIEWER)
    counted()
    assert data_version(VIEWER) == before
    if connection.vendor == "postgresql":
        assert DataStamp.objects.count() == 1


def test_a_count_is_the_viewers_own_and_remembered(
    warm: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(keeper, "WORTH_SECONDS", 0)
    bo, visitor = warm.standing("bo"), warm.standing("visitor")
    assert counter(bo)(participations_for(bo)) == 1
    assert counter(visitor)(participations_for(visitor)) == 0
    counted_again = counter(bo)
    with django_assert_num_queries(1):
        assert [counted_again(participations_for(bo)) for _time in range(2)] == [1, 1]
    by_a_deed(warm)
    assert counter(bo)(participations_for(bo)) == 2
