"""Companies that were met on one day and never again, by what the viewer may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Min
from django.db.models.functions import Coalesce

from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation
from samsyn.programme.queries.work import seen_participations
from samsyn.programme.rules.met_once import met_before


@dataclass(frozen=True, slots=True)
class MetOnce:
    """The companies whose only day was in one programme, by key; `since` is the earliest day."""

    companies: list[int]
    since: date


def met_once(viewer: Standing) -> dict[int | None, MetOnce]:
    """By programme (None: outside any) the companies met on one day only, too long ago.

    Two activities on the same day are one meeting, counted in one of their programmes. Others
    may have met the company where the viewer does not see it.
    """
    return kept(viewer, "met once", (), lambda: _met_once(viewer))


def _met_once(viewer: Standing) -> dict[int | None, MetOnce]:
    rows = (
        Participation.objects.filter(seen_participations(viewer))
        .order_by()
        .annotate(one=Coalesce("company__merged_into_id", "company_id"))
        .values("one")
        .annotate(first=Min("on"), last=Max("on"), programme=Min("activity__programme_id"))
        .filter(first=F("last"), last__lt=met_before(viewer.on))
        .values_list("one", "first", "programme")
    )
    found: dict[int | None, MetOnce] = {}
    for company, on, programme in rows.iterator(chunk_size=2000):
        held = found.get(programme, MetOnce([], on))
        held.companies.append(company)
        found[programme] = MetOnce(held.companies, min(held.since, on))
    return found


def keys_met_once(viewer: Standing, programme_id: int | None = None) -> list[int]:
    """The keys of those companies, of one programme or of all."""
    return [
        company
        for programme, held in met_once(viewer).items()
        if programme_id in {None, programme}
        for company in held.companies
    ]
