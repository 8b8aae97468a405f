"""Which statements are agreed on, so that they can be carried on as goals and criteria."""

from django.utils.formats import number_format
from django.utils.translation import ngettext

from samsyn.dialogue.models import Statement
from samsyn.dialogue.queries.analyses import analysis_for
from samsyn.dialogue.queries.dialogues import dialogue_of_statement
from samsyn.dialogue.rules.agreed import agreeing
from samsyn.dialogue.rules.tally import Tally
from samsyn.directory.rules.access import Standing


def agreed_reason(viewer: Standing, statement_id: int) -> str:
    """How many agree with a statement, in the reader's words: "11 of 12 organisations agree".

    Problem when no voice that the viewer may see agrees with it; DoesNotExist when she may not see
    the statement.
    """
    voices = analysis_for(viewer, dialogue_of_statement(viewer, statement_id)).voices
    stands = [voice.stands[statement_id] for voice in voices if statement_id in voice.stands]
    stand = agreeing(stands)
    return _in_words(stand.tally, is_people=stand.is_people) if stand.tally else ""


def _in_words(voted: Tally, *, is_people: bool) -> str:
    text = (
        ngettext(
            "%(agree)s of %(voters)s person agrees",
            "%(agree)s of %(voters)s people agree",
            voted.voters,
        )
        if is_people
        else ngettext(
            "%(agree)s of %(voters)s organisation agrees",
            "%(agree)s of %(voters)s organisations agree",
            voted.voters,
        )
    )
    return text % {"agree": _written(voted.agree), "voters": _written(voted.voters)}


def _written(number: int) -> str:
    return str(number_format(number, use_l10n=True, force_grouping=True))


def in_both_languages(statement: Statement) -> tuple[str, str]:
    """A statement in Swedish and in English, as a title is written: no English is "".

    Where there is no Swedish the statement stands as it was said, for somebody to translate.
    """
    if statement.language == "sv":
        return statement.text, statement.translation
    return statement.translation or statement.text, statement.text
