"""What is typed on a phone that takes part, and by those who open a dialogue to phones."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.directory.models.organisations import KIND_NAMES as ACTOR_KIND_NAMES
from samsyn.web.forms import HouseForm


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

    organisation_id = forms.TypedChoiceField(
        label=_("Organisation"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self,
        *args: Any,
        counties: list[tuple[str, str]],
        organisations: list[tuple[int, str]],
        **keywords: Any,
    ) -> None:
        super().__init__(*args, **keywords)
        self.fields["organisation_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", gettext("I would rather not say")),
            *organisations,
        ]
        if not organisations:
            del self.fields["organisation_id"]
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
