"""What a person types about calls, applications, grants, reports and questions, for shape."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from samsyn.dialogue.queries.tours import tour_choices
from samsyn.dialogue.rules.questions import QuestionState
from samsyn.directory.models.organisations import KIND_NAMES
from samsyn.directory.queries.organisations import organisations_for
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import REPORT_KIND_NAMES, STEP_NAMES
from samsyn.funding.queries.choices import county_choices, municipality_choices
from samsyn.funding.queries.grants import grant_registers, grant_years
from samsyn.funding.queries.questions import asked_grant_choices
from samsyn.funding.queries.reports import reported_grant_choices, reported_programme_choices
from samsyn.funding.rules.calls import CallState
from samsyn.funding.rules.reports import MOST_AT_ONCE, AskedReport, ReportKind, ReportState
from samsyn.strategy.queries import goal_choices
from samsyn.web.forms import ANY, HouseFilters, HouseForm, PointedAt

SPARE_ROWS = 2
"""Empty rows for goals after those that stand."""
STATE_NAMES = {
    CallState.OPEN: _("Open now"),
    CallState.COMING: _("Coming"),
    CallState.CLOSED: _("Closed"),
}
REPORT_STATE_NAMES = {
    ReportState.DUE: _("Due"),
    ReportState.LATE: _("Late"),
    ReportState.SENT: _("Sent"),
    ReportState.ACCEPTED: _("Accepted"),
    ReportState.ASKED_AGAIN: _("Asked for again"),
}
QUESTION_STATE_NAMES = {
    QuestionState.OPEN: pgettext_lazy("question", "Open"),
    QuestionState.ANSWERED: pgettext_lazy("question", "Answered"),
    QuestionState.DECIDED: pgettext_lazy("question", "Decided"),
}

Goals = Mapping[int, str]
"""Keys of goals and the reason for each."""


def sek_field(label: Any, **keywords: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, **keywords)


class GoalRows(HouseForm):
    """A form with rows of a goal and the reason for it; `goals` is what stands before."""

    def __init__(self, *args: Any, viewer: Standing, goals: Goals | None = None, **keywords: Any):
        super().__init__(*args, **keywords)
        standing = list((goals or {}).items())
        self.row_count = max(len(standing) + SPARE_ROWS, SPARE_ROWS + 1)
        while f"goal_{self.row_count}" in self.data:
            self.row_count += 1
        choices = [("", gettext("Choose a goal")), *goal_choices(viewer)]
        for row in range(self.row_count):
            goal_id, reason = standing[row] if row < len(standing) else (None, "")
            self.fields[f"goal_{row}"] = forms.TypedChoiceField(
                label=_("Goal"),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=goal_id,
            )
            self.fields[f"reason_{row}"] = forms.CharField(
                label=_("Why"), max_length=300, required=False, initial=reason
            )

    @property
    def goal_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"goal_{row}"], self[f"reason_{row}"]) for row in range(self.row_count)]

    def clean(self) -> dict[str, Any]:
        """Put the rows together as `goals`; a goal once, and no reason without a goal."""
        cleaned = super().clean() or self.cleaned_data
        goals: dict[int, str] = {}
        for row in range(self.row_count):
            goal_id = cleaned.pop(f"goal_{row}", None)
            reason = cleaned.pop(f"reason_{row}", "")
            if goal_id is None and reason:
                self.add_error(f"goal_{row}", gettext("Choose the goal that this reason is for."))
            elif goal_id in goals:
                self.add_error(f"goal_{row}", gettext("This goal is already chosen above."))
            elif goal_id is not None:
                goals[goal_id] = reason
        cleaned["goals"] = goals
        return cleaned


class CallForm(GoalRows):
    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("What the money is for"), widget=forms.Textarea, required=False
    )
    opens_on = forms.DateField(label=_("Opens"), help_text=_("First day to apply."))
    closes_on = forms.DateField(
        label=_("Closes"), help_text=_("Last day to apply, until midnight.")
    )
    budget_sek = sek_field(_("Budget, kronor"))
    tour_id = forms.TypedChoiceField(
        label=_("The tour that it came of"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The tour's map then shows who has applied and been granted money."),
    )

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, viewer=viewer, **keywords)
        tours = [("", gettext("None")), *tour_choices(viewer)]
        self.fields["tour_id"].choices = tours  # type: ignore[attr-defined]  # the field above


class CriterionForm(HouseForm):
    text_sv = forms.CharField(
        label=_("Criterion in Swedish"),
        max_length=300,
        help_text=_("One thing that the applications are judged by. Anybody can read it."),
    )
    text_en = forms.CharField(label=_("Criterion in English"), max_length=300, required=False)


class StatementCriterionForm(CriterionForm):
    """An agreed statement becomes a criterion of one of the calls."""

    call_id = forms.TypedChoiceField(label=_("Call"), coerce=int, empty_value=None)
    field_order = ("call_id", "text_sv", "text_en")

    def __init__(self, *args: Any, calls: Sequence[tuple[int, str]], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["call_id"].choices = [("", gettext("Choose a call")), *calls]  # type: ignore[attr-defined]  # the field above


class _Counties(HouseForm):
    county_codes = forms.MultipleChoiceField(
        label=_("Counties"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["county_codes"].choices = county_choices()  # type: ignore[attr-defined]  # the field above


class ApplicationForm(_Counties):
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("What you will do, and why"), widget=forms.Textarea, required=False
    )
    asked_sek = sek_field(_("Asked for, kronor"))
    starts_on = forms.DateField(label=_("Starts"))
    ends_on = forms.DateField(label=_("Ends"))
    field_order = ("title", "summary", "asked_sek", "starts_on", "ends_on", "county_codes")


class DecisionForm(HouseForm):
    granted_sek = sek_field(_("Granted, kronor"), help_text=_("0 rejects the application."))
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea,
        help_text=_("Anybody can read the reason of a decision that grants money."),
    )


class GrantForm(GoalRows, _Counties):
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


class CallFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    state = forms.ChoiceField(label=_("When"), choices=[("", ANY), *STATE_NAMES.items()])


class ApplicationFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    step = forms.ChoiceField(label=_("Step"), choices=[("", ANY), *STEP_NAMES.items()])
    call = forms.TypedChoiceField(label=_("Call"), coerce=int, empty_value=None)
    waiting = forms.BooleanField(label=_("Waits for a decision"))

    def __init__(self, *args: Any, calls: Sequence[tuple[int, str]], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.fields["call"].choices = [("", ANY), *calls]  # type: ignore[attr-defined]  # the field above


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


class QuestionFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    state = forms.ChoiceField(label=_("State"), choices=[("", ANY), *QUESTION_STATE_NAMES.items()])
    grant = forms.TypedChoiceField(label=_("Grant"), coerce=int, empty_value=None)
    waiting = forms.BooleanField(label=_("Open for more than two weeks"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        named = self.data.get("grant", "")
        choices = asked_grant_choices(viewer, int(named) if named.isdecimal() else None)
        self.fields["grant"].choices = [("", ANY), *choices]  # type: ignore[attr-defined]  # the field above


class QuestionForm(HouseForm):
    text = forms.CharField(
        label=_("What you ask"), max_length=300, help_text=_("One thing at a time.")
    )
    background = forms.CharField(
        label=_("Why you ask"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("What the other needs to know to answer."),
    )
    about = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, *args: Any, about: Sequence[Any], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        if about:
            choices = [("", gettext("The grant as a whole")), *about]
            self.fields["about"].choices = choices  # type: ignore[attr-defined]  # the field above
        else:
            del self.fields["about"]

    def asked(self) -> dict[str, Any]:
        """What the deed takes: the words, and the key of the goal or the activity."""
        said = {name: self.cleaned_data[name] for name in ("text", "background")}
        kind, _dash, key = self.cleaned_data.get("about", "").partition("-")
        return said | ({f"{kind}_id": int(key)} if key else {})


class SaidForm(HouseForm):
    """What is said to a question; the page says what it is."""

    text = forms.CharField(label=_("In words"), widget=forms.Textarea(attrs={"rows": 4}))


class CheckInForm(HouseForm):
    held_on = forms.DateField(label=_("Held on"))
    notes = forms.CharField(
        label=_("Notes"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What you talked about. Decisions are written on their questions."),
    )
    next_on = forms.DateField(label=_("Next check-in"), required=False)
