"""The report of a dialogue to download, as PDF or Excel."""

from django.http import FileResponse
from django.views.decorators.http import require_GET

from samsyn.results.pages.reports import language_of
from samsyn.results.reports import Form, report_file
from samsyn.web.answer import Request

FORMS = tuple(Form)
"""What it can be had as; each has an address that ends so."""


@require_GET
def dialogue_report(request: Request, dialogue_id: int, form: Form) -> FileResponse:
    """What a dialogue came to, as the reader may see it, to be read in three minutes."""
    return report_file(request.standing, "dialogue", dialogue_id, form, language_of(request))
