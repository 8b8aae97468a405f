"""What a person types about grants, checked for shape."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.directory.models.organisations import KIND_NAMES
from samsyn.directory.queries.organisations import organisations_for
from samsyn.directory.rules.access import Standing
from samsyn.funding.forms.applications import Counties
from samsyn.funding.forms.calls import GoalRows
from samsyn.funding.queries.choices import county_choices, municipality_choices
from samsyn.funding.queries.grants import grant_registers, grant_years
from samsyn.strategy.queries import goal_choices
from samsyn.web.forms import ANY, HouseFilters, HouseForm, PointedAt


class GrantForm(GoalRows, Counties):
    title = forms.CharField(label=_("Title"), max_length=300)
    area = forms.CharField(label=_("Programme area"), max_length=120, required=False)
    starts_on = forms.DateField(label=_("Starts"), required=False)
    ends_on = forms.DateField(label=_("Ends"), required=False)
    is_operating = forms.BooleanField(
        label=_("Operating grant"),
        required=False,
        help_text=_("It then has at most four dialogue meetings a year."),
    )
    municipality_codes = forms.MultipleChoiceField(
        label=_("Municipalities"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Hold Ctrl (on a Mac: Cmd) to choose more than one."),
    )
    field_order = ("title", "area", "starts_on", "ends_on", "county_codes", "municipality_codes")

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["county_codes"].required = False
        self.fields["municipality_codes"].choices = municipality_choices()  # type: ignore[attr-defined]  # the field above


class GrantProgrammeForm(HouseForm):
    programme_id = forms.TypedChoiceField(
        label=_("Programme"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, programmes: Sequence[tuple[int, str]], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["programme_id"].choices = [("", _("No programme")), *programmes]  # type: ignore[attr-defined]  # the field above


class GrantFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    goal = forms.TypedChoiceField(label=_("Goal"), coerce=int, empty_value=None)
    county = forms.ChoiceField(label=_("County"))
    kind = forms.ChoiceField(label=_("Recipient"), choices=[("", ANY), *KIND_NAMES.items()])
    year = forms.TypedChoiceField(label=_("Starts in"), coerce=int, empty_value=None)
    register = forms.ChoiceField(label=_("List"))
    without_programme = forms.BooleanField(label=_("Without a programme"))
    without_report = forms.BooleanField(label=_("Without a report"))
    grantor = PointedAt(label=_("Granted by"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        grantor: Any = self.fields["grantor"]
        grantor.queryset = organisations_for(viewer)
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "goal": goal_choices(viewer),
            "county": county_choices(),
            "year": [(year, str(year)) for year in grant_years(viewer)],
            "register": [(name, name) for name in grant_registers(viewer)],
        }
        for name, rows in choices.items():
            self.fields[name].choices = [("", ANY), *rows]  # type: ignore[attr-defined]  # choice fields all
