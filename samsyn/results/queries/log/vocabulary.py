"""Names and events that a text may speak of, asked for by its words: never a whole directory.

A name that begins with a word of the text is fetched through the index of sort keys; what is held
on days, by its days. Whatever is fetched, the viewer may see.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce, Concat, Replace, StrIndex, Substr

from samsyn.basics.swedish import folded, sort_key
from samsyn.dialogue.models import Dialogue
from samsyn.dialogue.queries import dialogues_for, joint_decisions_for
from samsyn.dialogue.queries.commitments import commitments_for
from samsyn.directory.models import Organisation, OrganisationName
from samsyn.directory.queries.organisations import seen_by
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.funding.models import Grant
from samsyn.funding.queries.calls import calls_for
from samsyn.programme.models import Activity
from samsyn.programme.queries.activities import activities_for
from samsyn.programme.queries.programmes import programmes_for
from samsyn.results.queries.reach import Rows
from samsyn.results.queries.visible import visible
from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.mentions import Doubt, Event, Name, initials_of, place_words, words_of
from samsyn.results.rules.mentions.words import Word, forms
from samsyn.results.rules.strands import Kind
from samsyn.strategy.queries import goals_for

NEAR = timedelta(days=100)
"""How far from the entry's day an activity, a dialogue or a joint decision may lie."""
SUPPORT = [kind for kind in OrganisationKind if kind is not OrganisationKind.COMPANY]
AT_ONCE = 150
"""Words that one question asks for."""
MOST_EVENTS = 3000
MOST_EXPANSIONS = 24
COMMON = frozenset({
    *("och", "att", "det", "som", "den", "med", "för", "har", "till", "inte", "var", "vid", "ett"),
    *("från", "kan", "ska", "men", "sig", "vill", "när", "hur", "vad", "the", "and", "was", "were"),
})  # fmt: skip
"""Small words that begin a name only where they have a capital."""


def names_for(viewer: Standing, text: str) -> list[Name]:
    """The names that may stand in the text: those that begin with one of its words."""
    words = words_of(text)
    names: list[Name] = []
    for some in _in_turn(_beginnings(text, words)):
        names += _organisations(viewer, some)
        names += _titles(viewer, some)
    for some in _in_turn(_beginnings(text, [word for word in words if word.capital])):
        names += _of_many(viewer, some)
    shouted = {word.letters for word in words if word.shouted and 3 <= len(word.letters) <= 6}
    return names + list(_by_initials(viewer, shouted))


def _in_turn(beginnings: Iterable[str]) -> Iterator[list[str]]:
    """As many as one question asks for, and again."""
    asked = sorted(beginnings)
    for start in range(0, len(asked), AT_ONCE):
        yield asked[start : start + AT_ONCE]


def _beginnings(text: str, words: Iterable[Word]) -> set[str]:
    """What a name in the text may begin with, folded: the words and what they are forms of."""
    without_dots = not set("åäöÅÄÖ\u0308\u030a").intersection(text)
    found: set[str] = set()
    for word in words:
        letters = folded(text[word.start : word.end]).replace("-", "").replace(" ", "")
        if not word.capital and (len(letters) < 3 or letters in COMMON):
            continue
        found.update(forms(letters))
        found.update(forms(word.letters))
        if without_dots and word.capital:
            found.update(_with_dots(word.letters))
    return found


def _with_dots(letters: str) -> Iterator[str]:
    """The word with å, ä and ö where it may have them, in a text that has none at all."""
    ways = [{"a": "aåä", "o": "oö"}.get(letter, letter) for letter in letters]
    total = 1
    for way in ways:
        total *= len(way)
    if total <= MOST_EXPANSIONS:
        yield from ("".join(way) for way in product(*ways))


def _beginning_with(beginnings: Iterable[str], rows: Rows) -> Rows:
    """The keys of the rows whose name begins with one of the words, through their sort keys.

    They are asked for by themselves: beside other conditions SQLite would walk all the rows.
    """
    ranges = Q()
    for word in beginnings:
        key = sort_key(word)
        # What follows a whole word is the end, a space or a mark: all sort before the figures.
        ranges |= Q(sort_key__gte=key, sort_key__lt=key + "30")
    return rows.filter(ranges).order_by().values("pk")


def _has_first_word(field: str, beginnings: Iterable[str]) -> tuple[Any, list[str]]:
    """The first word of a field, and the ways in which the words may be written there."""
    spaced: Any = Concat(F(field), Value(" "), output_field=CharField())
    for mark in ":,-/":
        spaced = Replace(spaced, Value(mark), Value(" "))
    first = Substr(spaced, 1, StrIndex(spaced, Value(" ")) - 1)
    written = {way for word in beginnings for way in (word, word.capitalize(), word.upper())}
    return first, sorted(written)


