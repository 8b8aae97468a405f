"""The statements of a dialogue in its two languages, for those who translate."""

from dataclasses import dataclass

from samsyn.dialogue.models import Dialogue, Statement
from samsyn.dialogue.queries.dialogues import dialogues_for
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing


@dataclass(frozen=True, slots=True)
class TranslationSheet:
    """A dialogue and its statements, those that wait for the organiser among them."""

    dialogue: Dialogue
    statements: list[Statement]
    may_translate: bool


def translation_sheet(viewer: Standing, dialogue_id: int) -> TranslationSheet:
    """One dialogue; DoesNotExist when the viewer may not see it.

    Statements are there for those who may translate them: some of them wait to be let in.
    """
    dialogue = dialogues_for(viewer).get(pk=dialogue_id)
    may_translate = may_do(viewer, "translate statement", dialogue.organiser_id)
    said = dialogue.statements.exclude(state=StatementState.OUT).order_by("pk")
    return TranslationSheet(dialogue, list(said) if may_translate else [], may_translate)
