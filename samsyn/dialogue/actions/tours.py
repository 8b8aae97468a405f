"""What is done to a tour: planning it, changing what it asks, going to more regions."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, ProtectedError, Q

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded, sort_key
from samsyn.dialogue.actions.dialogues import organisation_of
from samsyn.dialogue.models import Dialogue, Statement, Tour, TourPoint
from samsyn.dialogue.queries.tours import tours_for
from samsyn.dialogue.rules.kinds import DialogueKind, StatementState
from samsyn.dialogue.rules.stages import check_days
from samsyn.dialogue.rules.tours import Point, check_number_of_points, check_points
from samsyn.directory.actions.journal import note, note_each, require
from samsyn.directory.models import County
from samsyn.directory.rules.access import Standing


@transaction.atomic
def plan_tour(
    *,
    by: Standing,
    title: str,
    question: str,
    purpose: str = "",
    points: Sequence[Point],
    county_ids: Collection[str],
    opens_on: date,
    closes_on: date,
) -> Tour:
    """Plan one dialogue held in many counties: the same question, the same points, the same days.

    Each county gets a region dialogue of its own, whose days can be changed there afterwards.
    """
    require(by=by, deed="plan tour")
    organiser_id = organisation_of(by=by)
    check_points(points)
    check_days(opens_on, closes_on)
    tour = Tour.objects.create(
        title=title,
        sort_key=sort_key(title),
        question=question,
        purpose=purpose,
        organiser_id=organiser_id,
        planned_on=by.on,
    )
    TourPoint.objects.bulk_create(
        TourPoint(tour=tour, kind=point.kind, text=point.text) for point in points
    )
    dialogues = _go_to(tour, county_ids, opens_on, closes_on, by.on)
    note(by=by, deed="plan tour", subject=tour)
    note_each(by=by, deed="hold dialogue", subjects=dialogues)
    return tour


@transaction.atomic
def add_regions(
    *, by: Standing, tour_id: int, county_ids: Collection[str], opens_on: date, closes_on: date
) -> list[Dialogue]:
    """Let a tour go to more counties, with the same question and points."""
    tour = _locked(by, tour_id)
    require(by=by, deed="add regions", owner_id=tour.organiser_id)
    check_days(opens_on, closes_on)
    there = tour.dialogues.filter(county__in=county_ids).select_related("county").first()
    if there is not None:
        raise Problem(
            "region-on-tour",
            words("The tour already goes to %(county)s. Choose counties that it does not go to."),
            county=str(there.county),
        )
    dialogues = _go_to(tour, county_ids, opens_on, closes_on, by.on)
    note(by=by, deed="add regions", subject=tour)
    note_each(by=by, deed="hold dialogue", subjects=dialogues)
    return dialogues


@transaction.atomic
def change_tour(
    *,
    by: Standing,
    tour_id: int,
    title: str,
    purpose: str = "",
    points: Sequence[Point] = (),
    point_ids_away: Collection[int] = (),
) -> Tour:
    """Change what a tour is called and for; add points, and take away some that nobody answered.

    A new point becomes a statement in every region of the tour. Where a region has said the same
    already, that statement is the point's from now on, with its votes. The question stands.
    """
    tour = _locked(by, tour_id)
    require(by=by, deed="change tour", owner_id=tour.organiser_id)
    away = list(tour.points.filter(pk__in=point_ids_away))
    _check_nobody_answered(away)
    check_points(points, tour.points.exclude(pk__in=point_ids_away).values_list("text", flat=True))
    _take_away(away)
    made = [TourPoint(tour=tour, kind=point.kind, text=point.text) for point in points]
    dialogues = list(tour.dialogues.select_related("county"))
    for point in TourPoint.objects.bulk_create(made):
        said = _already_said(dialogues, point)
        _say(tour, [one for one in dialogues if one.pk not in said], [point], by.on)
    check_number_of_points(tour.points.count())
    _rename(tour, dialogues, title, purpose)
    note(by=by, deed="change tour", subject=tour)
    return tour


def _locked(by: Standing, tour_id: int) -> Tour:
    """The tour, kept for us until the deed is done; DoesNotExist when `by` may not see it."""
    return tours_for(by).select_related(None).select_for_update().get(pk=tour_id)


def _go_to(
    tour: Tour, county_ids: Collection[str], opens_on: date, closes_on: date, on: date
) -> list[Dialogue]:
    """A region dialogue with every point of the tour in each of the counties."""
    counties = list(County.objects.filter(pk__in=county_ids).order_by("sort_key"))
    if not counties or len(counties) < len(set(county_ids)):
        raise Problem(
            "tour-county",
            words(
                "A tour goes to at least one county, and only to the 21 that there are. "
                "Choose counties from the list."
            ),
        )
    dialogues = Dialogue.objects.bulk_create(
        Dialogue(
            title=_title(tour.title, county.name),
            sort_key=sort_key(_title(tour.title, county.name)),
            question=tour.question,
            purpose=tour.purpose,
            kind=DialogueKind.REGION_DIALOGUE,
            organiser_id=tour.organiser_id,
            county=county,
            tour=tour,
            opens_on=opens_on,
            closes_on=closes_on,
        )
        for county in counties
    )
    _say(tour, dialogues, list(tour.points.all()), on)
    return dialogues


def _say(tour: Tour, dialogues: Sequence[Dialogue], points: Sequence[TourPoint], on: date) -> None:
    Statement.objects.bulk_create(
        Statement(
            dialogue=dialogue,
            text=point.text,
            tour_point=point,
            organisation_id=tour.organiser_id,
            said_on=on,
        )
        for dialogue in dialogues
        for point in points
    )


def _already_said(dialogues: Sequence[Dialogue], point: TourPoint) -> set[int]:
    """Let what regions have said in the same words be the point; the dialogues where they have."""
    said = Statement.objects.filter(dialogue__in=dialogues, tour_point=None)
    same = [one for one in said if folded(one.text) == folded(point.text)]
    Statement.objects.filter(pk__in=[one.pk for one in same]).update(
        tour_point=point, state=StatementState.IN
    )
    return {one.dialogue_id for one in same}


def _check_nobody_answered(points: Sequence[TourPoint]) -> None:
    used = Q(votes__isnull=False) | Q(voice_votes__isnull=False) | Q(notes__isnull=False)
    used |= Q(joint_decisions__isnull=False) | Q(fact_cards__isnull=False)
    used |= Q(proposals__isnull=False)
    for point in points:
        regions = point.statements.filter(used).aggregate(n=Count("dialogue", distinct=True))["n"]
        if regions:
            raise _is_answered(point, regions)


def _is_answered(point: TourPoint, regions: int) -> Problem:
    return Problem(
        "point-answered",
        words(
            "“%(text)s” is voted on, noted or built on in %(regions)s regions, so it stays on the "
            "tour. Only a point that nobody has answered can be taken away."
        ),
        text=point.text,
        regions=regions,
    )


def _take_away(points: Sequence[TourPoint]) -> None:
    for point in points:
        try:
            point.statements.all().delete()
        except ProtectedError as protected:  # a room above has built on it: a goal, a criterion
            raise _is_answered(point, len(protected.protected_objects)) from protected
        point.delete()


def _rename(tour: Tour, dialogues: Sequence[Dialogue], title: str, purpose: str) -> None:
    """The new title and purpose; regions that have the tour's follow, others stay as they are."""
    for dialogue in dialogues:
        if dialogue.title == _title(tour.title, str(dialogue.county)):
            dialogue.title = _title(title, str(dialogue.county))
            dialogue.sort_key = sort_key(dialogue.title)
        if dialogue.purpose == tour.purpose:
            dialogue.purpose = purpose
    Dialogue.objects.bulk_update(dialogues, ["title", "sort_key", "purpose"])
    tour.title, tour.sort_key, tour.purpose = title, sort_key(title), purpose
    tour.save(update_fields=["title", "sort_key", "purpose"])


def _title(tour_title: str, county: str) -> str:
    return f"{tour_title}: {county}"
