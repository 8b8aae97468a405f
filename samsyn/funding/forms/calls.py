"""What a person types about calls and their criteria, checked for shape."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.dialogue.queries.tours import tour_choices
from samsyn.directory.rules.access import Standing
from samsyn.funding.rules.calls import CallState
from samsyn.strategy.queries import goal_choices
from samsyn.web.forms import ANY, HouseFilters, HouseForm

SPARE_ROWS = 2
"""Empty rows for goals after those that stand."""
STATE_NAMES = {
    CallState.OPEN: _("Open now"),
    CallState.COMING: _("Coming"),
    CallState.CLOSED: _("Closed"),
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


class CallFilters(HouseFilters):
    search = forms.CharField(label=_("Search"))
    state = forms.ChoiceField(label=_("When"), choices=[("", ANY), *STATE_NAMES.items()])
