"""What the demo has made so far, and who acts on which day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from samsyn.dialogue.models import JointDecision, Statement, Tour
from samsyn.directory.models import Organisation, Person
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import Standing, operator, visitor
from samsyn.funding.models import Call, Grant
from samsyn.programme.models import Programme
from samsyn.strategy.models import Goal

SEED = 20_261_123


@dataclass
class Stage:
    """The people and things of the story by name; `chance` gives the same years every time."""

    on: date
    people: dict[str, Person]
    homes: dict[str, Organisation]
    companies: list[Organisation] = field(default_factory=list)
    nodes: list[Organisation] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    tour: Tour | None = None
    decisions: dict[str, JointDecision] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    chance: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311  # not a secret

    def ago(self, days: int) -> date:
        """The day so many days before the story ends."""
        return self.on - timedelta(days=days)

    def standing(self, name: str, days_ago: int = 0) -> Standing:
        """One of the people, on a day of the story."""
        return standing_of(self.people[name], None, visitor(self.ago(days_ago)))

    def operator(self, days_ago: int = 0) -> Standing:
        return operator(self.ago(days_ago))
