"""Reports as files: the thread of the whole, a goal or a programme, as tagged PDF and as Excel."""

from datetime import datetime
from pathlib import Path

from django.utils import translation

from samsyn.directory.rules.access import Standing
from samsyn.results.queries.report import Scope
from samsyn.results.reports.paper import paper_of
from samsyn.web.paper import pdf

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "report.typ"

__all__ = ["report_pdf"]


def report_pdf(viewer: Standing, scope: Scope, *, language: str, at: datetime) -> bytes:
    """The report as PDF/UA: the same day, rows and viewer give the same bytes."""
    with translation.override(language):
        paper = paper_of(viewer, scope, at=at)
        return pdf(TEMPLATE, paper, {}, language=language, at=at)
