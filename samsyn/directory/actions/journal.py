"""The two lines that every action has: may she, and what was done."""

from collections.abc import Sequence

from django.db import models
from django.utils import timezone

from samsyn.basics.problem import Problem, words
from samsyn.directory.models import JournalLine
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import DEEDS, may


def require(*, by: Standing, deed: str, owner_id: int | None = None) -> None:
    """Raise Problem("not-allowed") unless `by` may do the deed.

    `owner_id` is the organisation that the record belongs to; for deeds that are marked
    `own` in the table of roles it must be the one that `by` acts for.
    """
    if by.operator:
        return
    if not may(by.roles, deed):
        raise Problem(
            "not-allowed",
            words(
                "You may not %(deed)s with the roles you have here. "
                "Ask an administrator of your organisation, or act for another organisation."
            ),
            deed=deed,
        )
    if DEEDS[deed].own and owner_id is not None and owner_id != by.organisation_id:
        raise Problem(
            "not-yours",
            words(
                "This belongs to another organisation than the one you act for. "
                "Act for that organisation, or ask its people to %(deed)s."
            ),
            deed=deed,
        )


def note(
    *, by: Standing, deed: str, subject: models.Model | None, reason: str = "", text: str = ""
) -> JournalLine:
    """Write in the journal what was done, by whom, for whom and why."""
    line = _line(by, deed, subject, reason, text)
    line.save()
    return line


def note_each(
    *, by: Standing, deed: str, subjects: Sequence[models.Model], reason: str = ""
) -> None:
    """Write one line for each of many things, in few statements."""
    JournalLine.objects.bulk_create(
        [_line(by, deed, subject, reason, "") for subject in subjects], batch_size=500
    )


def _line(
    by: Standing, deed: str, subject: models.Model | None, reason: str, text: str
) -> JournalLine:
    return JournalLine(
        at=timezone.now(),
        person_id=by.person_id,
        organisation_id=by.organisation_id,
        operator=by.operator,
        deed=deed,
        subject_kind=(subject._meta.model_name or "") if subject is not None else "",
        subject_key=subject.pk if subject is not None else None,
        subject_text=(text or str(subject))[:200],
        reason=reason,
    )
