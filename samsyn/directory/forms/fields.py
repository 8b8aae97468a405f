"""What a person types about the directory; and the field with which every room names an organisation."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.urls import reverse_lazy

from samsyn.basics.problem import Problem
from samsyn.directory.models import Organisation
from samsyn.directory.queries.organisations import organisation_named
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
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

    def clean(self, value: Any) -> Organisation | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        assert self.viewer is not None, "give the field its viewer"
        try:
            return organisation_named(self.viewer, text, self.kinds)
        except Problem as problem:
            raise forms.ValidationError(in_words(problem), code=problem.code) from problem
