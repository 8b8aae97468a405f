"""Where people and organisations come out otherwise on the same statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unlike(StrEnum):
    """How the two differ on a statement."""

    PEOPLE_DIVIDED = "people divided"
    ORGANISATIONS_DIVIDED = "organisations divided"
    OPPOSITE = "opposite"


@dataclass(frozen=True, slots=True)
class Came:
    """How a statement came out with one way of counting: agreed on a side, or divided."""

    agreed: bool
    side: str


def unlike(people: Mapping[int, Came], organisations: Mapping[int, Came]) -> dict[int, Unlike]:
    """The statements on which one finds agreement and the other does not, in order of their keys.

    Each mapping has what surely unites and what surely divides; what is in neither is not known
    well enough to differ.

    >>> unlike({1: Came(True, "agree"), 2: Came(False, "agree")},
    ...        {1: Came(True, "disagree"), 2: Came(True, "agree")})
    {1: <Unlike.OPPOSITE: 'opposite'>, 2: <Unlike.PEOPLE_DIVIDED: 'people divided'>}
    """
    found: dict[int, Unlike] = {}
    for key in sorted(people.keys() & organisations.keys()):
        one, other = people[key], organisations[key]
        if one.agreed and other.agreed and one.side != other.side:
            found[key] = Unlike.OPPOSITE
        elif one.agreed and not other.agreed:
            found[key] = Unlike.ORGANISATIONS_DIVIDED
        elif other.agreed and not one.agreed:
            found[key] = Unlike.PEOPLE_DIVIDED
    return found
