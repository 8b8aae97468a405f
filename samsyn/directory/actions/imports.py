"""Bringing a list in: the file, which column is which, and asking for the check and the taking.

The rows are read by directory/actions/import_runs.py, in a job.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.jobs import cancel_job, start_job
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import ColumnMapping, Import
from samsyn.directory.queries.imports import imports_for, known_mappings, path_of
from samsyn.directory.rules import mapping as columns_rule
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.imports import (
    LONGEST_MAPPING_TITLE,
    ListKind,
    check_may_start,
    first_columns,
    fitting_mapping,
)
from samsyn.directory.rules.kinds import ImportStep
from samsyn.directory.rules.mapping import known_headers
from samsyn.directory.rules.tables import LIMITS, open_table

CHECK, TAKE = "check import", "take import"
"""The two kinds of job."""
LONGEST_FILE_NAME = 255


def upload_import(
    *,
    by: Standing,
    list_kind: ListKind,
    file_name: str,
    chunks: Iterable[bytes],
    options: Mapping[str, Any] | None = None,
    mapping: str = "",
) -> Import:
    """Keep a list that somebody brings in, read its header, and say which column is which.

    `mapping` is the title of a known mapping; without it the one that fits, else a proposal. A
    file that cannot be read is refused and nothing of it stays on the disk.
    """
    require(by=by, deed=list_kind.deed)
    file_name = Path(file_name).name[-LONGEST_FILE_NAME:]
    stored_as = secrets.token_hex(16)
    path = settings.SAMSYN_UPLOADS / stored_as
    try:
        sha256 = _stored(path, file_name, chunks)
        table = open_table(path, name=file_name, known_headers=known_headers(list_kind.fields))
        title, columns = _columns(by, list_kind, table.headers, mapping)
        with transaction.atomic():
            made = Import.objects.create(
                kind=list_kind.kind,
                file_name=file_name,
                stored_as=stored_as,
                sha256=sha256,
                headers=list(table.headers),
                columns=columns,
                options={**(options or {}), "mapping": title},
                organisation_id=by.organisation_id,
                person_id=by.person_id,
            )
            note(by=by, deed=list_kind.deed, subject=made, reason="uploaded")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return made


def _stored(path: Path, file_name: str, chunks: Iterable[bytes]) -> str:
    """Write the file as it comes, stopping at the size limit; its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content, size = hashlib.sha256(), 0
    with path.open("xb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > LIMITS.file_bytes:
                raise Problem(
                    "file-too-large",
                    words(
                        "%(name)s is larger than %(most)s MB, and at most that can be read. "
                        "Split the list into several files."
                    ),
                    name=file_name,
                    most=LIMITS.file_bytes // 1024**2,
                )
            content.update(chunk)
            stream.write(chunk)
    return content.hexdigest()


def _columns(
    by: Standing, list_kind: ListKind, headers: tuple[str, ...], mapping: str
) -> tuple[str, dict[str, str]]:
    """The title of the mapping used ("" for a proposal), and the header of each field."""
    known = known_mappings(by, list_kind)
    if not mapping:
        fits = fitting_mapping(headers, list_kind.fields, known)
        return fits or ("", first_columns(headers, list_kind.fields))
    for title, columns in known:
        if title == mapping:
            columns_rule.check(
                columns_rule.ColumnMapping(list_kind.kind, columns), headers, list_kind.fields
            )
            return title, dict(columns)
    raise Problem(
        "mapping-unknown",
        words(
            "No column mapping for this kind of list is called %(title)s. "
            "Leave it out, or save one with that title on the page of an import."
        ),
        title=mapping,
    )


@transaction.atomic
def choose_columns(
    *,
    by: Standing,
    import_id: int,
    list_kind: ListKind,
    columns: Mapping[str, str],
    title: str = "",
) -> Import:
    """Say which column is which; with a title also for the lists to come."""
    require(by=by, deed=list_kind.deed)
    the_import = _locked(by, import_id)
    check_may_start(the_import.step, taking=False, previewed=False, file_is_there=True)
    columns_rule.check(
        columns_rule.ColumnMapping(list_kind.kind, columns), the_import.headers, list_kind.fields
    )
    if title:
        save_mapping(by=by, list_kind=list_kind, title=title, columns=columns)
    if dict(columns) != the_import.columns or title:
        the_import.options = {**the_import.options, "mapping": title.strip()}
    the_import.columns = dict(columns)
    the_import.step = ImportStep.UPLOADED
    the_import.save(update_fields=["columns", "options", "step"])
    return the_import


@transaction.atomic
def save_mapping(
    *, by: Standing, list_kind: ListKind, title: str, columns: Mapping[str, str]
) -> ColumnMapping:
    """Keep a mapping under a title, for one's own organisation; an earlier one is replaced."""
    require(by=by, deed="save mapping")
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_MAPPING_TITLE:
        raise Problem(
            "mapping-title",
            words("A mapping needs a title of at most %(most)s letters. Change the title."),
            most=LONGEST_MAPPING_TITLE,
        )
    stands = ColumnMapping.objects.filter(kind=list_kind.kind, title=title).first()
    others = stands is not None and stands.owner_id != by.organisation_id and not by.operator
    if others or title in list_kind.shipped:
        raise Problem(
            "mapping-title-taken",
            words("Another mapping is called %(title)s already. Choose another title."),
            title=title,
        )
    if stands is None:
        stands = ColumnMapping(kind=list_kind.kind, title=title, owner_id=by.organisation_id)
    stands.columns = dict(columns)
    stands.save()
    note(by=by, deed="save mapping", subject=stands)
    return stands


@transaction.atomic
def start_check(*, by: Standing, import_id: int, list_kind: ListKind, holder: str = "") -> Import:
    """Ask for a preview: every row is read and judged, and nothing is taken in."""
    return _start(by, import_id, list_kind, CHECK, ImportStep.CHECKING, holder, previewed=False)


@transaction.atomic
def start_take(
    *,
    by: Standing,
    import_id: int,
    list_kind: ListKind,
    holder: str = "",
    previewed: bool = True,
) -> Import:
    """Ask for the good rows to be taken in. It follows a finished preview unless said otherwise."""
    return _start(by, import_id, list_kind, TAKE, ImportStep.TAKING, holder, previewed=previewed)


def _start(
    by: Standing,
    import_id: int,
    list_kind: ListKind,
    kind: str,
    step: ImportStep,
    holder: str,
    *,
    previewed: bool,
) -> Import:
    require(by=by, deed=list_kind.deed)
    the_import = _locked(by, import_id)
    check_may_start(
        the_import.step,
        taking=kind == TAKE,
        previewed=previewed,
        file_is_there=bool(the_import.stored_as) and path_of(the_import).exists(),
    )
    columns_rule.check(
        columns_rule.ColumnMapping(list_kind.kind, the_import.columns),
        the_import.headers,
        list_kind.fields,
    )
    the_import.job = start_job(by=by, kind=kind, subject_key=the_import.pk, holder=holder)
    the_import.step = step
    the_import.save(update_fields=["job", "step"])
    return the_import


@transaction.atomic
def cancel_import(*, by: Standing, import_id: int, list_kind: ListKind) -> Import:
    """Stop the check or the taking-in. Rows that were taken stay, and are said to."""
    require(by=by, deed=list_kind.deed)
    the_import = _locked(by, import_id)
    if the_import.job_id is not None:
        job = cancel_job(by=by, job_id=the_import.job_id)
        if job.ended_at is not None and the_import.step in {
            ImportStep.CHECKING,
            ImportStep.TAKING,
        }:
            the_import.step = ImportStep.CANCELLED
            the_import.save(update_fields=["step"])
        note(by=by, deed=list_kind.deed, subject=the_import, reason="cancelled")
    return the_import


@transaction.atomic
def forget_file(*, by: Standing, import_id: int, list_kind: ListKind) -> Import:
    """Take the uploaded file away. What became of its rows stays, with personal numbers masked."""
    require(by=by, deed=list_kind.deed)
    the_import = _locked(by, import_id)
    check_may_start(the_import.step, taking=False, previewed=False, file_is_there=True)
    if the_import.stored_as:
        path = path_of(the_import)
        the_import.stored_as = ""
        the_import.save(update_fields=["stored_as"])
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
        note(by=by, deed=list_kind.deed, subject=the_import, reason="file removed")
    return the_import


def _locked(by: Standing, import_id: int) -> Import:
    seen = imports_for(by).get(pk=import_id)
    return Import.objects.select_for_update().get(pk=seen.pk)
