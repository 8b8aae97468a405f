"""Dialogues with what was said in them, and a tree of goals that rests on it."""

from collections.abc import Iterator
from datetime import timedelta

from samsyn.basics.swedish import sort_key
from samsyn.demo.companies import PLACES
from samsyn.dialogue.models import Dialogue, Statement, Vote
from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.directory.rules.places import COUNTIES
from samsyn.strategy.models import Goal, GoalGround
from samsyn.strategy.rules.levels import GoalLevel
from samsyn.synth.frame import MADE_UP, Frame

TOPS = ("Omställning", "Kompetens", "Hållbar produktion", "Digitalisering")
BELOW = ("Fler deltar", "Fler mäter", "Fler samverkar", "Fler investerar", "Fler återkommer")
LOWEST = ("små företag", "medelstora företag", "nya företag")
SAYINGS = ("Det tar för lång tid", "Vi behöver varandra", "Kunskapen finns nära", "Mät först")


def add_dialogues(frame: Frame) -> None:
    """Write the dialogues, their statements and votes."""
    dialogues = frame.write("dialogues", _dialogues(frame))
    statements = frame.write(
        "statements",
        (
            Statement(
                dialogue=dialogue,
                text=f"{saying} ({number})",
                organisation_id=frame.chance.choice(frame.houses),
                said_on=dialogue.opens_on,
            )
            for dialogue in dialogues
            for number, saying in enumerate(SAYINGS)
        ),
    )
    frame.statements = [statement.pk for statement in statements]
    frame.pour(
        "votes",
        (
            Vote(statement=statement, organisation_id=house, vote=frame.chance.choice((-1, 0, 1)))
            for statement in statements
            for house in frame.chance.sample(frame.houses, 6)
        ),
    )


def _dialogues(frame: Frame) -> Iterator[Dialogue]:
    for number in range(max(frame.size.companies // 50, 5)):
        title = f"{frame.chance.choice(TOPS)} i {frame.chance.choice(PLACES)}, samtal {number}"
        opens_on = frame.a_day()
        yield Dialogue(
            title=title,
            sort_key=sort_key(title),
            question="Vad gör vi tillsammans?",
            purpose=f"{MADE_UP}.",
            kind=frame.chance.choice(list(DialogueKind)),
            organiser_id=frame.chance.choice(frame.houses),
            county_id=frame.chance.choice(COUNTIES).code,
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=30),
        )


def add_goals(frame: Frame) -> None:
    """Write three levels of goals, and what the lowest rest on."""
    tops = frame.write("top goals", (_goal(title, GoalLevel.IMPACT, None) for title in TOPS))
    middle = frame.write(
        "goals below",
        (
            _goal(f"{title}: {top.title_sv}", GoalLevel.OUTCOME, top)
            for top in tops
            for title in BELOW
        ),
    )
    lowest = frame.write(
        "goals at the bottom",
        (
            _goal(f"{above.title_sv}, {title}", GoalLevel.OUTPUT, above)
            for above in middle
            for title in LOWEST
        ),
    )
    frame.goals = [goal.pk for goal in lowest]
    frame.pour(
        "grounds",
        (
            GoalGround(goal_id=goal, statement_id=statement)
            for goal in frame.goals
            for statement in frame.chance.sample(frame.statements, 3)
        ),
    )


def _goal(title: str, level: GoalLevel, above: Goal | None) -> Goal:
    return Goal(
        title_sv=title, sort_key=sort_key(title), level=level, above=above, register=MADE_UP
    )
