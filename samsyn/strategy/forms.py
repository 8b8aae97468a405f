"""What a person types about goals, checked for shape."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.directory.rules.access import Standing
from samsyn.strategy.models import INTERVAL_NAMES, LEVEL_NAMES
from samsyn.strategy.queries.goals import (
    choices_above,
    goal_choices,
    goals_for,
    joint_decision_choices,
    statements_to_rest_on,
)
from samsyn.strategy.rules.indicators import IndicatorState
from samsyn.strategy.rules.levels import GoalLevel
from samsyn.web.forms import ANY, HouseFilters, HouseForm

LEVELS = {str(level): name for level, name in LEVEL_NAMES.items()}
"""The names of the levels, by what the tables hold."""
STATE_NAMES = {
    IndicatorState.NOT_MEASURED: _("Not measured"),
    IndicatorState.BEHIND: _("Behind"),
    IndicatorState.ON_THE_WAY: _("On the way"),
    IndicatorState.REACHED: _("Reached"),
}
FIRST_YEAR, LAST_YEAR = 1990, 2100


def _key(value: str) -> int:
    return int(value)


def _key_or_none(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class GoalFilters(HouseFilters):
    """The filters of the list of goals."""

    search = forms.CharField(label=_("Search goals"))
    level = forms.ChoiceField(label=_("Level"), choices=[("", ANY), *LEVEL_NAMES.items()])
    under_id = forms.TypedChoiceField(label=_("Under"), coerce=_key, empty_value=None)
    unserved = forms.BooleanField(label=_("Nothing serves it"))
    groundless = forms.BooleanField(label=_("Rests on nothing"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        named = self.data.get("under_id", "")
        goals = goals_for(viewer).filter(Q(above__isnull=True) | Q(pk=_key_or_none(named)))
        listed = [(goal.pk, goal.title) for goal in goals.select_related(None)]
        self.fields["under_id"].choices = [("", ANY), *listed]  # type: ignore[attr-defined]


class GoalForm(HouseForm):
    """A goal: what is wanted, where it stands, and what it rests on.

    It proposes the statements of the dialogue where the joint decision was made that the goal
    has already, or that the address names; without any it does not ask for statements.
    """

    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=300)
    title_en = forms.CharField(
        label=_("Title in English"),
        max_length=300,
        required=False,
        help_text=_("Goals are open to all; without it English readers see the Swedish title."),
    )
    level = forms.TypedChoiceField(
        label=_("Level"),
        choices=[("", "–"), *LEVEL_NAMES.items()],
        coerce=GoalLevel,
        empty_value=None,
        required=False,
        help_text=_(
            "Impact: what changes in the region or the nation. Outcome: what changes in the "
            "companies. Output: what we make or do ourselves."
        ),
    )
    above_id = forms.TypedChoiceField(
        label=_("Under"), coerce=_key, empty_value=None, required=False
    )
    from_year = forms.IntegerField(
        label=_("From year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    until_year = forms.IntegerField(
        label=_("Until year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    joint_decision_id = forms.TypedChoiceField(
        label=_("Joint decision"), coerce=_key, empty_value=None, required=False
    )
    statement_ids = forms.TypedMultipleChoiceField(
        label=_("Statements it rests on"),
        coerce=_key,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Why it rests on them"),
        required=False,
        max_length=300,
        help_text=_("Stands beside each statement that is tied now."),
    )

    def __init__(
        self, *args: Any, viewer: Standing, goal_id: int | None = None, **keywords: Any
    ) -> None:
        super().__init__(*args, **keywords)
        above = choices_above(viewer, goal_id)
        decisions = joint_decision_choices(viewer)
        held = self.initial.get("joint_decision_id")
        statements = statements_to_rest_on(
            viewer, goal_id=goal_id, joint_decision_ids=[] if held is None else [held]
        )
        choices = {
            "above_id": [("", _("No other goal: it stands at the top")), *above],
            "joint_decision_id": [("", _("No joint decision")), *decisions],
            "statement_ids": [(one.pk, _said(one)) for one in statements],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]  # a ChoiceField
        if not choices["statement_ids"]:
            del self.fields["statement_ids"], self.fields["reason"]


class GoalFromStatementForm(HouseForm):
    """What a goal that comes of an agreed statement is called."""

    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=300)
    title_en = forms.CharField(
        label=_("Title in English"),
        max_length=300,
        required=False,
        help_text=_("Goals are open to all; without it English readers see the Swedish title."),
    )


def _said(statement: Any) -> str:
    if statement.organisation is None:
        return str(statement.text)
    return gettext("%(text)s (%(organisation)s)") % {
        "text": statement.text,
        "organisation": statement.organisation.name,
    }


class IndicatorFilters(HouseFilters):
    """The filters of the list of indicators."""

    search = forms.CharField(label=_("Search indicators"))
    state = forms.ChoiceField(label=_("How it stands"), choices=[("", ANY), *STATE_NAMES.items()])
    goal_id = forms.TypedChoiceField(label=_("Goal"), coerce=_key, empty_value=None)
    overdue = forms.BooleanField(label=_("Nobody measures it"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        goals = goal_choices(viewer)
        self.fields["goal_id"].choices = [("", ANY), *goals]  # type: ignore[attr-defined]


def _value(label: Any, **keywords: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=15, decimal_places=3, **keywords)


class IndicatorForm(HouseForm):
    """How one sees that a goal comes true."""

    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    measured = forms.CharField(
        label=_("What is measured, and how"),
        max_length=300,
        help_text=_("So that somebody else would count the same, for example: companies with at "
                    "least one improvement noted, each once."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Unit"), max_length=40, help_text=_("For example: companies, per cent, hours.")
    )
    baseline_value = _value(_("Baseline"), help_text=_("What it is now. 0 is a value too."))
    baseline_on = forms.DateField(label=_("Day of the baseline"))
    target_value = _value(
        _("Target"), help_text=_("Higher than the baseline if more is better, else lower.")
    )
    target_on = forms.DateField(label=_("To be reached on"))
    interval_months = forms.TypedChoiceField(
        label=_("Measured"), choices=list(INTERVAL_NAMES.items()), coerce=int, initial=12
    )


class MeasurementForm(HouseForm):
    """What an indicator was on a day."""

    on = forms.DateField(label=_("Day"))
    value = _value(_("Value"))
    source = forms.CharField(
        label=_("Source, or how it was measured"),
        max_length=300,
        help_text=_("So that somebody else can find it again."),
    )


class CorrectionForm(MeasurementForm):
    """What stands in the place of a value that was wrong."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=300)
