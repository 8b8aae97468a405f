"""The regions of a tour compared over its points, shaped for pages, with one way of counting.

Organisations' votes and people's are counted apart; what was noted in visits stands beside either.
Votes are read in one query however many regions there are, and what they come to is kept until one
of them is another.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from samsyn.dialogue.models import Dialogue, Statement, VoiceVote
from samsyn.dialogue.queries.dialogues import ONE_ORGANISATION, votes_that_count
from samsyn.dialogue.queries.notebook import stances_of
from samsyn.dialogue.queries.people import mark_of, people_open_to
from samsyn.dialogue.queries.tours import Region, TourSheet, tour_sheet
from samsyn.dialogue.queries.voices import ORGANISATION, PEOPLE, Row
from samsyn.dialogue.rules.comparison import Compared, Counted, Difference, Figure
from samsyn.dialogue.rules.headline import LEAST_VOTERS
from samsyn.dialogue.rules.kinds import PointKind, StatementState
from samsyn.dialogue.rules.notebook import NotedStance
from samsyn.dialogue.rules.phones import LEAST_SHOWN
from samsyn.dialogue.rules.protection import unlinkable
from samsyn.directory.queries.kept import kept_for_all
from samsyn.directory.rules.access import Standing

LEAST = {ORGANISATION: LEAST_VOTERS, PEOPLE: LEAST_SHOWN}
"""Fewer votes on a point in a region are too few to compare."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A point in a region: its votes and where it stands by the notes of a visit, if any.

    `is_few` is that the votes are too few to compare.
    """

    region: Region
    counted: Counted | None
    is_few: bool
    noted: NotedStance | None


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point with its votes in all regions, in each, and how regions differ; keys of the point.

    `difference` is None where fewer than two regions have enough votes on it.
    """

    key: int
    kind: PointKind
    text: str
    all: Counted | None
    cells: tuple[Cell, ...]
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The regions of a tour compared with one way of counting.

    `columns` are the regions with something to show and `silent` those without. `figures` rest on
    the points in `common` and are ordered from the highest; `too_few` are regions left out of them.
    `voices` are the ways of counting that have votes to show.
    """

    sheet: TourSheet
    voice: str
    voices: tuple[str, ...]
    least: int
    columns: tuple[Region, ...]
    silent: tuple[Region, ...]
    lines: tuple[PointLine, ...]
    figures: tuple[tuple[Region, Figure], ...]
    common: tuple[str, ...]
    too_few: tuple[Region, ...]

    def region(self, key: int) -> Region:
        """The region whose dialogue has the key."""
        return next(one for one in self.columns if one.dialogue.pk == key)


def comparison_for(viewer: Standing, tour_id: int, voice: str = "") -> Comparison:
    """The regions of a tour compared; DoesNotExist when the viewer may not see it.

    Without a voice that has votes it is the first that has: organisations', else people's.
    """
    sheet = tour_sheet(viewer, tour_id)
    shown = [one for one in sheet.dialogues if people_open_to(viewer, one)]
    work = {
        ORGANISATION: lambda: _kept(sheet, ORGANISATION, sheet.dialogues, _open_votes),
        PEOPLE: lambda: _kept(sheet, PEOPLE, shown, _people_votes, mark=_mark(shown)),
    }
    has_votes = {
        ORGANISATION: any(region.organisations for region in sheet.regions),
        PEOPLE: any(region.people for region in sheet.regions),
    }
    voices = tuple(kind for kind in work if has_votes[kind])
    chosen = voice if voice in voices else (voices or (ORGANISATION,))[0]
    return _shaped(sheet, chosen, voices, work[chosen](), _noted(sheet.dialogues))


def _mark(dialogues: Sequence[Dialogue]) -> int:
    return mark_of(_voice_votes(dialogues)) or 0


def _kept(
    sheet: TourSheet,
    voice: str,
    dialogues: Sequence[Dialogue],
    read: Callable[[Sequence[Dialogue]], Mapping[int, Sequence[Row]]],
    mark: int = 0,
) -> Compared:
    def compute() -> Compared:
        # A server process that is never asked for a comparison does not carry scipy.
        from samsyn.dialogue.rules.regions_compared import compare  # noqa: PLC0415

        points = [str(point.pk) for point in sheet.points]
        return compare(read(dialogues), points, least=LEAST[voice])

    keys = sorted(one.pk for one in dialogues)
    return kept_for_all("regions compared", (sheet.tour.pk, voice, keys), compute, mark=mark)


def _open_votes(dialogues: Sequence[Dialogue]) -> dict[int, list[Row]]:
    """The organisations' votes on points by dialogue; merged organisations are one."""
    cast = votes_that_count().filter(
        statement__dialogue__in=dialogues,
        statement__state=StatementState.IN,
        statement__tour_point__isnull=False,
    )
    rows: dict[int, list[Row]] = {one.pk: [] for one in dialogues}
    for dialogue, one, point, vote in (
        cast.annotate(one=ONE_ORGANISATION)
        .order_by("statement", "one")
        .values_list("statement__dialogue", "one", "statement__tour_point", "vote")
    ):
        rows[dialogue].append((str(one), str(point), vote, 0))
    return rows


