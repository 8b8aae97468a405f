"""Dialogues and activities told of by what they were, with the day or the place of the sentence."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.mentions.meaning import Doubt, Meaning, Mention
from samsyn.results.rules.mentions.names import MOST_MEANINGS
from samsyn.results.rules.mentions.words import Word, forms, words_of

NEAR = timedelta(days=10)
"""How far from the entry's day something may lie that is told of by its place only."""

_EVERY_DIALOGUE = tuple(str(kind) for kind in DialogueKind)
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "workshop": (DialogueKind.WORKSHOP, ActivityKind.WORKSHOP),
    "dialog": _EVERY_DIALOGUE,
    "dialogue": _EVERY_DIALOGUE,
    "regiondialog": (DialogueKind.REGION_DIALOGUE,),
    "avstamning": (DialogueKind.CHECK_IN,),
    "samrad": (DialogueKind.CONSULTATION,),
    "seminarium": (ActivityKind.SEMINAR,),
    "seminari": (ActivityKind.SEMINAR,),
    "seminar": (ActivityKind.SEMINAR,),
    "inspirationsseminarium": (ActivityKind.SEMINAR,),
    "kurs": (ActivityKind.COURSE,),
    "kursstart": (ActivityKind.COURSE,),
    "leankurs": (ActivityKind.COURSE,),
    "course": (ActivityKind.COURSE,),
    "startprogram": (ActivityKind.START_PROGRAMME,),
    "utvecklingsprogram": (ActivityKind.DEVELOPMENT_PROGRAMME,),
    "natverkstraff": (ActivityKind.NETWORK,),
    "natverksmote": (ActivityKind.NETWORK,),
    "forstudie": (ActivityKind.STUDY,),
    "forutsattningsstudie": (ActivityKind.STUDY,),
}
"""Words for a meeting, as they are compared, and the kinds that they may mean."""
_SMALL = frozenset({"i", "pa", "for", "med", "om", "av", "och", "till", "den", "det", "in", "of"})


@dataclass(frozen=True, slots=True)
class Event:
    """A dialogue or an activity with its days, and the words that tell where it is."""

    kind: KnotKind
    key: int
    form: str
    from_on: date
    until_on: date
    places: frozenset[str]


def place_words(*texts: str) -> frozenset[str]:
    """The words of titles and places that may tell where something is.

    >>> sorted(place_words("Startprogram i Norrvik", "Norrbotten"))
    ['norrbotten', 'norrvik']
    """
    words = {word.letters for text in texts for word in words_of(text) if word.capital}
    return frozenset(words - _SMALL - KIND_WORDS.keys())


def meetings_in(
    words: Sequence[Word], days: Sequence[Mention], events: Iterable[Event], on: date
) -> list[Mention]:
    """The words for a meeting that mean one of the events, or at most three of them."""
    known = list(events)
    starts = [day.start for day in days]
    found = []
    for sentence in _sentences(words):
        kind_words = [(word, kinds) for word in sentence if (kinds := _kinds(word))]
        if not kind_words:
            continue
        first = bisect_left(starts, sentence[0].start)
        last = bisect_left(starts, sentence[-1].end)
        told = [meaning for day in days[first:last] for meaning in day.meanings]
        named = {form for word in sentence if word.capital for form in forms(word.letters)}
        for word, kinds in kind_words:
            fits = [event for event in known if event.form in kinds]
            meant = _meant(fits, told, named, on)
            if meant:
                doubt = Doubt.SEVERAL if len(meant) > 1 else None
                meanings = tuple(Meaning(each.kind, each.key, doubt=doubt) for each in meant)
                found.append(Mention(word.start, word.end, meanings))
    return found


def _sentences(words: Sequence[Word]) -> list[list[Word]]:
    sentences: list[list[Word]] = []
    for word in words:
        if word.breaks or not sentences:
            sentences.append([])
        sentences[-1].append(word)
    return sentences


def _kinds(word: Word) -> tuple[str, ...]:
    return next((KIND_WORDS[form] for form in forms(word.letters) if form in KIND_WORDS), ())


def _meant(fits: list[Event], told: list[Meaning], named: set[str], on: date) -> list[Event]:
    """The events on the told days; where the sentence names the place of one, those there only."""
    here = [event for event in fits if event.places & named]
    if told:
        among = [event for event in here or fits if any(_is_on(event, day) for day in told)]
    else:
        among = [event for event in here if event.from_on - NEAR <= on <= event.until_on + NEAR]
    return among if len(among) <= MOST_MEANINGS else []


def _is_on(event: Event, day: Meaning) -> bool:
    if day.on is None:
        return False
    return event.from_on <= (day.until_on or day.on) and day.on <= event.until_on
