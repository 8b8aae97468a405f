"""Which names may be one organisation: proposals that a person answers.

Likeness is the weighted Dice coefficient of two names' words (Dice 1945), each word weighted
by its rarity (inverse document frequency, Spärck Jones 1972), so that "ALMI Företagspartner"
counts little and the town after it counts much. Words spelt almost alike count in part, by
rapidfuzz's normalised indel similarity. The rule in prose is in docs/methods/reading-lists.md.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from samsyn.basics.problem import words
from samsyn.basics.swedish import folded
from samsyn.directory.rules.places import COUNTIES, MUNICIPALITIES

LEAST_LIKENESS = 80.0
"""Percent; two names less alike are not proposed as one organisation."""
LEAST_LIKE_WORD = 86.0
"""Percent; two words less alike are two words. "Karlskrona" and "Karlskoga" are 84."""
LEAST_LIKE_LETTERS = 94.0
"""Percent, of whole names without spaces: "Teknik Dalen" and "Teknikdalen"."""
FEWEST_LIKE_LETTERS = 60.0
"""Percent, of whole names without spaces: less, and nothing else is looked at."""
MOST_SHARING = 20
"""Names sharing a word; a word shared by more says too little to compare them all."""
NEIGHBOURS = 4
"""Names on from each in alphabetical order, forwards and backwards, that it is compared with."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys whose names may be one organisation; `likeness` in percent."""

    a: int
    b: int
    likeness: float
    reason: str


_SAME_THING = (
    (re.compile(r"\bindustriellt utvecklings ?cent(?:er|rum)\b"), "iuc"),
    (re.compile(r"\bindustrial development cent(?:er|re)\b"), "iuc"),
    (re.compile(r"\btekniska? forskningsinst(?:itut)?\b"), "forskningsinstitut"),
    (re.compile(r"\buniversity\b"), "universitet"),
)
_LEGAL_WORDS = frozenset(
    {"ab", "aktiebolag", "aktiebolaget", "svb", "publ", "hb", "handelsbolag", "kb"}
    | {"kommanditbolag", "ek", "ekonomisk", "för", "fören", "förening", "föreningen"}
    | {"ideell", "stift", "stiftelse", "stiftelsen"}
)
_SMALL_WORDS = frozenset({"i", "och", "av", "the", "of", "in", "and", "på", "e"})
_WORD = re.compile(r"[^\W_]+")


def likely_same(names: Sequence[tuple[int, str]]) -> list[Pair]:
    """Pairs that may be one organisation, likeliest first; each key's name is given once.

    Compared are names that share a rare word or are neighbours in the alphabet,
    read forwards or backwards, so a hundred thousand names stay quick. A county
    council and the region that followed it are not proposed: that is succession
    and not spelling.

    >>> likely_same([(1, "Netport Science Park AB (Svb)"), (2, "NetPort Science Park")])
    [Pair(a=1, b=2, likeness=100.0, reason='The same words apart from the legal form')]
    """
    told = {key: told_apart(name) for key, name in names}
    weights = _weights(told)
    pairs = (_likely(a, b, told, weights) for a, b in sorted(_candidates(told)))
    return sorted(
        (pair for pair in pairs if pair), key=lambda pair: (-pair.likeness, pair.a, pair.b)
    )


def likely_same_as(name: tuple[int, str], others: Sequence[tuple[int, str]]) -> list[Pair]:
    """Pairs of one key and name (`a`) with those of the others that may be the same, as above.

    Every one of them is compared, so the time grows with their number only.

    >>> likely_same_as((9, "Norrfors Mek"), [(1, "Norrfors Mek AB"), (2, "Norrfors Plåt AB")])
    [Pair(a=9, b=1, likeness=100.0, reason='The same words apart from the legal form')]
    """
    told = {key: told_apart(text) for key, text in (*others, name)}
    weights = _weights(told)
    mine = name[0]
    pairs = (_likely(mine, key, told, weights) for key in told if key != mine)
    return sorted((pair for pair in pairs if pair), key=lambda pair: (-pair.likeness, pair.b))


