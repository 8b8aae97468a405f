"""The journal, as a page."""

from collections.abc import Iterator
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from samsyn.directory.actions.journal import require
from samsyn.directory.forms.journal import KIND_WORDS, JournalFilters
from samsyn.directory.queries.journal import (
    in_journal_for,
    journal_for,
    journal_like,
    people_in,
)
from samsyn.web.answer import Request, answer
from samsyn.web.paging import count_of, page_of
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

PAGES = {
    "organisation": "directory:organisation_detail",
    "duplicatepair": "directory:duplicate_answer",
    "grouping": "directory:grouping_detail",
    "import": "directory:import_detail",
    "dialogue": "dialogue:dialogue_detail",
    "jointdecision": "dialogue:joint_decision_detail",
    "commitment": "dialogue:commitment_detail",
    "question": "funding:question_detail",
    "goal": "strategy:goal_detail",
    "indicator": "strategy:indicator_detail",
    "improvement": "company:improvement_detail",
    "programme": "programme:programme_detail",
    "activity": "programme:activity_detail",
    "call": "funding:call_detail",
    "application": "funding:application_detail",
    "grant": "funding:grant_detail",
    "grantreport": "funding:report_detail",
    "logentry": "results:log_detail",
}
"""Where a line leads, by the kind of thing it tells of."""


@require_GET
def journal_list(request: Request) -> HttpResponseBase:
    """Who did what, when and why, newest first; also as Excel."""
    viewer = request.standing
    require(by=viewer, deed="read journal")
    found = in_journal_for(viewer)
    filters = JournalFilters(request.GET, people=found.people, deeds=found.deeds, kinds=found.kinds)
    seen = journal_for(viewer)
    rows = journal_like(seen, **filters.chosen())
    if request.GET.get("format") == "xlsx":
        return excel("journal.xlsx", _headers(), _cells(rows))
    page = page_of(request, rows, ("-pk",))
    return answer(
        request,
        "directory/journal_list.html",
        page=page,
        lines=_lines(page.rows),
        total=count_of(request, seen),
        filters=filters,
        chips=filters.chips(),
        excel_url=changed_query(request.GET, {"format": "xlsx", "after": None, "before": None}),
    )


def _lines(rows: list[Any]) -> list[tuple[Any, str, str, str]]:
    """The lines with the words, the page and, where they tell of a person, the name to show."""
    people = people_in(rows)
    return [
        (
            line,
            *_words(line),
            people.get(line.subject_key, "") if line.subject_kind == "person" else "",
        )
        for line in rows
    ]


def _words(line: Any) -> tuple[str, str]:
    """What kind of thing a line tells of, and the name of the page about it."""
    kind = str(KIND_WORDS.get(line.subject_kind, line.subject_kind))
    return kind, PAGES.get(line.subject_kind, "")


def _headers() -> list[str]:
    return [
        *(gettext("When"), gettext("Who"), gettext("For whom"), gettext("Deed")),
        *(gettext("Kind of thing"), gettext("What"), gettext("Reason")),
    ]


def _cells(rows: Any) -> Iterator[list[Any]]:
    for line in rows.iterator(chunk_size=2000):
        yield [
            timezone.localtime(line.at),
            gettext("operator") if line.operator else line.person,
            line.organisation,
            gettext(line.deed),
            _words(line)[0],
            line.subject_text,
            line.reason,
        ]
