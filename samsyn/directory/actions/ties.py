"""Ties: written by the actions of higher rooms, read by every query."""

from datetime import date, timedelta

from django.db.models import QuerySet

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
    from_on: date | None = None,
) -> Tie:
    """Tie an organisation or a person to a company, programme or grant from a day (today) on.

    Part of another deed, which has asked whether `by` may and writes the journal.
    """
    stands = _standing(kind, key, role, organisation_id, person_id).first()
    return stands or Tie.objects.create(
        kind=kind,
        key=key,
        role=role,
        organisation_id=organisation_id,
        person_id=person_id,
        from_on=by.on if from_on is None else from_on,
    )


def untie(
    *,
    by: Standing,
    kind: TieKind,
    key: int,
    role: TieRole,
    organisation_id: int | None = None,
    person_id: int | None = None,
    until_on: date | None = None,
) -> None:
    """End a tie after its last day (yesterday, so that it opens nothing from today on).

    The row stays.
    """
    last_day = by.on - timedelta(days=1) if until_on is None else until_on
    _standing(kind, key, role, organisation_id, person_id).update(until_on=last_day)


def _standing(
    kind: TieKind, key: int, role: TieRole, organisation_id: int | None, person_id: int | None
) -> QuerySet[Tie]:
    """The tie of that holder that has not ended, as rows."""
    ties = Tie.objects.filter(kind=kind, key=key, role=role, until_on__isnull=True)
    if organisation_id is None:
        return ties.filter(organisation__isnull=True, person=person_id or 0)
    return ties.filter(organisation=organisation_id, person__isnull=True)
