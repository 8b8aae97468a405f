"""What organisations have promised each other in dialogues. Open to all, as joint decisions are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samsyn.dialogue.models import Commitment, Statement
from samsyn.dialogue.queries.dialogues import dialogues_for, statements_for
from samsyn.dialogue.rules.commitments import CommitmentEnd, CommitmentState, state_on
from samsyn.directory.models import Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing


def commitments_for(viewer: Standing) -> QuerySet[Commitment]:
    """The commitments that the viewer may see, newest due first: they are open to all."""
    return (
        Commitment.objects.filter(may_see(viewer, "commitment", owner="organisation"))
        .select_related("organisation", "joint_decision", "proposal", "dialogue")
        .order_by("-due_on", "-pk")
    )


def commitments_past_their_day(viewer: Standing) -> QuerySet[Commitment]:
    """Those of them that were due before today and have neither been kept nor given up."""
    return commitments_for(viewer).filter(_in_state(viewer, CommitmentState.PAST))


def commitments_narrowed(
    rows: QuerySet[Commitment],
    viewer: Standing,
    *,
    search: str = "",
    state: str = "",
    organisation: int | None = None,
    joint_decision: int | None = None,
) -> QuerySet[Commitment]:
    """The commitments among the rows that fit. `open` takes those past their day along."""
    if search:
        rows = rows.filter(
            holds(search, "text", "responsible", "organisation__name", "joint_decision__text")
        )
    if state:
        rows = rows.filter(_in_state(viewer, CommitmentState(state)))
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if joint_decision is not None:
        rows = rows.filter(joint_decision=joint_decision)
    return rows


def _in_state(viewer: Standing, state: CommitmentState) -> Q:
    if state is CommitmentState.OPEN:
        return Q(end="")
    if state is CommitmentState.PAST:
        return Q(end="", due_on__lt=viewer.on)
    return Q(end=CommitmentEnd(state.value))


def committed_choices(viewer: Standing) -> list[tuple[int, str]]:
    """The organisations that have committed themselves, in Swedish order: key and name."""
    keys = commitments_for(viewer).order_by().values("organisation")
    rows = Organisation.objects.filter(pk__in=keys).order_by("sort_key", "pk")
    return list(rows.values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A commitment and what it is today. `days` from today to its day: below 0 it has passed.

    Of one that has ended, `days` counts from the day it ended.
    """

    commitment: Commitment
    state: CommitmentState
    days: int

    @property
    def days_past(self) -> int:
        """How many days past its day it is, or was when it ended."""
        return max(-self.days, 0)


def commitment_lines(viewer: Standing, rows: Iterable[Commitment]) -> Iterable[CommitmentLine]:
    """The commitments with what they are today, one at a time."""
    for commitment in rows:
        yield CommitmentLine(
            commitment,
            state_on(viewer.on, commitment.due_on, commitment.end),
            (commitment.due_on - (commitment.ended_on or viewer.on)).days,
        )


@dataclass(frozen=True, slots=True)
class CommitmentSheet:
    """All that the public page of a commitment shows. The dialogue itself is the house's.

    `statements` are those that the joint decision it answers rests on, if the viewer may see them.
    """

    line: CommitmentLine
    statements: list[Statement]
    may_see_dialogue: bool
    may_change: bool
    may_end: bool

    @property
    def commitment(self) -> Commitment:
        return self.line.commitment


def commitment_sheet(viewer: Standing, commitment_id: int) -> CommitmentSheet:
    """One commitment; DoesNotExist when there is none."""
    commitment = commitments_for(viewer).get(pk=commitment_id)
    (line,) = commitment_lines(viewer, [commitment])
    owner_id, ended = commitment.organisation_id, commitment.end != ""
    return CommitmentSheet(
        line=line,
        statements=list(statements_for(viewer).filter(joint_decisions__commitments=commitment)),
        may_see_dialogue=dialogues_for(viewer).filter(pk=commitment.dialogue_id).exists(),
        may_change=not ended and may_do(viewer, "change commitment", owner_id),
        may_end=not ended and may_do(viewer, "end commitment", owner_id),
    )


def may_commit(viewer: Standing) -> bool:
    """Whether the viewer acts for an organisation and may commit it."""
    return viewer.organisation_id is not None and may_do(viewer, "commit", viewer.organisation_id)
