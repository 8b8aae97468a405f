"""How the journal is filtered."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.web.forms import ANY, HouseFilters

KIND_WORDS = {
    "organisation": _("organisation"),
    "duplicatepair": _("possible duplicate"),
    "grouping": _("grouping"),
    "person": _("person"),
    "membership": _("role"),
    "invitation": _("invitation"),
    "import": _("import"),
    "placespelling": _("spelling of a place"),
    "dialogue": _("dialogue"),
    "statement": _("statement"),
    "vote": _("vote"),
    "regionnote": _("note from a region"),
    "jointdecision": _("joint decision"),
    "commitment": _("commitment"),
    "question": _("question"),
    "goal": _("goal"),
    "indicator": _("indicator"),
    "improvement": _("improvement"),
    "keyfigure": _("key figure"),
    "programme": _("programme"),
    "party": _("party"),
    "activity": _("activity"),
    "participation": _("participation"),
    "call": _("call"),
    "application": _("application"),
    "decision": _("decision"),
    "grant": _("grant"),
    "grantreport": _("report on a grant"),
    "logentry": _("entry in the log"),
}
"""What the journal calls the kinds of thing it tells of."""

OTHER_DEEDS = (
    _("undo duplicate"),
    _("withdraw invitation"),
    _("accept invitation"),
    _("end role"),
    _("change account"),
    _("sign out everywhere"),
)
"""Deeds of the journal that need no line in the table of roles, to be translated too."""


class JournalFilters(HouseFilters):
    search = forms.CharField(label=_("Search in what and why"), max_length=200)
    person = forms.ChoiceField(label=_("Person"))
    deed = forms.ChoiceField(label=_("Deed"))
    kind = forms.ChoiceField(label=_("Kind of thing"))
    from_on = forms.DateField(label=_("From"))
    until_on = forms.DateField(label=_("Until"))

    def __init__(
        self,
        data: Any = None,
        *,
        people: Iterable[tuple[int, str]],
        deeds: Iterable[str],
        kinds: Iterable[str],
    ) -> None:
        super().__init__(data)
        self._offer("person", [(str(key), name) for key, name in people])
        self._offer("deed", [(deed, gettext(deed)) for deed in deeds])
        self._offer("kind", [(kind, str(KIND_WORDS.get(kind, kind))) for kind in kinds])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type
        field.choices = [("", ANY), *sorted(choices, key=lambda choice: choice[1])]
