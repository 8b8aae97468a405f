"""Who may do what: every deed of the house, and the roles that may do it.

This is the one table. A person has roles *at an organisation*; a deed is asked
for while acting for that organisation. Deeds marked `own` also need the record
to belong to the organisation one acts for. The operator at the command line
may do everything, and everything is journalled as such.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is at one organisation."""

    ADMINISTRATOR = "administrator"
    PROGRAMME_DIRECTOR = "programme_director"
    NATIONAL_COORDINATOR = "national_coordinator"
    REGIONAL_LEADER = "regional_leader"
    COACH = "coach"
    CASE_HANDLER = "case_handler"
    CALL_OWNER = "call_owner"
    UNIT_HEAD = "unit_head"
    ANALYST = "analyst"
    COMPANY_MANAGER = "company_manager"


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: its name in the journal, who may do it, and whether only to one's own."""

    name: str
    roles: frozenset[Role]
    own: bool = False


_LEADERS = {
    Role.PROGRAMME_DIRECTOR,
    Role.NATIONAL_COORDINATOR,
    Role.REGIONAL_LEADER,
    Role.CALL_OWNER,
    Role.UNIT_HEAD,
}
_STAFF = _LEADERS | {Role.COACH, Role.CASE_HANDLER, Role.ADMINISTRATOR}
_PROGRAMME = {Role.PROGRAMME_DIRECTOR, Role.NATIONAL_COORDINATOR, Role.REGIONAL_LEADER}
_MONEY = {Role.CASE_HANDLER, Role.CALL_OWNER}
_WRITERS = _LEADERS | {Role.COACH, Role.CASE_HANDLER}
_EVERYBODY = set(Role)


def _deed(name: str, roles: set[Role], *, own: bool = False) -> Deed:
    return Deed(name, frozenset(roles), own)