def told_apart(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: no legal form, no small words.

    >>> told_apart("Industriellt Utvecklings Centrum i Skåne AB")
    ('iuc', 'skåne')
    """
    text = folded(name)
    for pattern, short in _SAME_THING:
        text = pattern.sub(short, text)
    found = _WORD.findall(text)
    kept = [word for word in found if word not in _LEGAL_WORDS and word not in _SMALL_WORDS]
    return tuple(kept or found)


def _sharing(told: Mapping[int, tuple[str, ...]]) -> Counter[str]:
    """How many names have each word."""
    return Counter(word for name in told.values() for word in set(name))


def _weights(told: Mapping[int, tuple[str, ...]]) -> dict[str, float]:
    return {word: math.log(1 + len(told) / count) for word, count in _sharing(told).items()}


def _likely(
    a: int, b: int, told: Mapping[int, tuple[str, ...]], weights: Mapping[str, float]
) -> Pair | None:
    """The two as a pair if they are alike enough, by their letters and then by their words."""
    letters = max(
        fuzz.ratio("".join(told[a]), "".join(told[b]), score_cutoff=FEWEST_LIKE_LETTERS),
        fuzz.ratio(
            "".join(sorted(told[a])), "".join(sorted(told[b])), score_cutoff=FEWEST_LIKE_LETTERS
        ),
    )
    return None if letters < FEWEST_LIKE_LETTERS else _compared(a, b, letters, told, weights)


def _candidates(told: Mapping[int, tuple[str, ...]]) -> set[tuple[int, int]]:
    """Pairs worth comparing, the smaller key first."""
    joined = {key: "".join(found) for key, found in told.items()}
    sharing = _sharing(told)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for key, found in told.items():
        for word in set(found):
            if sharing[word] <= MOST_SHARING:
                having[word].append(key)
    pairs: set[tuple[int, int]] = set()
    for keys in having.values():
        for place, a in enumerate(keys):
            pairs.update((min(a, b), max(a, b)) for b in keys[place + 1 :])
    for in_order in (
        sorted(joined, key=lambda key: (joined[key], key)),
        sorted(joined, key=lambda key: (joined[key][::-1], key)),
    ):
        for place, a in enumerate(in_order):
            near = in_order[place + 1 : place + 1 + NEIGHBOURS]
            pairs.update((min(a, b), max(a, b)) for b in near)
    return pairs


def _compared(
    a: int,
    b: int,
    letters: float,
    told: Mapping[int, tuple[str, ...]],
    weights: Mapping[str, float],
) -> Pair | None:
    one, other = told[a], told[b]
    if sorted(one) == sorted(other):
        return Pair(a, b, 100.0, words("The same words apart from the legal form"))
    left, right = Counter(one), Counter(other)
    only_one, only_other = list((left - right).elements()), list((right - left).elements())
    if _are_told_apart(only_one, only_other):
        return None
    if letters >= LEAST_LIKE_LETTERS:
        return Pair(a, b, round(letters, 1), words("Almost the same letters"))
    total = sum(weights[word] for word in (*one, *other))
    shared = 2 * sum(weights[word] for word in (left & right).elements())
    for word, like, likeness in _almost_alike(only_one, only_other):
        shared += (weights[word] + weights[like]) * likeness / 100
    likeness = round(100 * shared / total, 1)
    if likeness < LEAST_LIKENESS:
        return None
    return Pair(a, b, likeness, words("Nearly all words that matter are the same"))


def _are_told_apart(only_one: Sequence[str], only_other: Sequence[str]) -> bool:
    """Whether each has a place or a figure that the other has not: then they are two."""
    for is_telling in (_is_place, _has_digit):
        one = {word for word in only_one if is_telling(word)}
        other = {word for word in only_other if is_telling(word)}
        if one and other and {w.rstrip("s") for w in one} != {w.rstrip("s") for w in other}:
            return True
    return False


def _almost_alike(
    only_one: Sequence[str], only_other: Sequence[str]
) -> Iterator[tuple[str, str, float]]:
    """Words of both sides that are spelt almost alike, each used once."""
    left = list(only_other)
    for word in only_one:
        scored = [(fuzz.ratio(word, like), like) for like in left]
        likeness, like = max(scored, default=(0.0, ""))
        if likeness >= LEAST_LIKE_WORD:
            left.remove(like)
            yield word, like, likeness


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _is_place(word: str) -> bool:
    return word in _places()


@cache
def _places() -> frozenset[str]:
    """Every word of every county and municipality, bare and in the genitive."""
    names = [county.name for county in COUNTIES] + [place.name for place in MUNICIPALITIES]
    found = {word for name in names for word in _WORD.findall(folded(name))}
    return frozenset(found | {word + "s" for word in found})
