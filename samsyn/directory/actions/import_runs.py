"""Reading a list row by row in a job: the check, which changes nothing, and the taking-in.

The check does just what the taking-in does and takes it back, batch by batch; so it says what
the taking-in will say. Which room takes the rows is told by a `Taker`.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.imports import TAKE
from samsyn.directory.actions.jobs import CANCELLED, LOST, end_job, hold_job, release_job
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import Import, ImportRow, Job
from samsyn.directory.queries.imports import counts_of, path_of
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.imports import (
    ROWS_AT_ONCE,
    Confirm,
    Findings,
    ListKind,
    Outcome,
    plain_values,
    refused,
)
from samsyn.directory.rules.kinds import ImportKind, ImportStep, JobState, Verdict
from samsyn.directory.rules.mapping import ColumnMapping, Columns, check, known_headers
from samsyn.directory.rules.masking import shown_back
from samsyn.directory.rules.tables import Row, Table, open_table

ROWS_BETWEEN_BEATS = 1_000
STOPPED = "job-stopped"


class Taker(Protocol):
    """What a room does with the rows of its list."""

    def survey(self, row: Row) -> None:
        """Look at a row in the first pass over the whole file; writes nothing, never refuses."""

    def take(self, rows: Sequence[Row]) -> list[Outcome]:
        """Take a batch in, one outcome for each row in their order; may be rolled back."""

    def look_back(self) -> Findings:
        """What the whole list told of, and what a person should say; writes nothing."""

    def write_back(self) -> None:
        """Write down the questions that `look_back` found, at the end of a taking-in."""


MakeTaker = Callable[[Standing, Import, Columns], Taker]
Takers = Mapping[ImportKind, tuple[ListKind, MakeTaker]]


@dataclass(frozen=True, slots=True)
class _Run:
    """One import being read by one holder of its job."""

    by: Standing
    job: Job
    holder: str
    the_import: Import
    list_kind: ListKind
    columns: Columns
    table: Table
    taker: Taker
    stop: Callable[[], bool]

    @property
    def writes(self) -> bool:
        return self.job.kind == TAKE


def run_import(
    *, by: Standing, job: Job, holder: str, takers: Takers, stop: Callable[[], bool] = lambda: False
) -> None:
    """Carry the job of an import on from its cursor to its end, on behalf of `by`.

    A refusal of the whole ends it as failed, with the reason. When `stop` says so it is let
    go of between two batches.
    """
    the_import = Import.objects.get(pk=job.subject_key)
    list_kind, make = takers[ImportKind(the_import.kind)]
    try:
        require(by=by, deed=list_kind.deed)
        _read_all(_opened(by, job, holder, the_import, list_kind, make, stop))
    except Problem as problem:
        if problem.code == STOPPED:
            release_job(by=by, job_id=job.pk, holder=holder)
        elif problem.code != LOST:
            fail_import(by=by, job=job, holder=holder, problem=problem)


@transaction.atomic
def fail_import(*, by: Standing, job: Job, holder: str, problem: Problem) -> None:
    """End an import that cannot go on, or was cancelled. What was taken in stays."""
    cancelled = problem.code == CANCELLED
    state = JobState.CANCELLED if cancelled else JobState.FAILED
    ended = end_job(by=by, job_id=job.pk, holder=holder, state=state, problem=problem)
    if ended is not None:
        step = ImportStep.CANCELLED if cancelled else ImportStep.FAILED
        Import.objects.filter(pk=job.subject_key).update(step=step)


def _opened(
    by: Standing,
    job: Job,
    holder: str,
    the_import: Import,
    list_kind: ListKind,
    make: MakeTaker,
    stop: Callable[[], bool],
) -> _Run:
    names = known_headers(list_kind.fields)
    table = open_table(path_of(the_import), name=the_import.file_name, known_headers=names)
    mapping = ColumnMapping(list_kind.kind, the_import.columns)
    columns = check(mapping, table.headers, list_kind.fields)
    taker = make(by, the_import, columns)
    return _Run(by, job, holder, the_import, list_kind, columns, table, taker, stop)


def _read_all(run: _Run) -> None:
    last = _surveyed(run)
    for rows in _batches(run.table.rows(start=run.job.cursor)):
        _stop_if_told(run)
        _one_batch(run, rows)
    _stop_if_told(run)
    _end(run, last)


def _surveyed(run: _Run) -> int:
    """Let the taker see every row once; the number of the last. So a file that breaks midway
    is found out before anything is taken in."""
    last = run.table.header_number
    try:
        for rows in _batches(run.table.rows(), ROWS_BETWEEN_BEATS):
            _stop_if_told(run)
            for row in rows:
                run.taker.survey(row)
            last = rows[-1].number
            with hold_job(by=run.by, job_id=run.job.pk, holder=run.holder):
                pass
    finally:
        Job.objects.filter(pk=run.job.pk, holder=run.holder).update(total=last)
    return last


def _stop_if_told(run: _Run) -> None:
    if run.stop():
        raise Problem(STOPPED, words("The worker was told to end."))


def _batches(rows: Iterable[Row], size: int = ROWS_AT_ONCE) -> Iterator[list[Row]]:
    rows = iter(rows)
    while some := list(itertools.islice(rows, size)):
        yield some


def _one_batch(run: _Run, rows: Sequence[Row]) -> None:
    """Take a batch and write what became of it, with the cursor, in one transaction."""
    with hold_job(by=run.by, job_id=run.job.pk, holder=run.holder) as held:
        outcomes = _with_fates(run, _taken(run, rows))
        span = ImportRow.objects.filter(
            belongs_to=run.the_import, number__gt=held.cursor, number__lte=rows[-1].number
        )
        span.delete()
        ImportRow.objects.bulk_create(
            _as_row(run, row, outcome) for row, outcome in zip(rows, outcomes, strict=True)
        )
        held.cursor = rows[-1].number
    run.job.cursor = rows[-1].number


def _taken(run: _Run, rows: Sequence[Row]) -> list[Outcome]:
    """The outcomes of the rows. A refusal that the taker did not foresee costs its row only."""
    try:
        with transaction.atomic():
            outcomes = run.taker.take(rows)
            if not run.writes:
                transaction.set_rollback(True)
            return outcomes
    except Problem as problem:
        if len(rows) == 1:
            return [refused(rows[0].number, problem)]
    half = len(rows) // 2
    return [*_taken(run, rows[:half]), *_taken(run, rows[half:])]


def _with_fates(run: _Run, outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes, where those that share the fate of an earlier row have got it."""
    known = {outcome.number: outcome for outcome in outcomes if outcome.like is None}
    earlier = {outcome.like for outcome in outcomes if outcome.like is not None} - known.keys()
    stored = ImportRow.objects.filter(belongs_to=run.the_import, number__in=earlier)
    for row in stored if earlier else ():
        known[row.number] = Outcome(
            row.number,
            Verdict(row.verdict),
            code=row.code,
            text=row.text,
            values=row.values,
        )
    return [
        outcome
        if outcome.like is None
        else replace(
            outcome,
            verdict=known[outcome.like].verdict,
            code=known[outcome.like].code,
            text=known[outcome.like].text,
            values=known[outcome.like].values,
        )
        for outcome in outcomes
    ]


