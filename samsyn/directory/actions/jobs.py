"""Long work as jobs: asked for, claimed, advanced in short transactions, ended.

Whoever holds a job writes its rows, its cursor and its heartbeat in one transaction, which first
sees to it that the job is still held by it and not cancelled. So a kill anywhere loses nothing
and doubles nothing, and two workers never do the same rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samsyn.basics.problem import Problem, words
from samsyn.directory.models import Job
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.imports import plain_values
from samsyn.directory.rules.kinds import JobState

SILENT_SECONDS = 30
"""A running job whose holder has been silent so long may be claimed by another."""
LOST = "job-lost"
CANCELLED = "job-cancelled"
TRIES = 5


def start_job(*, by: Standing, kind: str, subject_key: int, holder: str = "") -> Job:
    """Ask for long work on behalf of `by`; with a holder it is claimed at once.

    Part of another deed, which has asked whether `by` may and writes the journal.
    """
    return Job.objects.create(
        kind=kind,
        subject_key=subject_key,
        standing={
            "operator": by.operator,
            "person": by.person_id,
            "organisation": by.organisation_id,
        },
        state=JobState.RUNNING if holder else JobState.WAITING,
        holder=holder,
        heartbeat_at=timezone.now() if holder else None,
    )


@transaction.atomic
def cancel_job(*, by: Standing, job_id: int) -> Job:
    """Cancel a job: at once while it waits, else at its next step. What is done stays done.

    Part of another deed, which has asked whether `by` may.
    """
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.state == JobState.WAITING:
        job.state = JobState.CANCELLED
        job.ended_at = timezone.now()
    elif job.state == JobState.RUNNING:
        job.cancel_asked = True
    job.save(update_fields=["state", "ended_at", "cancel_asked"])
    return job


def claim_job(*, by: Standing, holder: str, now: datetime) -> Job | None:
    """The oldest job that waits, or whose holder has fallen silent; None when there is none.

    The job is taken only if it still stands as it was read, so that one of two workers gets it.
    """
    free = Q(state=JobState.WAITING) | Q(
        state=JobState.RUNNING, heartbeat_at__lt=now - timedelta(seconds=SILENT_SECONDS)
    )
    for _try in range(TRIES):
        job = Job.objects.filter(free).order_by("pk").first()
        if job is None:
            return None
        as_read = Job.objects.filter(
            pk=job.pk, state=job.state, holder=job.holder, heartbeat_at=job.heartbeat_at
        )
        if as_read.update(state=JobState.RUNNING, holder=holder, heartbeat_at=now) == 1:
            job.refresh_from_db()
            return job
    return None


@contextmanager
def hold_job(*, by: Standing, job_id: int, holder: str) -> Iterator[Job]:
    """One short transaction in which the job is surely `holder`'s; it ends with a heartbeat.

    The cursor and state that the caller sets are saved with it, or nothing is. Raises
    Problem("job-lost") or Problem("job-cancelled").
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id)
        if job.holder != holder or job.state != JobState.RUNNING:
            raise Problem(LOST, words("Another worker has gone on with this job."))
        if job.cancel_asked:
            raise was_cancelled(by=by)
        yield job
        job.heartbeat_at = timezone.now()
        job.save(update_fields=["cursor", "total", "state", "ended_at", "heartbeat_at"])


def was_cancelled(*, by: Standing) -> Problem:
    """The reason of a job that somebody cancelled."""
    return Problem(CANCELLED, words("The job was cancelled."))


@transaction.atomic
def end_job(
    *, by: Standing, job_id: int, holder: str, state: JobState, problem: Problem | None = None
) -> Job | None:
    """End a job that did not come to its end, with the reason; None if another has gone on."""
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.holder != holder or job.state != JobState.RUNNING:
        return None
    job.state = state
    job.ended_at = timezone.now()
    if problem is not None:
        job.problem_code = problem.code
        job.problem_text = problem.text
        job.problem_values = plain_values(problem.values)
    job.save(update_fields=["state", "ended_at", "problem_code", "problem_text", "problem_values"])
    return job


def release_job(*, by: Standing, job_id: int, holder: str) -> None:
    """Let go of a job before its end, so that the next worker goes on at once."""
    Job.objects.filter(pk=job_id, holder=holder, state=JobState.RUNNING).update(
        state=JobState.WAITING, holder=""
    )
