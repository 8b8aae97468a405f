"""What a text tells of: names, days, roles and meetings, each proposed and none decided.

The method, its worked example and its limits: docs/methods/mentions.md.
"""

from collections.abc import Iterable
from datetime import date

from samsyn.results.rules.mentions.days import days_in
from samsyn.results.rules.mentions.meaning import Doubt, Meaning, Mention, Name, separate
from samsyn.results.rules.mentions.meetings import Event, meetings_in, place_words
from samsyn.results.rules.mentions.names import initials_of, names_in, tree_of
from samsyn.results.rules.mentions.roles import role_names
from samsyn.results.rules.mentions.words import words_of


def mentions_in(
    text: str, names: Iterable[Name], events: Iterable[Event], on: date
) -> list[Mention]:
    """The mentions in the text, in order, none overlapping another; `on` is the entry's day.

    The longest wins; at the same place a name before a day, a day before a meeting.

    >>> [text[each.start:each.end] for text in ["Regionledarna möts den 3 december."]
    ...  for each in mentions_in(text, [], [], date(2026, 11, 23))]
    ['Regionledarna', 'den 3 december']
    """
    words = words_of(text)
    tree = tree_of([*names, *role_names()])
    days = days_in(text, on)
    found = names_in(text, words, tree, on)
    return separate([*found, *days, *meetings_in(words, days, events, on)])


__all__ = [
    "Doubt",
    "Event",
    "Meaning",
    "Mention",
    "Name",
    "initials_of",
    "mentions_in",
    "place_words",
    "tree_of",
    "words_of",
]
