"""Levels of goals, from the widest to the nearest (theory of change)."""

from enum import StrEnum


class GoalLevel(StrEnum):
    """Impact is what changes in the nation or region, outcome in the companies, output by us."""

    IMPACT = "impact"
    OUTCOME = "outcome"
    OUTPUT = "output"
