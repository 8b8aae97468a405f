"""The lists of this room as sheets of Excel: the head of each column, and the cells below it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from samsyn.dialogue.forms.dialogues import STAGE_NAMES, DialogueForm
from samsyn.dialogue.queries import dialogue_rows
from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.dialogue.rules.stages import Stage


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
