"""Tours as JSON, and their regions compared."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Schema, Status
from ninja.security import django_auth
from pydantic import StringConstraints

from samsyn.dialogue.actions import add_regions, change_tour, plan_tour
from samsyn.dialogue.api.shapes import REFUSALS, Line, Place, page_of
from samsyn.dialogue.queries.regions_compared import Cell, comparison_for
from samsyn.dialogue.queries.tours import tour_sheet, tours_for, tours_narrowed
from samsyn.dialogue.rules.comparison import Counted
from samsyn.dialogue.rules.kinds import PointKind, Stance
from samsyn.dialogue.rules.tours import LONGEST_TITLE, NextStep, Point, RegionStage
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])

Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)
]


class PointIn(Schema):
    kind: PointKind
    text: Line


class RegionsIn(Schema):
    county_ids: list[str]
    opens_on: date
    closes_on: date


class TourIn(RegionsIn):
    title: Title
    question: Line
    purpose: str = ""
    points: list[PointIn]


class TourChangeIn(Schema):
    """`points` are added; `point_ids_away` are taken away where nobody has answered them."""

    title: Title
    purpose: str = ""
    points: list[PointIn] = []
    point_ids_away: list[int] = []


class TourOut(Schema):
    id: int
    title: str
    question: str
    purpose: str
    organiser_id: int
    planned_on: date


class ToursOut(Schema):
    """`next` is what to send as `after` to read on; null at the end."""

    items: list[TourOut]
    next: int | None


class PointOut(PointIn):
    id: int


class RegionOut(Schema):
    """`people` is null where their votes are not shown or fewer than five have voted."""

    county_id: str
    county: str
    dialogue_id: int
    opens_on: date
    closes_on: date
    stage: RegionStage
    next_step: NextStep
    organisations: int
    people: int | None
    notes: int
    notes_answered: int


class TourSheetOut(TourOut):
    points: list[PointOut]
    regions: list[RegionOut]


class CountedOut(Schema):
    """Votes with the 90 % interval of the share that agrees, as its low and its high end."""

    agree: int
    disagree: int
    passed: int
    voters: int
    interval: list[float]


class NotedOut(Schema):
    """Where a region stands by so many notes, of which its people have answered some."""

    stance: Stance
    notes: int
    answered: int


class CellOut(Schema):
    """A point in a region; `is_few` where too few have voted on it to compare.

    `noted` is where it stands by the notes of a visit.
    """

    dialogue_id: int
    county: str
    counted: CountedOut | None
    is_few: bool
    noted: NotedOut | None


class DifferenceOut(Schema):
    """How probable so large a difference is by chance; between which dialogues the shares lie."""

    p: float
    is_sure: bool
    lowest_id: int
    highest_id: int


class ComparedPointOut(PointOut):
    all: CountedOut | None
    cells: list[CellOut]
    difference: DifferenceOut | None


class FigureOut(Schema):
    dialogue_id: int
    county: str
    value: float
    interval: list[float]
    voters: int


class ComparisonOut(Schema):
    """`figures` are samsyn figures over the points in `common`, from the highest."""

    tour_id: int
    voice: str
    voices: list[str]
    points: list[ComparedPointOut]
    figures: list[FigureOut]
    common: list[str]
    too_few_ids: list[int]
    silent_ids: list[int]


@router.get("tours/", auth=django_auth, response={200: ToursOut, **REFUSALS})
def read_tours(
    request: Request, place: Query[Place], search: str = "", county: str = ""
) -> dict[str, Any]:
    """The tours that the reader may see, by key."""
    rows = tours_narrowed(tours_for(request.standing), search=search, county=county)
    return page_of(rows, place)


@router.post("tours/", auth=django_auth, response={201: TourSheetOut, **REFUSALS})
def create_tour(request: Request, sent: TourIn) -> Status[Any]:
    """Plan a tour for the organisation acted for: a region dialogue in each of the counties."""
    values = sent.dict() | {"points": _points(sent.points)}
    made = plan_tour(by=request.standing, **values)
    return Status(201, read_tour(request, made.pk))


@router.get("tours/{int:tour_id}/", auth=django_auth, response={200: TourSheetOut, **REFUSALS})
def read_tour(request: Request, tour_id: int) -> dict[str, Any]:
    """One tour with its points, and its regions as far as they have come."""
    sheet = tour_sheet(request.standing, tour_id)
    return TourOut.from_orm(sheet.tour).dict() | {
        "points": [{"id": one.pk, "kind": one.kind, "text": one.text} for one in sheet.points],
        "regions": [
            {
                "county_id": one.code,
                "county": one.name,
                "dialogue_id": one.dialogue.pk,
                "opens_on": one.dialogue.opens_on,
                "closes_on": one.dialogue.closes_on,
                "stage": one.stage,
                "next_step": one.step,
                "organisations": one.organisations,
                "people": one.people,
                "notes": one.notes,
                "notes_answered": one.answered,
            }
            for one in sheet.regions
        ],
    }


@router.put("tours/{int:tour_id}/", auth=django_auth, response={200: TourSheetOut, **REFUSALS})
def put_tour(request: Request, tour_id: int, sent: TourChangeIn) -> dict[str, Any]:
    """Change a tour of the organisation acted for; its question stands."""
    values = sent.dict() | {"points": _points(sent.points)}
    change_tour(by=request.standing, tour_id=tour_id, **values)
    return read_tour(request, tour_id)


@router.post(
    "tours/{int:tour_id}/regions/", auth=django_auth, response={201: TourSheetOut, **REFUSALS}
)
def create_regions(request: Request, tour_id: int, sent: RegionsIn) -> Status[Any]:
    """Let a tour of the organisation acted for go to more counties."""
    add_regions(by=request.standing, tour_id=tour_id, **sent.dict())
    return Status(201, read_tour(request, tour_id))


@router.get(
    "tours/{int:tour_id}/comparison/",
    auth=django_auth,
    response={200: ComparisonOut, **REFUSALS},
)
def read_comparison(request: Request, tour_id: int, voice: str = "") -> dict[str, Any]:
    """The regions over the same points; `voice` is "organisation" or "people"."""
    found = comparison_for(request.standing, tour_id, voice)
    return {
        "tour_id": tour_id,
        "voice": found.voice,
        "voices": found.voices,
        "points": [
            {
                "id": line.key,
                "kind": line.kind,
                "text": line.text,
                "all": _counted(line.all),
                "cells": [_cell(cell) for cell in line.cells],
                "difference": line.difference
                and {
                    "p": line.difference.p,
                    "is_sure": line.difference.is_sure,
                    "lowest_id": line.difference.lowest,
                    "highest_id": line.difference.highest,
                },
            }
            for line in found.lines
        ],
        "figures": [
            {
                "dialogue_id": region.dialogue.pk,
                "county": region.name,
                "value": one.value,
                "interval": [one.low, one.high],
                "voters": one.voters,
            }
            for region, one in found.figures
        ],
        "common": found.common,
        "too_few_ids": [region.dialogue.pk for region in found.too_few],
        "silent_ids": [region.dialogue.pk for region in found.silent],
    }


def _points(sent: list[PointIn]) -> list[Point]:
    return [Point(one.kind, " ".join(one.text.split())) for one in sent]


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "dialogue_id": cell.region.dialogue.pk,
        "county": cell.region.name,
        "counted": _counted(cell.counted),
        "is_few": cell.is_few,
        "noted": cell.noted,
    }


def _counted(one: Counted | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "agree": one.tally.agree,
        "disagree": one.tally.disagree,
        "passed": one.tally.passed,
        "voters": one.tally.voters,
        "interval": [one.low, one.high],
    }
