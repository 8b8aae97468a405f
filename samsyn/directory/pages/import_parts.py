"""What the pages of an import show in words: figures, tabs, rows with reasons, the job."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from samsyn.basics.problem import Problem
from samsyn.directory.queries.imports import ImportSheet
from samsyn.directory.rules.imports import ListKind, stopped_after
from samsyn.directory.rules.kinds import ImportStep, Verdict
from samsyn.web.answer import in_words, sentence
from samsyn.web.templatetags.samsyn import count

COLUMNS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its words, as parts/figures.html shows it."""

    value: str
    label: str
    rule: str = ""
    url: str = ""
    hidden: bool = False


def figures(sheet: ImportSheet) -> list[Figure]:
    """How many rows there are and what they tell of: "412 rows, 287 companies …"."""
    if not sheet.is_read:
        return []
    found = sheet.the_import.found
    rows = sheet.rows
    shown = [Figure(count(rows), ngettext("row", "rows", rows))]
    for name, number in found.items():
        shown.append(Figure(count(number), _found_word(name, number)))
    return shown


def _found_word(name: str, number: int) -> str:
    words = {
        "companies": lambda n: ngettext("company", "companies", n),
        "activities": lambda n: ngettext("activity", "activities", n),
        "recipients": lambda n: ngettext("recipient", "recipients", n),
        "goals": lambda n: ngettext("goal", "goals", n),
    }
    return words[name](number) if name in words else name


@dataclass(frozen=True, slots=True)
class Tab:
    """One verdict and how many rows came to it."""

    label: str
    url: str
    here: bool
    count: int


def tabs(sheet: ImportSheet, shown: str) -> list[Tab]:
    """All rows, those of each verdict, and those with a remark."""
    done = sheet.the_import.step == ImportStep.TAKEN
    words: dict[str, str] = {
        "": gettext("All rows"),
        Verdict.TAKEN: gettext("Taken") if done else gettext("Will be taken"),
        Verdict.CHANGED: gettext("Changed") if done else gettext("Will change"),
        Verdict.UNCHANGED: gettext("Unchanged"),
        Verdict.REFUSED: gettext("Refused"),
        "remarked": gettext("With a remark"),
    }
    counts = {"": sheet.rows, "remarked": sheet.remarked}
    counts |= {str(verdict): number for verdict, number in sheet.counts.items()}
    url = reverse("directory:import_detail", args=[sheet.the_import.pk])
    return [
        Tab(label, f"{url}?show={name}" if name else url, shown == name, counts[name])
        for name, label in words.items()
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list as the preview shows it."""

    number: int
    verdict: str
    words: str
    cells: list[tuple[str, str]]
    said: list[str]


def lines(the_import: Any, list_kind: ListKind, rows: Iterable[Any]) -> list[Line]:
    """The rows with their most telling cells, and why each is refused or remarked upon."""
    places = {header: place for place, header in enumerate(the_import.headers)}
    chosen = [
        the_import.columns[each.name]
        for each in list_kind.fields
        if each.name in the_import.columns
    ]
    headers = [header for header in chosen if header in places][:COLUMNS_SHOWN]
    return [
        Line(
            number=row.number,
            verdict=row.verdict,
            words=row.get_verdict_display(),
            cells=[(header, _cell(row.cells, places[header])) for header in headers],
            said=said(row),
        )
        for row in rows
    ]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def said(row: Any) -> list[str]:
    """Why the row is refused, and what is to be remarked upon, in the reader's language."""
    found = [sentence(row.text, row.values)] if row.text else []
    return [*found, *(sentence(each["text"], each["values"]) for each in row.remarks)]


def _reason_headers() -> list[str]:
    return [pgettext("of a refusal", "Reason"), pgettext("of a refusal", "Code")]


OURS = frozenset({"reason", "code", "skäl", "kod"})
"""Columns that we added to an earlier list of refused rows; they are not added twice."""


def _kept(the_import: Any) -> list[int]:
    return [
        place
        for place, header in enumerate(the_import.headers)
        if header.casefold() not in OURS or header in the_import.columns.values()
    ]


def refused_sheet_headers(the_import: Any) -> list[str]:
    """The list's own headers, then the reason and its code."""
    return [*(the_import.headers[place] for place in _kept(the_import)), *_reason_headers()]


def refused_rows(the_import: Any, rows: QuerySet[Any]) -> Iterator[list[str]]:
    """The refused rows as they may be shown, each with its reason, to be put right and sent."""
    kept = _kept(the_import)
    for row in rows.iterator(chunk_size=2000):
        cells = [_cell(row.cells, place) for place in kept]
        yield [*cells, sentence(row.text, row.values), row.code]


@dataclass(frozen=True, slots=True)
class JobCard:
    """The job as parts/progress.html shows it."""

    title: str
    percent: int | None
    sentence: str
    is_running: bool
    status_url: str
    cancel_url: str
    result_url: str = ""
    result_text: str = ""
    problem: str = ""


def job_card(sheet: ImportSheet) -> JobCard | None:
    """How far the job has come, or why it did not come to its end; None when there was none."""
    progress = sheet.progress
    if progress is None:
        return None
    job, key = progress.job, sheet.the_import.pk
    checking = job.kind == "check import"
    ended = gettext("The list has been checked.") if checking else gettext("The list is taken in.")
    going = gettext("Checking the list") if checking else gettext("Taking the list in")
    return JobCard(
        title=going if progress.is_running else sheet.the_import.file_name,
        percent=progress.percent,
        sentence=_how_far(job) if progress.is_running else ended,
        is_running=progress.is_running,
        status_url=reverse("directory:import_progress", args=[key]),
        cancel_url=reverse("directory:import_cancel", args=[key]),
        result_url=reverse("directory:import_detail", args=[key]),
        result_text=gettext("Look at the rows"),
        problem="" if progress.is_running else _why_it_ended(job),
    )


def _how_far(job: Any) -> str:
    if job.total is None:
        return (
            gettext("Reading the list through.") if job.holder else gettext("Waiting for its turn.")
        )
    return gettext("Row %(row)s of %(last)s") % {"row": count(job.cursor), "last": count(job.total)}


def _why_it_ended(job: Any) -> str:
    """Why it failed or was cancelled, how far it came, and that what was taken stays."""
    if job.state == "done":
        return ""
    code, text = job.problem_code, job.problem_text
    why = in_words(Problem(code, text, **job.problem_values)) if text else job.get_state_display()
    if not job.total:
        return why
    taken = job.kind == "take import" and job.cursor > 0
    far = stopped_after(job.cursor if taken else job.total, taken=taken)
    return f"{why} {sentence(far.text, far.values)}"
