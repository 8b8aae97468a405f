"""What is typed when a dialogue is prepared: whom to invite, and what to begin with."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.basics.problem import Problem
from samsyn.dialogue.models import Statement
from samsyn.dialogue.rules.kinds import LANGUAGES
from samsyn.dialogue.rules.languages import other_than
from samsyn.directory.forms.fields import COUNTY_CHOICES
from samsyn.directory.models.organisations import KIND_NAMES
from samsyn.directory.queries.organisations import organisation_named
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.web.answer import in_words
from samsyn.web.forms import ANY, HouseFilters, HouseForm


def kind_names(kinds: Iterable[OrganisationKind]) -> list[tuple[str, str]]:
    """Kinds of actor with their names."""
    return [(kind.value, str(KIND_NAMES[kind])) for kind in kinds]


class ToInviteFilters(HouseFilters):
    """Which organisations are shown to tick."""

    search = forms.CharField(label=_("Search name, number or place"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", ANY), *KIND_NAMES.items()])
    county = forms.ChoiceField(label=_("County"), choices=[("", ANY), *COUNTY_CHOICES])

    def wanted(self) -> dict[str, Any]:
        """The chosen filters as the query takes them."""
        chosen = self.chosen()
        return {"search_for": chosen.pop("search", ""), **chosen}


class Ticked(forms.TypedMultipleChoiceField):
    """Organisations by their keys; the action says which of them there are."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isascii() and str(value).isdigit() and len(str(value)) < 16


class InviteForm(HouseForm):
    """Organisations that are ticked, and others by name."""

    use_optional_words = False

    organisation_ids = Ticked(
        label=_("Tick those to invite"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    names = forms.CharField(
        label=_("Others, by name or organisation number"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line."),
    )

    def __init__(
        self, *args: Any, viewer: Standing, proposed: list[Any] | None = None, **keywords: Any
    ) -> None:
        super().__init__(*args, **keywords)
        self.viewer = viewer
        self.fields["organisation_ids"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (each.pk, _told(each)) for each in proposed or ()
        ]

    def clean_names(self) -> list[int]:
        found, refused = [], []
        for number, line in enumerate(self.cleaned_data["names"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(organisation_named(self.viewer, line.strip()).pk)
            except Problem as problem:
                values = {"line": number, "why": in_words(problem)}
                refused.append(gettext("Line %(line)s: %(why)s") % values)
        if refused:
            raise forms.ValidationError(refused)
        return found

    def chosen(self) -> set[int]:
        """The keys of all that are ticked or named."""
        return {*self.cleaned_data["organisation_ids"], *self.cleaned_data["names"]}


def _told(organisation: Any) -> str:
    """An organisation as a choice: its name, what it is, and where."""
    place = organisation.county.name if organisation.county else ""
    return " · ".join(filter(None, [organisation.name, organisation.get_kind_display(), place]))


class TranslationsForm(HouseForm):
    """A box for each statement; empty where there is no translation."""

    use_optional_words = False

    def __init__(self, *args: Any, statements: Iterable[Statement], **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.statements = list(statements)
        for statement in self.statements:
            box = forms.Textarea(attrs={"rows": 2, "lang": other_than(statement.language)})
            box.attrs["aria-labelledby"] = f"said-{statement.pk}"
            self.fields[f"statement-{statement.pk}"] = forms.CharField(
                label=statement.text,
                required=False,
                max_length=300,
                initial=statement.translation,
                widget=box,
            )

    def lines(self) -> Iterator[tuple[Statement, str, Any]]:
        """Each statement, the name of the other language, and its box."""
        names = dict(LANGUAGES)
        for each in self.statements:
            yield each, names[other_than(each.language)], self[f"statement-{each.pk}"]

    def translations(self) -> dict[int, str]:
        """What stands in the boxes, by the keys of the statements."""
        return {each.pk: self.cleaned_data[f"statement-{each.pk}"] for each in self.statements}


class StatementsForm(HouseForm):
    """Statements to begin with, one on each line."""

    text = forms.CharField(
        label=_("Statements, one on each line"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Each is one thing, said so that one can agree or disagree with it."),
    )
