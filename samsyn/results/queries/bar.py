"""The thread bar: eight knots from dialogue to result, as seen from one thing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation
from samsyn.results.queries.reach import Rows, reach, things
from samsyn.results.rules.disclosure import rule_on
from samsyn.results.rules.loose import MENDS, is_loose
from samsyn.results.rules.strands import BAR, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: "dict[Kind, StrOrPromise]" = {
    Kind.DIALOGUE: _("Dialogue"),
    Kind.STATEMENT: _("Statement"),
    Kind.JOINT_DECISION: _("Joint decision"),
    Kind.GOAL: _("Goal"),
    Kind.CALL: _("Call"),
    Kind.APPLICATION: _("Application"),
    Kind.GRANT: _("Grant"),
    Kind.PROGRAMME: _("Programme"),
    Kind.ACTIVITY: _("Activity"),
    Kind.COMPANY: _("Company"),
    Kind.IMPROVEMENT: _("Result"),
}
DETAIL: dict[Kind, str] = {
    Kind.DIALOGUE: "dialogue:dialogue_detail",
    Kind.JOINT_DECISION: "dialogue:joint_decision_detail",
    Kind.GOAL: "strategy:goal_detail",
    Kind.CALL: "funding:call_detail",
    Kind.APPLICATION: "funding:application_detail",
    Kind.GRANT: "funding:grant_detail",
    Kind.PROGRAMME: "programme:programme_detail",
    Kind.ACTIVITY: "programme:activity_detail",
    Kind.COMPANY: "company:company_detail",
    Kind.IMPROVEMENT: "company:improvement_detail",
}
"""The page of one thing of a kind, by the name of its address; a statement has none."""
ABOUT_COMPANIES = frozenset({Kind.COMPANY, Kind.IMPROVEMENT})


@dataclass(frozen=True, slots=True)
class Knot:
    """One knot of the thread bar. `count` is None where the viewer may not know it."""

    kind: Kind
    label: str
    count: int | None
    url: str
    here: bool = False
    loose: bool = False
    deed_text: str = ""
    deed_url: str = ""


def bar_of(viewer: Standing, kind: str, key: int) -> list[Knot]:
    """The thread bar of one thing: what it is tied to, upwards and downwards, and what is loose."""
    here = Kind(kind)
    tied = {**reach(here, [key], down=False), **reach(here, [key], down=True)}
    return [_knot(viewer, here, key, far, tied[far]) for far in BAR if far in tied]


def bar_of_all(viewer: Standing) -> list[Knot]:
    """The thread bar of the whole: how many there are of every kind, with nothing left out."""
    knots = []
    for kind in BAR:
        rows = things(kind)
        if kind is Kind.COMPANY:
            rows = rows.filter(pk__in=Participation.objects.order_by().values("company"))
        count, _first = _counted(kind, rows)
        knots.append(Knot(kind, str(LABELS[kind]), _shown(viewer, kind, count), reverse(ALL[kind])))
    return knots


ALL: dict[Kind, str] = {
    Kind.DIALOGUE: "dialogue:dialogue_list",
    Kind.GOAL: "strategy:goal_list",
    Kind.CALL: "funding:call_list",
    Kind.GRANT: "funding:grant_list",
    Kind.PROGRAMME: "programme:programme_list",
    Kind.ACTIVITY: "programme:activity_list",
    Kind.COMPANY: "results:count_table",
    Kind.IMPROVEMENT: "company:improvement_list",
}
"""Where all the things of a kind are listed, by the name of the address."""


def _knot(viewer: Standing, here: Kind, key: int, far: Kind, rows: Rows) -> Knot:
    label = str(LABELS[far])
    if far is here:
        return Knot(far, label, None, "", here=True)
    count, first = _counted(far, rows)
    if is_loose(here, far, count):
        text, url = _mend(viewer, here, key, far)
        return Knot(far, label, 0, "", loose=True, deed_text=text, deed_url=url)
    url = reverse("results:thread_of", args=[here, key]) + f"#{far}"
    if count == 1 and far in DETAIL and _opens(viewer, far):
        url = reverse(DETAIL[far], args=[first])
    return Knot(far, label, _shown(viewer, far, count), url)


def _counted(kind: Kind, rows: Rows) -> tuple[int, int | None]:
    """How many there are, each company once, and the first one's key: one question."""
    one = Coalesce("merged_into_id", "pk") if kind is Kind.COMPANY else "pk"
    found = rows.order_by().aggregate(
        count=Count(one, distinct=kind is Kind.COMPANY), first=Min("pk")
    )
    return found["count"], found["first"]


def _shown(viewer: Standing, kind: Kind, count: int) -> int | None:
    """The count, or None where so few companies could be recognised by somebody outside."""
    few = 0 < count < rule_on(viewer.on).least_companies
    return None if kind in ABOUT_COMPANIES and few and not viewer.support else count


def _opens(viewer: Standing, kind: Kind) -> bool:
    """Whether a visitor may follow a link straight to the thing; others find out by asking."""
    open_to_all = {Kind.JOINT_DECISION, Kind.GOAL, Kind.CALL, Kind.GRANT, Kind.PROGRAMME}
    return viewer.support or viewer.operator or kind in open_to_all


def _mend(viewer: Standing, here: Kind, key: int, far: Kind) -> tuple[str, str]:
    mend = MENDS.get((here, far))
    if mend is None or not viewer.roles:
        return "", ""
    url = reverse(mend.address, args=[key] if mend.in_path else [])
    if mend.query:
        url += f"?{mend.query}={key}"
    return gettext(mend.text), url
