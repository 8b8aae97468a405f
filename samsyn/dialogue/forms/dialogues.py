"""What a person types about dialogues, statements and joint decisions, checked for shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.dialogue.models import KIND_NAMES, LANGUAGE_NAMES, VOTE_NAMES
from samsyn.dialogue.queries import NATIONAL, county_choices
from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.stages import Stage
from samsyn.directory.rules.access import Standing
from samsyn.web.forms import ANY, HouseFilters, HouseForm, PointedDay

STAGE_NAMES = {
    Stage.COMING: _("Coming"),
    Stage.OPEN: _("Open"),
    Stage.CLOSED: _("Closed"),
}


class DialogueFilters(HouseFilters):
    """The filters of the list of dialogues."""

    search = forms.CharField(label=_("Search title, question, organiser"))
    stage = forms.ChoiceField(label=_("State"), choices=[("", ANY), *STAGE_NAMES.items()])
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", ANY), *KIND_NAMES.items()])
    county = forms.ChoiceField(label=_("County"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        counties = [("", ANY), (NATIONAL, _("The whole country")), *county_choices(viewer)]
        self.fields["county"].choices = counties  # type: ignore[attr-defined]  # a ChoiceField


class JointDecisionFilters(HouseFilters):
    """The filters of the list of joint decisions."""

    search = forms.CharField(label=_("Search joint decisions"))
    without_goal = forms.BooleanField(label=_("Without a goal"))
    from_on = PointedDay(label=_("From"))
    until_on = PointedDay(label=_("Until"))


class DialogueForm(HouseForm):
    """A dialogue: its question, what it is for, and its days."""

    title = forms.CharField(label=_("Title"), max_length=200)
    question = forms.CharField(
        label=_("Question"),
        max_length=300,
        help_text=_("One question that every statement answers."),
    )
    languages = forms.ChoiceField(
        label=_("Languages"),
        choices=list(LANGUAGE_NAMES.items()),
        help_text=_("With both, each statement may have a translation, and all vote on the same."),
    )
    question_translation = forms.CharField(
        label=_("Question in English"),
        max_length=300,
        required=False,
        help_text=_("Only where both languages are used."),
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        required=False,
        widget=forms.Textarea,
        help_text=_("What the answers will be used to decide, and by whom."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_NAMES.items()))
    county_id = forms.ChoiceField(label=_("County"), required=False)
    opens_on = forms.DateField(label=_("Opens"))
    closes_on = forms.DateField(label=_("Closes"), help_text=_("Last day to vote, until midnight."))
    is_everybody_invited = forms.BooleanField(
        label=_("Everybody concerned is invited"),
        required=False,
        help_text=_(
            "Then those invited are all there are, and what is uncertain is only what those who "
            "have not voted think. Otherwise those who vote are a sample of a larger circle."
        ),
    )

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        counties = [("", _("The whole country")), *county_choices(viewer)]
        self.fields["county_id"].choices = counties  # type: ignore[attr-defined]  # a ChoiceField

    def clean_county_id(self) -> str | None:
        return self.cleaned_data["county_id"] or None


class StatementForm(HouseForm):
    """One thing to agree or disagree with."""

    text = forms.CharField(
        label=_("Statement"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One thing, said so that one can agree or disagree with it."),
    )


class VoteForm(forms.Form):
    """Which of the three buttons was pressed."""

    vote = forms.TypedChoiceField(
        choices=[(int(vote), name) for vote, name in VOTE_NAMES.items()],
        coerce=lambda value: Vote(int(value)),
        error_messages={
            "required": _("Choose one of the three: agree, disagree or pass."),
            "invalid_choice": _("Choose one of the three: agree, disagree or pass."),
        },
    )


class JointDecisionForm(HouseForm):
    """What is wanted together, and the statements it rests on."""

    text = forms.CharField(
        label=_("We want this"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Written once: it cannot be changed afterwards."),
    )
    statement_ids = forms.TypedMultipleChoiceField(
        label=_("It rests on"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The statements that show why. With each stands how many agree."),
    )

    def __init__(self, *args: Any, lines: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        choices = [(line.statement.pk, _with_votes(line)) for line in lines]
        self.fields["statement_ids"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


def _with_votes(line: Any) -> str:
    if line.tally is None:
        return gettext("%(text)s (nobody has voted)") % {"text": line.statement.said}
    return gettext("%(text)s (%(agree)s of %(voters)s agree)") % {
        "text": line.statement.said,
        "agree": line.tally.agree,
        "voters": line.tally.voters,
    }
