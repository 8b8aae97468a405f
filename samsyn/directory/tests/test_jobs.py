"""Jobs: claimed by one, advanced only by their holder, cancelled, let go of, ended."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.actions.jobs import (
    SILENT_SECONDS,
    cancel_job,
    claim_job,
    end_job,
    hold_job,
    release_job,
    start_job,
)
from samsyn.directory.models import Job
from samsyn.directory.queries.jobs import standing_of_job
from samsyn.directory.rules.access import operator
from samsyn.directory.rules.kinds import JobState

pytestmark = pytest.mark.django_db
BY = operator(timezone.localdate())


def asked(**more: object) -> Job:
    return start_job(by=BY, kind="trial", subject_key=1, **more)  # type: ignore[arg-type]


def claimed(holder: str, seconds_later: float = 0) -> Job | None:
    now = timezone.now() + timedelta(seconds=seconds_later)
    return claim_job(by=BY, holder=holder, now=now)


def test_the_oldest_waiting_job_is_claimed_and_by_one_only() -> None:
    first, second = asked(), asked()
    assert claimed("a").pk == first.pk
    assert claimed("b").pk == second.pk
    assert claimed("c") is None
    first.refresh_from_db()
    assert (first.state, first.holder) == (JobState.RUNNING, "a")


def test_a_job_whose_holder_is_silent_is_claimed_by_another() -> None:
    asked(holder="a")
    assert claimed("b", SILENT_SECONDS - 1) is None
    taken_over = claimed("b", SILENT_SECONDS + 1)
    assert taken_over is not None
    with pytest.raises(Problem) as refusal, hold_job(by=BY, job_id=taken_over.pk, holder="a"):
        pytest.fail("the earlier holder must not get in")
    assert refusal.value.code == "job-lost"


def test_a_step_writes_its_cursor_and_heartbeat_or_nothing() -> None:
    job = asked(holder="a")
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(seconds=20))
    with hold_job(by=BY, job_id=job.pk, holder="a") as held:
        held.cursor = 500
    job.refresh_from_db()
    assert job.cursor == 500
    assert job.heartbeat_at > timezone.now() - timedelta(seconds=10)
    with pytest.raises(ZeroDivisionError), hold_job(by=BY, job_id=job.pk, holder="a") as held:
        held.cursor = 1000
        asked()
        raise ZeroDivisionError
    job.refresh_from_db()
    assert (job.cursor, Job.objects.count()) == (500, 1)


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step() -> None:
    waiting, running = asked(), asked(holder="a")
    assert cancel_job(by=BY, job_id=waiting.pk).state == JobState.CANCELLED
    assert cancel_job(by=BY, job_id=running.pk).state == JobState.RUNNING
    with pytest.raises(Problem) as refusal, hold_job(by=BY, job_id=running.pk, holder="a"):
        pytest.fail("a cancelled job goes no further")
    assert refusal.value.code == "job-cancelled"
    assert claimed("b") is None


def test_a_job_let_go_of_is_claimed_without_waiting() -> None:
    job = asked(holder="a")
    release_job(by=BY, job_id=job.pk, holder="b")
    assert claimed("c") is None
    release_job(by=BY, job_id=job.pk, holder="a")
    assert claimed("c").pk == job.pk


def test_only_its_holder_ends_a_job_and_the_reason_is_kept() -> None:
    job = asked(holder="a")
    problem = Problem("file-broken", "%(name)s cannot be read.", name="a.xlsx")
    state = JobState.FAILED
    assert end_job(by=BY, job_id=job.pk, holder="b", state=state, problem=problem) is None
    assert end_job(by=BY, job_id=job.pk, holder="a", state=state, problem=problem) is not None
    job.refresh_from_db()
    assert (job.problem_code, job.problem_values) == ("file-broken", {"name": "a.xlsx"})
    assert job.ended_at is not None


def test_a_job_is_done_with_the_roles_that_its_asker_has_on_the_day(cast: Cast) -> None:
    frida = cast.standing("frida")
    with transaction.atomic():
        job = start_job(by=frida, kind="trial", subject_key=1)
    assert standing_of_job(job, frida.on) == frida
    assert standing_of_job(asked(), frida.on).operator
    cast.people["frida"].memberships.update(until_on=frida.on - timedelta(days=1))
    assert not standing_of_job(job, frida.on).roles
    cast.people["frida"].is_active = False
    cast.people["frida"].save()
    assert standing_of_job(job, frida.on).person_id is None
