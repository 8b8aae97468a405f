"""By which rule a figure counts, in one sentence to stand beside it.

A company is counted once in every cell and once in every total. Whether cells add up to their
total depends on the dimension: counties, sectors and sizes part the companies, while years,
programmes and goals overlap. In prose: `docs/methods/counting-once.md`.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from samsyn.basics.problem import words


class Dimension(StrEnum):
    """A side of a table: what companies, people, hours and kronor are laid out by."""

    GOAL = "goal"
    COUNTY = "county"
    SECTOR = "sector"
    SIZE = "size"
    PROGRAMME = "programme"
    YEAR = "year"


PARTITIONS: frozenset[Dimension] = frozenset({Dimension.COUNTY, Dimension.SECTOR, Dimension.SIZE})
"""Dimensions where each company is in exactly one class; *not known* is one of the classes."""


class Measure(StrEnum):
    """What is counted or added up in a cell."""

    COMPANIES = "companies"
    PEOPLE = "people"
    HOURS = "hours"
    PARTICIPATIONS = "participations"
    GRANTED = "granted"


Sentence = tuple[str, Mapping[str, object]]
"""A text to translate, and the values for its named gaps."""


def are_companies_parted(dimensions: Sequence[Dimension]) -> bool:
    """Whether the cells add up to the total: each company is in exactly one cell.

    >>> are_companies_parted([Dimension.COUNTY, Dimension.SIZE])
    True
    >>> are_companies_parted([Dimension.COUNTY, Dimension.YEAR])
    False
    """
    return all(dimension in PARTITIONS for dimension in dimensions)


def counting_rule(measure: Measure, dimensions: Sequence[Dimension]) -> Sentence | None:
    """The one sentence beside the figure; `None` where the measure has no such cut.

    Kronor are about grants: a grant has counties, goals, programmes and years, but no sector or
    size of company.
    """
    match measure:
        case Measure.COMPANIES:
            return _of_companies(dimensions), {}
        case Measure.PEOPLE:
            return _of_people(dimensions), {}
        case Measure.HOURS:
            return _of_hours(dimensions), {}
        case Measure.PARTICIPATIONS:
            return _of_participations(dimensions), {}
        case Measure.GRANTED:
            text = _of_kronor(dimensions)
            return None if text is None else (text, {})


def _of_companies(dimensions: Sequence[Dimension]) -> str:
    if not dimensions:
        return words("Each company counts once.")
    if are_companies_parted(dimensions):
        return words(
            "Each company counts once and is in exactly one cell, so the cells add up to the total."
        )
    return words(
        "Each company counts once in every cell and once in every total, so cells that overlap "
        "add up to more than the total."
    )


def _of_people(dimensions: Sequence[Dimension]) -> str:
    if Dimension.GOAL in dimensions:
        return words(
            "People are those noted at each participation, so one person at two activities is two; "
            "what serves several goals is in each of them and once in the total."
        )
    return words(
        "People are those noted at each participation, so one person at two activities is two; "
        "where nobody noted who came the figure is not known, which is not zero."
    )


def _of_hours(dimensions: Sequence[Dimension]) -> str:
    if Dimension.GOAL in dimensions:
        return words(
            "Each hour in kind counts once in the total; an hour that serves several goals is in "
            "each of them, so the goals add up to more than the total."
        )
    return words(
        "Each hour in kind belongs to one company, one programme and one day, so the cells add up "
        "to the total."
    )


def _of_participations(dimensions: Sequence[Dimension]) -> str:
    if Dimension.GOAL in dimensions:
        return words(
            "Each participation counts once in the total; one that serves several goals is in each "
            "of them, so the goals add up to more than the total."
        )
    return words(
        "A participation is one company in one activity, so a company that comes three times "
        "makes three."
    )


def _of_kronor(dimensions: Sequence[Dimension]) -> str | None:
    if Dimension.SECTOR in dimensions or Dimension.SIZE in dimensions:
        return None
    spread = [d for d in dimensions if d is not Dimension.YEAR]
    if not dimensions:
        return words("Each grant counts once with all its kronor. Awards are public, never hidden.")
    if not spread:
        return words(
            "Each grant counts with all its kronor in the year it starts, so the years add up "
            "to the total. Awards are public, never hidden."
        )
    return words(
        "A grant over several counties, programmes or goals counts whole in each of them and once "
        "in the total, so the cells may add up to more than the total. Awards are public, never "
        "hidden."
    )


def overlap_sentence(parts: Sequence[int], total: int) -> Sentence:
    """Why the parts do not add up to the total: "Why 287 and not 342?"

    The surplus counts *memberships*: how many more than the first each company has, all added up.
    It is the number of companies in several parts only if none is in three or more; with two
    parts that is certain, and the sentence says companies.

    >>> text, values = overlap_sentence([96, 142, 104], 287)
    >>> values["sum"], values["surplus"], values["least"], values["most"]
    (342, 55, 28, 55)
    """
    whole = sum(parts)
    surplus = whole - total
    if surplus < 0 or any(part > total for part in parts):
        raise ValueError(f"no companies make {parts} and {total} together")
    values: dict[str, object] = {
        "parts": " + ".join(str(part) for part in parts),
        "sum": whole,
        "total": total,
        "surplus": surplus,
    }
    if surplus == 0:
        return words("%(parts)s = %(sum)s: no company is in several."), values
    extra = sum(part > 0 for part in parts) - 1
    # A company in all of k parts makes a surplus of k - 1 alone; one in two makes 1.
    values["least"], values["most"] = -(-surplus // extra), min(surplus, total)
    if values["least"] == values["most"]:
        return (
            words(
                "%(parts)s = %(sum)s, but %(least)s of the companies count in several: together "
                "%(total)s."
            ),
            values,
        )
    return (
        words(
            "%(parts)s = %(sum)s, which is %(surplus)s more than the %(total)s companies: between "
            "%(least)s and %(most)s of them count in several, and each counts once in %(total)s."
        ),
        values,
    )
