"""What can be done in this room: set goals and indicators, change them, note measurements."""

from samsyn.strategy.actions.goals import check_goal_title, goals_of_register, set_goal

__all__ = ["check_goal_title", "goals_of_register", "set_goal"]
