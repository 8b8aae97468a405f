"""The log: written, changed, published, withdrawn, thrown away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.programme.queries.programmes import programmes_for
from samsyn.results.models import LogEntry, LogVersion
from samsyn.results.queries.log.entries import entries_for
from samsyn.results.rules.log_kinds import EntryState
from samsyn.results.rules.log_text import check_public, checked_text, moved

CHANGED = ["title", "text", "language", "on", "until_on", "programme", "changed_at"]
"""What a change of an entry writes."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """What a person says in an entry: `until_on` is the last day of a week, None for a day."""

    title: str
    text: str
    on: date
    until_on: date | None = None
    language: str = "sv"
    programme_id: int | None = None


@transaction.atomic
def write_log(*, by: Standing, new: EntryText) -> LogEntry:
    """Write a draft for the organisation that `by` acts for. Nobody else reads it yet."""
    require(by=by, deed="write log")
    if by.organisation_id is None:
        raise Problem(
            "log-without-organisation",
            words("An entry belongs to an organisation. Act for one, then write."),
        )
    entry = LogEntry(organisation_id=by.organisation_id, author_id=by.person_id)
    _write(by, entry, new)
    entry.save()
    note(by=by, deed="write log", subject=entry)
    return entry


@transaction.atomic
def change_log(*, by: Standing, entry_id: int, new: EntryText) -> LogEntry:
    """Change an entry. What a published one said is kept as an earlier version.

    Knots follow their words to where these stand now; where they are gone, the knot stays
    without a place in the text until somebody takes it back.
    """
    entry = locked_entry(by=by, entry_id=entry_id)
    require(by=by, deed="write log", owner_id=entry.organisation_id)
    before = (entry.title, entry.text)
    _write(by, entry, new)
    if entry.state == EntryState.PUBLISHED:
        check_public(f"{entry.title}\n{entry.text}")
        if before != (entry.title, entry.text):
            _keep_version(by, entry, *before)
    entry.save(update_fields=CHANGED)
    if before[1] != entry.text:
        _move_knots(entry)
    note(by=by, deed="write log", subject=entry)
    return entry


@transaction.atomic
def publish_log(*, by: Standing, entry_id: int) -> LogEntry:
    """Make a draft public: from now on anybody reads it."""
    entry = locked_entry(by=by, entry_id=entry_id)
    require(by=by, deed="publish log", owner_id=entry.organisation_id)
    if entry.state == EntryState.PUBLISHED:
        raise Problem("log-published", words("The entry is public already."))
    check_public(f"{entry.title}\n{entry.text}")
    entry.state, entry.published_at = EntryState.PUBLISHED, _now(by)
    entry.save(update_fields=["state", "published_at"])
    note(by=by, deed="publish log", subject=entry)
    return entry


@transaction.atomic
def withdraw_log(*, by: Standing, entry_id: int, reason: str = "") -> LogEntry:
    """Take a published entry back: it is a draft again. Who has read it has read it."""
    entry = locked_entry(by=by, entry_id=entry_id)
    require(by=by, deed="withdraw log", owner_id=entry.organisation_id)
    if entry.state != EntryState.PUBLISHED:
        raise Problem(
            "log-not-published", words("The entry is not public, so there is nothing to withdraw.")
        )
    entry.state, entry.published_at = EntryState.DRAFT, None
    entry.save(update_fields=["state", "published_at"])
    note(by=by, deed="withdraw log", subject=entry, reason=reason)
    return entry


@transaction.atomic
def discard_log(*, by: Standing, entry_id: int) -> None:
    """Throw a draft away, with its knots. The journal remembers that it was there."""
    entry = locked_entry(by=by, entry_id=entry_id)
    require(by=by, deed="discard log", owner_id=entry.organisation_id)
    if entry.state == EntryState.PUBLISHED:
        raise Problem(
            "log-published-stays",
            words("A public entry cannot be thrown away. Withdraw it first."),
        )
    note(by=by, deed="discard log", subject=entry)
    entry.delete()


def locked_entry(*, by: Standing, entry_id: int) -> LogEntry:
    """The entry, locked, if `by` may read it; else DoesNotExist."""
    seen = entries_for(by).get(pk=entry_id)
    return LogEntry.objects.select_for_update().get(pk=seen.pk)


def _write(by: Standing, entry: LogEntry, new: EntryText) -> None:
    if new.until_on is not None and new.until_on < new.on:
        raise Problem(
            "log-days", words("The last day comes before the first. Turn them, or leave it out.")
        )
    entry.title = _checked_title(new.title)
    entry.text = checked_text(new.text)
    entry.on, entry.until_on, entry.language = new.on, new.until_on, new.language
    if new.programme_id is not None and not programmes_for(by).filter(pk=new.programme_id).exists():
        raise Problem(
            "log-programme-unknown",
            words("There is no programme %(key)s. Choose one from the list."),
            key=new.programme_id,
        )
    entry.programme_id = new.programme_id
    entry.changed_at = _now(by)


def _now(by: Standing) -> datetime:
    """This time of day, on the day on which `by` acts."""
    here = timezone.localtime()
    return datetime.combine(by.on, here.time(), tzinfo=here.tzinfo)


def _checked_title(title: str) -> str:
    kept = " ".join(title.split())
    if not kept or len(kept) > 200:
        raise Problem(
            "log-title", words("The title needs between one and 200 letters. Write it anew.")
        )
    return kept


def _keep_version(by: Standing, entry: LogEntry, title: str, text: str) -> None:
    LogVersion.objects.create(
        entry=entry,
        number=entry.versions.count() + 1,
        title=title,
        text=text,
        changed_by_id=by.person_id,
        changed_at=entry.changed_at,
    )


def _move_knots(entry: LogEntry) -> None:
    for knot in entry.knots.all():
        knot.start = moved(knot.start, knot.words, entry.text)
        knot.end = None if knot.start is None else knot.start + len(knot.words)
        knot.save(update_fields=["start", "end"])
