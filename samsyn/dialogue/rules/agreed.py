"""When a statement is agreed on well enough to be carried on, as a goal or a criterion.

Either its votes come to agreement by counting (headline.py), or the analysis finds that it unites
(agreement.py); both only on the side that agrees. One voice is enough: that of the organisations,
or that of the people who have voted by phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.basics.problem import Problem, words
from samsyn.dialogue.rules.headline import LEAST_VOTERS, is_agreed
from samsyn.dialogue.rules.tally import Tally


@dataclass(frozen=True, slots=True)
class Stand:
    """How those with one kind of voice stand to a statement.

    `tally` is None when none of them has voted on it; `unites` is what the analysis finds, on the
    side that agrees, and False where nobody has asked it.
    """

    tally: Tally | None
    taking_part: int
    is_people: bool = False
    unites: bool = False

    @property
    def agrees(self) -> bool:
        """Whether they agree with the statement.

        >>> Stand(Tally(11, 1, 0), taking_part=12).agrees
        True
        >>> Stand(Tally(1, 11, 0), taking_part=12).agrees
        False
        """
        if self.tally is None:
            return False
        counted = is_agreed(self.tally, self.taking_part) and self.tally.agree > self.tally.disagree
        return self.unites or counted


def agreeing(stands: Sequence[Stand]) -> Stand:
    """The first voice that agrees with the statement; Problem says why when none does."""
    for stand in stands:
        if stand.agrees:
            return stand
    told = max(stands, key=lambda stand: stand.tally.voters if stand.tally else 0, default=None)
    voted = told.tally if told else None
    taking_part = told.taking_part if told else 0
    if voted is None or voted.voters < LEAST_VOTERS or 2 * voted.voters < taking_part:
        raise Problem(
            "statement-few-votes",
            words(
                "Too few have voted on the statement: %(voters)s of the %(taking_part)s who take "
                "part. At least three, and half of them, must have voted before it becomes a goal "
                "or a criterion."
            ),
            voters=voted.voters if voted else 0,
            taking_part=taking_part,
        )
    raise Problem(
        "statement-not-agreed",
        words(
            "%(agree)s of the %(voters)s who have voted on the statement agree with it, and that "
            "is too few. It becomes a goal or a criterion when nine of ten agree, or when it is "
            "among what unites us."
        ),
        agree=voted.agree,
        voters=voted.voters,
    )
