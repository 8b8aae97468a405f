"""Adding, changing and renaming organisations."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.directory.actions.journal import note, note_each, require
from samsyn.directory.models import Organisation, OrganisationName
from samsyn.directory.queries.numbers import (
    number_shown,
    organisations_of_numbers,
    stored_number,
)
from samsyn.directory.queries.organisations import organisations_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.identifiers import (
    Number,
    NumberKind,
    read_organisation_number,
    shown,
)
from samsyn.directory.rules.organisations import (
    NewOrganisation,
    OrganisationFacts,
    check_new_name,
    checked_name,
    placed,
    search_text,
    with_sector,
)
from samsyn.directory.rules.places import COUNTY_BY_CODE, MUNICIPALITY_BY_CODE
from samsyn.directory.rules.sealing import seal

ROWS_AT_ONCE = 500


@transaction.atomic
def add_organisation(*, by: Standing, new: NewOrganisation) -> Organisation:
    """Add an organisation to the directory, with its name and, if known, its number."""
    require(by=by, deed="add organisation")
    return enter_organisations(by=by, new=[new])[0]


@transaction.atomic
def enter_organisations(*, by: Standing, new: Sequence[NewOrganisation]) -> list[Organisation]:
    """Add many organisations in few statements, in the order given; all of them or none.

    Part of another deed, which has asked whether `by` may. Each gets a line in the journal.
    """
    numbers = [_number(each.number) for each in new]
    _refuse_taken(by, [number for number in numbers if number is not None])
    rows = [_row(each, number) for each, number in zip(new, numbers, strict=True)]
    made = Organisation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    OrganisationName.objects.bulk_create(
        [
            OrganisationName(organisation=row, name=row.name, from_on=each.named_from_on)
            for row, each in zip(made, new, strict=True)
        ],
        batch_size=ROWS_AT_ONCE,
    )
    note_each(by=by, deed="add organisation", subjects=made)
    return made


@transaction.atomic
def change_organisation(
    *, by: Standing, organisation_id: int, facts: OrganisationFacts
) -> Organisation:
    """Change what is said about an organisation, besides its name.

    The number as it is shown means: leave it. So a masked one stays what it was.
    """
    require(by=by, deed="change organisation")
    organisation = _locked(by, organisation_id)
    if facts.number.strip() != number_shown(organisation):
        number = _number(facts.number)
        if number is not None:
            _refuse_taken(by, [number], besides=organisation.pk)
        _write_number(organisation, number)
    _write_facts(organisation, facts)
    _refresh_search_text(organisation)
    organisation.save(update_fields=_FACTS)
    note(by=by, deed="change organisation", subject=organisation)
    return organisation


@transaction.atomic
def rename_organisation(
    *, by: Standing, organisation_id: int, name: str, from_on: date
) -> Organisation:
    """Give an organisation a new name from a day on; the old one stays and is still found."""
    require(by=by, deed="rename organisation")
    organisation = _locked(by, organisation_id)
    new = checked_name(name)
    current = organisation.names.select_for_update().filter(until_on__isnull=True).first()
    old_from_on = current.from_on if current is not None else None
    check_new_name(organisation.name, old_from_on, new, from_on, by.on)
    old = organisation.name
    last_day = from_on - timedelta(days=1)
    if current is None:
        OrganisationName.objects.create(organisation=organisation, name=old, until_on=last_day)
    else:
        current.until_on = last_day
        current.save(update_fields=["until_on"])
    OrganisationName.objects.create(organisation=organisation, name=new, from_on=from_on)
    organisation.name = new
    organisation.sort_key = sort_key(new)
    _refresh_search_text(organisation)
    organisation.save(update_fields=["name", "sort_key", "search_text"])
    note(by=by, deed="rename organisation", subject=organisation, text=f"{old} → {new}")
    return organisation


_FACTS = [
    *("kind", "number", "personal_number_sealed", "personal_number_digest"),
    *("publicly_controlled", "commercial", "sector_code", "sector_version"),
    *("county", "municipality", "size_class", "email", "search_text"),
]


def _locked(by: Standing, organisation_id: int) -> Organisation:
    """The organisation, locked, if `by` may see it and it was not merged into another."""
    seen = organisations_for(by).get(pk=organisation_id)
    return Organisation.objects.select_for_update().get(pk=seen.pk)


def _number(text: str) -> Number | None:
    return read_organisation_number(text) if text.strip() else None


def _row(new: NewOrganisation, number: Number | None) -> Organisation:
    name = checked_name(new.name)
    row = Organisation(name=name, sort_key=sort_key(name))
    _write_number(row, number)
    _write_facts(row, new)
    row.search_text = _search_text(row, [name])
    return row


def _write_number(row: Organisation, number: Number | None) -> None:
    """Put the number where its kind belongs: in the open, or sealed with its digest."""
    row.number = row.personal_number_sealed = row.personal_number_digest = None
    if number is None:
        return
    if number.kind is NumberKind.SOLE_TRADER:
        row.personal_number_sealed = seal(number.digits, settings.SAMSYN_SEALING_KEY)
        row.personal_number_digest = stored_number(number)
    else:
        row.number = number.digits


def _write_facts(row: Organisation, facts: OrganisationFacts) -> None:
    facts = with_sector(placed(facts))
    row.kind = facts.kind
    row.publicly_controlled = facts.publicly_controlled
    row.commercial = facts.commercial
    row.sector_code = facts.sector_code
    row.sector_version = facts.sector_version
    row.county_id = facts.county_code or None
    row.municipality_id = facts.municipality_code or None
    row.size_class = facts.size_class or ""
    row.email = facts.email


def _refresh_search_text(row: Organisation) -> None:
    names = [row.name, *row.names.exclude(name=row.name).values_list("name", flat=True)]
    row.search_text = _search_text(row, names)


def _search_text(row: Organisation, names: Iterable[str]) -> str:
    places = []
    if row.county_id is not None:
        places.append(COUNTY_BY_CODE[row.county_id].name)
    if row.municipality_id is not None:
        places.append(MUNICIPALITY_BY_CODE[row.municipality_id].name)
    return search_text(names, row.number, dict.fromkeys(places))


def _refuse_taken(by: Standing, numbers: Sequence[Number], besides: int | None = None) -> None:
    """Refuse numbers that stand twice in what is new, or belong to somebody already."""
    seen: set[str] = set()
    for number in numbers:
        if number.digits in seen:
            raise Problem(
                "number-twice",
                words(
                    "The number %(number)s stands on two of the new organisations, and it "
                    "belongs to one only. Take one of them out, or correct the number."
                ),
                number=shown(number),
            )
        seen.add(number.digits)
    for owner in organisations_of_numbers(numbers, besides=besides).values():
        raise _taken(owner, seen=organisations_for(by).filter(pk=owner.pk).exists())


def _taken(owner: Organisation, *, seen: bool) -> Problem:
    """The refusal; it names the owner only to those who may see that it is here."""
    if not seen:
        return Problem(
            "number-taken",
            words(
                "The number already belongs to an organisation that you may not see, and a "
                "number belongs to one organisation. Check it, or leave it out."
            ),
        )
    return Problem(
        "number-taken",
        words(
            "The number already belongs to %(name)s, and a number belongs to one "
            "organisation. Use that one, or correct the number."
        ),
        name=owner.name,
    )
