"""What hangs loose: each rule one small function with its sentence and the deed that ties it.

One thing is named; many of a kind become one sentence with their number and the list of them.
"""

from samsyn.results.queries.loose_ends.gather import (
    BETWEEN_TWO,
    RULES,
    Asked,
    LooseGroup,
    loose_ends_for,
    loose_groups,
    loose_rows,
    stake_of_all,
)
from samsyn.results.queries.loose_ends.marks import loose_keys, loose_marks
from samsyn.results.queries.loose_ends.rule import LooseEnd, Rule

__all__ = [
    "BETWEEN_TWO",
    "RULES",
    "Asked",
    "LooseEnd",
    "LooseGroup",
    "Rule",
    "loose_ends_for",
    "loose_groups",
    "loose_keys",
    "loose_marks",
    "loose_rows",
    "stake_of_all",
]
