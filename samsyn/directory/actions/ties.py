"""Ties: written by the actions of higher rooms, read by every query."""

from samsyn.directory.models import Tie
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole


def tie(
    *,
    by: Standing,
    kind: TieKind,
    key: int,
    role: TieRole,
    organisation_id: int | None = None,
    person_id: int | None = None,
) -> Tie:
    """Tie an organisation or a person to a company, programme or grant from today on.

    Part of another deed, which has asked whether `by` may and writes the journal.
    """
    found, _made = Tie.objects.get_or_create(
        kind=kind,
        key=key,
        role=role,
        organisation_id=organisation_id,
        person_id=person_id,
        until_on=None,
        defaults={"from_on": by.on},
    )
    return found


def untie(
    *,
    by: Standing,
    kind: TieKind,
    key: int,
    role: TieRole,
    organisation_id: int | None = None,
    person_id: int | None = None,
) -> None:
    """End a tie: it no longer opens anything from today on. The row stays, with its last day."""
    Tie.objects.filter(
        kind=kind,
        key=key,
        role=role,
        organisation_id=organisation_id,
        person_id=person_id,
        until_on=None,
    ).update(until_on=by.on)
