"""What a person types about programmes, activities and participation, checked for shape."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.company.models import Improvement
from samsyn.company.queries.companies import companies_for
from samsyn.directory.forms import OrganisationField
from samsyn.directory.models import County, Municipality
from samsyn.directory.queries.groupings import areas_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.programme.actions.activities import ActivityText
from samsyn.programme.models import ACTIVITY_NAMES, PARTY_NAMES, Activity, Programme
from samsyn.programme.queries.activities import activities_for, activities_to_tie
from samsyn.programme.queries.programmes import goal_reasons, programmes_for
from samsyn.programme.queries.work import programmes_at_work
from samsyn.programme.rules.kinds import ActivityKind, PartyRole
from samsyn.programme.rules.participations import MOST_PEOPLE
from samsyn.strategy.models import Goal
from samsyn.strategy.queries import goal_choices, goals_for
from samsyn.web.forms import ANY, HouseFilters, HouseForm, PointedAt, PointedDay

EMPTY_GOALS = 2
"""Rows for further goals under those that are chosen already."""


def _among(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of the form answer with one of the rows only."""
    field: Any = form.fields[name]
    field.queryset = rows


def _looked_at_by(form: forms.BaseForm, name: str, viewer: Standing) -> None:
    """Tell a field that names organisations who is looking."""
    field: Any = form.fields[name]
    field.viewer = viewer


class ProgrammeFilters(HouseFilters):
    """The filters of the list of programmes."""

    search = forms.CharField(label=_("Search programme or host"))
    when = forms.ChoiceField(
        label=_("Time"),
        choices=[
            ("", ANY),
            ("running", _("Running now")),
            ("coming", _("Coming")),
            ("ended", _("Ended")),
        ],
    )


