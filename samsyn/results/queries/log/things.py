"""The things that an entry may be tied to: which the viewer may see, what they are called."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from samsyn.dialogue.queries.commitments import commitments_for
from samsyn.directory.queries.organisations import seen_by
from samsyn.directory.rules.access import Standing
from samsyn.results.queries.bar import DETAIL
from samsyn.results.queries.reach import Rows, things
from samsyn.results.queries.visible import visible
from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.strands import Kind

HOUSES = frozenset({KnotKind.ORGANISATION, KnotKind.COMPANY})
WITHOUT_A_PAGE = frozenset({KnotKind.DAY, KnotKind.ROLE})


@dataclass(frozen=True, slots=True)
class Thing:
    """What a thing is called today, and its page."""

    label: str
    url: str


def rows_of(viewer: Standing, kind: KnotKind) -> Rows:
    """The things of a kind that the viewer may open."""
    if kind in HOUSES:
        return seen_by(viewer)
    if kind is KnotKind.COMMITMENT:
        return commitments_for(viewer)
    return visible(viewer, Kind(kind.value), things(Kind(kind.value)))


def things_of(
    viewer: Standing, wanted: Iterable[tuple[KnotKind, int]]
) -> dict[tuple[KnotKind, int], Thing]:
    """The wanted things that the viewer may see: one question a kind."""
    keys: dict[KnotKind, set[int]] = defaultdict(set)
    for kind, key in wanted:
        keys[kind].add(key)
    return {
        (kind, thing.pk): Thing(str(thing), page_of_thing(kind, thing.pk))
        for kind, these in keys.items()
        for thing in rows_of(viewer, kind).filter(pk__in=these)
    }


def page_of_thing(kind: KnotKind, key: int) -> str:
    """The address of a thing's page."""
    if kind is KnotKind.ORGANISATION:
        return reverse("directory:organisation_detail", args=[key])
    if kind is KnotKind.COMMITMENT:
        return reverse("dialogue:commitment_detail", args=[key])
    return reverse(DETAIL[Kind(kind.value)], args=[key])
