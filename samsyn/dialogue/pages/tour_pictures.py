"""The two pictures of a tour with all that belongs to them: words, tables, files."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, ngettext

from samsyn.dialogue.forms.tours import REGION_STAGE_NAMES
from samsyn.dialogue.pages import tour_words
from samsyn.dialogue.pages.analyses import FILES
from samsyn.dialogue.pages.tour_svg import (
    FULL_KNOT,
    OPEN_KNOT,
    figure_plot,
    legend_of,
    sign,
    tour_map,
)
from samsyn.dialogue.queries.regions_compared import Comparison
from samsyn.dialogue.rules.tours import RegionStage
from samsyn.funding.queries.calls import CountyAnswers
from samsyn.results.pages.map_svg import source
from samsyn.web.answer import Request
from samsyn.web.drawing import Pen
from samsyn.web.templatetags.samsyn import changed_query, count


class TourPictures:
    """The map and the plot of one request; `answers` tell of the calls, by code of the county."""

    def __init__(
        self, request: Request, comparison: Comparison, answers: Mapping[str, CountyAnswers]
    ) -> None:
        self.request, self.comparison, self.answers = request, comparison, answers
        self.sheet = comparison.sheet
        self.stages = {one.code: one.stage for one in self.sheet.regions}
        self.names = {one.code: one.name for one in self.sheet.regions}
        for county in self.sheet.absent:
            self.stages[county.pk] = RegionStage.ABSENT
            self.names[county.pk] = county.name
        self.map_title = _("Map of the tour: %(tour)s") % {"tour": self.sheet.tour.title}
        values = {"tour": self.sheet.tour.title}
        self.plot_title = _("The samsyn figure by region: %(tour)s") % values

    def alone(self, which: str) -> tuple[str, str] | None:
        """The name and the SVG of a picture as a file; None where there is no such picture."""
        if which == "map":
            return _("tour-map"), self._map(alone=True)
        if which == "figures" and self.comparison.figures:
            return _("samsyn-by-region"), self._plot(alone=True)
        return None

    def map(self) -> dict[str, Any]:
        """What parts/picture.html needs of the map."""
        pen = Pen(alone=False)
        legend = [(mark_safe(sign(pen, look)), text) for look, text in self._legend()]  # noqa: S308
        return {
            "id": "picture-map",
            "svg": mark_safe(self._map(alone=False)),  # noqa: S308  escaped by the pen
            "marks": legend,
            "summary": list(self._map_sentences()),
            "rule": source(),
            "tables": [self._map_table()],
            "files": self._files("map"),
        }

    def _map_table(self) -> dict[str, Any]:
        rows = [
            {"cells": [(self.names[code], ""), (self._said_of(code), "")]} for code in self.names
        ]
        heads = [_("County"), _("State")]
        return {"caption": self.map_title, "heads": heads, "rows": rows}

    def figures(self) -> dict[str, Any]:
        """What parts/picture.html needs of the plot."""
        heads = [_("Region"), _("Samsyn figure (90 % interval)")]
        rows = [{"cells": [(name, ""), (said, "")]} for name, said, _figure in self._figures()]
        return {
            "id": "picture-figures",
            "svg": mark_safe(self._plot(alone=False)),  # noqa: S308  escaped by the pen
            "summary": list(tour_words.figures_words(self.comparison)),
            "tables": [{"caption": self.plot_title, "heads": heads, "rows": rows}],
            "table_open": self.request.GET.get("view") == "table",
            "files": self._files("figures"),
        }

    def _files(self, picture: str) -> list[dict[str, str]]:
        return [
            {
                "label": label,
                "url": changed_query(self.request.GET, {"picture": picture, "format": form}),
            }
            for form, label in FILES.items()
        ]

    def _map(self, *, alone: bool) -> str:
        urls = {
            one.code: reverse("dialogue:dialogue_detail", args=[one.dialogue.pk])
            for one in self.sheet.regions
        }
        return tour_map(
            self.stages,
            {code: one.granted > 0 for code, one in self.answers.items()},
            alone=alone,
            words={code: f"{name}: {self._said_of(code)}" for code, name in self.names.items()},
            urls=urls,
            title=self.map_title,
            description=" ".join(self._map_sentences()),
            legend=self._legend(),
        )

    def _said_of(self, code: str) -> str:
        """What the map says of a county: "Analysed, 2 applications, 1 grant"."""
        said = [str(REGION_STAGE_NAMES[self.stages[code]])]
        if code in self.answers:
            said.append(answers_words(self.answers[code]))
        return ", ".join(said)

    def _legend(self) -> list[tuple[str, str]]:
        names = {stage: str(name) for stage, name in REGION_STAGE_NAMES.items()}
        legend = legend_of(self.stages, names)
        granted = sum(one.granted > 0 for one in self.answers.values())
        if granted:
            legend.append((FULL_KNOT, _("Grant: %(number)s") % {"number": count(granted)}))
        if len(self.answers) > granted:
            values = {"number": count(len(self.answers) - granted)}
            legend.append((OPEN_KNOT, _("Applied for: %(number)s") % values))
        return legend

    def _map_sentences(self) -> Iterator[str]:
        number = len(self.sheet.regions)
        text = ngettext("%(number)s region", "%(number)s regions", number)
        stages = tour_words.stages_words(self.sheet)
        yield f"{text % {'number': count(number)}}: {stages}."

    def _figures(self) -> list[tuple[str, str, Any]]:
        return [
            (region.name, tour_words.figure_words(self.comparison, figure), figure)
            for region, figure in self.comparison.figures
        ]

    def _plot(self, *, alone: bool) -> str:
        return figure_plot(
            self._figures(),
            alone=alone,
            title=self.plot_title,
            description=" ".join(tour_words.figures_words(self.comparison)),
        )


def answers_words(one: CountyAnswers) -> str:
    """What calls of the tour have come to in a county: "2 applications, 1 grant"."""
    said = []
    if one.applied:
        text = ngettext("%(number)s application", "%(number)s applications", one.applied)
        said.append(text % {"number": count(one.applied)})
    if one.granted:
        text = ngettext("%(number)s grant", "%(number)s grants", one.granted)
        said.append(text % {"number": count(one.granted)})
    return ", ".join(said)
