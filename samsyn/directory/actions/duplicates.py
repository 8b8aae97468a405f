"""Saying whether two organisations are the same, and taking the answer back."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import DuplicatePair, Organisation
from samsyn.directory.queries.duplicates import (
    alike_to,
    answered_same,
    candidate_of,
    duplicates_for,
)
from samsyn.directory.queries.likely_pairs import LikelyPair
from samsyn.directory.queries.organisations import organisations_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.duplicates import (
    SAID_BY_A_PERSON,
    after_merger,
    after_undoing,
    check_merger,
)
from samsyn.directory.rules.likely_same import likely_same_as


@transaction.atomic
def propose_duplicates(*, by: Standing, organisations: Sequence[Organisation]) -> int:
    """Look for organisations that may be the same as these; answers how many new pairs.

    Part of another deed: nothing is merged by it, a person answers each pair.
    """
    made = 0
    for organisation in organisations:
        for other, how in alike_to(organisation):
            made += _pair(organisation.pk, other.pk, how.likeness / 100, how.reason)[1]
    return made


@transaction.atomic
def propose_pairs(*, by: Standing, pairs: Sequence[LikelyPair]) -> None:
    """Write down the likely pairs of a list, to be answered; those that stand are left alone.

    Part of another deed, as above.
    """
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(
                first_id=pair.first_id,
                second_id=pair.second_id,
                likeness=pair.share,
                reason=pair.reason,
            )
            for pair in pairs
            if pair.first_id is not None and pair.second_id is not None
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


@transaction.atomic
def point_out_duplicate(*, by: Standing, first_id: int, second_id: int) -> DuplicatePair:
    """Say that two organisations may be the same, so that the pair can be answered."""
    require(by=by, deed="confirm duplicate")
    if first_id == second_id:
        raise Problem(
            "pair-of-one",
            words("Both fields name the same organisation. Name the other one in one of them."),
        )
    first, second = (organisations_for(by).get(pk=key) for key in (first_id, second_id))
    alike = likely_same_as((first.pk, first.name), [(second.pk, second.name)])
    share = alike[0].likeness / 100 if alike else 0.0
    pair, made = _pair(first.pk, second.pk, share, SAID_BY_A_PERSON)
    if made:
        note(by=by, deed="confirm duplicate", subject=pair)
    return pair


@transaction.atomic
def confirm_duplicate(
    *, by: Standing, pair_id: int, keep_id: int | None, reason: str = ""
) -> DuplicatePair:
    """Answer a pair: the same, with the one to keep, or different when `keep_id` is None.

    The other one then points at the one kept (`merged_into`); its participations, grants and
    ties stay where they are, and counts follow the pointer. An answer can be taken back.
    """
    require(by=by, deed="confirm duplicate")
    pair = _open_pair(by, pair_id)
    if keep_id is not None:
        if keep_id not in (pair.first_id, pair.second_id):
            raise Problem(
                "pair-keeps-neither",
                words("The one to keep is neither of the two. Choose one of the pair."),
            )
        _merge(pair, keep_id)
    same = keep_id is not None
    pair.answer = DuplicatePair.Answer.SAME if same else DuplicatePair.Answer.DIFFERENT
    pair.answered_by_id = by.person_id
    pair.answered_at = timezone.now()
    pair.save(update_fields=["answer", "answered_by", "answered_at"])
    note(by=by, deed="confirm duplicate", subject=pair, reason=reason)
    return pair


@transaction.atomic
def undo_duplicate_answer(*, by: Standing, pair_id: int, reason: str = "") -> DuplicatePair:
    """Take the answer to a pair back; what it merged stands on its own again."""
    require(by=by, deed="confirm duplicate")
    pair = duplicates_for(by).get(pk=pair_id)
    pair = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if pair.answer == DuplicatePair.Answer.SAME:
        pointers = _pointers(_family([pair.first_id, pair.second_id]))
        others = answered_same(list(pointers), without=pair.pk)
        _point(after_undoing(pointers, others, (pair.first_id, pair.second_id)))
    pair.answer = DuplicatePair.Answer.OPEN
    pair.answered_by = pair.answered_at = None
    pair.save(update_fields=["answer", "answered_by", "answered_at"])
    note(by=by, deed="undo duplicate", subject=pair, reason=reason)
    return pair


def _pair(one: int, other: int, share: float, reason: str) -> tuple[DuplicatePair, bool]:
    return DuplicatePair.objects.get_or_create(
        first_id=min(one, other),
        second_id=max(one, other),
        defaults={"likeness": share, "reason": reason},
    )


def _open_pair(by: Standing, pair_id: int) -> DuplicatePair:
    seen = duplicates_for(by).get(pk=pair_id)
    pair = DuplicatePair.objects.select_for_update().get(pk=seen.pk)
    if pair.answer != DuplicatePair.Answer.OPEN:
        raise Problem(
            "pair-answered",
            words(
                "The pair has been answered already: %(answer)s. "
                "Take that answer back first to give another."
            ),
            answer=str(pair.get_answer_display()),
        )
    return pair


def _merge(pair: DuplicatePair, keep_id: int) -> None:
    """Point the other one, and what pointed at it, at the one that is kept."""
    other_id = pair.second_id if keep_id == pair.first_id else pair.first_id
    family = {row.pk: row for row in _family([pair.first_id, pair.second_id])}
    kept, other = family[keep_id], family[other_id]
    kept_root = family[kept.merged_into_id or kept.pk]
    under = [row for row in family.values() if row.merged_into_id == kept_root.pk]
    below = [row for row in family.values() if row.merged_into_id == other.pk]
    check_merger(candidate_of(kept), candidate_of(other, below), candidate_of(kept_root, under))
    _point(after_merger(_pointers(list(family.values())), other.pk, kept.pk))


def _family(keys: Sequence[int]) -> list[Organisation]:
    """These organisations, what they were merged into, and all that was merged into those.

    Locked in the order of their keys, so that two people who merge at once wait for each other.
    """
    roots = Organisation.objects.filter(pk__in=keys).values_list("pk", "merged_into")
    tops = {into or key for key, into in roots} | set(keys)
    return list(
        Organisation.objects.select_for_update()
        .filter(Q(pk__in=tops) | Q(merged_into__in=tops))
        .order_by("pk")
    )


def _pointers(family: Sequence[Organisation]) -> dict[int, int | None]:
    return {row.pk: row.merged_into_id for row in family}


def _point(changes: "dict[int, int] | dict[int, int | None]") -> None:
    for key, into in changes.items():
        Organisation.objects.filter(pk=key).update(merged_into=into)
