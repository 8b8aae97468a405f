"""Bringing lists in as tests do: kept, checked and taken in at once, without a worker."""

import csv
import uuid
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from samsyn.cli.work import takers
from samsyn.directory.actions.import_runs import run_import
from samsyn.directory.actions.imports import start_check, start_take, upload_import
from samsyn.directory.models import Import
from samsyn.directory.queries.imports import counts_of
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import ImportKind

PARTICIPANT_HEADERS = ("Orgnr", "Aktivitet", "Datum", "E-post", "Timmar")


def csv_of(*rows: Sequence[Any], headers: Sequence[str] = PARTICIPANT_HEADERS) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([headers, *rows])
    return text.getvalue().encode()


def uploaded(
    by: Standing,
    content: bytes | Path,
    *,
    kind: ImportKind = ImportKind.PARTICIPANTS,
    name: str = "lista.csv",
    **more: Any,
) -> Import:
    data = content.read_bytes() if isinstance(content, Path) else content
    list_kind, _taker = takers()[kind]
    return upload_import(by=by, list_kind=list_kind, file_name=name, chunks=[data], **more)


def run(by: Standing, the_import: Import, *, take: bool, stop: Any = None) -> Import:
    """Start a job for the import and carry it out at once, on the day of `by`."""
    list_kind, _taker = takers()[ImportKind(the_import.kind)]
    holder = uuid.uuid4().hex
    start = start_take if take else start_check
    more = {"previewed": False} if take else {}
    started = start(by=by, import_id=the_import.pk, list_kind=list_kind, holder=holder, **more)
    assert started.job is not None
    keywords = {} if stop is None else {"stop": stop}
    run_import(by=by, job=started.job, holder=holder, takers=takers(), **keywords)
    the_import.refresh_from_db()
    return the_import


def checked(by: Standing, content: bytes | Path, **more: Any) -> Import:
    return run(by, uploaded(by, content, **more), take=False)


def taken(by: Standing, content: bytes | Path, **more: Any) -> Import:
    return run(by, uploaded(by, content, **more), take=True)


def verdicts(the_import: Import) -> dict[int, str]:
    """What each row came to: its verdict, or the code of its refusal."""
    return {row.number: row.code or row.verdict for row in the_import.rows.all()}


def counted(the_import: Import) -> tuple[int, int, int, int]:
    """Rows taken, changed, unchanged, refused."""
    found = counts_of(the_import)
    return tuple(found.values())  # type: ignore[return-value]  # in the order of Verdict
