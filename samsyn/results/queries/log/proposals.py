"""What is proposed in an entry: mentions of what the writer may see, not answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samsyn.directory.rules.access import Standing
from samsyn.results.models import LogEntry, LogKnot
from samsyn.results.queries.log.things import Thing, things_of
from samsyn.results.queries.log.vocabulary import held_near, names_for
from samsyn.results.rules.log_kinds import Answer
from samsyn.results.rules.mentions import Meaning, Mention, mentions_in

What = tuple[str, int | None, date | None, date | None, str]
MOST = 60
"""Proposals that a page shows; those answered make room for more."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of an entry and one thing they may stand for; `thing` is None for days and roles."""

    start: int
    end: int
    words: str
    meaning: Meaning
    thing: Thing | None

    @property
    def what(self) -> What:
        return what_is(self.meaning)

    @property
    def name(self) -> str:
        """The same in one word, for addresses and ids: "programme-3", "day-2026-11-24-0"."""
        on, until_on = self.meaning.on, self.meaning.until_on
        if on is not None and until_on is not None:
            return f"day-{on}-{(until_on - on).days}"
        return f"{self.meaning.kind}-{self.meaning.role or self.meaning.key}"


def what_is(meaning: Meaning | LogKnot) -> What:
    """What a meaning or a knot stands for, so that two can be compared."""
    return (str(meaning.kind), meaning.key, meaning.on, meaning.until_on, meaning.role)


def proposals_in(
    viewer: Standing, entry: LogEntry, knots: Sequence[LogKnot], most: int | None = MOST
) -> list[Proposal]:
    """The proposals of an entry in the order of its text, each thing once, where it comes first.

    What was refused is not proposed again, and words that are a knot already are not doubted.
    """
    on = entry.until_on or entry.on
    held, events = held_near(viewer, on)
    mentions = mentions_in(entry.text, [*names_for(viewer, entry.text), *held], events, on)
    answered = {what_is(knot) for knot in knots}
    confirmed = [
        range(knot.start, knot.end)
        for knot in knots
        if knot.answer == Answer.CONFIRMED and knot.start is not None and knot.end is not None
    ]
    found: list[tuple[Mention, Meaning]] = []
    for mention in mentions:
        if any(mention.start < place.stop and place.start < mention.end for place in confirmed):
            continue
        for meaning in mention.meanings:
            if what_is(meaning) not in answered:
                answered.add(what_is(meaning))
                found.append((mention, meaning))
    return _shown(viewer, entry, found[:most])


def _shown(
    viewer: Standing, entry: LogEntry, found: Sequence[tuple[Mention, Meaning]]
) -> list[Proposal]:
    things = things_of(viewer, [(m.kind, m.key) for _, m in found if m.key is not None])
    return [
        Proposal(
            mention.start,
            mention.end,
            entry.text[mention.start : mention.end],
            meaning,
            things.get((meaning.kind, meaning.key)) if meaning.key is not None else None,
        )
        for mention, meaning in found
        if meaning.key is None or (meaning.kind, meaning.key) in things
    ]
