"""A text as words: where each stands, how it is compared, and which forms of a word it may be.

The text is never changed: a word knows its place in it, whatever is done to compare it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
"""Accents written apart, and hyphens and joiners that nobody sees."""
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*)+|&")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_INVISIBLE = re.compile(rf"[{_MARKS}]")
_HYPHENATED = re.compile(r"-[ \t]*\r?\n[ \t]*")
_ENDS = re.compile(r"[.!?;:](?=\s|$)|\n[ \t\r]*\n|[()\[\]{}<>|\"”“•*]")
"""What no name goes across: the end of a sentence or a paragraph, a bracket, a quotation mark."""
ENDINGS = ("s", "n", "en", "et", "ns", "ens", "ets", "na", "nas", "erna", "ernas", "arna", "arnas")
"""What a Swedish noun may have at its end: genitive, definite form, or both."""
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, how it is compared, how it is written.

    `breaks` is true when a sentence, a paragraph or a bracket ends between it and the one before.
    """

    start: int
    end: int
    letters: str
    capital: bool
    shouted: bool
    breaks: bool


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text for comparing: small letters without any accent, also å, ä and ö without.

    >>> plain("Älvsbro"), plain("A\u030angstro\u0308m"), plain("STRASSE") == plain("Straße")
    ('alvsbro', 'angstrom', True)
    """
    spread = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).casefold())
    if spread == "&":
        return "och"
    return "".join(_ALIKE.get(one, one) for one in spread if not unicodedata.combining(one))


_ALIKE = {"ø": "o", "æ": "a", "đ": "d", "ł": "l"}


def words_of(text: str) -> list[Word]:
    """The words of a text, in order. Web and e-mail addresses have none.

    A word that a line break cuts at a hyphen is one word.

    >>> [(word.letters, text[word.start:word.end]) for text in ["Övre Norr-\\nland"]
    ...  for word in words_of(text)]
    [('ovre', 'Övre'), ('norrland', 'Norr-\\nland')]
    """
    found: list[Word] = []
    after = 0
    for start, end in _spans(text):
        written = text[start:end]
        letters = plain(_HYPHENATED.sub("", written))
        if not letters:
            continue
        found.append(
            Word(
                start,
                end,
                letters,
                capital=written[0].isupper() or written[0].isdigit(),
                shouted=len(written) > 1 and written.isupper(),
                breaks=not found or _ENDS.search(text, after, start) is not None,
            )
        )
        after = end
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the words stand; addresses are jumped over, words cut at a line's end joined."""
    spans: list[tuple[int, int]] = []
    for start, end in _outside_addresses(text):
        for each in _WORD.finditer(text, start, end):
            cut = spans and _HYPHENATED.fullmatch(text, spans[-1][1], each.start())
            if cut and text[each.start()].islower():
                spans[-1] = (spans[-1][0], each.end())
            else:
                spans.append(each.span())
    return spans


def _outside_addresses(text: str) -> list[tuple[int, int]]:
    parts, after = [], 0
    for address in _ADDRESS.finditer(text):
        parts.append((after, address.start()))
        after = address.end()
    parts.append((after, len(text)))
    return parts


@lru_cache(maxsize=4096)
def forms(letters: str) -> tuple[str, ...]:
    """What the word may be the inflected form of, itself first: each form once.

    >>> forms("industrimyndighetens")[:3]
    ('industrimyndighetens', 'industrimyndigheten', 'industrimyndighete')
    >>> "startprogram" in forms("startprogrammet"), forms("is")
    (True, ('is',))
    """
    found = {letters: None}
    for ending in ENDINGS:
        stem = letters.removesuffix(ending)
        if stem != letters and len(stem) >= SHORTEST_STEM:
            found[stem] = None
            if stem.endswith(("mm", "nn")):
                found[stem[:-1]] = None
    return tuple(found)
