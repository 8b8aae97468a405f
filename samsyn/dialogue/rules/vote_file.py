"""Votes and statements of a conversation, read from files in the layout that Polis exports."""

from dataclasses import dataclass, replace
from pathlib import Path

from samsyn.basics.problem import Listed, Problem, words
from samsyn.directory.rules.tables import LIMITS, Cell, Row, Table, header_key, open_table

VOTE_COLUMNS = ("comment-id", "voter-id", "vote", "timestamp")
STATEMENT_COLUMNS = ("comment-id", "comment-body", "moderated")
LARGE = replace(LIMITS, file_bytes=8 << 30, rows=100_000_000)
"""A conversation has many more rows than a list that a person keeps."""
VOTES = {"1": 1, "0": 0, "-1": -1, "+1": 1, "−1": -1, "1.0": 1, "0.0": 0, "-1.0": -1}


@dataclass(frozen=True, slots=True)
class StatementText:
    """What a statement says, and whether a moderator took it out."""

    text: str
    taken_out: bool


def read_votes(path: Path) -> list[tuple[str, str, int, int]]:
    """Rows of (voter, statement, vote, timestamp) as they stand in a CSV or Excel file.

    Columns `comment-id`, `voter-id`, `vote` (1 agree, 0 pass, -1 disagree) and `timestamp` (a
    whole number) in any order; others, `datetime` among them, are not read. Raises a Problem
    that says the line.
    """
    table = open_table(path, name=path.name, known_headers=VOTE_COLUMNS, limits=LARGE)
    statement, voter, vote, timestamp = _columns(table, VOTE_COLUMNS)
    return [
        (
            _name(row, voter, "voter-id"),
            _name(row, statement, "comment-id"),
            _vote(row, vote),
            _whole(row, timestamp, "timestamp"),
        )
        for row in table.rows()
    ]


def read_statements(path: Path) -> dict[str, StatementText]:
    """What each statement says, by its id, from a CSV or Excel file of comments.

    Columns `comment-id` and `comment-body`; `moderated` (1 in, 0 not looked at, -1 taken out) may
    be absent. Raises a Problem that says the line.
    """
    table = open_table(path, name=path.name, known_headers=STATEMENT_COLUMNS, limits=LARGE)
    number, body = _columns(table, STATEMENT_COLUMNS[:2])
    state = _found(table).get("moderated")
    said: dict[str, StatementText] = {}
    for row in table.rows():
        name = _name(row, number, "comment-id")
        if name in said:
            raise Problem(
                "statement-listed-twice",
                words(
                    "Row %(row)s lists statement %(statement)s, which stands higher up in the "
                    "file already. Keep one of the two rows."
                ),
                row=row.number,
                statement=name,
            )
        taken_out = state is not None and _text(row.cells[state]) == "-1"
        said[name] = StatementText(" ".join(_text(row.cells[body]).split()), taken_out)
    return said


def _columns(table: Table, wanted: tuple[str, ...]) -> list[int]:
    found = _found(table)
    missing = [name for name in wanted if name not in found]
    if missing:
        raise Problem(
            "votes-columns",
            words(
                "%(name)s lacks the columns %(columns)s in row %(row)s, where its headers stand. "
                "Give the columns these names; their order is free."
            ),
            name=table.name,
            columns=Listed(missing),
            row=table.header_number,
        )
    return [found[name] for name in wanted]


def _found(table: Table) -> dict[str, int]:
    keys = {header_key(name): name for name in (*VOTE_COLUMNS, *STATEMENT_COLUMNS)}
    found: dict[str, int] = {}
    for place, header in enumerate(table.headers):
        name = keys.get(header_key(header))
        if name is not None:
            found.setdefault(name, place)
    return found


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _name(row: Row, column: int, called: str) -> str:
    if row.shifted:
        raise Problem(
            "votes-row-shifted",
            words(
                "Row %(row)s has more cells than there are headers, so nobody knows which is "
                "which. Look for a delimiter too many, or for a missing quotation mark."
            ),
            row=row.number,
        )
    name = _text(row.cells[column])
    if not name:
        raise Problem(
            "votes-id-missing",
            words(
                "Row %(row)s has no %(column)s. Every vote needs both a voter and a statement; "
                "fill it in or remove the row."
            ),
            row=row.number,
            column=called,
        )
    return name


def _vote(row: Row, column: int) -> int:
    text = _text(row.cells[column])
    vote = VOTES.get(text)
    if vote is None:
        raise Problem(
            "vote-unknown",
            words(
                "Row %(row)s has the vote “%(vote)s”. A vote is 1 (agree), 0 (pass) or "
                "-1 (disagree); correct the row or remove it."
            ),
            row=row.number,
            vote=text[:40],
        )
    return vote


def _whole(row: Row, column: int, called: str) -> int:
    text = _text(row.cells[column])
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise Problem(
            "votes-timestamp",
            words(
                "Row %(row)s has “%(value)s” in the column %(column)s. It is a whole number, "
                "larger the later the vote was cast; correct the row or remove it."
            ),
            row=row.number,
            value=text[:40],
            column=called,
        )
    return int(text)
