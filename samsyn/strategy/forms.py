"""What a person types about goals, checked for shape."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.directory.rules.access import Standing
from samsyn.strategy.models import LEVEL_NAMES
from samsyn.strategy.queries import (
    choices_above,
    goals_for,
    joint_decision_choices,
    statements_to_rest_on,
)
from samsyn.strategy.rules.levels import GoalLevel
from samsyn.web.forms import ANY, HouseFilters, HouseForm

LEVELS = {str(level): name for level, name in LEVEL_NAMES.items()}
"""The names of the levels, by what the tables hold."""
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


def _said(statement: Any) -> str:
    if statement.organisation is None:
        return str(statement.text)
    return gettext("%(text)s (%(organisation)s)") % {
        "text": statement.text,
        "organisation": statement.organisation.name,
    }
