"""Set a goal, change it, put it under another."""

from collections.abc import Collection

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.dialogue.models import JointDecision
from samsyn.dialogue.queries import joint_decisions_for, statements_for
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.strategy.models import Goal, GoalGround
from samsyn.strategy.queries.goals import goals_for
from samsyn.strategy.rules.levels import GoalLevel
from samsyn.strategy.rules.tree import GoalPath, would_circle
from samsyn.strategy.rules.years import check_years

LONGEST_TITLE = 300

CHANGED = [
    "title_sv",
    "title_en",
    "sort_key",
    "level",
    "above",
    "joint_decision",
    "from_year",
    "until_year",
]
"""What a change of a goal writes."""


@transaction.atomic
def set_goal(
    *,
    by: Standing,
    title_sv: str,
    title_en: str = "",
    level: GoalLevel | None = None,
    above_id: int | None = None,
    joint_decision_id: int | None = None,
    statement_ids: Collection[int] | None = None,
    reason: str = "",
    from_year: int | None = None,
    until_year: int | None = None,
) -> Goal:
    """Set a goal for the organisation that `by` acts for, and say what it rests on.

    `statement_ids` None means: all that the joint decision rests on. `reason` says why the
    goal rests on its statements.
    """
    require(by=by, deed="set goal")
    check_years(from_year, until_year)
    _check_above(by, None, above_id)
    decision = _decision(by, joint_decision_id)
    goal = Goal.objects.create(
        title_sv=title_sv,
        title_en=title_en,
        sort_key=sort_key(title_sv),
        level=level or "",
        above_id=above_id,
        owner_id=by.organisation_id,
        joint_decision=decision,
        from_year=from_year,
        until_year=until_year,
    )
    _check_statements(by, statement_ids or ())
    _rest_on(goal, _grounds_of(decision) if statement_ids is None else statement_ids, reason)
    note(by=by, deed="set goal", subject=goal, reason=reason)
    return goal


@transaction.atomic
def change_goal(
    *,
    by: Standing,
    goal_id: int,
    title_sv: str,
    title_en: str = "",
    level: GoalLevel | None = None,
    above_id: int | None = None,
    joint_decision_id: int | None = None,
    statement_ids: Collection[int] | None = None,
    reason: str = "",
    from_year: int | None = None,
    until_year: int | None = None,
) -> Goal:
    """Change a goal, put it under another, or say anew what it rests on.

    `statement_ids` None means: those it rests on stay, and all that a newly chosen joint
    decision rests on come to them. Statements that `by` may not see always stay. A goal from
    a list keeps its Swedish title and its place, by which the next import finds it again.
    """
    goal = goals_for(by).select_related(None).select_for_update().get(pk=goal_id)
    require(by=by, deed="change goal", owner_id=goal.owner_id)
    check_years(from_year, until_year)
    _check_register(goal, title_sv, above_id)
    _check_above(by, goal.pk, above_id)
    _check_statements(by, statement_ids or ())
    decision = _decision(by, joint_decision_id)
    is_new = decision is not None and decision.pk != goal.joint_decision_id
    goal.joint_decision = decision
    goal.title_sv, goal.title_en, goal.sort_key = title_sv, title_en, sort_key(title_sv)
    goal.level, goal.above_id = level or "", above_id
    goal.from_year, goal.until_year = from_year, until_year
    goal.save(update_fields=CHANGED)
    if statement_ids is not None:
        seen = goal.grounds.filter(statement__in=statements_for(by).order_by().values("pk"))
        seen.exclude(statement__in=list(statement_ids)).delete()
        _rest_on(goal, statement_ids, reason)
    elif is_new:
        _rest_on(goal, _grounds_of(decision), reason)
    note(by=by, deed="change goal", subject=goal, reason=reason)
    return goal


def goal_of_register(
    *, by: Standing, register: str, above_id: int | None, title_sv: str, level: GoalLevel | None
) -> Goal:
    """The goal with this title in a register, under the given one; made if it is not there.

    Part of an import, which has asked whether `by` may and writes one line in the journal for
    all of its goals. A level that is known by now is filled in; one that stands is kept.
    """
    goal, made = Goal.objects.get_or_create(
        register=register,
        above_id=above_id,
        title_sv=title_sv,
        defaults={
            "sort_key": sort_key(title_sv),
            "level": level or "",
            "owner_id": by.organisation_id,
        },
    )
    if not made and goal.level == "" and level is not None:
        goal.level = level
        goal.save(update_fields=["level"])
    return goal


