"""Everything that the page of one organisation shows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samsyn.directory.models import (
    DuplicatePair,
    Membership,
    Organisation,
    OrganisationName,
    Tie,
)
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.numbers import number_shown
from samsyn.directory.queries.organisations import organisations_for, seen_by
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name and the days it was used between."""

    name: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class MergedLine:
    """An organisation that turned out to be this one."""

    key: int
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class OrganisationSheet:
    """One organisation, its names, its numbers and what it is tied to today."""

    organisation: Organisation
    number: str
    name_from_on: date | None
    former_names: list[NameLine]
    merged: list[MergedLine]
    programmes: int
    grants: int
    people: int | None
    """People with a role there; None when the viewer is not to know."""
    open_pairs: int
    may_change: bool
    may_rename: bool


def organisation_sheet(viewer: Standing, key: int) -> OrganisationSheet:
    """One organisation with its names, numbers and ties; DoesNotExist when not to be seen."""
    organisation = organisations_for(viewer).get(pk=key)
    merged = list(organisation.merged.order_by("sort_key", "pk"))
    family = [organisation.pk, *(row.pk for row in merged)]
    names = [
        NameLine(row.name, row.from_on, row.until_on)
        for row in OrganisationName.objects.filter(organisation=organisation)
    ]
    inside = viewer.support or viewer.organisation_id == organisation.pk
    return OrganisationSheet(
        organisation=organisation,
        number=number_shown(organisation),
        name_from_on=next((line.from_on for line in names if line.until_on is None), None),
        former_names=[line for line in names if line.until_on is not None],
        merged=[MergedLine(row.pk, row.name, number_shown(row)) for row in merged],
        programmes=_tied(viewer, family, TieKind.PROGRAMME),
        grants=_tied(viewer, family, TieKind.GRANT),
        people=_people_at(viewer, family) if inside else None,
        open_pairs=_open_pairs(viewer, family),
        may_change=may_do(viewer, "change organisation"),
        may_rename=may_do(viewer, "rename organisation"),
    )


def merged_target(viewer: Standing, key: int) -> int | None:
    """The key of what the organisation turned out to be, if it was merged and both may be seen."""
    into = seen_by(viewer).filter(pk=key).values("merged_into")
    return organisations_for(viewer).filter(pk__in=into).values_list("pk", flat=True).first()


def _tied(viewer: Standing, family: list[int], kind: TieKind) -> int:
    """How many programmes or grants the organisation is tied to today, each once."""
    ties = Tie.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        organisation__in=family,
        kind=kind,
        from_on__lte=viewer.on,
    )
    return ties.values("key").distinct().count()


def _people_at(viewer: Standing, family: list[int]) -> int:
    memberships = Membership.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        organisation__in=family,
        from_on__lte=viewer.on,
    )
    return memberships.values("person").distinct().count()


def _open_pairs(viewer: Standing, family: list[int]) -> int:
    return DuplicatePair.objects.filter(
        may_see(viewer, "duplicate"),
        Q(first__in=family) | Q(second__in=family),
        answer=DuplicatePair.Answer.OPEN,
    ).count()
