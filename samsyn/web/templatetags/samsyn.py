"""Filters and tags every template may use: `{% load samsyn %}`.

Numbers are written as Swedish readers expect ("4 354 438 151 kr", "3,5 %") or as
English ones do ("SEK 4,354,438,151", "3.5%"), by the language of the page. The
Swedish form follows Myndigheternas skrivregler: a no-break space between
thousands and before the unit, a comma before decimals, a real minus.
None is not known and is written as a dash that a screen reader hears in words.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import template
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from samsyn.web.templatetags.icons import DRAWINGS

register = template.Library()

Amount = Decimal | int | float | str | None

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

THOUSAND = 1_000
MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)

MONTHS = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT_MONTHS = {
    "sv": ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def _language() -> str:
    """Sv or en: the two languages of the house."""
    return "sv" if (get_language() or "sv").startswith("sv") else "en"


def _written(value: Decimal, decimals: int) -> str:
    """The number with its thousands apart and exactly so many decimals, halves rounded up."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    if _language() == "sv":
        text = text.replace(",", SPACE).replace(".", ",")
    return (MINUS if rounded < 0 else "") + text


def _natural(value: Decimal, most: int) -> int:
    """How many decimals the number has, but never more than `most`."""
    exponent = value.normalize().as_tuple().exponent
    return min(most, max(0, -exponent)) if isinstance(exponent, int) else 0


def not_known() -> SafeString:
    """A dash for the eye and "not known" for the ear."""
    words = gettext("not known")
    return format_html(
        '<span class="not-known" title="{}"><span aria-hidden="true">–</span>'
        '<span class="vh">{}</span></span>',
        words,
        words,
    )


@register.filter
def number(value: Amount, decimals: int | None = None) -> str:
    """A number; without `decimals` as many as it has, at most two. `{{ dose|number:1 }}`."""
    if value is None or value == "":
        return not_known()
    exact = Decimal(str(value))
    return _written(exact, _natural(exact, 2) if decimals is None else int(decimals))


@register.filter
def count(value: int | None) -> str:
    """A count of things: whole, 0 is a measured none, None is not known."""
    if isinstance(value, int) and 0 <= value < THOUSAND:
        return str(int(value))  # most counts of a list, and the same in both languages
    return number(value, 0)


@register.filter
def sek(value: Amount, form: str = "") -> str:
    """Kronor. `|sek` whole kronor, `|sek:"exact"` with öre, `|sek:"short"` 43,1 mnkr."""
    if value is None or value == "":
        return not_known()
    amount = Decimal(str(value))
    swedish = _language() == "sv"
    if form == "short" and abs(amount) >= MILLION:
        # 999.95 million is written as a billion, not as 1 000,0 million.
        large = abs(amount) >= BILLION - MILLION / 20
        written = _written(amount / (BILLION if large else MILLION), 1)
        if swedish:
            return f"{written}{SPACE}{'mdkr' if large else 'mnkr'}"
        return f"SEK{SPACE}{written}{SPACE}{'bn' if large else 'm'}"
    written = _written(amount, 2 if form == "exact" else 0)
    return f"{written}{SPACE}kr" if swedish else f"SEK{SPACE}{written}"


@register.filter
def hours(value: Amount) -> str:
    """Hours, with at most one decimal: 31 480 tim, 7,5 tim."""
    if value is None or value == "":
        return not_known()
    exact = Decimal(str(value))
    unit = "tim" if _language() == "sv" else "h"
    return f"{_written(exact, _natural(exact, 1))}{SPACE}{unit}"


@register.filter
def share(value: Amount, decimals: int | None = None) -> str:
    """A share from 0 to 1 as per cent; one decimal below ten per cent, otherwise none."""
    if value is None or value == "":
        return not_known()
    per_cent = Decimal(str(value)) * 100
    if decimals is None:
        decimals = _natural(per_cent, 1) if abs(per_cent) < 10 else 0
    return _written(per_cent, int(decimals)) + (f"{SPACE}%" if _language() == "sv" else "%")


@register.filter
def at(held: Mapping[Any, Any] | None, key: Any) -> Any:
    """What stands at a key, or "" where nothing does: `{{ loose|at:goal.pk }}`."""
    return held.get(key, "") if held else ""


@register.filter
def spoken_in(text: str, language: str) -> str:
    """A text, marked with its language where the page has another: `{{ said|spoken_in:"en" }}`."""
    if language == _language():
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def day(value: date | datetime | None, form: str = "") -> str:
    """A day: 23 nov 2026; `|day:"long"` 23 november 2026; `|day:"short"` 23 nov."""
    if value is None:
        return not_known()
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    months = MONTHS if form == "long" else SHORT_MONTHS
    text = f"{value.day}{SPACE}{months[_language()][value.month - 1]}"
    return text if form == "short" else f"{text} {value.year}"


