"""Bringing a list in, as a person fills it in: the file, the columns, a place that was meant."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.directory.forms.fields import COUNTY_CHOICES, MUNICIPALITY_CHOICES
from samsyn.directory.models.imports import IMPORT_KIND_NAMES
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.imports import LONGEST_MAPPING_TITLE, ListKind
from samsyn.directory.rules.kinds import ImportKind
from samsyn.directory.rules.places import PlaceKind
from samsyn.directory.rules.roles import may
from samsyn.funding.rules.grant_list import GRANT_LIST
from samsyn.programme.queries.work import programmes_at_work
from samsyn.programme.rules.participant_list import PARTICIPANT_LIST
from samsyn.web.forms import HouseForm

LISTS: dict[str, ListKind] = {
    ImportKind.PARTICIPANTS: PARTICIPANT_LIST,
    ImportKind.GRANTS: GRANT_LIST,
}
DEEDS = {kind: list_kind.deed for kind, list_kind in LISTS.items()}
"""The deed of each kind of list."""


def kinds_for(viewer: Standing) -> list[ImportKind]:
    """The kinds of list that the viewer may bring in."""
    return [
        ImportKind(kind)
        for kind, deed in DEEDS.items()
        if viewer.operator or may(viewer.roles, deed)
    ]


class UploadForm(HouseForm):
    """A list to bring in."""

    kind = forms.ChoiceField(label=_("What the list holds"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_(
            "Excel (.xlsx) or CSV, at most 100 MB, with the names of the columns in a row."
        ),
        widget=forms.FileInput({"accept": ".xlsx,.xlsm,.csv,.txt,.tsv"}),
    )
    programme = forms.ChoiceField(
        label=_("Programme"),
        required=False,
        help_text=_(
            "For a participant list: the programme that its activities belong to. Without one "
            "the activities become loose ends, to be tied later."
        ),
    )
    row_is_person = forms.BooleanField(
        label=_("Each row is one person"),
        required=False,
        help_text=_(
            "For a participant list without numbers of women and men: a row then counts as one "
            "person, not stated."
        ),
    )

    def __init__(self, *args: Any, viewer: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = kinds_for(viewer)
        self._offer("kind", [(kind.value, IMPORT_KIND_NAMES[kind]) for kind in kinds])
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0].value
        programmes = [(str(row.pk), row.title) for row in programmes_at_work(viewer)]
        self._offer("programme", [("", _("None")), *programmes])
        if ImportKind.PARTICIPANTS not in kinds:
            del self.fields["programme"], self.fields["row_is_person"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type
        field.choices = choices

    def options(self) -> dict[str, Any]:
        """Where the rows of a participant list go; empty for a list of grants."""
        if self.cleaned_data["kind"] != ImportKind.PARTICIPANTS:
            return {}
        given: dict[str, Any] = {}
        if self.cleaned_data.get("programme"):
            given["programme"] = int(self.cleaned_data["programme"])
        if self.cleaned_data.get("row_is_person"):
            given["row_is_person"] = True
        return given


class ColumnsForm(HouseForm):
    """For each field, the column that holds it."""

    def __init__(
        self,
        data: Any = None,
        *,
        list_kind: ListKind,
        headers: list[str],
        columns: dict[str, str],
        may_save: bool,
    ) -> None:
        super().__init__(data)
        self._list_kind = list_kind
        choices = [(header, header) for header in headers if header]
        for each in list_kind.fields:
            self.fields[f"field_{each.name}"] = forms.ChoiceField(
                label=gettext(each.label),
                required=each.required,
                choices=[("", _("No column")), *choices],
                initial=columns.get(each.name, ""),
            )
        if may_save:
            self.fields["title"] = forms.CharField(
                label=_("Save the choice as"),
                required=False,
                max_length=LONGEST_MAPPING_TITLE,
                help_text=_(
                    "The next list with these columns is then read at once. Grants are kept "
                    "under this title, so that the same list is known again."
                ),
            )

    def columns(self) -> dict[str, str]:
        """The chosen header of each field."""
        chosen = {
            each.name: self.cleaned_data[f"field_{each.name}"] for each in self._list_kind.fields
        }
        return {name: header for name, header in chosen.items() if header}


class PlaceForm(HouseForm):
    """The place that a misspelt name means."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.value) for kind in PlaceKind], widget=forms.HiddenInput
    )
    spelling = forms.CharField(max_length=200, widget=forms.HiddenInput)
    belongs_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    code = forms.ChoiceField(label=_("Means"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type
        counties = kind == PlaceKind.COUNTY
        field.choices = [("", "–"), *(COUNTY_CHOICES if counties else MUNICIPALITY_CHOICES)]
