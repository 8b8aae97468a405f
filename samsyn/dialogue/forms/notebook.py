"""What is typed in the notebook of a region visit, and by those who answer it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.dialogue.models import ANSWER_NAMES, STANCE_NAMES
from samsyn.dialogue.rules.kinds import Stance
from samsyn.web.forms import HouseForm

__all__ = ["ANSWER_NAMES", "STANCE_NAMES"]

LONGEST_NOTE = 1000


class NoteForm(HouseForm):
    """What a region says, and where it stands."""

    text = forms.CharField(
        label=_("What they said"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    stance = forms.TypedChoiceField(
        label=_("Where they stand"),
        choices=[("", _("Not said")), *STANCE_NAMES.items()],
        coerce=Stance,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, of_statement: bool = True, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if not of_statement:
            del self.fields["stance"]  # there is nothing to stand on


class NewNoteForm(NoteForm):
    """A note, and the statement it is about, if any."""

    statement_id = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CorrectionForm(NoteForm):
    """What is so instead."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["text"].label = _("This is so instead")
        if "stance" in self.fields:
            self.fields["stance"].label = _("Where you stand")


class PresentForm(HouseForm):
    """How many were in the room."""

    people = forms.IntegerField(label=_("People present"), required=False)


class WhoForm(HouseForm):
    """Who says so, if anybody wants to say it."""

    by_whom = forms.CharField(
        label=_("Who says so"),
        max_length=120,
        required=False,
        help_text=_("A role is enough, such as “head of business, Norrvik”. No name is needed."),
    )