DEEDS: dict[str, Deed] = {
    deed.name: deed
    for deed in (
        # directory
        _deed("add organisation", _STAFF),
        _deed("change organisation", _STAFF),
        _deed("rename organisation", _STAFF),
        _deed("confirm duplicate", _STAFF),
        _deed("confirm place", _STAFF),
        _deed("make grouping", _LEADERS | {Role.ADMINISTRATOR}),
        _deed("change grouping", _LEADERS | {Role.ADMINISTRATOR}, own=True),
        _deed("invite person", {Role.ADMINISTRATOR, Role.PROGRAMME_DIRECTOR}, own=True),
        _deed("change roles", {Role.ADMINISTRATOR}, own=True),
        _deed("read journal", {Role.ADMINISTRATOR, Role.UNIT_HEAD, Role.PROGRAMME_DIRECTOR}),
        _deed("save mapping", _STAFF),
        # dialogue
        _deed("hold dialogue", _LEADERS),
        _deed("change dialogue", _LEADERS, own=True),
        _deed("hold dialogue again", _LEADERS, own=True),
        _deed("invite organisations", _LEADERS, own=True),
        _deed("take back invitation", _LEADERS, own=True),
        _deed("add statements", _LEADERS, own=True),
        _deed("translate statement", _LEADERS, own=True),
        _deed("plan tour", _LEADERS),
        _deed("change tour", _LEADERS, own=True),
        _deed("add regions", _LEADERS, own=True),
        _deed("open to phones", _LEADERS, own=True),
        _deed("show results", _LEADERS, own=True),
        _deed("let statement in", _LEADERS, own=True),
        _deed("add statement", _EVERYBODY),
        _deed("vote", _EVERYBODY),
        _deed("propose", _EVERYBODY),
        _deed("withdraw proposal", _EVERYBODY, own=True),
        _deed("spread points", _EVERYBODY),
        _deed("add fact card", _LEADERS | {Role.ANALYST}),
        _deed("take fact card away", _LEADERS | {Role.ANALYST}, own=True),
        _deed("decide jointly", _LEADERS, own=True),
        _deed("write note", _LEADERS, own=True),
        _deed("change note", _LEADERS, own=True),
        _deed("take note away", _LEADERS, own=True),
        _deed("count people present", _LEADERS, own=True),
        _deed("share notebook", _LEADERS, own=True),
        _deed("share notebook anew", _LEADERS, own=True),
        _deed("stop sharing notebook", _LEADERS, own=True),
        _deed("commit", _LEADERS, own=True),
        _deed("change commitment", _LEADERS, own=True),
        _deed("end commitment", _LEADERS, own=True),
        _deed("ask question", _PROGRAMME | _MONEY, own=True),
        _deed("answer question", _PROGRAMME | _MONEY, own=True),
        _deed("decide question", _PROGRAMME | _MONEY, own=True),
        _deed("note on question", _PROGRAMME | _MONEY, own=True),
        # strategy
        _deed("set goal", _LEADERS),
        _deed("change goal", _LEADERS, own=True),
        _deed("set indicator", _LEADERS, own=True),
        _deed("change indicator", _LEADERS, own=True),
        _deed("note measurement", _LEADERS, own=True),
        _deed("correct measurement", _LEADERS, own=True),
        # company
        _deed("note improvement", _STAFF | {Role.COMPANY_MANAGER}),
        _deed("note key figure", _STAFF | {Role.COMPANY_MANAGER, Role.ANALYST}),
        _deed("name coach", {Role.REGIONAL_LEADER, Role.PROGRAMME_DIRECTOR}),
        _deed("give permission", {Role.COMPANY_MANAGER}, own=True),
        # programme
        _deed("start programme", _PROGRAMME),
        _deed("change programme", _PROGRAMME, own=True),
        _deed("name party", _PROGRAMME, own=True),
        _deed("plan activity", _PROGRAMME | {Role.COACH}),
        _deed("change activity", _PROGRAMME | {Role.COACH}),
        _deed("note participation", _PROGRAMME | {Role.COACH}),
        _deed("import participants", _PROGRAMME | {Role.CASE_HANDLER}),
        # funding
        _deed("open call", _MONEY, own=True),
        _deed("change call", _MONEY, own=True),
        _deed("set criterion", _MONEY, own=True),
        _deed("change criterion", _MONEY, own=True),
        _deed("take criterion away", _MONEY, own=True),
        _deed("write application", _LEADERS, own=True),
        _deed("submit application", _LEADERS, own=True),
        _deed("decide application", {Role.CASE_HANDLER}, own=True),
        _deed("pay for programme", _PROGRAMME | _MONEY, own=True),
        _deed("change grant", _MONEY, own=True),
        _deed("assign hours", _PROGRAMME | _MONEY, own=True),
        _deed("ask for report", _MONEY, own=True),
        _deed("move report", _MONEY, own=True),
        _deed("send report", _LEADERS, own=True),
        _deed("answer report", _MONEY, own=True),
        _deed("hold check-in", _PROGRAMME | _MONEY, own=True),
        _deed("import grants", _MONEY | {Role.PROGRAMME_DIRECTOR, Role.ANALYST}),
        # results
        _deed("write log", _WRITERS, own=True),
        _deed("publish log", _WRITERS, own=True),
        _deed("withdraw log", _WRITERS, own=True),
        _deed("discard log", _WRITERS, own=True),
        _deed("confirm knot", _WRITERS, own=True),
        _deed("refuse knot", _WRITERS, own=True),
        _deed("take back knot", _WRITERS, own=True),
    )
}


def may(roles: frozenset[Role], deed: str) -> bool:
    """Whether any of the roles may do the deed; a deed that is not in the table nobody may.

    >>> may(frozenset({Role.CASE_HANDLER}), "decide application")
    True
    >>> may(frozenset(Role), "sell the house")
    False
    """
    return deed in DEEDS and bool(DEEDS[deed].roles & roles)
