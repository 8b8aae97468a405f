"""An import that is killed, cancelled, taken over or told to stop comes to the same end."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from samsyn.cast import Cast
from samsyn.cli.work import takers
from samsyn.directory.actions.import_runs import run_import
from samsyn.directory.actions.imports import cancel_import, start_check, start_take
from samsyn.directory.actions.jobs import SILENT_SECONDS, claim_job
from samsyn.directory.models import Import, ImportRow, Job, JournalLine
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.kinds import ImportKind
from samsyn.directory.tests.importing import counted, csv_of, run, taken, uploaded, verdicts
from samsyn.programme.actions.imports import ParticipantTaker
from samsyn.programme.models import Activity, Participation
from samsyn.programme.rules.participant_list import PARTICIPANT_LIST

HEADERS = ("Orgnr", "Aktivitet", "Datum", "E-post", "Timmar", "Deltagare")


class KilledError(Exception):
    """Stands in for kill -9: nothing of ours runs after it."""


def a_list() -> bytes:
    """1,300 rows, in three batches: companies with two people in different batches, and dirt."""
    rows: list[tuple[Any, ...]] = []
    for place in range(1300):
        company = place % 700
        person = f"Deltagare {place // 700}"
        digits = made_up_number(company) if place % 97 else "12"
        rows.append((digits, "Kurs", "2026-03-12", f"info@bolag{company}.se", "2,5", person))
    rows[1250] = rows[10]
    return csv_of(*rows, headers=HEADERS)


def facts(the_import: Import) -> dict[str, Any]:
    """Everything that a run leaves behind, without keys."""
    rows = Participation.objects.filter(activity__title="Kurs").order_by("company__number")
    return {
        "verdicts": verdicts(the_import),
        "rows": list(rows.values_list("company__number", "on", "not_stated", "hours")),
        "activities": Activity.objects.filter(title="Kurs").count(),
        "found": the_import.found,
        "state": (the_import.step, the_import.job.state),
        "said": JournalLine.objects.filter(reason__contains=" taken, ").count(),
    }


def undisturbed(by: Standing) -> dict[str, Any]:
    with transaction.atomic():
        result = facts(taken(by, a_list()))
        transaction.set_rollback(True)
    assert set(result["verdicts"].values()) == {"taken", "number-length", "unchanged"}
    return result


def grown_old() -> None:
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(seconds=SILENT_SECONDS + 1))


def go_on(by: Standing, the_import: Import, holder: str = "second", **more: Any) -> None:
    """Another worker claims the job and carries it out."""
    job = claim_job(by=by, holder=holder, now=timezone.now())
    assert job is not None
    run_import(by=by, job=job, holder=holder, takers=takers(), **more)
    the_import.refresh_from_db()


def at_look(number: int, what: Callable[[], None]) -> Callable[[], bool]:
    """A `stop` that does something when it is asked for the nth time, and never stops."""
    looks = 0

    def stop() -> bool:
        nonlocal looks
        looks += 1
        if looks == number:
            what()
        return False

    return stop


def kill() -> None:
    raise KilledError


@pytest.mark.parametrize("look", range(1, 7))  # two in the survey, one a batch, one at the end
def test_a_job_killed_between_two_steps_goes_on_to_the_same_end(cast: Cast, look: int) -> None:
    frida = cast.standing("frida")
    expected = undisturbed(frida)
    the_import = uploaded(frida, a_list())
    with pytest.raises(KilledError):
        run(frida, the_import, take=True, stop=at_look(look, kill))
    grown_old()
    go_on(frida, the_import)
    assert facts(the_import) == expected


def test_there_are_no_more_steps_than_those(cast: Cast) -> None:
    frida = cast.standing("frida")
    the_import = uploaded(frida, a_list())
    assert run(frida, the_import, take=True, stop=at_look(7, kill)).step == "taken"


class Killed(ParticipantTaker):
    """Is killed in the batch with the given number, after its rows have been written."""

    in_batch = 0
    batches = 0

    def take(self, rows: Any) -> Any:
        outcomes = super().take(rows)
        type(self).batches += 1
        if self.batches == self.in_batch:
            raise KilledError
        return outcomes


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_a_job_killed_inside_a_batch_loses_and_doubles_nothing(cast: Cast, batch: int) -> None:
    frida = cast.standing("frida")
    expected = undisturbed(frida)
    the_import = uploaded(frida, a_list())
    job = start_take(
        by=frida,
        import_id=the_import.pk,
        list_kind=PARTICIPANT_LIST,
        holder="first",
        previewed=False,
    ).job
    Killed.in_batch, Killed.batches = batch, 0
    killing = {ImportKind.PARTICIPANTS: (PARTICIPANT_LIST, Killed)}
    with pytest.raises(KilledError):
        run_import(by=frida, job=job, holder="first", takers=killing)
    job.refresh_from_db()
    assert ImportRow.objects.filter(belongs_to=the_import).count() == 500 * (batch - 1)
    assert job.cursor == (0 if batch == 1 else 500 * (batch - 1) + 1)
    grown_old()
    go_on(frida, the_import)
    assert facts(the_import) == expected


def test_two_workers_never_do_the_same_rows(cast: Cast) -> None:
    frida = cast.standing("frida")
    expected = undisturbed(frida)
    the_import = uploaded(frida, a_list())

    def other_worker() -> None:
        assert claim_job(by=frida, holder="second", now=timezone.now()) is None
        grown_old()
        go_on(frida, the_import)

    # The first worker is slow, the second goes on and ends; then the first wakes up.
    run(frida, the_import, take=True, stop=at_look(4, other_worker))
    assert facts(the_import) == expected


def test_a_worker_that_is_told_to_end_lets_go_and_the_next_goes_on_at_once(cast: Cast) -> None:
    frida = cast.standing("frida")
    expected = undisturbed(frida)
    the_import = uploaded(frida, a_list())
    answers = iter([False, False, False, True])
    run(frida, the_import, take=True, stop=lambda: next(answers))
    assert (the_import.step, the_import.job.state, the_import.rows.count()) == (
        *("taking", "waiting"),
        500,
    )
    go_on(frida, the_import)
    assert facts(the_import) == expected


def test_what_was_taken_before_a_cancel_stays_and_the_rest_can_follow(cast: Cast) -> None:
    frida = cast.standing("frida")
    the_import = uploaded(frida, a_list())

    def cancel() -> None:
        cancel_import(by=frida, import_id=the_import.pk, list_kind=PARTICIPANT_LIST)

    run(frida, the_import, take=True, stop=at_look(4, cancel))
    assert (the_import.step, the_import.job.state) == ("cancelled", "cancelled")
    assert (the_import.job.problem_code, the_import.rows.count()) == ("job-cancelled", 500)
    stayed = Participation.objects.filter(activity__title="Kurs").count()
    assert stayed == 494
    run(frida, the_import, take=False)
    assert counted(the_import)[2] > stayed
    assert Participation.objects.filter(activity__title="Kurs").count() == stayed


def test_a_waiting_job_is_cancelled_at_once(cast: Cast) -> None:
    frida = cast.standing("frida")
    the_import = uploaded(frida, a_list())
    asked = {"by": frida, "import_id": the_import.pk, "list_kind": PARTICIPANT_LIST}
    start_check(**asked)
    assert cancel_import(**asked).step == "cancelled"
    assert claim_job(by=frida, holder="x", now=timezone.now()) is None


def test_a_file_that_breaks_midway_fails_with_the_row_and_takes_nothing(cast: Cast) -> None:
    frida = cast.standing("frida")
    good = a_list().decode().splitlines()[:1100]
    broken = "\n".join([*good, 'x;"aldrig;slut', "y" * 1_000_100]).encode()
    the_import = taken(frida, broken)
    job = the_import.job
    assert (the_import.step, job.state) == ("failed", "failed")
    assert job.problem_code == "row-too-long"
    assert (job.total, job.cursor) == (1001, 0)  # the last row of the last whole thousand
    assert not Activity.objects.filter(title="Kurs").exists()


def test_a_file_that_is_gone_cannot_be_read_on(cast: Cast, settings: Any) -> None:
    frida = cast.standing("frida")
    the_import = uploaded(frida, a_list())
    (Path(settings.SAMSYN_UPLOADS) / the_import.stored_as).write_bytes(b"%PDF")
    run(frida, the_import, take=True)
    assert (the_import.step, the_import.job.problem_code) == ("failed", "file-not-a-table")
