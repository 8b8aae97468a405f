"""Check-ins about grants, and the agenda of the next one, as recipient and grantor read them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samsyn.dialogue.models import QuestionLine
from samsyn.dialogue.queries import (
    CommitmentLine,
    commitment_lines,
    commitments_for,
    commitments_past_their_day,
    dialogues_for,
    may_commit,
)
from samsyn.dialogue.rules.questions import LineKind
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Grant, GrantCheckIn, GrantQuestion
from samsyn.funding.queries.questions import GrantQuestionLine, questions_of_grant
from samsyn.funding.rules.check_ins import Asked, MostMeetings, agenda, held_in, most_meetings_on


def check_ins_for(viewer: Standing) -> QuerySet[GrantCheckIn]:
    """The check-ins that the viewer may see, latest first: those of her organisation's grants."""
    seen = may_see(viewer, "check-in", owner="grant__recipient")
    seen |= may_see(viewer, "check-in", owner="grant__grantor")
    return (
        GrantCheckIn.objects.filter(seen)
        .select_related("grant__recipient", "grant__grantor", "dialogue__organiser")
        .order_by("-held_on", "-pk")
    )


@dataclass(frozen=True, slots=True)
class GrantCheckIns:
    """The check-ins of one grant, latest first. `most` is the rule for its year, or None."""

    rows: list[GrantCheckIn]
    year: int
    held: int
    most: MostMeetings | None
    may_hold: bool

    @property
    def last(self) -> GrantCheckIn | None:
        return self.rows[0] if self.rows else None

    @property
    def next_on(self) -> date | None:
        """The day that was agreed on last."""
        return self.rows[0].next_on if self.rows else None

    @property
    def full(self) -> bool:
        """Whether the year has all the meetings that it may have."""
        return self.most is not None and self.held >= self.most.meetings


def check_ins_of_grant(viewer: Standing, grant: Grant) -> GrantCheckIns | None:
    """The check-ins of a grant, for its recipient and grantor; None for everybody else."""
    seen = may_see(viewer, "check-in", owner="recipient")
    seen |= may_see(viewer, "check-in", owner="grantor")
    if not Grant.objects.filter(seen, pk=grant.pk).exists():
        return None
    rows = list(check_ins_for(viewer).filter(grant=grant))
    parties = (grant.recipient_id, grant.grantor_id)
    return GrantCheckIns(
        rows=rows,
        year=viewer.on.year,
        held=held_in((row.held_on for row in rows), viewer.on.year),
        most=most_meetings_on(viewer.on, is_operating=grant.is_operating),
        may_hold=None not in parties
        and viewer.organisation_id in parties
        and may_do(viewer, "hold check-in", *parties),
    )


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """The agenda of the next check-in about a grant, made anew each time it is read."""

    grant: Grant
    check_ins: GrantCheckIns
    open: list[GrantQuestionLine]
    answered: list[GrantQuestionLine]
    past: list[CommitmentLine]
    may_ask: bool


def agenda_sheet(viewer: Standing, grant_id: int) -> AgendaSheet:
    """What to talk about next; DoesNotExist for those who take no part in the grant."""
    grant = Grant.objects.select_related("recipient", "grantor").get(pk=grant_id)
    check_ins = check_ins_of_grant(viewer, grant)
    questions = questions_of_grant(viewer, grant)
    if check_ins is None or questions is None:
        raise Grant.DoesNotExist
    lines = {line.sheet.question.pk: line for line in questions.standing}
    asked = [
        Asked(key, line.sheet.question.asked_on, line.sheet.answered_on)
        for key, line in lines.items()
    ]
    still_open, answered = agenda(asked, check_ins.last.held_on if check_ins.last else None)
    return AgendaSheet(
        grant=grant,
        check_ins=check_ins,
        open=[lines[key] for key in still_open],
        answered=[lines[key] for key in answered],
        past=_past_between(viewer, grant, check_ins),
        may_ask=questions.may_ask,
    )


def _past_between(viewer: Standing, grant: Grant, check_ins: GrantCheckIns) -> list[CommitmentLine]:
    """What one of the two has promised the other and not kept by its day, the oldest first.

    From the check-ins about this grant, and from dialogues that one of the two held.
    """
    two = [grant.recipient_id, grant.grantor_id]
    held = [row.dialogue_id for row in check_ins.rows]
    rows = commitments_past_their_day(viewer).filter(
        Q(dialogue__in=held) | Q(dialogue__organiser__in=two), organisation__in=two
    )
    return list(commitment_lines(viewer, rows.order_by("due_on", "pk")))


@dataclass(frozen=True, slots=True)
class CheckInSheet:
    """One check-in: its notes, what was decided that day, and what was promised in it."""

    check_in: GrantCheckIn
    decisions: list[QuestionLine]
    commitments: list[CommitmentLine]
    may_see_dialogue: bool
    may_commit: bool


def check_in_sheet(viewer: Standing, check_in_id: int) -> CheckInSheet:
    """One check-in; DoesNotExist when the viewer may not see it."""
    check_in = check_ins_for(viewer).get(pk=check_in_id)
    questions = GrantQuestion.objects.filter(grant=check_in.grant).values("question")
    decisions = QuestionLine.objects.filter(
        question__in=questions, kind=LineKind.DECISION, said_on=check_in.held_on
    ).select_related("question")
    promised = commitments_for(viewer).filter(dialogue=check_in.dialogue)
    seen = dialogues_for(viewer).filter(pk=check_in.dialogue_id).exists()
    return CheckInSheet(
        check_in=check_in,
        decisions=list(decisions),
        commitments=list(commitment_lines(viewer, promised)),
        may_see_dialogue=seen,
        may_commit=seen and may_commit(viewer),
    )
