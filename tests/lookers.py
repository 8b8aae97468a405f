"""Somebody who looks at an address, and what the tables say that she gets."""

from django.test import Client
from django.utils import timezone

from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import LEVELS, SEALED_ROLES, Level, Standing, visitor
from samsyn.directory.rules.roles import DEEDS, may
from tests.access_rule import Rule
from tests.pages import Record, Store


def keys_for(store: Store, rule: Rule, *, absent: bool = False) -> dict[str, object]:
    """The keys of things that are there, or of things that are not."""
    keys = store.keys | {"kind": "improvement", "key": store.keys["improvement_id"]}
    if rule.key is not None:
        keys[rule.key[0]] = keys[rule.key[1]]
    return keys | ({name: 10**9 for name in keys if name.endswith("_id")} if absent else {})


class Looker:
    """Somebody who looks: who she is, what the table lets her see and do, and her browser."""

    def __init__(self, store: Store, name: str) -> None:
        self.store, self.name = store, name
        nobody = visitor(timezone.localdate())
        self.standing: Standing = nobody
        self.email = ""
        self.browser = Client(raise_request_exception=True)
        if name != "visitor":
            person = store.people[name]
            self.email = person.email
            self.standing = standing_of(person, None, nobody)
            self.browser.force_login(person, backend="sesame.backends.ModelBackend")

    def sees(self, record: Record) -> bool:
        """Whether she may see the record, by the table of access read aloud."""
        level, here = LEVELS[record.kind], self.standing.organisation_id
        if level is Level.OPEN:
            return True
        if here is None:
            return False
        if level is Level.SEALED:
            return here in record.own and bool(self.standing.roles & SEALED_ROLES[record.kind])
        own = here in record.own or here == record.company
        if level is Level.HOUSE:
            return own or self.standing.support
        if level is Level.COMPANY:
            return own or self.is_close()
        return own or here in record.work

    def must_not_read(self) -> list[Record]:
        """The records that no answer to her may tell of; her own address she knows."""
        return [
            record
            for record in self.store.records
            if not self.sees(record) and record.text != self.email
        ]

    def is_close(self) -> bool:
        """Whether she is Norrfors Mek or its coach."""
        return self.name in {"bo", "cilla"}

    def sees_kind(self, kind: str) -> bool:
        """Whether she sees the record of a kind that the addresses lead to."""
        if kind == "draft":
            return self.sees(
                next(each for each in self.store.records if each.text == "Utkast-4471")
            )
        if LEVELS[kind] is Level.OPEN:
            return True
        return self.sees(next(each for each in self.store.records if each.kind == kind))

    def may(self, rule: Rule) -> bool:
        """Whether she may do the deed, to what belongs to one of the owners."""
        homes = self.store.cast.organisations
        if rule.at == "close" and not self.is_close():
            return False
        if rule.at == "work" and not self.sees_kind("participation"):
            return False
        if not rule.deed:
            return True
        at_home = self.standing.organisation_id in {homes[name].pk for name in rule.owner}
        return may(self.standing.roles, rule.deed) and (
            at_home or not rule.owner or not DEEDS[rule.deed].own
        )

    def gets(self, rule: Rule) -> int:
        """The status she is to get; 200 stands for every answer to somebody who may."""
        if not rule.open and not self.standing.signed_in:
            return 302
        if rule.only is not None:
            return 200 if self.name in rule.only else rule.unseen
        if rule.kind and not self.sees_kind(rule.kind):
            return rule.unseen
        return 200 if self.may(rule) else 403
