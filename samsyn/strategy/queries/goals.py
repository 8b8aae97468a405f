"""Goals: how they stand under each other, and what they rest on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from samsyn.dialogue.models import Statement
from samsyn.dialogue.queries import joint_decisions_for, statements_for
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.strategy.models import Goal, GoalGround
from samsyn.strategy.rules.tree import Pair, ancestors, descendants, in_order

INDENT = "\N{EM SPACE}"
"""Before the title of a goal in a choice, once for each goal above it."""
BRANCHES = 40
"""Goals under a top goal that the tree shows; the rest stand behind a link."""


def goals_for(viewer: Standing) -> QuerySet[Goal]:
    """The goals that the viewer may see, in Swedish order: goals are open to all."""
    return (
        Goal.objects.filter(may_see(viewer, "goal", owner="owner"))
        .select_related("above", "owner")
        .order_by("sort_key", "pk")
    )


def top_goals_for(viewer: Standing) -> QuerySet[Goal]:
    """The goals that stand under no other, in Swedish order."""
    return goals_for(viewer).filter(above__isnull=True)


def goals_narrowed(
    rows: QuerySet[Goal],
    viewer: Standing,
    *,
    search: str = "",
    level: str = "",
    under_id: int | None = None,
    groundless: bool = False,
) -> QuerySet[Goal]:
    """The goals among the rows that fit; under a goal are all below it, and itself.

    A groundless one was set here and rests on no statement and no joint decision; a list that
    goals came with says nothing of what they rest on.
    """
    if groundless:
        rows = rows.filter(grounds__isnull=True, joint_decision__isnull=True, register="")
    if search:
        rows = rows.filter(holds(search, "title_sv", "title_en"))
    if level:
        rows = rows.filter(level=level)
    if under_id is not None:
        rows = rows.filter(pk__in=goals_under(viewer, under_id))
    return rows


def pairs_for(viewer: Standing) -> list[Pair]:
    """Every goal with the one above it, by key, siblings in Swedish order."""
    return list(goals_for(viewer).values_list("pk", "above_id"))


def goals_under(viewer: Standing, goal_id: int) -> frozenset[int]:
    """The keys of a goal and of all goals below it, however deep."""
    return descendants(pairs_for(viewer), goal_id)


def goal_choices(viewer: Standing) -> list[tuple[int, str]]:
    """All goals as choices of a field, in the order of the tree, indented."""
    goals = {goal.pk: goal for goal in goals_for(viewer).select_related(None)}
    places = in_order((goal.pk, goal.above_id) for goal in goals.values())
    return [(place.key, INDENT * place.depth + goals[place.key].title) for place in places]


def choices_above(viewer: Standing, goal_id: int | None) -> list[tuple[int, str]]:
    """The goals that a goal can be put under: all but itself and those below it."""
    barred = frozenset() if goal_id is None else goals_under(viewer, goal_id)
    return [(key, title) for key, title in goal_choices(viewer) if key not in barred]


@dataclass(frozen=True, slots=True)
class Branch:
    """A goal in the tree, those directly under it, and how many there are at any depth.

    `unshown` are those of them that the tree leaves out because they are too many.
    """

    goal: Goal
    below: int
    branches: list["Branch"]
    unshown: int = 0


def branches_of(viewer: Standing, tops: Collection[Goal]) -> list[Branch]:
    """The goals with what stands under each, as a tree; two queries, however deep it is."""
    pairs = pairs_for(viewer)
    order = in_order(pairs)
    starts = {top.pk for top in tops}
    shown: dict[int, list[tuple[int, int, int]]] = {}
    top, depth = None, 0
    for place in order:
        if place.key in starts:
            top, depth = place.key, place.depth
            shown[top] = []
        elif top is not None and place.depth <= depth:
            top = None
        elif top is not None and len(shown[top]) < BRANCHES:
            shown[top].append((place.key, place.depth, place.below))
    keys = [key for lines in shown.values() for key, _, _ in lines]
    goals = {goal.pk: goal for goal in goals_for(viewer).filter(pk__in=keys)}
    counts = {place.key: (place.depth, place.below) for place in order if place.key in starts}
    made = []
    for goal in tops:
        at, below = counts[goal.pk]
        branch = Branch(goal, below, [], unshown=below - len(shown[goal.pk]))
        way = {at: branch}
        for key, depth, under in shown[goal.pk]:
            way[depth] = Branch(goals[key], under, [])
            way[depth - 1].branches.append(way[depth])
        made.append(branch)
    return made


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """All that the public page of a goal shows from this room.

    Statements belong to the house: a visitor learns how many there are, in `hidden_grounds`.
    """

    goal: Goal
    above: list[Goal]
    branches: list[Branch]
    unshown: int
    grounds: list[GoalGround]
    hidden_grounds: int
    may_change: bool
    may_set: bool


def goal_sheet(viewer: Standing, goal_id: int) -> GoalSheet:
    """One goal, the ones above and below it and what it rests on; DoesNotExist if there is none."""
    goal = goals_for(viewer).select_related("above", "owner", "joint_decision").get(pk=goal_id)
    way = ancestors(pairs_for(viewer), goal.pk)
    above = {one.pk: one for one in goals_for(viewer).filter(pk__in=way)}
    grounds = list(
        goal.grounds.filter(statement__in=statements_for(viewer).order_by().values("pk"))
        .select_related("statement__dialogue", "statement__organisation")
        .order_by("statement_id")
    )
    tree = branches_of(viewer, [goal])[0]
    return GoalSheet(
        goal=goal,
        above=[above[key] for key in way],
        branches=tree.branches,
        unshown=tree.unshown,
        grounds=grounds,
        hidden_grounds=goal.grounds.count() - len(grounds),
        may_change=may_change_goal(viewer, goal),
        may_set=may_do(viewer, "set goal"),
    )


def may_change_goal(viewer: Standing, goal: Goal) -> bool:
    """Whether to show the button. A goal of nobody's, from a list, any leader may change."""
    return may_do(viewer, "change goal", goal.owner_id)


