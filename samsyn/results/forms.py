"""How a person asks for a table of counts; everything stands in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.directory.rules.access import Standing
from samsyn.results.queries.choices import choices_of
from samsyn.results.queries.counts import MEASURES
from samsyn.results.queries.facts import Filters
from samsyn.results.rules.counting import Dimension
from samsyn.web.forms import ANY, HouseFilters

DIMENSION_NAMES = {
    Dimension.GOAL: _("Goal"),
    Dimension.COUNTY: _("County"),
    Dimension.SECTOR: _("Sector"),
    Dimension.SIZE: _("Size"),
    Dimension.PROGRAMME: _("Programme"),
    Dimension.YEAR: _("Year"),
}
MEASURE_NAMES = {
    "companies": _("Companies"),
    "people": _("People"),
    "women": _("Women"),
    "men": _("Men"),
    "not_stated": _("Not stated"),
    "hours": _("Own hours"),
    "participations": _("Participations"),
    "sek": _("Kronor granted"),
}


class CountFilters(HouseFilters):
    """Rows, columns, measure, and at most one class of each dimension."""

    measure = forms.ChoiceField(
        label=_("What"), choices=[(name, MEASURE_NAMES[name]) for name in MEASURES]
    )
    rows = forms.ChoiceField(label=_("By"), choices=list(DIMENSION_NAMES.items()))
    columns = forms.ChoiceField(
        label=_("And by"), choices=[("", _("nothing more")), *DIMENSION_NAMES.items()]
    )

    def __init__(self, data: Any, viewer: Standing) -> None:
        asked = data.copy()
        asked.setdefault("measure", "companies")
        asked.setdefault("rows", Dimension.COUNTY.value)
        super().__init__(asked)
        for dimension in Dimension:
            self.fields[dimension.value] = forms.ChoiceField(
                label=DIMENSION_NAMES[dimension],
                choices=[("", ANY), *choices_of(viewer, dimension)],
                required=False,
            )

    def asked(self) -> tuple[str, Dimension, Dimension | None, Filters]:
        """The measure, rows, columns and filters; what is missing or wrong falls back."""
        chosen = self.chosen()
        columns = chosen.get("columns")
        return (
            chosen.get("measure", "companies"),
            Dimension(chosen.get("rows", Dimension.COUNTY.value)),
            Dimension(columns) if columns else None,
            Filters({d: chosen[d.value] for d in Dimension if d.value in chosen}),
        )
