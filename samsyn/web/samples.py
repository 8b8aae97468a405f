"""Made-up things that the page about the look shows its parts with. Nothing here is stored."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, gettext_lazy

from samsyn.web.forms import ANY, HouseFilters, HouseForm
from samsyn.web.paging import Page
from samsyn.web.templatetags.samsyn import share

HERE = "/design/"


class SampleForm(HouseForm):
    """One field of each sort."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=120, help_text=gettext_lazy("In a few words.")
    )
    amount_sek = forms.DecimalField(label=gettext_lazy("Amount, kronor"), min_value=0)
    opens_on = forms.DateField(label=gettext_lazy("Opens"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("workshop", gettext_lazy("Workshop")), ("visit", gettext_lazy("Visit"))],
        widget=forms.RadioSelect,
    )
    told = forms.BooleanField(label=gettext_lazy("The company has been told"))


class SampleFilters(HouseFilters):
    """Search, a choice and a box."""

    search = forms.CharField(label=gettext_lazy("Search name or place"))
    size = forms.ChoiceField(
        label=gettext_lazy("Size"),
        choices=[("", ANY), ("small", gettext_lazy("Small")), ("medium", gettext_lazy("Medium"))],
    )
    loose = forms.BooleanField(label=gettext_lazy("Loose ends only"))


def knot(label: str, count: int | None, **more: Any) -> dict[str, Any]:
    """A knot of the bar, with what it is not already filled in."""
    usual = {"url": HERE + "#bar", "here": False, "loose": False, "deed_url": "", "ties": []}
    return {"label": label, "count": count, **usual, **more}


def bar() -> list[dict[str, Any]]:
    """A thread bar with a knot in every state."""
    ties = [("Lyftet 1", HERE + "#bar"), ("Lyftet 2", HERE + "#bar")]
    deed = {"deed_url": HERE + "#bar", "deed_text": _("Tie a grant")}
    return [
        knot(_("Dialogue"), 2),
        knot(_("Goal"), 1, ties=[(_("Companies have better flows"), HERE + "#bar")]),
        knot(_("Call"), 3),
        knot(_("Grant"), 0, loose=True, **deed),
        knot(_("Programme"), None, here=True),
        knot(_("Activity"), 12, ties=ties),
        knot(_("Company"), 287),
        knot(_("Result"), None, url=""),
    ]


def mini() -> list[dict[str, Any]]:
    """A small thread: two knots tied, one not."""
    return [
        {"label": _("Took part"), "on": True},
        {"label": _("Improvement"), "on": True},
        {"label": _("Key figures"), "on": False},
    ]


def loose_ends() -> list[dict[str, Any]]:
    """Loose ends in two groups: one with all that can be said of it, and one with a sentence."""
    ours = {
        "sentence": _("The grant to Exempelverkstaden pays for no programme."),
        "url": HERE + "#loose",
        "deed_text": _("Say which programme it pays for"),
        "age": _("12 days"),
        "owner": "Exempelverkstaden",
        "stake_sek": Decimal(1_200_000),
        "key": 1,
    }
    others = {"sentence": _("Nobody measures the indicator."), "url": "", "stake_sek": None}
    return [{"title": _("Ours"), "ends": [ours]}, {"title": _("Others’"), "ends": [others]}]


def figures() -> list[dict[str, Any]]:
    """Figures that are known, lead somewhere, are hidden, and are not known."""
    once = _("A company counts once, however many times it took part.")
    return [
        {"value": "287", "label": _("Companies"), "rule": once, "url": HERE + "#figures"},
        {"value": share(0.035), "label": _("Went on to the long programme"), "rule": "", "url": ""},
        {"value": "4", "label": _("Companies in Gotland"), "rule": "", "url": "", "hidden": True},
        {"value": None, "label": _("Hours saved"), "rule": "", "url": ""},
    ]


def areas() -> list[dict[str, Any]]:
    """Squares instead of counties: each shade, and one that is not known."""
    shades: list[int | None] = [0, 1, 2, 3, 4, 5, None]
    return [
        {
            "code": str(number),
            "name": _("Area %(number)s") % {"number": number + 1},
            "path": f"M{4 + number * 60} 4h52v52h-52z",
            "shade": shade,
            "value": None if shade is None else str(shade * 10),
            "url": HERE + "#map",
            "here": number == 2,
        }
        for number, shade in enumerate(shades)
    ]


def picture() -> dict[str, Any]:
    """A drawing with its words, its table and its files."""
    drawn = mark_safe(  # noqa: S308  our own drawing, no value from outside
        '<svg class="chart" viewBox="0 0 424 90" role="img" aria-labelledby="drawn">'
        f'<title id="drawn">{escape(_("Half of the companies went on."))}</title>'
        '<path class="thread-band" stroke-width="40" d="M8 45H200"/>'
        '<path class="thread-band" stroke-width="20" d="M200 35C290 35 290 45 416 45"/>'
        '<circle class="knot here" cx="8" cy="45" r="6"/>'
        '<circle class="knot" cx="200" cy="45" r="6"/>'
        '<circle class="knot" cx="416" cy="45" r="6"/></svg>'
    )
    rows = [[(_("Took part"), ""), ("20", "")], [(_("Went on"), HERE + "#pictures"), ("10", "")]]
    heads = [_("Step"), _("Companies")]
    return {
        "svg": drawn,
        "summary": [_("Half of the companies went on.")],
        "rule": _("A company counts once, however many times it took part."),
        "files": [{"label": "SVG", "url": HERE + "#pictures"}],
        "tables": [{"caption": _("The same as a table"), "heads": heads, "rows": rows}],
    }


def page() -> Page[Any]:
    """The middle page of a list."""
    return Page([1, 2], HERE + "#tables", HERE + "#tables", HERE + "#tables", 287)


def jobs() -> list[dict[str, Any]]:
    """A long job that runs, one that is done, one that failed."""
    running = {"is_running": True, "percent": 35, "sentence": _("2 300 of 6 500 rows read")}
    done = {"sentence": _("6 500 rows read"), "result_url": HERE + "#jobs"}
    return [
        {"key": "job-1", "title": _("The list is read"), **running},
        {
            "key": "job-2",
            "title": _("The list is read"),
            **done,
            "result_text": _("Look at the rows"),
        },
        {
            "key": "job-3",
            "title": _("The list is read"),
            "problem": _("The file has no column for the company."),
        },
    ]


def cards() -> list[dict[str, Any]]:
    """Two things among others."""
    return [
        {
            "kind": _("Workshop"),
            "title": _("Workshop on the whole"),
            "url": HERE + "#cards",
            "text": _("What do small and medium-sized industrial companies need most of us?"),
            "tags": [(_("Open"), "good"), (_("16 have voted"), "")],
            "meta": "7–21 feb 2024",
        },
        {
            "kind": _("Visit"),
            "title": "Exempelverkstaden AB",
            "url": HERE + "#cards",
            "tags": [(_("Waits for a next step"), "warn")],
        },
    ]
