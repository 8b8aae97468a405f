"""What can be measured in a company, and in which unit."""

from enum import StrEnum


class KeyFigureKind(StrEnum):
    """The key figures kept so far; the unit is in the name."""

    TURNOVER_KSEK = "turnover_ksek"
    EMPLOYEES = "employees"
    VALUE_ADDED_KSEK = "value_added_ksek"
    OPERATING_RESULT_KSEK = "operating_result_ksek"
