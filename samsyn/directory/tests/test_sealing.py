"""Sealing personal numbers."""

import pytest
from hypothesis import given, settings, strategies as st

from samsyn.basics.problem import Problem
from samsyn.directory.rules.sealing import digest, seal, unseal

numbers = st.text("0123456789", min_size=12, max_size=12)
keys = st.text(min_size=1, max_size=60)


@given(numbers, keys)
@settings(max_examples=30)
def test_what_is_sealed_comes_out_again_and_does_not_show(number: str, key: str) -> None:
    sealed = seal(number, key)
    assert number.encode() not in sealed
    assert unseal(sealed, key) == number


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Problem) as refusal:
        unseal(seal("198803200016", "one"), "another")
    assert refusal.value.code == "seal-broken"


def test_a_changed_seal_opens_nothing() -> None:
    sealed = bytearray(seal("198803200016", "one"))
    sealed[20] ^= 1
    with pytest.raises(Problem) as refusal:
        unseal(bytes(sealed), "one")
    assert refusal.value.code == "seal-broken"


def test_a_digest_is_the_same_each_time_and_differs_by_number_and_key() -> None:
    assert digest("198803200016", "one") == digest("198803200016", "one")
    different = {
        digest("198803200016", "one"),
        digest("198803200016", "two"),
        digest("198803200024", "one"),
    }
    assert len(different) == 3
    assert {len(each) for each in different} == {64}


def test_two_seals_of_a_number_differ_so_they_cannot_be_compared() -> None:
    assert seal("198803200016", "one") != seal("198803200016", "one")