def _as_row(run: _Run, row: Row, outcome: Outcome) -> ImportRow:
    return ImportRow(
        belongs_to=run.the_import,
        number=row.number,
        verdict=outcome.verdict,
        row_key=outcome.row_key,
        code=outcome.code,
        text=outcome.text,
        values=plain_values(outcome.values),
        remarks=[
            {"code": each.code, "text": each.text, "values": plain_values(each.values)}
            for each in outcome.remarks
        ],
        cells=list(shown_back(row, run.columns)),
        to_confirm=[_as_question(each) for each in outcome.to_confirm],
    )


def _as_question(confirm: Confirm) -> dict[str, object]:
    return {
        "kind": confirm.kind,
        "value": confirm.value,
        "proposals": [list(proposal) for proposal in confirm.proposals],
    }


def _end(run: _Run, last: int) -> None:
    """Write what the whole list told of, and end the job."""
    findings = run.taker.look_back()
    with hold_job(by=run.by, job_id=run.job.pk, holder=run.holder) as held:
        if run.writes:
            run.taker.write_back()
        run.the_import.rows.filter(number__gt=last).delete()
        _ask(run.the_import, findings)
        run.the_import.found = dict(findings.found)
        run.the_import.step = ImportStep.TAKEN if run.writes else ImportStep.CHECKED
        run.the_import.save(update_fields=["found", "step"])
        if run.writes:
            counts = counts_of(run.the_import)
            said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in counts)
            note(by=run.by, deed=run.list_kind.deed, subject=run.the_import, reason=said)
        held.state = JobState.DONE
        held.ended_at = timezone.now()


def _ask(the_import: Import, findings: Findings) -> None:
    """Put the questions about the whole list beside the rows that they belong to."""
    rows = list(the_import.rows.filter(number__in=list(findings.to_confirm)))
    for row in rows:
        asked = findings.to_confirm[row.number]
        row.to_confirm = [*row.to_confirm, *map(_as_question, asked)]
    ImportRow.objects.bulk_update(rows, ["to_confirm"], batch_size=100)
