"""What the page about what comes first says: every figure with what it rests on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _, ngettext

from samsyn.dialogue.pages.agreement_words import voters
from samsyn.dialogue.queries import PEOPLE, FocusVoice, People, PlacedProposal
from samsyn.web.templatetags.samsyn import count, number


def kind_words(voice: FocusVoice) -> str:
    """How the voices are counted."""
    if voice.kind == PEOPLE:
        return _("One person, one sheet")
    return _("One organisation, one sheet")


def rank_words(one: PlacedProposal) -> str:
    """The place: "1", or "2–3" where it is tied."""
    if one.rank is None:
        return ""
    return str(one.rank) if one.rank == one.last_rank else f"{one.rank}–{one.last_rank}"


def place_words(one: PlacedProposal) -> str:
    """The place in words: "Place 2–3, tied"; and over how many it surely stands all the same."""
    if one.rank is None:
        return ""
    if one.rank == one.last_rank:
        return _("Place %(rank)s") % {"rank": rank_words(one)}
    return _("Place %(rank)s, tied") % {"rank": rank_words(one)}


def headline_words(voice: FocusVoice) -> str:
    """The order in a sentence: what comes first, or how many share the first places."""
    ranked = [one for one in voice.proposals if one.rank is not None]
    first = [one for one in ranked if one.rank == 1]
    values = {"first": first[0].text if first else "", "number": count(len(first))}
    if not ranked and voice.kind == PEOPLE:
        return _("Too few people have spread points for an order")
    if not ranked:
        return _("No organisation has spread points yet")
    if len(first) == 1:
        return _("“%(first)s” comes first") % values
    if len(first) == len(ranked):
        return (
            ngettext(
                "The only proposal has all the points",
                "All %(number)s proposals are tied: none surely comes before the next",
                len(first),
            )
            % values
        )
    return _("%(number)s proposals share the first places; the others come after") % values


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """A proposal on its place, in words."""

    one: PlacedProposal
    rank: str
    place: str
    points: str
    interval: str
    spread: str
    ahead: str
    said: list[tuple[str, int]]
    unsaid: int | None


def placed_words(voice: FocusVoice, one: PlacedProposal) -> PlacedWords:
    return PlacedWords(
        one=one,
        rank=rank_words(one),
        place=place_words(one),
        points=_points(voice, one),
        interval=_interval(voice, one),
        spread=_spread(voice, one),
        ahead=_ahead(one),
        said=_said(one),
        unsaid=_unsaid(voice, one),
    )


def points_words(mean: float | None) -> str:
    """Points to one decimal, and whole ones without."""
    return "" if mean is None else number(round(mean, 1))


def _points(voice: FocusVoice, one: PlacedProposal) -> str:
    if one.mean is None and voice.kind == PEOPLE:
        return _("No points are shown: too few people had it on their sheet.")
    if one.mean is None:
        return _("No organisation has had it on its sheet.")
    text = _("%(points)s points on average, from %(voters)s")
    return text % {"points": points_words(one.mean), "voters": voters(voice.kind, one.voters)}


def _interval(voice: FocusVoice, one: PlacedProposal) -> str:
    if one.low is None or one.high is None:
        return ""
    values = {"low": count(round(one.low)), "high": count(round(one.high))}
    if voice.kind == PEOPLE:
        return _("Among all such people probably %(low)s to %(high)s.") % values
    return _("Among all such organisations probably %(low)s to %(high)s.") % values


def _spread(voice: FocusVoice, one: PlacedProposal) -> str:
    if one.quartiles is None:
        return ""
    low, _middle, high = one.quartiles
    values = {"low": points_words(low), "high": points_words(high)}
    if low == high:
        return _("The middle half gave %(low)s.") % values
    return _("The middle half gave %(low)s to %(high)s.") % values


def _ahead(one: PlacedProposal) -> str:
    """What is sure all the same where ties go on from neighbour to neighbour."""
    if one.rank == one.last_rank or one.ahead_of == 0:
        return ""
    text = ngettext(
        "Surely ahead of %(number)s proposal.",
        "Surely ahead of %(number)s proposals.",
        one.ahead_of,
    )
    return text % {"number": count(one.ahead_of)}


def _said(one: PlacedProposal) -> list[tuple[str, int]]:
    if one.said is None:
        return []
    first, later, stop = one.said
    return [(_("First"), first), (_("Later"), later), (_("Stop"), stop)]


def _unsaid(voice: FocusVoice, one: PlacedProposal) -> int | None:
    """How many organisations with a sheet have not said when; of people it is not counted."""
    if voice.kind == PEOPLE or one.said is None:
        return None
    return max(voice.sheets - sum(one.said), 0)


def voice_words(voice: FocusVoice) -> dict[str, Any]:
    """One way of counting in words, as the templates say it."""
    return {
        "kind": voice.kind,
        "kind_words": kind_words(voice),
        "is_people": voice.kind == PEOPLE,
        "headline": headline_words(voice),
        "voters": voters(voice.kind, voice.voters),
        "placed": [placed_words(voice, one) for one in voice.proposals],
    }


def people_words(people: People) -> str:
    """Why nothing of the people is shown; "" where it is, and where nobody has a sheet."""
    return {
        People.CLOSED: _("The organiser has not opened the people's results yet."),
        People.FEW: _(
            "Too few have spread points by phone: nothing is shown about fewer than five people."
        ),
    }.get(people, "")
