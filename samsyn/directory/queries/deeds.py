"""Which buttons a page shows: the same table that the actions ask, asked beforehand."""

from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import DEEDS, may


def may_do(viewer: Standing, deed: str, *owner_ids: int | None) -> bool:
    """Whether the viewer may do the deed; to a record of one of these organisations, if given."""
    if viewer.operator:
        return True
    if not may(viewer.roles, deed):
        return False
    return not DEEDS[deed].own or not owner_ids or viewer.organisation_id in owner_ids
