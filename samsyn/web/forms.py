"""Forms as the house draws them: what a person typed, checked for shape.

`HouseForm` for deeds and `HouseFilters` for lists. Settings name `HouseRenderer`
as FORM_RENDERER, so that `{{ form }}` is `parts/form.html` everywhere.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, gettext, gettext_lazy

from samsyn.web.templatetags.samsyn import changed_query, day


class HouseRenderer(TemplatesSetting):
    """Draws every form with the house's own templates."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        # The label stands above; the sign-in library says the same again inside the box.
        if "widget" in context:
            context["widget"]["attrs"].pop("placeholder", None)
        return super().render(template_name, context, request)


def plain_number(text: str, *, comma_groups: bool) -> str:
    """What a person typed, as Python writes numbers; anything else comes back as it was.

    Spaces of all kinds and "kr" go. A comma is a decimal comma, except in English when it
    stands before exactly three digits and groups thousands.

    >>> plain_number("1 234,50 kr", comma_groups=False)
    '1234.50'
    >>> plain_number("1,234,567.5", comma_groups=True)
    '1234567.5'
    >>> plain_number("7,5", comma_groups=True)
    '7.5'
    >>> plain_number("about 7", comma_groups=False)
    'about 7'
    """
    number = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    number = number.removesuffix("kr").removesuffix(":-").removeprefix("SEK")
    _, comma, rest = number.partition(",")
    if comma_groups and comma:
        groups = rest.partition(".")[0].split(",")
        if all(len(group) == 3 for group in groups):
            number = number.replace(",", "")
    if number.count(",") == 1 and "." not in number:
        number = number.replace(",", ".")
    try:
        float(number)
    except ValueError:
        return text
    return number


class NumberBox(forms.TextInput):
    """A box for numbers typed as people write them; <input type=number> cannot take "1 234,5"."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        return plain_number(value, comma_groups=get_language() == "en")

    def format_value(self, value: Any) -> str | None:
        if value is None or value == "":
            return None
        text = str(value)
        is_number = plain_number(text, comma_groups=False) == text
        return text.replace(".", ",") if is_number and get_language() == "sv" else text


def _furnish(field: forms.Field) -> None:
    """Give a field the box that people expect: a calendar, a number pad, an address keyboard."""
    widget = field.widget
    if isinstance(widget, forms.DateInput) and not isinstance(widget, forms.DateTimeInput):
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"
    elif isinstance(widget, forms.NumberInput):
        whole = not isinstance(field, (forms.DecimalField, forms.FloatField))
        attributes = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        unwanted = ("step", "min", "max")
        kept = {name: held for name, held in widget.attrs.items() if name not in unwanted}
        field.widget = NumberBox(attributes | kept)
    elif isinstance(widget, forms.Textarea) and not widget.attrs.get("rows"):
        widget.attrs["rows"] = 5


class HouseForm(forms.Form):
    """A form for a deed. Required is the rule; what may be left out says "optional"."""

    use_required_attribute = False
    """The page answers with a summary in the reader's language instead of the browser's bubble."""

    use_optional_words = True
    """Fields that may be left empty say so, beside their label."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        for field in self.fields.values():
            _furnish(field)
            if field.required and not field.widget.use_fieldset:
                field.widget.attrs["aria-required"] = "true"


class Chip(NamedTuple):
    """A chosen filter: its words, and the address without it."""

    label: str
    remove_url: str


class HouseFilters(forms.Form):
    """Filters that live in the address. No field is required; a wrong value is left out.

    The field `search`, if there is one, is the search box. Show with
    `{% include "parts/filters.html" with filters=filters chips=chips %}`.
    """

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None, **keywords: Any) -> None:
        super().__init__(data if data is not None else QueryDict(), **keywords)
        for field in self.fields.values():
            field.required = False
            _furnish(field)
        if "search" in self.fields:
            self.fields["search"].widget.input_type = "search"

    def chosen(self) -> dict[str, Any]:
        """The valid values that say something, by field name."""
        self.is_valid()
        return {name: held for name, held in self.cleaned_data.items() if _says_something(held)}

    def chips(self) -> list[Chip]:
        """One chip a chosen value, each with the address that takes it away."""
        return list(self._chips())

    def _chips(self) -> Iterator[Chip]:
        elsewhere = {"after": None, "before": None}
        for name, held in self.chosen().items():
            field = self.fields[name]
            many = isinstance(held, (list, tuple, QuerySet))
            for one in held if many else [held]:
                raw = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
                mine = [value for value in raw if value and value != str(getattr(one, "pk", one))]
                left: dict[str, Any] = {name: mine if many else None}
                yield Chip(
                    label=_in_words(name, field, one),
                    remove_url=changed_query(self.data, elsewhere | left),
                )


def _says_something(value: Any) -> bool:
    """Whether a filter is chosen: 0 is, an empty choice is not."""
    if isinstance(value, (str, list, tuple)):
        return len(value) > 0
    if isinstance(value, QuerySet):
        return bool(value)
    return value is not None and value is not False


def _in_words(name: str, field: forms.Field, value: Any) -> str:
    """A chosen value as the person chose it: "Norrbotten", "from 1 Sep 2026", "late only"."""
    label = str(field.label or "")
    if name == "search":
        return gettext("“%(text)s”") % {"text": value}
    if value is True:
        return label
    if isinstance(field, forms.DateField):
        return f"{label}: {day(value)}"
    if isinstance(field, forms.ChoiceField):
        words = {str(key): str(text) for key, text in _flat(field.choices)}
        return words.get(str(getattr(value, "pk", value)), str(value))
    return f"{label}: {value}" if label else str(value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Choices without their groups."""
    for key, text in choices:
        if isinstance(text, (list, tuple)):
            yield from text
        else:
            yield key, text


class PointedAt(forms.Field):
    """A filter that a link on another page fills in with a key; not a box on the page.

    The form that holds it gives it its `queryset`; a key that is not among them is left out.
    """

    widget = forms.HiddenInput
    queryset: QuerySet[Any]

    def to_python(self, value: Any) -> Any:
        key = str(value or "")
        return self.queryset.filter(pk=key).first() if key.isascii() and key.isdigit() else None


class PointedDay(forms.DateField):
    """A day that a link on another page fills in; not a box on the page."""

    widget = forms.HiddenInput


ANY = gettext_lazy("All")
"""The words of an empty choice in a filter: `choices=[("", ANY), …]`."""
