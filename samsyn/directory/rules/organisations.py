"""What is said about an organisation, checked: facts, names, and the text it is found by.

Source of the sector codes: SNI 2007 and SNI 2025 of Statistics Sweden (two figures, then a
point and one to three more). A code means nothing without its version.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.directory.rules.identifiers import NumberKind, read_organisation_number
from samsyn.directory.rules.kinds import OrganisationKind, SizeClass
from samsyn.directory.rules.places import COUNTY_BY_CODE, MUNICIPALITY_BY_CODE

LONGEST_NAME = 200


class SectorVersion(StrEnum):
    """Which list of sector codes a code stands in."""

    SNI2007 = "SNI2007"
    SNI2025 = "SNI2025"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFacts:
    """What an organisation is, besides its name. Empty text and None: not known.

    `number` as people write it; it may be a personal number, so it is left out of the repr.
    """

    kind: OrganisationKind
    number: str = field(default="", repr=False)
    publicly_controlled: bool | None = None
    commercial: bool | None = None
    sector_code: str = ""
    sector_version: str = ""
    county_code: str = ""
    municipality_code: str = ""
    size_class: SizeClass | None = None
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisation(OrganisationFacts):
    """An organisation to be added; `named_from_on` is the first day of its name, if known."""

    name: str
    named_from_on: date | None = None


def checked_name(name: str) -> str:
    """The name with single spaces, refused when it is empty, too long or holds a personal number.

    >>> checked_name("  Norrfors   Mek AB ")
    'Norrfors Mek AB'
    """
    clean = " ".join(name.split())
    if not clean:
        raise Problem("name-missing", words("The name is missing. Write what it is called."))
    if len(clean) > LONGEST_NAME:
        raise Problem(
            "name-too-long",
            words("The name has %(letters)s letters, and a name has at most %(most)s. Shorten it."),
            letters=len(clean),
            most=LONGEST_NAME,
        )
    if without_personal_numbers(clean) != clean:
        raise Problem(
            "name-holds-personal-number",
            words(
                "The name holds a personal number, and names are shown openly. Write the number "
                "in the field for the organisation number, where it is sealed."
            ),
        )
    return clean


def placed(facts: OrganisationFacts) -> OrganisationFacts:
    """The facts with the county of the municipality; refused when the two disagree.

    >>> luleå = OrganisationFacts(kind=OrganisationKind.COMPANY, municipality_code="2580")
    >>> placed(luleå).county_code
    '25'
    """
    if facts.county_code and facts.county_code not in COUNTY_BY_CODE:
        raise _no_such_place(facts.county_code)
    if not facts.municipality_code:
        return facts
    municipality = MUNICIPALITY_BY_CODE.get(facts.municipality_code)
    if municipality is None:
        raise _no_such_place(facts.municipality_code)
    if facts.county_code and facts.county_code != municipality.county_code:
        raise Problem(
            "municipality-outside-county",
            words(
                "%(municipality)s lies in %(right)s, not in %(county)s. "
                "Change one of them, or leave the county empty."
            ),
            municipality=municipality.name,
            right=COUNTY_BY_CODE[municipality.county_code].full_name,
            county=COUNTY_BY_CODE[facts.county_code].full_name,
        )
    return replace(facts, county_code=municipality.county_code)


def with_sector(facts: OrganisationFacts) -> OrganisationFacts:
    """The facts with the sector code as Statistics Sweden writes it; refused without its version.

    >>> with_sector(OrganisationFacts(
    ...     kind=OrganisationKind.COMPANY, sector_code="25620", sector_version="SNI2007"
    ... )).sector_code
    '25.620'
    """
    code = "".join(facts.sector_code.split())
    if not code:
        return replace(facts, sector_code="", sector_version="")
    match = re.fullmatch(r"([0-9]{2})\.?([0-9]{1,3})?", code)
    if match is None:
        raise Problem(
            "sector-code-form",
            words(
                "%(code)s is no sector code: it has two figures, or two, a point and one to "
                "three more, as in 25.620. Look it up at Statistics Sweden."
            ),
            code=facts.sector_code,
        )
    if facts.sector_version not in set(SectorVersion):
        raise Problem(
            "sector-version-missing",
            words(
                "The sector code %(code)s means different things in SNI 2007 and SNI 2025. "
                "Choose the version it belongs to."
            ),
            code=code,
        )
    return replace(facts, sector_code=f"{match[1]}.{match[2]}" if match[2] else match[1])


def search_text(names: Iterable[str], number: str | None, places: Iterable[str]) -> str:
    """What a search looks in: every name, the number and the places, folded, without hyphens.

    Never a personal number, also when somebody typed it into a name.

    >>> search_text(["RISE", "Swerea"], "5564646874", ["Västra Götaland"])
    'rise swerea 5564646874 västra götaland'
    >>> search_text(["Anna Ek 880320-0016"], None, [])
    'anna ek'
    """
    parts = [without_personal_numbers(name) for name in names]
    parts += [number] if number else []
    text = " ".join([*parts, *places])
    return " ".join(folded(text).replace("-", "").split())


_LIKE_A_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+\u2010-\u2015\u2212 ]?\d{4}(?!\d)")


def without_personal_numbers(text: str) -> str:
    """The text with every valid personal number taken out; organisation numbers stay.

    >>> without_personal_numbers("Ek 880320-0016, 556036-0793")
    'Ek , 556036-0793'
    """
    return _LIKE_A_NUMBER.sub(lambda match: "" if _is_personal(match[0]) else match[0], text)


def _is_personal(text: str) -> bool:
    try:
        return read_organisation_number(text).kind is NumberKind.SOLE_TRADER
    except Problem:
        return False


def check_new_name(old: str, old_from_on: date | None, new: str, from_on: date, on: date) -> None:
    """Refuse a name that is the old one, lies ahead, or begins before the old one did."""
    if new == old:
        raise Problem(
            "name-unchanged",
            words("It is already called %(name)s. Write the new name."),
            name=old,
        )
    if from_on > on:
        raise Problem(
            "name-not-yet",
            words(
                "The name is to be used from %(from_on)s, and today is %(on)s. "
                "Write it in on that day, or choose an earlier one."
            ),
            from_on=from_on,
            on=on,
        )
    if old_from_on is not None and from_on <= old_from_on:
        raise Problem(
            "name-before-the-last",
            words(
                "%(old)s is the name from %(old_from_on)s, so the next name begins later than "
                "that, not on %(from_on)s. Choose a later day."
            ),
            old=old,
            old_from_on=old_from_on,
            from_on=from_on,
        )


def _no_such_place(code: str) -> Problem:
    return Problem(
        "place-unknown",
        words(
            "%(code)s is the code of no county (two figures) or municipality (four figures). "
            "Choose one from the list."
        ),
        code=code,
    )
