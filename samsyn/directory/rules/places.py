"""The counties and municipalities of Sweden, and reading cells that list them.

Source: codes, names and NUTS regions in `places.tsv` beside this file (Statistics Sweden's
division of 2026, by way of the packages named in its first lines). The rule in prose is in
docs/methods/places.md.

A misspelt place is proposed, never guessed: a wrong county in a report looks just like a right
one, so a person confirms, and the confirmed spelling comes back in `aliases`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from samsyn.basics.swedish import folded

LEAST_LIKENESS = 80.0
"""Percent; a name less like the written one is not proposed."""
MOST_PROPOSALS = 3


class PlaceKind(StrEnum):
    """The two levels a cell can list; the kind decides what "Gotland" or "Uppsala" means."""

    COUNTY = "county"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class County:
    """A county (län). `letter` is the one on old number plates, `also` the region's own names."""

    code: str
    name: str
    full_name: str
    nuts3: str
    nuts2: str
    nuts2_name: str
    letter: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (kommun); the first two digits of its code are the county's."""

    code: str
    name: str
    county_code: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place that may have been meant; `likeness` in percent, 100 = alike but for accents."""

    code: str
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """A written name that is no place's, and what may have been meant, likeliest first."""

    spelling: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """What a cell says: codes in code order, each once, and the names that need a person."""

    codes: tuple[str, ...]
    unknown: tuple[Unknown, ...]


