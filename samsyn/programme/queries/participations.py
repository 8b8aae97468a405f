"""Who took part, as doors read it: at work, and the company itself."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samsyn.basics.swedish import sort_key
from samsyn.company.queries.improvements import improvements_for
from samsyn.company.queries.key_figures import key_figures_for
from samsyn.company.queries.wording import companies_called
from samsyn.directory.models import Organisation, Tie
from samsyn.directory.queries.kept import kept
from samsyn.directory.queries.numbers import stored_number_shown
from samsyn.directory.queries.search import holds
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.programme.models import Activity, Participation, Programme
from samsyn.programme.queries.work import WORK_ROLES, seen_participations


def participations_for(viewer: Standing) -> QuerySet[Participation]:
    """The participations that the viewer may see, the newest first."""
    return (
        Participation.objects.filter(seen_participations(viewer))
        .select_related("activity", "activity__programme", "company")
        .order_by("-on", "-pk")
    )


def participations_narrowed(
    rows: QuerySet[Participation],
    *,
    text: str = "",
    programme_id: int | None = None,
    activity_id: int | None = None,
    company_id: int | None = None,
    county_code: str = "",
    county_codes: Collection[str] | None = None,
    year: int | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> QuerySet[Participation]:
    """The participations among the rows that fit every filter. The county is the company's."""
    if text:
        titled = Activity.objects.filter(holds(text, "title"))
        rows = rows.filter(_among("company", companies_called(text)) | _among("activity", titled))
    if programme_id is not None:
        rows = rows.filter(activity__programme=programme_id)
    if activity_id is not None:
        rows = rows.filter(activity=activity_id)
    if company_id is not None:
        rows = rows.filter(company=company_id)
    if county_code:
        rows = rows.filter(company__county=county_code)
    if county_codes is not None:
        rows = rows.filter(company__county__in=county_codes)
    if year is not None:
        # by the day and not by the column beside it: the list walks the index of days
        rows = rows.filter(on__year=year)
    if from_on is not None:
        rows = rows.filter(on__gte=from_on)
    if until_on is not None:
        rows = rows.filter(on__lte=until_on)
    return rows


FEW_KEYS = 2_000


def _among(field: str, meant: QuerySet[Any]) -> Q:
    """The participations of those meant.

    Few are named by their keys, so that the database begins with them; where there are more,
    a list that is walked from its newest row soon meets a page of them.
    """
    keys = meant.order_by().values_list("pk", flat=True)
    few = list(keys[: FEW_KEYS + 1])
    return Q(**{f"{field}__in": few if len(few) <= FEW_KEYS else keys})


def participation_rows(rows: QuerySet[Participation]) -> Iterator[tuple[object, ...]]:
    """The rows in the funder's order of columns, read in small steps from the database.

    Organisation number, e-mail, name, date, activity, hours, women, men, not stated.
    """
    found = rows.values_list(
        *("company__number", "company__personal_number_digest", "contact_email", "company__name"),
        *("on", "activity__title", "hours", "women", "men", "not_stated"),
    )
    for number, digest, email, *others in found.iterator(chunk_size=2000):
        yield (stored_number_shown(number, digest) or None, email or None, *others)


def without_participation(
    viewer: Standing, companies: QuerySet[Organisation]
) -> QuerySet[Organisation]:
    """Those of the companies that took part in nothing that the viewer may see."""
    seen = Participation.objects.filter(seen_participations(viewer), company=OuterRef("pk"))
    return companies.filter(~Exists(seen))


def met_without_next_step(
    viewer: Standing, companies: QuerySet[Organisation]
) -> QuerySet[Organisation]:
    """Those that took part in something and in nothing that goes on today or later.

    Both by what the viewer may see: others may have planned something.
    """
    seen = Participation.objects.filter(seen_participations(viewer)).order_by()
    ahead = seen.filter(Q(activity__starts_on__gte=viewer.on) | Q(activity__ends_on__gte=viewer.on))
    return companies.filter(pk__in=seen.values("company")).exclude(pk__in=ahead.values("company"))


def met_without_coach(
    viewer: Standing, companies: QuerySet[Organisation]
) -> QuerySet[Organisation]:
    """Those that took part in something, by what the viewer may see, and have no coach today."""
    seen = Participation.objects.filter(seen_participations(viewer)).order_by()
    coached = Tie.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        kind=TieKind.COMPANY,
        role=TieRole.COACH,
        from_on__lte=viewer.on,
    )
    return companies.filter(pk__in=seen.values("company")).exclude(pk__in=coached.values("key"))


@dataclass(frozen=True, slots=True)
class CompanyThread:
    """How far a company has come, by what the viewer may see."""

    took_part: bool = False
    improved: bool = False
    measured: bool = False

    @property
    def knots(self) -> tuple[bool, bool, bool]:
        """Which of its knots are there, in the order of the thread."""
        return self.took_part, self.improved, self.measured


def threads_of(viewer: Standing, company_ids: Collection[int]) -> dict[int, CompanyThread]:
    """The small thread of each company of a page, by its key, in one query."""
    of_it = {"company": OuterRef("pk")}
    # A first key and not EXISTS: for that PostgreSQL puts all activities in a table beside.
    first = {
        "took_part": Participation.objects.filter(seen_participations(viewer), **of_it),
        "improved": improvements_for(viewer, company_ids).filter(**of_it),
        "measured": key_figures_for(viewer, company_ids).filter(**of_it),
    }
    rows = (
        Organisation.objects.filter(pk__in=company_ids)
        .order_by()
        .annotate(
            **{name: Subquery(seen.order_by().values("pk")[:1]) for name, seen in first.items()}
        )
        .values_list("pk", *first)
    )
    return {key: CompanyThread(*(one is not None for one in found)) for key, *found in rows}


WORTH = 0.005
"""Seconds: few companies take part so often that it takes longer to say who sees it."""


@dataclass(frozen=True, slots=True)
class Onlookers:
    """The organisations that see what a company took part in: in one programme, or without."""

    programme: Programme | None
    names: list[str]


def onlookers_of(viewer: Standing, company_id: int) -> list[Onlookers]:
    """Programme by programme, who sees that the company took part; for those who see it too."""
    held = kept(
        viewer,
        "onlookers",
        (company_id,),
        lambda: _names_by_programme(viewer, company_id),
        worth_seconds=WORTH,
    )
    programmes = Programme.objects.in_bulk([key for key, _names in held if key is not None])
    return [Onlookers(programmes[key] if key is not None else None, names) for key, names in held]


def _names_by_programme(viewer: Standing, company_id: int) -> list[tuple[int | None, list[str]]]:
    """The keys of the programmes that it took part in, and who sees it, in Swedish order."""
    held = (
        Participation.objects.filter(seen_participations(viewer), company=company_id)
        .order_by("activity__programme__sort_key", "activity__programme")
        .values_list("activity__programme", "activity__organiser__name")
        .distinct()
    )
    names: dict[int | None, set[str]] = {}
    for programme_id, name in held:
        names.setdefault(programme_id, set()).update({name} if name else ())
    ties = Tie.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        kind=TieKind.PROGRAMME,
        key__in=[programme_id for programme_id in names if programme_id is not None],
        from_on__lte=viewer.on,
        role__in=WORK_ROLES,
    ).exclude(organisation=None)
    for programme_id, name in ties.values_list("key", "organisation__name"):
        names[programme_id].add(name)
    return [(key, sorted(found, key=sort_key)) for key, found in names.items()]
