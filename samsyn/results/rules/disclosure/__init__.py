"""Which figures about companies outsiders may see, and how well the hidden ones are hidden.

The methods are cell suppression with an audit, as in A. Hundepool et al., *Handbook on
Statistical Disclosure Control* (ESSNet SDC; Wiley 2012, doi 10.1002/9781118348239), chapter 4
on magnitude tables and chapter 5 on frequency tables. In prose: `docs/methods/small-cells.md`.
"""

from samsyn.results.rules.disclosure.filters import filters_are_safe, shown_classes, slice_is_safe
from samsyn.results.rules.disclosure.shown import (
    Interval,
    attacker_interval,
    open_to_all,
    protect,
)
from samsyn.results.rules.disclosure.tables import (
    PEOPLE,
    RULES,
    Cell,
    CountTable,
    Place,
    Reason,
    Rule,
    Shown,
    Sum,
    rule_on,
)

__all__ = [
    "PEOPLE",
    "RULES",
    "Cell",
    "CountTable",
    "Interval",
    "Place",
    "Reason",
    "Rule",
    "Shown",
    "Sum",
    "attacker_interval",
    "filters_are_safe",
    "open_to_all",
    "protect",
    "rule_on",
    "shown_classes",
    "slice_is_safe",
]
