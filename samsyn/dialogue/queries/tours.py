"""What can be read of tours: the list, and one with its regions, each as far as it has come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samsyn.dialogue.models import Dialogue, Tour, TourPoint, VoiceVote, Vote
from samsyn.dialogue.models.notebook import RegionNote
from samsyn.dialogue.queries.dialogues import ONE_ORGANISATION, votes_that_count
from samsyn.dialogue.queries.people import people_open_to
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.rules.phones import LEAST_SHOWN
from samsyn.dialogue.rules.tours import NextStep, Progress, RegionStage, next_step, region_stage
from samsyn.directory.models import County
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing


def tours_for(viewer: Standing) -> QuerySet[Tour]:
    """The tours that the viewer may see, newest first: the house, and the organiser's own."""
    return (
        Tour.objects.filter(may_see(viewer, "tour", owner="organiser"))
        .select_related("organiser")
        .order_by("-planned_on", "-pk")
    )


def tours_narrowed(rows: QuerySet[Tour], *, search: str = "", county: str = "") -> QuerySet[Tour]:
    """The tours among the rows that hold every word, and that go to the county."""
    if search:
        rows = rows.filter(holds(search, "title", "question", "organiser__name"))
    if county:
        rows = rows.filter(dialogues__county=county)
    return rows


def tours_counted(rows: QuerySet[Tour], viewer: Standing) -> QuerySet[Tour]:
    """The rows with `point_count`, `region_count` and `held_count`, of the regions that are held.

    A region is held when something is voted or noted, or its last day has passed.
    """
    points = TourPoint.objects.filter(tour=OuterRef("pk")).order_by().values("tour")
    regions = Dialogue.objects.filter(tour=OuterRef("pk")).order_by().values("tour")
    has_something = (
        Q(closes_on__lt=viewer.on)
        | Q(Exists(Vote.objects.filter(statement__dialogue=OuterRef("pk"))))
        | Q(Exists(VoiceVote.objects.filter(statement__dialogue=OuterRef("pk"))))
        | Q(Exists(RegionNote.objects.filter(dialogue=OuterRef("pk"))))
    )
    return rows.annotate(
        point_count=_number(points),
        region_count=_number(regions),
        held_count=_number(regions.filter(has_something)),
    )


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def tour_rows(rows: QuerySet[Tour]) -> Iterable[tuple[object, ...]]:
    """Counted tours as rows of a spreadsheet, read as they are written."""
    names = ("title", "question", "organiser_name", "planned_on")
    return (
        rows.annotate(organiser_name=F("organiser__name"))
        .values_list(*names, "point_count", "region_count", "held_count")
        .iterator(chunk_size=2000)
    )


