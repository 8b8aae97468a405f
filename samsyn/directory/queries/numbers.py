"""Finding organisations by number; a sole trader's is found by its digest only."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Q

from samsyn.basics.problem import Problem
from samsyn.directory.models import Organisation
from samsyn.directory.rules.identifiers import (
    MASK,
    Number,
    NumberKind,
    read_organisation_number,
    shown,
)
from samsyn.directory.rules.sealing import digest

AT_ONCE = 500
"""Numbers looked up in one statement."""


def organisation_of_number(number: Number | str) -> Organisation | None:
    """The organisation that has the number, or None; a merged one is answered by what it became.

    A number given as text is checked first and may be refused.
    """
    checked = read_organisation_number(number) if isinstance(number, str) else number
    return organisations_of_numbers([checked]).get(checked.digits)


def organisations_of_numbers(
    numbers: Iterable[Number], *, besides: int | None = None, followed: bool = True
) -> dict[str, Organisation]:
    """The organisations that have the numbers, by the digits of the number.

    `besides` is the key of one that is left out: the one that is being given a number. Not
    `followed`: a merged one is answered by itself, on which lists go on to be written.
    """
    digits_by_stored = {stored_number(number): number.digits for number in numbers}
    stored = list(digits_by_stored)
    found: dict[str, Organisation] = {}
    for start in range(0, len(stored), AT_ONCE):
        some = stored[start : start + AT_ONCE]
        rows = Organisation.objects.filter(
            Q(number__in=some) | Q(personal_number_digest__in=some)
        ).select_related("merged_into")
        if besides is not None:
            rows = rows.exclude(pk=besides)
        for row in rows:
            digits = digits_by_stored[row.number or row.personal_number_digest or ""]
            found[digits] = (row.merged_into if followed else None) or row
    return found


def stored_number(number: Number) -> str:
    """What the store looks a number up by: the ten digits, or a sole trader's digest."""
    if number.kind is NumberKind.SOLE_TRADER:
        return digest(number.digits, settings.SAMSYN_SEALING_KEY)
    return number.digits


def has_number(text: str) -> Q | None:
    """The organisation whose number the text is, as a filter; None when it is no number."""
    if sum(letter.isdigit() for letter in text) < 10:
        return None
    try:
        number = read_organisation_number(text)
    except Problem:
        return None
    return Q(number=stored_number(number)) | Q(personal_number_digest=stored_number(number))


def number_shown(organisation: Organisation) -> str:
    """The number as people read it; a sole trader's masked whole; empty when not known."""
    return stored_number_shown(organisation.number, organisation.personal_number_digest)


def stored_number_shown(number: str | None, personal_number_digest: str | None) -> str:
    """The same from the two columns that a number stands in, for lists that read no whole rows."""
    if personal_number_digest is not None:
        return MASK
    if number is None:
        return ""
    return shown(Number(number, NumberKind.LEGAL_PERSON, None))


def numbers_shown(organisations: Iterable[Organisation]) -> Iterator[str]:
    """The known numbers of several organisations, as people read them."""
    return (text for text in map(number_shown, organisations) if text)
