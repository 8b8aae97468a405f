"""Whether a table of some of the companies may be opened beside the table of all of them."""

from collections.abc import Iterable

from samsyn.results.rules.disclosure.grids import places_of
from samsyn.results.rules.disclosure.shown import protect
from samsyn.results.rules.disclosure.tables import CountTable, Place, Rule


def slice_is_safe(whole: int, part: int, rule: Rule) -> bool:
    """Whether neither the slice nor what it leaves out has one to four companies.

    An outsider subtracts the table with the filter from the table without it: 143 companies in
    all and 140 in the counties chosen tell of three elsewhere.

    >>> from samsyn.results.rules.disclosure.tables import RULES
    >>> slice_is_safe(143, 140, RULES[0]), slice_is_safe(143, 90, RULES[0])
    (False, True)
    """
    return all(count == 0 or count >= rule.least_companies for count in (part, whole - part))


def filters_are_safe(steps: Iterable[tuple[CountTable, str]], rule: Rule) -> bool:
    """Whether a table with filters may be shown to outsiders.

    A step is one filter put on: the table of its dimension alone, under the other filters already
    on, and the class chosen there. Give every way of putting the filters on one at a time (for
    two filters four steps, for three twelve): then each table on the way is safe beside the one
    before it, and so is any beside any other. A class that is hidden in the table of its
    dimension cannot be opened: else the other classes' tables, opened one by one, would give it.
    """
    return all(
        protect(table, rule).hides(Place(row=key)) is None
        and slice_is_safe(table.total.companies, table.cell(Place(row=key)).companies, rule)
        for table, key in steps
    )


def shown_classes(table: CountTable, rule: Rule) -> tuple[str, ...]:
    """The classes of a table of one dimension that an outsider may filter by, in Swedish order."""
    return tuple(
        line[0].row
        for line in places_of(table)
        if line[0].row is not None and filters_are_safe([(table, line[0].row)], rule)
    )
