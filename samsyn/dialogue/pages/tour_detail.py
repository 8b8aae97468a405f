"""One tour, as a page: its regions on a map and in a list, and all of them compared."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.dialogue.forms.notebook import STANCE_NAMES
from samsyn.dialogue.forms.tours import REGION_STAGE_NAMES
from samsyn.dialogue.pages import tour_words
from samsyn.dialogue.pages.analyses import FILES, PNG_WIDTH_PX
from samsyn.dialogue.pages.tour_pictures import TourPictures, answers_words
from samsyn.dialogue.pages.tours import crumbs
from samsyn.dialogue.queries.regions_compared import Comparison, comparison_for
from samsyn.dialogue.queries.tours import TourSheet
from samsyn.dialogue.reports import comparison_sheets
from samsyn.dialogue.rules.tours import NextStep
from samsyn.funding.queries.calls import answers_by_county, calls_of_tour
from samsyn.web.answer import Request, answer
from samsyn.web.drawing import png
from samsyn.web.sheets import workbook
from samsyn.web.templatetags.samsyn import changed_query


@require_GET
def tour_detail(request: Request, tour_id: int) -> HttpResponseBase:
    """A tour: where it goes and how far each region has come; the same points in all of them."""
    viewer = request.standing
    comparison = comparison_for(viewer, tour_id, request.GET.get("voice", ""))
    sheet = comparison.sheet
    calls = calls_of_tour(viewer, tour_id)
    answers = answers_by_county(viewer, [call.pk for call in calls])
    pictures = TourPictures(request, comparison, answers)
    asked = request.GET.get("format", "")
    if asked in FILES:
        return _file(request, pictures, asked)
    urls = {one.dialogue.pk: _region_url(one) for one in sheet.regions}
    points = tour_words.point_words(comparison, urls, request.GET.get("sort", ""))
    return answer(
        request,
        "dialogue/tour_detail.html",
        sheet=sheet,
        comparison=comparison,
        calls=calls,
        stages=tour_words.stages_words(sheet),
        regions=_rows(sheet, urls, answers),
        headline=tour_words.headline_words(comparison),
        rests_on=tour_words.rests_on(comparison),
        points=points,
        some_sure=any(point.is_sure for point in points),
        some_noted=any(point.noted for point in points),
        stances=STANCE_NAMES.items(),
        voices=_voices(request, comparison),
        switches=_switches(request),
        with_intervals=request.GET.get("show") == "intervals",
        shades=[(shade, _shade_words(shade)) for shade in range(1, 6)],
        map=pictures.map(),
        figures=pictures.figures() if comparison.figures else None,
        figures_said=list(tour_words.figures_words(comparison)),
        excel_url=changed_query(request.GET, {"format": "xlsx", "picture": None}),
        crumbs=crumbs(),
    )


def _region_url(region: Any) -> str:
    """Where a region's next step is taken: how far it agrees, its notebook, or its dialogue."""
    page = "dialogue_detail"
    if region.step in (NextStep.NOTE, NextStep.CONFIRM):
        page = "notebook"
    elif region.step is NextStep.READ:
        has_votes = region.organisations or region.people
        page = "dialogue_agreement" if has_votes else "notebook"
    return reverse(f"dialogue:{page}", args=[region.dialogue.pk])


def _rows(sheet: TourSheet, urls: dict[int, str], answers: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": region.name,
            "url": reverse("dialogue:dialogue_detail", args=[region.dialogue.pk]),
            "stage": region.stage,
            "stage_name": REGION_STAGE_NAMES[region.stage],
            "days": region.dialogue,
            "voted": tour_words.voted_words(region),
            "step": tour_words.step_words(region),
            "step_url": urls[region.dialogue.pk],
            "answers": answers_words(answers[region.code]) if region.code in answers else "",
        }
        for region in sheet.regions
    ]


def _voices(request: Request, comparison: Comparison) -> list[dict[str, Any]]:
    """A tab for each way of counting that has votes to show; none where there is one."""
    if len(comparison.voices) < 2:
        return []
    return [
        {
            "label": tour_words.VOICE_NAMES[voice],
            "url": changed_query(request.GET, {"voice": voice}) + "#comparison",
            "here": voice == comparison.voice,
            "count": None,
        }
        for voice in comparison.voices
    ]


def _switches(request: Request) -> list[dict[str, Any]]:
    """The ways to look at the comparison: the order of points, and with or without intervals."""
    sort, show = request.GET.get("sort", ""), request.GET.get("show", "")
    shown = {"": _("Votes"), "intervals": _("Votes and intervals")}
    return [
        {
            "label": label,
            "only_wide": name == "show",
            "links": [
                {
                    "label": text,
                    "url": changed_query(request.GET, {name: value}) + "#comparison",
                    "here": value == chosen,
                }
                for value, text in choices.items()
            ],
        }
        for label, name, chosen, choices in (
            (_("Order"), "sort", sort if sort in tour_words.SORTS else "", tour_words.SORTS),
            (_("In each cell"), "show", show if show in shown else "", shown),
        )
    ]


def _shade_words(shade: int) -> str:
    return _("%(low)s–%(high)s of 100 agree") % {"low": (shade - 1) * 20, "high": shade * 20}


def _file(request: Request, pictures: TourPictures, form: str) -> HttpResponseBase:
    """The comparison as Excel, or a picture of the tour as SVG, PNG or Excel."""
    which = request.GET.get("picture", "")
    drawn = pictures.alone(which)
    if drawn is None or form == "xlsx":
        comparison = pictures.comparison
        return workbook(comparison.sheet.tour.title, comparison_sheets(comparison))
    name, svg = drawn
    content = svg.encode() if form == "svg" else png(svg, width_px=PNG_WIDTH_PX)
    kind = "image/svg+xml" if form == "svg" else "image/png"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
