"""Organisations as doors read them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded, sort_key
from samsyn.directory.models import Organisation
from samsyn.directory.queries.numbers import has_number, number_shown
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.identifiers import MASK
from samsyn.directory.rules.kinds import OrganisationKind

CHOICES = 12
"""How many organisations a search field proposes."""


def organisations_for(viewer: Standing) -> QuerySet[Organisation]:
    """All organisations that the viewer may see in the directory, in Swedish order.

    Organisations that support companies are open to all; companies are open to the house.
    """
    return (
        seen_by(viewer)
        .filter(merged_into__isnull=True)
        .select_related("county", "municipality")
        .order_by("sort_key", "pk")
    )


def seen_by(viewer: Standing) -> QuerySet[Organisation]:
    """The same, and those that were merged into others, in no order."""
    companies = Q(kind=OrganisationKind.COMPANY)
    return Organisation.objects.filter(
        (~companies & may_see(viewer, "organisation"))
        | (companies & may_see(viewer, "company entry", company="pk"))
    )


def search(rows: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """The organisations whose names, number or place hold every word of the text.

    A whole number finds its organisation only, a sole trader's by its digest.
    """
    by_number = has_number(text)
    if by_number is not None:
        return rows.filter(by_number)
    for word in folded(text).replace("-", "").split():
        rows = rows.filter(search_text__contains=word)
    return rows


def filtered(
    rows: QuerySet[Organisation],
    *,
    search_for: str = "",
    kind: str = "",
    county: str = "",
    publicly_controlled: bool | None = None,
    commercial: bool | None = None,
    size_class: str = "",
) -> QuerySet[Organisation]:
    """The organisations that the filters of a list leave; an empty filter leaves all."""
    if search_for:
        rows = search(rows, search_for)
    if kind:
        rows = rows.filter(kind=kind)
    if county:
        rows = rows.filter(county=county)
    if publicly_controlled is not None:
        rows = rows.filter(publicly_controlled=publicly_controlled)
    if commercial is not None:
        rows = rows.filter(commercial=commercial)
    if size_class:
        rows = rows.filter(size_class=size_class)
    return rows


def organisation_named(
    viewer: Standing, text: str, kinds: Collection[OrganisationKind] = ()
) -> Organisation:
    """The one organisation that a person means by a number, a name, or a proposal she chose.

    Raises Problem("organisation-unknown") or Problem("organisation-unclear").
    """
    rows = organisations_for(viewer)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    found = _meant(rows, text)
    if not found:
        raise Problem(
            "organisation-unknown",
            words(
                "No organisation is called %(text)s or has that number. "
                "Check the spelling, or add the organisation first."
            ),
            text=text,
        )
    if len(found) > 1:
        raise Problem(
            "organisation-unclear",
            words(
                "Several organisations fit %(text)s: %(names)s. Type the whole name or the number."
            ),
            text=text,
            names="; ".join(organisation.name for organisation in found),
        )
    return found[0]


def _meant(rows: QuerySet[Organisation], text: str) -> list[Organisation]:
    name, _bracket, mark = text.strip().removesuffix(")").rpartition(" (")
    if mark.startswith("#") and mark[1:].isascii() and mark[1:].isdigit():
        return [row for row in rows.filter(pk=mark[1:]) if row.name == name]
    by_number = has_number(mark) or has_number(text)
    if by_number is not None:
        return list(rows.filter(by_number))
    same_start = rows.filter(sort_key=sort_key(text))[:CHOICES]
    called = [row for row in same_start if folded(row.name) == folded(text)]
    return called or list(search(rows, text)[:CHOICES])


@dataclass(frozen=True, slots=True)
class Choice:
    """One proposal of a search field: what is put in the field, and what tells it from others."""

    value: str
    label: str


def choices_for(viewer: Standing, text: str, kinds: Collection[str] = ()) -> list[Choice]:
    """At most twelve organisations that fit what has been typed so far, none for one letter."""
    if len(text.strip()) < 2:
        return []
    rows = organisations_for(viewer)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    start = sort_key(text)
    found = list(rows.filter(sort_key__startswith=start)[:CHOICES])
    if len(found) < CHOICES:
        known = [row.pk for row in found]
        found += list(search(rows, text).exclude(pk__in=known)[: CHOICES - len(found)])
    return [Choice(_reference(row, _namesakes(rows, found)), _label(row)) for row in found]


def _namesakes(rows: QuerySet[Organisation], found: list[Organisation]) -> set[str]:
    """The sort keys that more than one organisation has."""
    keys = {row.sort_key for row in found}
    counted = rows.filter(sort_key__in=keys).order_by().values("sort_key").annotate(n=Count("pk"))
    return {row["sort_key"] for row in counted if row["n"] > 1}


def _reference(row: Organisation, namesakes: set[str]) -> str:
    """The name, with what makes it the only one when others are called the same."""
    if row.sort_key not in namesakes:
        return row.name
    number = number_shown(row)
    return f"{row.name} ({number if number not in ('', MASK) else f'#{row.pk}'})"


def _label(row: Organisation) -> str:
    place = row.municipality or row.county
    return " · ".join(str(part) for part in (number_shown(row), place) if part)
