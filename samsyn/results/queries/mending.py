"""The deed that ties a loose end, for those who may do it."""

from django.urls import reverse
from django.utils.translation import gettext

from samsyn.company.queries.closeness import stands_close
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.programme.queries.work import activities_at_work
from samsyn.results.queries.reach import things
from samsyn.results.rules.loose import MENDS, Mend
from samsyn.results.rules.strands import Kind


def mend_for(viewer: Standing, here: Kind, key: int, missing: Kind) -> tuple[str, str]:
    """The words and the address of the deed that ties the end; both empty if it is not hers."""
    mend = MENDS.get((here, missing))
    if mend is None or not _may_mend(viewer, mend, here, key):
        return "", ""
    url = reverse(mend.address, args=[key] if mend.in_path else [])
    if mend.query:
        url += f"?{mend.query}={key}"
    return gettext(mend.text), url


def _may_mend(viewer: Standing, mend: Mend, here: Kind, key: int) -> bool:
    """Whether the viewer may do it to this very thing, as its page will ask again."""
    if not may_do(viewer, mend.deed):
        return False
    if mend.owners:
        owners = things(here).filter(pk=key).values_list(*mend.owners).first() or ()
        return may_do(viewer, mend.deed, *owners)
    if here is Kind.COMPANY:
        return stands_close(viewer, key)
    if here is Kind.ACTIVITY:
        return viewer.operator or activities_at_work(viewer).filter(pk=key).exists()
    return True
