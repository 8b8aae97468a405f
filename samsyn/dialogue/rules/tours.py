"""Tours: the points that every region is asked about, and how far each region has come."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.dialogue.rules.headline import LEAST_VOTERS
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.phones import LEAST_SHOWN
from samsyn.dialogue.rules.stages import Stage, stage_on

LONGEST_TITLE = 170
"""Letters of a tour's title: the name of a county has room after it."""
LONGEST_POINT = 300
MOST_POINTS = 60


class RegionStage(StrEnum):
    """How far a county has come on a tour."""

    ABSENT = "absent"
    """The tour does not go there."""
    PLANNED = "planned"
    """Before its first day, or open with nothing voted or noted yet."""
    HELD = "held"
    """Something is voted or noted, or its last day has passed."""
    ANALYSED = "analysed"
    """Enough have voted that something is told of it, or its people have answered the notes."""


class NextStep(StrEnum):
    """What is to be done next about a region."""

    WAIT = "wait"
    ASK = "ask"
    MORE_VOTES = "more_votes"
    NOTE = "note"
    CONFIRM = "confirm"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Point:
    """What every region is asked: a need, a criterion or another statement."""

    kind: PointKind
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What there is of a region: its days, votes and notes.

    `most_organisations` and `most_people` are how many have voted on the statement that most have
    voted on; of people nothing is told unless `are_people_shown`. `answered` is how many of the
    notes the region's people have confirmed or corrected.
    """

    opens_on: date
    closes_on: date
    most_organisations: int = 0
    most_people: int = 0
    are_people_shown: bool = False
    notes: int = 0
    answered: int = 0

    @property
    def is_told(self) -> bool:
        """Whether enough have voted on some statement that it counts for something.

        >>> day = date(2026, 9, 1)
        >>> Progress(day, day, most_organisations=2, most_people=5).is_told
        False
        >>> Progress(day, day, most_people=5, are_people_shown=True).is_told
        True
        """
        people = self.are_people_shown and self.most_people >= LEAST_SHOWN
        return self.most_organisations >= LEAST_VOTERS or people

    @property
    def has_something(self) -> bool:
        return self.most_organisations > 0 or self.most_people > 0 or self.notes > 0


def region_stage(on: date, region: Progress) -> RegionStage:
    """How far a region of a tour has come on a day.

    >>> days = date(2026, 9, 1), date(2026, 9, 30)
    >>> region_stage(date(2026, 9, 10), Progress(*days, most_organisations=1))
    <RegionStage.HELD: 'held'>
    """
    stage = stage_on(on, region.opens_on, region.closes_on)
    if region.is_told or region.answered > 0:
        return RegionStage.ANALYSED
    if region.has_something or stage is Stage.CLOSED:
        return RegionStage.HELD
    return RegionStage.PLANNED


def next_step(on: date, region: Progress) -> NextStep:
    """What is to be done next about a region on a day.

    >>> next_step(date(2026, 8, 1), Progress(date(2026, 9, 1), date(2026, 9, 30)))
    <NextStep.WAIT: 'wait'>
    """
    stage = stage_on(on, region.opens_on, region.closes_on)
    if region.notes > region.answered:
        return NextStep.CONFIRM
    if region.is_told or region.notes > 0:
        return NextStep.READ
    if stage is Stage.COMING:
        return NextStep.WAIT
    if stage is Stage.CLOSED:
        return NextStep.NOTE
    return NextStep.MORE_VOTES if region.has_something else NextStep.ASK


def points_in(kind: PointKind, text: str) -> list[Point]:
    """One point a line; empty lines are none.

    >>> [point.text for point in points_in(PointKind.NEED, "Tid  att leda\\n\\nFolk\\n")]
    ['Tid att leda', 'Folk']
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [Point(kind, line) for line in lines if line]


def check_points(points: Collection[Point], there: Iterable[str] = ()) -> None:
    """Raise a Problem when a tour cannot have the points beside those that are `there`."""
    before = {folded(text) for text in there}
    seen = set(before)
    for point in points:
        if len(point.text) > LONGEST_POINT:
            raise Problem(
                "point-too-long",
                words(
                    "“%(text)s…” has %(letters)s letters, and a point has room for %(most)s. "
                    "Say one thing in each, or shorten it."
                ),
                text=point.text[:40],
                letters=len(point.text),
                most=LONGEST_POINT,
            )
        if folded(point.text) in seen:
            raise Problem(
                "point-twice",
                words(
                    "“%(text)s” is on the tour already, or stands twice among the new points. "
                    "Take one of them away."
                ),
                text=point.text,
            )
        seen.add(folded(point.text))
    check_number_of_points(len(seen))


def check_number_of_points(number: int) -> None:
    """Raise a Problem unless a tour may have so many points: at least one, at most sixty."""
    if number == 0:
        raise Problem(
            "tour-without-points",
            words(
                "The tour has no point, so the regions would be asked nothing. "
                "Write at least one need, criterion or statement."
            ),
        )
    if number > MOST_POINTS:
        raise Problem(
            "points-too-many",
            words(
                "That is %(number)s points, and a tour has %(most)s at most: nobody votes on "
                "more. Keep those that the decision hangs on."
            ),
            number=number,
            most=MOST_POINTS,
        )
