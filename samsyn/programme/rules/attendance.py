"""Who stands in a participant list, added up for each company, activity and day.

Lists have one row per company, or one per person. Rows about the same company, activity and
day are added together when they are surely about different people. Where nobody can tell, the
second row is taken only if it says just the same; otherwise it is refused. The rule in prose is
in docs/methods/reading-lists.md.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.programme.rules.participant_list import ParticipantRow
from samsyn.programme.rules.scratch import Scratch

MOST_ROWS = 300
"""Rows about one company, activity and day: above the staff of any company of the programme."""
_NOT_KNOWN = -1

_Said = tuple[int, int, int, int, int, int, int]
"""Row, marks of name and e-mail (0: none), women, men, not stated, hundredths of hours."""
_PACKED = struct.Struct("<qQQqqqq")


@dataclass(frozen=True, slots=True)
class Sum:
    """What all rows about one company, activity and day say together; None is not known."""

    women: int | None
    men: int | None
    not_stated: int | None
    hours: Decimal | None
    email: str


class Attendance:
    """All rows of a list, added in a first pass, asked in a second.

    `row_is_person`: somebody has said that each row is one person, whether named or not.
    """

    def __init__(self, *, row_is_person: bool = False) -> None:
        self._row_is_person = row_is_person
        self._kept = Scratch()
        self._later_emails = Scratch()

    def add(self, row: ParticipantRow) -> None:
        """Add a row of the first pass, if it is surely about other people than those so far."""
        key, said = _key(row), _said(row)
        so_far = self._said_of(key)
        if len(so_far) < MOST_ROWS and all(_surely_different(said, other) for other in so_far):
            self._kept.put(key, b"".join(_PACKED.pack(*each) for each in (*so_far, said)))
            if row.email and so_far and not so_far[0][2] and not self._later_emails.get(key):
                self._later_emails.put(key, row.email.encode())

    def repeats(self, row: ParticipantRow) -> int | None:
        """The number of an earlier row that says just the same; None if the row adds to it.

        Raises Problem when it says something else about what may be
        the same people, or comes after too many rows to tell them apart.
        """
        said = _said(row)
        so_far = self._said_of(_key(row))
        for other in so_far:
            if other[0] == row.number:
                return None
            if _surely_different(said, other):
                continue
            if said[1:] == other[1:]:
                return other[0]
            raise Problem(
                "participation-twice",
                words(
                    "Row %(first)s already has this company in “%(activity)s” on %(on)s, and "
                    "nobody can tell that this row is about other people. Put both into one "
                    "row, name the participants, or remove the wrong one."
                ),
                first=other[0],
                activity=row.activity[:100],
                on=row.on.isoformat(),
            )
        raise Problem(
            "participation-rows-too-many",
            words(
                "More than %(most)s rows are about this company in “%(activity)s” on %(on)s. "
                "Put all its people into one row, with the number of women and men."
            ),
            most=len(so_far),
            activity=row.activity[:100],
            on=row.on.isoformat(),
        )

    def first(self, row: ParticipantRow) -> int:
        """The number of the first row about the same company, activity and day."""
        return self._said_of(_key(row))[0][0]

    def sum(self, row: ParticipantRow) -> Sum:
        """What all rows about the same company, activity and day say together."""
        key = _key(row)
        rows = self._said_of(key)
        women, men, not_stated, hundredths = (_known_sum(rows, place) for place in (3, 4, 5, 6))
        if self._row_is_person or (women is None and men is None and not_stated is None):
            silent = sum(said[3:6] == (_NOT_KNOWN,) * 3 for said in rows)
            if silent and (self._row_is_person or len(rows) > 1):
                not_stated = (not_stated or 0) + silent
        return Sum(
            women=women,
            men=men,
            not_stated=not_stated,
            hours=None if hundredths is None else Decimal(hundredths) / 100,
            email=row.email or self._later_emails.get(key).decode(),
        )

    def _said_of(self, key: str) -> tuple[_Said, ...]:
        """What the rows so far said about one company, activity and day, in their order."""
        return tuple(_PACKED.iter_unpack(self._kept.get(key)))


def _known_sum(rows: Sequence[_Said], place: int) -> int | None:
    known = [said[place] for said in rows if said[place] != _NOT_KNOWN]
    return sum(known) if known else None


def _surely_different(one: _Said, other: _Said) -> bool:
    """Whether two rows are about different people: other names, else other e-mail addresses.

    A shared address tells nothing when both are named; two people may have one name.
    """
    if one[1] and other[1] and one[1] != other[1]:
        return True
    emails_differ = bool(one[2] and other[2]) and one[2] != other[2]
    return emails_differ and bool(one[1]) == bool(other[1])


def _key(row: ParticipantRow) -> str:
    return "|".join((row.organisation_number.digits, folded(row.activity), row.on.isoformat()))


def _said(row: ParticipantRow) -> _Said:
    counts = (_NOT_KNOWN if n is None else n for n in (row.women, row.men, row.not_stated))
    return (
        row.number,
        _mark(folded(row.person_name)) if row.person_name else 0,
        _mark(row.email) if row.email else 0,
        *counts,  # type: ignore[return-value]  # three of them
        _NOT_KNOWN if row.hours is None else int(row.hours * 100),
    )


def _mark(text: str) -> int:
    """A number that stands for the text: 64 bits of its BLAKE2b hash."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
