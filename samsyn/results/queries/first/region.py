"""The regional leader's first screen: what comes here, and which companies wait for a next step."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.company.queries.companies import companies_for
from samsyn.directory.models import Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Application
from samsyn.funding.queries.applications import applications_for
from samsyn.funding.rules.steps import Step
from samsyn.programme.models import Participation
from samsyn.programme.queries.activities import activities_for
from samsyn.programme.queries.participations import met_without_coach, met_without_next_step
from samsyn.programme.queries.work import seen_participations
from samsyn.results.queries.first.parts import SHORT, Deed, First, Panel, Row, address
from samsyn.results.queries.first.regions import Region, division_for
from samsyn.results.queries.first.short_lists import (
    calls_closing,
    next_activities,
    to_note,
)

LATELY = 900
"""The latest participations, among which the companies met last are looked for."""


def own_regions(viewer: Standing) -> list[Region]:
    """The regions that hold the county of the viewer's organisation; all of them without one."""
    regions = division_for(viewer).regions
    home = Organisation.objects.filter(pk=viewer.organisation_id or 0).values_list(
        "county", flat=True
    )
    code = home.first()
    here = [region for region in regions if code in region.county_codes]
    return here or regions


def region_screen(viewer: Standing) -> First:
    """The region: next activities, companies without a next step or a coach, money to apply for."""
    regions = own_regions(viewer)
    codes = frozenset[str]().union(*(region.county_codes for region in regions))
    narrowed = regions[0].narrowed if len(regions) == 1 else {}
    activities = activities_for(viewer).filter(county__in=codes)
    companies = companies_for(viewer).filter(county__in=codes)
    return First(
        title=regions[0].title if len(regions) == 1 else _("All regions"),
        sentence=_("Who waits for a next step here, and what comes."),
        deeds=_deeds(viewer),
        main=[
            _companies(
                viewer,
                met_without_next_step(viewer, companies),
                _("Companies without a next step"),
                _("Every company that took part has something that goes on or comes."),
                address("company:company_list", without_next_step="on", **narrowed),
            ),
            _companies(
                viewer,
                met_without_coach(viewer, companies),
                _("Companies without a coach"),
                _("Every company that took part has a coach."),
                address("company:company_list", without_coach="on", **narrowed),
                name_coach=may_do(viewer, "name coach"),
            ),
        ],
        side=[
            next_activities(viewer, activities, _("Next activities here"), **narrowed),
            to_note(viewer),
            our_applications(viewer),
            calls_closing(viewer),
        ],
    )


def _deeds(viewer: Standing) -> list[Deed]:
    deeds = []
    if may_do(viewer, "plan activity"):
        deeds.append(Deed(address("programme:activity_add"), _("Plan an activity"), "calendar"))
    if may_do(viewer, "add organisation"):
        deeds.append(Deed(address("company:company_add"), _("New company"), "add"))
    return deeds


def _companies(
    viewer: Standing,
    rows: QuerySet[Organisation],
    title: str,
    empty: str,
    all_url: str,
    *,
    name_coach: bool = False,
) -> Panel:
    """The companies met last first; those met long ago are further down in the list."""
    count = rows.count()
    return Panel(
        title=title,
        rows=[
            Row(
                company.name,
                address("company:company_detail", company.pk),
                on=last_met_on,
                meta=str(company.municipality or company.county or ""),
                deed=Deed(address("company:coach_add", company.pk), _("Name coach"))
                if name_coach
                else None,
            )
            for company, last_met_on in _met_last(viewer, rows)
        ],
        empty=empty,
        count=count,
        more=Deed(all_url, _("Show all")) if count else None,
    )


def _met_last(
    viewer: Standing, rows: QuerySet[Organisation]
) -> list[tuple[Organisation, date | None]]:
    """A few companies among the rows, those that took part last first, with the day.

    Only the latest participations are read: no day is looked up for the thousands that are not
    shown. Where too few of the rows are among them, others follow in Swedish order.
    """
    lately = Participation.objects.filter(seen_participations(viewer)).order_by("-on", "-pk")
    last: dict[int, date] = {}
    for key, on in lately.values_list("company", "on")[:LATELY]:
        last.setdefault(key, on)
    found = rows.in_bulk(list(last))
    first: list[tuple[Organisation, date | None]] = []
    first.extend((found[key], on) for key, on in last.items() if key in found)
    if len(first) < SHORT:
        first.extend((company, None) for company in rows.exclude(pk__in=list(found))[:SHORT])
    return first[:SHORT]


def our_applications(viewer: Standing) -> Panel:
    """The applications of the viewer's organisation that are drafts or wait for a decision."""
    rows = applications_for(viewer).filter(
        applicant=viewer.organisation_id, step__in=[Step.DRAFT, Step.SUBMITTED]
    )
    first = list(rows[: SHORT + 1])
    return Panel(
        title=_("Our applications"),
        rows=[_application(viewer, application) for application in first[:SHORT]],
        empty=_("No application of ours is under way."),
        more=Deed(address("funding:application_list"), _("Show all")) if first else None,
    )


def _application(viewer: Standing, application: Application) -> Row:
    draft = application.step == Step.DRAFT
    return Row(
        application.title,
        address("funding:application_detail", application.pk),
        on=application.call.closes_on if draft else application.submitted_on,
        sek=application.asked_sek,
        meta=application.call.title,
        tag=(application.get_step_display(), "warn" if draft else "info"),
    )
