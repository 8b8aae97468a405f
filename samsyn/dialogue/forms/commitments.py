"""What a person types about what the own organisation takes upon itself, checked for shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.dialogue.models import END_NAMES
from samsyn.dialogue.queries import committed_choices
from samsyn.dialogue.rules.commitments import CommitmentEnd, CommitmentState
from samsyn.directory.rules.access import Standing
from samsyn.web.forms import ANY, HouseFilters, HouseForm

COMMITMENT_STATE_NAMES = {
    CommitmentState.OPEN: _("Open"),
    CommitmentState.PAST: _("Past its day"),
    CommitmentState.KEPT: END_NAMES[CommitmentEnd.KEPT],
    CommitmentState.GIVEN_UP: END_NAMES[CommitmentEnd.GIVEN_UP],
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
    """A new commitment: also which joint decision or proposal of the dialogue it answers."""

    joint_decision_id = forms.TypedChoiceField(
        label=_("It answers"), coerce=int, empty_value=None, required=False
    )
    proposal_id = forms.TypedChoiceField(
        label=_("Proposal"), coerce=int, empty_value=None, required=False
    )
    field_order = ("joint_decision_id", "proposal_id", "text", "due_on", "responsible")

    def __init__(self, *args: Any, decisions: Any, proposals: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if proposals:
            self.fields["proposal_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
                ("", gettext("No proposal")),
                *((proposal.pk, proposal.text) for proposal in proposals),
            ]
        else:
            del self.fields["proposal_id"]
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
