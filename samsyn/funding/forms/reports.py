"""What a person types about reports on grants, checked for shape."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.directory.rules.access import Standing
from samsyn.funding.models import REPORT_KIND_NAMES
from samsyn.funding.queries.reports import reported_grant_choices, reported_programme_choices
from samsyn.funding.rules.reports import MOST_AT_ONCE, AskedReport, ReportKind, ReportState
from samsyn.web.forms import ANY, HouseFilters, HouseForm

REPORT_STATE_NAMES = {
    ReportState.DUE: _("Due"),
    ReportState.LATE: _("Late"),
    ReportState.SENT: _("Sent"),
    ReportState.ACCEPTED: _("Accepted"),
    ReportState.ASKED_AGAIN: _("Asked for again"),
}


class ReportFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    state = forms.ChoiceField(label=_("State"), choices=[("", ANY), *REPORT_STATE_NAMES.items()])
    grant = forms.TypedChoiceField(label=_("Grant"), coerce=int, empty_value=None)
    programme = forms.TypedChoiceField(label=_("Programme"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        named = self.data.get("grant", "")
        chosen = int(named) if named.isdecimal() else None
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "grant": reported_grant_choices(viewer, chosen),
            "programme": reported_programme_choices(viewer),
        }
        for name, rows in choices.items():
            self.fields[name].choices = [("", ANY), *rows]  # type: ignore[attr-defined]  # choice fields both


class ReportAskForm(HouseForm):
    """Rows of a kind and its days, beginning with those proposed; `reports` puts them together."""

    use_optional_words = False

    def __init__(self, *args: Any, proposed: Sequence[AskedReport], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.row_count = len(proposed) + 1
        while f"kind_{self.row_count}" in self.data and self.row_count <= MOST_AT_ONCE:
            self.row_count += 1
        kinds = [("", gettext("Not asked for")), *REPORT_KIND_NAMES.items()]
        for row in range(self.row_count):
            report = proposed[row] if row < len(proposed) else None
            self.fields[f"kind_{row}"] = forms.TypedChoiceField(
                label=_("Report"),
                choices=kinds,
                coerce=ReportKind,
                required=False,
                initial=report and report.kind,
            )
            for name, label, on in (
                ("until", _("Covers until"), report and report.until_on),
                ("due", _("Send by"), report and report.due_on),
            ):
                self.fields[f"{name}_{row}"] = forms.DateField(
                    label=label,
                    required=False,
                    initial=on,
                    widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                )

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [
            [self[f"{name}_{row}"] for name in ("kind", "until", "due")]
            for row in range(self.row_count)
        ]

    def clean(self) -> dict[str, Any]:
        """The rows that have a kind, as `reports`; such a row needs both its days."""
        cleaned = super().clean() or self.cleaned_data
        asked = []
        for row in range(self.row_count):
            kind = cleaned.get(f"kind_{row}")
            until_on, due_on = cleaned.get(f"until_{row}"), cleaned.get(f"due_{row}")
            if kind and until_on and due_on:
                asked.append(AskedReport(kind, until_on, due_on))
            elif kind:
                for name in ("until", "due"):
                    if f"{name}_{row}" not in self.errors and not cleaned.get(f"{name}_{row}"):
                        self.add_error(f"{name}_{row}", gettext("Choose a day."))
        return {"reports": asked}


class ReportMoveForm(HouseForm):
    """Another day by which a report is to be sent, and why."""

    due_on = forms.DateField(label=_("Send by"))
    reason = forms.CharField(
        label=_("Why the day is moved"), max_length=300, help_text=_("The recipient reads it.")
    )


class ReportForm(HouseForm):
    text = forms.CharField(
        label=_("In short"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("What has been done, what came of it, and what is different from the plan."),
    )


class ReportAnswerForm(HouseForm):
    accept = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Accept it")), ("no", _("Ask for it again"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("To the recipient"),
        widget=forms.Textarea,
        required=False,
        help_text=_("When you ask for it again: what is missing."),
    )
    due_on = forms.DateField(
        label=_("New day"), required=False, help_text=_("When you ask for it again.")
    )
