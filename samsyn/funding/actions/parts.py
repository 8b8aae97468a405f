"""The two parts in a grant, and their ties to the programme it pays for."""

from collections.abc import Iterable

from samsyn.directory.actions.ties import untie
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.funding.models import Grant

Part = tuple[TieRole, int]


def parts_of(grant: Grant) -> list[Part]:
    """Who receives and who grants: role and key of the organisation."""
    parts = [(TieRole.RECIPIENT, grant.recipient_id)]
    if grant.grantor_id is not None:
        parts.append((TieRole.GRANTOR, grant.grantor_id))
    return parts


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
