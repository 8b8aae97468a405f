"""What a person types about an organisation, and how a list of them is filtered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.directory.forms.fields import (
    COUNTY_CHOICES,
    MUNICIPALITY_CHOICES,
    NOT_KNOWN,
    OrganisationField,
    YesNoField,
)
from samsyn.directory.models.organisations import KIND_NAMES, SIZE_NAMES
from samsyn.directory.queries.organisation_sheets import OrganisationSheet
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind, SizeClass
from samsyn.directory.rules.organisations import (
    NewOrganisation,
    OrganisationFacts,
    SectorVersion,
)
from samsyn.web.forms import ANY, HouseFilters, HouseForm


class OrganisationFilters(HouseFilters):
    search = forms.CharField(label=_("Search name, number or place"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", ANY), *KIND_NAMES.items()])
    county = forms.ChoiceField(label=_("County"), choices=[("", ANY), *COUNTY_CHOICES])
    publicly_controlled = forms.ChoiceField(
        label=_("Control"),
        choices=[
            ("", ANY),
            ("yes", _("Publicly controlled")),
            ("no", _("Not publicly controlled")),
        ],
    )
    commercial = forms.ChoiceField(
        label=_("Trade"),
        choices=[("", ANY), ("yes", _("Commercial")), ("no", _("Not commercial"))],
    )
    size_class = forms.ChoiceField(
        label=_("Size as declared"), choices=[("", ANY), *SIZE_NAMES.items()]
    )

    def wanted(self) -> dict[str, Any]:
        """The chosen filters as `filtered` takes them."""
        chosen = self.chosen()
        for name in ("publicly_controlled", "commercial"):
            if name in chosen:
                chosen[name] = chosen[name] == "yes"
        chosen["search_for"] = chosen.pop("search", "")
        return chosen


class FactsForm(HouseForm):
    """What is said about an organisation, besides its name."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_NAMES.items()))
    number = forms.CharField(
        label=_("Organisation number"),
        required=False,
        max_length=30,
        help_text=_(
            "Ten digits. A sole trader's number is a personal number: it is stored sealed and "
            "never shown."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    publicly_controlled = YesNoField(
        label=_("Publicly controlled"),
        help_text=_("Bound by the rules on openness and secrecy of public bodies."),
    )
    commercial = YesNoField(
        label=_("Commercial"),
        help_text=_("Sells its support. Commercial organisations never see others' contacts."),
    )
    municipality = forms.ChoiceField(
        label=_("Municipality"),
        required=False,
        choices=[("", NOT_KNOWN), *MUNICIPALITY_CHOICES],
    )
    county = forms.ChoiceField(
        label=_("County"),
        required=False,
        choices=[("", _("The municipality's, or not known")), *COUNTY_CHOICES],
    )
    sector_code = forms.CharField(
        label=_("Sector code"), required=False, max_length=7, help_text=_("As in 25.620.")
    )
    sector_version = forms.ChoiceField(
        label=_("Version of the sector code"),
        required=False,
        choices=[("", NOT_KNOWN), *((version, version) for version in SectorVersion)],
    )
    size_class = forms.ChoiceField(
        label=_("Size as declared"),
        required=False,
        choices=[("", NOT_KNOWN), *SIZE_NAMES.items()],
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    @classmethod
    def of(cls, sheet: OrganisationSheet, data: Any = None) -> "FactsForm":
        """The form with what is known about an organisation filled in."""
        row = sheet.organisation
        names = (
            *("kind", "publicly_controlled", "commercial", "sector_code", "sector_version"),
            *("size_class", "email"),
        )
        known = {name: getattr(row, name) for name in names}
        places = {"county": row.county_id or "", "municipality": row.municipality_id or ""}
        return cls(data, initial=known | places | {"number": sheet.number})

    def facts(self) -> dict[str, Any]:
        """What was typed, by the names of `OrganisationFacts`."""
        typed = dict(self.cleaned_data)
        return {
            "kind": OrganisationKind(typed["kind"]),
            "number": typed["number"],
            "publicly_controlled": typed["publicly_controlled"],
            "commercial": typed["commercial"],
            "sector_code": typed["sector_code"],
            "sector_version": typed["sector_version"],
            "county_code": typed["county"],
            "municipality_code": typed["municipality"],
            "size_class": SizeClass(typed["size_class"]) if typed["size_class"] else None,
            "email": typed["email"],
        }

    def as_facts(self) -> OrganisationFacts:
        return OrganisationFacts(**self.facts())


class OrganisationForm(FactsForm):
    """A new organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    named_from_on = forms.DateField(
        label=_("Called so from"), required=False, help_text=_("Leave empty when not known.")
    )
    field_order = ("name", "named_from_on", "kind", "number")

    def as_new(self) -> NewOrganisation:
        return NewOrganisation(
            name=self.cleaned_data["name"],
            named_from_on=self.cleaned_data["named_from_on"],
            **self.facts(),
        )


class RenameForm(HouseForm):
    """A new name, from a day on."""

    name = forms.CharField(label=_("New name"), max_length=200)
    from_on = forms.DateField(label=_("Called so from"))


class DuplicateFilters(HouseFilters):
    search = forms.CharField(label=_("Search either name"), max_length=200)
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            ("", _("Not yet answered")),
            ("same", _("The same")),
            ("different", _("Different")),
        ],
    )


class PairForm(HouseForm):
    """Two organisations that may be the same."""

    first = OrganisationField(label=_("One organisation"))
    second = OrganisationField(label=_("The other organisation"))

    def __init__(self, *args: Any, viewer: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            field = self.fields[name]
            assert isinstance(field, OrganisationField)  # noqa: S101  tells the type
            field.viewer = viewer


class AnswerForm(HouseForm):
    """Whether two organisations are the same, and which one is then kept."""

    answer = forms.ChoiceField(label=_("Are they the same?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("Stands in the journal.")
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type
        field.choices = choices
