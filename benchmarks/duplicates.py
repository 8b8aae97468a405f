"""Finding names that may be one organisation; the peer compares every pair with rapidfuzz."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

from rapidfuzz import fuzz

from benchmarks.measure import cpu_seconds, row
from samsyn.directory.rules.likely_same import likely_same

PLACES = ("Granfors", "Kvarnsund", "Norrhede", "Tallmo", "Björkedal", "Östanfors", "Lövhult")
TRADES = ("Mek", "Plåt", "Verktyg", "Snickeri", "Plast", "Maskin", "Gjuteri", "Tryck")


def names(number: int, seed: int = 1) -> list[tuple[int, str]]:
    chance = Random(seed)
    return [
        (key, f"{chance.choice(PLACES)}s {chance.choice(TRADES)} {chance.randrange(number)} AB")
        for key in range(number)
    ]


def run() -> Iterator[str]:
    few = names(1500)

    def peer() -> int:
        return sum(fuzz.token_set_ratio(a, b) > 90 for (_i, a), (_j, b) in combinations(few, 2))

    seconds = cpu_seconds(lambda: likely_same(few), tries=1)
    yield row("propose duplicates", "1,500 names", seconds, "every pair", cpu_seconds(peer, 1))
    many = names(20_000)
    yield row("propose duplicates", "20,000 names", cpu_seconds(lambda: likely_same(many), 1))
