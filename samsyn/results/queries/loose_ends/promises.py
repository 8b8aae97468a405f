"""Commitments past their day, questions without an answer, indicators that nobody measures."""

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from samsyn.basics.problem import words
from samsyn.dialogue.queries.commitments import commitments_past_their_day
from samsyn.dialogue.queries.questions import questions_waiting
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import GrantQuestion
from samsyn.results.queries.loose_ends.rule import Rule, hang
from samsyn.results.queries.reach import Rows
from samsyn.results.rules.loose import Mend
from samsyn.results.rules.strands import Kind
from samsyn.strategy.queries.indicators import indicators_for, overdue_among


def _past(viewer: Standing) -> Rows:
    return hang(commitments_past_their_day(viewer), since=F("due_on"), owner="organisation")


def _unanswered(viewer: Standing) -> Rows:
    """With the grant that each is about: a question knows nothing of the rooms above its own."""
    about = GrantQuestion.objects.filter(question=OuterRef("pk")).values("grant")
    rows = questions_waiting(viewer).annotate(grant_id=Subquery(about[:1]))
    return hang(rows.filter(grant_id__isnull=False), since=F("asked_on"), owner="answerer")


def _nobody_measures(viewer: Standing) -> Rows:
    rows: Rows = overdue_among(viewer, indicators_for(viewer))
    return hang(rows, since=F("waited_from"), owner="goal__owner")


PAST = Rule(
    name="commitment-past",
    kind="commitment",
    title=_("Commitments past their day"),
    why=_("Somebody said “we take it”. Others wait, or have stopped waiting."),
    mark=_("past its day"),
    one=_("The commitment “%(title)s” is past its day."),
    many=ngettext_lazy(
        "%(n)s commitment is past its day.", "%(n)s commitments are past their day.", "n"
    ),
    rows=_past,
    county="dialogue__county",
    detail="dialogue:commitment_detail",
    list_url="dialogue:commitment_list",
    list_query="?state=past",
    mend=Mend(
        words("Say how it went"),
        "end commitment",
        "dialogue:commitment_end",
        owners=("organisation_id",),
    ),
)
UNANSWERED = Rule(
    name="question-unanswered",
    kind=Kind.GRANT,
    title=_("Questions without an answer"),
    why=_("Somebody has asked about a grant, and has waited for more than two weeks."),
    mark=_("a question without an answer"),
    one=_("The question “%(title)s” has no answer."),
    many=ngettext_lazy("%(n)s question has no answer.", "%(n)s questions have no answer.", "n"),
    rows=_unanswered,
    at="grant_id",
    detail="funding:question_detail",
    list_url="funding:question_list",
    list_query="?waiting=on",
    mend=Mend(
        words("Answer"), "answer question", "funding:question_answer", owners=("answerer_id",)
    ),
)
NOBODY_MEASURES = Rule(
    name="indicator-nobody-measures",
    kind="indicator",
    title=_("Indicators that nobody measures"),
    why=_("Its interval has passed without a new value, so nobody knows if the goal comes true."),
    mark=_("nobody measures it"),
    one=_("Nobody measures “%(title)s”."),
    many=ngettext_lazy(
        "Nobody measures %(n)s indicator.", "Nobody measures %(n)s indicators.", "n"
    ),
    rows=_nobody_measures,
    detail="strategy:indicator_detail",
    list_url="strategy:indicator_list",
    list_query="?overdue=on",
    mend=Mend(
        words("Note a value"),
        "note measurement",
        "strategy:measurement_add",
        owners=("loose_owner",),
    ),
)