def _organisations(viewer: Standing, beginnings: list[str]) -> Iterator[Name]:
    """Those that support companies, by their names of today; all, by their earlier names."""
    first, written = _has_first_word("name", beginnings)
    rows = (
        seen_by(viewer)
        .filter(kind__in=SUPPORT)
        .annotate(one=Coalesce("merged_into_id", "pk"), first=first)
    )
    for key, name in rows.filter(first__in=written).values_list("one", "name"):
        yield Name(name, KnotKind.ORGANISATION, key)
    earlier = OrganisationName.objects.filter(until_on__isnull=False).annotate(first=first)
    found = list(earlier.filter(first__in=written).order_by().values_list("organisation", "name"))
    seen = {row.pk: row for row in seen_by(viewer).filter(pk__in={key for key, _name in found})}
    for key, name in found:
        if key in seen:
            now = seen[key].merged_into_id or key
            yield Name(name, _house(seen[key].kind), now, doubt=Doubt.EARLIER_NAME)


def _house(kind: str) -> KnotKind:
    return KnotKind.COMPANY if kind == OrganisationKind.COMPANY else KnotKind.ORGANISATION


def _titles(viewer: Standing, beginnings: list[str]) -> Iterator[Name]:
    """Programmes, goals and calls by their titles in both languages."""
    for kind, rows in (
        (KnotKind.PROGRAMME, programmes_for(viewer)),
        (KnotKind.GOAL, goals_for(viewer)),
        (KnotKind.CALL, calls_for(viewer)),
    ):
        for field in ("title_sv", "title_en"):
            first, written = _has_first_word(field, beginnings)
            found: Rows = rows.annotate(first=first).filter(first__in=written)
            for key, title in found.order_by().values_list("pk", field):
                yield Name(title, kind, key)


def _of_many(viewer: Standing, beginnings: list[str]) -> Iterator[Name]:
    """Companies and grants, of which there are many: their names begin with a capital."""
    companies = seen_by(viewer).filter(
        pk__in=_beginning_with(beginnings, Organisation.objects.all())
    )
    rows = companies.filter(kind=OrganisationKind.COMPANY)
    rows = rows.annotate(one=Coalesce("merged_into_id", "pk"))
    for key, name in rows.order_by().values_list("one", "name"):
        yield Name(name, KnotKind.COMPANY, key)
    begun = Grant.objects.filter(pk__in=_beginning_with(beginnings, Grant.objects.all()))
    grants = visible(viewer, Kind.GRANT, begun)
    for key, title, on in grants.order_by().values_list("pk", "title", "starts_on"):
        yield Name(title, KnotKind.GRANT, key, on=on)


def _by_initials(viewer: Standing, shouted: set[str]) -> Iterator[Name]:
    """Organisations that support companies, called by their first letters in capitals."""
    if not shouted:
        return
    starts = Q(pk__in=[])
    for letter in {
        way for word in shouted for way in {"a": "aåä", "o": "oö"}.get(word[0], word[0])
    }:
        starts |= Q(sort_key__startswith=sort_key(letter))
    rows = seen_by(viewer).filter(starts, kind__in=SUPPORT)
    for key, name in rows.filter(merged_into__isnull=True).values_list("pk", "name"):
        for letters in initials_of(name) & shouted:
            yield Name(letters, KnotKind.ORGANISATION, key, doubt=Doubt.INITIALS)


def held_near(viewer: Standing, on: date) -> tuple[list[Name], list[Event]]:
    """What is held or decided near the day: by its title, and by its day and place."""
    names, events = [], []
    for each in _dialogues(viewer, on):
        places = place_words(each.title, str(each.county or ""))
        days = (each.opens_on, each.closes_on)
        names.append(Name(each.title, KnotKind.DIALOGUE, each.pk, on=each.opens_on))
        events.append(Event(KnotKind.DIALOGUE, each.pk, each.kind, *days, places))
    for held in _activities(viewer, on):
        places = place_words(held.title, str(held.county or ""), str(held.municipality or ""))
        days = (held.starts_on, held.ends_on or held.starts_on)
        names.append(Name(held.title, KnotKind.ACTIVITY, held.pk, on=held.starts_on))
        events.append(Event(KnotKind.ACTIVITY, held.pk, held.kind, *days, places))
    decided = joint_decisions_for(viewer).filter(
        decided_on__gte=on - NEAR, decided_on__lte=on + NEAR
    )
    for decision in decided[:MOST_EVENTS]:
        names.append(
            Name(decision.text, KnotKind.JOINT_DECISION, decision.pk, on=decision.decided_on)
        )
    promised = commitments_for(viewer).filter(due_on__gte=on - NEAR, due_on__lte=on + NEAR)
    for commitment in promised[:MOST_EVENTS]:
        names.append(
            Name(commitment.text, KnotKind.COMMITMENT, commitment.pk, on=commitment.due_on)
        )
    return names, events


def _activities(viewer: Standing, on: date) -> Iterable[Activity]:
    near = activities_for(viewer).filter(starts_on__gte=on - NEAR, starts_on__lte=on + NEAR)
    return near.select_related(None).select_related("county", "municipality")[:MOST_EVENTS]


def _dialogues(viewer: Standing, on: date) -> Iterable[Dialogue]:
    near = dialogues_for(viewer).filter(opens_on__lte=on + NEAR, closes_on__gte=on - NEAR)
    return near[:MOST_EVENTS]
