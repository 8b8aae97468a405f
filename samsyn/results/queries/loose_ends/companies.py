"""Companies that were met once and never again, programme by programme."""

from django.db.models import DateField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Programme
from samsyn.programme.queries.met_once import met_once
from samsyn.results.queries.loose_ends.rule import Rule, Weight, hang
from samsyn.results.queries.reach import Rows
from samsyn.results.queries.visible import visible
from samsyn.results.rules.loose import MENDS
from samsyn.results.rules.strands import Kind


def _met(viewer: Standing) -> dict[int, Weight]:
    """How many of each programme, and the earliest day that one of them was met."""
    return {
        key: Weight(len(held.companies), held.since)
        for key, held in met_once(viewer).items()
        if key is not None
    }


def _met_once(viewer: Standing) -> Rows:
    rows = visible(viewer, Kind.PROGRAMME, Programme.objects.filter(pk__in=list(_met(viewer))))
    return hang(rows, since=Cast(Value(None), DateField()), owner="host")


MET_ONCE = Rule(
    name="company-met-once",
    kind=Kind.PROGRAMME,
    title=_("Companies met once and never again"),
    why=_(
        "Met on one day, more than six months ago, by what you can see. A first meeting that "
        "leads nowhere cost both sides their time."
    ),
    mark=_("companies met only once"),
    one=_("One company was met once in “%(title)s” and never again."),
    one_of_several=_("%(n)s companies were met once in “%(title)s” and never again."),
    many=ngettext_lazy(
        "%(n)s company was met once and never again.",
        "%(n)s companies were met once and never again.",
        "n",
    ),
    rows=_met_once,
    weigh=_met,
    detail="programme:programme_detail",
    list_url="company:company_list",
    list_query="?met_once=on",
    own_list="?met_once=%(key)s",
    mend=MENDS[Kind.PROGRAMME, Kind.ACTIVITY],
)
