"""The last parts of a report: how sure we are, and what its words mean."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from samsyn.results.queries.bar import Knot
from samsyn.results.reports.work import hidden_rule
from samsyn.results.rules.evidence import LADDER, Evidence, strongest
from samsyn.results.rules.strands import Kind
from samsyn.web.pieces import Column, Part, Table, Term, Terms, Text

WORDS: dict[Evidence, tuple[Promise, Promise]] = {
    Evidence.NOTHING: (
        gettext_lazy("Nothing yet"),
        gettext_lazy("No activity is noted, so nothing can be said of what came of it."),
    ),
    Evidence.ACTIVITY: (
        gettext_lazy("Activity"),
        gettext_lazy("Something was done. Who took part is not noted."),
    ),
    Evidence.OUTPUT: (
        gettext_lazy("Output"),
        gettext_lazy("Companies took part. What became better for them is not noted."),
    ),
    Evidence.FOLLOW_UP: (
        gettext_lazy("Follow-up"),
        gettext_lazy(
            "Companies that took part say that something became better afterwards. We do not know "
            "why: it may have become better anyway."
        ),
    ),
    Evidence.COMPARISON: (
        gettext_lazy("Comparison"),
        gettext_lazy("It became better than at companies alike that did not take part."),
    ),
    Evidence.EFFECT: (
        gettext_lazy("Effect"),
        gettext_lazy("It would not have become better without this, as far as a study can tell."),
    ),
}


def step_of(bar: list[Knot]) -> Evidence:
    """The step of the ladder that the knots of the thread bear."""
    counts = {knot.kind: knot.count for knot in bar}
    return strongest(
        counts.get(Kind.ACTIVITY), counts.get(Kind.COMPANY), counts.get(Kind.IMPROVEMENT)
    )


def how_sure(bar: list[Knot]) -> Part:
    """The word that the data bear, and the whole ladder."""
    here = step_of(bar)
    word, meaning = WORDS[here]
    lead = _("The strongest word that what is recorded can bear is “%(word)s”. %(meaning)s")
    reached = LADDER.index(here)
    rows = [
        [
            str(WORDS[step][0]),
            str(WORDS[step][1]),
            _("here") if step is here else _("passed") if place < reached else _("not reached"),
        ]
        for place, step in enumerate(LADDER)
        if step is not Evidence.NOTHING
    ]
    columns = [Column(_("Step")), Column(_("What it means"), wide=1), Column(_("State"))]
    return Part(
        _("How sure are we?"),
        [
            Text(lead % {"word": str(word).lower(), "meaning": meaning}, leads=True),
            Table(columns, rows, rule=_("No comparison is recorded in the thread itself.")),
        ],
    )


def definitions() -> Part:
    """The words of the report, each in a sentence."""
    terms = [
        Term(
            _("The red thread"),
            _(
                "What ties what we agreed to want to what came of it: dialogue, goal, call, grant, "
                "programme, activity, company, result. It takes the shortest way, so nothing is "
                "counted by a detour."
            ),
        ),
        Term(
            _("Company, each once"),
            _(
                "A company with at least one noted participation. It counts once in every figure, "
                "however often it took part; two rows that somebody has confirmed to be the same "
                "count as one."
            ),
        ),
        Term(
            _("Grant"),
            _("A decided sum to one recipient. Counted once, with the kronor of the decision."),
        ),
        Term(
            _("Loose end"),
            _("A place on the thread where nothing is tied yet, and something should be."),
        ),
        Term(
            _("Improvement"),
            _(
                "Something that became better at a company, written down by those at work there. "
                "That it came after an activity does not say that it came of it."
            ),
        ),
        Term(_("Not known"), _("Nobody has noted it. Not known is not zero.")),
        Term(_("Hidden (••)"), hidden_rule()),
    ]
    return Part(_("What the words mean"), [Terms(terms)])
