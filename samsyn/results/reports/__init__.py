"""Reports as files, tagged PDF and Excel: the thread of the whole, a goal or a programme; and what
came out of a dialogue."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO

from django.http import FileResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samsyn.directory.rules.access import Standing
from samsyn.results.queries.report import scope_of
from samsyn.results.reports.book import sheets_in
from samsyn.results.reports.dialogue import dialogue_paper, told_of
from samsyn.results.reports.dialogue_book import dialogue_sheets
from samsyn.results.reports.paper import paper_of
from samsyn.web.paper import PDF, pdf
from samsyn.web.pieces import Paper
from samsyn.web.sheets import EXCEL, Sheet, dated, write_workbook

TYPST = Path(__file__).resolve().parent.parent / "typst"
SPOKEN = ("sv", "en")


class Form(StrEnum):
    """What a report is written as; the name is the end of the file's."""

    PDF = "pdf"
    XLSX = "xlsx"


def report_file(
    viewer: Standing, kind: str | None, key: int | None, form: Form, language: str
) -> FileResponse:
    """The report made now, to download."""
    at = timezone.localtime()
    name, file = write_report(viewer, kind, key, form=form, language=language, at=at)
    content_type = PDF if form is Form.PDF else EXCEL
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def write_report(
    viewer: Standing,
    kind: str | None,
    key: int | None,
    *,
    form: Form,
    language: str,
    at: datetime,
) -> tuple[str, IO[bytes]]:
    """The file name of a report, and the report, made at a moment and open for reading.

    Without kind and key it is about the whole. The same rows, viewer and moment give the same
    PDF, byte for byte.
    """
    with translation.override(language):
        title, template, paper_in, sheets = _about(viewer, kind, key, at)
        word = _("report")
        name = dated(f"{word} {title}", at.date(), form)
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it when it is sent
        if form is Form.PDF:
            pictures: dict[str, bytes] = {}
            paper = paper_in(pictures)
            file.write(pdf(TYPST / template, paper, pictures, language=language, at=at))
        else:
            write_workbook(file, sheets)
        file.seek(0)
    return name, file


def _about(
    viewer: Standing, kind: str | None, key: int | None, at: datetime
) -> tuple[str, str, Callable[[dict[str, bytes]], Paper], Iterator[Sheet]]:
    """What a report is called, its template, its paper when it is asked for, and its sheets."""
    if kind == "dialogue" and key is not None:
        told = told_of(viewer, key)
        return (
            told.sheet.dialogue.title,
            "dialogue.typ",
            lambda files: dialogue_paper(viewer, told, at=at, files=files),
            dialogue_sheets(viewer, told, at=at),
        )
    scope = scope_of(viewer, kind, key)
    return (
        scope.title or _("the whole thread"),
        "report.typ",
        lambda files: paper_of(viewer, scope, at=at, files=files),
        sheets_in(viewer, scope, at=at),
    )
