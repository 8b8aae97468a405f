"""Entries of the log as doors read them: published ones open to all, drafts one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samsyn.directory.models import Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.programme.queries.programmes import programmes_for
from samsyn.results.models import LogEntry, LogKnot, LogVersion
from samsyn.results.queries.log.proposals import Proposal, proposals_in
from samsyn.results.queries.log.things import WITHOUT_A_PAGE, Thing, things_of
from samsyn.results.rules.log_kinds import Answer, EntryState, KnotKind
from samsyn.results.rules.log_text import Paragraph, Place, paragraphs_of

ABOUT = 5
"""Entries that the thread page of a thing shows."""


def entries_for(viewer: Standing) -> QuerySet[LogEntry]:
    """The entries that the viewer may read, newest first: published ones, and her own drafts."""
    published = Q(state=EntryState.PUBLISHED) & may_see(viewer, "log entry")
    return (
        LogEntry.objects.filter(published | may_see(viewer, "log draft", owner="organisation"))
        .select_related("organisation", "programme")
        .order_by("-on", "-pk")
    )


def published_entries_for(viewer: Standing) -> QuerySet[LogEntry]:
    """The published entries, by when they were published, for the feed."""
    return entries_for(viewer).filter(state=EntryState.PUBLISHED).order_by("-published_at", "-pk")


def entries_about(viewer: Standing, kind: str, key: int) -> list[LogEntry]:
    """The newest entries that are tied to a thing; the caller asks whether it may be seen."""
    tied = LogKnot.objects.filter(kind=kind, key=key, answer=Answer.CONFIRMED)
    return list(entries_for(viewer).filter(pk__in=tied.order_by().values("entry"))[:ABOUT])


def entries_narrowed(
    rows: QuerySet[LogEntry],
    *,
    search: str = "",
    programme_id: int | None = None,
    organisation_id: int | None = None,
    month: str = "",
    state: str = "",
) -> QuerySet[LogEntry]:
    """The entries among the rows that fit every filter; `month` is written 2026-11."""
    if search:
        rows = rows.filter(holds(search, "title", "text", "organisation__name"))
    if programme_id is not None:
        tied = LogKnot.objects.filter(
            kind=KnotKind.PROGRAMME, key=programme_id, answer=Answer.CONFIRMED
        )
        rows = rows.filter(Q(programme=programme_id) | Q(pk__in=tied.values("entry")))
    if organisation_id is not None:
        rows = rows.filter(organisation=organisation_id)
    if month:
        first = date(int(month[:4]), int(month[5:]), 1)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        rows = rows.filter(on__gte=first, on__lt=following)
    return rows.filter(state=state) if state else rows


def writer_choices(viewer: Standing) -> list[tuple[int, str]]:
    """The organisations whose entries the viewer may read, in Swedish order."""
    writers = entries_for(viewer).order_by().values("organisation")
    rows = Organisation.objects.filter(pk__in=writers).order_by("sort_key", "pk")
    return list(rows.values_list("pk", "name"))


def programme_choices(viewer: Standing) -> list[tuple[int, str]]:
    """All programmes, as choices of a field."""
    return [(programme.pk, programme.title) for programme in programmes_for(viewer)]


def month_choices(viewer: Standing) -> list[date]:
    """The first days of the months that have entries, newest first."""
    return list(entries_for(viewer).order_by().dates("on", "month", order="DESC"))


@dataclass(frozen=True, slots=True)
class TiedKnot:
    """A confirmed or refused knot as the viewer may see it; `thing` is None for days and roles."""

    knot: LogKnot
    kind: KnotKind
    thing: Thing | None


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """All that the page of an entry shows.

    `knots` are those confirmed that the viewer may see, `refused` and `proposals` only for those
    who may answer. `names_companies` counts knots to companies, whoever sees them.
    """

    entry: LogEntry
    paragraphs: list[Paragraph]
    knots: list[TiedKnot]
    refused: list[TiedKnot]
    proposals: list[Proposal]
    versions: list[LogVersion]
    author: str
    may_change: bool
    names_companies: int

    @property
    def published(self) -> bool:
        return self.entry.state == EntryState.PUBLISHED


def entry_sheet(viewer: Standing, entry_id: int) -> EntrySheet:
    """One entry; DoesNotExist when the viewer may not read it."""
    entry = entries_for(viewer).select_related("author").get(pk=entry_id)
    may_change = may_do(viewer, "write log", entry.organisation_id)
    knots = list(entry.knots.order_by("start", "pk"))
    seen = _seen(viewer, knots)
    confirmed = [each for each in seen if each.knot.answer == Answer.CONFIRMED]
    own = viewer.operator or viewer.organisation_id == entry.organisation_id
    return EntrySheet(
        entry=entry,
        paragraphs=paragraphs_of(entry.text, _places(confirmed)),
        knots=confirmed,
        refused=[each for each in seen if each.knot.answer == Answer.REFUSED and may_change],
        proposals=proposals_in(viewer, entry, knots) if may_change else [],
        versions=list(entry.versions.all()) if own else [],
        author=str(entry.author) if entry.author and (viewer.support or own) else "",
        may_change=may_change,
        names_companies=sum(
            knot.kind == KnotKind.COMPANY and knot.answer == Answer.CONFIRMED for knot in knots
        ),
    )


def _seen(viewer: Standing, knots: Sequence[LogKnot]) -> list[TiedKnot]:
    """The knots to what the viewer may see, those to days and roles among them."""
    wanted = [(KnotKind(knot.kind), knot.key) for knot in knots if knot.key is not None]
    things = things_of(viewer, wanted)
    found = []
    for knot in knots:
        kind = KnotKind(knot.kind)
        thing = things.get((kind, knot.key)) if knot.key is not None else None
        if kind in WITHOUT_A_PAGE or thing is not None:
            found.append(TiedKnot(knot, kind, thing))
    return found


def _places(knots: Sequence[TiedKnot]) -> list[Place]:
    return [
        Place(each.knot.start, each.knot.end, number)
        for number, each in enumerate(knots)
        if each.knot.start is not None and each.knot.end is not None
    ]
