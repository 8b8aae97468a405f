"""What a person types about dialogues and commitments, checked for shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.dialogue.models import END_NAMES, KIND_NAMES, VOTE_NAMES
from samsyn.dialogue.queries import NATIONAL, committed_choices, county_choices
from samsyn.dialogue.rules.commitments import CommitmentEnd, CommitmentState
from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.stages import Stage
from samsyn.directory.models.organisations import KIND_NAMES as ACTOR_KIND_NAMES
from samsyn.directory.rules.access import Standing
from samsyn.web.forms import ANY, HouseFilters, HouseForm, PointedDay

STAGE_NAMES = {
    Stage.COMING: _("Coming"),
    Stage.OPEN: _("Open"),
    Stage.CLOSED: _("Closed"),
}
COMMITMENT_STATE_NAMES = {
    CommitmentState.OPEN: _("Open"),
    CommitmentState.PAST: _("Past its day"),
    CommitmentState.KEPT: END_NAMES[CommitmentEnd.KEPT],
    CommitmentState.GIVEN_UP: END_NAMES[CommitmentEnd.GIVEN_UP],
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


class CodeForm(HouseForm):
    """The short code that the room's screen shows."""

    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Six letters and digits."))


class VoiceForm(HouseForm):
    """What a phone says about who holds it, if anything."""

    actor_kind = forms.ChoiceField(
        label=_("I come from"),
        required=False,
        choices=[("", _("I would rather not say")), *ACTOR_KIND_NAMES.items()],
    )
    county_id = forms.ChoiceField(label=_("County"), required=False)

    def __init__(self, *args: Any, counties: list[tuple[str, str]], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["county_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", gettext("I would rather not say")),
            *counties,
        ]

    def clean_county_id(self) -> str | None:
        return self.cleaned_data["county_id"] or None


class PhonesForm(HouseForm):
    """How people take part by phone."""

    is_moderated = forms.BooleanField(
        label=_("What people say waits until we let it in"), required=False
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
        return gettext("%(text)s (nobody has voted)") % {"text": line.statement.text}
    return gettext("%(text)s (%(agree)s of %(voters)s agree)") % {
        "text": line.statement.text,
        "agree": line.tally.agree,
        "voters": line.tally.voters,
    }


class CommitmentFilters(HouseFilters):
    """The filters of the list of commitments."""

    search = forms.CharField(label=_("Search commitments"))
    state = forms.ChoiceField(
        label=_("State"), choices=[("", ANY), *COMMITMENT_STATE_NAMES.items()]
    )
    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        choices = [("", ANY), *committed_choices(viewer)]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class CommitmentForm(HouseForm):
    """What one's own organisation takes upon itself, and by when."""

    text = forms.CharField(
        label=_("What we do"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One thing, said so that all can see whether it was done."),
    )
    due_on = forms.DateField(label=_("Done by"), help_text=_("The last day, until midnight."))
    responsible = forms.CharField(
        label=_("Responsible"),
        max_length=120,
        required=False,
        help_text=_("A role rather than a name: the page is open to all."),
    )


class CommitForm(CommitmentForm):
    """A new commitment: also which joint decision of the dialogue it answers."""

    joint_decision_id = forms.TypedChoiceField(
        label=_("It answers"), coerce=int, empty_value=None, required=False
    )
    field_order = ("joint_decision_id", "text", "due_on", "responsible")

    def __init__(self, *args: Any, decisions: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["joint_decision_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", gettext("No joint decision, only the dialogue")),
            *((decision.pk, decision.text) for decision in decisions),
        ]


class CommitmentChangeForm(CommitmentForm):
    """A commitment as it stands, and why its day is moved."""

    reason = forms.CharField(
        label=_("Why the day is moved"),
        max_length=300,
        required=False,
        help_text=_("Needed when the day is another than before. All can read it."),
    )


class CommitmentEndForm(HouseForm):
    """How a commitment ended."""

    end = forms.TypedChoiceField(
        label=_("How did it go?"),
        choices=list(END_NAMES.items()),
        coerce=CommitmentEnd,
        widget=forms.RadioSelect,
    )
    ended_on = forms.DateField(label=_("Which day"))
    how = forms.CharField(
        label=_("In one sentence"),
        max_length=300,
        help_text=_("How it was kept, or why it was given up. It cannot be changed afterwards."),
    )
