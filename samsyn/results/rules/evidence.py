"""How sure are we? The strongest word that what is recorded can bear, from activity to effect.

The ladder has five steps: that something was done (activity), that somebody took part (output),
that something was better afterwards (follow-up), that it was better than among others alike
(comparison), and that it would not have happened otherwise (effect). The two last need a
comparison; none is recorded in the thread, so no report says them.
"""

from enum import StrEnum


class Evidence(StrEnum):
    """A step of the ladder; the order is that of its steps."""

    NOTHING = "nothing"
    ACTIVITY = "activity"
    OUTPUT = "output"
    FOLLOW_UP = "follow_up"
    COMPARISON = "comparison"
    EFFECT = "effect"


LADDER: tuple[Evidence, ...] = tuple(Evidence)


def strongest(activities: int | None, companies: int | None, improvements: int | None) -> Evidence:
    """The highest step that is reached. None is a number that may not be told, which is not none.

    A step is reached only on the ones below it: an improvement at a company that took part in
    nothing says nothing of the thread.

    >>> strongest(3, 12, 0).value, strongest(3, None, 2).value, strongest(0, 0, 0).value
    ('output', 'follow_up', 'nothing')
    """
    if activities == 0:
        return Evidence.NOTHING
    if companies == 0:
        return Evidence.ACTIVITY
    return Evidence.OUTPUT if improvements == 0 else Evidence.FOLLOW_UP
