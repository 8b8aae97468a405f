"""The deed that ties a loose end, for those who may do it."""

from collections.abc import Sequence
from typing import Any

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
    return gettext(mend.text), mend.url_for(reverse, key)


def _may_mend(viewer: Standing, mend: Mend, here: Kind, key: int) -> bool:
    """Whether the viewer may do it to this very thing, as its page will ask again."""
    if not may_do(viewer, mend.deed):
        return False
    if here is Kind.COMPANY:
        return stands_close(viewer, key)
    if mend.owners or here is Kind.ACTIVITY:
        return key in may_mend_which(viewer, mend, here, list(things(here).filter(pk=key)))
    return True


def may_mend_which(viewer: Standing, mend: Mend, kind: str, rows: Sequence[Any]) -> set[int]:
    """The keys of the rows to which the viewer may do the deed; at most one question.

    What has no owner, as a goal from a list, anybody with the role may do it to.
    """
    if not rows or not may_do(viewer, mend.deed):
        return set()
    keys = {row.pk for row in rows}
    if mend.owners:
        return {row.pk for row in rows if _is_hers(viewer, mend, kind, row)}
    if kind == Kind.ACTIVITY and not viewer.operator:
        return set(activities_at_work(viewer).filter(pk__in=keys).values_list("pk", flat=True))
    return keys


def _is_hers(viewer: Standing, mend: Mend, kind: str, row: Any) -> bool:
    owners = [getattr(row, name) for name in mend.owners]
    if kind in {Kind.GOAL, "indicator"} and owners == [None]:
        return True
    return may_do(viewer, mend.deed, *owners)
