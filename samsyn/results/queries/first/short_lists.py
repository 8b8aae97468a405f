"""Short lists that several first screens share: what comes, what waits, what is open."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from samsyn.dialogue.models import Dialogue, Statement, Vote
from samsyn.dialogue.queries import dialogues_for
from samsyn.dialogue.queries.commitments import (
    commitment_lines,
    commitments_for,
    commitments_narrowed,
)
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.calls import open_calls_for
from samsyn.funding.queries.deeds import may_apply
from samsyn.programme.models import Activity, Participation
from samsyn.programme.queries.work import activities_at_work
from samsyn.results.queries.first.parts import SHORT, Deed, LooseOf, Panel, Row, address
from samsyn.results.queries.log.entries import published_entries_for
from samsyn.results.queries.loose_ends import loose_ends_for

FEW_LOOSE_ENDS = 3
FEW_ENTRIES = 3


def next_activities(
    viewer: Standing, rows: QuerySet[Activity], title: str, **query: object
) -> Panel:
    """The activities among the rows that start today or later, the next one first."""
    ahead = rows.filter(starts_on__gte=viewer.on).order_by("starts_on", "pk")
    first = list(ahead.select_related("programme", "county")[: SHORT + 1])
    plan = Deed(address("programme:activity_add"), _("Plan an activity"), "add")
    return Panel(
        title=title,
        rows=[
            Row(
                activity.title,
                address("programme:activity_detail", activity.pk),
                on=activity.starts_on,
                meta=" · ".join(
                    str(part) for part in (activity.county, activity.programme) if part
                ),
            )
            for activity in first[:SHORT]
        ],
        empty=_("Nothing is planned from today on."),
        more=Deed(address("programme:activity_list", from_on=viewer.on, **query), _("Show all"))
        if first
        else None,
        deed=plan if may_do(viewer, "plan activity") else None,
    )


def not_noted(viewer: Standing, rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """The activities among the rows that have begun and that nobody is noted to have come to."""
    came = Participation.objects.filter(activity=OuterRef("pk"))
    return rows.filter(~Exists(came), starts_on__lt=viewer.on)


def to_note(viewer: Standing) -> Panel:
    """The activities at work that have been held and where nobody is noted, the latest first."""
    rows = not_noted(viewer, activities_at_work(viewer)).order_by("-starts_on", "-pk")
    first = list(rows[: SHORT + 1])
    may = may_do(viewer, "note participation")
    return Panel(
        title=_("Who took part?"),
        rows=[
            Row(
                activity.title,
                address("programme:activity_detail", activity.pk),
                on=activity.starts_on,
                deed=Deed(address("programme:participation_add", activity.pk), _("Note who came"))
                if may
                else None,
            )
            for activity in first[:SHORT]
        ],
        empty=_("Every activity of yours that has been held has somebody noted."),
        more=Deed(
            address(
                "programme:activity_list", ours="on", without_participation="on", until_on=viewer.on
            ),
            _("Show all"),
        )
        if len(first) > SHORT
        else None,
    )


def dialogues_now(viewer: Standing, title: str = "") -> Panel:
    """The dialogues that are open or come next, with how much of each one's own has answered."""
    rows = dialogues_for(viewer).filter(closes_on__gte=viewer.on).order_by("closes_on", "pk")
    first = list(_with_answers(viewer, rows)[: SHORT + 1])
    return Panel(
        title=title or _("Open dialogues"),
        rows=[_dialogue_row(viewer, dialogue) for dialogue in first[:SHORT]],
        empty=_("No dialogue is open."),
        more=Deed(address("dialogue:dialogue_list"), _("Show all")) if first else None,
        deed=Deed(address("dialogue:dialogue_add"), _("Hold a dialogue"), "add")
        if may_do(viewer, "hold dialogue")
        else None,
    )


def _with_answers(viewer: Standing, rows: QuerySet[Dialogue]) -> QuerySet[Dialogue]:
    said = Statement.objects.filter(dialogue=OuterRef("pk")).order_by().values("dialogue")
    own = Vote.objects.filter(
        statement__dialogue=OuterRef("pk"), organisation=viewer.organisation_id
    )
    return rows.annotate(
        said=Subquery(said.annotate(n=Count("pk")).values("n")),
        answered=Subquery(
            own.order_by().values("statement__dialogue").annotate(n=Count("pk")).values("n")
        ),
    )