class ActivityFilters(HouseFilters):
    """The filters of the list of activities."""

    search = forms.CharField(label=_("Search activity or organiser"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", ANY), *ACTIVITY_NAMES.items()])
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), empty_label=ANY
    )
    county = forms.ModelChoiceField(County.objects.all(), label=_("County"), empty_label=ANY)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200)
    ours = forms.BooleanField(label=_("Where we take part"))
    without_programme = forms.BooleanField(label=_("Without a programme"))
    without_goal = forms.BooleanField(label=_("Without a goal"))
    without_participation = forms.BooleanField(label=_("Without participation"))
    region = PointedAt(label=_("Region"))
    goal = PointedAt(label=_("Goal"))
    from_on = PointedDay(label=_("From"))
    until_on = PointedDay(label=_("Until"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        _among(self, "programme", programmes_for(viewer))
        _among(self, "region", areas_for(viewer))
        _among(self, "goal", goals_for(viewer))


class ParticipationFilters(HouseFilters):
    """The filters of the list of participation. The county is that of the company."""

    search = forms.CharField(label=_("Search company or activity"))
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), empty_label=ANY
    )
    county = forms.ModelChoiceField(County.objects.all(), label=_("County"), empty_label=ANY)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2200)
    activity = PointedAt(label=_("Activity"))
    company = PointedAt(label=_("Company"))
    region = PointedAt(label=_("Region"))
    from_on = PointedDay(label=_("From"))
    until_on = PointedDay(label=_("Until"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        _among(self, "programme", programmes_for(viewer))
        _among(self, "activity", activities_for(viewer))
        _among(self, "company", companies_for(viewer))
        _among(self, "region", areas_for(viewer))


class ServesGoals(HouseForm):
    """A form with rows of goals, each with the reason why; two empty rows come last.

    Give `chosen`: the goals that stand or are proposed, with their reasons.
    """

    def __init__(
        self,
        *args: Any,
        viewer: Standing,
        chosen: list[tuple[Goal, str]] | None = None,
        **keywords: Any,
    ) -> None:
        super().__init__(*args, **keywords)
        rows = chosen or []
        self.viewer = viewer
        choices = [("", _("No goal")), *((str(key), title) for key, title in goal_choices(viewer))]
        typed = sum(1 for name in self.data if name.startswith("goal_"))
        self.goal_rows = range(1, max(len(rows) + EMPTY_GOALS, typed) + 1)
        for number in self.goal_rows:
            goal, reason = rows[number - 1] if number <= len(rows) else (None, "")
            self.fields[f"goal_{number}"] = forms.ChoiceField(
                label=_("Goal %(number)s") % {"number": number},
                choices=choices,
                required=False,
                initial=str(goal.pk) if goal is not None else "",
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label=_("Why?"), max_length=300, required=False, initial=reason
            )

    @property
    def goal_pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two boxes of each row, for the template."""
        return [(self[f"goal_{n}"], self[f"reason_{n}"]) for n in self.goal_rows]

    def goal_reasons(self) -> list[tuple[Goal, str]]:
        """The chosen goals with their reasons; a goal chosen twice counts once, with the last."""
        chosen = {
            int(self.cleaned_data[f"goal_{n}"]): self.cleaned_data[f"reason_{n}"]
            for n in self.goal_rows
            if self.cleaned_data.get(f"goal_{n}")
        }
        return goal_reasons(self.viewer, chosen)


class ProgrammeForm(ServesGoals):
    """The texts and days of a programme, in two languages, and the goals it serves."""

    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    summary_sv = forms.CharField(
        label=_("Summary in Swedish"), widget=forms.Textarea, required=False
    )
    summary_en = forms.CharField(
        label=_("Summary in English"), widget=forms.Textarea, required=False
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Empty when no end is decided.")
    )

    def said(self) -> dict[str, Any]:
        """What the action takes: texts, days and goals."""
        names = ("title_sv", "title_en", "summary_sv", "summary_en", "starts_on", "ends_on")
        return {name: self.cleaned_data[name] for name in names} | {"goals": self.goal_reasons()}


class PartyForm(HouseForm):
    """An organisation's part in a programme."""

    organisation = OrganisationField(
        label=_("Organisation"), help_text=_("Type its name or organisation number.")
    )
    role = forms.ChoiceField(
        label=_("Part"),
        choices=list(PARTY_NAMES.items()),
        help_text=_(
            "A partner takes part in the work and sees who took part. Stakeholders and "
            "financiers are named on the public page and see no more than others do."
        ),
    )
    from_on = forms.DateField(label=_("From"))

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        _looked_at_by(self, "organisation", viewer)

    def clean_role(self) -> PartyRole:
        return PartyRole(self.cleaned_data["role"])


class PartyEndForm(HouseForm):
    """The last day of an organisation's part."""

    until_on = forms.DateField(label=_("Last day"))


class ActivityForm(ServesGoals):
    """What is held, when, where, in which programme, and for which goals."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(ACTIVITY_NAMES.items()))
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Programme"),
        required=False,
        empty_label=_("None"),
        help_text=_("The programmes that your organisation takes part in."),
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Empty when the end is not known.")
    )
    county = forms.ModelChoiceField(
        County.objects.all(), label=_("County"), required=False, empty_label=_("Not known")
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=_("Municipality"),
        required=False,
        empty_label=_("Not known"),
    )

    def __init__(
        self,
        *args: Any,
        viewer: Standing,
        standing_programme: Programme | None = None,
        **keywords: Any,
    ) -> None:
        super().__init__(*args, viewer=viewer, **keywords)
        choices = programmes_at_work(viewer)
        if standing_programme is not None:
            choices |= Programme.objects.filter(pk=standing_programme.pk)
        _among(self, "programme", choices)

    def said(self) -> ActivityText:
        """What the action takes."""
        held = self.cleaned_data
        return ActivityText(
            title=held["title"],
            kind=ActivityKind(held["kind"]),
            starts_on=held["starts_on"],
            ends_on=held["ends_on"],
            programme=held["programme"],
            county=held["county"],
            municipality=held["municipality"],
        )


class ParticipationChangeForm(HouseForm):
    """The day, the people and the hours of a company that took part."""

    on = forms.DateField(label=_("Day"))
    women = forms.IntegerField(label=_("Women"), required=False, min_value=0, max_value=MOST_PEOPLE)
    men = forms.IntegerField(label=_("Men"), required=False, min_value=0, max_value=MOST_PEOPLE)
    not_stated = forms.IntegerField(
        label=_("Not stated"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    hours = forms.DecimalField(
        label=_("Own hours"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text=_("The company's own hours for all its people that day."),
    )
    contact_email = forms.EmailField(label=_("E-mail of the contact"), required=False)


class ParticipationForm(ParticipationChangeForm):
    """A company that took part."""

    company = OrganisationField(
        kinds=[OrganisationKind.COMPANY],
        label=_("Company"),
        help_text=_("Type its name or organisation number."),
    )
    field_order = ("company", "on")

    def __init__(self, *args: Any, viewer: Standing, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        _looked_at_by(self, "company", viewer)


class ImprovementTieForm(HouseForm):
    """Which activity an improvement came after."""

    activity = forms.ModelChoiceField(Activity.objects.none(), label=_("Activity"))
    reason = forms.CharField(
        label=_("How do you know?"),
        max_length=300,
        required=False,
        help_text=_("What in the activity led to it, in a few words."),
    )

    def __init__(
        self, *args: Any, viewer: Standing, improvement: Improvement, **keywords: Any
    ) -> None:
        super().__init__(*args, **keywords)
        _among(self, "activity", activities_to_tie(viewer, improvement))
