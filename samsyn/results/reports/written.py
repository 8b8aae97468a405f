"""Figures and days as a paper writes them: plain words where a page has marks for the ear."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samsyn.results.queries.counts import Figure
from samsyn.web.templatetags import samsyn

HIDDEN = "••"
"""The mark of a hidden figure, as on the pages; the rule beneath the table says what it is."""


def counted(value: int | None) -> str:
    """A count, or the words "not known"."""
    return _("not known") if value is None else str(samsyn.count(value))


def kronor(value: Decimal | None, form: str = "") -> str:
    """Kronor, or the words "not known"."""
    return _("not known") if value is None else str(samsyn.sek(value, form))


def in_column(value: Decimal | None) -> str:
    """Whole kronor without the unit, which stands in the head of the column."""
    return _("not known") if value is None else str(samsyn.number(value, 0))


def days(first: date | None, last: date | None) -> str:
    """A day, or the days from and to."""
    if first is None:
        return _("not known")
    if last == first:
        return str(samsyn.day(first))
    return f"{samsyn.day(first)} – {samsyn.day(last) if last else ''}".strip()


def figure(held: Figure, measure: str = "companies") -> str:
    """A figure of a table of counts as outsiders or insiders see it."""
    if held.hidden is not None:
        return HIDDEN
    if held.value is None:
        return _("not known")
    if measure == "hours":
        return str(samsyn.hours(held.value))
    return str(samsyn.number(held.value, 0))
