"""What counts as alike, and what mergers and their undoing do to the pointers."""

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.directory.rules.duplicates import (
    Candidate,
    after_merger,
    after_undoing,
    check_merger,
    may_be_one,
)
from samsyn.directory.rules.likely_same import likely_same_as


def candidate(key: int, name: str = "Mek AB", number: str = "", **more: object) -> Candidate:
    numbers = frozenset({number} if number else ())
    return Candidate(key=key, name=name, is_company=True, numbers=numbers, **more)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Norrfors Mek AB", "Norrfors Mek", True),  # the legal form tells nothing
        ("Norrfors Mek AB", "AB Norrfors Mek", True),
        ("Norrfors Mekaniska AB", "Norfors Mekaniska AB", True),  # a slip of the key
        ("Norrfors Mek AB", "Norrfors Plåt AB", False),
        ("Ab", "AB", True),  # nothing left but the legal form
    ],
)
def test_names_are_compared_without_legal_form(first: str, second: str, alike: bool) -> None:
    assert bool(likely_same_as((1, first), [(2, second)])) is alike


def test_two_numbers_are_two_legal_persons_whatever_they_are_called() -> None:
    assert not may_be_one(candidate(1, number="5560360793"), candidate(2, number="5564646874"))
    assert may_be_one(candidate(1, number="5560360793"), candidate(2))


def test_a_company_is_not_proposed_as_the_same_as_an_agency() -> None:
    agency = Candidate(key=2, name="Mek AB", is_company=False)
    assert not may_be_one(candidate(1), agency)


@pytest.mark.parametrize(
    ("kept", "other", "root", "code"),
    [
        (candidate(1, merged_into=2), candidate(2), candidate(2), "merger-circle"),
        (candidate(1), candidate(2, merged_into=3), candidate(1), "merger-elsewhere"),
        (candidate(1), Candidate(2, "Mek", False), candidate(1), "merger-two-kinds"),
        (candidate(1), candidate(2, number="1"), candidate(1, number="2"), "merger-two-numbers"),
    ],
)
def test_a_merger_that_cannot_be_is_refused(
    kept: Candidate, other: Candidate, root: Candidate, code: str
) -> None:
    with pytest.raises(Problem) as refusal:
        check_merger(kept, other, root)
    assert refusal.value.code == code


def test_merging_into_a_merged_one_follows_the_pointer() -> None:
    check_merger(candidate(1, merged_into=3), candidate(2), candidate(3))
    assert after_merger({1: 3, 2: None, 3: None}, other=2, kept=1) == {2: 3}


Pointers = dict[int, int | None]
steps = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12)


def merged(choices: list[tuple[int, int]]) -> tuple[Pointers, list[tuple[int, int]]]:
    """Eight organisations after those of the mergers that are allowed, and the answered pairs."""
    pointers: Pointers = dict.fromkeys(range(8))
    pairs: list[tuple[int, int]] = []
    for other, kept in choices:
        roots = pointers[kept] if pointers[kept] is not None else kept
        if other == kept or pointers[other] is not None or roots == other:
            continue
        if (min(other, kept), max(other, kept)) in pairs:
            continue
        changed = after_merger({k + 1: _plus(v) for k, v in pointers.items()}, other + 1, kept + 1)
        pointers |= {key - 1: to - 1 for key, to in changed.items()}
        pairs.append((min(other, kept), max(other, kept)))
    return pointers, pairs


def _plus(key: int | None) -> int | None:
    return None if key is None else key + 1


@given(steps)
def test_pointers_stay_one_step_long(choices: list[tuple[int, int]]) -> None:
    pointers, _pairs = merged(choices)
    assert all(to is None or pointers[to] is None for to in pointers.values())


@given(steps, st.randoms(use_true_random=False))
def test_undoing_all_answers_in_any_order_leaves_everybody_alone(choices, random) -> None:
    pointers, pairs = merged(choices)
    random.shuffle(pairs)
    while pairs:
        undone = pairs.pop()
        family = {k + 1: _plus(v) for k, v in pointers.items()}
        same = [(first + 1, second + 1) for first, second in pairs]
        changed = after_undoing(family, same, (undone[0] + 1, undone[1] + 1))
        pointers |= {key - 1: None if to is None else to - 1 for key, to in changed.items()}
        assert all(to is None or pointers[to] is None for to in pointers.values())
        for first, second in pairs:  # what the other answers hold together stays together
            assert _root(pointers, first) == _root(pointers, second)
    assert set(pointers.values()) == {None}


@given(steps)
def test_undoing_the_last_answer_gives_back_what_was_before(choices) -> None:
    before, pairs_before = merged(choices[:-1])
    after, pairs = merged(choices)
    if len(pairs) == len(pairs_before):
        return
    undone = pairs[-1]
    family = {k + 1: _plus(v) for k, v in after.items()}
    same = [(first + 1, second + 1) for first, second in pairs_before]
    changed = after_undoing(family, same, (undone[0] + 1, undone[1] + 1))
    back = after | {key - 1: None if to is None else to - 1 for key, to in changed.items()}
    assert back == before


def _root(pointers: Pointers, key: int) -> int:
    to = pointers[key]
    return key if to is None else to
