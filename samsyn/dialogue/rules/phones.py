"""Taking part by phone: the code that is typed, the key that stays on the phone, and the limits.

The key is 128 random bits that the phone keeps. Here only its digest is stored: who reads the
store, a backup or a log cannot vote in anybody's name, and cannot tell whose phone it was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.rules.kinds import Vote

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs that nobody reads as another: no 0 and O, no 1, I and L."""
CODE_LENGTH = 6
MOST_SAID = 20
"""So many statements from one phone."""
MOST_AT_ONCE = 500
"""So many votes in one message: more than a phone that was long without a connection has kept."""
LEAST_SHOWN = 5
"""No figure is shown about fewer people."""


@dataclass(frozen=True, slots=True)
class PhoneVote:
    """A vote as a phone sends it; `turn` is the phone's own count, higher the later."""

    statement_id: int
    vote: Vote
    turn: int


def code_of(places: Iterable[int]) -> str:
    """A code from random places in the alphabet.

    >>> code_of([0, 1, 2, 8, 9, 30])
    '234ABZ'
    """
    return "".join(ALPHABET[place] for place in places)


def tidied(code: str) -> str:
    """A code as it is stored, from what a person typed.

    >>> tidied(" 234-abz ")
    '234ABZ'
    """
    return re.sub(r"[\s-]", "", code).upper()


def is_key(key: str) -> bool:
    """Whether it looks like a key that a phone was given."""
    return re.fullmatch(r"[A-Za-z0-9_-]{20,64}", key) is not None


def key_digest(key: str) -> str:
    """What is stored of a phone's key. Raises Problem("phone-key") when it is no such key."""
    if not is_key(key):
        raise Problem(
            "phone-key",
            words(
                "This phone has lost its key, so its votes cannot be told from others'. "
                "Open the link or type the code again."
            ),
        )
    return sha256(key.encode()).hexdigest()


def last_of_each(votes: Iterable[PhoneVote]) -> dict[int, PhoneVote]:
    """The latest vote on each statement, by the phone's own count; of equals the last one sent."""
    latest: dict[int, PhoneVote] = {}
    for vote in votes:
        before = latest.get(vote.statement_id)
        if before is None or vote.turn >= before.turn:
            latest[vote.statement_id] = vote
    return latest


def check_may_say_more(said: int) -> None:
    """Raise Problem("phone-said-enough") when a phone has added as many statements as it may."""
    if said >= MOST_SAID:
        raise Problem(
            "phone-said-enough",
            words(
                "This phone has added %(most)s statements, which is as many as one may. "
                "Vote on those that are here, or ask the organiser to add yours."
            ),
            most=MOST_SAID,
        )
