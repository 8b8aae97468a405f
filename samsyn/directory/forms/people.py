"""What a person types about people, roles and her own account."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samsyn.directory.models.people import ROLE_NAMES
from samsyn.directory.rules.roles import Role
from samsyn.web.forms import ANY, HouseFilters, HouseForm


class PersonFilters(HouseFilters):
    search = forms.CharField(label=_("Search name or e-mail"), max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=[("", ANY), *ROLE_NAMES.items()])
    ended = forms.BooleanField(label=_("Only those who have left"))


class RolesForm(HouseForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=list(ROLE_NAMES.items()), widget=forms.CheckboxSelectMultiple
    )

    def chosen_roles(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]


class InvitationForm(RolesForm):
    email = forms.EmailField(label=_("E-mail"))
    field_order = ("email", "roles")


class EndForm(HouseForm):
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("Stands in the journal.")
    )


class NewPersonForm(HouseForm):
    """Name and password of somebody who accepts an invitation and is new here."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 letters or figures. A sentence that you remember is best."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("password") != typed.get("again") and "again" in typed:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        return typed


class AccountForm(HouseForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class LinkForm(HouseForm):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "email"}))