def _people_votes(dialogues: Sequence[Dialogue]) -> dict[int, list[Row]]:
    """The people's votes on points by dialogue, of nobody's: none on what few voted on."""
    cast: dict[int, list[tuple[int, int, int]]] = {one.pk: [] for one in dialogues}
    for dialogue, *vote in _voice_votes(dialogues).values_list(
        "statement__dialogue", "voice", "statement__tour_point", "vote"
    ):
        cast[dialogue].append((vote[0], vote[1], vote[2]))
    return {key: unlinkable(votes) for key, votes in cast.items()}


def _voice_votes(dialogues: Collection[Dialogue]) -> QuerySet[VoiceVote]:
    return VoiceVote.objects.filter(
        statement__dialogue__in=dialogues,
        statement__state=StatementState.IN,
        statement__tour_point__isnull=False,
    ).order_by()


Noted = Mapping[tuple[int, int], NotedStance]
"""Where regions stand by the notes of visits, by keys of dialogue and point."""


def _noted(dialogues: Sequence[Dialogue]) -> Noted:
    stances = stances_of([one.pk for one in dialogues])
    points = dict(
        Statement.objects.filter(
            pk__in=[statement for _dialogue, statement in stances], tour_point__isnull=False
        ).values_list("pk", "tour_point")
    )
    return {
        (dialogue, points[statement]): stance
        for (dialogue, statement), stance in stances.items()
        if statement in points
    }


def _shaped(
    sheet: TourSheet, voice: str, voices: tuple[str, ...], compared: Compared, noted: Noted
) -> Comparison:
    """The comparison with its regions and points, in the order of the page."""
    by_key = {region.dialogue.pk: region for region in sheet.regions}
    with_something = {key for key, _point in compared.cells} | {key for key, _point in noted}
    columns = tuple(one for key, one in by_key.items() if key in with_something)
    figures = [(by_key[key], one) for key, one in compared.figures.items()]
    texts = {str(point.pk): point.text for point in sheet.points}
    return Comparison(
        sheet=sheet,
        voice=voice,
        voices=voices,
        least=LEAST[voice],
        columns=columns,
        silent=tuple(one for one in sheet.regions if one not in columns),
        lines=_lines(sheet, columns, compared, noted, LEAST[voice]),
        figures=tuple(sorted(figures, key=lambda pair: -pair[1].value)),
        common=tuple(texts[key] for key in compared.common),
        too_few=tuple(by_key[key] for key in compared.too_few),
    )


def _lines(
    sheet: TourSheet, columns: Sequence[Region], compared: Compared, noted: Noted, least: int
) -> tuple[PointLine, ...]:
    def cell(region: Region, point: int) -> Cell:
        counted = compared.cells.get((region.dialogue.pk, str(point)))
        is_few = counted is None or counted.tally.voters < least
        return Cell(region, counted, is_few, noted.get((region.dialogue.pk, point)))

    return tuple(
        PointLine(
            key=point.pk,
            kind=PointKind(point.kind),
            text=point.text,
            all=compared.totals.get(str(point.pk)),
            cells=tuple(cell(region, point.pk) for region in columns),
            difference=compared.differences.get(str(point.pk)),
        )
        for point in sheet.points
    )
