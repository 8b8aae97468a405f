"""How one line of the tables in `tests/access.py` reads: who gets an address."""

from dataclasses import dataclass
from functools import partial

from samsyn.cast import PEOPLE

VIEWERS = ("visitor", *PEOPLE, "olof", "rut", "maj")
"""The cast; every role at a science park, a consultancy and a company that take part in nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who gets an address: everybody, or who is signed in, sees the record and may do the deed.

    `owner` are the organisations of the cast whose record it is, for deeds done to one's own.
    `at` is what the deed also asks for: "work" in the programme, standing "close" to the company.
    """

    kind: str = ""
    deed: str = ""
    owner: tuple[str, ...] = ()
    at: str = ""
    open: bool = False
    posts: bool = False
    key: tuple[str, str] | None = None
    only: frozenset[str] | None = None
    unseen: int = 404


OPEN, SIGNED_IN, POSTS = Rule(open=True), Rule(), Rule(posts=True)
ENTRY, AGENCY, HOST = "company entry", ("agency",), ("institute",)
BOTH_ENDS = ("region", "agency")
HELD = partial(Rule, "dialogue", owner=AGENCY)
"""What those who hold a dialogue do in it."""
OWN_ENTRY = partial(Rule, "log entry", owner=HOST)
OWN_DRAFT = partial(Rule, "log draft", owner=HOST, key=("entry_id", "log_draft_id"))
THREAD = {
    **dict.fromkeys(("joint_decision", "goal", "call", "grant", "programme"), OPEN),
    **{kind: Rule(kind, open=True) for kind in ("dialogue", "statement", "application")},
    **{kind: Rule(kind, open=True) for kind in ("activity", "improvement")},
    "company": Rule(ENTRY, open=True),
}
MAY_BRING_IN = frozenset({"astrid", "bo", "diyar", "frida", "gustav", "ivar", "olof", "rut", "maj"})
"""Whose roles let her bring in a list of at least one kind."""
SEE_ALL_WORK = frozenset({"astrid", "bo", "diyar", "frida", "gustav", "hanna"})
"""Who sees every participation that there is; Cilla sees her own company's only."""
