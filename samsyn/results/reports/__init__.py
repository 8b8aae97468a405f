"""Reports as files: the thread of the whole, a goal or a programme, as tagged PDF and as Excel."""

import tempfile
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
from samsyn.results.reports.paper import paper_of
from samsyn.web.paper import PDF, pdf
from samsyn.web.sheets import EXCEL, dated, write_workbook

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "report.typ"
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
        scope = scope_of(viewer, kind, key)
        word, title = _("report"), scope.title or _("the whole thread")
        name = dated(f"{word} {title}", at.date(), form)
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it when it is sent
        if form is Form.PDF:
            pictures: dict[str, bytes] = {}
            paper = paper_of(viewer, scope, at=at, files=pictures)
            file.write(pdf(TEMPLATE, paper, pictures, language=language, at=at))
        else:
            write_workbook(file, sheets_in(viewer, scope, at=at))
        file.seek(0)
    return name, file