def goals_from(viewer: Standing, joint_decision_ids: Collection[int]) -> dict[int, list[Goal]]:
    """The goals that came of joint decisions, by the key of the decision; [] where none did."""
    found: dict[int, list[Goal]] = {key: [] for key in joint_decision_ids}
    for goal in goals_for(viewer).filter(joint_decision__in=joint_decision_ids):
        if goal.joint_decision_id is not None:
            found[goal.joint_decision_id].append(goal)
    return found


def goals_on(viewer: Standing, statement_ids: Collection[int]) -> dict[int, list[Goal]]:
    """The goals that rest on statements, by the key of the statement; [] where none does."""
    found: dict[int, list[Goal]] = {key: [] for key in statement_ids}
    goals = goals_for(viewer).filter(grounds__statement__in=statement_ids)
    for goal in goals.annotate(ground_id=F("grounds__statement")):
        found[goal.ground_id].append(goal)
    return found


def decisions_with_goal(viewer: Standing) -> QuerySet[Goal, int | None]:
    """The keys of the joint decisions that at least one goal came of."""
    rows = goals_for(viewer).filter(joint_decision__isnull=False).order_by()
    return rows.values_list("joint_decision", flat=True)


def joint_decision_choices(viewer: Standing) -> list[tuple[int, str]]:
    """Joint decisions as choices of a field, newest first, with the day."""
    rows = joint_decisions_for(viewer).select_related(None).values_list("pk", "text", "decided_on")
    return [(key, f"{text} ({decided_on.isoformat()})") for key, text, decided_on in rows]


def statements_to_rest_on(
    viewer: Standing, *, goal_id: int | None = None, joint_decision_ids: Collection[int] = ()
) -> QuerySet[Statement]:
    """What a goal can rest on: what was said where it was decided, and what it rests on now."""
    dialogues = joint_decisions_for(viewer).filter(pk__in=joint_decision_ids).order_by()
    rows = statements_for(viewer).filter(dialogue__in=dialogues.values("dialogue"))
    if goal_id is not None:
        held = GoalGround.objects.filter(goal=goal_id).values("statement")
        rows = rows | statements_for(viewer).filter(pk__in=held)
    return rows


def statements_of_decision(viewer: Standing, joint_decision_id: int) -> list[int]:
    """The keys of the statements that a joint decision rests on and the viewer may see."""
    rows = statements_for(viewer).filter(joint_decisions=joint_decision_id)
    return list(rows.values_list("pk", flat=True))


def statements_under(viewer: Standing, goal_id: int) -> list[int]:
    """The keys of the statements that a goal rests on and the viewer may see."""
    held = GoalGround.objects.filter(goal=goal_id).values("statement")
    return list(statements_for(viewer).filter(pk__in=held).values_list("pk", flat=True))


def goal_rows(rows: QuerySet[Goal]) -> Iterator[tuple[Any, ...]]:
    """Goals as rows of a spreadsheet, read as they are written."""
    return (
        rows.annotate(grounds_count=Count("grounds"))
        .values_list(
            "title_sv",
            "title_en",
            "level",
            "above__title_sv",
            "from_year",
            "until_year",
            "owner__name",
            "joint_decision__text",
            "grounds_count",
            "register",
        )
        .iterator(chunk_size=2000)
    )
