"""What is typed to hold a dialogue once more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.web.forms import HouseForm


class RoundForm(HouseForm):
    """What the second round is called, and its days."""

    title = forms.CharField(label=_("Title"), max_length=200)
    opens_on = forms.DateField(label=_("Opens"))
    closes_on = forms.DateField(label=_("Closes"), help_text=_("Last day to vote, until midnight."))
