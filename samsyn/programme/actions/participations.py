"""Who took part: one row from a person, or hundreds of thousands from a list."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.company.rules.companies import check_is_company
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind, Verdict
from samsyn.programme.actions.activities import require_work
from samsyn.programme.models import Activity, Participation
from samsyn.programme.queries.work import activities_at_work
from samsyn.programme.rules.participations import (
    NewParticipation,
    Noted,
    check_day,
    check_figures,
    merged,
)

BATCH = 2_000
"""Rows compared and written at a time; keeps the statements below every database's limits."""
Key = tuple[int, int, date]
CHANGEABLE = ("women", "men", "not_stated", "hours", "contact_email")


@transaction.atomic
def note_participation(
    *,
    by: Standing,
    activity: Activity,
    company: Organisation,
    on: date,
    women: int | None = None,
    men: int | None = None,
    not_stated: int | None = None,
    hours: Decimal | None = None,
    contact_email: str = "",
) -> Participation:
    """Note that a company took part on a day of an activity, with people and own hours.

    None is not counted, which is not zero. The same company on the same day is refused.
    """
    require(by=by, deed="note participation")
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    require_work(by=by, activity=activity)
    check_is_company(company.kind, company.name)
    row = NewParticipation(
        activity.pk, company.pk, on, women, men, not_stated, hours, contact_email
    )
    _check(row, activity, company, None)
    made = Participation.objects.create(**_columns(row))
    note(by=by, deed="note participation", subject=made)
    return made


@transaction.atomic
def change_participation(
    *,
    by: Standing,
    participation: Participation,
    on: date,
    women: int | None = None,
    men: int | None = None,
    not_stated: int | None = None,
    hours: Decimal | None = None,
    contact_email: str = "",
    reason: str = "",
) -> Participation:
    """Correct the day, people, hours or e-mail of a participation; an empty box is not known."""
    require(by=by, deed="note participation")
    stands = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("activity", "company")
        .get(pk=participation.pk)
    )
    require_work(by=by, activity=stands.activity)
    before = _row(stands)
    row = NewParticipation(
        stands.activity_id, stands.company_id, on, women, men, not_stated, hours, contact_email
    )
    _check(row, stands.activity, stands.company, stands.pk)
    for name, value in _columns(row).items():
        setattr(stands, name, value)
    stands.save(update_fields=["on", "year", *CHANGEABLE])
    was = f"was: {before.on} {before.women}/{before.men}/{before.not_stated}, {before.hours} h"
    note(
        by=by,
        deed="note participation",
        subject=stands,
        reason=f"{reason}; {was}" if reason else was,
    )
    return stands


def _check(
    row: NewParticipation, activity: Activity, company: Organisation, standing_id: int | None
) -> None:
    check_day(row.on, activity.starts_on, activity.ends_on)
    check_figures(row)
    twice = Participation.objects.filter(activity=activity, company=company, on=row.on)
    if standing_id is not None:
        twice = twice.exclude(pk=standing_id)
    if twice.exists():
        raise Problem(
            "participation-twice",
            words(
                "%(company)s is already noted on %(on)s in this activity. "
                "Change that row instead, or choose another day."
            ),
            company=company.name,
            on=row.on,
        )


def _row(stands: Participation) -> NewParticipation:
    return NewParticipation(
        activity_id=stands.activity_id,
        company_id=stands.company_id,
        on=stands.on,
        women=stands.women,
        men=stands.men,
        not_stated=stands.not_stated,
        hours=stands.hours,
        contact_email=stands.contact_email,
    )


def _columns(row: NewParticipation) -> dict[str, object]:
    """The columns of a row. The year is that of the day, and is set nowhere else."""
    return {
        "activity_id": row.activity_id,
        "company_id": row.company_id,
        "on": row.on,
        "year": row.on.year,
        "women": row.women,
        "men": row.men,
        "not_stated": row.not_stated,
        "hours": row.hours,
        "contact_email": row.contact_email,
    }


@transaction.atomic
def note_participations(*, by: Standing, rows: Sequence[NewParticipation]) -> Noted:
    """Note many rows at once and say how many were new, changed and already there.

    A row is the same when activity, company and day are; what it does not know (None, "")
    leaves what stands. All or nothing: the first row that cannot stand refuses them all.
    One line in the journal for the whole batch.
    """
    require(by=by, deed="import participants")
    _check_all(by, rows)
    noted = Noted(0, 0, 0)
    for start in range(0, len(rows), BATCH):
        noted = _note_batch(rows[start : start + BATCH], noted)
    if rows:
        note(
            by=by,
            deed="import participants",
            subject=None,
            text=f"{noted.taken} new, {noted.changed} changed, {noted.unchanged} unchanged",
        )
    return noted


def _check_all(by: Standing, rows: Sequence[NewParticipation]) -> None:
    """Refuse rows of activities that are not one's work, of no company, or that cannot stand."""
    activity_ids = {row.activity_id for row in rows}
    activities: dict[int, Activity] = {}
    for some in _in_steps(activity_ids):
        activities |= activities_at_work(by).select_for_update(of=("self",)).in_bulk(some)
    strange = activity_ids - activities.keys()
    if strange:
        require_work(by=by, activity=Activity.objects.get(pk=min(strange)))
    company_ids = {row.company_id for row in rows}
    for some in _in_steps(company_ids):
        others = Organisation.objects.filter(pk__in=some).exclude(kind=OrganisationKind.COMPANY)
        for other in others[:1]:
            check_is_company(other.kind, other.name)
    for row in rows:
        activity = activities[row.activity_id]
        check_day(row.on, activity.starts_on, activity.ends_on)
        check_figures(row)


def _in_steps(keys: set[int]) -> list[list[int]]:
    ordered = sorted(keys)
    return [ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH)]


def _note_batch(rows: Sequence[NewParticipation], noted: Noted) -> Noted:
    """Write one batch. A row that comes twice in it adds to itself, as if it had stood."""
    found = Participation.objects.filter(
        activity__in={row.activity_id for row in rows},
        company__in={row.company_id for row in rows},
        on__in={row.on for row in rows},
    )
    stands = {_row(row).key: row for row in found}
    new: dict[Key, NewParticipation] = {}
    changed: dict[Key, Participation] = {}
    for row in rows:
        held = stands.get(row.key)
        if held is None:
            new[row.key] = merged(new.get(row.key, row), row)
            continue
        joined = merged(_row(held), row)
        if joined != _row(held):
            for name in CHANGEABLE:
                setattr(held, name, getattr(joined, name))
            changed[row.key] = held
    Participation.objects.bulk_create([Participation(**_columns(row)) for row in new.values()])
    Participation.objects.bulk_update(list(changed.values()), CHANGEABLE, batch_size=100)
    verdicts = {
        row.key: Verdict.TAKEN
        if row.key in new
        else Verdict.CHANGED
        if row.key in changed
        else Verdict.UNCHANGED
        for row in rows
    }
    return Noted(
        taken=noted.taken + len(new),
        changed=noted.changed + len(changed),
        unchanged=noted.unchanged + len(rows) - len(new) - len(changed),
        verdicts=noted.verdicts | verdicts,
    )
