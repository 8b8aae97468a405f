"""Which buttons a page shows: the same table that the actions ask, asked beforehand."""

from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import DEEDS, may


def may_do(viewer: Standing, deed: str, *owner_ids: int | None) -> bool:
    """Whether the viewer may do the deed to a record of one of these organisations."""
    if viewer.operator:
        return True
    if viewer.organisation_id is None or not may(viewer.roles, deed):
        return False
    return not DEEDS[deed].own or viewer.organisation_id in owner_ids


def may_apply(viewer: Standing) -> bool:
    """Whether the viewer acts for an organisation that supports companies, and may apply for it."""
    return (
        viewer.organisation_id is not None
        and viewer.support
        and may_do(viewer, "write application", viewer.organisation_id)
    )
