"""Text search by company, for rows that belong to one."""

from django.db.models import QuerySet

from samsyn.directory.models import Organisation
from samsyn.directory.queries.organisations import search
from samsyn.directory.rules.kinds import OrganisationKind


def companies_called(text: str) -> QuerySet[Organisation]:
    """The companies whose names, number or place hold every word of the text, in no order.

    Only to narrow rows that the viewer may see already.
    """
    return search(Organisation.objects.filter(kind=OrganisationKind.COMPANY), text)
