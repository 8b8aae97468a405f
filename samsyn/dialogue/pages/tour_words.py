"""What the page of a tour says: where each region is, and every figure with what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from samsyn.dialogue.forms.notebook import STANCE_NAMES
from samsyn.dialogue.forms.tours import POINT_NAMES
from samsyn.dialogue.pages.agreement_words import voters
from samsyn.dialogue.queries.regions_compared import Cell, Comparison, PointLine
from samsyn.dialogue.queries.tours import Region, TourSheet
from samsyn.dialogue.queries.voices import PEOPLE
from samsyn.dialogue.rules.comparison import Counted
from samsyn.dialogue.rules.kinds import Stance
from samsyn.dialogue.rules.notebook import NotedStance
from samsyn.dialogue.rules.tours import NextStep, RegionStage
from samsyn.web.templatetags.samsyn import SPACE, count, day, number

SORTS = {
    "": gettext_lazy("As on the tour"),
    "differ": gettext_lazy("What differs most surely first"),
    "agree": gettext_lazy("Most agree first"),
}
VOICE_NAMES = {
    "organisation": gettext_lazy("One organisation, one voice"),
    "people": gettext_lazy("One person, one voice"),
}
SMALLEST_P = 0.001


def stages_words(sheet: TourSheet) -> str:
    """How many regions have come how far: "9 analysed, 3 held, 9 planned"."""
    analysed, held, planned = (
        sheet.number(stage)
        for stage in (RegionStage.ANALYSED, RegionStage.HELD, RegionStage.PLANNED)
    )
    said = (
        (ngettext("%(number)s analysed", "%(number)s analysed", analysed), analysed),
        (ngettext("%(number)s held", "%(number)s held", held), held),
        (ngettext("%(number)s planned", "%(number)s planned", planned), planned),
    )
    return ", ".join(text % {"number": count(n)} for text, n in said if n)


def step_words(region: Region) -> str:
    """What is to be done next about a region."""
    text = {
        NextStep.WAIT: _("Opens on %(opens_on)s"),
        NextStep.ASK: _("Ask its actors to vote, or note what they say"),
        NextStep.MORE_VOTES: _("Open until %(closes_on)s: too few for a picture yet"),
        NextStep.NOTE: _("Note what was said, or move its last day"),
        NextStep.CONFIRM: _("Its people have notes to confirm"),
        NextStep.READ: _("Read what came out"),
    }[region.step]
    days = {"opens_on": day(region.dialogue.opens_on), "closes_on": day(region.dialogue.closes_on)}
    return text % days


def voted_words(region: Region) -> str:
    """Who has voted in a region, organisations and people apart, and what was noted."""
    said = []
    if region.organisations:
        said.append(voters("organisation", region.organisations))
    if region.people:
        said.append(voters(PEOPLE, region.people))
    if region.notes:
        text = ngettext("%(number)s note", "%(number)s notes", region.notes)
        said.append(text % {"number": count(region.notes)})
    return ", ".join(said)


def headline_words(comparison: Comparison) -> str:
    """The comparison in a sentence: "Regions surely differ on 2 of 8 points"."""
    tested = [line for line in comparison.lines if line.difference is not None]
    sure = sum(_is_sure(line) for line in tested)
    values = {"sure": count(sure), "tested": count(len(tested))}
    if not tested:
        return _("No point can be compared between regions yet")
    if sure == 0:
        text = ngettext(
            "Regions do not surely differ on the only point that can be compared",
            "Regions surely differ on none of %(tested)s points",
            len(tested),
        )
    else:
        text = ngettext(
            "Regions surely differ on %(sure)s of %(tested)s point",
            "Regions surely differ on %(sure)s of %(tested)s points",
            len(tested),
        )
    return text % values


def rests_on(comparison: Comparison) -> str:
    """What the comparison rests on, and what is too little."""
    regions = len(
        {
            cell.region.code
            for line in comparison.lines
            for cell in line.cells
            if cell.counted is not None
        }
    )
    text = ngettext("Votes from %(number)s region.", "Votes from %(number)s regions.", regions) % {
        "number": count(regions)
    }
    few = (
        _("A point on which fewer than five people in a region have voted has no figure there.")
        if comparison.voice == PEOPLE
        else _("Where fewer than three in a region have voted on a point, it is not compared.")
    )
    return f"{text} {few}"


@dataclass(frozen=True, slots=True)
class CellWords:
    """A point in a region, or in all, in words; `figure` is short and `said` is the same aloud.

    `stance` is where a region stands by the notes of a visit, "" where none says, and `noted` says
    it in words.
    """

    name: str
    url: str
    figure: str
    said: str
    interval: str
    shade: int | None
    stance: str = ""
    is_answered: bool = False
    noted: str = ""


@dataclass(frozen=True, slots=True)
class PointWords:
    """A point with its cells in words and how regions differ on it."""

    key: int
    kind: str
    text: str
    all: CellWords
    cells: list[CellWords]
    noted: str
    difference: str
    chance: str
    is_sure: bool


def point_words(comparison: Comparison, urls: dict[int, str], order: str = "") -> list[PointWords]:
    """Every point in words, in the order asked for; `urls` leads to regions by their dialogue."""
    return [_point(comparison, line, urls) for line in in_order(comparison.lines, order)]


def in_order(lines: Sequence[PointLine], order: str) -> list[PointLine]:
    """The points as on the tour, by how surely they differ, or by how many agree."""
    if order == "differ":
        return sorted(lines, key=lambda line: line.difference.p if line.difference else 2)
    if order == "agree":
        return sorted(lines, key=lambda line: -line.all.share if line.all else 0)
    return list(lines)


def _point(comparison: Comparison, line: PointLine, urls: dict[int, str]) -> PointWords:
    people = comparison.voice == PEOPLE
    everybody = _counted(_("All regions"), "", line.all, people=people, few=False)
    return PointWords(
        key=line.key,
        kind=str(POINT_NAMES[line.kind]),
        text=line.text,
        all=everybody,
        cells=[
            _with_note(
                _counted(
                    cell.region.name,
                    urls[cell.region.dialogue.pk],
                    cell.counted,
                    people=people,
                    few=cell.is_few,
                ),
                cell.noted,
            )
            for cell in line.cells
        ],
        noted=noted_words(line),
        difference=difference_words(comparison, line),
        chance=chance_words(line),
        is_sure=_is_sure(line),
    )


def _counted(name: str, url: str, counted: Counted | None, *, people: bool, few: bool) -> CellWords:
    if counted is None:
        said = _("Fewer than five have voted on it.") if people else _("Nobody has voted yet")
        return CellWords(name, url, "", said, "", None)
    values = {"count": count(counted.tally.agree), "of": count(counted.tally.voters)}
    return CellWords(
        name,
        url,
        f"{values['count']}/{values['of']}",
        _("%(count)s of %(of)s agree") % values,
        f"{round(counted.low * 100)}–{round(counted.high * 100)}",
        None if few else shade_of(counted.share),
    )


def _with_note(words: CellWords, noted: NotedStance | None) -> CellWords:
    if noted is None:
        return words
    text = _("%(stance)s (noted, confirmed)") if noted.is_answered else _("%(stance)s (noted)")
    return replace(
        words,
        said=words.said if words.figure else "",
        stance=noted.stance,
        is_answered=noted.is_answered,
        noted=text % {"stance": STANCE_NAMES[noted.stance]},
    )


def noted_words(line: PointLine) -> str:
    """What visits noted of a point, "" for nothing: "Noted in visits: Partly 2, Not here 1."."""
    stances = [cell.noted.stance for cell in line.cells if cell.noted is not None]
    if not stances:
        return ""
    counted = ((stance, stances.count(stance)) for stance in Stance)
    said = ", ".join(
        f"{STANCE_NAMES[stance]} {count(number)}" for stance, number in counted if number
    )
    return _("Noted in visits: %(stances)s.") % {"stances": said}


def shade_of(share: float) -> int:
    """The shade of a share: 1 for up to a fifth that agree, 5 for more than four fifths.

    >>> shade_of(0.0), shade_of(0.5), shade_of(1.0)
    (1, 3, 5)
    """
    return 1 + min(int(share * 5), 4)


def difference_words(comparison: Comparison, line: PointLine) -> str:
    """Between which regions the shares lie: "From 2 of 8 in Skåne to 9 of 10 in Dalarna"."""
    if line.difference is None:
        return ""
    by_key = {cell.region.dialogue.pk: cell for cell in line.cells}
    low, high = by_key[line.difference.lowest], by_key[line.difference.highest]
    return _("From %(low)s in %(low_region)s to %(high)s in %(high_region)s") % {
        "low": _of(low),
        "low_region": low.region.name,
        "high": _of(high),
        "high_region": high.region.name,
    }


def _of(cell: Cell) -> str:
    if cell.counted is None:
        return ""
    tally = cell.counted.tally
    return _("%(count)s of %(of)s") % {"count": count(tally.agree), "of": count(tally.voters)}


def chance_words(line: PointLine) -> str:
    """Whether regions surely differ on a point, with its p-value."""
    if line.difference is None:
        return _("Too few to compare")
    p = line.difference.p
    sign = "<" if p < SMALLEST_P else "="
    written = SPACE.join(("p", sign, number(max(p, SMALLEST_P), 3)))
    text = _("surely differ (%(p)s)") if line.difference.is_sure else _("may be chance (%(p)s)")
    return text % {"p": written}


def _is_sure(line: PointLine) -> bool:
    return line.difference is not None and line.difference.is_sure


def figures_words(comparison: Comparison) -> Iterator[str]:
    """What the samsyn figures rest on, in a few sentences."""
    if not comparison.figures:
        yield _(
            "The samsyn figure is comparable only over the same points. It needs two regions in "
            "which at least %(least)s have voted on each of half of the points, and none yet."
        ) % {"least": count(comparison.least)}
        return
    text = ngettext(
        "Over the same %(points)s point in %(regions)s regions.",
        "Over the same %(points)s points in %(regions)s regions.",
        len(comparison.common),
    )
    yield text % {
        "points": count(len(comparison.common)),
        "regions": count(len(comparison.figures)),
    }
    (first, high), (last, low) = comparison.figures[0], comparison.figures[-1]
    yield _("Highest in %(first)s, %(high)s; lowest in %(last)s, %(low)s.") % {
        "first": first.name,
        "high": number(high.value, 2),
        "last": last.name,
        "low": number(low.value, 2),
    }
    if comparison.too_few:
        names = ", ".join(region.name for region in comparison.too_few)
        yield _("Left out, since too few have voted on the same points: %(names)s.") % {
            "names": names
        }


def figure_words(comparison: Comparison, figure: Any) -> str:
    """A samsyn figure with its interval and what it rests on: "0.62 (0.41–0.80), 9 …"."""
    return _("%(value)s (%(low)s to %(high)s), %(voters)s") % {
        "value": number(figure.value, 2),
        "low": number(figure.low, 2),
        "high": number(figure.high, 2),
        "voters": voters(comparison.voice, figure.voters),
    }
