"""Invitations and roles: how long a link works, and what may not be given or taken away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.roles import Role, may

ACTING_FOR = "acting_for"
"""The key in the session that remembers for which organisation a person acts."""

DAYS_VALID = 14
"""An invitation works on the day it is sent and for fourteen days after it."""


@dataclass(frozen=True, slots=True)
class InvitationState:
    """What became of an invitation, besides time passing."""

    until_on: date
    withdrawn: bool
    accepted: bool


def last_day(invited_on: date) -> date:
    """The last day on which the link of an invitation works.

    >>> last_day(date(2026, 11, 23))
    datetime.date(2026, 12, 7)
    """
    return invited_on + timedelta(days=DAYS_VALID)


def token_digest(token: str) -> str:
    """What is stored of a link's token. The token is long and random, so no key is needed."""
    return sha256(token.encode()).hexdigest()


def check_roles_given(own: Collection[Role], given: Collection[Role]) -> None:
    """Refuse an invitation without roles, or one that gives more than the inviter could."""
    if not given:
        raise Problem(
            "invitation-without-role",
            words("Choose at least one role. Without a role one sees only what is open to all."),
        )
    if Role.ADMINISTRATOR in given and not may(frozenset(own), "change roles"):
        raise Problem(
            "invitation-administrator",
            words(
                "Only an administrator may make somebody else an administrator. "
                "Leave that role out, or ask an administrator to send the invitation."
            ),
        )


def unknown_link() -> Problem:
    """The refusal of a link that no invitation has."""
    return Problem(
        "invitation-unknown",
        words(
            "No invitation has this link. Open the link in the mail again, whole, "
            "or ask the sender for a new one."
        ),
    )


def check_open(state: InvitationState, on: date) -> None:
    """Refuse a link that is withdrawn, used or too old; each for its own reason."""
    if state.withdrawn:
        raise Problem(
            "invitation-withdrawn",
            words("The invitation was withdrawn. Ask the sender if you still should have it."),
        )
    if state.accepted:
        raise Problem(
            "invitation-used",
            words(
                "The invitation has been used, and a link works once. "
                "If it was you, sign in; otherwise tell the sender."
            ),
        )
    if on > state.until_on:
        raise Problem(
            "invitation-expired",
            words("The invitation was valid until %(until_on)s. Ask the sender for a new one."),
            until_on=state.until_on,
        )


def check_still_administered(ended: Collection[Role], others: int) -> None:
    """Refuse to end the last administrator's role; `others` are the administrators that remain.

    >>> check_still_administered([Role.COACH], others=0)
    """
    if Role.ADMINISTRATOR in ended and others == 0:
        raise Problem(
            "last-administrator",
            words(
                "This is the only administrator left, and without one nobody could let people "
                "in or out. Make somebody else an administrator first."
            ),
        )
