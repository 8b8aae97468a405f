"""The lists of this room as sheets of Excel: the head of each column, and the cells below it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from samsyn.dialogue.forms.dialogues import STAGE_NAMES, DialogueForm
from samsyn.dialogue.forms.notebook import ANSWER_NAMES, STANCE_NAMES
from samsyn.dialogue.forms.tours import POINT_NAMES, REGION_STAGE_NAMES
from samsyn.dialogue.queries import dialogue_rows
from samsyn.dialogue.queries.notebook import NotebookSheet
from samsyn.dialogue.queries.regions_compared import Comparison, PointLine
from samsyn.dialogue.queries.tours import Region, tour_rows
from samsyn.dialogue.rules.comparison import Counted
from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.dialogue.rules.notebook import NotedStance
from samsyn.dialogue.rules.stages import Stage
from samsyn.web.sheets import Sheet


def dialogue_headers() -> list[str]:
    return [
        gettext("Title"),
        gettext("Question"),
        gettext("Kind"),
        gettext("Organiser"),
        gettext("County"),
        gettext("Opens"),
        gettext("Closes"),
        gettext("State"),
        gettext("Statements"),
        gettext("Organisations that have voted"),
        gettext("Joint decisions"),
    ]


def dialogue_cells(rows: Any) -> Iterator[list[Any]]:
    kinds = dict(DialogueForm.base_fields["kind"].choices)  # type: ignore[attr-defined]
    for cells in dialogue_rows(rows):
        row: list[Any] = list(cells)
        row[2] = str(kinds[DialogueKind(row[2])])
        row[7] = str(STAGE_NAMES[Stage(row[7])])
        yield row


def invited_headers() -> list[str]:
    return [
        gettext("Organisation"),
        gettext("Kind"),
        gettext("County"),
        gettext("Invited"),
        gettext("Has answered"),
    ]


def invited_cells(sheet: Any) -> Iterator[list[Any]]:
    for line in sheet.lines:
        organisation = line.organisation
        yield [
            organisation.name,
            organisation.get_kind_display(),
            organisation.county.name if organisation.county else None,
            line.invited_on,
            gettext("Yes") if line.has_answered else gettext("No"),
        ]


def tour_headers() -> list[str]:
    return [
        gettext("Title"),
        gettext("Question"),
        gettext("Organiser"),
        gettext("Planned on"),
        gettext("Points"),
        gettext("Regions"),
        gettext("Regions held"),
    ]


def tour_cells(rows: Any) -> Iterator[list[Any]]:
    for cells in tour_rows(rows):
        yield list(cells)


def comparison_sheets(comparison: Comparison) -> Iterator[Sheet]:
    """A tour compared: points by regions, every cell with its interval, figures, and regions."""
    yield Sheet(
        gettext("Comparison"),
        [gettext("Kind"), gettext("Point"), *_cell_heads(gettext("All regions"))]
        + [head for region in comparison.columns for head in _cell_heads(region.name)]
        + [gettext("p-value"), gettext("Surely differ")],
        map(_comparison_row, comparison.lines),
    )
    yield Sheet(gettext("Cells"), _interval_heads(), _interval_rows(comparison))
    yield Sheet(
        gettext("Samsyn by region"),
        _figure_heads(),
        (
            [region.name, one.value, one.low, one.high, one.voters]
            for region, one in comparison.figures
        ),
    )
    yield Sheet(
        gettext("Regions"),
        _region_heads(),
        map(_region_row, comparison.sheet.regions),
    )


def _cell_heads(name: str) -> list[str]:
    return [
        gettext("%(region)s: agree") % {"region": name},
        gettext("%(region)s: voted") % {"region": name},
    ]


def _comparison_row(line: PointLine) -> list[Any]:
    row: list[Any] = [str(POINT_NAMES[line.kind]), line.text, *_agree_of(line.all)]
    for cell in line.cells:
        row += _agree_of(cell.counted)
    if line.difference is None:
        return [*row, None, None]
    return [*row, line.difference.p, line.difference.is_sure]


def _agree_of(counted: Counted | None) -> list[int | None]:
    return [counted.tally.agree, counted.tally.voters] if counted else [None, None]


def _figure_heads() -> list[str]:
    return [
        gettext("Region"),
        gettext("Samsyn figure"),
        gettext("From"),
        gettext("To"),
        gettext("Voters"),
    ]


def _region_heads() -> list[str]:
    return [
        gettext("Code"),
        gettext("Region"),
        gettext("Opens"),
        gettext("Closes"),
        gettext("State"),
        gettext("Organisations that have voted"),
        gettext("People"),
        gettext("Notes"),
        gettext("Notes answered"),
    ]


def _interval_heads() -> list[str]:
    return [
        gettext("Code"),
        gettext("Region"),
        gettext("Kind"),
        gettext("Point"),
        gettext("Agree"),
        gettext("Disagree"),
        gettext("Pass"),
        gettext("Share that agrees"),
        gettext("From"),
        gettext("To"),
        gettext("Noted in a visit"),
        gettext("Notes"),
        gettext("Notes answered"),
    ]


def _interval_rows(comparison: Comparison) -> Iterator[list[Any]]:
    for line in comparison.lines:
        for cell in line.cells:
            place = [cell.region.code, cell.region.name, str(POINT_NAMES[line.kind]), line.text]
            if cell.counted is not None or cell.noted is not None:
                yield [*place, *_counted_cells(cell.counted), *_noted_cells(cell.noted)]


def _counted_cells(one: Counted | None) -> list[Any]:
    if one is None:
        return [None] * 6
    votes = [one.tally.agree, one.tally.disagree, one.tally.passed]
    return [*votes, one.share, one.low, one.high]


def _noted_cells(noted: NotedStance | None) -> list[Any]:
    if noted is None:
        return [None] * 3
    return [str(STANCE_NAMES[noted.stance]), noted.notes, noted.answered]


def _region_row(region: Region) -> list[Any]:
    return [
        region.code,
        region.name,
        region.dialogue.opens_on,
        region.dialogue.closes_on,
        str(REGION_STAGE_NAMES[region.stage]),
        region.organisations,
        region.people,
        region.notes,
        region.answered,
    ]


def note_headers() -> list[str]:
    return [
        gettext("Kind"),
        gettext("Statement"),
        gettext("What they said"),
        gettext("Where they stand, as noted"),
        gettext("Noted on"),
        gettext("Answer"),
        gettext("What is so instead"),
        gettext("Where they stand"),
        gettext("Who says so"),
        gettext("Answered on"),
    ]


def note_cells(sheet: NotebookSheet) -> Iterator[list[Any]]:
    """The notes of a notebook by need, criterion and statement, each with its last answer."""
    entries = [
        (str(POINT_NAMES[kind]), one) for kind in sheet.entries for one in sheet.entries[kind]
    ]
    for kind, entry in [*entries, ("", sheet.free)]:
        for line in entry.lines:
            note, last = line.note, line.last
            yield [
                kind,
                entry.statement.text if entry.statement else None,
                note.text,
                note.get_stance_display(),
                note.noted_on,
                str(ANSWER_NAMES[last.kind]) if last else None,  # type: ignore[index]
                last.text if last else None,
                str(STANCE_NAMES[line.stance]) if line.stance else None,
                last.by_whom if last else None,
                last.answered_on if last else None,
            ]
