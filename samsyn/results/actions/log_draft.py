"""A draft of an entry from what is written down about a week."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, override

from samsyn.directory.actions.journal import require
from samsyn.directory.rules.access import Standing
from samsyn.results.actions.log import EntryText, write_log
from samsyn.results.models import LogEntry, LogKnot
from samsyn.results.queries.log.week import week_told
from samsyn.results.rules.log_draft import Draft, Value, composed, lines_of, monday_of
from samsyn.results.rules.log_kinds import Answer, KnotKind


@transaction.atomic
def draft_log(
    *, by: Standing, on: date, language: str = "sv", programme_id: int | None = None
) -> LogEntry:
    """Write a draft of the week that the day lies in, tied to what its sentences stand for.

    Nothing is invented: an empty week says so. The writer goes on from there.
    """
    require(by=by, deed="write log")
    monday = monday_of(on)
    draft = preview(by=by, on=on, language=language, programme_id=programme_id)
    with override(language):
        title = gettext("Week %(week)s") % {"week": monday.isocalendar().week}
    sunday = monday + timedelta(days=6)
    entry = write_log(
        by=by, new=EntryText(title, draft.text, monday, sunday, language, programme_id)
    )
    now = timezone.now()
    LogKnot.objects.bulk_create(
        LogKnot(
            entry=entry,
            kind=tie.kind,
            key=tie.key,
            on=tie.on if tie.kind is KnotKind.DAY else None,
            until_on=tie.on if tie.kind is KnotKind.DAY else None,
            words=draft.text[tie.start : tie.end],
            start=tie.start,
            end=tie.end,
            answer=Answer.CONFIRMED,
            answered_by_id=by.person_id,
            answered_at=now,
        )
        for tie in draft.ties
        if entry.text[tie.start : tie.end] == draft.text[tie.start : tie.end]
    )
    return entry


def preview(
    *, by: Standing, on: date, language: str = "sv", programme_id: int | None = None
) -> Draft:
    """What a draft of the week would say, in the language. It changes nothing."""
    with override(language):
        return composed(lines_of(week_told(by, monday_of(on), programme_id)), gettext, _written)


def _written(value: Value) -> str:
    if isinstance(value, date):
        return date_format(value, "l j F")
    if isinstance(value, Decimal):
        kronor = number_format(value, 0, use_l10n=True, force_grouping=True)
        return gettext("SEK %(kronor)s") % {"kronor": kronor}
    return str(value)