def _grounds_of(decision: JointDecision | None) -> list[int]:
    """The keys of the statements that a joint decision rests on."""
    return [] if decision is None else list(decision.statements.values_list("pk", flat=True))


@transaction.atomic
def goals_of_register(
    *, by: Standing, register: str, paths: Collection[GoalPath]
) -> dict[GoalPath, Goal]:
    """The goal at the end of each path of titles in a register; those that lack are made.

    One statement when all are there. Part of an import, like `goal_of_register`.
    """
    titles = {title for path in paths for title in path}
    rows = Goal.objects.filter(register=register, title_sv__in=titles)
    stands = {(goal.above_id, goal.title_sv): goal for goal in rows}
    found: dict[GoalPath, Goal] = {}
    for path in sorted(path for path in paths if path):
        above_id: int | None = None
        for title in path:
            if (above_id, title) not in stands:
                stands[above_id, title] = goal_of_register(
                    by=by, register=register, above_id=above_id, title_sv=title, level=None
                )
            found[path] = stands[above_id, title]
            above_id = found[path].pk
    return found


def check_goal_title(*, by: Standing, title: str) -> None:
    """Refuse a goal's title from a list that is longer than a title can be."""
    if len(title) > LONGEST_TITLE:
        raise Problem(
            "goal-title-too-long",
            words(
                "“%(start)s…” is the title of a goal and longer than %(most)s letters. "
                "Shorten it in the list."
            ),
            start=title[:30],
            most=LONGEST_TITLE,
        )


def _rest_on(goal: Goal, statement_ids: Collection[int], reason: str) -> None:
    """Tie the goal to statements it does not rest on yet; those that stand keep their reason."""
    held = set(goal.grounds.values_list("statement_id", flat=True))
    GoalGround.objects.bulk_create(
        GoalGround(goal=goal, statement_id=key, reason=reason)
        for key in sorted(set(statement_ids) - held)
    )


def _check_above(by: Standing, goal_id: int | None, above_id: int | None) -> None:
    """The goal above is there, and is not below the goal itself. Locks the tree on the way."""
    if above_id is None:
        return
    tree = goals_for(by).select_related(None).select_for_update()
    pairs = list(tree.values_list("pk", "above_id"))
    if above_id not in dict(pairs):
        raise Problem(
            "goal-unknown",
            words("There is no goal %(key)s to put this one under. Choose another."),
            key=above_id,
        )
    if goal_id is not None and would_circle(pairs, goal_id, above_id):
        raise Problem(
            "goal-circle",
            words(
                "%(above)s stands under this goal, so this goal cannot stand under it. "
                "Choose another, or move that one first."
            ),
            above=goals_for(by).get(pk=above_id).title,
        )


def _check_register(goal: Goal, title_sv: str, above_id: int | None) -> None:
    if goal.register and (title_sv != goal.title_sv or above_id != goal.above_id):
        raise Problem(
            "goal-of-register",
            words(
                "This goal comes from the list %(register)s, which finds it again by its Swedish "
                "title and its place. Change those in the list, or set a goal of your own instead."
            ),
            register=goal.register,
        )


def _decision(by: Standing, joint_decision_id: int | None) -> JointDecision | None:
    if joint_decision_id is None:
        return None
    decision = joint_decisions_for(by).filter(pk=joint_decision_id).first()
    if decision is None:
        raise Problem(
            "joint-decision-unknown",
            words("There is no joint decision %(key)s. Choose one from the list."),
            key=joint_decision_id,
        )
    return decision


def _check_statements(by: Standing, statement_ids: Collection[int]) -> None:
    wanted = set(statement_ids)
    found = statements_for(by).filter(pk__in=wanted).count()
    if found < len(wanted):
        raise Problem(
            "statement-unknown",
            words(
                "%(number)s of the chosen statements cannot be found. "
                "Load the page anew and choose among those that are shown."
            ),
            number=len(wanted) - found,
        )
