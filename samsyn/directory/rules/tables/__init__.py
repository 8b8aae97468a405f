"""Lists that others send, CSV or Excel, read from a path into rows in flat memory.

The file is untrusted: what it is, is decided by its content, and everything
wrong with it ends as a Problem. Reading a file by its path is allowed in this
one rule because turning bytes into rows is a rule and its whole point is never
to hold the file; nothing else is read and nothing is written.
"""

from samsyn.directory.rules.tables.cells import as_day, as_email, as_moment, as_text, csv_safe
from samsyn.directory.rules.tables.header import header_key
from samsyn.directory.rules.tables.limits import LIMITS, Limits
from samsyn.directory.rules.tables.numbers import as_count, as_hours, as_sek
from samsyn.directory.rules.tables.repeats import Repeats
from samsyn.directory.rules.tables.row import Cell, Formula, Remark, Row
from samsyn.directory.rules.tables.table import Table, open_table

__all__ = [
    "LIMITS",
    "Cell",
    "Formula",
    "Limits",
    "Remark",
    "Repeats",
    "Row",
    "Table",
    "as_count",
    "as_day",
    "as_email",
    "as_hours",
    "as_moment",
    "as_sek",
    "as_text",
    "csv_safe",
    "header_key",
    "open_table",
]
