"""What the applications to a call are judged by: open to all. A statement it rests on is not."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from samsyn.dialogue.models import Statement
from samsyn.dialogue.queries import statements_for
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Application, Call, Criterion
from samsyn.funding.rules.steps import Step


def criteria_for(viewer: Standing) -> QuerySet[Criterion]:
    """The criteria that the viewer may see, in the order in which they were set."""
    return (
        Criterion.objects.filter(may_see(viewer, "criterion")).select_related("call").order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with the statement it rests on, if the viewer may see it.

    `hidden` says that it rests on one that only the house may read.
    """

    criterion: Criterion
    statement: Statement | None
    hidden: bool


def criterion_lines(viewer: Standing, call_id: int) -> list[CriterionLine]:
    """What the applications to a call are judged by, in two questions."""
    criteria = list(criteria_for(viewer).filter(call=call_id))
    grounds = {one.statement_id for one in criteria if one.statement_id is not None}
    seen = statements_for(viewer).in_bulk(grounds) if grounds else {}
    return [
        CriterionLine(
            one,
            seen.get(one.statement_id or 0),
            hidden=one.statement_id is not None and one.statement_id not in seen,
        )
        for one in criteria
    ]


def criteria_on(viewer: Standing, statement_ids: Collection[int]) -> dict[int, list[Criterion]]:
    """The criteria that rest on statements, by the key of the statement; [] where none does."""
    found: dict[int, list[Criterion]] = {key: [] for key in statement_ids}
    for criterion in criteria_for(viewer).filter(statement__in=statement_ids):
        if criterion.statement_id is not None:
            found[criterion.statement_id].append(criterion)
    return found


def submitted_to(call: Call) -> int:
    """How many applications have been submitted to a call, whatever came of them."""
    return Application.objects.filter(call=call).exclude(step=Step.DRAFT).count()
