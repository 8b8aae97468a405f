"""Names in a text: the longest that fits, whole words, whatever the case and the Swedish ending.

The names are a tree of words. From every word of the text the tree is walked as far as it goes,
so the time is that of the text, however many names there are.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.mentions.meaning import Doubt, Meaning, Mention, Name
from samsyn.results.rules.mentions.words import Word, forms, words_of

LEGAL_FORMS = frozenset({"ab", "aktiebolag", "hb", "kb", "publ", "ltd", "gmbh", "as", "oy", "inc"})
"""What stands after a company's name in registers and is left out where people talk of it."""
GENERIC = frozenset({
    *("region", "regionen", "kommun", "kommunen", "lansstyrelsen", "hogskolan", "universitetet"),
    *("stiftelsen", "foreningen", "svenska", "sveriges", "svensk", "nationella", "tekniska"),
    *("nya", "norra", "sodra", "ostra", "vastra", "ovre", "mellersta", "stockholm", "stockholms"),
})  # fmt: skip
"""Words that so many names begin with that one alone is nobody's short name."""
LONGEST = 40
"""Words of a name that are looked at."""
MOST_MEANINGS = 3
SHORTEST_SHORT_NAME = 4
WIDTH = 4
"""Ways that are followed at once where a word may be a form of several."""


@dataclass(slots=True)
class Node:
    """A place in the tree of names: the words that may follow, and the names that end here."""

    following: dict[str, "Node"] = field(default_factory=dict)
    ends: list[Name] = field(default_factory=list)


def tree_of(names: Iterable[Name]) -> Node:
    """The names as a tree of words, each also without its legal form."""
    root = Node()
    for name in names:
        words = [word.letters for word in words_of(name.words)][:LONGEST]
        shorter = _without_legal_form(words)
        for way in (words, shorter) if shorter != words else (words,):
            _add(root, way, name)
    return root


def _without_legal_form(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept.pop()
    if len(kept) > 1 and kept[0] in LEGAL_FORMS:
        kept = kept[1:]
    return kept


def _add(root: Node, words: list[str], name: Name) -> None:
    if not words:
        return
    node = root
    for word in words:
        node = node.following.setdefault(word, Node())
    node.ends.append(name)


def names_in(text: str, words: Sequence[Word], tree: Node, on: date) -> list[Mention]:
    """The names in the text, none inside another; things nearest to the day come first."""
    found = []
    place = 0
    while place < len(words):
        last, names, doubt = _longest(words, place, tree)
        if names:
            written = text[words[place].start : words[last].end]
            found.append(
                Mention(words[place].start, words[last].end, _meanings(names, written, on, doubt))
            )
            place = last
        place += 1
    return [mention for mention in found if mention.meanings]


def _longest(words: Sequence[Word], place: int, tree: Node) -> tuple[int, list[Name], Doubt | None]:
    """The last word of the longest name that begins here, and the names so called."""
    last, names = place, list[Name]()
    nodes = [tree]
    for at in range(place, min(place + LONGEST, len(words))):
        word = words[at]
        if at > place and word.breaks:
            break
        nodes = _steps(nodes, word)
        ends = [
            name for node in nodes for name in node.ends if at > place or _stands_alone(name, word)
        ]
        if ends:
            last, names = at, ends
        if not nodes:
            break
    if names:
        return last, names, None
    return place, _called_for_short(words, place, tree), Doubt.SHORT_NAME


def _steps(nodes: list[Node], word: Word) -> list[Node]:
    """Where the word leads: itself first, then what it may be a form of."""
    return [
        node.following[form]
        for form in forms(word.letters)
        for node in nodes
        if form in node.following
    ][:WIDTH]


def _stands_alone(name: Name, word: Word) -> bool:
    """Whether one word is enough: roles always, initials in capitals, names with a capital."""
    if name.kind is KnotKind.ROLE:
        return True
    return word.shouted if name.doubt is Doubt.INITIALS else word.capital


def _called_for_short(words: Sequence[Word], place: int, tree: Node) -> list[Name]:
    """The few organisations whose names begin with this word alone, written with a capital."""
    word = words[place]
    goes_on = place + 1 < len(words) and words[place + 1].capital and not words[place + 1].breaks
    short = len(word.letters) < SHORTEST_SHORT_NAME
    if short or goes_on or not word.capital or word.letters in GENERIC or word.start == word.end:
        return []
    for form in forms(word.letters):
        node = tree.following.get(form)
        if node is not None and form not in GENERIC:
            below = _below(node)
            keys = {name.key for name in below}
            is_clear = len(keys) <= MOST_MEANINGS
            return [n for n in below if n.kind is KnotKind.ORGANISATION] if is_clear else []
    return []


def _below(node: Node) -> list[Name]:
    """The names that end under a node; a few more than may be shown are enough to know."""
    found: list[Name] = []
    waiting = [node]
    while waiting and len(found) <= 4 * MOST_MEANINGS:
        here = waiting.pop()
        found += here.ends
        waiting += here.following.values()
    return found


def _meanings(
    names: list[Name], written: str, on: date, doubt: Doubt | None
) -> tuple[Meaning, ...]:
    """What the names stand for: those spelt just so before those alike, each thing once."""
    spelt = [name for name in names if _spelling(name.words) == _spelling(written)]
    nearest = sorted(spelt or names, key=lambda name: abs((name.on or on) - on))
    things = {(name.kind, name.key, name.role): name for name in reversed(nearest)}
    likeliest = list(reversed(things.values()))
    if len(likeliest) > MOST_MEANINGS and all(name.on is None for name in likeliest):
        return ()
    several = Doubt.SEVERAL if len(likeliest) > 1 else None
    return tuple(
        Meaning(name.kind, name.key, role=name.role, doubt=doubt or several or name.doubt)
        for name in likeliest[:MOST_MEANINGS]
    )


def _spelling(text: str) -> str:
    """The text with its å, ä and ö, in small letters and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_SMALL = frozenset({"for", "i", "och", "av", "pa", "till", "the", "of", "and", "in"})


def initials_of(name: str) -> frozenset[str]:
    """What a name of several words may be called by its first letters, in small letters.

    >>> sorted(initials_of("Tekniska högskolan i Älvsbro"))
    ['tha', 'thia']
    >>> initials_of("Navet Norr AB") == frozenset()
    True
    """
    words = _without_legal_form([word.letters for word in words_of(name)])
    every = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word not in _SMALL)
    return frozenset(letters for letters in (every, large) if 3 <= len(letters) <= 6)
