"""Lists that are brought in: their kinds, what becomes of each row, and what may follow what.

The rule in prose is in docs/methods/reading-lists.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.kinds import ImportKind, ImportStep, Verdict
from samsyn.directory.rules.mapping import Field, propose
from samsyn.directory.rules.tables import Remark

ROWS_AT_ONCE = 500
"""Rows taken in one transaction: what a kill at the worst moment has to be done again."""
LONGEST_MAPPING_TITLE = 80
"""A mapping's title is the register of the grants that it brings in, which has 80 letters."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list: the deed of bringing it in, its fields, and the mappings that ship.

    `shipped`: by title, the header of each field.
    """

    kind: ImportKind
    deed: str
    fields: tuple[Field, ...]
    shipped: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Confirm:
    """Something that a person must say: what stands in the list, and what may be meant.

    `proposals`: code and name of each; an organisation's code is empty.
    """

    kind: str
    value: str
    proposals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. `like` is the number of an earlier row whose fate it shares."""

    number: int
    verdict: Verdict
    row_key: str = ""
    code: str = ""
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    to_confirm: tuple[Confirm, ...] = ()
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a whole list tells of: counts by name, and questions by the row they belong to."""

    found: Mapping[str, int]
    to_confirm: Mapping[int, tuple[Confirm, ...]]


def refused(
    number: int, problem: Problem, row_key: str = "", to_confirm: tuple[Confirm, ...] = ()
) -> Outcome:
    """The outcome of a row that cannot be taken, with the reason.

    >>> refused(7, Problem("day-missing", "The day is missing.")).code
    'day-missing'
    """
    return Outcome(
        number=number,
        verdict=Verdict.REFUSED,
        row_key=row_key,
        code=problem.code,
        text=problem.text,
        values=problem.values,
        to_confirm=to_confirm,
    )


def said_again(number: int, first: int, row_key: str) -> Outcome:
    """The outcome of a row that says just what an earlier row of the same list said."""
    remark = Remark(
        "row-repeated",
        words("Row %(first)s says just the same, so this row adds nothing."),
        {"first": first},
    )
    return Outcome(number, Verdict.UNCHANGED, row_key, remarks=(remark,))


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a sentence as JSON can keep them.

    >>> from decimal import Decimal
    >>> plain_values({"on": date(2026, 3, 12), "hours": Decimal("7.5"), "row": 4})
    {'on': '2026-03-12', 'hours': '7.5', 'row': 4}
    """
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


def fitting_mapping(
    headers: Sequence[str],
    fields: Sequence[Field],
    known: Iterable[tuple[str, Mapping[str, str]]],
) -> tuple[str, dict[str, str]] | None:
    """The known mapping whose headers the list has, all of them; the one that says most.

    Of equals the first. None when no mapping fits.

    >>> name = Field("recipient", "Recipient", True)
    >>> fitting_mapping(["Namn", "Ort"], [name], [("Ours", {"recipient": "Namn"})])
    ('Ours', {'recipient': 'Namn'})
    """
    needed = {each.name for each in fields if each.required}
    there = {header for header in headers if header}
    best: tuple[str, dict[str, str]] | None = None
    for title, columns in known:
        if not columns or not set(columns.values()) <= there or not needed <= columns.keys():
            continue
        if best is None or len(columns) > len(best[1]):
            best = title, dict(columns)
    return best


def first_columns(headers: Sequence[str], fields: Sequence[Field]) -> dict[str, str]:
    """The proposed header of each field, where one is likely."""
    proposed = propose(headers, fields)
    return {name: header for name, header in proposed.items() if header is not None}


def stopped_after(row: int, *, taken: bool) -> Remark:
    """How far a list was read that could not be read to its end, and what came of it.

    >>> str(stopped_after(412, taken=False))
    'The list could be read up to row 412. Nothing was taken in.'
    """
    if taken:
        text = words(
            "The rows up to %(row)s were taken in and stay. Taken in again, they are unchanged."
        )
    else:
        text = words("The list could be read up to row %(row)s. Nothing was taken in.")
    return Remark("import-stopped", text, {"row": row})


def check_may_start(step: str, *, taking: bool, previewed: bool, file_is_there: bool) -> None:
    """Refuse a check or a taking-in that cannot begin at this step.

    `previewed`: whether the taking-in must follow a finished check.
    """
    if step in {ImportStep.CHECKING, ImportStep.TAKING}:
        raise Problem(
            "import-busy",
            words("The list is being worked on just now. Wait until that is done, or cancel it."),
        )
    if not file_is_there:
        raise Problem(
            "import-file-gone",
            words("The file is no longer kept here. Bring the list in again."),
        )
    if taking and previewed and step != ImportStep.CHECKED:
        raise Problem(
            "import-not-checked",
            words("The list is taken in after it has been checked. Check it first."),
        )
