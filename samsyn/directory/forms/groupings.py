"""A grouping as a person fills it in: beside each county, the name of its area."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.directory.forms.fields import COUNTY_CHOICES
from samsyn.web.forms import HouseFilters, HouseForm


class GroupingFilters(HouseFilters):
    search = forms.CharField(label=_("Search"), max_length=200)


class GroupingForm(HouseForm):
    """Counties with the same name of an area lie together, so none can lie in two."""

    title = forms.CharField(label=_("Title"), max_length=200)

    def __init__(self, data: Any = None, *, areas: Mapping[str, str] | None = None, **kw: Any):
        """`areas` gives the name of the area by county code, as it stands now."""
        super().__init__(data, **kw)
        for code, name in COUNTY_CHOICES:
            self.fields[f"county_{code}"] = forms.CharField(
                label=name,
                required=False,
                max_length=200,
                initial=(areas or {}).get(code, ""),
                widget=forms.TextInput({"list": "areas", "autocomplete": "off"}),
            )

    use_optional_words = False

    @property
    def county_fields(self) -> list[forms.BoundField]:
        return [self[f"county_{code}"] for code, _name in COUNTY_CHOICES]

    def areas(self) -> dict[str, list[str]]:
        """County codes by the name of the area, as typed."""
        found: dict[str, list[str]] = {}
        for code, _name in COUNTY_CHOICES:
            area = " ".join(self.cleaned_data[f"county_{code}"].split())
            if area:
                found.setdefault(area, []).append(code)
        return found

    @property
    def area_titles(self) -> list[str]:
        """The names of areas in the fields now, to be proposed in the others."""
        values = {str(field.value() or "").strip() for field in self.county_fields}
        return sorted(values - {""})
