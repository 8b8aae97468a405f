"""Goals that nothing serves, and goals that rest on nothing."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from samsyn.basics.problem import words
from samsyn.directory.models import JournalLine
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import CallGoal, GrantGoal
from samsyn.programme.models import ActivityGoal, ProgrammeGoal
from samsyn.results.queries.loose_ends.rule import Rule, Weight, hang
from samsyn.results.queries.reach import Rows, things
from samsyn.results.queries.visible import visible
from samsyn.results.rules.loose import MENDS, new_deed
from samsyn.results.rules.strands import Kind
from samsyn.strategy.models import Goal, GoalGround
from samsyn.strategy.rules.tree import descendants

SERVING = (CallGoal, GrantGoal, ProgrammeGoal, ActivityGoal)


def _set_on() -> Coalesce:
    """The day a goal was decided on together, or was set here; None for one from a list."""
    line = JournalLine.objects.filter(
        subject_kind="goal", subject_key=OuterRef("pk"), deed="set goal"
    )
    return Coalesce(
        "joint_decision__decided_on", TruncDate(Subquery(line.order_by("pk").values("at")[:1]))
    )


def unserved(viewer: Standing) -> dict[int, Weight]:
    """The goals that nothing serves, nor any goal below them: the topmost, with how many they are.

    One question; what serves a goal serves every goal above it.
    """
    served = reduce(
        or_, (Exists(table._default_manager.filter(goal=OuterRef("pk"))) for table in SERVING)
    )
    rows = visible(viewer, Kind.GOAL, things(Kind.GOAL)).order_by()
    found = list(rows.annotate(served=served).values_list("pk", "above_id", "served"))
    above = {key: over for key, over, _served in found}
    alive: set[int] = set()
    for key, _over, is_served in found:
        way: int | None = key if is_served else None
        while way is not None and way not in alive:
            alive.add(way)
            way = above.get(way)
    below: dict[int, int] = defaultdict(int)
    pairs = list(above.items())
    for key, over in pairs:
        if key not in alive and (over is None or over in alive or over not in above):
            below[key] = len(descendants(pairs, key))
    return {key: Weight(count) for key, count in below.items()}


def _nothing_serves(viewer: Standing) -> Rows:
    rows = Goal.objects.filter(pk__in=list(unserved(viewer)))
    return hang(rows, since=_set_on(), owner="owner")


def _rests_on_nothing(viewer: Standing) -> Rows:
    """Of the goals set here: a list of grants says which goals they serve, never why."""
    ground = GoalGround.objects.filter(goal=OuterRef("pk"))
    rows = Goal.objects.filter(~Exists(ground), joint_decision__isnull=True, register="")
    return hang(visible(viewer, Kind.GOAL, rows), since=_set_on(), owner="owner")


NOTHING_SERVES = Rule(
    name="goal-nothing-serves",
    kind=Kind.GOAL,
    title=_("Goals that nothing serves"),
    why=_("A goal comes true by what is done for it: a call, a grant, a programme or an activity."),
    mark=_("nothing serves it"),
    one=_("Nothing serves the goal “%(title)s” yet."),
    one_of_several=_("Nothing serves the goal “%(title)s” or the goals below it yet: %(below)s."),
    many=ngettext_lazy("Nothing serves %(n)s goal yet.", "Nothing serves %(n)s goals yet.", "n"),
    rows=_nothing_serves,
    weigh=unserved,
    detail="strategy:goal_detail",
    list_url="strategy:goal_list",
    list_query="?unserved=on",
    mend=new_deed(words("Start a programme"), "start programme", "programme:programme_add", "goal"),
)
RESTS_ON_NOTHING = Rule(
    name="goal-rests-on-nothing",
    kind=Kind.GOAL,
    title=_("Goals that rest on nothing"),
    why=_("A goal that rests on no statement and no joint decision is one actor's own wish."),
    mark=_("rests on nothing"),
    one=_("The goal “%(title)s” rests on no statement and no joint decision."),
    many=ngettext_lazy(
        "%(n)s goal rests on no statement and no joint decision.",
        "%(n)s goals rest on no statement and no joint decision.",
        "n",
    ),
    rows=_rests_on_nothing,
    detail="strategy:goal_detail",
    list_url="strategy:goal_list",
    list_query="?groundless=on",
    mend=MENDS[Kind.GOAL, Kind.DIALOGUE],
)
