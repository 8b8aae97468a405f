"""The coach's first screen, made for a phone: my companies, and what I note in two minutes."""

from django.db.models import Q
from django.utils.translation import gettext as _, ngettext

from samsyn.company.queries.companies import companies_for
from samsyn.company.queries.improvements import improvements_for
from samsyn.directory.models import Tie
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.programme.queries.work import activities_at_work, seen_participations
from samsyn.results.queries.first.parts import SHORT, Deed, First, Panel, Row, address
from samsyn.results.queries.first.short_lists import last_met, next_activities, to_note

MOST = 30
"""Companies of one coach that are shown; nobody coaches more at a time."""


def coaching_screen(viewer: Standing) -> First:
    """My companies, those met longest ago first, each with the note one writes after a visit."""
    panel = my_companies(viewer)
    number = panel.count or 0
    return First(
        title=_("My companies"),
        sentence=ngettext(
            "You are the coach of %(n)s company.", "You are the coach of %(n)s companies.", number
        )
        % {"n": number}
        if number
        else "",
        main=[panel],
        side=[
            to_note(viewer),
            next_activities(viewer, activities_at_work(viewer), _("Next activities"), ours="on"),
            latest_improvements(viewer),
        ],
    )


def my_companies(viewer: Standing) -> Panel:
    """The companies that name the viewer as their coach today."""
    keys = Tie.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        kind=TieKind.COMPANY,
        role=TieRole.COACH,
        person=viewer.person_id,
        from_on__lte=viewer.on,
    ).values("key")
    rows = (
        companies_for(viewer)
        .filter(pk__in=keys)
        .annotate(last_met_on=last_met(seen_participations(viewer)))
        .order_by("last_met_on", "sort_key", "pk")
    )
    companies = list(rows[:MOST])
    count = len(companies) if len(companies) < MOST else rows.count()
    may = may_do(viewer, "note improvement")
    return Panel(
        title=_("Met longest ago first"),
        rows=[
            Row(
                company.name,
                address("company:company_detail", company.pk),
                on=getattr(company, "last_met_on", None),
                meta=str(company.municipality or company.county or ""),
                deed=Deed(address("company:improvement_add", company.pk), _("Note improvement"))
                if may
                else None,
            )
            for company in companies
        ],
        count=count,
        empty=_(
            "You are not named as the coach of a company yet. The company's page says who is, "
            "and a regional leader names you there."
        ),
        deed=Deed(address("company:company_list"), _("Find a company")),
    )


def latest_improvements(viewer: Standing) -> Panel:
    """What became better at the companies that the viewer stands close to, the latest first."""
    first = list(improvements_for(viewer)[: SHORT + 1])
    return Panel(
        title=_("Latest improvements"),
        rows=[
            Row(
                improvement.title,
                address("company:improvement_detail", improvement.pk),
                on=improvement.happened_on,
                meta=improvement.company.name,
            )
            for improvement in first[:SHORT]
        ],
        empty=_("No improvement is noted at your companies."),
        more=Deed(address("company:improvement_list"), _("Show all")) if first else None,
    )
