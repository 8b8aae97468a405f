"""The thread bar: eight knots from dialogue to result, as seen from one thing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation
from samsyn.results.queries.mending import mend_for
from samsyn.results.queries.reach import Rows, reach, things
from samsyn.results.queries.visible import participation_sight, visible
from samsyn.results.rules.disclosure import rule_on
from samsyn.results.rules.loose import is_loose
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
WORTH = 0.005
"""Seconds: a bar that takes less is drawn anew each time, which is as quick."""
NOT_IN_LISTS = frozenset({Kind.DIALOGUE, Kind.CALL})
"""What a list of grants says nothing of: how its goals were agreed on, and what was called for."""
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
    """The thread bar of one thing: what it is tied to, upwards and downwards, and what is loose.

    What one company took part in is for those at work with it: to others it is not known.
    """
    return kept(
        viewer, "bar", (kind, key), lambda: _bar(viewer, Kind(kind), key), worth_seconds=WORTH
    )


def _bar(viewer: Standing, here: Kind, key: int) -> list[Knot]:
    tied = {**reach(here, [key], down=False), **reach(here, [key], down=True)}
    if here in ABOUT_COMPANIES and not _sees_what_it_did(viewer, tied[Kind.COMPANY]):
        return [_not_known(here, key, far) for far in BAR if far in tied]
    return [_knot(viewer, here, key, far, tied) for far in BAR if far in tied]


def _sees_what_it_did(viewer: Standing, companies: Rows) -> bool:
    # They are few, and asked for by themselves: SQLite cannot read a question nested any deeper.
    few = list(companies.order_by().values_list("pk", flat=True))
    did = Participation.objects.filter(company__in=few)
    return not did.exclude(participation_sight(viewer)).exists()


def _not_known(here: Kind, key: int, far: Kind) -> Knot:
    url = "" if far is here else reverse("results:thread_of", args=[here, key]) + f"#{far}"
    return Knot(far, str(LABELS[far]), None, url, here=far is here)


def bar_of_all(viewer: Standing) -> list[Knot]:
    """The thread bar of the whole: how many there are of every kind, with nothing left out."""
    return kept(viewer, "bar of all", (), lambda: _bar_of_all(viewer), worth_seconds=WORTH)


def _bar_of_all(viewer: Standing) -> list[Knot]:
    knots = []
    for kind in BAR:
        rows = things(kind)
        if kind is Kind.COMPANY:
            rows = rows.filter(pk__in=Participation.objects.order_by().values("company"))
        count, _first = _counted(kind, rows)
        shown = _shown(viewer, kind, count, rows)
        knots.append(Knot(kind, str(LABELS[kind]), shown, reverse(ALL[kind])))
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


def _knot(viewer: Standing, here: Kind, key: int, far: Kind, tied: dict[Kind, Rows]) -> Knot:
    label = str(LABELS[far])
    if far is here:
        return Knot(far, label, None, "", here=True)
    count, first = _counted(far, tied[far])
    exempt = far in NOT_IN_LISTS and count == 0 and _goals_from_lists(here, key, tied)
    if not exempt and is_loose(here, far, count):
        text, url = mend_for(viewer, here, key, far)
        return Knot(far, label, 0, "", loose=True, deed_text=text, deed_url=url)
    url = reverse("results:thread_of", args=[here, key]) + f"#{far}"
    if count == 1 and far in DETAIL and _opens(viewer, far):
        url = reverse(DETAIL[far], args=[first])
    return Knot(far, label, _shown(viewer, far, count, tied[far]), url)


def _goals_from_lists(here: Kind, key: int, tied: dict[Kind, Rows]) -> bool:
    """Whether it leads up to goals that all came with a list."""
    goals = things(Kind.GOAL).filter(pk=key) if here is Kind.GOAL else tied[Kind.GOAL]
    registers = set(goals.order_by().values_list("register", flat=True).distinct())
    return bool(registers) and "" not in registers


def _counted(kind: Kind, rows: Rows) -> tuple[int, int | None]:
    """How many there are, each company once, and the first one's key: one question."""
    one = Coalesce("merged_into_id", "pk") if kind is Kind.COMPANY else "pk"
    found = rows.order_by().aggregate(
        count=Count(one, distinct=kind is Kind.COMPANY), first=Min("pk")
    )
    return found["count"], found["first"]


def _shown(viewer: Standing, kind: Kind, count: int, rows: Rows) -> int | None:
    """The count, or None where so few companies are behind it that they could be recognised.

    Those who may see every company's part know it anyway.
    """
    if kind not in ABOUT_COMPANIES or count == 0:
        return count
    companies = count
    if kind is Kind.IMPROVEMENT:
        companies = rows.order_by().aggregate(n=Count("company", distinct=True))["n"]
    if companies >= rule_on(viewer.on).least_companies:
        return count
    if kind is Kind.IMPROVEMENT:
        return count if visible(viewer, kind, rows).count() == count else None
    return count if _sees_what_it_did(viewer, rows) else None


def _opens(viewer: Standing, kind: Kind) -> bool:
    """Whether the viewer may follow a link straight to any thing of the kind."""
    open_to_all = {Kind.JOINT_DECISION, Kind.GOAL, Kind.CALL, Kind.GRANT, Kind.PROGRAMME}
    of_the_house = viewer.support and kind is not Kind.IMPROVEMENT
    return viewer.operator or of_the_house or kind in open_to_all
