"""Pairs of organisations that may be the same, as doors read them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samsyn.basics.swedish import folded
from samsyn.directory.models import DuplicatePair, Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.numbers import number_shown
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.duplicates import Candidate, may_be_one
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.likely_same import Pair, likely_same_as

SAME_BEGINNING = 6
"""Hexadecimal figures of the sort key: names are compared when their first three letters agree."""


def duplicates_for(viewer: Standing) -> QuerySet[DuplicatePair]:
    """The pairs that the viewer may see, the most alike first."""
    return (
        DuplicatePair.objects.filter(may_see(viewer, "duplicate"))
        .select_related(
            "first__county", "first__municipality", "second__county", "second__municipality"
        )
        .order_by("-likeness", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as they are shown beside each other."""

    organisation: Organisation
    number: str
    merged_into: str
    former_names: list[str]


@dataclass(frozen=True, slots=True)
class DuplicateSheet:
    """A pair with both organisations side by side."""

    pair: DuplicatePair
    sides: list[Side]
    may_answer: bool

    @property
    def is_answered(self) -> bool:
        return self.pair.answer != DuplicatePair.Answer.OPEN


def duplicate_sheet(viewer: Standing, key: int) -> DuplicateSheet:
    """One pair, to be answered; DoesNotExist when not to be seen."""
    pair = duplicates_for(viewer).select_related("answered_by").get(pk=key)
    return DuplicateSheet(
        pair=pair,
        sides=[_side(pair.first), _side(pair.second)],
        may_answer=may_do(viewer, "confirm duplicate"),
    )


def _side(organisation: Organisation) -> Side:
    former = organisation.names.filter(until_on__isnull=False)
    return Side(
        organisation=organisation,
        number=number_shown(organisation),
        merged_into=organisation.merged_into.name if organisation.merged_into else "",
        former_names=[row.name for row in former],
    )


def candidate_of(organisation: Organisation, family: Iterable[Organisation] = ()) -> Candidate:
    """The organisation as rules compare it, with the numbers of those merged into it."""
    members = [organisation, *family]
    numbers = {row.number or row.personal_number_digest for row in members}
    return Candidate(
        key=organisation.pk,
        name=organisation.name,
        is_company=organisation.kind == OrganisationKind.COMPANY,
        merged_into=organisation.merged_into_id,
        numbers=frozenset(number for number in numbers if number),
    )


def alike_to(organisation: Organisation) -> list[tuple[Organisation, Pair]]:
    """The organisations that may be the same as this one, the most alike first.

    Only names that begin with the same three letters are compared, so that a store of a
    hundred thousand answers at once; people point out the others.
    """
    near = Organisation.objects.filter(
        Q(sort_key__startswith=organisation.sort_key[:SAME_BEGINNING]),
        merged_into__isnull=True,
    ).exclude(pk=organisation.pk)
    names = list(near.values_list("pk", "name"))
    pairs = {pair.b: pair for pair in likely_same_as((organisation.pk, organisation.name), names)}
    others = near.in_bulk(list(pairs))
    mine = candidate_of(organisation)
    return [
        (others[key], pair)
        for key, pair in pairs.items()
        if may_be_one(mine, candidate_of(others[key]))
    ]


def answered_same(keys: Collection[int], without: int) -> list[tuple[int, int]]:
    """The other pairs answered as the same, among the given organisations."""
    return list(
        DuplicatePair.objects.filter(
            answer=DuplicatePair.Answer.SAME, first__in=keys, second__in=keys
        )
        .exclude(pk=without)
        .values_list("first", "second")
    )


def pairs_like(
    rows: QuerySet[DuplicatePair], *, search: str = "", answer: str = ""
) -> QuerySet[DuplicatePair]:
    """The pairs that the filters of the list leave; without an answer chosen, the open ones."""
    for word in folded(search).replace("-", "").split():
        rows = rows.filter(
            Q(first__search_text__contains=word) | Q(second__search_text__contains=word)
        )
    return rows.filter(answer=answer or DuplicatePair.Answer.OPEN)
