"""Ends the ties that came with paying for a programme."""

from collections.abc import Iterable

from samsyn.directory.actions.ties import untie
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.funding.models import Grant
from samsyn.funding.queries.parties import Part


def leave_programme(*, by: Standing, programme_id: int, parts: Iterable[Part]) -> None:
    """End ties to a programme, but not where another grant of the organisation pays for it."""
    for role, organisation_id in parts:
        field = "grantor" if role is TieRole.GRANTOR else "recipient"
        paying = Grant.objects.filter(programme=programme_id, **{field: organisation_id})
        if not paying.exists():
            untie(
                by=by,
                kind=TieKind.PROGRAMME,
                key=programme_id,
                role=role,
                organisation_id=organisation_id,
            )
