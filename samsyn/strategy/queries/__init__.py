"""What can be read of this room: goals with what they rest on, and indicators with their values."""

from samsyn.strategy.queries.goals import (
    decisions_with_goal,
    goal_choices,
    goals_for,
    goals_from,
    goals_on,
    goals_under,
)

__all__ = [
    "decisions_with_goal",
    "goal_choices",
    "goals_for",
    "goals_from",
    "goals_on",
    "goals_under",
]
