"""Pages beside each other: the lists of the room, and the parts of one dialogue."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: what it is called, where it is, and whether the reader stands there."""

    label: str
    url: str
    here: bool
    count: int | None = None


def tabs_of(viewer: Standing, here: str) -> list[Tab]:
    """Joint decisions and commitments are open to all; the rest to those who have signed in."""
    lists = [
        ("dialogue_list", gettext("Dialogues")),
        ("tour_list", gettext("Tours")),
        ("joint_decision_list", gettext("Joint decisions")),
        ("commitment_list", gettext("Commitments")),
    ]
    if not viewer.signed_in:
        lists = lists[2:]
    return [Tab(label, reverse(f"dialogue:{name}"), name == here) for name, label in lists]


def parts_of(viewer: Standing, dialogue: Any, here: str) -> list[Tab]:
    """The pages of one dialogue that the viewer has use for, in the order of the work."""
    has_room = dialogue.phone_code or may_do(viewer, "open to phones", dialogue.organiser_id)
    has_notebook = dialogue.kind == DialogueKind.REGION_DIALOGUE or here == "notebook"
    pages = [
        ("dialogue_detail", gettext("Statements"), True),
        ("invited_list", gettext("Invited"), True),
        ("room", gettext("The room"), has_room or here == "room"),
        ("notebook", gettext("Notebook"), has_notebook),
        ("dialogue_agreement", gettext("How far we agree"), True),
        ("focus", gettext("What comes first"), True),
    ]
    return [
        Tab(label, reverse(f"dialogue:{name}", args=[dialogue.pk]), name == here)
        for name, label, is_there in pages
        if is_there
    ]
