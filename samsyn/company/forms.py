"""What a person types about companies, checked for shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.company.models import KEY_FIGURE_NAMES
from samsyn.company.queries.closeness import coaches_at
from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.company.rules.sectors import DIVISIONS
from samsyn.directory.forms import OrganisationField
from samsyn.directory.models import County, Municipality, Person
from samsyn.directory.models.organisations import SIZE_NAMES
from samsyn.directory.queries.groupings import areas_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind, SizeClass
from samsyn.directory.rules.organisations import NewOrganisation
from samsyn.programme.queries.programmes import programmes_for
from samsyn.web.forms import ANY, HouseFilters, HouseForm, PointedAt, PointedDay


def _divisions() -> list[tuple[str, str]]:
    named = [(code, f"{code} {gettext(name)}") for code, name in DIVISIONS.items()]
    return [("", gettext("All")), *named]


class CompanyFilters(HouseFilters):
    """The filters of the list of companies."""

    search = forms.CharField(label=_("Search name, number, place"))
    county = forms.ModelChoiceField(County.objects.all(), label=_("County"), empty_label=ANY)
    division = forms.ChoiceField(label=_("Sector"), choices=_divisions)
    size = forms.ChoiceField(label=_("Size"), choices=[("", ANY), *SIZE_NAMES.items()])
    without_participation = forms.BooleanField(label=_("Without participation"))
    without_next_step = forms.BooleanField(label=_("Met, no next step"))
    without_coach = forms.BooleanField(label=_("Met, no coach"))
    met_once = forms.ChoiceField(label=_("Met once and never again"))
    region = PointedAt(label=_("Region"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        region: Any = self.fields["region"]
        region.queryset = areas_for(viewer)
        programmes = [(str(one.pk), one.title) for one in programmes_for(viewer)]
        choices = [("", ANY), ("on", _("Met once, in any programme")), *programmes]
        self.fields["met_once"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class ImprovementFilters(HouseFilters):
    """The filters of the list of improvements."""

    search = forms.CharField(label=_("Search improvement or company"))
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200)
    work_environment = forms.BooleanField(label=_("Work environment"))
    skills = forms.BooleanField(label=_("Skills"))
    from_on = PointedDay(label=_("From"))
    until_on = PointedDay(label=_("Until"))


class KeyFigureFilters(HouseFilters):
    """The filters of the list of key figures."""

    search = forms.CharField(label=_("Search company"))
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200)
    kind = forms.ChoiceField(label=_("Key figure"), choices=[("", ANY), *KEY_FIGURE_NAMES.items()])


class ImprovementForm(HouseForm):
    """Something that became better, and what it saves."""

    title = forms.CharField(
        label=_("What became better?"),
        max_length=200,
        help_text=_("In a few words, for example: halved set-up time in welding."),
    )
    happened_on = forms.DateField(label=_("When?"))
    text = forms.CharField(label=_("How?"), widget=forms.Textarea, required=False)
    hours_saved_per_year = forms.DecimalField(
        label=_("Hours saved per year"),
        required=False,
        max_digits=9,
        decimal_places=1,
        help_text=_("Leave empty when it is not known. 0 means measured, and nothing saved."),
    )
    saved_sek_per_year = forms.DecimalField(
        label=_("Kronor saved per year"), required=False, max_digits=12, decimal_places=0
    )
    how_measured = forms.CharField(
        label=_("How was it measured?"),
        max_length=200,
        required=False,
        help_text=_("Needed when hours or kronor are stated, for example: timed before and after."),
    )
    work_environment = forms.BooleanField(
        label=_("It improves the work environment"), required=False
    )
    skills = forms.BooleanField(label=_("It improves skills"), required=False)


class KeyFigureForm(HouseForm):
    """A figure of one kind for one year. The year and the kind cannot be changed afterwards."""

    year = forms.IntegerField(label=_("Year"))
    kind = forms.ChoiceField(label=_("Key figure"), choices=list(KEY_FIGURE_NAMES.items()))
    figure = forms.DecimalField(label=_("Figure"), max_digits=14, decimal_places=2)
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("For example: annual report 2025.")
    )

    def clean_kind(self) -> KeyFigureKind:
        return KeyFigureKind(self.cleaned_data["kind"])


class KeyFigureChangeForm(HouseForm):
    """A corrected figure and its source."""

    figure = forms.DecimalField(label=_("Figure"), max_digits=14, decimal_places=2)
    source = forms.CharField(label=_("Source"), max_length=200)


class CoachForm(HouseForm):
    """Which of one's own coaches is the company's."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Coach"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        person: Any = self.fields["person"]
        person.queryset = coaches_at(viewer)


class PermissionForm(HouseForm):
    """Which organisation may see more, and until when."""

    organisation = OrganisationField(
        label=_("Organisation"), help_text=_("Type its name or organisation number.")
    )
    until_on = forms.DateField(label=_("Last day"), help_text=_("You can end it before that day."))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        organisation: Any = self.fields["organisation"]
        organisation.viewer = viewer


class CompanyForm(HouseForm):
    """A company that is not in the directory yet."""

    name = forms.CharField(label=_("Name"), max_length=200)
    number = forms.CharField(
        label=_("Organisation number"),
        max_length=20,
        required=False,
        help_text=_("With it the company is never written twice."),
    )
    county = forms.ModelChoiceField(
        County.objects.all(), label=_("County"), required=False, empty_label=_("Not known")
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=_("Municipality"),
        required=False,
        empty_label=_("Not known"),
    )
    size_class = forms.ChoiceField(
        label=_("Size as declared"),
        choices=[("", _("Not known")), *SIZE_NAMES.items()],
        required=False,
    )
    sector_code = forms.CharField(
        label=_("Sector code"), max_length=7, required=False, help_text=_("For example 25.620.")
    )
    sector_version = forms.ChoiceField(
        label=_("Version of the sector code"),
        choices=[("", _("None")), ("SNI2007", "SNI 2007"), ("SNI2025", "SNI 2025")],
        required=False,
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    def said(self) -> NewOrganisation:
        """What the action takes."""
        held = self.cleaned_data
        return NewOrganisation(
            name=held["name"],
            kind=OrganisationKind.COMPANY,
            number=held["number"],
            commercial=True,
            sector_code=held["sector_code"],
            sector_version=held["sector_version"],
            county_code=held["county"].code if held["county"] else "",
            municipality_code=held["municipality"].code if held["municipality"] else "",
            size_class=SizeClass(held["size_class"]) if held["size_class"] else None,
            email=held["email"],
        )
