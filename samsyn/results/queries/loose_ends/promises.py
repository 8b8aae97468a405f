"""Commitments past their day, and indicators that nobody measures."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from samsyn.basics.problem import words
from samsyn.dialogue.queries.commitments import commitments_past_their_day
from samsyn.directory.rules.access import Standing
from samsyn.results.queries.loose_ends.rule import Rule, hang
from samsyn.results.queries.reach import Rows
from samsyn.results.rules.loose import Mend
from samsyn.strategy.queries.indicators import indicators_for, overdue_among


def _past(viewer: Standing) -> Rows:
    return hang(commitments_past_their_day(viewer), since=F("due_on"), owner="organisation")


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
