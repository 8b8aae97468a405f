"""Which buttons a page shows: the same table that the actions ask, asked beforehand."""

from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing


def may_apply(viewer: Standing) -> bool:
    """Whether the viewer acts for an organisation that supports companies, and may apply for it."""
    return (
        viewer.organisation_id is not None
        and viewer.support
        and may_do(viewer, "write application", viewer.organisation_id)
    )
