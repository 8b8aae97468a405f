"""What hangs loose: each rule one small function with its sentence and the deed that ties it.

One thing is named; many of a kind become one sentence with their number and the list of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Sum
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Application, Grant, GrantGoal
from samsyn.programme.models import Activity, ActivityGoal, Participation
from samsyn.results.queries.reach import Rows, goals_below, things
from samsyn.results.queries.visible import visible
from samsyn.results.rules.strands import Kind
from samsyn.strategy.models import Goal


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One loose end or several of a kind: a sentence, and the deed that ties it."""

    sentence: str
    url: str
    deed_text: str
    age: str = ""


def loose_ends_for(viewer: Standing) -> list[LooseEnd]:
    """All loose ends among what the viewer may see, in the order of the thread."""
    return [end for rule in _RULES for end in rule(viewer)]


def _goals_nothing_serves(viewer: Standing) -> Iterator[LooseEnd]:
    served: set[int] = set()
    for table in (GrantGoal, ActivityGoal):
        served.update(table._default_manager.values_list("goal_id", flat=True).distinct())
    above = dict(Goal.objects.values_list("pk", "above_id"))
    for key in list(served):
        while (key := above.get(key)) is not None:  # type: ignore[assignment]
            served.add(key)
    rows = visible(viewer, Kind.GOAL, things(Kind.GOAL)).exclude(pk__in=served)
    top = rows.exclude(above__in=rows.values("pk"))
    for goal in top.order_by("sort_key", "pk"):
        below = len(goals_below([goal.pk])) - 1
        yield LooseEnd(
            _("Nothing serves the goal “%(title)s” yet.") % {"title": goal.title}
            if not below
            else _("Nothing serves the goal “%(title)s” or the %(below)s goals below it yet.")
            % {"title": goal.title, "below": below},
            reverse("strategy:goal_detail", args=[goal.pk]),
            _("Open the goal"),
        )


def _activities_without_a_goal(viewer: Standing) -> Iterator[LooseEnd]:
    served = ActivityGoal.objects.filter(activity=OuterRef("pk"))
    rows = visible(viewer, Kind.ACTIVITY, Activity.objects.filter(~Exists(served)))
    yield from _one_or_many(
        rows,
        "programme:activity_detail",
        reverse("programme:activity_list") + "?without_goal=on",
        lambda thing: _("The activity “%(title)s” serves no goal.") % {"title": thing},
        lambda n: ngettext("%(n)s activity serves no goal.", "%(n)s activities serve no goal.", n),
        _("Say which goal it serves"),
        _("Open them"),
    )


def _activities_without_a_programme(viewer: Standing) -> Iterator[LooseEnd]:
    rows = visible(viewer, Kind.ACTIVITY, Activity.objects.filter(programme__isnull=True))
    yield from _one_or_many(
        rows,
        "programme:activity_detail",
        reverse("programme:activity_list") + "?without_programme=on",
        lambda thing: _("The activity “%(title)s” belongs to no programme.") % {"title": thing},
        lambda n: ngettext(
            "%(n)s activity belongs to no programme.",
            "%(n)s activities belong to no programme.",
            n,
        ),
        _("Say which programme it belongs to"),
        _("Open them"),
    )


def _money_without_a_programme(viewer: Standing) -> Iterator[LooseEnd]:
    rows = Grant.objects.filter(programme__isnull=True)
    sek = rows.aggregate(sek=Sum("granted_sek"))["sek"]
    yield from _one_or_many(
        rows,
        "funding:grant_detail",
        reverse("funding:grant_list") + "?without_programme=on",
        lambda thing: _("The grant “%(title)s” pays for no programme.") % {"title": thing},
        lambda n: ngettext(
            "%(n)s grant pays for no programme: SEK %(sek)s.",
            "%(n)s grants pay for no programme: SEK %(sek)s.",
            n,
        ),
        _("Say which programme it pays for"),
        _("Open them"),
        sek=f"{sek or 0:,.0f}".replace(",", "\N{NO-BREAK SPACE}"),
    )


def _applications_not_decided(viewer: Standing) -> Iterator[LooseEnd]:
    waiting = Application.objects.filter(step="submitted", call__closes_on__lt=viewer.on)
    for application in visible(viewer, Kind.APPLICATION, waiting).select_related("call"):
        days = (viewer.on - application.call.closes_on).days
        yield LooseEnd(
            _("The application “%(title)s” waits for a decision.") % {"title": application},
            reverse("funding:application_detail", args=[application.pk]),
            _("Open the application"),
            ngettext("%(n)s day since the call closed", "%(n)s days since the call closed", days)
            % {"n": days},
        )


def _activities_nobody_came_to(viewer: Standing) -> Iterator[LooseEnd]:
    came = Participation.objects.filter(activity=OuterRef("pk"))
    rows = visible(
        viewer, Kind.ACTIVITY, Activity.objects.filter(~Exists(came), starts_on__lt=viewer.on)
    )
    yield from _one_or_many(
        rows,
        "programme:activity_detail",
        reverse("programme:activity_list") + "?without_participation=on",
        lambda thing: _("Nobody is noted as having taken part in “%(title)s”.") % {"title": thing},
        lambda n: ngettext(
            "%(n)s past activity has nobody noted as having taken part.",
            "%(n)s past activities have nobody noted as having taken part.",
            n,
        ),
        _("Note who took part"),
        _("Open them"),
    )


def _one_or_many(
    rows: Rows,
    detail: str,
    list_url: str,
    one: Callable[[str], str],
    many: Callable[[int], str],
    deed_one: str,
    deed_many: str,
    **values: str,
) -> Iterator[LooseEnd]:
    """The one thing by name, or the number of them with their list; nothing for none."""
    count = rows.count()
    if count == 1:
        thing = rows.get()
        yield LooseEnd(one(str(thing)), reverse(detail, args=[thing.pk]), deed_one)
    elif count:
        yield LooseEnd(many(count) % {"n": count, **values}, list_url, deed_many)


_RULES: tuple[Callable[[Standing], Iterator[LooseEnd]], ...] = (
    _goals_nothing_serves,
    _money_without_a_programme,
    _applications_not_decided,
    _activities_without_a_programme,
    _activities_without_a_goal,
    _activities_nobody_came_to,
)
