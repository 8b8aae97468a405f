"""What a conversation came to in one sentence: how many agree, on how many statements.

To agree on a statement is to stand on the same side of it, whichever side that is. A statement is
agreed on here when at least nine of ten of those who voted stand on one side; who passes has voted
and stands on none. What few have answered is not counted as agreed: at least three, and half of
those who take part, must have voted on it (docs/methods/agreement.md).
"""

from collections.abc import Collection
from dataclasses import dataclass

from samsyn.dialogue.rules.tally import Tally

NINE_OF_TEN = (9, 10)
LEAST_VOTERS = 3


@dataclass(frozen=True, slots=True)
class Headline:
    """`statements` of `of` are agreed on.

    `voters` is how many voted on each of those, and `fewest` and `most` how many of them, at least
    and at most, stand on one side; None when not equally many voted on each.
    """

    statements: int
    of: int
    voters: int | None = None
    fewest: int | None = None
    most: int | None = None


def headline(tallies: Collection[Tally | None], taking_part: int) -> Headline:
    """The sentence's figures, from the votes on every statement; None is a statement without.

    >>> headline([Tally(11, 1, 0), Tally(0, 12, 0), Tally(7, 5, 0), None], taking_part=12)
    Headline(statements=2, of=4, voters=12, fewest=11, most=12)
    """
    shared = [one for one in tallies if one is not None and is_agreed(one, taking_part)]
    found = Headline(len(shared), len(tallies))
    if len({one.voters for one in shared}) != 1:
        return found
    sides = [max(one.agree, one.disagree) for one in shared]
    return Headline(found.statements, found.of, shared[0].voters, min(sides), max(sides))


def is_agreed(one: Tally, taking_part: int) -> bool:
    """Whether the votes on a statement come to agreement, on whichever side, by counting."""
    share, whole = NINE_OF_TEN
    enough = one.voters >= LEAST_VOTERS and 2 * one.voters >= taking_part
    return enough and whole * max(one.agree, one.disagree) >= share * one.voters
