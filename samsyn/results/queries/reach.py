"""From any thing, the rows of everything the thread ties it to: one subquery per kind, no lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet

from samsyn.company.models import Improvement
from samsyn.dialogue.models import Dialogue, JointDecision, Statement
from samsyn.directory.models import Organisation
from samsyn.funding.models import Application, Call, CallGoal, Criterion, Grant, GrantGoal
from samsyn.programme.models import (
    Activity,
    ActivityGoal,
    ImprovementActivity,
    Participation,
    Programme,
    ProgrammeGoal,
)
from samsyn.results.rules.strands import Kind, Strand, ways
from samsyn.strategy.models import Goal, GoalGround
from samsyn.strategy.rules.tree import descendants

Rows = QuerySet[Any, Any]

THINGS: dict[Kind, type[Model]] = {
    Kind.DIALOGUE: Dialogue,
    Kind.STATEMENT: Statement,
    Kind.JOINT_DECISION: JointDecision,
    Kind.GOAL: Goal,
    Kind.CALL: Call,
    Kind.APPLICATION: Application,
    Kind.GRANT: Grant,
    Kind.PROGRAMME: Programme,
    Kind.ACTIVITY: Activity,
    Kind.COMPANY: Organisation,
    Kind.IMPROVEMENT: Improvement,
}
"""Which table holds the things of a kind."""

TIES: dict[tuple[Kind, Kind], tuple[type[Model], str, str]] = {
    (Kind.DIALOGUE, Kind.STATEMENT): (Statement, "dialogue_id", "pk"),
    (Kind.DIALOGUE, Kind.JOINT_DECISION): (JointDecision, "dialogue_id", "pk"),
    (Kind.STATEMENT, Kind.JOINT_DECISION): (
        JointDecision.statements.through,
        "statement_id",
        "jointdecision_id",
    ),
    (Kind.STATEMENT, Kind.GOAL): (GoalGround, "statement_id", "goal_id"),
    (Kind.JOINT_DECISION, Kind.GOAL): (Goal, "joint_decision_id", "pk"),
    (Kind.GOAL, Kind.CALL): (CallGoal, "goal_id", "call_id"),
    (Kind.STATEMENT, Kind.CALL): (Criterion, "statement_id", "call_id"),
    (Kind.CALL, Kind.APPLICATION): (Application, "call_id", "pk"),
    (Kind.APPLICATION, Kind.GRANT): (Grant, "decision__application_id", "pk"),
    (Kind.GOAL, Kind.GRANT): (GrantGoal, "goal_id", "grant_id"),
    (Kind.GRANT, Kind.PROGRAMME): (Grant, "pk", "programme_id"),
    (Kind.GOAL, Kind.PROGRAMME): (ProgrammeGoal, "goal_id", "programme_id"),
    (Kind.PROGRAMME, Kind.ACTIVITY): (Activity, "programme_id", "pk"),
    (Kind.GOAL, Kind.ACTIVITY): (ActivityGoal, "goal_id", "activity_id"),
    (Kind.ACTIVITY, Kind.COMPANY): (Participation, "activity_id", "company_id"),
    (Kind.ACTIVITY, Kind.IMPROVEMENT): (ImprovementActivity, "activity_id", "improvement_id"),
    (Kind.COMPANY, Kind.IMPROVEMENT): (Improvement, "company_id", "pk"),
}
"""For every strand: the table that holds it, and the fields of its upper and its lower side."""


def things(kind: Kind) -> Rows:
    """All things of a kind, as rows. What the viewer may see of them is asked by the caller."""
    return THINGS[kind]._default_manager.all()


def reach(kind: Kind, keys: Iterable[int], *, down: bool) -> dict[Kind, Rows]:
    """The things of every kind that the given ones are tied to, in one direction.

    Standing on a goal means standing on every goal below it; on the way up the goals that
    are met are those tied, not the ones above them.
    """
    start = set(keys)
    if kind is Kind.GOAL and down:
        start = goals_below(start)
    found: dict[Kind, Rows] = {kind: things(kind).filter(pk__in=start)}
    for far, strands in ways(kind, down=down).items():
        tied = Q(pk__in=[])
        for strand in strands:
            tied |= Q(pk__in=_across(strand, found, down=down))
        found[far] = things(far).filter(tied)
        if far is Kind.GOAL and down:
            below = goals_below(found[far].values_list("pk", flat=True))
            found[far] = things(far).filter(pk__in=below)
    return found


def goals_below(keys: Iterable[int]) -> set[int]:
    """The keys of the goals and of all goals below them."""
    pairs = list(Goal.objects.order_by().values_list("pk", "above_id"))
    return {below for key in keys for below in descendants(pairs, key)}


def _across(strand: Strand, found: Mapping[Kind, Rows], *, down: bool) -> Rows:
    table, upper, lower = TIES[strand.above, strand.below]
    near_kind = strand.above if down else strand.below
    near, far = (upper, lower) if down else (lower, upper)
    near_rows = found[near_kind].order_by().values("pk")
    tied = table._default_manager.filter(**{f"{near}__in": near_rows})
    return tied.filter(**{f"{far}__isnull": False}).order_by().values(far)
