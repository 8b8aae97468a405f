"""The standing list of questions about grants, as their recipient and grantor read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from samsyn.dialogue.queries import (
    QuestionSheet,
    question_sheet,
    question_sheets,
    questions_for,
    questions_narrowed,
    questions_waiting,
)
from samsyn.dialogue.rules.questions import QuestionState
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantQuestion
from samsyn.programme.models import Activity
from samsyn.programme.queries.activities import activities_for
from samsyn.strategy.models import Goal

MOST_CHOICES = 200
"""Grants offered in a filter; the one that the address names is always among them."""


def grant_questions_for(viewer: Standing) -> QuerySet[GrantQuestion]:
    """The questions about grants that the viewer may see, newest first."""
    seen = may_see(viewer, "question", owner="question__asker")
    seen |= may_see(viewer, "question", owner="question__answerer")
    return (
        GrantQuestion.objects.filter(seen)
        .select_related("question__asker", "question__answerer", "grant", "goal")
        # an activity that she may not see is not told of
        .prefetch_related(Prefetch("activity", activities_for(viewer)))
        .order_by("-pk")
    )


def askable_activities(viewer: Standing, grant: Grant) -> QuerySet[Activity]:
    """The activities of the programme that a grant pays for, the newest first, as she sees them."""
    if grant.programme_id is None:
        return Activity.objects.none()
    return activities_for(viewer).filter(programme=grant.programme_id)


def grant_questions_within(
    rows: QuerySet[GrantQuestion],
    viewer: Standing,
    *,
    search: str = "",
    state: str = "",
    grant: int | None = None,
    waiting: bool = False,
) -> QuerySet[GrantQuestion]:
    """The questions among the rows that fit; `waiting` are open for more than two weeks."""
    if waiting:
        rows = rows.filter(question__in=questions_waiting(viewer).order_by().values("pk"))
    if grant is not None:
        rows = rows.filter(grant=grant)
    if search or state:
        fitting = questions_narrowed(questions_for(viewer), search=search, state=state)
        rows = rows.filter(question__in=fitting.order_by().values("pk"))
    return rows


def asked_grant_choices(viewer: Standing, chosen: int | None = None) -> list[tuple[int, str]]:
    """The grants with questions that the viewer may see, by title: key and title."""
    keys = grant_questions_for(viewer).order_by().values("grant")
    pairs = Grant.objects.filter(pk__in=keys).order_by("sort_key", "pk").values_list("pk", "title")
    found = list(pairs[:MOST_CHOICES])
    if chosen is not None and chosen not in dict(found):
        found += pairs.filter(pk=chosen)
    return found


def about_choices(viewer: Standing, grant: Grant) -> list[tuple[str, list[tuple[str, str]]]]:
    """What of a grant a question may be about: its goals and its activities, by what they are."""
    goals = [(f"goal-{goal.pk}", goal.title) for goal in grant.goals.order_by("sort_key", "pk")]
    latest = askable_activities(viewer, grant).values_list("pk", "title")[:MOST_CHOICES]
    activities = [(f"activity-{key}", title) for key, title in latest]
    groups = [(gettext("Goals"), goals), (gettext("Activities"), activities)]
    return [(title, choices) for title, choices in groups if choices]


@dataclass(frozen=True, slots=True)
class GrantQuestionLine:
    """A question about a grant, with what has been said to it.

    `goal` or `activity` is what of the grant it is about; None for the whole, or what is not seen.
    """

    grant: Grant
    sheet: QuestionSheet
    goal: Goal | None = None
    activity: Activity | None = None

    @property
    def about(self) -> str:
        """What of the grant it is about, in words; "" for the whole."""
        if self.goal is not None:
            return self.goal.title
        return self.activity.title if self.activity is not None else ""


def grant_question_lines(
    viewer: Standing, rows: Iterable[GrantQuestion]
) -> Iterator[GrantQuestionLine]:
    """The questions with what has been said to them; `rows` with `question__lines` fetched."""
    for link in rows:
        (sheet,) = question_sheets(viewer, [link.question])
        yield GrantQuestionLine(link.grant, sheet, link.goal, link.activity)


def with_lines(rows: QuerySet[GrantQuestion]) -> QuerySet[GrantQuestion]:
    """The rows, each with what has been said to its question: two queries for all of them."""
    return rows.prefetch_related("question__lines__organisation")


def grant_question(viewer: Standing, question_id: int) -> GrantQuestionLine:
    """One question about a grant; DoesNotExist when the viewer may not see it."""
    link = grant_questions_for(viewer).get(question=question_id)
    sheet = question_sheet(viewer, question_id)
    return GrantQuestionLine(link.grant, sheet, link.goal, link.activity)


@dataclass(frozen=True, slots=True)
class GrantQuestions:
    """The standing list of a grant: what is open or answered, oldest first, and how many in all."""

    standing: list[GrantQuestionLine]
    decided: int
    may_ask: bool

    @property
    def open(self) -> list[GrantQuestionLine]:
        return [line for line in self.standing if line.sheet.state is QuestionState.OPEN]

    @property
    def answered(self) -> list[GrantQuestionLine]:
        return [line for line in self.standing if line.sheet.state is QuestionState.ANSWERED]


def questions_of_grant(viewer: Standing, grant: Grant) -> GrantQuestions | None:
    """The standing list between a grant's recipient and grantor; None for everybody else."""
    seen = may_see(viewer, "question", owner="recipient")
    seen |= may_see(viewer, "question", owner="grantor")
    if not Grant.objects.filter(seen, pk=grant.pk).exists():
        return None
    parties = (grant.recipient_id, grant.grantor_id)
    rows = with_lines(grant_questions_for(viewer).filter(grant=grant).order_by("pk"))
    lines = list(grant_question_lines(viewer, rows))
    standing = [line for line in lines if line.sheet.state is not QuestionState.DECIDED]
    return GrantQuestions(
        standing=standing,
        decided=len(lines) - len(standing),
        may_ask=None not in parties
        and viewer.organisation_id in parties
        and may_do(viewer, "ask question", *parties),
    )
