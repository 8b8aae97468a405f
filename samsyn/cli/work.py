"""`samsyn work`: carry out long work, one job at a time, until told to end."""

import argparse
import logging
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from samsyn.basics.problem import Problem, words
from samsyn.cli.frame import Answer, Command, store
from samsyn.cli.programs import told_to_end

if TYPE_CHECKING:
    from samsyn.directory.actions.import_runs import Takers
    from samsyn.directory.models import Job

SECONDS_BETWEEN_LOOKS = 1.0
logger = logging.getLogger(__name__)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what waits, then end")


def work(args: argparse.Namespace) -> Answer:
    """Claim a job, carry it out, look again. Told to end, it lets go between two steps."""
    holder = uuid.uuid4().hex
    done = 0
    with store(), told_to_end() as told:
        from django.db import close_old_connections

        while not told(0):
            close_old_connections()
            if next_job(holder, lambda: told(0)):
                done += 1
            elif args.once or told(SECONDS_BETWEEN_LOOKS):
                break
    return Answer({"jobs": done}, f"{done} jobs done." if args.once else "")


def next_job(holder: str, stop: Callable[[], bool] = lambda: False) -> bool:
    """Carry out the next job that waits. False when none does, or the store is busy."""
    from django.db import OperationalError
    from django.utils import timezone

    from samsyn.directory.actions.jobs import claim_job
    from samsyn.directory.rules.access import operator

    try:
        by = operator(timezone.localdate())
        job = claim_job(by=by, holder=holder, now=timezone.now())
        if job is None:
            return False
        carry_out(job, holder, stop)
    except OperationalError:
        logger.exception("The store did not answer. The job goes on when it does.")
        return False
    return True


def carry_out(job: "Job", holder: str, stop: Callable[[], bool] = lambda: False) -> None:
    """Do the job on behalf of whoever asked for it. One that breaks ends, and takes no other along.

    A mistake in the program is written to the log in full; the person reads that it failed.
    """
    from django.db import OperationalError
    from django.utils import timezone

    from samsyn.directory.actions.import_runs import fail_import, run_import
    from samsyn.directory.queries.jobs import standing_of_job

    by = standing_of_job(job, timezone.localdate())
    try:
        run_import(by=by, job=job, holder=holder, takers=takers(), stop=stop)
    except OperationalError:
        raise
    except Exception:
        logger.exception("Job %s broke.", job.pk)
        broke = Problem(
            "job-broke",
            words(
                "Something in the program broke, and the log of the server tells what. "
                "Tell whoever runs Samsyn here, and try again when it is mended."
            ),
        )
        fail_import(by=by, job=job, holder=holder, problem=broke)


def takers() -> "Takers":
    """What each kind of list is, and the room that takes its rows."""
    from samsyn.directory.rules.kinds import ImportKind
    from samsyn.funding.actions.imports import GrantTaker
    from samsyn.funding.rules.grant_list import GRANT_LIST
    from samsyn.programme.actions.imports import ParticipantTaker
    from samsyn.programme.rules.participant_list import PARTICIPANT_LIST

    return {
        ImportKind.GRANTS: (GRANT_LIST, GrantTaker),
        ImportKind.PARTICIPANTS: (PARTICIPANT_LIST, ParticipantTaker),
    }


COMMAND = Command("work", "carry out long work, such as large imports", work, arguments)
