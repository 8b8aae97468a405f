"""The journal as doors read it: the lines of one's own organisation, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from samsyn.directory.models import JournalLine, Person
from samsyn.directory.queries.kept import kept
from samsyn.directory.queries.search import holds
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing


def journal_for(viewer: Standing) -> QuerySet[JournalLine]:
    """The lines that the viewer's organisation wrote, newest first; the operator sees all."""
    return (
        JournalLine.objects.filter(may_see(viewer, "journal line", owner="organisation"))
        .select_related("person", "organisation")
        .order_by("-pk")
    )


def journal_like(
    rows: QuerySet[JournalLine],
    *,
    search: str = "",
    person: str = "",
    deed: str = "",
    kind: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> QuerySet[JournalLine]:
    """The lines that the filters leave. Days are Swedish days, and both ends count."""
    rows = rows.filter(holds(search, "subject_text", "reason"))
    if person:
        rows = rows.filter(person=int(person))
    if deed:
        rows = rows.filter(deed=deed)
    if kind:
        rows = rows.filter(subject_kind=kind)
    if from_on is not None:
        rows = rows.filter(at__gte=_midnight(from_on))
    if until_on is not None:
        rows = rows.filter(at__lt=_midnight(until_on + timedelta(days=1)))
    return rows


def people_in(lines: Iterable[JournalLine]) -> dict[int, str]:
    """The names of the people that lines tell of, by key. Lines themselves name nobody."""
    keys = {
        line.subject_key
        for line in lines
        if line.subject_kind == "person" and line.subject_key is not None
    }
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=keys)}


WORTH = 0.005
"""Seconds: what stands in a journal that is read quicker than this is asked for anew."""


@dataclass(frozen=True, slots=True)
class InJournal:
    """What stands in the lines that a viewer may see, each once; writers by key and name."""

    people: list[tuple[int, str]]
    deeds: list[str]
    kinds: list[str]


def in_journal_for(viewer: Standing) -> InJournal:
    """Who wrote, which deeds, and about what, to choose among. Every line is read for it."""
    return kept(viewer, "in journal", (), lambda: _in_journal(viewer), worth_seconds=WORTH)


def _in_journal(viewer: Standing) -> InJournal:
    lines = journal_for(viewer).order_by()
    people = Person.objects.filter(pk__in=lines.values("person").distinct()).order_by("name", "pk")
    kinds = lines.values_list("subject_kind", flat=True).distinct()
    return InJournal(
        people=[(person.pk, str(person)) for person in people],
        deeds=sorted(lines.values_list("deed", flat=True).distinct()),
        kinds=sorted(kind for kind in kinds if kind),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
