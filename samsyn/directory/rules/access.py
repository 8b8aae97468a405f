"""Who sees what: every kind of record has exactly one level, in this one table.

| Level   | Who                                                                        |
|---------|----------------------------------------------------------------------------|
| open    | anybody, signed in or not                                                  |
| house   | members of any non-commercial support organisation; and the company itself |
| work    | organisations that take part in that programme, group or grant             |
| company | the company itself, its coach, and whom it has given permission            |
| sealed  | the organisation that owns the record, and there only named roles          |

A kind that is not in the table is seen by nobody.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samsyn.directory.rules.roles import Role


class Level(StrEnum):
    OPEN = "open"
    HOUSE = "house"
    WORK = "work"
    COMPANY = "company"
    SEALED = "sealed"


LEVELS: dict[str, Level] = {
    # directory
    "organisation": Level.OPEN,
    "grouping": Level.OPEN,
    "company entry": Level.HOUSE,
    "duplicate": Level.HOUSE,
    "person": Level.SEALED,
    "invitation": Level.SEALED,
    "journal line": Level.SEALED,
    "import": Level.SEALED,
    # dialogue
    "dialogue": Level.HOUSE,
    "statement": Level.HOUSE,
    "invited organisation": Level.HOUSE,
    "tour": Level.HOUSE,
    "region note": Level.HOUSE,
    "proposal": Level.HOUSE,
    "fact card": Level.HOUSE,
    "joint decision": Level.OPEN,
    "commitment": Level.OPEN,
    "question": Level.WORK,
    # strategy
    "goal": Level.OPEN,
    "indicator": Level.OPEN,
    "measurement": Level.OPEN,
    # company
    "improvement": Level.COMPANY,
    "key figure": Level.COMPANY,
    # programme
    "programme": Level.OPEN,
    "party": Level.OPEN,
    "activity": Level.HOUSE,
    "participation": Level.WORK,
    # funding
    "call": Level.OPEN,
    "criterion": Level.OPEN,
    "application": Level.WORK,
    "decision": Level.OPEN,
    "grant": Level.OPEN,
    "hours": Level.WORK,
    "grant report": Level.WORK,
    "check-in": Level.WORK,
    # results
    "log entry": Level.OPEN,
    "log draft": Level.WORK,
}

SEALED_ROLES: dict[str, frozenset[Role]] = {
    "person": frozenset({Role.ADMINISTRATOR, Role.PROGRAMME_DIRECTOR}),
    "invitation": frozenset({Role.ADMINISTRATOR, Role.PROGRAMME_DIRECTOR}),
    "journal line": frozenset({Role.ADMINISTRATOR, Role.UNIT_HEAD, Role.PROGRAMME_DIRECTOR}),
    "import": frozenset(Role),
}
"""Inside the owning organisation, the roles that see a sealed kind."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is just now: a person, acting for one organisation, with roles there.

    Everything that reads takes it as `viewer`, everything that changes as `by`.
    `support` is true at a non-commercial organisation that supports companies.
    """

    on: date
    person_id: int | None = None
    person_name: str = ""
    organisation_id: int | None = None
    organisation_name: str = ""
    support: bool = False
    roles: frozenset[Role] = field(default_factory=frozenset)
    operator: bool = False

    @property
    def signed_in(self) -> bool:
        return self.operator or self.person_id is not None


def visitor(on: date) -> Standing:
    """Somebody who has not signed in."""
    return Standing(on=on)


def operator(on: date) -> Standing:
    """The built-in operator at the command line: sees everything, may do everything."""
    return Standing(on=on, operator=True, person_name="operator", support=True)
