"""Which names may be one organisation, and which are surely two."""

import random

import pytest

from samsyn.directory.rules.likely_same import (
    LEAST_LIKENESS,
    likely_same,
    likely_same_as,
    told_apart,
)


def proposed(*names: str) -> bool:
    # The words of a name weigh by how rare they are, so there must be others.
    others = ["ALMI Företagspartner Nord AB", "Högskolan i Gävle", "Kalmar Science Park AB"]
    pairs = likely_same(list(enumerate([*names, *others])))
    return any({pair.a, pair.b} == {0, 1} for pair in pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Netport Science Park AB (Svb)", "NetPort Science Park"),
        ("Iuc Norrbotten AB", "Industriellt Utvecklings Centrum Norrbotten AB"),
        (
            "Industriellt Utvecklingscentrum i Halland AB",
            "Industriellt Utvecklings Centrum Halland",
        ),
        ("Tillväxtverket", "Tillväxtvärket"),
        ("Stiftelsen Teknikdalen", "Stift Teknik Dalen"),
        ("Visit Värmland Ekonomisk Fören", "Visit Värmland ek. för."),
        ("Luleå Tekniska Universitet", "Luleå tekniska universtitet"),
        ("Örebroregionen Science Park AB", "Science Park Örebroregionen"),
    ],
)
def test_other_spellings_of_one_name_are_proposed(one: str, other: str) -> None:
    assert proposed(one, other)
    assert proposed(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ALMI Företagspartner Nord AB", "ALMI Företagspartner Gävledala AB"),
        ("Högskolan i Gävle", "Högskolan i Halmstad"),
        ("Stockholms Läns Landsting", "Region Stockholm"),
        ("Länsstyrelsen i Västmanlands län", "Länsstyrelsen i Västernorrlands län"),
        ("Kalmar kommun", "Kalix kommun"),
        ("Umeå Universitet", "Umeå kommun"),
        ("Uminova Innovation AB", "Uminova Expression AB"),
        ("Swerea Mefos AB", "Swerea Swecast AB"),
        ("Fastighets AB Eken 12", "Fastighets AB Eken 13"),
        ("Iuc Dalarna", "Iuc Halland"),
    ],
)
def test_different_organisations_are_not_proposed(one: str, other: str) -> None:
    assert not proposed(one, other)


def test_a_name_of_legal_words_only_keeps_them() -> None:
    assert told_apart("AB Stiftelsen") == ("ab", "stiftelsen")


def test_the_likeliest_pair_comes_first_and_none_is_below_the_threshold() -> None:
    names = [(5, "Uminova Innovation"), (9, "Uminova Inovation AB"), (1, "Uminova Innovation AB")]
    pairs = likely_same(names)
    assert [(pair.a, pair.b) for pair in pairs] == [(1, 5), (1, 9), (5, 9)]
    assert pairs[0].likeness == 100
    assert all(pair.likeness >= LEAST_LIKENESS for pair in pairs)


def test_the_order_of_the_names_does_not_matter() -> None:
    names = list(enumerate(["Ek Bok AB", "Ek & Bok", "Al AB", "Alm", "Bok Ek", "Gran Teknik AB"]))
    shuffled = random.Random(3).sample(names, len(names))
    assert likely_same(names) == likely_same(shuffled)


def test_only_a_few_of_many_names_are_compared() -> None:
    made = random.Random(1)
    words = ["".join(made.choices("abdefgilmnorstu", k=8)) for _ in range(2_000)]
    names = [(n, f"{made.choice(words)} {made.choice(words)} Teknik AB") for n in range(5_000)]
    copied = [(n + 10_000, name.replace(" AB", "")) for n, name in names[::100]]
    found = {(pair.a, pair.b) for pair in likely_same([*names, *copied])}
    assert {(key - 10_000, key) for key, _ in copied} <= found
    assert len(found) < 200


def test_one_name_is_compared_with_every_other_as_all_are_with_each_other() -> None:
    names = list(enumerate(["Ek Bok AB", "Ek & Bok", "Al AB", "Alm", "Bok Ek", "Gran Teknik AB"]))
    all_pairs = {(pair.a, pair.b): pair.likeness for pair in likely_same(names)}
    found = {}
    for key, name in names:
        others = [other for other in names if other[0] != key]
        for pair in likely_same_as((key, name), others):
            found[min(pair.a, pair.b), max(pair.a, pair.b)] = pair.likeness
    assert found == all_pairs
