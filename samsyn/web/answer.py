"""How a page answers: the whole page, or only the part that htmx asked for."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize, number_format
from django.utils.translation import gettext

from samsyn.basics.problem import Problem


class Request(HttpRequest):
    """A request whose looker is known: `standing` is a directory.rules.access.Standing.

    `counted` gives the number of rows of a query, kept until the data change.
    """

    standing: Any
    counted: Callable[[QuerySet[Any]], int]


def answer(request: HttpRequest, template: str, *, part: str = "", **context: Any) -> HttpResponse:
    """Render the whole template, or its named part when htmx asks; 422 if a form was refused."""
    if part and request.headers.get("HX-Request") == "true":
        template = f"{template}#{part}"
    form = context.get("form")
    status = 422 if isinstance(form, forms.BaseForm) and form.is_bound and form.errors else 200
    return render(request, template, context, status=status)


def deed_done(request: HttpRequest, text: str, undo_url: str = "", /, **undo: str) -> None:
    """Say on the next page what was done. With an address it can be undone there, by one press.

    `undo` is what is sent to the address.
    """
    tags = f"{undo_url}?{urlencode(undo)}" if undo_url else ""
    messages.success(request, text, extra_tags=tags)


def in_words(problem: Problem) -> str:
    """The problem's text in the reader's language, with its values filled in."""
    return sentence(problem.text, problem.values)


def sentence(text: str, values: Mapping[str, Any]) -> str:
    """An English sentence of the code in the reader's language, with its values filled in.

    Phrases among the values are translated too, alone or in a list; numbers and days are
    written as the reader writes them.
    """
    return gettext(text) % {name: _worded(value) for name, value in values.items()}


def _worded(value: Any) -> str:
    if isinstance(value, str):
        return gettext(value) if value else ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_worded(each) for each in value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number_format(value, use_l10n=True, force_grouping=True)
    return str(localize(value))


def show_problem(form: forms.BaseForm, problem: Problem) -> None:
    """Put the problem at the top of the form, where the person is looking."""
    form.add_error(None, forms.ValidationError(in_words(problem), code=problem.code))
