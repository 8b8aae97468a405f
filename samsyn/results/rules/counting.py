"""What can be counted by what. (Stub by the lead so that others can run: to be written by the statistician.)"""

from enum import StrEnum
from typing import Any

from samsyn.basics.problem import words


class Dimension(StrEnum):
    GOAL = "goal"
    COUNTY = "county"
    SECTOR = "sector"
    SIZE = "size"
    PROGRAMME = "programme"
    YEAR = "year"


PARTITIONS = frozenset({Dimension.COUNTY, Dimension.SECTOR, Dimension.SIZE})


def counting_rule(measure: str, dimensions: tuple[Dimension, ...]) -> tuple[str, dict[str, Any]]:
    return words("Each company counts once in every cell and once in the total."), {}
