"""The rows behind a figure: the companies, for viewers who may see every one of them."""

from django.db.models import Case, F, QuerySet, When

from samsyn.basics.problem import Problem, words
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import Standing
from samsyn.results.queries.facts import Filters, participations, sees_all
from samsyn.results.queries.visible import participation_sight


def companies_behind(viewer: Standing, filters: Filters) -> QuerySet[Organisation]:
    """The companies that a figure counts, each once, in Swedish order.

    Only for those who may see all the participations behind it: to anybody else the list
    would tell which companies they are.
    """
    rows = participations(filters)
    sight = participation_sight(viewer)
    if not sees_all(viewer, rows, sight):
        raise Problem(
            "not-allowed",
            words(
                "The companies behind this figure are shown to those who take part in all of "
                "its programmes. Choose your own programme, or ask its host."
            ),
        )
    one = Case(
        When(company__merged_into__isnull=False, then=F("company__merged_into_id")),
        default=F("company_id"),
    )
    return (
        Organisation.objects.filter(pk__in=rows.annotate(one=one).values("one"))
        .select_related("county", "municipality")
        .order_by("sort_key", "pk")
    )
