"""The organisations that a list of grants names: found by number or by name, or made."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from samsyn.basics.swedish import folded, sort_key
from samsyn.directory.actions.journal import require
from samsyn.directory.actions.organisations import enter_organisations
from samsyn.directory.models import Organisation
from samsyn.directory.queries.numbers import organisations_of_numbers
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.identifiers import Number
from samsyn.directory.rules.organisations import NewOrganisation
from samsyn.funding.rules.recipient_names import guess_kind


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient as a list names it."""

    name: str
    number: Number | None

    @property
    def key(self) -> str:
        """The digits of its number, or its folded name."""
        return folded(self.name) if self.number is None else self.number.digits


@transaction.atomic
def recipients_of_list(*, by: Standing, named: Collection[Recipient]) -> dict[str, Organisation]:
    """The organisation of each recipient, by its key, in few statements.

    By number; else by just the same current name, folded; else a new one, whose kind is
    guessed from its name. An organisation with another number is never taken by name, and
    one that was merged into another is taken as it stands, so that the merger can be undone.
    """
    require(by=by, deed="import grants")
    numbers = [one.number for one in named if one.number is not None]
    found = organisations_of_numbers(numbers, followed=False)
    called = _called(one.name for one in named)
    new: dict[str, NewOrganisation] = {}
    name_of_new: dict[str, str] = {}
    for one in sorted(named, key=lambda one: one.number is None):
        if one.key in found or one.key in new:
            continue
        same = called.get(folded(one.name))
        if same is not None and (one.number is None or _has_no_number(same)):
            found[one.key] = same
        elif one.number is None and folded(one.name) in name_of_new:
            continue
        else:
            new[one.key] = _new(one)
            name_of_new.setdefault(folded(one.name), one.key)
    made = dict(zip(new, enter_organisations(by=by, new=list(new.values())), strict=True))
    found |= made
    for one in named:
        if one.key not in found:
            found[one.key] = made[name_of_new[folded(one.name)]]
    return found


def _called(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisations now called so, by folded name: those not merged first, then the oldest."""
    rows = Organisation.objects.filter(sort_key__in={sort_key(name) for name in names})
    found: dict[str, Organisation] = {}
    for row in sorted(rows, key=lambda row: (row.merged_into_id is not None, row.pk)):
        found.setdefault(folded(row.name), row)
    return found


def _has_no_number(organisation: Organisation) -> bool:
    return organisation.number is None and organisation.personal_number_digest is None


def _new(one: Recipient) -> NewOrganisation:
    guess = guess_kind(one.name)
    return NewOrganisation(
        kind=guess.kind,
        name=one.name,
        number="" if one.number is None else one.number.digits,
        publicly_controlled=guess.publicly_controlled,
    )
