"""What a person types about applications and decisions, checked for shape."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.funding.forms.calls import sek_field
from samsyn.funding.models import STEP_NAMES
from samsyn.funding.queries.choices import county_choices
from samsyn.web.forms import ANY, HouseFilters, HouseForm


class Counties(HouseForm):
    """The counties that something is for."""

    county_codes = forms.MultipleChoiceField(
        label=_("Counties"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["county_codes"].choices = county_choices()  # type: ignore[attr-defined]  # the field above


class ApplicationForm(Counties):
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("What you will do, and why"), widget=forms.Textarea, required=False
    )
    asked_sek = sek_field(_("Asked for, kronor"))
    starts_on = forms.DateField(label=_("Starts"))
    ends_on = forms.DateField(label=_("Ends"))
    field_order = ("title", "summary", "asked_sek", "starts_on", "ends_on", "county_codes")


class DecisionForm(HouseForm):
    granted_sek = sek_field(_("Granted, kronor"), help_text=_("0 rejects the application."))
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea,
        help_text=_("Anybody can read the reason of a decision that grants money."),
    )


class ApplicationFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    step = forms.ChoiceField(label=_("Step"), choices=[("", ANY), *STEP_NAMES.items()])
    call = forms.TypedChoiceField(label=_("Call"), coerce=int, empty_value=None)
    waiting = forms.BooleanField(label=_("Waits for a decision"))

    def __init__(self, *args: Any, calls: Sequence[tuple[int, str]], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["call"].choices = [("", ANY), *calls]  # type: ignore[attr-defined]  # the field above
