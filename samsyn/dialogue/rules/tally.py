"""Votes on a statement, counted. A voter, person or organisation, has one; passing is one too.

No share is given without the number it is a share of: with twelve organisations "92 %" says
less than "11 of 12". How sure a count of those who answered is, is another rule's question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.dialogue.rules.kinds import Vote


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agree, disagree and pass."""

    agree: int
    disagree: int
    passed: int

    @property
    def voters(self) -> int:
        """How many have voted, people or organisations. Those who have not are in no figure."""
        return self.agree + self.disagree + self.passed

    @property
    def strips(self) -> tuple[tuple[str, int, int], ...]:
        """The parts of a bar as (name, start, length), in voters.

        >>> Tally(agree=11, disagree=1, passed=0).strips
        (('agree', 0, 11), ('passed', 11, 0), ('disagree', 11, 1))
        """
        return (
            ("agree", 0, self.agree),
            ("passed", self.agree, self.passed),
            ("disagree", self.agree + self.passed, self.disagree),
        )


def tally(votes: Mapping[Vote, int]) -> Tally | None:
    """The count of each kind of vote; None when nobody has voted, which is not "none agree".

    >>> tally({Vote.AGREE: 11, Vote.DISAGREE: 1})
    Tally(agree=11, disagree=1, passed=0)
    >>> tally({}) is None
    True
    """
    counted = Tally(
        agree=votes.get(Vote.AGREE, 0),
        disagree=votes.get(Vote.DISAGREE, 0),
        passed=votes.get(Vote.PASS, 0),
    )
    return counted if counted.voters > 0 else None


def agreed_by(tallies: Iterable[Tally | None]) -> int | None:
    """How many voters all agree on every statement; None when any thinks otherwise.

    None too when not equally many have voted on each: then no single number is true.

    >>> agreed_by([Tally(agree=8, disagree=0, passed=0), Tally(agree=8, disagree=0, passed=0)])
    8
    >>> agreed_by([Tally(agree=8, disagree=0, passed=0), None]) is None
    True
    """
    found = {one.agree if one is not None and one.agree == one.voters else None for one in tallies}
    return found.pop() if len(found) == 1 else None
