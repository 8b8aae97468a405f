"""Fields that every room uses: naming an organisation, a county, yes or no or not known."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from samsyn.basics.problem import Problem
from samsyn.basics.swedish import sort_key
from samsyn.directory.models import Organisation
from samsyn.directory.queries.organisations import organisation_named
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.places import COUNTIES, MUNICIPALITIES
from samsyn.web.answer import in_words


class OrganisationField(forms.CharField):
    """A text field that proposes organisations while one types and answers with the one meant.

    The form that holds it must give it the viewer: `self.fields["host"].viewer = viewer`.
    """

    def __init__(self, *, kinds: Collection[OrganisationKind] = (), **kwargs: Any) -> None:
        self.kinds = kinds
        self.viewer: Standing | None = None
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs.update(
            {
                "autocomplete": "off",
                "data-choices": reverse_lazy("directory:organisation_choices"),
                "data-kinds": ",".join(kinds),
            }
        )

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        if not text:
            return None
        assert self.viewer is not None, "give the field its viewer"  # noqa: S101  a mistake in code
        try:
            return organisation_named(self.viewer, text, self.kinds)
        except Problem as problem:
            raise forms.ValidationError(in_words(problem), code=problem.code) from problem


COUNTY_CHOICES = sorted(
    ((county.code, county.name) for county in COUNTIES), key=lambda choice: sort_key(choice[1])
)
"""The 21 counties in Swedish order, code and name."""

MUNICIPALITY_CHOICES = [
    (
        name,
        sorted(
            ((place.code, place.name) for place in MUNICIPALITIES if place.county_code == code),
            key=lambda choice: sort_key(choice[1]),
        ),
    )
    for code, name in COUNTY_CHOICES
]
"""The 290 municipalities, county by county."""


NOT_KNOWN = _("Not known")


class YesNoField(forms.TypedChoiceField):
    """Yes, no or not known: True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("", NOT_KNOWN), ("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)
