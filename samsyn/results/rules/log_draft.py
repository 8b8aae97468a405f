"""A draft of an entry from what is written down about a week: nothing in it is invented.

The lines are in the order of the thread. Each piece of a sentence that stands for something keeps
what it stands for, so the draft is tied when it is made. What a draft says becomes public, so
companies are never named and few of them are never counted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from samsyn.basics.problem import words
from samsyn.results.rules.log_kinds import KnotKind

MOST = 8
"""Things of a kind that a draft names; of the others it says how many they are."""
Value = str | int | date | Decimal
Say = Callable[[str], str]
Write = Callable[[Value], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A value of a sentence, and what it stands for."""

    value: Value
    kind: KnotKind | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, or a sentence with gaps and what fills them."""

    text: str
    pieces: dict[str, Piece] = field(default_factory=dict)
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Something on a day: an activity, a dialogue or a call, and who holds it."""

    on: date
    title: str
    kind: KnotKind
    key: int
    by: str = ""
    by_key: int | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant decided in the week."""

    title: str
    key: int
    recipient: str
    recipient_key: int | None
    sek: Decimal


@dataclass(frozen=True, slots=True)
class Week:
    """What is written down about a week; `least` is the fewest companies that may be counted."""

    monday: date
    activities: Sequence[Held] = ()
    coming: Sequence[Held] = ()
    dialogues_opened: Sequence[Held] = ()
    dialogues_closed: Sequence[Held] = ()
    decisions: Sequence[Held] = ()
    taken: Sequence[Held] = ()
    kept: Sequence[Held] = ()
    calls_opened: Sequence[Held] = ()
    calls_closed: Sequence[Held] = ()
    grants: Sequence[Granted] = ()
    companies: int = 0
    improved: int = 0
    improvements: int = 0
    least: int = 5
    loose_ends: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Where in a draft something stands, and what it is; `on` for a day."""

    start: int
    end: int
    kind: KnotKind
    key: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a draft and what it is tied to, each thing once."""

    text: str
    ties: tuple[Tie, ...]


def lines_of(week: Week) -> list[Line]:
    """The lines of a week in the order of the thread; an empty week has one that says so."""
    sections = (
        (words("What we said together"), _said(week)),
        (words("Money"), _money(week)),
        (words("What we did"), _done(week)),
        (words("The companies"), _companies(week)),
        (words("Coming"), _each(week.coming, words("%(day)s: %(title)s."))),
        (words("Loose ends"), (Line("%(sentence)s", _one(each)) for each in week.loose_ends)),
    )
    found: list[Line] = []
    for heading, lines in sections:
        listed = list(lines)
        if listed:
            found += [Line(heading, heading=True), *listed]
    return found or [Line(words("Nothing is written down about this week."))]


def _one(sentence: str) -> dict[str, Piece]:
    return {"sentence": Piece(sentence)}


def _said(week: Week) -> Iterator[Line]:
    yield from _each(week.dialogues_opened, words("%(day)s: the dialogue %(title)s opened."))
    yield from _each(week.dialogues_closed, words("%(day)s: the dialogue %(title)s closed."))
    yield from _each(week.decisions, words("%(day)s, decided together: %(title)s."))
    yield from _each(week.taken, words("%(by)s takes it: %(title)s."))
    yield from _each(week.kept, words("Done by %(by)s: %(title)s."))


def _money(week: Week) -> Iterator[Line]:
    yield from _each(week.calls_opened, words("%(day)s: %(by)s opened the call %(title)s."))
    yield from _each(week.calls_closed, words("%(day)s: the call %(title)s closed."))
    for grant in week.grants[:MOST]:
        yield Line(
            words("%(recipient)s was granted %(sek)s for %(title)s."),
            {
                "recipient": Piece(grant.recipient, KnotKind.ORGANISATION, grant.recipient_key),
                "sek": Piece(grant.sek),
                "title": Piece(grant.title, KnotKind.GRANT, grant.key),
            },
        )
    yield from _more(len(week.grants))


def _done(week: Week) -> Iterator[Line]:
    by = [held for held in week.activities if held.by]
    alone = [held for held in week.activities if not held.by]
    yield from _each(by, words("%(day)s: %(title)s, held by %(by)s."))
    yield from _each(alone, words("%(day)s: %(title)s."))


def _companies(week: Week) -> Iterator[Line]:
    """How many took part and how many grew better; fewer than may be told are not counted."""
    if week.companies >= week.least:
        told = words("Companies that took part, each counted once: %(number)s.")
        yield Line(told, {"number": Piece(week.companies)})
    elif week.companies:
        told = words("Fewer than %(least)s companies took part.")
        yield Line(told, {"least": Piece(week.least)})
    if week.improved >= week.least:
        told = words("Improvements that companies noted: %(number)s.")
        yield Line(told, {"number": Piece(week.improvements)})
    elif week.improved:
        told = words("Fewer than %(least)s companies noted something that became better.")
        yield Line(told, {"least": Piece(week.least)})


def _each(things: Sequence[Held], text: str) -> Iterator[Line]:
    for held in things[:MOST]:
        pieces = {
            "day": Piece(held.on, KnotKind.DAY),
            "title": Piece(held.title, held.kind, held.key),
        }
        pieces["by"] = Piece(held.by, KnotKind.ORGANISATION if held.by_key else None, held.by_key)
        yield Line(text, pieces)
    yield from _more(len(things))


def _more(count: int) -> Iterator[Line]:
    if count > MOST:
        yield Line(words("Of the same kind, besides: %(number)s."), {"number": Piece(count - MOST)})


_GAP = re.compile(r"%\((\w+)\)s")


def composed(lines: Sequence[Line], say: Say, write: Write) -> Draft:
    """The lines as a text in the language of `say` and `write`, with the places of its ties.

    >>> held = Held(date(2026, 11, 24), "Lyftets dag", KnotKind.ACTIVITY, 7)
    >>> draft = composed(lines_of(Week(date(2026, 11, 23), activities=[held])), str, str)
    >>> draft.text
    'What we did\\n\\n2026-11-24: Lyftets dag.'
    >>> [(draft.text[tie.start:tie.end], str(tie.kind)) for tie in draft.ties]
    [('2026-11-24', 'day'), ('Lyftets dag', 'activity')]
    """
    text, ties = "", dict[tuple[KnotKind, int | None, date | None], Tie]()
    for number, line in enumerate(lines):
        if number:
            text += "\n\n" if line.heading or lines[number - 1].heading else "\n"
        first = len(text)
        after = 0
        template = say(line.text) if line.text != "%(sentence)s" else line.text
        for gap in _GAP.finditer(template):
            text += template[after : gap.start()]
            piece = line.pieces[gap[1]]
            written = " ".join(write(piece.value).split())
            if template[gap.end() : gap.end() + 1] == ".":
                written = written.rstrip(".")
            if len(text) == first:
                written = written[:1].upper() + written[1:]
            _tie(ties, piece, len(text), written)
            text += written
            after = gap.end()
        text += template[after:]
    return Draft(text, tuple(ties.values()))


def _tie(
    ties: dict[tuple[KnotKind, int | None, date | None], Tie],
    piece: Piece,
    start: int,
    written: str,
) -> None:
    """Remember where the piece stands, the first time."""
    on = piece.value if isinstance(piece.value, date) else None
    if piece.kind is not None and written and (piece.key is not None or on is not None):
        tie = Tie(start, start + len(written), piece.kind, piece.key, on)
        ties.setdefault((piece.kind, piece.key, on), tie)


def monday_of(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())
