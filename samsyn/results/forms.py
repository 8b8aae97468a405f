"""How a person asks for a table of counts; everything stands in the address."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy as _

from samsyn.directory.models import County
from samsyn.directory.models.people import ROLE_NAMES
from samsyn.directory.rules.access import Standing
from samsyn.results.actions.log import EntryText
from samsyn.results.models import KNOT_NAMES, LANGUAGES, STATE_NAMES
from samsyn.results.queries.choices import choices_of
from samsyn.results.queries.counts import MEASURES
from samsyn.results.queries.facts import Filters
from samsyn.results.queries.log.entries import month_choices, programme_choices, writer_choices
from samsyn.results.queries.loose_ends import RULES, Asked
from samsyn.results.queries.maps import MEASURES as MAP_MEASURES
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.log_draft import monday_of
from samsyn.web.forms import ANY, HouseFilters, HouseForm
from samsyn.web.templatetags.samsyn import month, week

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


ORDERS = {"": _("Along the thread"), "age": _("The oldest first"), "money": _("The most money")}


class LooseFilters(HouseFilters):
    """Which loose ends one wants to see, and in what order."""

    rule = forms.ChoiceField(
        label=_("What hangs loose"),
        choices=[("", ANY), *((rule.name, rule.title) for rule in RULES)],
    )
    owner = forms.ChoiceField(
        label=_("Whose"),
        choices=[
            ("", ANY),
            ("mine", _("My organisation's")),
            ("others", _("Others’")),
            ("nobody", _("Nobody's")),
        ],
    )
    county = forms.ModelChoiceField(County.objects.all(), label=_("County"), empty_label=ANY)
    order = forms.ChoiceField(label=_("In order"), choices=list(ORDERS.items()))

    def asked(self) -> Asked:
        """What is asked for; what is wrong in the address is left out."""
        chosen = self.chosen()
        county = chosen.get("county")
        return Asked(
            rule=chosen.get("rule", ""),
            owner=chosen.get("owner", ""),
            county=county.pk if county else "",
            order=chosen.get("order", ""),
        )


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


WEEKS = 30
"""Weeks that a draft may tell of: the next one, this one, and those before."""
ROLE_LABELS = dict(ROLE_NAMES)
KNOT_LABELS = dict(KNOT_NAMES)
"""What roles and kinds of knot are called, for the pages."""


def _key(value: str) -> int:
    return int(value)


class LogFilters(HouseFilters):
    """The filters of the log; drafts can be chosen by those who write."""

    search = forms.CharField(label=_("Search the log"))
    programme_id = forms.TypedChoiceField(label=_("Programme"), coerce=_key, empty_value=None)
    month = forms.ChoiceField(label=_("Month"))
    organisation_id = forms.TypedChoiceField(label=_("Organisation"), coerce=_key, empty_value=None)
    state = forms.ChoiceField(label=_("State"), choices=[("", ANY), *STATE_NAMES.items()])

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        months = [(f"{first:%Y-%m}", month(first)) for first in month_choices(viewer)]
        choices: dict[str, list[Any]] = {
            "programme_id": programme_choices(viewer),
            "month": months,
            "organisation_id": writer_choices(viewer),
        }
        for name, listed in choices.items():
            self.fields[name].choices = [("", ANY), *listed]  # type: ignore[attr-defined]
        if not viewer.signed_in:
            del self.fields["state"]


class WeekForm(HouseFilters):
    """Which week a draft tells of; it stands in the address, so that one may look first."""

    week = forms.ChoiceField(label=_("Week"))
    programme_id = forms.TypedChoiceField(label=_("Programme"), coerce=_key, empty_value=None)
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(LANGUAGES.items()))

    def __init__(self, data: Any, viewer: Standing) -> None:
        asked = data.copy()
        asked.setdefault("week", str(monday_of(viewer.on)))
        asked.setdefault("language", (get_language() or "sv")[:2])
        super().__init__(asked)
        first = monday_of(viewer.on) + timedelta(days=7)
        mondays = [first - timedelta(days=7 * number) for number in range(WEEKS)]
        choices: dict[str, list[Any]] = {
            "week": [(str(monday), week(monday)) for monday in mondays],
            "programme_id": [("", _("All that we take part in")), *programme_choices(viewer)],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        self.viewer = viewer

    def asked(self) -> dict[str, Any]:
        """Day, language and programme as the action takes them; what is wrong falls back."""
        chosen = self.chosen()
        return {
            "on": date.fromisoformat(chosen.get("week", str(self.viewer.on))),
            "language": chosen.get("language", "sv"),
            "programme_id": chosen.get("programme_id"),
        }


class LogForm(HouseForm):
    """An entry: what it is about, and the text as it was written."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 18, "class": "long"}),
        help_text=_(
            "Write or paste plain text. An empty line begins a new paragraph; a short line of its "
            "own without a full stop becomes a heading."
        ),
    )
    on = forms.DateField(label=_("Day that it is about"))
    whole_week = forms.BooleanField(
        label=_("It is about the whole week of that day"), required=False
    )
    programme_id = forms.TypedChoiceField(
        label=_("Programme"), coerce=_key, empty_value=None, required=False
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(LANGUAGES.items()))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        listed = [("", _("No programme in particular")), *programme_choices(viewer)]
        self.fields["programme_id"].choices = listed  # type: ignore[attr-defined]

    def entry(self) -> EntryText:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        on = said["on"]
        monday = on - timedelta(days=on.weekday())
        week = said["whole_week"]
        return EntryText(
            title=said["title"],
            text=said["text"],
            on=monday if week else on,
            until_on=monday + timedelta(days=6) if week else None,
            language=said["language"],
            programme_id=said["programme_id"],
        )


class MapFilters(HouseFilters):
    """What a map shows, of which programme and year. Which areas is chosen on the map itself."""

    measure = forms.ChoiceField(
        label=_("What"), choices=[(name, MEASURE_NAMES[name]) for name in MAP_MEASURES]
    )

    def __init__(self, data: Any, viewer: Standing) -> None:
        asked = data.copy()
        asked.setdefault("measure", MAP_MEASURES[0])
        super().__init__(asked)
        for dimension in (Dimension.PROGRAMME, Dimension.YEAR):
            self.fields[dimension.value] = forms.ChoiceField(
                label=DIMENSION_NAMES[dimension],
                choices=[("", ANY), *choices_of(viewer, dimension)],
                required=False,
            )
        areas = choices_of(viewer, Dimension.COUNTY)
        self.fields["county"] = forms.ChoiceField(
            label=_("County"), choices=[("", _("all of Sweden")), *areas], required=False
        )
        self.fields["by"] = forms.ChoiceField(
            label=_("By"),
            choices=[("", _("County")), ("municipality", _("Municipality"))],
            required=False,
        )

    def asked(self) -> tuple[str, str, bool, Filters]:
        """The measure, the county that is opened, whether by municipality, and the filters."""
        chosen = self.chosen()
        cut = (Dimension.PROGRAMME, Dimension.YEAR)
        return (
            chosen.get("measure", MAP_MEASURES[0]),
            chosen.get("county", ""),
            chosen.get("by", "") == "municipality",
            Filters({d: chosen[d.value] for d in cut if d.value in chosen}),
        )