def _rows() -> Iterator[dict[str, str]]:
    text = resources.files(__package__).joinpath("places.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        yield dict(zip(lines[0], line, strict=True))


def _county(row: Mapping[str, str]) -> County:
    return County(
        code=row["code"],
        name=row["name"],
        full_name=row["full_name"],
        nuts3=row["nuts3"],
        nuts2=row["nuts2"],
        nuts2_name=row["nuts2_name"],
        letter=row["letter"],
        also=tuple(name for name in row["also"].split("|") if name != ""),
    )


COUNTIES: tuple[County, ...] = tuple(
    _county(row) for row in _rows() if row["kind"] == PlaceKind.COUNTY
)
MUNICIPALITIES: tuple[Municipality, ...] = tuple(
    Municipality(row["code"], row["name"], row["county_code"])
    for row in _rows()
    if row["kind"] == PlaceKind.MUNICIPALITY
)
COUNTY_BY_CODE: Mapping[str, County] = {county.code: county for county in COUNTIES}
MUNICIPALITY_BY_CODE: Mapping[str, Municipality] = {
    municipality.code: municipality for municipality in MUNICIPALITIES
}

_WHOLE_COUNTRY = frozenset(
    {
        "hela landet",
        "hela sverige",
        "nationellt",
        "nationell",
        "national",
        "sverige",
        "sweden",
        "samtliga län",
        "alla län",
        "samtliga regioner",
        "alla regioner",
    }
)

# Counties abolished in 1997-1998, and provinces and parts of the country that are no counties.
# Several are spelt much like a county elsewhere (Dalsland and Halland), so none gets a proposal.
_ABOLISHED = (
    "göteborgs och bohus",
    "kopparberg",
    "kristianstad",
    "malmöhus",
    "skaraborg",
    "älvsborg",
)
_PROVINCES = (
    "bohuslän",
    "dalsland",
    "gästrikland",
    "hälsingland",
    "härjedalen",
    "lappland",
    "medelpad",
    "närke",
    "småland",
    "uppland",
    "västergötland",
    "ångermanland",
    "öland",
    "götaland",
    "svealand",
    "norrland",
)
_NO_COUNTY_OF_TODAY = frozenset({*_ABOLISHED, *_PROVINCES})
_ONE_NAME_WITH_AND = "göteborgs och bohus"

_SEPARATORS = re.compile(r"[,;/|&\n\r•]|\s(?:och|and|samt)\s", re.IGNORECASE)
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_CODE = re.compile(r"(\d{1,4})(?:\.0)?")
_CODE_AND_NAME = re.compile(r"(\d{1,4})[ -]+(\D+)")
_ENDINGS: Mapping[PlaceKind, tuple[str, ...]] = {
    PlaceKind.COUNTY: (" län", " county"),
    PlaceKind.MUNICIPALITY: (" kommun", " kommuner", " stad", " municipality"),
}
_OTHER = {
    PlaceKind.COUNTY: PlaceKind.MUNICIPALITY,
    PlaceKind.MUNICIPALITY: PlaceKind.COUNTY,
}


def read_places(
    text: str | None, aliases: Mapping[str, str] | None = None, *, kind: PlaceKind
) -> PlacesRead:
    """The places a cell lists, and the names in it that are no place's.

    `aliases` maps `folded(spelling)` to a code: what people confirmed earlier. A true name is
    never overruled by an alias, and an alias to a code of the other kind does not count.

    >>> read_places("Skåne, AC och Region Gotland", kind=PlaceKind.COUNTY).codes
    ('09', '12', '24')
    >>> read = read_places("Umeå; LillaEdet", kind=PlaceKind.MUNICIPALITY)
    >>> read.codes, read.unknown[0].spelling, read.unknown[0].proposals[0].name
    (('2480',), 'LillaEdet', 'Lilla Edet')
    """
    codes: set[str] = set()
    unknown: dict[str, Unknown] = {}
    for spelling in _spellings(text or ""):
        if kind is PlaceKind.COUNTY and _plain(spelling) in _WHOLE_COUNTRY:
            codes.update(COUNTY_BY_CODE)
            continue
        code = _known_code(spelling, kind) or _alias_code(spelling, aliases or {}, kind)
        if code is not None:
            codes.add(code)
        elif folded(spelling) not in unknown:
            unknown[folded(spelling)] = Unknown(spelling, _proposals(spelling, kind))
    return PlacesRead(tuple(sorted(codes)), tuple(unknown.values()))


def _spellings(text: str) -> list[str]:
    """The names in the cell as written, without the separators and the space around them."""
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u200b", "")
    start = _plain_keeping_length(composed).find(_ONE_NAME_WITH_AND)
    if start != -1:
        end = start + len(_ONE_NAME_WITH_AND)
        after = re.match(r"\s+län", composed[end:], re.IGNORECASE)
        end += after.end() if after is not None else 0
        return [
            *_spellings(composed[:start]),
            composed[start:end].strip(),
            *_spellings(composed[end:]),
        ]
    pieces = (" ".join(piece.split()).strip(" .:") for piece in _SEPARATORS.split(composed))
    return [piece for piece in pieces if piece != ""]


def _plain_keeping_length(text: str) -> str:
    return "".join(" " if letter.isspace() else letter.lower()[:1] for letter in text)


def _plain(spelling: str) -> str:
    """Folded, with every kind of dash as a hyphen without space around it."""
    return _DASHES.sub("-", folded(spelling))


def _known_code(spelling: str, kind: PlaceKind) -> str | None:
    plain = _plain(spelling)
    as_code = _CODE.fullmatch(plain)
    if as_code is not None:
        return _code_from_digits(as_code[1], kind)
    code_and_name = _CODE_AND_NAME.fullmatch(plain)
    if code_and_name is not None:
        by_code = _code_from_digits(code_and_name[1], kind)
        by_name = _spelt(kind).get(code_and_name[2])
        # A code and a name that disagree are a question for a person.
        return by_code if by_code == by_name else None
    return _spelt(kind).get(plain)


def _code_from_digits(digits: str, kind: PlaceKind) -> str | None:
    """The code, also when a spreadsheet dropped its leading zero ("180" is 0180, "1" is 01)."""
    if kind is PlaceKind.COUNTY:
        code = digits.zfill(2)
        return code if code in COUNTY_BY_CODE else None
    code = digits.zfill(4) if len(digits) >= 3 else digits
    return code if code in MUNICIPALITY_BY_CODE else None


def _alias_code(spelling: str, aliases: Mapping[str, str], kind: PlaceKind) -> str | None:
    code = aliases.get(folded(spelling))
    places = COUNTY_BY_CODE if kind is PlaceKind.COUNTY else MUNICIPALITY_BY_CODE
    return code if code in places else None


def _proposals(spelling: str, kind: PlaceKind) -> tuple[Proposal, ...]:
    """At most three places spelt much like this, likeliest first, then by name."""
    stem = _stem(_plain(spelling), kind)
    if stem is None:
        return ()
    likely = [
        Proposal(code, name, likeness)
        for code, name in _names(kind)
        if (likeness := _likeness(stem, _plain(name))) >= LEAST_LIKENESS
    ]
    likely.sort(key=lambda proposal: (-proposal.likeness, proposal.name))
    return tuple(likely[:MOST_PROPOSALS])


def _stem(plain: str, kind: PlaceKind) -> str | None:
    """The part of the written name to compare, or None where nothing may be proposed."""
    said, other = _ENDINGS[kind], _ENDINGS[_OTHER[kind]]
    if plain.endswith(other):
        return None
    stem = re.sub(r"^(?:\d+[ -]+|region |regionen )", "", plain)
    for ending in said:
        stem = stem.removesuffix(ending)
    if not any(letter.isalpha() for letter in stem):
        return None
    if kind is PlaceKind.COUNTY and not _NO_COUNTY_OF_TODAY.isdisjoint(
        {stem, stem.removesuffix("s")}
    ):
        return None
    return stem


def _likeness(written: str, name: str) -> float:
    """Percent: the mean of the likeness with and without the dots over å, ä and ö.

    The mean keeps "Malmo" near Malmö without making Habo and Håbo the same. The written name is
    also tried without a last s, as in "Stenungssunds kommun", and the better of the two counts.
    """
    return max(
        (fuzz.ratio(each, name) + fuzz.ratio(_without_dots(each), _without_dots(name))) / 2
        for each in (written, written.removesuffix("s"))
    )


def _without_dots(text: str) -> str:
    return text.translate(str.maketrans("åäö", "aao"))


@cache
def _names(kind: PlaceKind) -> tuple[tuple[str, str], ...]:
    if kind is PlaceKind.COUNTY:
        return tuple((county.code, county.name) for county in COUNTIES)
    return tuple((municipality.code, municipality.name) for municipality in MUNICIPALITIES)


@cache
def _spelt(kind: PlaceKind) -> Mapping[str, str]:
    """Every accepted spelling of every place of the kind, folded, with its code."""
    spelt: dict[str, str] = {}
    if kind is PlaceKind.COUNTY:
        for county in COUNTIES:
            spelt[county.letter.lower()] = county.code
            for name in (county.name, *county.also):
                spelt.update(dict.fromkeys(_county_spellings(_plain(name)), county.code))
        return spelt
    for municipality in MUNICIPALITIES:
        for spelling in _municipality_spellings(_plain(municipality.name)):
            spelt[spelling] = municipality.code
    # The one region that is a municipality as well, and calls itself a region.
    spelt["region gotland"] = "0980"
    return spelt


def _county_spellings(name: str) -> Iterator[str]:
    """With and without "län" and "Region"; the bare genitive is half of "X:s och Y:s län"."""
    for form in (name, _genitive(name)):
        for ending in ("", *_ENDINGS[PlaceKind.COUNTY]):
            yield f"{form}{ending}"
            yield f"region {form}{ending}"


def _municipality_spellings(name: str) -> Iterator[str]:
    """With and without "kommun"; no bare genitive, for "Göteborgs" may begin an old county."""
    yield name
    for form in (name, _genitive(name)):
        for ending in _ENDINGS[PlaceKind.MUNICIPALITY]:
            yield f"{form}{ending}"


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
