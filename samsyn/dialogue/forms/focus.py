"""What a person types about what comes first, and about a figure beside a statement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.dialogue.models import STEP_NAMES, WHEN_NAMES
from samsyn.dialogue.rules.kinds import FactStep, When
from samsyn.dialogue.rules.point_sheets import HUNDRED, Sheet
from samsyn.web.forms import HouseForm


class ProposalForm(HouseForm):
    """Something that could be done, and the statement it rests on, if any."""

    text = forms.CharField(
        label=_("Proposal"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One thing to do, said so that an organisation can take it."),
    )
    statement_id = forms.TypedChoiceField(
        label=_("It rests on"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, statements: Iterable[Any], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["statement_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", gettext("No statement, only the dialogue")),
            *((statement.pk, statement.said) for statement in statements),
        ]


class SheetRow(NamedTuple):
    """A proposal with its two boxes."""

    proposal: Any
    points: Any
    when: Any


class SheetForm(HouseForm):
    """A hundred points over the proposals, and when each should be done.

    Where anything has points, an empty box is a 0: who sees a proposal and gives it nothing has
    weighed it. Where nothing has, no points are spread.
    """

    use_optional_words = False

    def __init__(
        self, *args: Any, proposals: Sequence[Any], own: Sheet | None = None, **keywords: Any
    ) -> None:
        own = own or Sheet()
        initial: dict[str, Any] = {f"points_{key}": given for key, given in own.points.items()}
        initial |= {f"when_{key}": when.value for key, when in own.when.items()}
        super().__init__(*args, initial=initial, **keywords)
        self.proposals = proposals
        for proposal in proposals:
            self.fields[f"points_{proposal.pk}"] = forms.IntegerField(
                label=gettext("Points for “%(proposal)s”") % {"proposal": proposal.text},
                required=False,
                min_value=0,
                max_value=HUNDRED,
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 3}
                ),
            )
            self.fields[f"when_{proposal.pk}"] = forms.ChoiceField(
                label=gettext("When, for “%(proposal)s”") % {"proposal": proposal.text},
                required=False,
                choices=[*WHEN_NAMES.items(), ("", gettext("No view"))],
                widget=forms.RadioSelect,
            )

    def rows(self) -> Iterator[SheetRow]:
        """Each proposal with its boxes, for the template."""
        for proposal in self.proposals:
            yield SheetRow(proposal, self[f"points_{proposal.pk}"], self[f"when_{proposal.pk}"])

    def sheet(self) -> Sheet:
        """What was typed, as the rule reads it."""
        given = {one.pk: self.cleaned_data.get(f"points_{one.pk}") for one in self.proposals}
        said = {one.pk: self.cleaned_data.get(f"when_{one.pk}") for one in self.proposals}
        spread = any(points for points in given.values())
        return Sheet(
            {key: points or 0 for key, points in given.items()} if spread else {},
            {key: When(when) for key, when in said.items() if when},
        )


class FactCardForm(HouseForm):
    """A figure, where it is from, and what it can bear."""

    figure = forms.CharField(
        label=_("Figure"),
        max_length=200,
        help_text=_("The figure with its unit, place and year, in one sentence."),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Who published it, what it is called, year.")
    )
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, assume_scheme="https"
    )
    step = forms.TypedChoiceField(
        label=_("What it can bear"),
        choices=list(STEP_NAMES.items()),
        coerce=FactStep,
        widget=forms.RadioSelect,
        help_text=_("The strongest thing that may be said with it."),
    )
