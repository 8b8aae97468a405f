"""What a person types about tours, checked for shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from samsyn.dialogue.models import POINT_NAMES
from samsyn.dialogue.queries import county_choices
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.tours import LONGEST_TITLE, RegionStage, points_in
from samsyn.directory.rules.access import Standing
from samsyn.web.forms import ANY, HouseFilters, HouseForm

REGION_STAGE_NAMES = {
    RegionStage.ANALYSED: pgettext_lazy("region of a tour", "Analysed"),
    RegionStage.HELD: pgettext_lazy("region of a tour", "Held"),
    RegionStage.PLANNED: pgettext_lazy("region of a tour", "Planned"),
    RegionStage.ABSENT: _("Not on the tour"),
}
POINT_FIELDS = {
    "needs": PointKind.NEED,
    "criteria": PointKind.CRITERION,
    "statements": PointKind.STATEMENT,
}

__all__ = [
    "POINT_NAMES",
    "REGION_STAGE_NAMES",
    "TourChangeForm",
    "TourFilters",
    "TourForm",
    "TourRegionsForm",
]


class TourFilters(HouseFilters):
    """The filters of the list of tours."""

    search = forms.CharField(label=_("Search title, question, organiser"))
    county = forms.ChoiceField(label=_("County"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        counties = [("", ANY), *county_choices(viewer)]
        self.fields["county"].choices = counties  # type: ignore[attr-defined]  # a ChoiceField


def _points(label: Any, help_text: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=False, widget=box, help_text=help_text)


class PointRows(HouseForm):
    """The points of a tour: one a line, in a box for each kind."""

    needs = _points(
        pgettext_lazy("points of a tour", "Needs"),
        _("One a line, said so that one can agree or disagree with it."),
    )
    criteria = _points(_("Criteria"), _("What applications should be judged by; one a line."))
    statements = _points(_("Other statements"), _("One a line."))

    def clean(self) -> dict[str, Any]:
        """Put the lines of the boxes together as `points`, in the order of the boxes."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["points"] = [
            point
            for name, kind in POINT_FIELDS.items()
            for point in points_in(kind, cleaned.pop(name, ""))
        ]
        return cleaned


class _Title(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)


class _Purpose(forms.Form):
    purpose = forms.CharField(
        label=_("Purpose"),
        required=False,
        widget=forms.Textarea,
        help_text=_("What the answers will be used to decide, and by whom."),
    )


class _Stops(HouseForm):
    """Where a tour goes, and when."""

    county_ids = forms.MultipleChoiceField(label=_("Counties"), widget=forms.CheckboxSelectMultiple)
    opens_on = forms.DateField(
        label=_("Opens"), help_text=_("The same everywhere; change a region's days on its page.")
    )
    closes_on = forms.DateField(label=_("Closes"), help_text=_("Last day to vote, until midnight."))


class TourForm(PointRows, _Stops, _Title, _Purpose):
    """A tour: its question and points, the counties it goes to, and the days."""

    question = forms.CharField(
        label=_("Question"),
        max_length=300,
        help_text=_("One question for all regions. It cannot be changed afterwards."),
    )

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        counties = county_choices(viewer)
        everywhere = {"county_ids": [code for code, _name in counties]}
        super().__init__(*args, initial=everywhere, **keywords)
        self.fields["county_ids"].choices = counties  # type: ignore[attr-defined]  # a ChoiceField


class TourChangeForm(PointRows, _Title, _Purpose):
    """A tour's title and purpose, more points, and points to take away."""

    point_ids_away = forms.TypedMultipleChoiceField(
        label=_("Take away"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Points that nobody has voted or noted on."),
    )

    def __init__(self, *args: Any, removable: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["point_ids_away"].choices = removable  # type: ignore[attr-defined]  # a ChoiceField


class TourRegionsForm(_Stops):
    """More counties for a tour, among those it does not go to."""

    def __init__(self, *args: Any, absent: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        counties = [(county.pk, county.name) for county in absent]
        self.fields["county_ids"].choices = counties  # type: ignore[attr-defined]  # a ChoiceField
