"""What the page about agreement says: every figure with what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _, ngettext

from samsyn.dialogue.queries import PEOPLE, Origins, People, VoiceAnalysis
from samsyn.dialogue.rules.both_voices import Unlike
from samsyn.dialogue.rules.protection import FINDINGS
from samsyn.web.templatetags.samsyn import count

LETTERS = "ABCDE"
"""What the groups are called, the largest first."""
STEADY = 0.5
"""What comes out otherwise in more than half of the redraws is said to be unsteady."""


def group_name(number: int) -> str:
    return _("Group %(letter)s") % {"letter": LETTERS[number]}


def voters(kind: str, number: int) -> str:
    """So many of those who have a voice, in words after a figure."""
    text = (
        ngettext("%(number)s person", "%(number)s people", number)
        if kind == PEOPLE
        else ngettext("%(number)s organisation", "%(number)s organisations", number)
    )
    return text % {"number": count(number)}


def kind_words(voice: VoiceAnalysis) -> str:
    """How the voices are counted."""
    if voice.kind == PEOPLE:
        return _("One person, one voice")
    return _("One organisation, one voice")


def headline_words(voice: VoiceAnalysis) -> str:
    """The whole in a sentence: "11 of 12 organisations agree on 5 of 9 statements"."""
    found = voice.headline
    values = {"agreed": count(found.statements), "all": count(found.of)}
    if found.statements == 0:
        text = ngettext(
            "Nine of ten do not agree on the only statement",
            "Nine of ten agree on none of %(all)s statements",
            found.of,
        )
        return text % values
    text = ngettext(
        "%(who)s agree on %(agreed)s of %(all)s statement",
        "%(who)s agree on %(agreed)s of %(all)s statements",
        found.of,
    )
    return text % {**values, "who": _who(voice)}


def _who(voice: VoiceAnalysis) -> str:
    """Those who agree, at the beginning of a sentence: "11 of 12 people"."""
    found, people = voice.headline, voice.kind == PEOPLE
    if found.voters is None:
        return _("Nine of ten people") if people else _("Nine of ten organisations")
    if found.fewest == found.voters:
        text = _("All %(voters)s people") if people else _("All %(voters)s organisations")
    elif found.fewest == found.most and people:
        text = _("%(fewest)s of %(voters)s people")
    elif found.fewest == found.most:
        text = _("%(fewest)s of %(voters)s organisations")
    elif people:
        text = _("At least %(fewest)s of %(voters)s people")
    else:
        text = _("At least %(fewest)s of %(voters)s organisations")
    return text % {"voters": count(found.voters), "fewest": count(found.fewest)}


def groups_words(voice: VoiceAnalysis) -> str:
    """How many groups there are, and what lies between them."""
    if not voice.groups:
        return _("Nobody has voted on enough statements to be on a side yet.")
    if len(voice.groups) == 1 and voice.kind == PEOPLE:
        return _("The people have one common view; no groups stand apart.")
    if len(voice.groups) == 1:
        return _("The organisations have one common view; no groups stand apart.")
    values = {"number": count(len(voice.groups))}
    if voice.border == "gap":
        return _("There are %(number)s groups with a gap between them.") % values
    return _(
        "There is no gap: opinions pass gradually from one side to the other, and the line is "
        "cut once."
    )


def steady_words(voice: VoiceAnalysis) -> str:
    """In how many redraws there were as many groups; "" when nothing was redrawn."""
    if voice.same_number is None or not voice.groups:
        return ""
    values = {
        "same": count(round(voice.same_number * voice.redraws)),
        "redraws": count(voice.redraws),
    }
    if len(voice.groups) == 1:
        return _("One common view came out in %(same)s of %(redraws)s redraws.") % values
    return _("The same number of groups came out in %(same)s of %(redraws)s redraws.") % values


def found_words(voice: VoiceAnalysis) -> dict[str, Any]:
    """One way of counting in words, as the templates say it."""
    return {
        "kind": voice.kind,
        "kind_words": kind_words(voice),
        "is_people": voice.kind == PEOPLE,
        "headline": headline_words(voice),
        "voters": voters(voice.kind, voice.voters),
        "votes": voice.votes,
        "statements": {name: statement_words(voice, name) for name in FINDINGS},
        "border": groups_words(voice),
    }


def _of_hundred(share: float) -> int:
    return round(share * 100)


@dataclass(frozen=True, slots=True)
class StatementWords:
    """A statement with what is said about it: its interval, its groups, and how steady it is."""

    said: Any
    interval: str
    groups: list[tuple[str, str]]
    unsteady: str


def statement_words(voice: VoiceAnalysis, finding: str) -> list[StatementWords]:
    """The statements that came out so, in words."""
    return [
        StatementWords(
            each, _interval(voice, each), _groups(each), _unsteady(each.steady, voice.redraws)
        )
        for each in voice.found[finding]
    ]


def _interval(voice: VoiceAnalysis, said: Any) -> str:
    if said.tally is None:
        return ""
    if voice.room is not None:
        return _interval_in_room(voice.room, said)
    agrees = said.side == "agree"
    if voice.kind == PEOPLE and agrees:
        text = _("Of all such people, probably %(low)s to %(high)s of 100 agree.")
    elif voice.kind == PEOPLE:
        text = _("Of all such people, probably %(low)s to %(high)s of 100 disagree.")
    elif agrees:
        text = _("Of all such organisations, probably %(low)s to %(high)s of 100 agree.")
    else:
        text = _("Of all such organisations, probably %(low)s to %(high)s of 100 disagree.")
    return text % {"low": _of_hundred(said.low), "high": _of_hundred(said.high)}


def _interval_in_room(room: int, said: Any) -> str:
    """Of everybody concerned, how many: counts, since there are so many and no more."""
    low, high = round(said.low * room), round(said.high * room)
    agrees = said.side == "agree"
    if said.tally.voters >= room:
        return _("All %(room)s have voted on it.") % {"room": count(room)}
    if low == high and agrees:
        text = _("Of all %(room)s organisations, probably %(low)s agree.")
    elif low == high:
        text = _("Of all %(room)s organisations, probably %(low)s disagree.")
    elif agrees:
        text = _("Of all %(room)s organisations, probably %(low)s to %(high)s agree.")
    else:
        text = _("Of all %(room)s organisations, probably %(low)s to %(high)s disagree.")
    return text % {"room": count(room), "low": count(low), "high": count(high)}


def circle_words(voice: VoiceAnalysis, invited: int, answered: int) -> str:
    """Of whom those who voted tell something: of everybody concerned, or of a larger circle."""
    if voice.room is not None:
        text = _(
            "Everybody concerned is known: %(room)s organisations are invited or have voted. What "
            "is uncertain is only what those who have not voted think."
        )
        return text % {"room": count(voice.room)}
    if voice.kind == PEOPLE:
        return _("Those who have voted by phone are taken as a sample of a larger circle.")
    if not invited:
        return _(
            "Nobody is listed as invited, so those who have voted are taken as a sample of a "
            "larger circle, and this page cannot say who is missing."
        )
    text = ngettext(
        "%(answered)s of %(invited)s invited organisation has voted. Those who have voted are "
        "taken as a sample of a larger circle.",
        "%(answered)s of %(invited)s invited organisations have voted. Those who have voted are "
        "taken as a sample of a larger circle.",
        invited,
    )
    return text % {"answered": count(answered), "invited": count(invited)}


def _groups(said: Any) -> list[tuple[str, str]]:
    return [(group_name(share.group), share_words(share, said.side)) for share in said.groups]


def share_words(share: Any, side: str) -> str:
    """How many of a group stand on a side: "6 of 7 agree"."""
    values = {"count": count(share.count), "of": count(share.of)}
    if share.of == 0:
        return _("nobody has voted")
    if side == "agree":
        return _("%(count)s of %(of)s agree") % values
    return _("%(count)s of %(of)s disagree") % values


def _unsteady(steady: float, redraws: int) -> str:
    if redraws == 0 or steady >= STEADY:
        return ""
    values = {"same": count(round(steady * redraws)), "redraws": count(redraws)}
    return _("Unsteady: it came out so in %(same)s of %(redraws)s redraws.") % values


def group_cards(voice: VoiceAnalysis) -> list[dict[str, Any]]:
    """Each group with its size, its members and what sets it apart."""
    return [
        {
            "number": group.number,
            "name": group_name(group.number),
            "size": "" if group.size is None else voters(voice.kind, group.size),
            "members": group.members,
            "apart": [
                {
                    "text": each.text,
                    "language": each.language,
                    "agrees": each.side == "agree",
                    "own": share_words(each.own, each.side),
                    "rest": share_words(each.rest, each.side),
                    "unsteady": _unsteady(each.steady, voice.redraws),
                }
                for each in group.apart
            ],
        }
        for group in voice.groups
    ]


def hidden_words(voice: VoiceAnalysis) -> str:
    """Why nothing is said of each group; "" where it is."""
    if voice.groups_told or len(voice.groups) < 2:
        return ""
    return _(
        "A small group, or those outside the groups, are fewer than five people. So no size and "
        "no share of any group is told: with the others' known, theirs would be too."
    )


def map_sentences(voice: VoiceAnalysis) -> Iterator[str]:
    """The opinion map in a few sentences, for those who do not see it."""
    yield _("%(voters)s; those who have voted alike are near each other.") % {
        "voters": voters(voice.kind, voice.voters)
    }
    if len(voice.groups) > 1 and voice.groups_told:
        sizes = (f"{group_name(group.number)}: {group.size}" for group in voice.groups)
        yield ", ".join(sizes) + "."
    if voice.outside:
        text = ngettext("%(number)s is in no group.", "%(number)s are in no group.", voice.outside)
        yield text % {"number": count(voice.outside)}


def origin_words(origins: Origins) -> list[tuple[str, Any]]:
    """Where people say they come from: what is counted, and its parts.

    Where no part may be told nothing is said of it.
    """
    listed = [
        (_("Kind of actor"), origins.kinds),
        (_("County"), origins.counties),
        (_("Organisation"), origins.organisations),
    ]
    return [(heading, origin) for heading, origin in listed if origin.parts]


def unlike_words(how: Unlike) -> str:
    """How people and organisations differ on a statement."""
    return {
        Unlike.PEOPLE_DIVIDED: _("Organisations agree, and people are divided."),
        Unlike.ORGANISATIONS_DIVIDED: _("People agree, and organisations are divided."),
        Unlike.OPPOSITE: _("People agree among themselves, and organisations the other way."),
    }[how]


def people_words(people: People) -> str:
    """Why nothing of the people is shown; "" where it is, and where nobody has voted by phone."""
    return {
        People.CLOSED: _("The organiser has not opened the people's results yet."),
        People.FEW: _(
            "Too few have voted by phone: nothing is shown about fewer than five people, nor of a "
            "statement on which fewer have voted."
        ),
    }.get(people, "")
