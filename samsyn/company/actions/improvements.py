"""Improvements: written down when they happen, by the company or those close to it."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from samsyn.company.actions.closeness import require_close
from samsyn.company.models import Improvement
from samsyn.company.rules.companies import check_is_company
from samsyn.company.rules.figures import check_happened, check_measured, check_saving
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import Standing


@transaction.atomic
def note_improvement(
    *,
    by: Standing,
    company: Organisation,
    title: str,
    happened_on: date,
    text: str = "",
    hours_saved_per_year: Decimal | None = None,
    saved_sek_per_year: Decimal | None = None,
    how_measured: str = "",
    work_environment: bool = False,
    skills: bool = False,
) -> Improvement:
    """Write down something that became better at a company. A saving needs how it was measured."""
    require(by=by, deed="note improvement")
    check_is_company(company.kind, company.name)
    require_close(by=by, company=company)
    _check(by, happened_on, hours_saved_per_year, saved_sek_per_year, how_measured)
    improvement = Improvement.objects.create(
        company=company,
        title=title,
        text=text,
        happened_on=happened_on,
        hours_saved_per_year=hours_saved_per_year,
        saved_sek_per_year=saved_sek_per_year,
        how_measured=how_measured,
        work_environment=work_environment,
        skills=skills,
    )
    note(by=by, deed="note improvement", subject=improvement)
    return improvement


@transaction.atomic
def change_improvement(
    *,
    by: Standing,
    improvement: Improvement,
    title: str,
    happened_on: date,
    text: str = "",
    hours_saved_per_year: Decimal | None = None,
    saved_sek_per_year: Decimal | None = None,
    how_measured: str = "",
    work_environment: bool = False,
    skills: bool = False,
) -> Improvement:
    """Correct an improvement. The journal keeps what was saved a year before the change."""
    require(by=by, deed="note improvement")
    improvement = Improvement.objects.select_for_update().get(pk=improvement.pk)
    require_close(by=by, company=improvement.company)
    _check(by, happened_on, hours_saved_per_year, saved_sek_per_year, how_measured)
    before = (
        f"{improvement.title}; {improvement.hours_saved_per_year} h; "
        f"{improvement.saved_sek_per_year} SEK"
    )
    improvement.title = title
    improvement.text = text
    improvement.happened_on = happened_on
    improvement.hours_saved_per_year = hours_saved_per_year
    improvement.saved_sek_per_year = saved_sek_per_year
    improvement.how_measured = how_measured
    improvement.work_environment = work_environment
    improvement.skills = skills
    improvement.save(
        update_fields=[
            "title",
            "text",
            "happened_on",
            "hours_saved_per_year",
            "saved_sek_per_year",
            "how_measured",
            "work_environment",
            "skills",
        ]
    )
    note(by=by, deed="note improvement", subject=improvement, reason=f"was: {before}")
    return improvement


def _check(
    by: Standing,
    happened_on: date,
    hours_saved_per_year: Decimal | None,
    saved_sek_per_year: Decimal | None,
    how_measured: str,
) -> None:
    check_happened(happened_on, by.on)
    check_saving(hours_saved_per_year, saved_sek_per_year)
    check_measured(hours_saved_per_year, saved_sek_per_year, how_measured)
