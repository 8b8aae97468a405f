"""A log entry as it is read: paragraphs, headings, and the words that are knots.

The text is plain. An empty line begins a paragraph; a short line of its own, without a full stop
at its end, is a heading. Nothing else has a meaning: what looks like markup is shown as written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.masking import masked
from samsyn.results.rules.log_kinds import LONGEST_TEXT

HEADING = 70
"""Letters that a heading has at most."""
_BETWEEN = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a knot stands in the text, and which of the knots it is."""

    start: int
    end: int
    knot: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a paragraph; `knot` is the number of the knot that they are, or None."""

    text: str
    knot: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading, as its parts."""

    parts: tuple[Part, ...]
    heading: bool = False


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line break, nothing invisible that turns text around.

    >>> tidy("  En\\r\\nrad \\x00\\u202e \\n\\n\\n\\nEn till\\n")
    'En\\nrad\\n\\nEn till'
    """
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return _BETWEEN.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def checked_text(text: str) -> str:
    """The tidy text; refused where it is empty or longer than an entry may be."""
    kept = tidy(text)
    if not kept:
        raise Problem("log-empty", words("The entry has no text. Write what happened."))
    if len(kept) > LONGEST_TEXT:
        raise Problem(
            "log-too-long",
            words("The text has %(letters)s letters; an entry has at most %(most)s. Shorten it."),
            letters=len(kept),
            most=LONGEST_TEXT,
        )
    return kept


def check_public(text: str) -> None:
    """Refuse to make a text public that holds what may be a personal number."""
    if masked(text) != text:
        raise Problem(
            "log-personal-number",
            words(
                "The text holds what may be a personal number. Take it out before the entry "
                "becomes public."
            ),
        )


def paragraphs_of(text: str, places: Sequence[Place]) -> list[Paragraph]:
    """The paragraphs of the text with its knots in place; a knot lies within one paragraph."""
    found = []
    after = 0
    for gap in [*_BETWEEN.finditer(text), None]:
        start, end = after, gap.start() if gap else len(text)
        after = gap.end() if gap else len(text)
        written = text[start:end]
        if written:
            within = [each for each in places if start <= each.start and each.end <= end]
            found.append(Paragraph(tuple(_parts(text, start, end, within)), _is_heading(written)))
    return found


def _is_heading(written: str) -> bool:
    return len(written) <= HEADING and "\n" not in written and written[-1].isalnum()


def _parts(text: str, start: int, end: int, places: Sequence[Place]) -> list[Part]:
    parts, at = [], start
    for place in sorted(places, key=lambda each: each.start):
        if place.start < at:
            continue
        if place.start > at:
            parts.append(Part(text[at : place.start]))
        parts.append(Part(text[place.start : place.end], place.knot))
        at = place.end
    if at < end:
        parts.append(Part(text[at:end]))
    return parts


def moved(place: int | None, words_there: str, text: str) -> int | None:
    """Where the words stand in a changed text: the whole words nearest to where they stood.

    >>> moved(4, "Lyftet", "Nu är Lyftet igång"), moved(0, "Lyft", "Lyftet")
    (6, None)
    """
    pattern = re.compile(rf"(?<!\w){re.escape(words_there)}(?!\w)")
    starts = [match.start() for match in pattern.finditer(text)] if words_there else []
    return min(starts, key=lambda start: abs(start - (place or 0)), default=None)


_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,100}\.[\w.-]{2,100}"
    r"|(?<![\w-])(?:\+46|0\d{1,3})[ \t-]?\d[\d \t-]{4,12}\d(?!\w)"
)


def contacts_in(text: str) -> list[str]:
    """What looks like somebody's e-mail address or telephone number, each once, in order.

    >>> contacts_in("Ring 070-123 45 67 eller skriv till eva@demo.example.")
    ['070-123 45 67', 'eva@demo.example']
    """
    found = (match[0].rstrip(".-") for match in _CONTACT.finditer(text))
    return list(dict.fromkeys(found))
