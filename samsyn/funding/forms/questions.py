"""What a person types about questions and check-ins, checked for shape."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from samsyn.dialogue.rules.questions import QuestionState
from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.questions import asked_grant_choices
from samsyn.web.forms import ANY, HouseFilters, HouseForm

QUESTION_STATE_NAMES = {
    QuestionState.OPEN: pgettext_lazy("question", "Open"),
    QuestionState.ANSWERED: pgettext_lazy("question", "Answered"),
    QuestionState.DECIDED: pgettext_lazy("question", "Decided"),
}


class QuestionFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    state = forms.ChoiceField(label=_("State"), choices=[("", ANY), *QUESTION_STATE_NAMES.items()])
    grant = forms.TypedChoiceField(label=_("Grant"), coerce=int, empty_value=None)
    waiting = forms.BooleanField(label=_("Open for more than two weeks"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        named = self.data.get("grant", "")
        choices = asked_grant_choices(viewer, int(named) if named.isdecimal() else None)
        self.fields["grant"].choices = [("", ANY), *choices]  # type: ignore[attr-defined]  # the field above


class QuestionForm(HouseForm):
    text = forms.CharField(
        label=_("What you ask"), max_length=300, help_text=_("One thing at a time.")
    )
    background = forms.CharField(
        label=_("Why you ask"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("What the other needs to know to answer."),
    )
    about = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, *args: Any, about: Sequence[Any], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if about:
            choices = [("", gettext("The grant as a whole")), *about]
            self.fields["about"].choices = choices  # type: ignore[attr-defined]  # the field above
        else:
            del self.fields["about"]

    def asked(self) -> dict[str, Any]:
        """What the deed takes: the words, and the key of the goal or the activity."""
        said = {name: self.cleaned_data[name] for name in ("text", "background")}
        kind, _dash, key = self.cleaned_data.get("about", "").partition("-")
        return said | ({f"{kind}_id": int(key)} if key else {})


class SaidForm(HouseForm):
    """What is said to a question; the page says what it is."""

    text = forms.CharField(label=_("In words"), widget=forms.Textarea(attrs={"rows": 4}))


class CheckInForm(HouseForm):
    held_on = forms.DateField(label=_("Held on"))
    notes = forms.CharField(
        label=_("Notes"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What you talked about. Decisions are written on their questions."),
    )
    next_on = forms.DateField(label=_("Next check-in"), required=False)
