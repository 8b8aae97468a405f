"""Key figures: one of a kind for each year, with its source."""

from decimal import Decimal

from django.db import transaction

from samsyn.company.actions.closeness import require_close
from samsyn.company.models import KeyFigure
from samsyn.company.rules.companies import check_is_company
from samsyn.company.rules.figures import check_year
from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import Standing


@transaction.atomic
def note_key_figure(
    *,
    by: Standing,
    company: Organisation,
    year: int,
    kind: KeyFigureKind,
    figure: Decimal,
    source: str,
) -> KeyFigure:
    """Write a company's figure for a year, in the unit of its kind.

    A figure of the same kind for the same year is changed, and the journal says what it was.
    """
    require(by=by, deed="note key figure")
    check_is_company(company.kind, company.name)
    require_close(by=by, company=company)
    check_year(year, by.on)
    Organisation.objects.select_for_update().get(pk=company.pk)
    stands = KeyFigure.objects.filter(company=company, year=year, kind=kind).first()
    if stands is not None:
        return _changed(by, stands, figure, source)
    made = KeyFigure.objects.create(
        company=company, year=year, kind=kind, figure=figure, source=source
    )
    note(by=by, deed="note key figure", subject=made)
    return made


@transaction.atomic
def change_key_figure(
    *, by: Standing, key_figure: KeyFigure, figure: Decimal, source: str
) -> KeyFigure:
    """Correct a figure or its source; the year and the kind stay. The journal says what it was."""
    require(by=by, deed="note key figure")
    stands = KeyFigure.objects.select_for_update().get(pk=key_figure.pk)
    require_close(by=by, company=stands.company)
    return _changed(by, stands, figure, source)


def _changed(by: Standing, stands: KeyFigure, figure: Decimal, source: str) -> KeyFigure:
    if stands.figure == figure and stands.source == source:
        return stands
    before = f"was: {stands.figure} ({stands.source})"
    stands.figure = figure
    stands.source = source
    stands.save(update_fields=["figure", "source"])
    note(by=by, deed="note key figure", subject=stands, reason=before)
    return stands
