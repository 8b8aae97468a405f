"""Reports to download as PDF or Excel: the whole, a goal, a programme or a dialogue."""

from typing import Any

from django.http import FileResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET

from samsyn.results.reports import SPOKEN, Form, report_file
from samsyn.web.answer import Request

REPORTED = frozenset({"whole", "goal", "programme", "dialogue"})
"""The kinds of thing that have a report."""


@require_GET
def whole_report(request: Request, form: Form) -> FileResponse:
    """The report of the whole."""
    return report_file(request.standing, None, None, form, language_of(request))


@require_GET
def goal_report(request: Request, goal_id: int, form: Form) -> FileResponse:
    """The report of a goal and all goals below it."""
    return report_file(request.standing, "goal", goal_id, form, language_of(request))


@require_GET
def programme_report(request: Request, programme_id: int, form: Form) -> FileResponse:
    """The report of a programme."""
    return report_file(request.standing, "programme", programme_id, form, language_of(request))


def reports_of(request: Request, kind: str = "whole", key: int | None = None) -> list[Any]:
    """The addresses and names of the files of a report; none where there is no report."""
    if not request.standing.signed_in or kind not in REPORTED:
        return []
    keys = [] if key is None else [key]
    room = "dialogue" if kind == "dialogue" else "results"
    return [
        (reverse(f"{room}:{kind}_report_{form}", args=keys), text)
        for form, text in ((Form.PDF, _("Report (PDF)")), (Form.XLSX, "Excel"))
    ]


def language_of(request: Request) -> str:
    """The language that the address asks for, else that of the interface."""
    asked = request.GET.get("language", "")
    return asked if asked in SPOKEN else (get_language() or SPOKEN[0])[:2]
