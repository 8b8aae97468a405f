"""Organisations as doors read them."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.directory.models import Organisation
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind

CHOICES = 12
"""How many organisations a search field proposes."""


def organisations_for(viewer: Standing) -> QuerySet[Organisation]:
    """All organisations that the viewer may see in the directory, in Swedish order.

    Organisations that support companies are open to all; companies are open to the house.
    """
    companies = Q(kind=OrganisationKind.COMPANY)
    return (
        Organisation.objects.filter(
            (~companies & may_see(viewer, "organisation"))
            | (companies & may_see(viewer, "company entry", company="pk"))
        )
        .filter(merged_into__isnull=True)
        .select_related("county", "municipality")
        .order_by("sort_key", "pk")
    )


def search(rows: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """The organisations whose names, number or place hold every word of the text."""
    for word in folded(text).replace("-", "").split():
        rows = rows.filter(search_text__contains=word)
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
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) >= 10:
        found = list(rows.filter(number=digits[-10:])[:2])
    else:
        found = list(rows.filter(sort_key__isnull=False, name__iexact=text.strip())[:2])
        found = found or list(search(rows, text)[:CHOICES])
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
