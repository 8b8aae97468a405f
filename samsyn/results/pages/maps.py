"""The map of Sweden by county and municipality, with its table and its files."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET

from samsyn.basics.problem import Problem
from samsyn.results.forms import MEASURE_NAMES, MapFilters
from samsyn.results.pages.map_svg import legend_of, map_svg, source
from samsyn.results.pages.pictures import FILES, PNG_WIDTH_PX
from samsyn.results.pages.tabs import tabs
from samsyn.results.queries.maps import MapSheet, map_sheet
from samsyn.results.rules.counting import Dimension, Measure, counting_rule
from samsyn.web.answer import Request, in_words
from samsyn.web.drawing import png
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query, count, sek


@login_not_required
@require_GET
def map_page(request: Request) -> HttpResponseBase:
    """A map by county; a county that is opened, or the whole country, by municipality."""
    form = MapFilters(request.GET, request.standing)
    measure, county, by_municipality, filters = form.asked()
    looks = {str(name) for name in MEASURE_NAMES.values()}
    context: dict[str, Any] = {
        **tabs(request.standing, "map"),
        "filters": form,
        "chips": [chip for chip in form.chips() if chip.label not in looks],
        "title": _("Map"),
    }
    try:
        sheet = map_sheet(
            request.standing, measure, filters, county=county, by_municipality=by_municipality
        )
    except Problem as problem:
        context["refusal"] = in_words(problem)
        return render(request, "results/map.html", context, status=422)
    page = _Page(request, sheet)
    if (form_asked := request.GET.get("format", "")) in FILES:
        return page.file(form_asked)
    return render(
        request, "results/map.html", {**context, "title": page.title, "picture": page.picture()}
    )


class _Page:
    """The map of one request in words: what each area says, where it leads, what the files hold."""

    def __init__(self, request: Request, sheet: MapSheet) -> None:
        self.request, self.sheet = request, sheet
        kinds = _("municipality") if sheet.by_municipality else _("county")
        where = sheet.county_name or _("Sweden")
        values = {"what": MEASURE_NAMES[sheet.measure], "where": where, "kind": kinds}
        self.title = _("%(what)s in %(where)s by %(kind)s") % values
        self.words = {area.code: f"{area.name}: {self.said(area.value)}" for area in sheet.areas}

    def figure(self, value: Decimal | None, form: str = "") -> str:
        if value is None:
            return _("hidden")
        return sek(value, form) if self.sheet.measure == "sek" else count(int(value))

    def said(self, value: Decimal | None) -> str:
        """A figure with what it counts: "12 companies"."""
        if value is None or self.sheet.measure == "sek":
            return self.figure(value)
        if self.sheet.measure == "companies":
            text = ngettext("%(number)s company", "%(number)s companies", int(value))
        else:
            text = ngettext("%(number)s participation", "%(number)s participations", int(value))
        return text % {"number": self.figure(value)}

    def url(self, code: str) -> str:
        """A county opens to its municipalities; a municipality shows its line in the table."""
        here = reverse("results:map")
        if self.sheet.county:
            shown = changed_query(self.request.GET, {"view": "table", "format": None})
            return f"{here}{shown}#place-{code}"
        opened = {"county": code[:2], "by": None, "view": None, "format": None}
        return f"{here}{changed_query(self.request.GET, opened)}"

    def legend(self) -> list[tuple[int | None, str]]:
        values = {area.value for area in self.sheet.areas if area.value is not None}
        written = {value: self.figure(value, "short") for value in values}
        return legend_of(self.sheet, written)

    def svg(self, *, alone: bool) -> str:
        return map_svg(
            self.sheet,
            alone=alone,
            words=self.words,
            title=self.title,
            description=" ".join(self.summary()),
            urls={area.code: self.url(area.code) for area in self.sheet.areas},
            legend=self.legend(),
        )

    def summary(self) -> Iterator[str]:
        """The map in a few sentences, with its own figures."""
        sheet = self.sheet
        yield _("In all %(figure)s, each once.") % {"figure": self.said(sheet.total)}
        shown = [area for area in sheet.areas if area.value is not None]
        most = max(shown, key=lambda area: area.value or 0, default=None)
        if most is not None and most.value:
            yield _("Most: %(area)s.") % {"area": self.words[most.code]}
        empty = sum(area.value == 0 for area in shown)
        if empty:
            text = ngettext("%(number)s area has none.", "%(number)s areas have none.", empty)
            yield text % {"number": count(empty)}
        hidden = len(sheet.areas) - len(shown)
        if hidden:
            text = ngettext(
                "%(number)s area is hidden, since companies could be recognised.",
                "%(number)s areas are hidden, since companies could be recognised.",
                hidden,
            )
            yield text % {"number": count(hidden)}
        if sheet.without_place:
            yield _("Not on the map, without a known place: %(figure)s.") % {
                "figure": self.said(sheet.without_place)
            }

    def picture(self) -> dict[str, Any]:
        """What parts/picture.html needs."""
        query, here = self.request.GET, reverse("results:map")
        rule = counting_rule(_RULES[self.sheet.measure], [Dimension.COUNTY])
        return {
            "svg": mark_safe(self.svg(alone=False)),  # noqa: S308  escaped by the pen
            "summary": list(self.summary()),
            "rule": _(rule[0]) % rule[1] if rule else "",
            "reaches": source(),
            "legend": self.legend(),
            "tables": [self.table()],
            "table_open": query.get("view") == "table",
            "files": [
                {"label": label, "url": f"{here}{changed_query(query, {'format': form})}"}
                for form, label in zip(FILES, ("SVG", "PNG", "Excel"), strict=True)
            ],
        }

    def table(self) -> dict[str, Any]:
        measure = str(MEASURE_NAMES[self.sheet.measure])
        kind = _("Municipality") if self.sheet.by_municipality else _("County")
        rows = [
            {
                "id": f"place-{area.code}",
                "cells": [
                    (area.name, "" if self.sheet.county else self.url(area.code)),
                    (self.figure(area.value), ""),
                ],
            }
            for area in self.sheet.areas
        ]
        return {"caption": self.title, "heads": [kind, measure], "rows": rows}

    def file(self, form: str) -> HttpResponseBase:
        """The map as SVG, PNG or Excel."""
        name = _("map")
        if form == "xlsx":
            heads = [_("Code"), *self.table()["heads"]]
            rows = (
                [area.code, area.name, _("hidden") if area.value is None else area.value]
                for area in self.sheet.areas
            )
            return excel(f"{name}.xlsx", heads, rows)
        svg = self.svg(alone=True)
        content = svg.encode() if form == "svg" else png(svg, width_px=PNG_WIDTH_PX)
        kind = "image/svg+xml" if form == "svg" else "image/png"
        headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return HttpResponse(content, content_type=kind, headers=headers)


_RULES = {
    "companies": Measure.COMPANIES,
    "participations": Measure.PARTICIPATIONS,
    "sek": Measure.GRANTED,
}