def _dialogue_row(viewer: Standing, dialogue: Dialogue) -> Row:
    """`dialogue` has `said` and `answered`, None for none."""
    asked: int = getattr(dialogue, "said", None) or 0
    answered: int = getattr(dialogue, "answered", None) or 0
    coming = dialogue.opens_on > viewer.on
    meta = _("You have answered %(answered)s of %(asked)s statements.") % {
        "answered": answered,
        "asked": asked,
    }
    return Row(
        dialogue.title,
        address("dialogue:dialogue_detail", dialogue.pk),
        on=dialogue.opens_on if coming else dialogue.closes_on,
        meta=_("Opens that day.") if coming else meta,
        tag=(_("Coming"), "info")
        if coming
        else ((_("Answered"), "good") if asked == answered else (_("Open"), "")),
    )


def calls_closing(viewer: Standing, title: str = "") -> Panel:
    """The calls that take applications today, those that close first first."""
    first = list(open_calls_for(viewer)[: SHORT + 1])
    return Panel(
        title=title or _("Open calls"),
        rows=[
            Row(
                call.title,
                address("funding:call_detail", call.pk),
                on=call.closes_on,
                meta=call.owner.name,
                tag=(
                    _("last day to apply"),
                    "warn" if (call.closes_on - viewer.on).days < 15 else "",
                ),
                deed=Deed(address("funding:application_add", call=call.pk), _("Apply"))
                if may_apply(viewer) and viewer.organisation_id != call.owner_id
                else None,
            )
            for call in first[:SHORT]
        ],
        empty=_("No call is open."),
        more=Deed(address("funding:call_list"), _("All calls")),
    )


def log_lately(viewer: Standing) -> Panel:
    """The entries of the log that were published last."""
    first = list(published_entries_for(viewer)[: FEW_ENTRIES + 1])
    return Panel(
        title=_("From the log"),
        rows=[
            Row(
                entry.title,
                address("results:log_detail", entry.pk),
                on=entry.on,
                meta=entry.organisation.name,
            )
            for entry in first[:FEW_ENTRIES]
        ],
        empty=_("Nothing has been published in the log yet."),
        more=Deed(address("results:log_list"), _("The whole log")),
        deed=Deed(address("results:log_add"), _("Write the log"), "edit")
        if may_do(viewer, "write log") and viewer.organisation_id is not None
        else None,
    )


def our_commitments(viewer: Standing) -> Panel:
    """What the viewer's organisation has promised and neither kept nor given up, nearest first."""
    ours = commitments_narrowed(
        commitments_for(viewer), viewer, state="open", organisation=viewer.organisation_id or 0
    )
    first = list(commitment_lines(viewer, ours.order_by("due_on", "pk")[: SHORT + 1]))
    return Panel(
        title=_("What we have promised"),
        rows=[
            Row(
                line.commitment.text,
                address("dialogue:commitment_detail", line.commitment.pk),
                on=line.commitment.due_on,
                meta=line.commitment.responsible,
                tag=(_("Past its day"), "warn") if line.days < 0 else None,
            )
            for line in first[:SHORT]
        ],
        empty=_("We have promised nothing that is still open."),
        more=Deed(
            address("dialogue:commitment_list", state="open", organisation=viewer.organisation_id),
            _("Show all"),
        )
        if first
        else None,
    )


def few_loose_ends(viewer: Standing) -> tuple[list[LooseOf], int]:
    """The first loose ends that the viewer may see, ours before others', and how many in all."""
    every = loose_ends_for(viewer)
    total = sum(end.count for end in every)
    if not every or viewer.organisation_id is None:
        return [LooseOf("", every[:FEW_LOOSE_ENDS])], total
    ours = loose_ends_for(viewer, "mine")[:FEW_LOOSE_ENDS]
    room = FEW_LOOSE_ENDS - len(ours)
    others = (loose_ends_for(viewer, "others") if ours else every)[:room] if room else []
    shown = [LooseOf(_("Ours"), ours, _("Nothing of ours hangs loose."))]
    if others:
        shown.append(LooseOf(_("Others’"), others))
    return shown, total


def last_met(seen: Q) -> Subquery:
    """The last day on which a company took part, by what is seen; None when it never did."""
    rows = Participation.objects.filter(seen, company=OuterRef("pk")).order_by("-on")
    return Subquery(rows.values("on")[:1])
