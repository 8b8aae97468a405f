"""Which organisations of a list may be one, or one of those that stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from samsyn.basics.swedish import folded, sort_key
from samsyn.directory.models import DuplicatePair, Organisation
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.duplicates import Candidate, may_be_one
from samsyn.directory.rules.kinds import SUPPORT_KINDS, OrganisationKind
from samsyn.directory.rules.likely_same import Pair, likely_same

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as a list names it: its digits ("" when not told), and its first row."""

    name: str
    digits: str
    row: int


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """One of a list that may be another organisation; keys are None for those not yet here."""

    named: Named
    other: str
    first_id: int | None
    second_id: int | None
    share: float
    reason: str


def likely_pairs(viewer: Standing, named: Sequence[Named]) -> list[LikelyPair]:
    """Pairs of an organisation of the list and another of it, or one that supports companies.

    Left out are pairs that a person has answered, those with two different numbers, and a
    company with one that is none. The most alike first.
    """
    standing = _standing(named)
    by_number = {number: one for one in standing for number in one.numbers}
    by_name = {folded(one.name): one for one in reversed(standing)}
    mine: dict[int, Named] = {}
    known = {one.key: one for one in standing}
    for place, one in enumerate(named, start=1):
        found = by_number.get(one.digits) or by_name.get(folded(one.name))
        if found is None:
            found = Candidate(-place, one.name, False, numbers=_numbers(one.digits))
            known[found.key] = found
        mine.setdefault(found.key, one)
    likely = likely_same([(one.key, one.name) for one in known.values()])
    answered = _answered(mine)
    return [
        _told(pair, known, mine)
        for pair in likely
        if (pair.a in mine or pair.b in mine)
        and (pair.a, pair.b) not in answered
        and may_be_one(known[pair.a], known[pair.b])
    ]


def _standing(named: Sequence[Named]) -> list[Candidate]:
    """Those that support companies, and those of the list that are here; the oldest first."""
    columns = ("pk", "name", "number", "personal_number_digest", "kind")
    supporting = Organisation.objects.filter(kind__in=SUPPORT_KINDS, merged_into__isnull=True)
    found = {row[0]: row for row in supporting.values_list(*columns)}
    for start in range(0, len(named), AT_ONCE):
        some = named[start : start + AT_ONCE]
        of_list = Organisation.objects.filter(
            Q(sort_key__in={sort_key(one.name) for one in some})
            | Q(number__in=[one.digits for one in some if one.digits])
        )
        found |= {row[0]: row for row in of_list.values_list(*columns)}
    return [
        Candidate(
            key, name, kind == OrganisationKind.COMPANY, numbers=_numbers(number or digest or "")
        )
        for key, name, number, digest, kind in (found[key] for key in sorted(found))
    ]


def _answered(keys: Iterable[int]) -> set[tuple[int, int]]:
    pairs = DuplicatePair.objects.exclude(answer=DuplicatePair.Answer.OPEN)
    wanted = set(keys)
    return {
        (first, second)
        for first, second in pairs.values_list("first", "second")
        if first in wanted or second in wanted
    }


def _numbers(number: str) -> frozenset[str]:
    return frozenset({number} if number else ())


def _told(pair: Pair, known: dict[int, Candidate], mine: dict[int, Named]) -> LikelyPair:
    inside = pair.a if pair.a in mine else pair.b
    outside = pair.b if inside == pair.a else pair.a
    keys = sorted((pair.a, pair.b))
    first_id, second_id = (key if key > 0 else None for key in keys)
    return LikelyPair(
        named=mine[inside],
        other=known[outside].name,
        first_id=first_id,
        second_id=second_id,
        share=pair.likeness / 100,
        reason=pair.reason,
    )