def tour_choices(viewer: Standing) -> list[tuple[int, str]]:
    """The tours that a call may come of, as choices of a field, newest first."""
    return list(tours_for(viewer).values_list("pk", "title"))


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a tour, by the code and name of its county, as far as it has come.

    `organisations` have voted on something. `people` have by phone: None where they are not shown
    to the viewer or are fewer than five. `notes` are those of the visit, `answered` of them
    confirmed or corrected.
    """

    code: str
    name: str
    dialogue: Dialogue
    stage: RegionStage
    step: NextStep
    organisations: int
    people: int | None
    notes: int
    answered: int


@dataclass(frozen=True, slots=True)
class TourSheet:
    """All that the page of a tour shows of it, apart from the comparison.

    `absent` are the counties that it does not go to.
    """

    tour: Tour
    points: list[TourPoint]
    regions: list[Region]
    absent: list[County]
    may_change: bool

    def number(self, *stages: RegionStage) -> int:
        """How many regions have come so far."""
        return sum(region.stage in stages for region in self.regions)

    @property
    def dialogues(self) -> list[Dialogue]:
        return [region.dialogue for region in self.regions]


def tour_sheet(viewer: Standing, tour_id: int) -> TourSheet:
    """One tour and its regions in Swedish order; DoesNotExist when the viewer may not see it."""
    tour = tours_for(viewer).get(pk=tour_id)
    dialogues = list(tour.dialogues.select_related("county").order_by("county__sort_key", "pk"))
    there = {dialogue.county_id for dialogue in dialogues}
    return TourSheet(
        tour=tour,
        points=list(tour.points.all()),
        regions=_regions(viewer, dialogues),
        absent=[one for one in County.objects.order_by("sort_key") if one.pk not in there],
        may_change=may_do(viewer, "change tour", tour.organiser_id),
    )


def removable_points(viewer: Standing, tour_id: int) -> list[tuple[int, str]]:
    """The points of a tour that nobody has voted or noted on, as choices of a field."""
    tour = tours_for(viewer).get(pk=tour_id)
    answered = Q(statements__votes__isnull=False) | Q(statements__voice_votes__isnull=False)
    answered |= Q(statements__notes__isnull=False)
    used = tour.points.filter(answered).values("pk")
    return list(tour.points.exclude(pk__in=used).values_list("pk", "text"))


def _regions(viewer: Standing, dialogues: Sequence[Dialogue]) -> list[Region]:
    """Each dialogue as far as it has come: four queries, however many they are."""
    organisations, most = _organisations(dialogues)
    people, crowd = _people(dialogues)
    notes = _notes(dialogues)
    found = []
    for dialogue in dialogues:
        key = dialogue.pk
        noted, answered = notes.get(key, (0, 0))
        is_shown = people_open_to(viewer, dialogue)
        progress = Progress(
            dialogue.opens_on,
            dialogue.closes_on,
            most_organisations=most.get(key, 0),
            most_people=crowd.get(key, 0),
            are_people_shown=is_shown,
            notes=noted,
            answered=answered,
        )
        found.append(
            Region(
                code=str(dialogue.county_id),
                name=str(dialogue.county),
                dialogue=dialogue,
                stage=region_stage(viewer.on, progress),
                step=next_step(viewer.on, progress),
                organisations=organisations.get(key, 0),
                people=_told(people.get(key, 0)) if is_shown else None,
                notes=noted,
                answered=answered,
            )
        )
    return found


def _told(people: int) -> int | None:
    return people if people >= LEAST_SHOWN else None


def _organisations(dialogues: Sequence[Dialogue]) -> tuple[dict[int, int], dict[int, int]]:
    """By dialogue how many organisations have voted, and most of them on one statement."""
    cast = votes_that_count().filter(
        statement__dialogue__in=dialogues, statement__state=StatementState.IN
    )
    voters: dict[int, set[int]] = defaultdict(set)
    on_one: dict[tuple[int, int], int] = defaultdict(int)
    rows = cast.annotate(one=ONE_ORGANISATION)
    for dialogue, statement, one in rows.values_list("statement__dialogue", "statement", "one"):
        voters[dialogue].add(one)
        on_one[dialogue, statement] += 1
    return {key: len(those) for key, those in voters.items()}, _most(on_one)


def _people(dialogues: Sequence[Dialogue]) -> tuple[dict[int, int], dict[int, int]]:
    """By dialogue how many people have voted by phone, and most of them on one statement."""
    cast = VoiceVote.objects.filter(
        statement__dialogue__in=dialogues, statement__state=StatementState.IN
    ).order_by()
    by_dialogue = cast.values_list("statement__dialogue").annotate(n=Count("voice", distinct=True))
    by_statement = cast.values_list("statement__dialogue", "statement").annotate(n=Count("pk"))
    on_one = {(dialogue, statement): n for dialogue, statement, n in by_statement}
    return dict(by_dialogue), _most(on_one)


def _most(on_one: dict[tuple[int, int], int]) -> dict[int, int]:
    most: dict[int, int] = defaultdict(int)
    for (dialogue, _statement), number in on_one.items():
        most[dialogue] = max(most[dialogue], number)
    return most


def _notes(dialogues: Collection[Dialogue]) -> dict[int, tuple[int, int]]:
    """By dialogue how many notes there are of the visit, and how many its people have answered."""
    rows = RegionNote.objects.filter(dialogue__in=dialogues).order_by().values_list("dialogue")
    counted = rows.annotate(
        n=Count("pk", distinct=True),
        answered=Count("pk", distinct=True, filter=Q(answers__isnull=False)),
    )
    return {dialogue: (n, answered) for dialogue, n, answered in counted}