@register.filter
def month(value: date) -> str:
    """A month with its year: november 2026."""
    return f"{MONTHS[_language()][value.month - 1]} {value.year}"


@register.filter
def week(monday: date) -> str:
    """A week with its days: week 48, 23–29 nov 2026."""
    number = gettext("week %(number)s") % {"number": monday.isocalendar().week}
    return f"{number}, {days(monday, monday + timedelta(days=6))}"


@register.filter
def days(on: date, until_on: date | None) -> str:
    """A day, or the days from one to another: 23 nov 2026, 23–29 nov 2026, 30 nov – 6 dec 2026."""
    if until_on is None or until_on == on:
        return day(on)
    if (on.year, on.month) == (until_on.year, until_on.month):
        return f"{on.day}–{day(until_on)}"
    first = day(on, "short") if on.year == until_on.year else day(on)
    return f"{first} – {day(until_on)}"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in Swedish time: 23 nov 2026 14.05 (Swedish) or 14:05 (English)."""
    if value is None:
        return not_known()
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)} {local:%H}{'.' if _language() == 'sv' else ':'}{local:%M}"


@register.filter
def undo_of(tags: str) -> dict[str, Any] | None:
    """Where a message's undo is sent and what with, from its extra tags; None: it has none.

    >>> undo_of("/visits/7/?undo=yes")
    {'url': '/visits/7/', 'values': [('undo', 'yes')]}
    """
    url, asked, values = (tags or "").partition("?")
    return {"url": url, "values": parse_qsl(values)} if asked else None


@register.simple_tag
def icon(name: str, words: str = "") -> SafeString:
    """A small drawing before or instead of words; hidden from screen readers unless it has words.

    `{% icon "add" %}`; `{% icon "warning" _("Warning") %}`. The names stand in icons.py.
    """
    drawing = mark_safe(DRAWINGS[name])  # noqa: S308  our own drawings, no value from outside
    if words:
        return format_html(
            '<svg class="icon" viewBox="0 0 20 20" role="img" aria-label="{}">{}</svg>',
            words,
            drawing,
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        drawing,
    )


@register.filter
def mini_thread(knots: Sequence[Mapping[str, Any]]) -> SafeString:
    """A thread in a row of a table; each knot has `label` and `on`. Parts/mini_thread.html.

    Drawn here and not by a template, because lists draw it on every row.
    """
    drawn = format_html_join(
        "",
        '{}<i class="{}" title="{}"></i>',
        (
            (_MINI_LINES[at > 0, knot["on"]], "on" if knot["on"] else "off", knot["label"])
            for at, knot in enumerate(knots)
        ),
    )
    return format_html(
        '<span class="mini" aria-hidden="true">{}</span><span class="vh">{} {} {} {}</span>',
        drawn,
        gettext("Has:"),
        "".join(f"{knot['label']}, " for knot in knots if knot["on"]),
        gettext("not yet:"),
        "".join(f"{knot['label']}, " for knot in knots if not knot["on"]),
    )


_MINI_LINES = {
    (False, False): "",
    (False, True): "",
    (True, True): mark_safe("<s></s>"),
    (True, False): mark_safe('<s class="off"></s>'),
}
"""The line before a knot, by whether it has one before it and whether it is there."""


def changed_query(query: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    """The query with some values changed; None and "" take a name away, a list gives it many.

    >>> changed_query({"county": "25", "after": "x"}, {"after": None, "sort": "-name"})
    '?county=25&sort=-name'
    >>> changed_query({"county": "25"}, {"county": ""})
    '?'
    """
    lists = query.lists() if isinstance(query, QueryDict) else query.items()
    values = {name: held for name, held in lists if name not in changes}
    values |= {name: held for name, held in changes.items() if held not in (None, "")}
    return "?" + urlencode(values, doseq=True)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """The current address's query, changed: `<a href="{% query_with sort="-name" after="" %}">`."""
    request: HttpRequest | None = context.get("request")
    return changed_query(request.GET if request else {}, changes)


@register.inclusion_tag("parts/sort_column.html", takes_context=True)
def sort_column(
    context: Context, name: str, label: str, *, default: str = "", numbers: bool = False
) -> dict[str, Any]:
    """A `<th>` that sorts: `{% sort_column "name" _("Company") default="name" %}`.

    The address says `sort=name` or `sort=-name`; `default` is the order without it.
    """
    request: HttpRequest | None = context.get("request")
    query = request.GET if request else QueryDict()
    current = query.get("sort") or default
    chosen = "descending" if current == f"-{name}" else "ascending" if current == name else ""
    falling_first = numbers and not chosen  # the largest are asked for first
    following = f"-{name}" if chosen == "ascending" or falling_first else name
    return {
        "label": label,
        "numbers": numbers,
        "chosen": chosen,
        "url": changed_query(query, {"sort": following, "after": None, "before": None}),
    }
